// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/dialect.h"

#include "core/base/digest.h"

namespace dw::sql
{

namespace
{

constexpr qsizetype HashDigits = 16;

}  // namespace

QByteArray Dialect::nameOf(QStringView name) const
{
    const QByteArray whole = name.toUtf8();
    if (longestName == 0 || whole.size() <= longestName)
        return whole;
    // Names are ASCII: object and field keys and what the store adds.
    return whole.left(longestName - HashDigits - 1) + '~' + blake2b256(whole).toHex().left(HashDigits);
}

QByteArray Dialect::quoted(QStringView name) const
{
    QByteArray inner = nameOf(name);
    inner.replace('"', "\"\"");
    return '"' + inner + '"';
}

}  // namespace dw::sql
