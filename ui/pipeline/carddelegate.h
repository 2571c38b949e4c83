// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/pipeline.h"
#include "ui/pipeline/dealcard.h"
#include "ui/shell/uicontext.h"

#include <QStyledItemDelegate>

namespace dw::ui
{

// Paints the cards of one stage (ui.md 6, board card): three lines on 76 px, then the gap.
class CardDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // `gutter` px beside the cards are the scroll bar's.
    CardDelegate(const UiContext &context, const Stage &stage, int gutter, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    // The card without the gaps below and beside it.
    QRect cardRect(const QRect &item) const;
    void paintCard(QPainter &painter, const QRectF &card, const DealCard &deal, bool current,
                   bool focused) const;
    // What a screen reader says: name, state, then facts.
    QString spoken(const DealCard &deal) const;

private:
    void paintNextStep(QPainter &painter, const QRectF &line, const DealCard &deal) const;

    const UiContext &m_context;
    Stage m_stage;
    int m_gutter;
};

}  // namespace dw::ui
