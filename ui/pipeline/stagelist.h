// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "ui/pipeline/carddelegate.h"
#include "ui/pipeline/stagemodel.h"

#include <QListView>

namespace dw::ui
{

// The cards of one column. Left and Right leave the column; what moves a card is an action of the page.
class StageList : public QListView
{
    Q_OBJECT

public:
    StageList(StageModel *model, CardDelegate *delegate, QWidget *parent = nullptr);

    static QString mimeType() { return QStringLiteral("application/x-dealwright-deal"); }
    void setCurrentRow(int row);
    // The card's place in this widget's window; empty if it is not here.
    QRect cardInWindow(const Id &deal) const;

Q_SIGNALS:
    void sideways(int step);  // -1 or +1
    void opened(const dw::Id &deal);
    void peeked(const dw::Id &deal);
    // A mouse drag of this card begins; after it ended, `dropped` tells whether a column took it.
    void dragBegun(const dw::Id &deal);
    void dragEnded(const dw::Id &deal, bool dropped);
    void focused();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void startDrag(Qt::DropActions actions) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    const DealCard *currentCard() const;

    StageModel *m_model;
    CardDelegate *m_delegate;
};

}  // namespace dw::ui
