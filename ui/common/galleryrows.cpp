// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/galleryrows.h"

#include "ui/common/format.h"
#include "ui/common/recorddelegate.h"

namespace dw::ui
{

namespace
{

struct Row
{
    const char *deal;
    int stage;
    int amount;
    int days;
};

constexpr Row rows[] = {
    {QT_TRANSLATE_NOOP("dw::ui::GalleryRows", "Rest"), 4, 964000, 8},
    {QT_TRANSLATE_NOOP("dw::ui::GalleryRows", "Hover"), 3, 742000, 6},
    {QT_TRANSLATE_NOOP("dw::ui::GalleryRows", "Current row, list has focus"), 4, 455000, 12},
    {QT_TRANSLATE_NOOP("dw::ui::GalleryRows", "Marked with X"), 2, 396000, 9},
    {QT_TRANSLATE_NOOP("dw::ui::GalleryRows", "Current, list without focus"), 1, 310000, 19},
    {QT_TRANSLATE_NOOP("dw::ui::GalleryRows", "Waiting for the server"), 2, 88000, 4},
};
constexpr int MarkedRow = 3;
constexpr int LateRow = 4;
constexpr int PendingRow = 5;

}  // namespace

int GalleryRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::size(rows));
}

int GalleryRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GalleryRows::data(const QModelIndex &index, int role) const
{
    const Row &row = rows[index.row()];
    switch (role) {
        case Qt::DisplayRole:
            if (index.column() == Deal)
                return tr(row.deal);
            if (index.column() == Amount)
                return Format().integer(row.amount);
            return index.column() == Days ? QVariant(Format().integer(row.days)) : QVariant();
        case StageCell:
            return row.stage;
        case StageCountCell:
            return 5;
        case MarkedCell:
            return index.row() == MarkedRow;
        case PendingCell:
            return index.row() == PendingRow;
        case ToneCell:
            return int(index.row() == LateRow && index.column() == Days ? Tone::Warning : Tone::Neutral);
        case IconCell:
            return index.row() == LateRow && index.column() == Days ? QStringLiteral("clock") : QString();
        default:
            return {};
    }
}

QVariant GalleryRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == Amount || section == Days))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
        case Deal:
            return tr("Deal");
        case Amount:
            return QStringLiteral("CNY");
        case Days:
            return tr("Days");
        default:
            return QString();
    }
}

}  // namespace dw::ui
