// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/rightsdelegate.h"

#include "ui/admin/rightsmodel.h"
#include "ui/common/textlayout.h"

#include <QAbstractItemView>
#include <QPainter>

namespace dw::ui
{

void RightsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    if (index.data(SectionCell).toBool()) {
        const QRect row = option.rect;
        painter->fillRect(row, theme().color(Theme::Role::Background));
        painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme().color(Theme::Role::Grid));
        if (index.column() == 0) {
            TextSpec spec;
            spec.weight = Theme::Weight::Strong;
            drawText(*painter, theme(), QRectF(row).adjusted(edge(), 0, 0, -1), index.data().toString(),
                     spec);
        }
        return;
    }
    RecordDelegate::paint(painter, option, index);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view == nullptr || view->currentIndex() != index || !view->hasFocus() || index.column() == 0)
        return;
    const int width = theme().size(Theme::Size::FocusRing);
    paintRounded(*painter, QRectF(option.rect).adjusted(0, 0, 0, -1), theme().radius(Theme::Radius::Control),
                 {}, theme().color(Theme::Role::FocusRing), width);
}

void RightsDelegate::paintCell(QPainter &painter, const QRectF &cell, const QModelIndex &index,
                               const CellSpec &spec, RowState state) const
{
    const QString icon = index.data(IconCell).toString();
    const bool inherited = index.data(InheritedCell).toBool();
    const QString text = index.data().toString();
    if (spec.isName) {
        icons().paint(painter, QRectF(cell.left(), cell.top(), 16, cell.height()), icon,
                      Theme::Role::TextFaint, 16);
        TextSpec line;
        line.weight = state == RowState::Current ? Theme::Weight::Strong : Theme::Weight::Regular;
        line.role = state == RowState::Current ? Theme::Role::SelectionText : Theme::Role::Text;
        drawText(painter, theme(), cell.adjusted(24, 0, 0, 0), text, line);
        return;
    }
    if (!icon.isEmpty() && text.isEmpty()) {
        icons().paint(painter, QRectF(cell.left(), cell.top(), 16, cell.height()), icon,
                      inherited ? Theme::Role::TextFaint : Theme::Role::Text, 16);
        return;
    }
    if (text.isEmpty())
        return;
    TextSpec line;
    line.role = inherited                    ? Theme::Role::TextFaint
                : state == RowState::Current ? Theme::Role::SelectionText
                                             : Theme::Role::Text;
    if (spec.kind == CellSpec::Kind::Number)
        line.align = Qt::AlignRight;
    const qreal drawn =
        drawText(painter, theme(), cell.adjusted(0, 0, icon.isEmpty() ? 0 : -20, 0), text, line);
    if (!icon.isEmpty())
        icons().paint(painter, QRectF(cell.left() + drawn + 6, cell.top(), 12, cell.height()), icon,
                      Theme::Role::TextFaint, 12);
}

}  // namespace dw::ui
