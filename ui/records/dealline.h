// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/cellmaker.h"

#include <QAbstractButton>

namespace dw::ui
{

// One deal in a narrow panel: stage glyph, name, stage, amount, close date. 28 high.
class DealLine : public QAbstractButton
{
    Q_OBJECT

public:
    DealLine(UiContext &context, const Record &deal, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(160, sizeHint().height()); }
    // The lines of a panel share the widest date, so that their amounts end at one edge.
    int dateWidth() const;
    void setDateColumn(int width);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    UiContext &m_context;
    ListCell m_stage;
    QString m_name;
    QString m_amount;
    QString m_close;
    int m_dateColumn = 56;
};

}  // namespace dw::ui
