// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboards/insightreading.h"
#include "ui/dashboards/tilerow.h"

namespace dw::ui
{

// The words of a tile: the figure in short, what it is, and the period before or how many stand behind it.
class TileTexts
{
public:
    // `before` names the period that is compared with.
    TileTexts(const MetricCatalog &catalog, const Format &format, Currency currency, QString before,
              Language language)
        : m_catalog(catalog)
        , m_format(format)
        , m_currency(currency)
        , m_before(std::move(before))
        , m_language(language)
    {}

    TileText of(const InsightTile &tile) const;

private:
    Report::Figure pick(const QList<Report::Figure> &figures) const;
    QString shown(const Value &value) const;

    const MetricCatalog &m_catalog;
    const Format &m_format;
    Currency m_currency;
    QString m_before;
    Language m_language;
};

}  // namespace dw::ui
