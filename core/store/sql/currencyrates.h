// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/store/sql/dialect.h"

#include <QHash>

#include <optional>
#include <utility>
#include <vector>

namespace dw::sql
{

// Amounts in the workspace currency (DESIGN 4: the stored "<m>_base"). The rate is the newest exchange_rate
// from the record's currency to the workspace's whose date is not after the day the record was created, in
// the business zone; without one there is no base amount. Rates are read once and kept until forget().
class CurrencyRates
{
public:
    CurrencyRates(Currency base, BusinessZone zone) : m_base(base), m_zone(std::move(zone)) {}

    void setDictionary(const DictionaryPtr &dictionary);
    void forget() { m_loaded = false; }
    // Rounded half-even to the minor unit; nothing without a rate or beyond 64 bits.
    template <typename Connection>
    Result<std::optional<qint64>> toBase(Connection &connection, const Dialect &dialect, qint64 minor,
                                         Currency currency, std::optional<Instant> createdAt);

private:
    struct Rate
    {
        qint64 day;
        qint64 unscaled;
    };
    template <typename Connection>
    Result<void> load(Connection &connection, const Dialect &dialect);
    std::optional<qint64> worth(qint64 minor, Currency currency, std::optional<Instant> createdAt) const;

    Currency m_base;
    BusinessZone m_zone;
    ObjectTypePtr m_type;
    int m_scale = 0;
    bool m_loaded = false;
    QHash<QString, std::vector<Rate>> m_rates;  // by currency key, days ascending
};

template <typename Connection>
Result<void> CurrencyRates::load(Connection &connection, const Dialect &dialect)
{
    m_rates.clear();
    if (m_type) {
        DW_ASSIGN(auto read, connection.prepare(
                                 "SELECT \"from_currency\",\"date\",\"rate\" FROM \"exchange_rate\" WHERE " +
                                 dialect.own +
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

template <typename Connection>
Result<std::optional<qint64>> CurrencyRates::toBase(Connection &connection, const Dialect &dialect,
                                                    qint64 minor, Currency currency,
                                                    std::optional<Instant> createdAt)
{
    using Amount = std::optional<qint64>;
    if (currency.isNull() || m_base.isNull())
        return Amount();
    if (currency == m_base)
        return Amount(minor);
    if (!m_loaded)
        DW_TRY(load(connection, dialect));
    return worth(minor, currency, createdAt);
}

}  // namespace dw::sql
