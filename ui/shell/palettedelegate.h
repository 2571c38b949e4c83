// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QStyledItemDelegate>

namespace dw::ui
{

struct PaletteRow;

// Paints the lines of the palette: group heads of 28, rows of 36 with icon, title with its hits, detail, fact
// and key.
class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    PaletteDelegate(const Icons &icons, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    qreal paintTitle(QPainter &painter, const QRectF &box, const PaletteRow &row, bool current) const;

    const Icons &m_icons;
};

}  // namespace dw::ui
