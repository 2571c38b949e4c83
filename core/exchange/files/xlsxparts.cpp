// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/xlsxparts.h"

#include "core/exchange/files/tablereader.h"
#include "core/exchange/files/zipguard.h"

#include <QBuffer>
#include <QDateTime>
#include <QHash>
#include <QXmlStreamReader>

namespace dw
{

namespace
{

struct Relation
{
    QString type;
    QByteArray target;  // entry name
};

// Targets are relative to the folder of the part that names them.
QByteArray resolved(const QByteArray &folder, const QString &target)
{
    QByteArray path = target.toUtf8();
    if (path.startsWith('/'))
        return path.mid(1);
    QByteArray base = folder;
    while (path.startsWith("../")) {
        path = path.mid(3);
        base.chop(1);
        base = base.left(base.lastIndexOf('/') + 1);
    }
    return base + path;
}

QHash<QString, Relation> relations(const QByteArray &bytes, const QByteArray &part)
{
    const qsizetype slash = part.lastIndexOf('/') + 1;
    const QByteArray folder = part.left(slash);
    QXmlStreamReader xml(ZipGuard::entry(bytes, folder + "_rels/" + part.mid(slash) + ".rels"));
    QHash<QString, Relation> found;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"Relationship") {
            const auto attributes = xml.attributes();
            found.insert(attributes.value(QStringLiteral("Id")).toString(),
                         {attributes.value(QStringLiteral("Type")).toString(),
                          resolved(folder, attributes.value(QStringLiteral("Target")).toString())});
        }
    }
    return found;
}

struct Address
{
    qint64 row = -1;
    int column = -1;
};

// 0-based; -1 for what is no address.
Address addressOf(QStringView text)
{
    qint64 column = 0, row = 0;
    qsizetype i = 0;
    for (; i < text.size() && text[i] >= u'A' && text[i] <= u'Z' && column <= TableReader::MaxColumns; ++i)
        column = column * 26 + (text[i].unicode() - u'A' + 1);
    for (; i < text.size() && text[i] >= u'0' && text[i] <= u'9' && row < 10000000; ++i)
        row = row * 10 + (text[i].unicode() - u'0');
    return i == text.size() && column > 0 && row > 0 ? Address{row - 1, int(column - 1)} : Address();
}

Cell isoCell(const QString &text)
{
    const QDateTime moment = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!moment.isValid())
        return Cell::ofText(text);
    const Date date = Date::fromQDate(moment.date());
    return text.contains(u'T') ? Cell::ofDateTime(date, moment.time().msecsSinceStartOfDay())
                               : Cell::ofDate(date);
}

}  // namespace

XlsxParts::XlsxParts(const QByteArray &bytes) : m_bytes(bytes)
{
    QByteArray workbook;
    const QHash<QString, Relation> top = relations(bytes, QByteArray());
    for (const Relation &relation : top) {
        if (relation.type.endsWith(QLatin1String("/officeDocument")))
            workbook = relation.target;
    }
    if (workbook.isEmpty())
        return;
    const QHash<QString, Relation> parts = relations(bytes, workbook);
    QXmlStreamReader xml(ZipGuard::entry(bytes, workbook));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"sheet")
            continue;
        Sheet sheet;
        const auto attributes = xml.attributes();
        for (const QXmlStreamAttribute &attribute : attributes) {
            if (attribute.name() == u"name")
                sheet.name = attribute.value().toString();
            else if (attribute.name() == u"state")
                sheet.hidden = attribute.value() != u"visible";
            else if (attribute.name() == u"id")  // r:id; sheetId has another local name
                sheet.part = parts.value(attribute.value().toString()).target;
        }
        m_sheets.append(sheet);
    }
}

void XlsxParts::dropped(const QByteArray &part,
                        const std::function<void(qint64, int, const Cell &)> &take) const
{
    QByteArray content = ZipGuard::entry(m_bytes, part);
    const auto mentions = [&content](const char *type) {
        return content.contains(QByteArray("t=\"") + type + '"') ||
               content.contains(QByteArray("t='") + type + '\'');
    };
    if (!mentions("e") && !mentions("d") && !mentions("str") && !mentions("inlineStr"))
        return;
    // From a device the reader decodes piece by piece, from bytes the whole sheet at once.
    QBuffer buffer(&content);
    buffer.open(QIODevice::ReadOnly);
    QXmlStreamReader xml(&buffer);
    Address at;
    QString type, text;
    bool inCell = false, inPhonetic = false;
    while (!xml.atEnd()) {
        const QXmlStreamReader::TokenType token = xml.readNext();
        const QStringView name = xml.name();
        if (token == QXmlStreamReader::StartElement) {
            if (name == u"row") {
                bool ok = false;
                const qint64 row = xml.attributes().value(QStringLiteral("r")).toLongLong(&ok);
                at = {ok && row > 0 ? row - 1 : at.row + 1, -1};
            } else if (name == u"c") {
                const Address stated = addressOf(xml.attributes().value(QStringLiteral("r")));
                at = stated.row >= 0 ? stated : Address{at.row, at.column + 1};
                type = xml.attributes().value(QStringLiteral("t")).toString();
                inCell = type == u"e" || type == u"d" || type == u"str" || type == u"inlineStr";
                text.clear();
            } else if (inCell && name == u"rPh") {
                inPhonetic = true;
            } else if (inCell && !inPhonetic && name == (type == u"inlineStr" ? u"t" : u"v")) {
                text += xml.readElementText(QXmlStreamReader::SkipChildElements);
            }
        } else if (token == QXmlStreamReader::EndElement && inCell) {
            if (name == u"rPh")
                inPhonetic = false;
            if (name == u"c") {
                inCell = false;
                if (at.row >= 0 && at.column >= 0 && !text.isEmpty())
                    take(at.row, at.column,
                         type == u"e"   ? Cell::ofError(text)
                         : type == u"d" ? isoCell(text)
                                        : Cell::ofText(text));
            }
        }
    }
}

QByteArray XlsxParts::withRelativeTargets(const QByteArray &bytes)
{
    QHash<QByteArray, QByteArray> changed;
    const QList<QByteArray> names = ZipGuard::names(bytes);
    for (const QByteArray &name : names) {
        if (!name.endsWith(".rels"))
            continue;
        // a/b/_rels/c.rels speaks for the folder a/b.
        const QByteArray folder = name.left(name.lastIndexOf("_rels/"));
        QByteArray content = ZipGuard::entry(bytes, name);
        const QByteArray up = QByteArray("../").repeated(folder.count('/'));
        content.replace("Target=\"/", "Target=\"" + up);
        if (content.startsWith("\xEF\xBB\xBF"))
            content.remove(0, 3);
        changed.insert(name, content);
    }
    return ZipGuard::replaced(bytes, changed);
}

}  // namespace dw
