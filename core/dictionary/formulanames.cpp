// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/formulanames.h"

#include <algorithm>

namespace dw
{

FormulaNames FormulaNames::of(const QString &formula)
{
    FormulaNames names;
    const qsizetype size = formula.size();
    for (qsizetype i = 0; i < size;) {
        const QChar c = formula[i];
        if (c == QLatin1Char('"')) {
            // A doubled quote inside ends one piece and begins the next, which comes to the same here.
            const qsizetype end = formula.indexOf(QLatin1Char('"'), i + 1);
            i = end < 0 ? size : end + 1;
        } else if (c.isLetter() || c == QLatin1Char('_')) {
            const qsizetype start = i;
            while (i < size && (formula[i].isLetterOrNumber() || formula[i] == QLatin1Char('_') ||
                                formula[i] == QLatin1Char('.')))
                ++i;
            const QString name = formula.mid(start, i - start);
            qsizetype next = i;
            while (next < size && formula[next].isSpace())
                ++next;
            if (next < size && formula[next] == QLatin1Char('('))
                names.functions.append(name.toUpper());
            else
                names.paths.append(name);
        } else if (c.isDigit()) {
            while (i < size && (formula[i].isLetterOrNumber() || formula[i] == QLatin1Char('.')))
                ++i;
        } else {
            ++i;
        }
    }
    return names;
}

bool FormulaNames::isVolatile() const
{
    static const QStringList asking{QStringLiteral("TODAY"), QStringLiteral("NOW"),
                                    QStringLiteral("INPERIOD"), QStringLiteral("CURRENTUSER"),
                                    QStringLiteral("CURRENTTEAM")};
    return std::any_of(functions.begin(), functions.end(),
                       [](const QString &name) { return asking.contains(name); });
}

}  // namespace dw
