// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"
#include "ui/tasks/taskreading.h"

#include <QStyledItemDelegate>

namespace dw::ui
{

// Paints heads and tasks (picture a): circle, kind, subject and what it is about, customer, due. The current
// task shows Done and Snooze in place of its customer.
class TaskDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TaskDelegate(const UiContext &context, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    // What is under the pointer in the row `item` (all in the viewport's coordinates).
    enum class Part { None, Circle, Done, Snooze };
    Part partAt(const QRect &item, const QPoint &point, bool current) const;
    virtual QRect partRect(const QRect &item, Part part) const;
    int buttonWidth(const QString &text, const QString &key) const;
    // "6 d late", "09:30", "any time", "Fri".
    QString dueText(const TaskRow &task) const;
    bool isOverdue(const TaskRow &task) const;
    QString spoken(const TaskRow &task) const;

protected:
    const UiContext &context() const { return m_context; }

private:
    void paintHead(QPainter &painter, const QRectF &box, const QString &title, qint64 count,
                   const QString &note) const;
    void paintTask(QPainter &painter, const QStyleOptionViewItem &option, const TaskRow &task) const;
    void paintButton(QPainter &painter, const QRectF &box, const QString &icon, const QString &text,
                     const QString &key) const;

    const UiContext &m_context;
};

}  // namespace dw::ui
