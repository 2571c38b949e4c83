// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "ui/common/themedwidget.h"
#include "ui/shell/uicontext.h"

#include <QDate>

namespace dw::ui
{

struct TaskPart;
class WeekList;

// A day of a week: its name, and its tasks. A task that is dropped on it is moved there. Without a day it is
// the column of what is overdue, which takes none.
class WeekColumn : public ThemedWidget
{
    Q_OBJECT

public:
    explicit WeekColumn(UiContext &context, QWidget *parent = nullptr);

    void setDay(QDate day);
    QDate day() const { return m_day; }
    void setTasks(const TaskPart &part);
    WeekList *list() const { return m_list; }
    bool isToday() const;
    // "Mon 16", "Overdue".
    QString title() const;

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void dropped(const dw::Id &task);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void themeChanged() override;

private:
    void paintHead(QPainter &painter) const;
    void setTarget(bool target);
    void rename();

    UiContext &m_context;
    WeekList *m_list;
    QDate m_day;
    qint64 m_count = 0;
    bool m_target = false;
};

}  // namespace dw::ui
