// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/format.h"

#include <QCoreApplication>
#include <QMap>
#include <QString>

namespace dw::ui
{

// What a sum does not hold: how many amounts are in a currency without a rate into the workspace's. It is
// said beside the sum (DESIGN 4: never a silent sum). A plain value.
class LeftOut
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::LeftOut)

public:
    // `code` as Currency::code(); of none nothing is left out.
    void add(const QString &code, qint64 amounts);
    void add(const LeftOut &other);

    bool isEmpty() const { return m_amounts.isEmpty(); }
    // "+ 1 in USD", "+ 3 in EUR, USD"; empty where nothing is left out.
    QString text(const Format &format) const;
    // The sum and what it leaves out: "1,000 + 1 in USD".
    QString beside(const QString &sum, const Format &format) const;

    friend bool operator==(const LeftOut &, const LeftOut &) = default;

private:
    QMap<QString, qint64> m_amounts;  // by currency, in the order of their codes
};

}  // namespace dw::ui
