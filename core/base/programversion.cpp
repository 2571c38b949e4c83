// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/programversion.h"

#include <QList>

#include <algorithm>

namespace dw
{

std::optional<ProgramVersion> ProgramVersion::fromText(QStringView text)
{
    const QList<QStringView> numbers = text.split(u'.');
    ProgramVersion version;
    if (numbers.size() > qsizetype(version.parts.size()))
        return std::nullopt;
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const QStringView part = numbers.at(i);
        const bool digits =
            std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        if (part.isEmpty() || part.size() > 6 || !digits)
            return std::nullopt;
        version.parts[size_t(i)] = part.toInt();
    }
    return version;
}

ProgramVersion ProgramVersion::ofThis()
{
    return fromText(QStringLiteral(DEALWRIGHT_VERSION)).value_or(ProgramVersion());
}

QString ProgramVersion::text() const
{
    return QStringLiteral("%1.%2.%3").arg(parts[0]).arg(parts[1]).arg(parts[2]);
}

}  // namespace dw
