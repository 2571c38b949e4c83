// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/weekdelegate.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/pipeline/localtime.h"
#include "ui/tasks/quickadd.h"
#include "ui/tasks/taskmodel.h"

#include <QPainter>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int Edge = 9;  // from the card's edge to its text
constexpr int Above = 6;
constexpr int Circle = 14;
constexpr int CircleHit = 30;
constexpr int SmallIcon = 12;
constexpr int Between = 6;

}  // namespace

WeekDelegate::WeekDelegate(const UiContext &context, int gutter, QObject *parent)
    : TaskDelegate(context, parent), m_gutter(gutter)
{}

QSize WeekDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const Theme &theme = context().theme;
    return QSize(80, 2 * Above + theme.line(Scale::Body) + theme.line(Scale::Small) + Between);
}

QRect WeekDelegate::cardRect(const QRect &item) const
{
    return item.adjusted(0, 0, -m_gutter, -Between);
}

QRect WeekDelegate::partRect(const QRect &item, Part part) const
{
    const QRect card = cardRect(item);
    const int below = card.top() + Above + context().theme.line(Scale::Body);
    switch (part) {
        case Part::Circle:
            return QRect(card.right() + 1 - CircleHit, below - 2, CircleHit, card.bottom() - below + 3);
        case Part::Snooze:
            return QRect(card.left(), below, card.width() - CircleHit, card.bottom() - below);
        case Part::Done:
        case Part::None:
            break;
    }
    return {};
}

void WeekDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto *model = qobject_cast<const TaskModel *>(index.model());
    if (!model || model->isHead(index.row()))
        return;
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const bool focused = current && option.widget != nullptr && option.widget->hasFocus();
    paintCard(*painter, cardRect(option.rect), model->task(index.row()), current, focused);
}

void WeekDelegate::paintCard(QPainter &painter, const QRectF &card, const TaskRow &task, bool current,
                             bool focused) const
{
    const Theme &theme = context().theme;
    const bool overdue = isOverdue(task);
    const Role fill = theme.isDark() && !task.done ? Role::Raised : Role::Surface;
    const Role frame = focused ? Role::FocusRing : current ? Role::BorderStrong : Role::Border;
    paintRounded(painter, card, theme.radius(Theme::Radius::Control), theme.color(fill), theme.color(frame),
                 focused ? 2 : 1);
    if (overdue)
        painter.fillRect(QRectF(card.left() + 1, card.top() + 1, theme.size(Theme::Size::AccentBar) - 1,
                                card.height() - 2),
                         theme.color(Role::Danger));

    QRectF line(card.left() + Edge, card.top() + Above, card.width() - 2 * Edge, theme.line(Scale::Body));
    TextSpec name;
    name.weight = task.done ? Weight::Regular : Weight::Strong;
    name.role = task.done ? Role::TextMuted : Role::Text;
    qreal at = 0;
    if (task.priority == QLatin1String("high") && !task.done) {
        context().icons.paint(painter, QRectF(line.left(), line.top(), SmallIcon, line.height()),
                              QStringLiteral("chevron-up"), Role::Danger, SmallIcon);
        at = SmallIcon + 4;
    }
    drawText(painter, theme, line.adjusted(at, 0, 0, 0), task.subject, name);

    line = QRectF(line.left(), line.bottom(), line.width(), theme.line(Scale::Small));
    const QRectF circle(line.right() - Circle, line.top() + (line.height() - Circle) / 2, Circle, Circle);
    if (task.done)
        context().icons.paint(painter, circle, QStringLiteral("circle-check"), Role::Success, Circle);
    else
        paintRounded(painter, circle, Circle / 2.0, {}, theme.color(Role::BorderStrong), 1.25);
    line.setRight(circle.left() - Between);

    // The day is the column's; in that of the overdue ones it tells how late they are.
    const QDateTime due = localTime(context(), task.due);
    const bool earlier = overdue && due.date() != localToday(context());
    TextSpec small;
    small.scale = Scale::Small;
    small.role = overdue ? Role::Danger : Role::TextMuted;
    const QString when = earlier          ? dueText(task)
                         : isAnyTime(due) ? QString()
                                          : context().format.time(due.time());
    at = 0;
    if (overdue) {
        context().icons.paint(painter, QRectF(line.left(), line.top(), SmallIcon, line.height()),
                              QStringLiteral("clock"), Role::Danger, SmallIcon);
        at = SmallIcon + 4;
    }
    at += drawText(painter, theme, line.adjusted(at, 0, 0, 0), when, small);
    const QString about = task.accountTitle.isEmpty() ? task.relatedTitle : task.accountTitle;
    small.role = Role::TextMuted;
    if (!about.isEmpty() && at + 24 < line.width())
        drawText(painter, theme, line.adjusted(at, 0, 0, 0),
                 when.isEmpty() ? about : QStringLiteral(" · ") + about, small);
}

}  // namespace dw::ui
