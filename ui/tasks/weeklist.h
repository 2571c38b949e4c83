// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tasks/tasklist.h"

namespace dw::ui
{

class WeekDelegate;

// The tasks of one day. Left and Right leave it for the days beside; with Alt, and by the mouse, they take
// the task along.
class WeekList : public TaskList
{
    Q_OBJECT

public:
    // `gutter`: between the cards and the right edge.
    WeekList(UiContext &context, int gutter, QWidget *parent = nullptr);

    static QString mimeType() { return QStringLiteral("application/x-dealwright-task"); }

Q_SIGNALS:
    void sideways(int step);  // -1 or +1
    void shifted(int days);   // of the current task: -1 or +1
    void focused();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void startDrag(Qt::DropActions actions) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    explicit WeekList(UiContext &context, WeekDelegate *delegate, QWidget *parent);
    bool canShift() const;

    WeekDelegate *m_delegate;
};

}  // namespace dw::ui
