// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/seenparts.h"

#include "core/dictionary/strictlink.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace dw
{

namespace
{

const QString Key = QStringLiteral("seen");
constexpr int Most = 100;  // of one record

QJsonObject lineOf(const Record &part)
{
    QJsonObject set;
    const QList<int> fields = SeenParts::shownFields(part.type());
    for (const int field : fields)
        set.insert(part.type().field(field).key, part.value(field).toJson());
    if (part.type().hasMoney())
        set.insert(QStringLiteral("currency"), part.value(u"currency").toJson());
    return {{QStringLiteral("obj"), part.type().key()},
            {QStringLiteral("id"), part.id().toString()},
            {QStringLiteral("set"), set}};
}

// As it was before them; invalid where they made it.
Record before(const Record &stored, const ChangeSet &changes)
{
    for (const RecordChange &change : changes.changes) {
        if (change.record().ref() == stored.ref())
            return change.before;
    }
    return stored;
}

}  // namespace

QList<int> SeenParts::shownFields(const ObjectType &part)
{
    const Field *link = strictLink(part);
    QList<int> fields;
    for (int i = 0; i < part.fieldCount(); ++i) {
        if (part.field(i).listed && &part.field(i) != link)
            fields.append(i);
    }
    std::sort(fields.begin(), fields.end(),
              [&](int a, int b) { return part.field(a).listOrder < part.field(b).listOrder; });
    return fields;
}

Result<QByteArray> SeenParts::with(const QByteArray &body, const ReadSession &session,
                                   const ChangeSet &changes, const SyncTransaction &transaction)
{
    QJsonArray lines;
    QSet<RecordRef> noted;
    QSet<RecordRef> wholes;
    const auto note = [&](const Record &part) {
        if (!part.isValid() || part.isDeleted() || noted.contains(part.ref()))
            return;
        noted.insert(part.ref());
        lines.append(lineOf(part));
    };
    for (const RecordChange &change : changes.changes) {
        const ObjectTypePtr type = change.record().typePointer();
        const Field *link = strictLink(*type);
        if (!link)
            continue;
        note(change.before);
        for (const SyncOperation &operation : transaction.operations) {
            if (operation.record != change.record().ref() || wholes.contains(operation.root))
                continue;
            wholes.insert(operation.root);
            DW_ASSIGN(const QList<Record> parts,
                      session.findByValue(type, type->indexOf(link->key), Value(operation.root.id),
                                          ReadSession::Match::Exact, Most + 1));
            if (parts.size() > Most)
                return body;
            for (const Record &part : parts)
                note(before(part, changes));
        }
    }
    if (wholes.isEmpty())
        return body;
    QJsonObject json = QJsonDocument::fromJson(body).object();
    json.insert(Key, lines);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

void SeenParts::remove(QJsonObject &body)
{
    body.remove(Key);
}

QHash<RecordRef, QJsonObject> SeenParts::of(const QJsonObject &body)
{
    QHash<RecordRef, QJsonObject> seen;
    const QJsonArray lines = body.value(Key).toArray();
    for (const QJsonValue &one : lines) {
        const QJsonObject line = one.toObject();
        const auto id = Id::fromString(line.value(QLatin1String("id")).toString());
        if (id)
            seen.insert({line.value(QLatin1String("obj")).toString(), *id},
                        line.value(QLatin1String("set")).toObject());
    }
    return seen;
}

}  // namespace dw
