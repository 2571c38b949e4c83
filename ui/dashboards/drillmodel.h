// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/format.h"
#include "ui/dashboards/insightreading.h"

#include <QAbstractTableModel>

namespace dw::ui
{

// The first deals behind a mark.
class DrillModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Deal, Customer, Owner, Amount, DaysHere, NextStep, ColumnCount };

    explicit DrillModel(const Format &format, QObject *parent = nullptr);

    // `now` is when it was read; days of the next step are counted in `zone`.
    void setPage(const DrillPage &page, Instant now, const BusinessZone &zone);
    RecordRef record(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString nextStep(const Record &deal, int *tone, QString *icon) const;
    bool oneCurrency() const;

    const Format &m_format;
    DrillPage m_page;
    Instant m_now;
    BusinessZone m_zone;
};

}  // namespace dw::ui
