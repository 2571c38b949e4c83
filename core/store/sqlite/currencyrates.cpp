// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/currencyrates.h"

#include "core/base/decimal.h"
#include "core/store/sqlite/connection.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace dw::sqlite
{

CurrencyRates::CurrencyRates(Connection &connection, Currency base, BusinessZone zone)
    : m_connection(connection), m_base(base), m_zone(std::move(zone))
{}

void CurrencyRates::setDictionary(const DictionaryPtr &dictionary)
{
    m_type = dictionary->find(u"exchange_rate");
    const Field *rate = m_type ? m_type->find(u"rate") : nullptr;
    m_scale = rate ? rate->scale : 0;
    m_loaded = false;
}

Result<void> CurrencyRates::load()
{
    m_rates.clear();
    if (m_type) {
        DW_ASSIGN(
            Statement read,
            m_connection.prepare("SELECT \"from_currency\",\"date\",\"rate\" FROM \"exchange_rate\" WHERE "
                                 "\"to_currency\"=?1 AND \"deleted_at\" IS NULL AND \"date\" IS NOT NULL AND "
                                 "\"rate\" IS NOT NULL ORDER BY \"date\",\"id\""));
        read.bind(1, m_base.key());
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                break;
            m_rates[read.text(0)].push_back({read.integer(1), read.integer(2)});
        }
    }
    m_loaded = true;
    return {};
}

Result<std::optional<qint64>> CurrencyRates::toBase(qint64 minor, Currency currency,
                                                    std::optional<Instant> createdAt)
{
    using Amount = std::optional<qint64>;
    if (currency.isNull() || m_base.isNull())
        return Amount();
    if (currency == m_base)
        return Amount(minor);
    if (!m_loaded)
        DW_TRY(load());
    const auto found = m_rates.constFind(currency.key());
    if (found == m_rates.cend())
        return Amount();
    const qint64 day = createdAt ? m_zone.dateOf(*createdAt).days : std::numeric_limits<qint64>::max();
    auto after = std::upper_bound(found->begin(), found->end(), day,
                                  [](qint64 wanted, const Rate &rate) { return wanted < rate.day; });
    if (after == found->begin())
        return Amount();
    --after;
    const Int128 product = Int128(minor) * after->unscaled;
    const int drop = m_scale + currency.minorDigits() - m_base.minorDigits();
    if (drop >= 0)
        return toInt64(dividePow10HalfEven(product, drop));
    if (!toInt64(product))
        return Amount();
    return toInt64(product * pow10(-drop));
}

}  // namespace dw::sqlite
