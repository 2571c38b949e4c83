// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/scope.h"

#include <iterator>

namespace dw
{

namespace
{

constexpr const char *Keys[] = {"none", "own", "team", "team_and_below", "territory", "all"};

}  // namespace

Scope scopeFromKey(QStringView key)
{
    for (size_t i = 0; i < std::size(Keys); ++i) {
        if (key == QLatin1String(Keys[i]))
            return Scope(int(i));
    }
    return Scope::None;
}

QString scopeKey(Scope scope)
{
    return QString::fromLatin1(Keys[int(scope)]);
}

}  // namespace dw
