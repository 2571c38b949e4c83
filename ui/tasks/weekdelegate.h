// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tasks/taskdelegate.h"

namespace dw::ui
{

// Paints the tasks of a day as cards: subject, below it when and for whom, and the circle that marks it done.
class WeekDelegate : public TaskDelegate
{
    Q_OBJECT

public:
    // `gutter`: between a card and its item's right edge, where the scroll bar stands.
    WeekDelegate(const UiContext &context, int gutter, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    // Snooze is the line below the subject; there is no button to mark it done but the circle.
    QRect partRect(const QRect &item, Part part) const override;
    QRect cardRect(const QRect &item) const;
    void paintCard(QPainter &painter, const QRectF &card, const TaskRow &task, bool current,
                   bool focused) const;

private:
    const int m_gutter;
};

}  // namespace dw::ui
