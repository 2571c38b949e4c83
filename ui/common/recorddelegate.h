// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/paint.h"

#include <QHash>
#include <QStyledItemDelegate>

class QAbstractItemView;

namespace dw::ui
{

// What a list model answers beside Qt::DisplayRole. Everything is optional; a cell without text is drawn as
// nothing.
enum CellRole : int {
    ToneCell = Qt::UserRole + 0x1000,  // int(Tone): of a pill, a date, a number; Neutral is plain text
    IconCell,                          // QString: icon before the text
    StageCell,                         // int: k, 1-based, of an open stage
    StageCountCell,                    // int: n
    StageOutcomeCell,                  // int(StageOutcome)
    HealthCell,                        // int: 0 to 3 lit bars
    MineCell,                          // bool: the avatar is the user's own
    MarkedCell,                        // bool: the row is marked (any column may answer)
    PendingCell,                       // bool: the row waits for the server (name column, others are muted)
    ShortTextCell,                     // QString: what a number that does not fit is drawn as
    GroupCell,      // int(GroupState): the row is the head of a group (every column answers)
    GroupNameCell,  // QString: of a head, from any column; sums are the texts of theirs
    GroupCountCell  // QString: beside the name
};

enum class GroupState { Expanded = 1, Collapsed };

// One column of a list.
struct CellSpec
{
    enum class Kind { Text, Number, Date, Pill, Stage, Icon, Avatar, Health, Tier, Mark };

    Kind kind = Kind::Text;
    bool isName = false;  // strong in the current row
    bool muted = false;   // secondary text
};

// Paints the rows of every list (ui.md 6, Lists and tables): hover, current with accent bar and strong name,
// current without focus, marked; cells of the kinds above; hairline below each row. Builds no widget and no
// document. Columns begin and end 12 px from the view's edges and keep 12 px between them. The head of a
// group is a caption over the whole row, with the sums in their columns.
class RecordDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    RecordDelegate(const Theme &theme, const Icons &icons, QObject *parent = nullptr);

    // Columns without a spec are plain text.
    void setColumn(int column, const CellSpec &spec);
    CellSpec column(int column) const { return m_columns.value(column); }
    // Compact 28 or comfortable 36.
    void setRowSize(Theme::Size size);
    // Before the first and after the last column.
    void setEdge(int px) { m_edge = px; }
    int edge() const { return m_edge; }
    int rowHeight() const { return m_theme.size(m_rowSize); }
    // While something is marked every row shows its box; else only the hovered and the current one do.
    void setAnythingMarked(bool marked);

    // Follows the pointer so that a whole row is hovered. Call once for the view that uses this delegate.
    void attach(QAbstractItemView *view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

    enum class RowState { Rest, Hover, Current, CurrentInactive, Marked };
    virtual RowState rowState(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    Theme::Role rowFill(RowState state) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

    // The cell without its padding; a subclass that paints a kind of its own starts here.
    virtual void paintCell(QPainter &painter, const QRectF &cell, const QModelIndex &index,
                           const CellSpec &spec, RowState state) const;
    const Theme &theme() const { return m_theme; }
    const Icons &icons() const { return m_icons; }

private:
    // The cell's piece of its row's head.
    void paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    RowState state) const;
    QRectF contents(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintText(QPainter &painter, QRectF cell, const QModelIndex &index, const CellSpec &spec,
                   RowState state) const;
    bool isFirst(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    bool isLast(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void setHoveredRow(int row);

    const Theme &m_theme;
    const Icons &m_icons;
    QAbstractItemView *m_view = nullptr;
    QHash<int, CellSpec> m_columns;
    Theme::Size m_rowSize = Theme::Size::RowCompact;
    int m_edge = 12;
    int m_hoveredRow = -1;
    bool m_anythingMarked = false;
};

}  // namespace dw::ui
