// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importrows.h"

#include "core/commands/arguments.h"
#include "core/commands/attachedfile.h"
#include "core/commands/freeid.h"
#include "core/commands/importablefield.h"
#include "core/commands/importcache.h"
#include "core/records/valuejson.h"

#include <QJsonArray>

#include <utility>

namespace dw
{

namespace
{

Error badRow(const QString &what)
{
    return Error(ErrorCode::Invalid, QStringLiteral("import.bad_row"), {what});
}

// What ends the command, as opposed to a single row.
bool concernsAll(const Error &error)
{
    return error.code == ErrorCode::Storage || error.code == ErrorCode::Internal;
}

// One row after the other, each on top of those before it.
class Rows
{
public:
    Rows(CommandContext &context, ObjectTypePtr object, const Id &batch, const QJsonObject &arguments)
        : m_context(context)
        , m_object(std::move(object))
        , m_batch(batch)
        , m_history(arguments.value(QLatin1String("history")).toBool())
        , m_acceptIncomplete(arguments.value(QLatin1String("accept_incomplete")).toBool())
    {}

    Result<void> mayRun() const
    {
        DW_TRY(m_context.require(Action::Import, *m_object, nullptr));
        return m_history ? m_context.require(Action::ImportHistory, *m_object, nullptr) : Result<void>();
    }

    Result<void> run(const QJsonObject &row)
    {
        const ChangeSet changesBefore = m_context.changes();
        const Findings findingsBefore = m_context.takeFindings();
        const Result<void> done = records(row);
        const Findings findings = m_context.takeFindings();
        m_context.addFindings(findingsBefore);
        if (!done.ok() && concernsAll(done.error()))
            return done;
        if (done.ok() && !hasBlocker(findings)) {
            m_context.addFindings(findings);
            return {};
        }
        m_context.changes() = changesBefore;
        refuse(row, done, findings);
        return {};
    }

    const QJsonArray &refused() const { return m_refused; }

private:
    // A record that the row is about, or one that it only names.
    enum class Place { Row, Named };

    void refuse(const QJsonObject &row, const Result<void> &done, const Findings &findings)
    {
        QJsonObject line{{QStringLiteral("row"), row.value(QLatin1String("row"))}};
        if (!done.ok())
            line.insert(
                QStringLiteral("error"),
                QJsonObject{{QStringLiteral("code"), int(done.error().code)},
                            {QStringLiteral("key"), done.error().key},
                            {QStringLiteral("args"), QJsonArray::fromStringList(done.error().arguments)}});
        QJsonArray lines;
        for (const Finding &finding : findings)
            lines.append(findingToData(finding));
        line.insert(QStringLiteral("findings"), lines);
        m_refused.append(line);
    }

    Result<void> records(const QJsonObject &row)
    {
        QList<Id> made;
        const QJsonArray ids = row.value(QLatin1String("made")).toArray();
        for (const QJsonValue &one : ids) {
            const auto id = Id::fromString(one.toString());
            if (!id || id->isNull())
                return badRow(QStringLiteral("made"));
            made.append(*id);
        }
        m_context.giveIds(made);
        const QJsonArray all = row.value(QLatin1String("records")).toArray();
        if (all.isEmpty())
            return badRow(QStringLiteral("records"));
        for (qsizetype i = 0; i < all.size(); ++i) {
            const QJsonObject record = all[i].toObject();
            const Place place = i + 1 == all.size() ? Place::Row : Place::Named;
            DW_TRY(record.value(QLatin1String("new")).toBool() ? create(record, place)
                                                               : update(record, place));
        }
        return {};
    }

    // The identity that the row's record has where it was imported first.
    Result<Id> takeId(const QJsonObject &record, const ObjectType &type)
    {
        DW_ASSIGN(const Id given, idArgument(record, QStringLiteral("id")));
        const Id id = m_context.newId();
        if (id != given)
            return badRow(QStringLiteral("made"));
        DW_TRY(checkFreeId(m_context.session(), *m_context.configuration().dictionary, type.key(), id));
        return id;
    }

    Result<void> create(const QJsonObject &given, Place place)
    {
        const ObjectTypePtr type = m_context.object(given.value(QLatin1String("object")).toString());
        if (!type)
            return badRow(QStringLiteral("object"));
        DW_ASSIGN(const Id id, takeId(given, *type));
        const QJsonObject set = given.value(QLatin1String("set")).toObject();
        const bool row = place == Place::Row;
        if (row ? type->key() != m_object->key() : !isName(*type, set))
            return badRow(QStringLiteral("object"));
        Record record(type, id);
        DW_TRY(fill(record, set, row && m_history));
        record.set(u"imported_batch_id", Value(m_batch));
        if (type->key() == QLatin1String("attachment")) {
            // What the row says of a file says nothing of what is stored: only what its user sends counts.
            DW_TRY(checkAttachedFile(record));
            if (!m_context.expectsFiles())
                return badRow(QStringLiteral("object"));
            noteArrival(m_context, record);
        }
        // Whoever is only a name in a file has no account: an administrator makes one of it.
        if (!row && type->key() == QLatin1String("user"))
            record.set(u"status", Value(QStringLiteral("disabled")));
        CommandContext::SaveOptions options;
        options.acceptIncomplete = !row || m_acceptIncomplete;
        options.history = row && m_history;
        return m_context.save({}, std::move(record), options);
    }

    Result<void> update(const QJsonObject &given, Place place)
    {
        if (place == Place::Named || given.value(QLatin1String("object")).toString() != m_object->key())
            return badRow(QStringLiteral("object"));
        DW_ASSIGN(const Id id, idArgument(given, QStringLiteral("id")));
        DW_ASSIGN(const Record stored, m_context.load(m_object->key(), id));
        Record after = stored;
        DW_TRY(fill(after, given.value(QLatin1String("set")).toObject(), false));
        CommandContext::SaveOptions options;
        options.acceptIncomplete = m_acceptIncomplete;
        return m_context.save(stored, std::move(after), options);
    }

    // What is only named has a name, and no more.
    static bool isName(const ObjectType &type, const QJsonObject &set)
    {
        const QStringList keys = set.keys();
        for (const QString &key : keys) {
            if (ImportCache::nameField(type, key) < 0 && key != QLatin1String("status"))
                return false;
        }
        return !keys.isEmpty() && keys.size() <= 2;
    }

    Result<void> fill(Record &record, const QJsonObject &set, bool history) const
    {
        const ObjectType &type = record.type();
        const bool stands = !record.value(u"created_at").isNull();
        // Amounts are read in the record's currency.
        QStringList keys = set.keys();
        if (keys.removeOne(QStringLiteral("currency")))
            keys.prepend(QStringLiteral("currency"));
        for (const QString &key : std::as_const(keys)) {
            const int index = type.indexOf(key);
            // History is that of new records: what the engine has written to a stored one stays as it is.
            const bool written = index >= 0 && type.field(index).isReadOnly();
            if (written && stands)
                continue;
            if (index < 0 || !isImportable(type.field(index)) || (written && !history))
                return Error(ErrorCode::Invalid, QStringLiteral("import.field_not_importable"),
                             {type.key(), key});
            DW_ASSIGN(Value value, valueFromJson(type.field(index), set.value(key), record.currency()));
            record.set(index, std::move(value));
        }
        return {};
    }

    CommandContext &m_context;
    const ObjectTypePtr m_object;
    const Id m_batch;
    const bool m_history;
    const bool m_acceptIncomplete;
    QJsonArray m_refused;
};

// The batch that the actor's own import made.
Result<Record> batchOf(const CommandContext &context, const WriteSession &session, const Id &id)
{
    const ObjectTypePtr type = context.object(QStringLiteral("import_batch"));
    DW_ASSIGN(const Record batch, session.find(type, id));
    if (batch.isValid() && batch.value(u"created_by").id() != context.actor().user)
        return Error(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                     {type->key(), id.toString()});
    return batch;
}

}  // namespace

QJsonObject findingToData(const Finding &finding)
{
    return {{QStringLiteral("key"), finding.key},
            {QStringLiteral("severity"), int(finding.severity)},
            {QStringLiteral("args"), QJsonArray::fromStringList(finding.arguments)},
            {QStringLiteral("obj"), finding.record.object},
            {QStringLiteral("id"), finding.record.id.toString()},
            {QStringLiteral("field"), finding.field},
            {QStringLiteral("item"), finding.item}};
}

Finding findingFromData(const QJsonObject &data)
{
    Finding finding;
    finding.key = data.value(QLatin1String("key")).toString();
    finding.severity = Finding::Severity(data.value(QLatin1String("severity")).toInt());
    const QJsonArray arguments = data.value(QLatin1String("args")).toArray();
    for (const QJsonValue &argument : arguments)
        finding.arguments.append(argument.toString());
    finding.record = {data.value(QLatin1String("obj")).toString(),
                      Id::fromString(data.value(QLatin1String("id")).toString()).value_or(Id())};
    finding.field = data.value(QLatin1String("field")).toString();
    finding.item = data.value(QLatin1String("item")).toString();
    return finding;
}

Result<void> ImportRows::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const Id id, idArgument(arguments, QStringLiteral("batch")));
    DW_ASSIGN(const Record batch, batchOf(context, context.session(), id));
    const ObjectTypePtr object =
        batch.isValid() ? context.object(batch.value(u"object_type").text()) : nullptr;
    if (!object)
        return Error(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                     {QStringLiteral("import_batch"), id.toString()});
    Rows rows(context, object, id, arguments);
    DW_TRY(rows.mayRun());
    const QJsonArray given = arguments.value(QLatin1String("rows")).toArray();
    for (const QJsonValue &row : given)
        DW_TRY(rows.run(row.toObject()));
    context.setNote(batch.value(u"file_name").text());
    if (!rows.refused().isEmpty())
        context.data().insert(QStringLiteral("refused"), rows.refused());
    return {};
}

Result<void> ImportNote::run(CommandContext &context, const QJsonObject &arguments) const
{
    static const QStringList Fields{
        QStringLiteral("file_name"), QStringLiteral("object_type"), QStringLiteral("mode"),
        QStringLiteral("encoding"),  QStringLiteral("mapping"),     QStringLiteral("file_sha256"),
        QStringLiteral("status"),    QStringLiteral("rows_total"),  QStringLiteral("rows_ok"),
        QStringLiteral("rows_dup"),  QStringLiteral("rows_bad")};
    DW_ASSIGN(const Id id, idArgument(arguments, QStringLiteral("batch")));
    DW_ASSIGN(const QJsonObject set, setArgument(arguments));
    DW_ASSIGN(const Record stored, batchOf(context, context.session(), id));
    const ObjectTypePtr type = context.object(QStringLiteral("import_batch"));
    if (!stored.isValid() && context.newId() != id)
        return badRow(QStringLiteral("batch"));
    Record batch = stored.isValid() ? stored : Record(type, id);
    for (auto field = set.constBegin(); field != set.constEnd(); ++field) {
        if (!Fields.contains(field.key()))
            return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"),
                         {type->key(), field.key()});
        DW_ASSIGN(Value value, valueFromJson(*type->find(field.key()), field.value(), Currency()));
        batch.set(field.key(), std::move(value));
    }
    const ObjectTypePtr object = context.object(batch.value(u"object_type").text());
    if (!object)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"),
                     {batch.value(u"object_type").text()});
    DW_TRY(context.require(Action::Import, *object, nullptr));
    CommandContext::SaveOptions options;
    options.systemFields = true;
    return context.save(stored, std::move(batch), options);
}

}  // namespace dw
