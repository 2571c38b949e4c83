// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/scopekey.h"

#include <iterator>

namespace dw
{

namespace
{

constexpr QLatin1String Prefixes[] = {QLatin1String("all"), QLatin1String("own:"), QLatin1String("ter:"),
                                      QLatin1String("rec:"), QLatin1String("team:")};

}  // namespace

QString ScopeKey::text() const
{
    const QLatin1String prefix = Prefixes[int(kind)];
    return kind == Kind::All ? QString(prefix) : prefix + id.toString();
}

std::optional<ScopeKey> ScopeKey::fromText(QStringView text)
{
    if (text == Prefixes[0])
        return all();
    for (size_t i = 1; i < std::size(Prefixes); ++i) {
        if (!text.startsWith(Prefixes[i]))
            continue;
        const std::optional<Id> id = Id::fromString(text.mid(Prefixes[i].size()));
        if (id && !id->isNull())
            return ScopeKey{Kind(int(i)), *id};
    }
    return std::nullopt;
}

}  // namespace dw
