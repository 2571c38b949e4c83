// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/typedinput.h"

#include "core/commands/importjournal.h"
#include "core/commands/undojournal.h"
#include "core/store/replica.h"
#include "core/sync/inboxkeeping.h"
#include "core/sync/parkedrecords.h"
#include "core/sync/seenparts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace dw
{

namespace
{

constexpr qsizetype IdLength = 36;

// Whether `fits` says so of any text in it that is an id.
template <typename Fits>
bool anyId(const QByteArray &json, const Fits &fits)
{
    for (qsizetype at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at + 1)) {
        if (at + IdLength + 1 >= json.size() || json[at + IdLength + 1] != '"')
            continue;
        const auto id = Id::fromString(QString::fromLatin1(json.mid(at + 1, IdLength)));
        if (id && fits(*id))
            return true;
    }
    return false;
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

// What the person saw in a form.
void removeSeen(QJsonObject &transaction)
{
    const auto without = [](const QJsonValue &arguments) {
        QJsonObject left = arguments.toObject();
        left.remove(QStringLiteral("base"));
        return left;
    };
    if (transaction.contains(QLatin1String("args")))
        transaction.insert(QStringLiteral("args"), without(transaction.value(QLatin1String("args"))));
    QJsonArray requests = transaction.value(QLatin1String("requests")).toArray();
    for (QJsonValueRef one : requests) {
        QJsonObject request = one.toObject();
        request.insert(QStringLiteral("args"), without(request.value(QLatin1String("args"))));
        one = request;
    }
    if (!requests.isEmpty())
        transaction.insert(QStringLiteral("requests"), requests);
}

}  // namespace

void TypedInput::leave(const QString &object, const QStringList &fields)
{
    for (const QString &field : fields)
        m_fields[object].insert(field);
}

bool TypedInput::speaksOfGone(const QByteArray &json) const
{
    return !m_records.isEmpty() && anyId(json, [&](const Id &id) { return m_records.contains(id); });
}

bool TypedInput::concerns(const QByteArray &json) const
{
    if (speaksOfGone(json))
        return true;
    const auto says = [&](const QString &word) { return json.contains('"' + word.toLatin1() + '"'); };
    return std::any_of(m_fields.keyBegin(), m_fields.keyEnd(), [&](const QString &object) {
        const QSet<QString> &fields = *m_fields.constFind(object);
        return says(object) && std::any_of(fields.begin(), fields.end(), says);
    });
}

QByteArray TypedInput::typed(const QByteArray &body) const
{
    QJsonObject json = QJsonDocument::fromJson(body).object();
    QJsonArray operations = json.value(QLatin1String("ops")).toArray();
    for (QJsonValueRef one : operations) {
        QJsonObject operation = one.toObject();
        const auto id = Id::fromString(operation.value(QLatin1String("id")).toString());
        const bool whole = id && m_records.contains(*id);
        const QSet<QString> fields = m_fields.value(operation.value(QLatin1String("obj")).toString());
        const bool creating = operation.value(QLatin1String("op")).toString() == QLatin1String("create");
        const QJsonArray asked = operation.value(QLatin1String("asked")).toArray();
        QJsonObject set = operation.value(QLatin1String("set")).toObject();
        const QStringList keys = set.keys();
        for (const QString &key : keys) {
            if (!whole && !fields.contains(key))
                continue;
            // The currency of what is made is that of the amounts that were typed, which say it themselves.
            const bool stays = asked.contains(key) || (creating && key == QLatin1String("currency"));
            if (!stays)
                set.remove(key);
            else if (!creating)
                set.insert(key, QJsonArray{QJsonValue(), set.value(key).toArray().at(1)});
        }
        if (operation.contains(QLatin1String("set")))
            operation.insert(QStringLiteral("set"), set);
        one = operation;
    }
    json.insert(QStringLiteral("ops"), operations);
    SeenParts::remove(json);
    removeSeen(json);
    return compact(json);
}

QByteArray TypedInput::answered(const QByteArray &answer) const
{
    const QJsonObject json = QJsonDocument::fromJson(answer).object();
    QJsonObject left;
    for (const char *key :
         {"dseq", "id", "st", "code", "rseq", "root_cause", "settled", "revoked", "revoked_at"}) {
        if (const QJsonValue value = json.value(QLatin1String(key)); !value.isUndefined())
            left.insert(QLatin1String(key), value);
    }
    // Of a choice between two values stays the person's own.
    QJsonArray kept;
    const QJsonArray lines = json.value(QLatin1String("kept")).toArray();
    for (const QJsonValue &one : lines) {
        QJsonObject line = one.toObject();
        const auto id = Id::fromString(line.value(QLatin1String("id")).toString());
        const bool whole = id && m_records.contains(*id);
        if (whole || m_fields.value(line.value(QLatin1String("obj")).toString())
                         .contains(line.value(QLatin1String("field")).toString())) {
            line.remove(QStringLiteral("server"));
            line.remove(QStringLiteral("before"));
            line.remove(QStringLiteral("by"));
            line.remove(QStringLiteral("at"));
        }
        kept.append(line);
    }
    if (!kept.isEmpty())
        left.insert(QStringLiteral("kept"), kept);
    return compact(left);
}

Result<void> TypedInput::keepAlone(WriteSession &session, const Dictionary &dictionary) const
{
    Replica &replica = session.replica();
    DW_ASSIGN(const QList<OutboxEntry> waiting, replica.outbox(0, -1));
    for (OutboxEntry entry : waiting) {
        if (concerns(entry.body))
            DW_TRY(replica.setBody(entry.number, typed(entry.body)));
        if (entry.answer.isEmpty() || (!concerns(entry.body) && !concerns(entry.answer)))
            continue;
        entry.answer = answered(entry.answer);
        DW_TRY(replica.update(entry));
    }
    DW_ASSIGN(const QList<InboxEntry> inbox, replica.inbox());
    for (InboxEntry entry : inbox) {
        if (!concerns(entry.body) && !concerns(entry.answer))
            continue;
        if (ParkedRecords::isParked(entry)) {
            const auto goes = [this](const Id &id) { return m_records.contains(id); };
            DW_TRY(ParkedRecords(replica).leave(entry, goes, m_fields));
            continue;
        }
        const bool gone = speaksOfGone(entry.body) || speaksOfGone(entry.answer);
        entry.body = typed(entry.body);
        entry.answer = answered(entry.answer);
        if (gone) {
            QJsonObject answer = QJsonDocument::fromJson(entry.answer).object();
            answer.insert(QStringLiteral("revoked"), true);
            entry.answer = compact(answer);
        }
        DW_TRY(replica.updateInbox(entry));
    }
    DW_TRY(InboxKeeping(replica).forgetSettled([this](const QByteArray &json) { return concerns(json); }));
    DW_ASSIGN(const QList<Replica::SentEntry> sent, replica.sent(-1, -1));
    for (const Replica::SentEntry &entry : sent) {
        if (!concerns(entry.body))
            continue;
        DW_TRY(replica.setSentBody(entry.transaction,
                                   speaksOfGone(entry.body) ? QByteArray() : typed(entry.body)));
    }
    DW_TRY(imports(session, dictionary));
    return journals(session);
}

// What an import changed stands in its journal with what was there before it.
Result<void> TypedInput::imports(WriteSession &session, const Dictionary &dictionary) const
{
    const auto edit = [this](ImportJournal::Line &line) {
        if (line.created)
            return true;
        if (m_records.contains(line.id))
            return false;
        const QSet<QString> fields = m_fields.value(line.object);
        for (const QString &field : fields)
            line.fields.remove(field);
        return true;
    };
    DW_ASSIGN(const QList<Id> batches, ImportJournal::batches(session, dictionary));
    for (const Id &batch : batches)
        DW_TRY(ImportJournal(batch).revise(session, edit));
    return {};
}

Result<void> TypedInput::journals(WriteSession &session) const
{
    DW_TRY(UndoJournal(session).forgetWhere([&](const QByteArray &body) { return concerns(body); }));
    if (m_fields.isEmpty())
        return {};
    // Whoever goes on being seen loses the audited values on this laptop: the server keeps them.
    QSet<RecordRef> audited;
    qint64 before = 0;
    for (;;) {
        DW_ASSIGN(const QList<AuditRecord> lines, session.auditTrail(1000, before));
        for (const AuditRecord &line : lines) {
            const QSet<QString> fields = m_fields.value(line.entry.record.object);
            const bool hit = std::any_of(line.fields.begin(), line.fields.end(),
                                         [&](const QString &field) { return fields.contains(field); });
            if (hit && !line.erased)
                audited.insert(line.entry.record);
        }
        if (lines.isEmpty())
            break;
        before = lines.last().sequence;
    }
    for (const RecordRef &record : std::as_const(audited))
        DW_TRY(session.eraseAudit(record));
    return {};
}

}  // namespace dw
