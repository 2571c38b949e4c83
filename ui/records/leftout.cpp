// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/leftout.h"

#include <numeric>

namespace dw::ui
{

namespace
{

constexpr qsizetype Named = 2;

}  // namespace

void LeftOut::add(const QString &code, qint64 amounts)
{
    if (amounts > 0)
        m_amounts[code] += amounts;
}

void LeftOut::add(const LeftOut &other)
{
    for (auto each = other.m_amounts.cbegin(); each != other.m_amounts.cend(); ++each)
        add(each.key(), each.value());
}

QString LeftOut::text(const Format &format) const
{
    if (isEmpty())
        return {};
    const qint64 all = std::accumulate(m_amounts.cbegin(), m_amounts.cend(), qint64(0));
    //: Amounts that a sum does not hold, and their currencies: "+ 1 in USD".
    return tr("+ %1 in %2")
        .arg(format.integer(all),
             m_amounts.size() > Named ? tr("several currencies") : format.list(m_amounts.keys()));
}

QString LeftOut::beside(const QString &sum, const Format &format) const
{
    return isEmpty() ? sum : sum + QLatin1Char(' ') + text(format);
}

}  // namespace dw::ui
