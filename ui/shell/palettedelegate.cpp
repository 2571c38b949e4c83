// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettedelegate.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/shell/palettemodel.h"

#include <QPainter>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int Inset = 16;
constexpr int IconBox = 16;
constexpr int Gap = 12;
constexpr int KeyGap = 6;

const PaletteRow &rowOf(const QModelIndex &index)
{
    return static_cast<const PaletteModel *>(index.model())->row(index.row());
}

}  // namespace

PaletteDelegate::PaletteDelegate(const Icons &icons, QObject *parent)
    : QStyledItemDelegate(parent), m_icons(icons)
{}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = m_icons.theme();
    return QSize(option.rect.width(),
                 theme.size(rowOf(index).isHead ? Theme::Size::RowCompact : Theme::Size::RowComfortable));
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = m_icons.theme();
    const PaletteRow &row = rowOf(index);
    painter->save();
    painter->setClipRect(option.rect);
    QRectF box = QRectF(option.rect).adjusted(Inset, 0, -Inset, 0);
    if (row.isHead) {
        const int above = theme.space(2);
        drawText(*painter, theme, box.adjusted(0, above, 0, -theme.space(1)), row.title,
                 TextSpec{.scale = Theme::Scale::Small, .role = Theme::Role::TextMuted});
        painter->restore();
        return;
    }
    const bool current = option.state.testFlag(QStyle::State_Selected);
    if (current) {
        painter->fillRect(option.rect, theme.color(Theme::Role::Selection));
        QRect bar = option.rect;
        bar.setWidth(theme.size(Theme::Size::AccentBar));
        painter->fillRect(bar, theme.color(theme.isDark() ? Theme::Role::Link : Theme::Role::Accent));
    } else if (option.state.testFlag(QStyle::State_MouseOver) && row.enabled) {
        painter->fillRect(option.rect, theme.color(Theme::Role::Hover));
    }
    const QRectF iconBox(box.left(), box.top(), IconBox, box.height());
    if (row.stage > 0 || row.outcome != StageOutcome::Open)
        paintStage(*painter, theme, iconBox, row.stage, row.stageCount, row.outcome);
    else
        m_icons.paint(*painter, iconBox, row.icon, current ? Theme::Role::Link : Theme::Role::TextFaint);
    box.setLeft(iconBox.right() + Gap);

    if (!row.key.isEmpty()) {
        const qreal width = keyHintWidth(theme, row.key);
        paintKeyHint(*painter, theme, QRectF(box.right() - width, box.top(), width, box.height()), row.key);
        box.setRight(box.right() - width - KeyGap);
    } else if (current) {
        const QString enter = tr("Enter");
        const qreal width = keyHintWidth(theme, enter);
        paintKeyHint(*painter, theme, QRectF(box.right() - width, box.top(), width, box.height()), enter);
        box.setRight(box.right() - width - KeyGap);
    }
    if (!row.right.isEmpty()) {
        const qreal width = std::min(
            textWidth(theme, Theme::Scale::Small, Theme::Weight::Regular, row.right) + 1, box.width() / 3);
        drawText(
            *painter, theme, QRectF(box.right() - width, box.top(), width, box.height()), row.right,
            TextSpec{.scale = Theme::Scale::Small, .role = Theme::Role::TextMuted, .align = Qt::AlignRight});
        box.setRight(box.right() - width - Gap);
    }
    const qreal used = paintTitle(*painter, box, row, current);
    box.setLeft(box.left() + used + Gap);
    if (!row.detail.isEmpty() && box.width() > Gap)
        drawText(*painter, theme, box, row.detail, TextSpec{.role = Theme::Role::TextMuted});
    painter->restore();
}

// Pieces in turn, the hits strong in `link`; elides at the end.
qreal PaletteDelegate::paintTitle(QPainter &painter, const QRectF &box, const PaletteRow &row,
                                  bool current) const
{
    const Theme &theme = m_icons.theme();
    const Theme::Role plain = !row.enabled ? Theme::Role::TextDisabled
                              : current    ? Theme::Role::SelectionText
                                           : Theme::Role::Text;
    qreal x = box.left();
    qsizetype at = 0;
    const auto piece = [&](qsizetype end, bool hit) {
        if (end <= at || x >= box.right())
            return;
        const QString text = row.title.mid(at, end - at);
        x += drawText(painter, theme, QRectF(x, box.top(), box.right() - x, box.height()), text,
                      TextSpec{.weight = hit ? Theme::Weight::Strong : Theme::Weight::Regular,
                               .role = hit ? Theme::Role::Link : plain});
        at = end;
    };
    for (const TextRange &range : row.hits) {
        piece(range.start, false);
        piece(range.start + range.length, true);
    }
    piece(row.title.size(), false);
    return x - box.left();
}

}  // namespace dw::ui
