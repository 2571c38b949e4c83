// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/dictionary/dictionary.h"

#include <QHash>

#include <optional>
#include <vector>

namespace dw::sqlite
{

class Connection;

// Amounts in the workspace currency (DESIGN 4: the stored "<m>_base"). The rate is the newest exchange_rate
// from the record's currency to the workspace's whose date is not after the day the record was created, in
// the business zone; without one there is no base amount. Rates are read once and kept until forget().
class CurrencyRates
{
public:
    CurrencyRates(Connection &connection, Currency base, BusinessZone zone);

    void setDictionary(const DictionaryPtr &dictionary);
    void forget() { m_loaded = false; }
    // Rounded half-even to the minor unit; nothing without a rate or beyond 64 bits.
    Result<std::optional<qint64>> toBase(qint64 minor, Currency currency, std::optional<Instant> createdAt);

private:
    struct Rate
    {
        qint64 day;
        qint64 unscaled;
    };
    Result<void> load();

    Connection &m_connection;
    Currency m_base;
    BusinessZone m_zone;
    ObjectTypePtr m_type;
    int m_scale = 0;
    bool m_loaded = false;
    QHash<QString, std::vector<Rate>> m_rates;  // by currency key, days ascending
};

}  // namespace dw::sqlite
