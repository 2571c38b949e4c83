// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/tablepages.h"

#include "core/base/wording.h"

#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QTextLayout>

#include <algorithm>
#include <numeric>

namespace dw::ui
{

namespace
{

constexpr int Resolution = 600;  // dots an inch
constexpr qreal MarginMm = 10;
constexpr qsizetype Sample = 200;
constexpr qreal TextPoints = 8, TitlePoints = 14;

qreal millimetres(qreal mm)
{
    return mm * Resolution / 25.4;
}

// Latin letters look the same in both languages; the second has the Chinese ones.
QFont fontOf(qreal points, QFont::Weight weight)
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans CJK SC")});
    font.setPointSizeF(points);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

}  // namespace

TablePages::TablePages(QPdfWriter &writer, const Content &content)
    : m_writer(writer)
    , m_content(content)
    , m_font(fontOf(TextPoints, QFont::Normal))
    , m_bold(fontOf(TextPoints, QFont::Bold))
    , m_titleFont(fontOf(TitlePoints, QFont::Bold))
{
    m_writer.setResolution(Resolution);
    m_writer.setPageLayout({QPageSize(QPageSize::A4), QPageLayout::Portrait,
                            QMarginsF(MarginMm, MarginMm, MarginMm, MarginMm), QPageLayout::Millimeter});
    // Lines of both scripts stand equally far apart, so that cells of a row stay in line.
    const QFontMetricsF metrics(m_font, &m_writer);
    const QFontMetricsF chinese(QFont(QStringLiteral("Noto Sans CJK SC"), int(TextPoints)), &m_writer);
    m_ascent = std::max(metrics.ascent(), chinese.ascent());
    m_lineHeight = m_ascent + std::max(metrics.descent(), chinese.descent());
    m_pad = millimetres(1);

    const QList<qreal> natural = naturalWidths();
    const qreal wanted = std::accumulate(natural.begin(), natural.end(), qreal(0));
    if (wanted > m_writer.width())
        m_writer.setPageOrientation(QPageLayout::Landscape);
    m_width = m_writer.width();
    m_height = m_writer.height();
    fit(natural);
    for (qsizetype i = 0; i < m_widths.size(); ++i)
        m_headerLines =
            std::max(m_headerLines, linesOf(m_content.columns[i].title, m_bold, m_widths[i] - 2 * m_pad));
    m_counts.reserve(m_content.lines.size());
    for (const Line &line : m_content.lines)
        m_counts.append(linesOf(line));
}

qreal TablePages::advance(const QString &text, const QFontMetricsF &metrics) const
{
    qreal widest = 0;
    const auto parts = QStringView(text).split(QChar::LineSeparator);
    for (const QStringView part : parts)
        widest = std::max(widest, metrics.horizontalAdvance(part.toString()));
    return widest;
}

// Of what does not wrap the longest text decides, wherever it stands; digits are all of one width.
QList<qreal> TablePages::naturalWidths() const
{
    const QFontMetricsF metrics(m_font, &m_writer);
    const QFontMetricsF bold(m_bold, &m_writer);
    const qsizetype step = std::max<qsizetype>(1, m_content.lines.size() / Sample);
    QList<qreal> widths;
    for (qsizetype column = 0; column < m_content.columns.size(); ++column) {
        qreal width = advance(m_content.columns[column].title, bold);
        QString longest;
        for (qsizetype i = 0; i < m_content.lines.size(); ++i) {
            const Line &line = m_content.lines[i];
            if (line.note || column >= line.texts.size())
                continue;
            const QString &text = line.texts[column];
            if (text.size() > longest.size())
                longest = text;
            // A text of many lines' length wraps anyway.
            if (m_content.columns[column].wraps && i % step == 0)
                width = std::max(width, advance(text.left(200), metrics));
        }
        if (!m_content.columns[column].wraps)
            width = std::max(width, advance(longest, metrics));
        // What is laid out in exactly its width may break by a rounding.
        widths.append(width + 2 * m_pad + millimetres(0.5));
    }
    return widths;
}

// The narrow columns get what they want, the wide ones share the rest equally.
void TablePages::fit(const QList<qreal> &natural)
{
    m_widths = natural;
    QList<qsizetype> giving;
    qreal room = m_width;
    for (qsizetype i = 0; i < natural.size(); ++i) {
        if (m_content.columns[i].wraps)
            giving.append(i);
        else
            room -= natural[i];
    }
    // Where amounts and dates leave the texts next to nothing, they give way as well.
    if (room < millimetres(12) * qreal(giving.size()) || (giving.isEmpty() && room < 0)) {
        giving.resize(natural.size());
        std::iota(giving.begin(), giving.end(), 0);
        room = m_width;
    }
    std::sort(giving.begin(), giving.end(),
              [&](qsizetype a, qsizetype b) { return natural[a] < natural[b]; });
    for (qsizetype i = 0; i < giving.size(); ++i) {
        const qreal share = room / qreal(giving.size() - i);
        m_widths[giving[i]] = std::min(natural[giving[i]], share);
        room -= m_widths[giving[i]];
    }
}

int TablePages::breakLines(QTextLayout &layout, qreal width, bool right) const
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setAlignment(right ? Qt::AlignRight : Qt::AlignLeft);
    layout.setTextOption(option);
    layout.beginLayout();
    int lines = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, 0});
        ++lines;
    }
    layout.endLayout();
    return std::max(lines, 1);
}

int TablePages::linesOf(const QString &text, const QFont &font, qreal width) const
{
    if (text.isEmpty())
        return 1;
    QTextLayout layout(text, font, &m_writer);
    return breakLines(layout, width, false);
}

int TablePages::linesOf(const Line &line) const
{
    int lines = 1;
    for (qsizetype i = 0; i < line.texts.size(); ++i)
        lines =
            std::max(lines, linesOf(line.texts[i], m_font, (line.note ? m_width : m_widths[i]) - 2 * m_pad));
    return lines;
}

qreal TablePages::headerHeight() const
{
    return m_headerLines * m_lineHeight + m_pad;
}

bool TablePages::paint()
{
    m_painter = nullptr;
    run();
    m_pages = m_page;
    QPainter painter;
    if (!painter.begin(&m_writer))
        return false;
    m_painter = &painter;
    run();
    m_painter = nullptr;
    return painter.end();
}

void TablePages::run()
{
    m_page = 1;
    m_y = 0;
    drawHead();
    // Facts may fill the page.
    if (m_y + headerHeight() + 3 * m_lineHeight > bottom())
        newPage();
    else
        drawHeader();
    for (qsizetype i = 0; i < m_content.lines.size(); ++i)
        drawLine(m_content.lines[i], m_counts[i]);
    const Line end{{m_content.end}, true};
    drawLine(end, linesOf(end));
    endPage();
}

void TablePages::newPage()
{
    endPage();
    if (m_painter)
        m_writer.newPage();
    ++m_page;
    m_y = 0;
    drawHeader();
}

void TablePages::endPage()
{
    if (!m_painter)
        return;
    const QString number =
        wording(QStringLiteral("export.page"), {QString::number(m_page), QString::number(m_pages)});
    const QRectF foot(0, m_height - m_lineHeight, m_width, m_lineHeight);
    const QFontMetricsF metrics(m_font, &m_writer);
    const qreal room = m_width - metrics.horizontalAdvance(number) - millimetres(5);
    drawText(metrics.elidedText(m_content.foot, Qt::ElideRight, room), m_font, foot, false);
    drawText(number, m_font, foot, true);
}

void TablePages::drawHead()
{
    const auto block = [this](const QString &text, const QFont &font, qreal lineHeight) {
        QTextLayout layout(text, font, &m_writer);
        const int lines = breakLines(layout, m_width, false);
        for (int i = 0; i < lines && i < layout.lineCount(); ++i) {
            if (m_painter)
                layout.lineAt(i).draw(m_painter, {0, m_y});
            m_y += lineHeight;
        }
    };
    block(m_content.title, m_titleFont, m_lineHeight * TitlePoints / TextPoints);
    m_y += m_pad;
    for (const QString &fact : m_content.facts)
        block(fact, m_font, m_lineHeight);
    m_y += 2 * m_pad;
}

void TablePages::drawHeader()
{
    qreal x = 0;
    if (m_painter) {
        for (qsizetype i = 0; i < m_widths.size(); ++i) {
            drawText(m_content.columns[i].title, m_bold,
                     QRectF(x + m_pad, m_y + m_pad / 2, m_widths[i] - 2 * m_pad, headerHeight()),
                     m_content.columns[i].right);
            x += m_widths[i];
        }
    }
    m_y += headerHeight();
    drawRule(0.4);
}

void TablePages::drawLine(const Line &line, int lines)
{
    const auto fitting = [this] { return int((bottom() - m_y - m_pad) / m_lineHeight); };
    if (lines > fitting())
        newPage();
    // Only what is taller than a page goes on on the next.
    int from = 0;
    while (lines - from > fitting()) {
        const int part = std::max(1, fitting());
        drawPart(line, from, part);
        from += part;
        newPage();
    }
    drawPart(line, from, lines - from);
}

void TablePages::drawPart(const Line &line, int from, int count)
{
    const qreal height = count * m_lineHeight + m_pad;
    if (m_painter) {
        qreal x = 0;
        for (qsizetype i = 0; i < line.texts.size(); ++i) {
            const qreal width = line.note ? m_width : m_widths[i];
            drawText(line.texts[i], m_font, QRectF(x + m_pad, m_y + m_pad / 2, width - 2 * m_pad, height),
                     !line.note && m_content.columns[i].right, from, count);
            x += width;
        }
    }
    m_y += height;
    if (!line.note)
        drawRule(0.1);
}

void TablePages::drawRule(qreal mm)
{
    if (!m_painter)
        return;
    const qreal end = std::accumulate(m_widths.begin(), m_widths.end(), qreal(0));
    QPen pen = m_painter->pen();
    pen.setWidthF(millimetres(mm));
    m_painter->setPen(pen);
    m_painter->drawLine(QPointF(0, m_y), QPointF(end, m_y));
}

void TablePages::drawText(const QString &text, const QFont &font, const QRectF &where, bool right, int from,
                          int count)
{
    if (!m_painter || text.isEmpty())
        return;
    QTextLayout layout(text, font, &m_writer);
    const int lines = breakLines(layout, where.width(), right);
    const int end = std::min({lines, layout.lineCount(), count < 0 ? lines : from + count});
    qreal baseline = where.top() + m_ascent;
    for (int i = from; i < end; ++i) {
        const QTextLine line = layout.lineAt(i);
        line.draw(m_painter, {where.left(), baseline - line.ascent()});
        baseline += m_lineHeight;
    }
}

}  // namespace dw::ui
