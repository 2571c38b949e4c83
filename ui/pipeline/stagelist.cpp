// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/stagelist.h"

#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>

namespace dw::ui
{

StageList::StageList(StageModel *model, CardDelegate *delegate, QWidget *parent)
    : QListView(parent), m_model(model), m_delegate(delegate)
{
    setModel(model);
    setItemDelegate(delegate);
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(QListView::Adjust);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setAcceptDrops(false);
    viewport()->setAcceptDrops(false);
    viewport()->setAutoFillBackground(false);
    setAutoFillBackground(false);
    setMouseTracking(true);
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT opened(m_model->card(index.row()).id); });
}

const DealCard *StageList::currentCard() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() && index.row() < m_model->rowCount() ? &m_model->card(index.row()) : nullptr;
}

void StageList::setCurrentRow(int row)
{
    const int last = m_model->rowCount() - 1;
    if (last >= 0)
        setCurrentIndex(m_model->index(std::clamp(row, 0, last)));
}

QRect StageList::cardInWindow(const Id &deal) const
{
    const int row = m_model->rowOf(deal);
    if (row < 0)
        return {};
    const QRect card = m_delegate->cardRect(visualRect(m_model->index(row)));
    return QRect(viewport()->mapTo(window(), card.topLeft()), card.size());
}

void StageList::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const DealCard *card = currentCard();
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
            if (plain) {
                Q_EMIT sideways(event->key() == Qt::Key_Left ? -1 : 1);
                return;
            }
            event->ignore();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (card && plain)
                Q_EMIT opened(Id(card->id));
            return;
        case Qt::Key_Space:
            if (card && plain)
                Q_EMIT peeked(Id(card->id));
            return;
        case Qt::Key_Slash:
            event->ignore();
            return;
        default:
            QListView::keyPressEvent(event);
    }
}

void StageList::startDrag(Qt::DropActions)
{
    const DealCard *card = currentCard();
    if (!card || card->state != DealCard::State::Rest)
        return;
    const Id deal = card->id;
    const QRect at = m_delegate->cardRect(visualRect(currentIndex()));
    QPixmap picture(at.size() * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    {
        QPainter painter(&picture);
        m_delegate->paintCard(painter, QRectF(QPointF(0, 0), QSizeF(at.size())), *card, true, true);
    }
    auto *dragged = new QMimeData;
    dragged->setData(mimeType(), deal.toByteArray());
    QDrag drag(this);
    drag.setMimeData(dragged);
    drag.setPixmap(picture);
    drag.setHotSpot(viewport()->mapFromGlobal(QCursor::pos()) - at.topLeft());
    Q_EMIT dragBegun(deal);
    const bool dropped = drag.exec(Qt::MoveAction) == Qt::MoveAction;
    Q_EMIT dragEnded(deal, dropped);
}

void StageList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid())
        setCurrentRow(0);
    Q_EMIT focused();
    viewport()->update();
}

}  // namespace dw::ui
