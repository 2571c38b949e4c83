// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inboxreader.h"

#include "core/access/fieldaccess.h"
#include "core/base/wording.h"
#include "core/records/valuejson.h"
#include "core/sync/answervalues.h"
#include "core/sync/fieldmerge.h"
#include "core/sync/importedrows.h"
#include "core/sync/inboxlines.h"
#include "core/sync/joined.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/seenparts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject lineOf(const QJsonObject &answer, const char *list, const RecordRef &record, const QString &field)
{
    const QJsonArray lines = answer.value(QLatin1String(list)).toArray();
    for (const QJsonValue &one : lines) {
        const QJsonObject line = one.toObject();
        if (line.value(QLatin1String("id")).toString() == record.id.toString() &&
            line.value(QLatin1String("field")).toString() == field)
            return line;
    }
    return {};
}

// The currency in which the amounts of the operation were typed.
Currency currencyOf(const SyncOperation &operation, const Record &server)
{
    const auto stated = operation.fields.constFind(QStringLiteral("currency"));
    if (stated != operation.fields.cend()) {
        if (const auto currency = Currency::fromCode(stated->after.toString()))
            return *currency;
    }
    return server.isValid() ? server.currency() : Currency();
}

}  // namespace

InboxReader::InboxReader(const ReadSession &session, ConfigurationPtr configuration, Actor actor,
                         Language language)
    : m_session(session)
    , m_configuration(std::move(configuration))
    , m_actor(std::move(actor))
    , m_text(*m_configuration, language)
{}

Result<SyncTransaction> InboxReader::transactionOf(const InboxEntry &entry)
{
    QJsonObject json = objectOf(entry.body);
    // Numbers count in the outbox alone.
    json.insert(QStringLiteral("dseq"), 1);
    json.remove(QStringLiteral("deps"));
    return SyncTransaction::fromJson(json);
}

Result<Record> InboxReader::serverState(const RecordRef &record) const
{
    const ObjectTypePtr type = m_configuration->dictionary->find(record.object);
    if (!type)
        return Record();
    DW_ASSIGN(const auto base, m_session.replica().base(record));
    if (base)
        return base->server;
    return m_session.find(type, record.id);
}

Result<InboxField> InboxReader::fieldOf(const SyncOperation &operation, const QString &key,
                                        const QJsonObject &answer) const
{
    const bool creating = operation.kind == SyncOperation::Kind::Create;
    const bool revoked = answer.contains(QLatin1String("revoked"));
    InboxField field;
    field.record = operation.record;
    field.field = key;
    field.type = m_configuration->dictionary->find(operation.record.object);
    DW_ASSIGN(const Record server, serverState(operation.record));
    const Field &described = field.described();
    const Currency currency = currencyOf(operation, server);
    const SyncOperation::Change change = operation.fields.value(key);
    DW_ASSIGN(field.mine, valueFromJson(described, change.after, currency));
    const bool readable = FieldAccess(*m_configuration->policy, m_actor, m_configuration->dictionary,
                                      m_configuration->settings.currency)
                              .of(*field.type)
                              .mayRead(key);
    if (creating || !readable)
        return field;
    if (!revoked) {
        DW_ASSIGN(Value original, valueFromJson(described, change.before, currency));
        field.original = std::move(original);
    }
    if (!server.isValid())
        return field;
    field.theirs = server.value(key);
    QJsonObject line = lineOf(answer, "kept", field.record, key);
    if (line.isEmpty())
        line = lineOf(answer, "fields", field.record, key);
    field.conflict = !line.isEmpty();
    if (field.original && line.contains(QLatin1String("server"))) {
        DW_ASSIGN(Value told,
                  valueFromJson(described, line.value(QLatin1String("server")), server.currency()));
        // The answer came before the rows that it speaks of.
        if (field.theirs == field.original && told != *field.original) {
            field.theirs = std::move(told);
            field.pulled = false;
        }
    }
    if (field.original) {
        const auto outcome = FieldMerge::of(described, *field.original, *field.theirs, field.mine).outcome;
        field.conflict =
            field.conflict || outcome == FieldMerge::Outcome::Keep || outcome == FieldMerge::Outcome::Reject;
    }
    if (!field.conflict)
        return field;
    field.by = line.value(QLatin1String("by")).toString();
    if (const auto at = Instant::fromIso(line.value(QLatin1String("at")).toString(), QTimeZone::utc()))
        field.at = *at;
    const Id changer = server.value(u"updated_by").id();
    if (field.by.isEmpty() && !changer.isNull() && changer != m_actor.user) {
        const RecordRef user{QStringLiteral("user"), changer};
        DW_ASSIGN(const auto titles, m_session.titles({user}, m_text.language()));
        field.byUser = changer;
        field.by = titles.value(user);
        field.at = server.value(u"updated_at").instant();
    }
    return field;
}

InboxLost InboxReader::lostOf(const SyncOperation &operation, const QString &key, const QJsonObject &line,
                              qint64 entry) const
{
    const ObjectTypePtr type = m_configuration->dictionary->find(operation.record.object);
    const Field *field = type ? type->find(key) : nullptr;
    InboxLost lost{operation.record, key, {}, m_text.typed(operation.fields.value(key).after), entry};
    // The server said what it was called; this laptop may know it still.
    lost.label = field ? field->label.in(m_text.language())
                       : line.value(m_text.language() == Language::Chinese ? QLatin1String("label_zh")
                                                                           : QLatin1String("label_en"))
                             .toString();
    if (lost.label.isEmpty())
        lost.label = key;
    return lost;
}

Result<void> InboxReader::describeRecord(InboxItem &item, const SyncTransaction &transaction) const
{
    const ObjectTypePtr type = m_configuration->dictionary->find(item.record.object);
    Record record;
    if (type) {
        DW_ASSIGN(record, m_session.find(type, item.record.id));
        item.isHere = record.isValid() && !record.isDeleted();
        item.isDeleted = record.isValid() && record.isDeleted();
    }
    const Language language = m_text.language();
    if (record.isValid()) {
        item.title = record.title(language);
    } else if (type) {
        // What it was to be called.
        const int titled = type->titleIndex(language);
        const QString key = titled < 0 ? QString() : type->field(titled).key;
        for (const SyncOperation &operation : transaction.operations) {
            if (operation.record == item.record)
                item.title = operation.fields.value(key).after.toString();
        }
    }
    if (item.title.isEmpty() && type)
        item.title = type->label().in(language);
    item.command = m_text.command(transaction, item.title);
    return {};
}

Result<void> InboxReader::addTitles(InboxItem &item) const
{
    QList<RecordRef> refs;
    const auto collect = [&refs](const Field &field, const Value &value) {
        if (value.kind() == Value::Kind::RecordRef)
            refs.append(value.recordRef());
        else if (value.kind() == Value::Kind::Id && !field.target.isEmpty())
            refs.append({field.target, value.id()});
        const QList<Id> ids = value.ids();
        for (const Id &id : ids)
            refs.append({field.target, id});
    };
    for (const InboxLine &line : std::as_const(item.lines)) {
        const QList<int> shown = SeenParts::shownFields(*line.type);
        for (const Record *side : {&line.original, &line.mine, &line.theirs}) {
            for (const int field : side->isValid() ? shown : QList<int>())
                collect(line.type->field(field), side->value(field));
        }
    }
    QList<InboxField> all = item.fields;
    for (const InboxJoined &joined : std::as_const(item.joined))
        all.append(joined.field);
    for (const InboxField &field : std::as_const(all)) {
        collect(field.described(), field.mine);
        collect(field.described(), field.original.value_or(Value()));
        collect(field.described(), field.theirs.value_or(Value()));
    }
    DW_ASSIGN(item.titles, m_session.titles(refs, m_text.language()));
    return {};
}

// It is about the row's own record, not about what the row only names.
Result<void> InboxReader::describeRow(InboxItem &item, const SyncTransaction &transaction,
                                      const QJsonObject &answer) const
{
    const auto row = answervalues::wholeNumber(answer.value(QLatin1String("row")));
    item.record = ImportedRows::recordOf(transaction, row);
    item.isNew = std::any_of(
        transaction.operations.begin(), transaction.operations.end(), [&](const SyncOperation &operation) {
            return operation.record == item.record && operation.kind == SyncOperation::Kind::Create;
        });
    const auto batch =
        Id::fromString(transaction.requests.first().arguments.value(QLatin1String("batch")).toString());
    const ObjectTypePtr type = m_configuration->dictionary->find(u"import_batch");
    DW_ASSIGN(const Record import, m_session.find(type, batch.value_or(Id())));
    item.reason = wording(QStringLiteral("sync.issue_row"),
                          {QString::number(row),
                           import.isValid() ? import.value(u"file_name").text() : QString(), item.reason});
    return {};
}

Result<InboxItem> InboxReader::refused(const InboxEntry &entry) const
{
    const QJsonObject answer = objectOf(entry.answer);
    InboxItem item;
    item.number = entry.number;
    item.entries = {entry.number};
    item.code = entry.code;
    item.at = entry.at;
    item.typedAt = entry.at;
    item.transaction = entry.transaction;
    item.reason = m_text.reason(entry.code, answer);
    const auto transaction = transactionOf(entry);
    if (!transaction.ok()) {
        item.isReadable = false;
        item.raw = entry.body;
        item.title = objectOf(entry.body).value(QLatin1String("cmd")).toString();
        item.command = item.title;
        return item;
    }
    item.typedAt = transaction->at;
    for (const SyncOperation &operation : transaction->operations) {
        const ObjectTypePtr type = m_configuration->dictionary->find(operation.record.object);
        bool asked = false;
        for (auto change = operation.fields.constBegin(); change != operation.fields.constEnd(); ++change) {
            asked = asked || change->asked;
            const Field *field = type ? type->find(change.key()) : nullptr;
            if (!change->asked || (field && field->isReadOnly()))
                continue;
            auto read = field ? fieldOf(operation, change.key(), answer)
                              : Result<InboxField>(Error(ErrorCode::NotFound, change.key()));
            // A value that the field does not take any more, or that has none, is still what was typed.
            if (!read.ok() && read.error().code == ErrorCode::Storage)
                return read.error();
            if (!read.ok()) {
                item.lost.append(lostOf(operation, change.key(), {}, entry.number));
                continue;
            }
            read->entries = {entry.number};
            item.fields.append(std::move(read).value());
        }
        if (item.record.id.isNull() && (asked || operation.kind == SyncOperation::Kind::Create)) {
            item.record = operation.record;
            item.isNew = operation.kind == SyncOperation::Kind::Create;
        }
    }
    if (item.record.id.isNull() && !transaction->operations.isEmpty())
        item.record = transaction->operations.first().record;
    if (const auto asked = askedFor(*transaction); asked && item.record.id.isNull())
        item.record = *asked;
    if (answer.contains(QLatin1String("row")))
        DW_TRY(describeRow(item, *transaction, answer));
    DW_TRY(describeRecord(item, *transaction));
    item.about = item.record;
    DW_TRY(InboxLines(m_session, *m_configuration, m_actor)
               .add(item, *transaction, objectOf(entry.body), answer, m_text.language()));
    item.command = m_text.command(*transaction, item.title);
    return item;
}

Result<void> InboxReader::addKept(QList<InboxItem> &items, const InboxEntry &entry) const
{
    const QJsonObject answer = objectOf(entry.answer);
    DW_ASSIGN(const SyncTransaction transaction, transactionOf(entry));
    for (const SyncOperation &operation : transaction.operations) {
        QList<InboxField> fields;
        QList<InboxJoined> joined;
        QList<InboxLost> lost;
        const ObjectTypePtr type = m_configuration->dictionary->find(operation.record.object);
        for (auto change = operation.fields.constBegin(); change != operation.fields.constEnd(); ++change) {
            const Field *described = type ? type->find(change.key()) : nullptr;
            const QJsonObject line = lineOf(answer, "kept", operation.record, change.key());
            const bool settled = !lineOf(answer, "settled", operation.record, change.key()).isEmpty();
            if (!change->asked || (described && described->isReadOnly()))
                continue;
            if (!described || line.contains(QLatin1String("gone"))) {
                if (!line.isEmpty() && !settled)
                    lost.append(lostOf(operation, change.key(), line, entry.number));
                continue;
            }
            DW_ASSIGN(InboxField field, fieldOf(operation, change.key(), answer));
            field.entries = {entry.number};
            if (line.isEmpty()) {
                const bool both = field.theirs && *field.theirs != field.mine;
                joined.append({field, both ? InboxJoined::Side::Both : InboxJoined::Side::Mine});
                continue;
            }
            field.conflict = true;
            if (!settled)
                fields.append(field);
        }
        if (fields.isEmpty() && lost.isEmpty())
            continue;
        auto item = std::find_if(items.begin(), items.end(), [&](const InboxItem &one) {
            return one.isKept() && one.record == operation.record;
        });
        if (item == items.end()) {
            InboxItem made;
            made.number = entry.number;
            // A value that another record has (TakenValues).
            if (answer.contains(QLatin1String("violations")))
                made.reason = m_text.reason(entry.code, answer);
            made.code = entry.code;
            made.record = operation.record;
            made.about = operation.record;
            made.transaction = entry.transaction;
            DW_TRY(describeRecord(made, transaction));
            items.append(made);
            item = std::prev(items.end());
        }
        item->entries.append(entry.number);
        item->at = entry.at;
        item->typedAt = transaction.at;
        for (InboxField &field : fields) {
            const auto known = std::find_if(item->fields.begin(), item->fields.end(),
                                            [&](const InboxField &one) { return one.field == field.field; });
            if (known == item->fields.end()) {
                item->fields.append(field);
                continue;
            }
            // One proposal: from what it was at first to what was typed last.
            field.entries = known->entries + field.entries;
            field.original = known->original;
            *known = field;
        }
        item->joined += joined;
        item->lost += lost;
    }
    return {};
}

Result<QList<InboxItem>> InboxReader::items() const
{
    DW_ASSIGN(const QList<InboxEntry> open, m_session.replica().inbox());
    QHash<qint64, QList<qint64>> followers;
    QSet<qint64> bundled;
    for (const InboxEntry &entry : open) {
        for (const qint64 follower : entry.dependants) {
            followers[entry.number].append(follower);
            bundled.insert(follower);
        }
    }
    QList<InboxItem> kept, items;
    QHash<qint64, InboxItem> refusals;
    for (const InboxEntry &entry : open) {
        if (entry.code != QLatin1String("kept")) {
            DW_ASSIGN(const InboxItem item, refused(entry));
            refusals.insert(entry.number, item);
        } else if (const auto added = addKept(kept, entry); !added.ok()) {
            if (added.error().code == ErrorCode::Storage)
                return added.error();
            DW_ASSIGN(InboxItem item, refused(entry));
            item.raw = entry.body;
            refusals.insert(entry.number, item);
        }
    }
    for (InboxItem &item : kept) {
        QStringList reasons;
        if (!item.reason.isEmpty())
            reasons.append(item.reason);
        else if (!item.fields.isEmpty())
            reasons.append(wording(QStringLiteral("sync.issue_kept"), {m_text.fields(item.fields)}));
        if (!item.lost.isEmpty())
            reasons.append(wording(QStringLiteral("sync.issue_dropped"), {m_text.fields(item.lost)}));
        item.reason = reasons.join(QLatin1Char(' '));
        items.append(item);
    }
    for (const InboxEntry &entry : open) {
        if (!refusals.contains(entry.number) || bundled.contains(entry.number))
            continue;
        InboxItem item = refusals.value(entry.number);
        QList<qint64> left = followers.value(entry.number);
        while (!left.isEmpty()) {
            const qint64 number = left.takeFirst();
            if (!refusals.contains(number) || item.followerEntries.contains(number))
                continue;
            item.followerEntries.append(number);
            left += followers.value(number);
        }
        std::sort(item.followerEntries.begin(), item.followerEntries.end());
        for (const qint64 number : std::as_const(item.followerEntries))
            item.followers.append(refusals.value(number).command);
        items.append(item);
    }
    for (InboxItem &item : items)
        DW_TRY(addTitles(item));
    std::sort(items.begin(), items.end(),
              [](const InboxItem &a, const InboxItem &b) { return a.number < b.number; });
    return items;
}

Result<InboxItem> InboxReader::alone(qint64 number) const
{
    DW_ASSIGN(const auto entry, m_session.replica().inboxEntry(number));
    if (!entry)
        return Error(ErrorCode::NotFound, QStringLiteral("sync.inbox_gone"), {QString::number(number)});
    DW_ASSIGN(InboxItem item, refused(*entry));
    DW_TRY(addTitles(item));
    return item;
}

Result<int> InboxReader::count(const ReadSession &session, const ConfigurationPtr &configuration)
{
    DW_ASSIGN(const QList<InboxEntry> open, session.replica().inbox());
    if (open.isEmpty())
        return 0;
    DW_ASSIGN(const auto joined, joinedAs(session));
    DW_ASSIGN(const Actor actor, joinedActor(session, *configuration->dictionary, joined.value_or(Joined())));
    DW_ASSIGN(const QList<InboxItem> items,
              InboxReader(session, configuration, actor, Language::English).items());
    return int(items.size());
}

}  // namespace dw
