// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/recorddelegate.h"

#include "ui/common/lineedit.h"
#include "ui/common/textlayout.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QTableView>

#include <cmath>

namespace dw::ui
{

using Kind = CellSpec::Kind;
using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int InnerPadding = 6;

bool isRightAligned(Kind kind)
{
    return kind == Kind::Number || kind == Kind::Date;
}

const QHeaderView *headerOf(const QStyleOptionViewItem &option)
{
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    return table == nullptr ? nullptr : table->horizontalHeader();
}

}  // namespace

RecordDelegate::RecordDelegate(const Theme &theme, const Icons &icons, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_icons(icons)
{}

void RecordDelegate::setColumn(int column, const CellSpec &spec)
{
    m_columns.insert(column, spec);
}

void RecordDelegate::setRowSize(Theme::Size size)
{
    m_rowSize = size;
}

void RecordDelegate::setAnythingMarked(bool marked)
{
    m_anythingMarked = marked;
    if (m_view != nullptr)
        m_view->viewport()->update();
}

void RecordDelegate::attach(QAbstractItemView *view)
{
    m_view = view;
    view->viewport()->setMouseTracking(true);
    view->viewport()->installEventFilter(this);
    connect(&m_theme, &Theme::changed, view->viewport(), qOverload<>(&QWidget::update));
}

void RecordDelegate::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    const auto refresh = [this](int changed) {
        if (changed < 0)
            return;
        const QRect cell = m_view->visualRect(m_view->model()->index(changed, 0, m_view->rootIndex()));
        m_view->viewport()->update(0, cell.top(), m_view->viewport()->width(),
                                   std::max(cell.height(), rowHeight()));
    };
    refresh(m_hoveredRow);
    m_hoveredRow = row;
    refresh(row);
}

bool RecordDelegate::eventFilter(QObject *watched, QEvent *event)
{
    if (m_view != nullptr && watched == m_view->viewport() && m_view->model() != nullptr) {
        if (event->type() == QEvent::MouseMove)
            setHoveredRow(m_view->indexAt(static_cast<QMouseEvent *>(event)->position().toPoint()).row());
        else if (event->type() == QEvent::Leave)
            setHoveredRow(-1);
    }
    return QStyledItemDelegate::eventFilter(watched, event);
}

bool RecordDelegate::isFirst(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (const QHeaderView *header = headerOf(option)) {
        for (int visual = header->visualIndex(index.column()) - 1; visual >= 0; --visual) {
            if (!header->isSectionHidden(header->logicalIndex(visual)))
                return false;
        }
        return true;
    }
    return index.column() == 0;
}

bool RecordDelegate::isLast(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (const QHeaderView *header = headerOf(option)) {
        for (int visual = header->visualIndex(index.column()) + 1; visual < header->count(); ++visual) {
            if (!header->isSectionHidden(header->logicalIndex(visual)))
                return false;
        }
        return true;
    }
    return index.column() == index.model()->columnCount(index.parent()) - 1;
}

RecordDelegate::RowState RecordDelegate::rowState(const QStyleOptionViewItem &option,
                                                  const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool current = view != nullptr ? view->currentIndex().row() == index.row() &&
                                               view->currentIndex().parent() == index.parent()
                                         : bool(option.state & QStyle::State_Selected);
    const QWidget *focus = QApplication::focusWidget();
    const bool focused = view != nullptr ? focus == view || (focus != nullptr && view->isAncestorOf(focus))
                                         : bool(option.state & QStyle::State_Active);
    if (current)
        return focused ? RowState::Current : RowState::CurrentInactive;
    if (index.data(MarkedCell).toBool())
        return RowState::Marked;
    if (m_view != nullptr ? index.row() == m_hoveredRow : bool(option.state & QStyle::State_MouseOver))
        return RowState::Hover;
    return RowState::Rest;
}

Theme::Role RecordDelegate::rowFill(RowState state) const
{
    switch (state) {
        case RowState::Hover:
            return Role::Hover;
        case RowState::Current:
            return Role::Selection;
        case RowState::CurrentInactive:
            return Role::SelectionInactive;
        case RowState::Marked:
            return Role::AccentTint;
        case RowState::Rest:
            break;
    }
    return Role::Surface;
}

QRectF RecordDelegate::contents(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QRectF(option.rect)
        .adjusted(isFirst(option, index) ? m_edge : InnerPadding, 0,
                  isLast(option, index) ? -m_edge : -InnerPadding, 0);
}

void RecordDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const RowState state = rowState(option, index);
    const QRect row = option.rect;
    const bool isHead = index.data(GroupCell).isValid();
    painter->save();
    painter->fillRect(row,
                      m_theme.color(isHead && state == RowState::Rest ? Role::Background : rowFill(state)));
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), m_theme.color(Role::Grid));
    if (state == RowState::Current && isFirst(option, index))
        painter->fillRect(QRect(row.left(), row.top(), m_theme.size(Theme::Size::AccentBar), row.height()),
                          m_theme.color(m_theme.isDark() ? Role::Link : Role::Accent));
    // Text is centred in the row without its hairline.
    if (isHead)
        paintGroup(*painter, option, index, state);
    else
        paintCell(*painter, contents(option, index).adjusted(0, 0, 0, -1), index, column(index.column()),
                  state);
    painter->restore();
}

// A view paints cell by cell: each draws the name, which lies under all of them, and keeps its own piece.
void RecordDelegate::paintGroup(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index, RowState state) const
{
    const QHeaderView *header = headerOf(option);
    if (header == nullptr)
        return;
    painter.setClipRect(option.rect);
    const QRectF row = QRectF(option.rect).adjusted(0, 0, 0, -1);
    TextSpec quiet;
    quiet.scale = Scale::Caption;
    quiet.role = state == RowState::Current ? Role::SelectionText : Role::TextMuted;
    const bool isMark = column(index.column()).kind == Kind::Mark;
    const QString sum = index.data(Qt::DisplayRole).toString();
    if (!isMark && isRightAligned(column(index.column()).kind) && !sum.isEmpty()) {
        QRectF cell = contents(option, index).adjusted(0, 0, 0, -1);
        quiet.align = Qt::AlignRight;
        quiet.elide = Qt::ElideNone;
        drawText(painter, m_theme, cell, sum, quiet);
        return;
    }
    // From the first column of text to the first sum.
    qreal left = m_edge;
    qreal right = header->length() - header->offset();
    bool begun = false;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int section = header->logicalIndex(visual);
        if (header->isSectionHidden(section) || column(section).kind == Kind::Mark)
            continue;
        if (!begun)
            left = header->sectionViewportPosition(section) + (visual == 0 ? m_edge : InnerPadding);
        else if (isRightAligned(column(section).kind) &&
                 !index.siblingAtColumn(section).data(Qt::DisplayRole).toString().isEmpty()) {
            right = header->sectionViewportPosition(section);
            break;
        }
        begun = true;
    }
    const bool collapsed = index.data(GroupCell).toInt() == int(GroupState::Collapsed);
    const qreal arrow = left - 20 >= 0 ? left - 20 : left;
    m_icons.paint(painter, QRectF(arrow, row.top(), 12, row.height()),
                  collapsed ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"), quiet.role,
                  12);
    if (arrow == left)
        left += 20;
    TextSpec name = quiet;
    name.weight = Weight::Strong;
    QRectF room(left, row.top(), std::max(0.0, right - left - InnerPadding), row.height());
    const qreal drawn = drawText(painter, m_theme, room, index.data(GroupNameCell).toString(), name);
    room.setLeft(room.left() + drawn + 8);
    if (room.width() > 0)
        drawText(painter, m_theme, room, index.data(GroupCountCell).toString(), quiet);
}

void RecordDelegate::paintCell(QPainter &painter, const QRectF &cell, const QModelIndex &index,
                               const CellSpec &spec, RowState state) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    switch (spec.kind) {
        case Kind::Text:
        case Kind::Number:
        case Kind::Date:
            paintText(painter, cell, index, spec, state);
            return;
        case Kind::Pill:
            if (!text.isEmpty())
                paintPill(painter, m_theme, m_icons, cell, text, Tone(index.data(ToneCell).toInt()),
                          index.data(IconCell).toString());
            return;
        case Kind::Stage: {
            const QVariant k = index.data(StageCell);
            const auto outcome = StageOutcome(index.data(StageOutcomeCell).toInt());
            if (k.isValid() || outcome != StageOutcome::Open)
                paintStage(painter, m_theme, QRectF(cell.left(), cell.top(), 12, cell.height()), k.toInt(),
                           index.data(StageCountCell).toInt(), outcome);
            if (!text.isEmpty())
                paintText(painter, cell.adjusted(18, 0, 0, 0), index, spec, state);
            return;
        }
        case Kind::Icon:
            if (const QString icon = index.data(IconCell).toString(); !icon.isEmpty())
                m_icons.paint(painter, cell, icon, toneRole(Tone(index.data(ToneCell).toInt())), 16);
            return;
        case Kind::Avatar: {
            if (text.isEmpty())
                return;
            const int px = m_theme.size(Theme::Size::AvatarSmall);
            const QRectF disc(cell.left(), std::round(cell.center().y() - px / 2.0), px, px);
            paintAvatar(painter, m_theme, disc, initialsOf(m_theme, text),
                        index.data(MineCell).toBool() ? Whose::Mine : Whose::Other);
            if (cell.width() > px + 56)  // room for a name, not for one letter of it
                paintText(painter, cell.adjusted(px + 6, 0, 0, 0), index, spec, state);
            return;
        }
        case Kind::Health:
            if (const QVariant lit = index.data(HealthCell); lit.isValid())
                paintHealth(painter, m_theme,
                            QPointF(std::round(cell.center().x() - 6.5), std::round(cell.center().y() - 6)),
                            lit.toInt());
            return;
        case Kind::Tier:
            if (!text.isEmpty())
                paintTier(painter, m_theme, QRectF(cell.left(), cell.top(), 18, cell.height()), text,
                          text == QLatin1String("A"));
            return;
        case Kind::Mark: {
            const bool marked = index.data(MarkedCell).toBool();
            if (marked || m_anythingMarked || state == RowState::Hover || state == RowState::Current)
                paintCheck(painter, m_theme, m_icons, QRectF(cell.left(), cell.top(), 14, cell.height()),
                           marked ? Check::On : Check::Off);
            return;
        }
    }
}

void RecordDelegate::paintText(QPainter &painter, QRectF cell, const QModelIndex &index, const CellSpec &spec,
                               RowState state) const
{
    QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty())
        return;
    const bool pending = index.data(PendingCell).toBool();
    const auto tone = Tone(index.data(ToneCell).toInt());
    QString icon = index.data(IconCell).toString();
    if (pending && spec.isName)
        icon = QStringLiteral("cloud-upload");

    TextSpec line;
    line.weight = spec.isName && state == RowState::Current ? Weight::Strong : Weight::Regular;
    line.role = tone != Tone::Neutral ? toneRole(tone) : pending || spec.muted ? Role::TextMuted : Role::Text;
    if (line.role == Role::Text && state == RowState::Current)
        line.role = Role::SelectionText;
    const bool right = isRightAligned(spec.kind);
    const Role iconRole = tone != Tone::Neutral ? line.role : Role::TextFaint;
    if (right) {
        const qreal room = cell.width() - (icon.isEmpty() ? 0 : 16);
        if (const QString brief = index.data(ShortTextCell).toString();
            !brief.isEmpty() && textWidth(m_theme, line.scale, line.weight, text) > room)
            text = brief;
        line.align = Qt::AlignRight;
        line.elide = Qt::ElideNone;  // a number that has lost digits is another number
        const qreal drawn = drawText(painter, m_theme, cell, text, line);
        if (!icon.isEmpty())
            m_icons.paint(painter, QRectF(cell.right() - drawn - 16, cell.top(), 12, cell.height()), icon,
                          iconRole, 12);
        return;
    }
    if (!icon.isEmpty()) {
        m_icons.paint(painter, QRectF(cell.left(), cell.top(), 12, cell.height()), icon, iconRole, 12);
        cell.setLeft(cell.left() + 16);
    }
    drawText(painter, m_theme, cell, text, line);
}

QSize RecordDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return QSize(option.rect.width(), rowHeight());
}

QWidget *RecordDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                      const QModelIndex &index) const
{
    auto *editor = new LineEdit(m_theme, m_icons, parent);
    editor->setProperty("small", true);
    editor->setAccessibleName(
        index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
    if (isRightAligned(column(index.column()).kind))
        editor->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return editor;
}

void RecordDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                          const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(0, 2, 0, -2));
}

}  // namespace dw::ui
