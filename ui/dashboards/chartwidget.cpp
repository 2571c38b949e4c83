// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/chartwidget.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/dashboards/chartaccessible.h"
#include "ui/dashboards/valuetext.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace dw::ui
{

ChartWidget::ChartWidget(const Theme &theme, const Format &format, QWidget *parent)
    : ThemedWidget(theme, parent), m_format(format)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    ChartAccessible::install();
}

void ChartWidget::setTable(const ResultTable &table)
{
    m_table = table;
    m_chosen = -1;
    arrange();
    if (m_current >= m_marks.size())
        m_current = -1;
    update();
}

void ChartWidget::arrange()
{
    m_marks = hasData() ? layOut() : QList<ChartMark>();
}

void ChartWidget::setCurrentMark(int mark)
{
    if (mark == m_current || mark >= m_marks.size())
        return;
    m_current = mark;
    update();
    if (hasFocus() && mark >= 0) {
        QAccessibleEvent focus(this, QAccessible::Focus);
        focus.setChild(mark);
        QAccessible::updateAccessibility(&focus);
    }
}

void ChartWidget::setChosenRow(int row)
{
    m_chosen = row;
    update();
}

void ChartWidget::choose(int mark)
{
    if (mark < 0 || mark >= m_marks.size())
        return;
    setCurrentMark(mark);
    setChosenRow(m_marks[mark].row);
    Q_EMIT chosen(m_marks[mark].row);
}

QString ChartWidget::text(int row, QStringView key) const
{
    const int column = m_table.column(key);
    return column < 0 ? QString() : valueText(m_table, row, column, m_format);
}

void ChartWidget::themeChanged()
{
    arrange();
}

void ChartWidget::resizeEvent(QResizeEvent *event)
{
    arrange();
    ThemedWidget::resizeEvent(event);
}

void ChartWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!hasData()) {
        TextSpec spec;
        spec.role = Theme::Role::TextMuted;
        spec.align = Qt::AlignHCenter;
        const qreal middle = height() / 2.0;
        drawText(painter, theme(), QRectF(16, middle - 26, width() - 32, 24), QStringLiteral("—"), spec);
        spec.scale = Theme::Scale::Small;
        drawText(painter, theme(), QRectF(16, middle, width() - 32, 20), tr("No deals in this period, n = 0"),
                 spec);
        return;
    }
    paintChart(painter);
    const auto frame = [&](const QRectF &rect) {
        paintRounded(painter, rect.adjusted(-3, -3, 3, 3), theme().radius(Theme::Radius::Control), {},
                     theme().color(Theme::Role::FocusRing), theme().size(Theme::Size::FocusRing));
    };
    for (int i = 0; i < m_marks.size(); ++i) {
        if (isChosen(m_marks[i].row) || (i == m_current && hasFocus()))
            frame(m_marks[i].rect);
    }
}

void ChartWidget::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_marks.size()) - 1;
    if (last < 0) {
        ThemedWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
        case Qt::Key_Up:
        case Qt::Key_Left:
            setCurrentMark(std::max(0, m_current - 1));
            break;
        case Qt::Key_Down:
        case Qt::Key_Right:
            setCurrentMark(std::min(last, m_current + 1));
            break;
        case Qt::Key_Home:
            setCurrentMark(0);
            break;
        case Qt::Key_End:
            setCurrentMark(last);
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (event->modifiers() & Qt::ControlModifier && m_current >= 0)
                Q_EMIT opened(m_marks[m_current].row);
            else
                choose(std::max(0, m_current));
            break;
        default:
            ThemedWidget::keyPressEvent(event);
    }
}

int ChartWidget::markAt(QPointF point) const
{
    const auto found = std::find_if(m_marks.begin(), m_marks.end(), [point](const ChartMark &mark) {
        return mark.hit.contains(point) || mark.rect.contains(point);
    });
    return found == m_marks.end() ? -1 : int(found - m_marks.begin());
}

void ChartWidget::mousePressEvent(QMouseEvent *event)
{
    const int mark = markAt(event->position());
    if (event->button() == Qt::LeftButton && mark >= 0)
        choose(mark);
    else
        ThemedWidget::mousePressEvent(event);
}

void ChartWidget::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int mark = markAt(event->position()); event->button() == Qt::LeftButton && mark >= 0)
        Q_EMIT opened(m_marks[mark].row);
}

void ChartWidget::mouseMoveEvent(QMouseEvent *event)
{
    setCursor(markAt(event->position()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    ThemedWidget::mouseMoveEvent(event);
}

void ChartWidget::focusInEvent(QFocusEvent *event)
{
    if (m_current < 0 && !m_marks.isEmpty() && event->reason() != Qt::MouseFocusReason)
        m_current = 0;
    update();
    ThemedWidget::focusInEvent(event);
}

void ChartWidget::focusOutEvent(QFocusEvent *event)
{
    update();
    ThemedWidget::focusOutEvent(event);
}

bool ChartWidget::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int mark = markAt(help->pos());
        if (mark >= 0)
            QToolTip::showText(help->globalPos(), m_marks[mark].name, this);
        else
            QToolTip::hideText();
        return true;
    }
    return ThemedWidget::event(event);
}

}  // namespace dw::ui
