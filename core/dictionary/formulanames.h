// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace dw
{

// What a formula's text names, read without a parser (the expression language stands above the dictionary):
// enough to know whether it depends on more than records and which fields it needs. Text in quotes is
// skipped.
struct FormulaNames
{
    QStringList functions;  // upper case, in order: a name followed by "("
    QStringList paths;      // "amount", "account.industry", "opportunities.amount"

    static FormulaNames of(const QString &formula);
    // Its value depends on when or by whom it is asked (TODAY, NOW, INPERIOD, CURRENTUSER, CURRENTTEAM), not
    // on records alone: it cannot be stored.
    bool isVolatile() const;
};

}  // namespace dw
