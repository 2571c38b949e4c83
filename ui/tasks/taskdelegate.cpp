// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskdelegate.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/pipeline/localtime.h"
#include "ui/tasks/quickadd.h"
#include "ui/tasks/taskmodel.h"

#include <QPainter>

#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int Edge = 16;
constexpr int Circle = 14;
constexpr int Icon = 16;
constexpr int Gap = 8;
constexpr int CustomerWidth = 200;
constexpr int DueWidth = 92;
constexpr int HeadHeight = 44;
constexpr int HeadText = 24;
constexpr int ButtonIcon = 14;
constexpr int ButtonHeight = 24;

}  // namespace

TaskDelegate::TaskDelegate(const UiContext &context, QObject *parent)
    : QStyledItemDelegate(parent), m_context(context)
{}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const TaskModel *>(index.model());
    const bool head = model && model->isHead(index.row());
    return QSize(200, head ? HeadHeight : m_context.theme.size(Theme::Size::RowCompact));
}

bool TaskDelegate::isOverdue(const TaskRow &task) const
{
    return !task.done && task.due < m_context.clock.now();
}

QString TaskDelegate::dueText(const TaskRow &task) const
{
    const QDateTime due = localTime(m_context, task.due);
    const QDate today = localToday(m_context);
    if (isOverdue(task)) {
        const qint64 days = due.date().daysTo(today);
        return days > 0 ? m_context.format.daysLate(days)
                        : tr("%1 late").arg(m_context.format.time(due.time()));
    }
    const bool near = due.date() == today || due.date() == today.addDays(1);
    if (near)
        return isAnyTime(due) ? tr("any time") : m_context.format.time(due.time());
    return isAnyTime(due) ? m_context.format.date(due.date(), today) : m_context.format.dateTime(due, today);
}

QString TaskDelegate::spoken(const TaskRow &task) const
{
    QStringList parts{task.subject};
    if (task.done)
        parts.append(tr("done"));
    else if (isOverdue(task))
        parts.append(tr("overdue"));
    if (task.priority == QLatin1String("high"))
        parts.append(tr("high priority"));
    parts << task.relatedTitle << task.accountTitle << dueText(task);
    parts.removeAll(QString());
    parts.removeDuplicates();
    return parts.join(QStringLiteral(", "));
}

// Icon, words and key with 6 px between them, as the style lays out small buttons.
int TaskDelegate::buttonWidth(const QString &text, const QString &key) const
{
    const qreal words = textWidth(m_context.theme, Scale::Small, Weight::Regular, text);
    return 8 + ButtonIcon + 6 + int(std::ceil(words)) + 6 +
           int(std::ceil(keyHintWidth(m_context.theme, key))) + 8;
}

QRect TaskDelegate::partRect(const QRect &item, Part part) const
{
    const int right = item.right() + 1 - Edge - DueWidth - Gap;
    const int top = item.top() + (item.height() - ButtonHeight) / 2;
    const int snooze = buttonWidth(tr("Snooze"), QStringLiteral("S"));
    switch (part) {
        case Part::Circle:
            return QRect(item.left(), item.top(), Edge + Circle + Gap, item.height());
        case Part::Done: {
            const int done = buttonWidth(tr("Done"), QStringLiteral("E"));
            return QRect(right - snooze - 4 - done, top, done, ButtonHeight);
        }
        case Part::Snooze:
            return QRect(right - snooze, top, snooze, ButtonHeight);
        case Part::None:
            break;
    }
    return {};
}

TaskDelegate::Part TaskDelegate::partAt(const QRect &item, const QPoint &point, bool current) const
{
    if (partRect(item, Part::Circle).contains(point))
        return Part::Circle;
    if (current && partRect(item, Part::Done).contains(point))
        return Part::Done;
    if (current && partRect(item, Part::Snooze).contains(point))
        return Part::Snooze;
    return Part::None;
}

void TaskDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto *model = qobject_cast<const TaskModel *>(index.model());
    if (!model)
        return;
    if (model->isHead(index.row())) {
        const TaskGroup &group = model->group(index.row());
        paintHead(*painter, option.rect, group.title, group.count(), group.note);
        return;
    }
    paintTask(*painter, option, model->task(index.row()));
}

void TaskDelegate::paintHead(QPainter &painter, const QRectF &box, const QString &title, qint64 count,
                             const QString &note) const
{
    const Theme &theme = m_context.theme;
    const QRectF line(box.left() + Edge, box.bottom() - HeadText - 4, box.width() - 2 * Edge, HeadText);
    TextSpec strong;
    strong.weight = Weight::Strong;
    const qreal drawn = drawText(painter, theme, line, title, strong);
    TextSpec quiet;
    quiet.role = Role::TextMuted;
    quiet.scale = Scale::Small;
    drawText(painter, theme, line.adjusted(drawn + Gap, 0, 0, 0), m_context.format.integer(count), quiet);
    quiet.role = Role::TextFaint;
    quiet.align = Qt::AlignRight;
    drawText(painter, theme, line, note, quiet);
}

void TaskDelegate::paintButton(QPainter &painter, const QRectF &box, const QString &icon, const QString &text,
                               const QString &key) const
{
    const Theme &theme = m_context.theme;
    paintRounded(painter, box, theme.radius(Theme::Radius::Control),
                 theme.color(theme.isDark() ? Role::Raised : Role::Surface),
                 theme.color(Role::ControlBorder));
    m_context.icons.paint(painter, QRectF(box.left() + 8, box.top(), ButtonIcon, box.height()), icon,
                          Role::Text, ButtonIcon);
    const qreal hint = keyHintWidth(theme, key);
    TextSpec spec;
    spec.scale = Scale::Small;
    spec.elide = Qt::ElideNone;
    drawText(painter, theme, box.adjusted(8 + ButtonIcon + 6, 0, 0, 0), text, spec);
    paintKeyHint(painter, theme, QRectF(box.right() - hint - 8, box.top(), hint, box.height()), key);
}

void TaskDelegate::paintTask(QPainter &painter, const QStyleOptionViewItem &option, const TaskRow &task) const
{
    const Theme &theme = m_context.theme;
    const QRectF row = option.rect;
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.widget != nullptr && option.widget->hasFocus();
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (current)
        painter.fillRect(row, theme.color(focused ? Role::Selection : Role::SelectionInactive));
    else if (hovered)
        painter.fillRect(row, theme.color(Role::Hover));
    painter.fillRect(QRectF(row.left(), row.bottom() - 1, row.width(), 1), theme.color(Role::Grid));
    if (current)
        painter.fillRect(QRectF(row.left(), row.top(), theme.size(Theme::Size::AccentBar), row.height()),
                         theme.color(Role::Accent));

    qreal x = row.left() + Edge;
    const QRectF circle(x, row.top() + (row.height() - Circle) / 2, Circle, Circle);
    if (task.done)
        m_context.icons.paint(painter, circle, QStringLiteral("circle-check"), Role::Success, Circle);
    else
        paintRounded(painter, circle, Circle / 2.0, {}, theme.color(Role::BorderStrong), 1.25);
    x += Circle + Gap;
    m_context.icons.paint(painter, QRectF(x, row.top(), Icon, row.height()), taskIcon(task), Role::TextFaint,
                          Icon);
    x += Icon + Gap;

    const bool overdue = isOverdue(task);
    const QRectF due(row.right() - Edge - DueWidth, row.top(), DueWidth, row.height());
    const bool today = localTime(m_context, task.due).date() == localToday(m_context);
    TextSpec spec;
    spec.align = Qt::AlignRight;
    spec.elide = Qt::ElideNone;
    spec.role = overdue                                                             ? Role::Danger
                : today && !isAnyTime(localTime(m_context, task.due)) && !task.done ? Role::Text
                                                                                    : Role::TextMuted;
    const QString dueWords = dueText(task);
    drawText(painter, theme, due, dueWords, spec);
    if (overdue) {
        const qreal wide = std::ceil(textWidth(theme, Scale::Body, Weight::Regular, dueWords));
        m_context.icons.paint(painter, QRectF(due.right() - wide - 16, row.top(), 12, row.height()),
                              QStringLiteral("clock"), Role::Danger, 12);
    }

    const qreal customer = due.left() - Gap - CustomerWidth;
    spec = {};
    spec.role = Role::TextMuted;
    if (current && !task.done) {
        paintButton(painter, partRect(option.rect, Part::Done), QStringLiteral("check"), tr("Done"),
                    QStringLiteral("E"));
        paintButton(painter, partRect(option.rect, Part::Snooze), QStringLiteral("clock"), tr("Snooze"),
                    QStringLiteral("S"));
    } else {
        drawText(painter, theme, QRectF(customer, row.top(), CustomerWidth, row.height()), task.accountTitle,
                 spec);
    }

    const QRectF words(x, row.top(), customer - Gap - x, row.height());
    TextSpec name;
    name.weight = current ? Weight::Strong : Weight::Regular;
    name.role = task.done ? Role::TextMuted : Role::Text;
    qreal at = 0;
    if (task.priority == QLatin1String("high") && !task.done) {
        m_context.icons.paint(painter, QRectF(words.left(), row.top(), 12, row.height()),
                              QStringLiteral("chevron-up"), Role::Danger, 12);
        at = 16;
    }
    at += drawText(painter, theme, words.adjusted(at, 0, 0, 0), task.subject, name);
    // The deal or contact; the customer's own name only where its column is taken by the buttons.
    const bool isAccount = task.related == task.account;
    const QString about = !isAccount              ? task.relatedTitle
                          : current && !task.done ? task.accountTitle
                                                  : QString();
    if (!about.isEmpty() && at + 24 < words.width())
        drawText(painter, theme, words.adjusted(at, 0, 0, 0), QStringLiteral(" · ") + about, spec);
}

}  // namespace dw::ui
