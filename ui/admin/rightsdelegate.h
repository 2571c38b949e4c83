// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/recorddelegate.h"

namespace dw::ui
{

// Rows of rights: what is inherited is muted, the current cell has a frame, the head of a section stands on
// the panel's plane.
class RightsDelegate : public RecordDelegate
{
    Q_OBJECT

public:
    using RecordDelegate::RecordDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

protected:
    void paintCell(QPainter &painter, const QRectF &cell, const QModelIndex &index, const CellSpec &spec,
                   RowState state) const override;
};

}  // namespace dw::ui
