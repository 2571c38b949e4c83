// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/celltext.h"

#include "core/base/wording.h"

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr QChar NoBreakSpace{0x00A0};
constexpr QChar Minus{0x2212};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// Digits as long as they are: a number of any size or scale keeps all of them.
QString grouped(const QString &number)
{
    const qsizetype first = number.startsWith(u'-') ? 1 : 0;
    const qsizetype point = number.indexOf(u'.');
    const qsizetype end = point < 0 ? number.size() : point;
    if (end == first || !std::all_of(number.begin() + first, number.begin() + end, &isDigit))
        return number;
    QString text = number;
    for (qsizetype at = end - 3; at > first; at -= 3)
        text.insert(at, u',');
    if (first == 1)
        text[0] = Minus;
    return text;
}

QString clean(QString text)
{
    text.replace(QLatin1String("\r\n"), QString(QChar::LineSeparator));
    for (QChar &c : text) {
        if (c == u'\n' || c == u'\r' || c == QChar::ParagraphSeparator)
            c = QChar::LineSeparator;
        else if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return text;
}

}  // namespace

QString printedText(const Cell &cell)
{
    switch (cell.kind) {
        case Cell::Kind::Empty:
            return {};
        case Cell::Kind::Number:
            return grouped(cell.text);
        case Cell::Kind::Percent:
            return grouped(cell.text) + NoBreakSpace + u'%';
        case Cell::Kind::Money:
            return cell.currency.isEmpty() ? grouped(cell.text)
                                           : grouped(cell.text) + NoBreakSpace + cell.currency;
        case Cell::Kind::DateTime:
            return QString(cell.text.left(16)).replace(u'T', NoBreakSpace);
        case Cell::Kind::Boolean:
            return wording(cell.boolean ? QStringLiteral("export.yes") : QStringLiteral("export.no"));
        case Cell::Kind::Text:
        case Cell::Kind::Date:
        case Cell::Kind::Error:
            return clean(cell.text);
    }
    Q_UNREACHABLE();
}

bool standsRight(Cell::Kind kind)
{
    return kind == Cell::Kind::Number || kind == Cell::Kind::Percent || kind == Cell::Kind::Money;
}

}  // namespace dw::ui
