// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/csvdelimiter.h"

#include <QChar>
#include <QList>

#include <array>

namespace dw
{

namespace
{

struct Named
{
    char32_t delimiter;
    const char16_t *name;
};
constexpr std::array NamedDelimiters{Named{U'\t', u"tab"}, Named{U' ', u"space"}, Named{U'\0', u"none"}};

}  // namespace

QString delimiterName(char32_t delimiter)
{
    for (const Named &one : NamedDelimiters) {
        if (one.delimiter == delimiter)
            return QStringView(one.name).toString();
    }
    return QString::fromUcs4(&delimiter, 1);
}

std::optional<char32_t> delimiterOf(const QString &name)
{
    for (const Named &one : NamedDelimiters) {
        if (name == QStringView(one.name))
            return one.delimiter;
    }
    if (name == QLatin1String("\t") || name == QLatin1String(" "))
        return char32_t(name[0].unicode());
    const QList<uint> characters = name.toUcs4();
    if (characters.size() != 1)
        return std::nullopt;
    const char32_t only = characters.first();
    const bool cuts = only < 0xFFFF && (QChar::isPunct(only) || QChar::isSymbol(only));
    return cuts && only != U'"' && only != U'\'' ? std::optional(only) : std::nullopt;
}

}  // namespace dw
