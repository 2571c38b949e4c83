// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql/currencyrates.h"

#include "core/base/decimal.h"

#include <algorithm>
#include <limits>

namespace dw::sql
{

void CurrencyRates::setDictionary(const DictionaryPtr &dictionary)
{
    m_type = dictionary->find(u"exchange_rate");
    const Field *rate = m_type ? m_type->find(u"rate") : nullptr;
    m_scale = rate ? rate->scale : 0;
    m_loaded = false;
}

std::optional<qint64> CurrencyRates::worth(qint64 minor, Currency currency,
                                           std::optional<Instant> createdAt) const
{
    const auto found = m_rates.constFind(currency.key());
    if (found == m_rates.cend())
        return std::nullopt;
    const qint64 day = createdAt ? m_zone.dateOf(*createdAt).days : std::numeric_limits<qint64>::max();
    auto after = std::upper_bound(found->begin(), found->end(), day,
                                  [](qint64 wanted, const Rate &rate) { return wanted < rate.day; });
    if (after == found->begin())
        return std::nullopt;
    --after;
    const Int128 product = Int128(minor) * after->unscaled;
    const int drop = m_scale + currency.minorDigits() - m_base.minorDigits();
    if (drop >= 0)
        return toInt64(dividePow10HalfEven(product, drop));
    if (!toInt64(product))
        return std::nullopt;
    return toInt64(product * pow10(-drop));
}

}  // namespace dw::sql
