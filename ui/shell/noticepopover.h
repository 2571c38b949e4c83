// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/popover.h"

#include <QTimeZone>

class QScrollArea;
class QVBoxLayout;

namespace dw::ui
{

class WindowNotices;

// The list behind the bell: jobs that run, with progress and Cancel, then what happened, newest first, with
// Undo and Open where they still help.
class NoticePopover : public Popover
{
    Q_OBJECT

public:
    NoticePopover(const Icons &icons, const Format &format, WindowNotices &notices, const QTimeZone &zone,
                  QWidget *window);

    void open(QWidget *anchor);
    void refresh();

private:
    QWidget *jobRow(int number, const QString &text, const QString &detail, double share);
    QWidget *entryRow(const QString &icon, Theme::Role role, const QString &text, const QString &time);
    QPushButton *smallButton(const QString &text, const QString &icon = {});

    const Icons &m_icons;
    const Format &m_format;
    WindowNotices &m_notices;
    QTimeZone m_zone;
    QWidget *m_anchor = nullptr;
    QScrollArea *m_area;
    QWidget *m_list = nullptr;
};

}  // namespace dw::ui
