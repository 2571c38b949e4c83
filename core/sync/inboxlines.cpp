// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inboxlines.h"

#include "core/access/fieldaccess.h"
#include "core/dictionary/strictlink.h"
#include "core/records/valuejson.h"
#include "core/store/replica.h"
#include "core/sync/seenparts.h"

#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>
#include <limits>

namespace dw
{

namespace
{

// Sets what the JSON says and the object knows; amounts are read in the record's currency.
void setAll(Record &record, const QJsonObject &values)
{
    QStringList keys = values.keys();
    if (keys.removeOne(QStringLiteral("currency")))
        keys.prepend(QStringLiteral("currency"));
    for (const QString &key : std::as_const(keys)) {
        const int index = record.type().indexOf(key);
        if (index < 0)
            continue;
        if (const auto value =
                valueFromJson(record.type().field(index), values.value(key), record.currency());
            value.ok())
            record.set(index, *value);
    }
}

bool looksAlike(const Record &a, const Record &b)
{
    if (!a.isValid() || !b.isValid())
        return a.isValid() == b.isValid();
    const QList<int> fields = SeenParts::shownFields(a.type());
    return std::all_of(fields.begin(), fields.end(),
                       [&](int field) { return a.value(field) == b.value(field); });
}

const SyncOperation *operationOn(const SyncTransaction &transaction, const RecordRef &record)
{
    for (const SyncOperation &operation : transaction.operations) {
        if (operation.record == record)
            return &operation;
    }
    return nullptr;
}

// What this person made of it.
Record mineOf(const SyncOperation &operation, const ObjectTypePtr &type, const Record &original)
{
    if (operation.kind == SyncOperation::Kind::Purge)
        return {};
    if (const auto binned = operation.fields.constFind(QStringLiteral("deleted_at"));
        binned != operation.fields.cend() && !binned->after.isNull())
        return {};
    Record mine = original.isValid() ? original : Record(type, operation.record.id);
    QJsonObject after;
    for (auto change = operation.fields.cbegin(); change != operation.fields.cend(); ++change)
        after.insert(change.key(), change->after);
    setAll(mine, after);
    return mine;
}

// Where what was seen is not known any more: as far as the change itself says.
Record originalOf(const SyncOperation &operation, const ObjectTypePtr &type)
{
    if (operation.kind != SyncOperation::Kind::Update)
        return {};
    Record original(type, operation.record.id);
    QJsonObject before;
    for (auto change = operation.fields.cbegin(); change != operation.fields.cend(); ++change)
        before.insert(change.key(), change->before);
    setAll(original, before);
    return original;
}

}  // namespace

Record InboxLines::readable(Record part) const
{
    if (!part.isValid())
        return part;
    const FieldRights rights = FieldAccess(*m_configuration.policy, m_actor, m_configuration.dictionary,
                                           m_configuration.settings.currency)
                                   .of(part.type());
    for (int i = 0; i < part.type().fieldCount(); ++i) {
        if (!rights.mayRead(part.type().field(i).key))
            part.set(i, {});
    }
    return part;
}

// As the server has them.
Result<QHash<RecordRef, Record>> InboxLines::theirParts(const ObjectTypePtr &part,
                                                        const RecordRef &root) const
{
    QHash<RecordRef, Record> theirs;
    const int link = part->indexOf(strictLink(*part)->key);
    DW_ASSIGN(const QList<Record> here,
              m_session.findByValue(part, link, Value(root.id), ReadSession::Match::Exact,
                                    std::numeric_limits<int>::max()));
    for (const Record &record : here) {
        DW_ASSIGN(const auto base, m_session.replica().base(record.ref()));
        if (!base)
            theirs.insert(record.ref(), record);
    }
    DW_ASSIGN(const QList<BaseRow> bases, m_session.replica().basesOf(root));
    for (const BaseRow &base : bases) {
        if (base.record.object == part->key() && base.server.isValid() && !base.server.isDeleted())
            theirs.insert(base.record, base.server);
    }
    return theirs;
}

Result<void> InboxLines::addParts(InboxItem &item, const ObjectTypePtr &part,
                                  const SyncTransaction &transaction,
                                  const QHash<RecordRef, QJsonObject> &seen) const
{
    DW_ASSIGN(const auto theirs, theirParts(part, item.about));
    QList<RecordRef> all;
    const auto note = [&](const RecordRef &record) {
        if (record.object == part->key() && !all.contains(record))
            all.append(record);
    };
    for (auto one = seen.keyBegin(); one != seen.keyEnd(); ++one)
        note(*one);
    for (const SyncOperation &operation : transaction.operations)
        note(operation.record);
    for (auto one = theirs.keyBegin(); one != theirs.keyEnd(); ++one)
        note(*one);
    QList<InboxLine> lines;
    for (const RecordRef &record : std::as_const(all)) {
        InboxLine line{record, part, {}, {}, readable(theirs.value(record))};
        const SyncOperation *operation = operationOn(transaction, record);
        if (const auto known = seen.constFind(record); known != seen.cend()) {
            line.original = Record(part, record.id);
            setAll(line.original, *known);
        } else if (operation && seen.isEmpty()) {
            line.original = originalOf(*operation, part);
        } else if (!operation && seen.isEmpty()) {
            line.original = line.theirs;
        }
        line.original = readable(line.original);
        line.mine = operation ? mineOf(*operation, part, line.original) : line.original;
        line.isMine = operation != nullptr && !looksAlike(line.original, line.mine);
        line.isTheirs = !looksAlike(line.original, line.theirs);
        if (line.isMine || line.isTheirs)
            lines.append(line);
    }
    const QList<int> fields = SeenParts::shownFields(*part);
    const auto place = [&](const InboxLine &line) {
        const Record &shown = line.original.isValid() ? line.original
                              : line.mine.isValid()   ? line.mine
                                                      : line.theirs;
        const Value value = fields.isEmpty() || !shown.isValid() ? Value() : shown.value(fields.first());
        return std::pair(
            value.kind() == Value::Kind::Integer ? value.integer() : std::numeric_limits<qint64>::max(),
            line.record.id);
    };
    std::sort(lines.begin(), lines.end(),
              [&](const InboxLine &a, const InboxLine &b) { return place(a) < place(b); });
    item.lines += lines;
    return {};
}

Result<void> InboxLines::addSums(InboxItem &item, const SyncTransaction &transaction) const
{
    const SyncOperation *operation = operationOn(transaction, item.about);
    const ObjectTypePtr type = m_configuration.dictionary->find(item.about.object);
    if (!operation || !type)
        return {};
    DW_ASSIGN(const auto base, m_session.replica().base(item.about));
    DW_ASSIGN(const Record stored, m_session.find(type, item.about.id));
    const Record server = base ? base->server : stored;
    const FieldRights rights = FieldAccess(*m_configuration.policy, m_actor, m_configuration.dictionary,
                                           m_configuration.settings.currency)
                                   .of(*type);
    for (auto change = operation->fields.cbegin(); change != operation->fields.cend(); ++change) {
        const Field *field = type->find(change.key());
        if (!field || change->asked || field->merge != MergeClass::Guarded || !rights.mayRead(field->key))
            continue;
        const Currency currency = server.isValid() ? server.currency() : Currency();
        const auto before = valueFromJson(*field, change->before, currency);
        const auto after = valueFromJson(*field, change->after, currency);
        if (!before.ok() || !after.ok())
            continue;
        InboxField sum;
        sum.record = item.about;
        sum.field = change.key();
        sum.type = type;
        sum.original = *before;
        sum.mine = *after;
        if (server.isValid())
            sum.theirs = server.value(change.key());
        item.sums.append(sum);
    }
    return {};
}

Result<void> InboxLines::add(InboxItem &item, const SyncTransaction &transaction, const QJsonObject &body,
                             const QJsonObject &answer, Language language) const
{
    const auto strict = std::find_if(
        transaction.operations.begin(), transaction.operations.end(), [&](const SyncOperation &operation) {
            const ObjectTypePtr type = m_configuration.dictionary->find(operation.record.object);
            return type && strictLink(*type) && operation.root != operation.record;
        });
    // An import's row, a deletion of the whole: about what it says itself.
    const bool own = item.record.object.isEmpty() || !m_configuration.dictionary->find(item.record.object) ||
                     !strictLink(*m_configuration.dictionary->find(item.record.object));
    if (strict == transaction.operations.end() || own)
        return {};
    item.about = strict->root;
    const ObjectTypePtr type = m_configuration.dictionary->find(item.about.object);
    DW_ASSIGN(const Record whole, type ? m_session.find(type, item.about.id) : Result<Record>(Record()));
    if (whole.isValid()) {
        item.title = whole.title(language);
        item.isDeleted = item.isDeleted || whole.isDeleted();
        if (whole.isDeleted())
            item.binned = item.about;
    }
    if (item.code != QLatin1String("aggregate_changed") || answer.contains(QLatin1String("revoked")))
        return {};
    const QHash<RecordRef, QJsonObject> seen = SeenParts::of(body);
    for (const ObjectTypePtr &part : m_configuration.dictionary->objects()) {
        const Field *link = strictLink(*part);
        if (link && link->target == item.about.object)
            DW_TRY(addParts(item, part, transaction, seen));
    }
    DW_TRY(addSums(item, transaction));
    const QJsonArray changed = answer.value(QLatin1String("changed")).toArray();
    for (const QJsonValue &one : changed) {
        const QJsonObject line = one.toObject();
        const auto at = Instant::fromIso(line.value(QLatin1String("at")).toString(), QTimeZone::utc());
        if (!at || at->ms < item.changedAt.ms)
            continue;
        item.changedAt = *at;
        item.by = line.value(QLatin1String("by")).toString();
    }
    return {};
}

Result<QList<CommandRequest>> InboxLines::overTheirs(const ReadSession &session, const Dictionary &dictionary,
                                                     const QList<CommandRequest> &requests)
{
    QList<CommandRequest> over;
    for (CommandRequest request : requests) {
        const ObjectTypePtr type =
            dictionary.find(request.arguments.value(QLatin1String("object")).toString());
        const Field *link = type ? strictLink(*type) : nullptr;
        if (!link) {
            over.append(request);
            continue;
        }
        QJsonObject set = request.arguments.value(QLatin1String("set")).toObject();
        if (request.name == QLatin1String("record.create")) {
            // The number that a new line got may be that of theirs: it comes last.
            const auto root = Id::fromString(set.value(link->key).toString());
            DW_ASSIGN(const QList<Record> there,
                      session.findByValue(type, type->indexOf(link->key), Value(root.value_or(Id())),
                                          ReadSession::Match::Exact, std::numeric_limits<int>::max()));
            for (int i = 0; i < type->fieldCount(); ++i) {
                const Field &field = type->field(i);
                if (field.unique == Uniqueness::InParent &&
                    std::any_of(there.begin(), there.end(), [&](const Record &part) {
                        return part.value(i).toJson() == set.value(field.key);
                    }))
                    set.remove(field.key);
            }
            request.arguments.insert(QStringLiteral("set"), set);
        } else if (request.arguments.contains(QLatin1String("ids"))) {
            QJsonArray left;
            const QJsonArray ids = request.arguments.value(QLatin1String("ids")).toArray();
            for (const QJsonValue &one : ids) {
                DW_ASSIGN(const Record part,
                          session.find(type, Id::fromString(one.toString()).value_or(Id())));
                if (part.isValid() && !part.isDeleted())
                    left.append(one);
                else if (request.name != QLatin1String("record.delete"))
                    return Error(ErrorCode::Refused, QStringLiteral("sync.inbox_line_gone"));
            }
            if (left.isEmpty())
                continue;
            request.arguments.insert(QStringLiteral("ids"), left);
        } else {
            const auto id = Id::fromString(request.arguments.value(QLatin1String("id")).toString());
            DW_ASSIGN(const Record part, session.find(type, id.value_or(Id())));
            if (!part.isValid() || part.isDeleted())
                return Error(ErrorCode::Refused, QStringLiteral("sync.inbox_line_gone"));
        }
        over.append(request);
    }
    return over;
}

}  // namespace dw
