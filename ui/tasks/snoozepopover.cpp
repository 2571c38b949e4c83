// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/snoozepopover.h"

#include "ui/common/fieldrow.h"
#include "ui/common/lineedit.h"
#include "ui/common/textlabel.h"
#include "ui/pipeline/localtime.h"
#include "ui/tasks/quickadd.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int Width = 260;
constexpr int Morning = 9;

}  // namespace

SnoozePopover::SnoozePopover(UiContext &context, QWidget *window) : Popover(context.theme, window)
{
    setContentWidth(Width);
    setAccessibleName(tr("Snooze"));
    body()->addWidget(new TextLabel(context.theme, tr("Snooze until"), Theme::Scale::Title));
    const QDateTime now = localTime(context, context.clock.now());
    const auto morning = [&](qint64 days) {
        return QDateTime(now.date().addDays(days), QTime(Morning, 0), now.timeZone());
    };
    const QDateTime hour = now.addSecs(3600);
    const struct
    {
        QString text;
        QDateTime due;
    } times[] = {
        {tr("In an hour"),
         QDateTime(hour.date(), QTime(hour.time().hour(), hour.time().minute()), hour.timeZone())},
        {tr("Tomorrow"), morning(1)},
        {tr("In 3 days"), morning(3)},
        {tr("Next Monday"), morning(8 - now.date().dayOfWeek())},
    };
    for (const auto &time : times) {
        auto *button =
            new QPushButton(time.text + QStringLiteral("  ") + context.format.dateTime(time.due, now.date()));
        button->setProperty("kind", QStringLiteral("quiet"));
        body()->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, due = time.due] { choose(due); });
    }
    auto *edit = new LineEdit(context.theme, context.icons);
    auto *row = new FieldRow(context.theme, context.icons, tr("Another time"), edit);
    row->setHelp(tr("fri 3pm, 28 Nov, in 2 days"));
    body()->addWidget(row);
    connect(edit, &QLineEdit::returnPressed, this, [this, edit, row, now] {
        const QuickTask task = parseQuickTask(edit->text(), now);
        // Whatever was not understood as a time is left over as a subject.
        if (edit->text().trimmed().isEmpty() || !task.subject.isEmpty()) {
            row->setError(tr("This is no date or time."));
            return;
        }
        choose(task.due);
    });
}

void SnoozePopover::choose(const QDateTime &due)
{
    closePopover();
    Q_EMIT chosen(due);
}

void SnoozePopover::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        Popover::keyPressEvent(event);
}

}  // namespace dw::ui
