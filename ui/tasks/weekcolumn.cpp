// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/weekcolumn.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/pipeline/localtime.h"
#include "ui/tasks/weeklist.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int Narrowest = 104;
constexpr int HeadHeight = 36;
constexpr int Edge = 6;    // from the column's edge to its cards
constexpr int TextAt = 9;  // from the column's edge to the text of its head
constexpr int TodayHeight = 20;
constexpr int Icon = 14;

}  // namespace

WeekColumn::WeekColumn(UiContext &context, QWidget *parent)
    : ThemedWidget(context.theme, parent), m_context(context), m_list(new WeekList(context, Edge, this))
{
    auto *column = new QVBoxLayout(this);
    // To the column's edge: the scroll bar stands in the gap beside the cards.
    column->setContentsMargins(Edge, HeadHeight, 0, 0);
    column->addWidget(m_list);
    // A click beside the cards is one on the day.
    setFocusProxy(m_list);
    m_list->setCursor(Qt::ArrowCursor);
    connect(m_list, &WeekList::focused, this, qOverload<>(&QWidget::update));
    themeChanged();
    setDay({});
}

QSize WeekColumn::minimumSizeHint() const
{
    return QSize(Narrowest, 2 * HeadHeight);
}

void WeekColumn::themeChanged()
{
    // The list paints no plane of its own: the column's shows through.
    QPalette clear = m_list->palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    m_list->setPalette(clear);
}

void WeekColumn::setDay(QDate day)
{
    m_day = day;
    setAcceptDrops(day.isValid());
    rename();
    update();
}

void WeekColumn::setTasks(const TaskPart &part)
{
    m_count = part.all;
    TaskGroup group;
    group.tasks = part.tasks;
    group.all = part.all;
    m_list->setGroups({group});
    rename();
    update();
}

bool WeekColumn::isToday() const
{
    return m_day.isValid() && m_day == localToday(m_context);
}

QString WeekColumn::title() const
{
    // As the day before sees it: its weekday.
    return m_day.isValid() ? m_context.format.date(m_day, m_day.addDays(-1)) : tr("Overdue");
}

void WeekColumn::rename()
{
    const QString day = !m_day.isValid() ? title()
                        : isToday()      ? tr("Today, %1").arg(m_context.format.fullDate(m_day))
                                         : m_context.format.fullDate(m_day);
    const QString name = m_count == 1 ? tr("%1, 1 task").arg(day)
                                      : tr("%1, %2 tasks").arg(day, m_context.format.integer(m_count));
    setAccessibleName(name);
    m_list->setAccessibleName(name);
}

void WeekColumn::setTarget(bool target)
{
    m_target = target;
    update();
}

void WeekColumn::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool weekend = m_day.isValid() && m_day.dayOfWeek() >= Qt::Saturday;
    if (m_target)
        paintRounded(painter, rect(), 0, theme().color(Role::AccentTint), theme().color(Role::FocusRing));
    else if (weekend)
        painter.fillRect(rect(), theme().color(Role::Sunken));
    if (!m_target) {
        painter.fillRect(QRect(0, 0, width(), 1), theme().color(Role::Border));
        painter.fillRect(QRect(width() - 1, 0, 1, height()), theme().color(Role::Border));
    }
    // A day without tasks shows that it has the focus; one with them shows it on its card.
    if (m_list->hasFocus() && m_list->currentTask() == nullptr)
        paintRounded(painter, QRectF(rect()).adjusted(1, 1, -2, -1), theme().radius(Theme::Radius::Control),
                     {}, theme().color(Role::FocusRing), 2);
    paintHead(painter);
}

void WeekColumn::paintHead(QPainter &painter) const
{
    QRectF line(TextAt, 0, width() - 2 * TextAt, HeadHeight);
    TextSpec spec;
    spec.weight = Weight::Strong;
    if (!m_day.isValid()) {
        m_context.icons.paint(painter, QRectF(line.left(), line.top(), Icon, line.height()),
                              QStringLiteral("clock"), Role::Danger, Icon);
        spec.role = Role::Danger;
        drawText(painter, theme(), line.adjusted(Icon + 6, 0, 0, 0), title(), spec);
        return;
    }
    const QString number = QString::number(m_day.day());
    const qreal wide = std::ceil(textWidth(theme(), Scale::Body, Weight::Strong, number));
    if (isToday()) {
        const QRectF disc(line.left() - 3, line.center().y() - TodayHeight / 2.0,
                          std::max<qreal>(TodayHeight, wide + 10), TodayHeight);
        paintRounded(painter, disc, TodayHeight / 2.0, theme().color(Role::Accent));
        spec.role = Role::AccentText;
        spec.align = Qt::AlignHCenter;
        drawText(painter, theme(), disc, number, spec);
        spec = {};
        spec.weight = Weight::Strong;
        spec.role = Role::Link;
        drawText(painter, theme(), line.adjusted(disc.right() - line.left() + 6, 0, 0, 0), title(), spec);
        return;
    }
    drawText(painter, theme(), line, number, spec);
    spec.weight = Weight::Regular;
    spec.role = Role::TextMuted;
    drawText(painter, theme(), line.adjusted(wide + 6, 0, 0, 0), title(), spec);
}

// The plane beside and below the cards is the day as well.
void WeekColumn::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_list->setFocus(Qt::MouseFocusReason);
}

void WeekColumn::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasFormat(WeekList::mimeType()))
        return;
    event->setDropAction(Qt::MoveAction);
    event->accept();
    setTarget(true);
}

void WeekColumn::dragLeaveEvent(QDragLeaveEvent *)
{
    setTarget(false);
}

void WeekColumn::dropEvent(QDropEvent *event)
{
    setTarget(false);
    const auto task = Id::fromBytes(event->mimeData()->data(WeekList::mimeType()));
    if (!task)
        return;
    event->setDropAction(Qt::MoveAction);
    event->accept();
    Q_EMIT dropped(*task);
}

}  // namespace dw::ui
