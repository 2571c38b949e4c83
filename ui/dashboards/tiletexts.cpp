// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/tiletexts.h"

#include "ui/common/format.h"
#include "ui/dashboards/valuetext.h"

#include <QCoreApplication>

namespace dw::ui
{

namespace
{

// Comparable figures only: percent, days, money of one currency.
std::optional<Decimal> numberOf(const Value &value)
{
    switch (value.kind()) {
        case Value::Kind::Percent:
            return Decimal(value.percent().basisPoints, 4);
        case Value::Kind::Decimal:
            return value.decimal();
        case Value::Kind::Money:
            return Decimal(value.money().minor, 0);
        case Value::Kind::Integer:
            return Decimal(value.integer(), 0);
        default:
            return std::nullopt;
    }
}

}  // namespace

Report::Figure TileTexts::pick(const QList<Report::Figure> &figures) const
{
    // Deals that say no currency have no amount: they count, and hide none that has one.
    Report::Figure found;
    for (const Report::Figure &figure : figures) {
        if (!figure.currency.isNull() && figure.currency != m_currency)
            continue;
        if (found.value.isNull())
            found.value = figure.value;
        found.n += figure.n;
        found.currency = m_currency;
    }
    return found;
}

QString TileTexts::shown(const Value &value) const
{
    switch (value.kind()) {
        case Value::Kind::Percent:
            return m_format.percent(value.percent().basisPoints, 1);
        case Value::Kind::Decimal:
            return daysWithUnit(value, m_format);
        case Value::Kind::Money:
            return shortMoney(value, m_format);
        case Value::Kind::Integer:
            return m_format.integer(value.integer());
        default:
            return QStringLiteral("—");
    }
}

TileText TileTexts::of(const InsightTile &tile) const
{
    const Metric &metric = *m_catalog.metric(tile.metric);
    const Report::Figure now = pick(tile.now), before = pick(tile.before);
    TileText text;
    text.label = metric.name.in(m_language);
    if (metric.unit == Metric::Unit::Money)
        text.label = m_format.clauses({text.label, m_currency.code()});
    text.figure = shown(now.value);
    const std::optional<Decimal> a = numberOf(now.value), b = numberOf(before.value);
    if (now.value.isNull() || !b) {
        // Without data before there is no comparison (F3.64).
        text.note = now.n == 1
                        ? QCoreApplication::translate("TileTexts", "1 deal")
                        : QCoreApplication::translate("TileTexts", "%1 deals").arg(m_format.integer(now.n));
        if (now.value.isNull() && (now.n == 0 || metric.unit != Metric::Unit::Money))
            text.note = QStringLiteral("n = 0");
        else if (now.value.isNull())
            text.note = now.n == 1 ? QCoreApplication::translate("TileTexts", "1 deal without an amount")
                                   : QCoreApplication::translate("TileTexts", "%1 deals without an amount")
                                         .arg(m_format.integer(now.n));
        return text;
    }
    text.note = QCoreApplication::translate("TileTexts", "was %1 in %2").arg(shown(before.value), m_before);
    text.shortNote = QCoreApplication::translate("TileTexts", "was %1").arg(shown(before.value));
    if (*a != *b) {
        const bool up = *a > *b;
        text.up = up;
        text.trend = up == (metric.direction == Metric::Direction::Up) ? TileText::Trend::Better
                                                                       : TileText::Trend::Worse;
    }
    return text;
}

}  // namespace dw::ui
