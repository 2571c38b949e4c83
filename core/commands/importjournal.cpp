// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importjournal.h"

#include "core/base/canonicaljson.h"
#include "core/store/localarea.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace dw
{

namespace
{

qint64 updatedAt(const Record &record)
{
    return record.value(u"updated_at").instant().ms;
}

void appendLine(const RecordChange &change, QByteArray &out)
{
    const ObjectType &type = change.after.type();
    out.append('[');
    appendCanonicalJson(QStringView(type.key()), out);
    out.append(',');
    appendCanonicalJson(Value(change.after.id()), out);
    out.append(",\"").append(QByteArray::number(updatedAt(change.after))).append('"');
    if (change.kind != RecordChange::Kind::Create) {
        char separator = '{';
        out.append(',');
        const QList<int> changed = change.changedFields();
        for (const int index : changed) {
            out.append(separator);
            separator = ',';
            appendCanonicalJson(QStringView(type.field(index).key), out);
            out.append(":[");
            appendCanonicalJson(change.before.value(index), out);
            out.append(',');
            appendCanonicalJson(change.after.value(index), out);
            out.append(']');
        }
        out.append(changed.isEmpty() ? "{}" : "}");
    }
    out.append(']');
}

QJsonArray toJson(const ImportJournal::Line &line)
{
    QJsonArray parts{line.object, line.id.toString(), QString::number(line.updatedAt)};
    if (!line.created)
        parts.append(line.fields);
    return parts;
}

// Which imports have a journal.
QString listArea()
{
    return importUndoArea({});
}

}  // namespace

QString ImportJournal::area() const
{
    return importUndoArea(m_batch.toString());
}

Result<void> ImportJournal::append(WriteSession &session, const ChangeSet &changes)
{
    QByteArray lines;
    qsizetype count = 0;
    for (const RecordChange &change : changes.changes) {
        lines.append(count == 0 ? '[' : ',');
        appendLine(change, lines);
        if (++count == PieceLines) {
            DW_TRY(write(session, lines));
            count = 0;
        }
    }
    return count > 0 ? write(session, lines) : Result<void>();
}

Result<void> ImportJournal::write(WriteSession &session, QByteArray &lines)
{
    lines.append(']');
    const QByteArray body = qCompress(lines, 1);
    lines.resize(0);
    if (m_next == 1)
        DW_TRY(session.setLocalValue(listArea(), m_batch.toString(), QByteArrayLiteral("1")));
    return session.setLocalValue(area(), QStringLiteral("%1").arg(m_next++, 8, 10, QLatin1Char('0')), body);
}

Result<QStringList> ImportJournal::portions(const ReadSession &session) const
{
    DW_ASSIGN(const auto values, session.localValues(area()));
    QStringList keys = values.keys();
    keys.sort();
    return keys;
}

Result<QList<ImportJournal::Line>> ImportJournal::read(const ReadSession &session,
                                                       const QString &portion) const
{
    DW_ASSIGN(const QByteArray body, session.localValue(area(), portion));
    const QJsonArray array = QJsonDocument::fromJson(qUncompress(body)).array();
    QList<Line> lines;
    lines.reserve(array.size());
    for (const QJsonValue &entry : array) {
        const QJsonArray parts = entry.toArray();
        Line line;
        line.object = parts.at(0).toString();
        line.id = Id::fromString(parts.at(1).toString()).value_or(Id());
        line.updatedAt = parts.at(2).toString().toLongLong();
        line.created = parts.size() == 3;
        line.fields = parts.at(3).toObject();
        lines.append(line);
    }
    return lines;
}

Result<void> ImportJournal::remove(WriteSession &session, const QString &portion) const
{
    return session.setLocalValue(area(), portion, {});
}

Result<void> ImportJournal::revise(WriteSession &session, const Edit &edit) const
{
    DW_ASSIGN(const QStringList keys, portions(session));
    for (const QString &portion : keys) {
        DW_ASSIGN(const QList<Line> lines, read(session, portion));
        QJsonArray left;
        bool revised = false;
        for (const Line &line : lines) {
            Line edited = line;
            const bool stays = edit(edited);
            revised = revised || !stays || edited.fields != line.fields;
            if (stays)
                left.append(toJson(edited));
        }
        if (!revised)
            continue;
        const QByteArray body = QJsonDocument(left).toJson(QJsonDocument::Compact);
        DW_TRY(session.setLocalValue(area(), portion, left.isEmpty() ? QByteArray() : qCompress(body, 1)));
    }
    return {};
}

Result<QList<Id>> ImportJournal::batches(const ReadSession &session, const Dictionary &dictionary)
{
    DW_ASSIGN(const auto listed, session.localValues(listArea()));
    QSet<Id> all;
    for (const QString &batch : listed.keys())
        all.insert(Id::fromString(batch).value_or(Id()));
    // Those of before there was a list.
    const ObjectTypePtr type = dictionary.find(u"import_batch");
    if (!type)
        return QList<Id>(all.begin(), all.end());
    DW_ASSIGN(const auto cursor,
              session.open({type, nullptr, {}, Query::Deleted::Include}, {type->indexOf(u"id")}, {}));
    QList<Record> page;
    do {
        DW_TRY(cursor->next(page, 500));
        for (const Record &batch : std::as_const(page))
            all.insert(batch.id());
    } while (!page.isEmpty());
    return QList<Id>(all.begin(), all.end());
}

}  // namespace dw
