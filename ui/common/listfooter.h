// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/themedwidget.h"

#include <QHash>

#include <optional>

class QHBoxLayout;
class QHeaderView;

namespace dw::ui
{

// The pinned foot of a list: what it holds at the left, totals under their columns, and, while rows are
// marked, how many and what can be done with them at the right. 28 high, 36 with actions.
class ListFooter : public ThemedWidget
{
    Q_OBJECT

public:
    explicit ListFooter(const Theme &theme, QWidget *parent = nullptr);

    // "312" strong, then "customers".
    void setSummary(const QString &count, const QString &noun);
    // Totals stand at the right edge of the header's columns; label stands left of the first total.
    void setHeader(QHeaderView *header);
    void setTotals(const QString &label, const QHash<int, QString> &totalsByColumn);
    const QHash<int, QString> &totals() const { return m_totals; }
    // Actions are shown while `text` is not empty ("3 selected").
    void setSelection(const QString &text);
    void addBulkAction(QWidget *action);

    // Where a figure stands: Count, or the total of a column. Null where it is not shown.
    static constexpr int Count = -1;
    QRect placeOf(int figure) const { return m_places.value(figure); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(120, sizeHint().height()); }

Q_SIGNALS:
    // The count or a total was pressed.
    void figurePressed(int figure);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    // Nothing where nobody asks for definitions.
    std::optional<int> figureAt(const QPoint &at) const;

    QHeaderView *m_header = nullptr;
    QHBoxLayout *m_row;
    QWidget *m_actions;
    QString m_count;
    QString m_noun;
    QString m_label;
    QString m_selection;
    QHash<int, QString> m_totals;
    QHash<int, QRect> m_places;  // as last painted
};

}  // namespace dw::ui
