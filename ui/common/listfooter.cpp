// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/listfooter.h"

#include "ui/common/textlayout.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMap>
#include <QMetaMethod>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

ListFooter::ListFooter(const Theme &theme, QWidget *parent)
    : ThemedWidget(theme, parent), m_row(new QHBoxLayout(this)), m_actions(new QWidget(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_row->setContentsMargins(12, 1, 12, 0);
    m_row->addStretch(1);
    m_row->addWidget(m_actions);
    auto *actions = new QHBoxLayout(m_actions);
    actions->setContentsMargins(0, 0, 0, 0);
    actions->setSpacing(6);
    m_actions->hide();
    setMouseTracking(true);
}

void ListFooter::setSummary(const QString &count, const QString &noun)
{
    m_count = count;
    m_noun = noun;
    setAccessibleName(count + QLatin1Char(' ') + noun);
    update();
}

void ListFooter::setHeader(QHeaderView *header)
{
    m_header = header;
    connect(header, &QHeaderView::sectionResized, this, qOverload<>(&QWidget::update));
    connect(header, &QHeaderView::sectionMoved, this, qOverload<>(&QWidget::update));
    connect(header, &QHeaderView::geometriesChanged, this, qOverload<>(&QWidget::update));
    update();
}

void ListFooter::setTotals(const QString &label, const QHash<int, QString> &totalsByColumn)
{
    m_label = label;
    m_totals = totalsByColumn;
    update();
}

void ListFooter::setSelection(const QString &text)
{
    m_selection = text;
    m_actions->setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

void ListFooter::addBulkAction(QWidget *action)
{
    m_actions->layout()->addWidget(action);
}

QSize ListFooter::sizeHint() const
{
    const bool acts = !m_selection.isEmpty();
    return QSize(240, theme().size(acts ? Theme::Size::RowComfortable : Theme::Size::TableFooter));
}

std::optional<int> ListFooter::figureAt(const QPoint &at) const
{
    if (!isSignalConnected(QMetaMethod::fromSignal(&ListFooter::figurePressed)))
        return {};
    for (auto place = m_places.cbegin(); place != m_places.cend(); ++place) {
        if (place->contains(at))
            return place.key();
    }
    return {};
}

void ListFooter::mouseMoveEvent(QMouseEvent *event)
{
    const bool figure = figureAt(event->position().toPoint()).has_value();
    setToolTip(figure ? tr("Show the definition") : QString());
    if (figure)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    ThemedWidget::mouseMoveEvent(event);
}

void ListFooter::mousePressEvent(QMouseEvent *event)
{
    const auto figure = figureAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && figure)
        Q_EMIT figurePressed(*figure);
    else
        ThemedWidget::mousePressEvent(event);
}

void ListFooter::paintEvent(QPaintEvent *)
{
    m_places.clear();
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Role::Background));
    painter.fillRect(QRect(0, 0, width(), 1), theme().color(Role::Border));
    const QRectF line(0, 1, width(), height() - 1);
    TextSpec strong;
    strong.scale = Scale::Small;
    strong.weight = Weight::Strong;
    TextSpec muted;
    muted.scale = Scale::Small;
    muted.role = Role::TextMuted;

    qreal end = width() - 12;
    if (!m_selection.isEmpty()) {
        end = m_actions->x() - 8 - textWidth(theme(), Scale::Small, Weight::Strong, m_selection);
        drawText(painter, theme(), QRectF(end, line.top(), m_actions->x() - 8 - end + 1, line.height()),
                 m_selection, strong);
        end -= 8;
    }
    // The summary begins where the first text column does, beside the marks.
    qreal x = 12;
    if (m_header != nullptr && m_header->count() > 1 &&
        m_header->sectionSize(m_header->logicalIndex(0)) <= 40)
        x = m_header->sectionSize(m_header->logicalIndex(0)) + 6;
    const qreal counted = x;
    x += drawText(painter, theme(), QRectF(x, line.top(), std::max<qreal>(0, end - x), line.height()),
                  m_count, strong) +
         4;
    x += drawText(painter, theme(), QRectF(x, line.top(), std::max<qreal>(0, end - x), line.height()), m_noun,
                  muted) +
         12;
    m_places.insert(Count, QRectF(counted, line.top(), x - 12 - counted, line.height()).toAlignedRect());

    if (m_header == nullptr)
        return;
    qreal firstTotal = end;
    // From left to right.
    QMap<int, QString> shown;
    QHash<int, int> columns;  // by where they end
    for (auto total = m_totals.cbegin(); total != m_totals.cend(); ++total) {
        if (m_header->isSectionHidden(total.key()))
            continue;
        const int visual = m_header->visualIndex(total.key());
        const int right = m_header->sectionViewportPosition(total.key()) +
                          m_header->sectionSize(total.key()) - (visual == m_header->count() - 1 ? 12 : 6);
        shown.insert(right, total.value());
        columns.insert(right, total.key());
    }
    qreal covered = x;
    for (auto total = shown.cbegin(); total != shown.cend(); ++total) {
        const int right = total.key();
        const qreal wide = textWidth(theme(), Scale::Small, Weight::Strong, total.value());
        if (right > end || right - wide < covered)
            continue;  // a total never covers another text, and is never cut
        covered = right + 8;
        TextSpec spec = strong;
        spec.align = Qt::AlignRight;
        spec.elide = Qt::ElideNone;
        const QRectF place(right - wide - 1, line.top(), wide + 1, line.height());
        drawText(painter, theme(), place, total.value(), spec);
        m_places.insert(columns.value(total.key()), place.toAlignedRect());
        firstTotal = std::min(firstTotal, right - wide);
    }
    if (firstTotal < end && !m_label.isEmpty()) {
        muted.align = Qt::AlignRight;
        const qreal right = firstTotal - 24;
        if (right - textWidth(theme(), Scale::Small, Weight::Regular, m_label) > x)
            drawText(painter, theme(), QRectF(x, line.top(), right - x, line.height()), m_label, muted);
    }
}

}  // namespace dw::ui
