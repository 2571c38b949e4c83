// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <optional>

class QPainter;
class QPdfWriter;
class QTextLayout;

namespace dw::ui
{

// A table on A4 pages: title and facts on the first, the columns' names on every one, a foot with the number
// of the page. Columns are as wide as their content, taken from a sample of the rows; the sheet is turned
// where they want more than its width, and texts wrap where that is not enough. A row stays on one page
// unless it is taller than one. Any thread; the program is a QGuiApplication.
class TablePages
{
public:
    struct Column
    {
        QString title;
        bool right = false;  // its texts stand on the right
        bool wraps = true;   // gives way where room is short
    };
    struct Line
    {
        QStringList texts;  // of the columns; of a note one, over the whole width
        bool note = false;
    };
    struct Content
    {
        QString title;
        QStringList facts;
        QList<Column> columns;  // one at least
        QList<Line> lines;
        QString end;   // below the last line
        QString foot;  // of every page
    };

    // Sets the orientation of `writer`, which must not have been painted on. Both outlive this object.
    TablePages(QPdfWriter &writer, const Content &content);
    // False where nothing can be painted on the writer.
    bool paint();

private:
    QList<qreal> naturalWidths() const;
    void fit(const QList<qreal> &natural);
    qreal advance(const QString &text, const QFontMetricsF &metrics) const;
    int linesOf(const QString &text, const QFont &font, qreal width) const;
    int breakLines(QTextLayout &layout, qreal width, bool right) const;
    int linesOf(const Line &line) const;
    qreal headerHeight() const;

    // Goes through all pages; without a painter it only counts them.
    void run();
    void newPage();
    void endPage();
    void drawHead();
    void drawHeader();
    void drawRule(qreal mm);  // across the table, of this width
    void drawLine(const Line &line, int lines);
    void drawPart(const Line &line, int from, int count);
    void drawText(const QString &text, const QFont &font, const QRectF &where, bool right, int from = 0,
                  int count = -1);
    qreal bottom() const { return m_height - 2 * m_lineHeight; }

    QPdfWriter &m_writer;
    const Content &m_content;
    QFont m_font, m_bold, m_titleFont;
    qreal m_lineHeight = 0;
    qreal m_ascent = 0;
    qreal m_pad = 0;
    qreal m_width = 0, m_height = 0;  // of a page without its margins
    QList<qreal> m_widths;            // of the columns
    QList<int> m_counts;              // of the text lines of each line
    int m_headerLines = 1;
    QPainter *m_painter = nullptr;
    int m_page = 0;
    int m_pages = 0;
    qreal m_y = 0;
};

}  // namespace dw::ui
