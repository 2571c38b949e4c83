// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/resulttable.h"
#include "ui/common/themedwidget.h"

#include <QList>
#include <QRectF>
#include <QString>

namespace dw::ui
{

class Format;

// One thing in a chart that stands for deals: a bar, a row.
struct ChartMark
{
    int row = 0;   // of the table
    QRectF rect;   // what the focus frame goes around
    QRectF hit;    // where a click reaches it
    QString name;  // what a screen reader says, and the tooltip: "Quotation, 68 deals, 18.2 M"
};

// A painted chart of a report's rows (ui.md 7). Marks are walked by the arrow keys, chosen by a click, Enter
// or Space, and are accessible children. Empty data is said in words with n = 0.
class ChartWidget : public ThemedWidget
{
    Q_OBJECT

public:
    ChartWidget(const Theme &theme, const Format &format, QWidget *parent = nullptr);

    void setTable(const ResultTable &table);
    const ResultTable &table() const { return m_table; }
    virtual bool hasData() const = 0;

    const QList<ChartMark> &marks() const { return m_marks; }
    // The mark with the keyboard, -1 for none.
    int currentMark() const { return m_current; }
    void setCurrentMark(int mark);
    // The row whose deals are listed; it keeps a frame. -1 for none.
    int chosenRow() const { return m_chosen; }
    void setChosenRow(int row);  // emits nothing
    void choose(int mark);       // as a click does

    QSize minimumSizeHint() const override { return {160, 120}; }

Q_SIGNALS:
    void chosen(int row);
    void opened(int row);  // a double click: the list itself

protected:
    // Fills marks() for the size and table now; called before painting.
    virtual QList<ChartMark> layOut() const = 0;
    virtual void paintChart(QPainter &painter) = 0;
    const Format &format() const { return m_format; }
    bool isChosen(int row) const { return row == m_chosen; }
    QString text(int row, QStringView key) const;  // as the table beside the chart has it

    void themeChanged() override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();
    int markAt(QPointF point) const;

    const Format &m_format;
    ResultTable m_table;
    QList<ChartMark> m_marks;
    int m_current = -1;
    int m_chosen = -1;
};

}  // namespace dw::ui
