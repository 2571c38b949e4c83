// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/autonumber.h"

namespace dw
{

QString autoNumber(const ObjectType &object, qint64 n)
{
    return QStringLiteral("%1-%2").arg(object.key().at(0).toUpper()).arg(n, 6, 10, QLatin1Char('0'));
}

}  // namespace dw
