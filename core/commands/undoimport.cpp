// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/undoimport.h"

#include "core/commands/arguments.h"
#include "core/commands/importjournal.h"
#include "core/records/valuejson.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace dw
{

namespace
{

constexpr int MaxHints = 100;

bool isBookkeeping(QStringView field)
{
    return field == u"updated_at" || field == u"updated_by" || field == u"rev";
}

class ImportUndo
{
public:
    ImportUndo(CommandContext &context, const Id &batch) : m_context(context), m_batch(batch) {}

    Result<void> undo(const ImportJournal::Line &line)
    {
        const ObjectTypePtr type = m_context.object(line.object);
        if (!type)
            return {};
        DW_ASSIGN(const Record stored, current(type, line.id));
        if (!stored.isValid() || stored.isDeleted())
            return {};
        DW_ASSIGN(const bool visible, m_context.isVisible(stored));
        if (!visible) {
            // It stays, and is not even named.
            ++m_kept;
            return {};
        }
        return line.created ? undoCreate(stored, line) : undoUpdate(stored, line);
    }

    qint64 removed() const { return m_removed; }
    qint64 restored() const { return m_restored; }
    qint64 kept() const { return m_kept; }

private:
    // A record may stand in several lines: as this undo has left it.
    Result<Record> current(const ObjectTypePtr &type, const Id &id) const
    {
        if (const auto found = m_changed.constFind(id); found != m_changed.cend())
            return m_context.changes().changes[*found].after;
        return m_context.session().find(type, id);
    }

    QString titleOf(const Record &record) const
    {
        const int title = record.type().titleIndex(Language::English);
        const bool named =
            title >= 0 && m_context.fieldAccess().mayRead(record.type(), record.type().field(title).key).ok();
        return named ? record.title(Language::English) : QString();
    }

    void keepHint(const Record &record, const QString &field)
    {
        ++m_kept;
        if (m_kept > MaxHints)
            return;
        Finding finding;
        finding.severity = Finding::Severity::Hint;
        finding.record = record.ref();
        finding.field = field;
        finding.key = field.isEmpty() ? QStringLiteral("import.undo_kept") : QStringLiteral("undo.kept");
        finding.arguments = {field.isEmpty()
                                 ? titleOf(record)
                                 : QLatin1String("@field:") + record.type().key() + QLatin1Char('.') + field};
        m_context.addFinding(finding);
    }

    // Whether records of others hang on it.
    Result<bool> isBuiltOn(const Record &record) const
    {
        for (const Collection &collection : record.type().collections()) {
            DW_ASSIGN(const QList<Record> children,
                      m_context.session().children(record, collection.name, 1000));
            const bool foreign = std::any_of(children.begin(), children.end(), [&](const Record &child) {
                return child.value(u"imported_batch_id").id() != m_batch;
            });
            if (foreign)
                return true;
        }
        return false;
    }

    Result<void> undoCreate(const Record &stored, const ImportJournal::Line &line)
    {
        const bool touched = stored.value(u"updated_at").instant().ms != line.updatedAt;
        bool builtOn = false;
        if (!touched) {
            DW_ASSIGN(builtOn, isBuiltOn(stored));
        }
        if (touched || builtOn) {
            keepHint(stored, {});
            return {};
        }
        DW_TRY(m_context.require(Action::Delete, stored.type(), &stored));
        Record after = stored;
        after.set(u"deleted_at", Value(m_context.now()));
        after.set(u"updated_at", Value(m_context.now()));
        after.set(u"updated_by", Value(m_context.actor().user));
        m_context.noteAsked(stored, u"deleted_at");
        ++m_removed;
        put(stored, std::move(after));
        return {};
    }

    Result<void> undoUpdate(const Record &stored, const ImportJournal::Line &line)
    {
        Record after = stored;
        bool changed = false;
        const FieldRights rights = m_context.fieldAccess().of(stored.type());
        for (auto field = line.fields.constBegin(); field != line.fields.constEnd(); ++field) {
            const int index = stored.type().indexOf(field.key());
            if (index < 0 || isBookkeeping(field.key()))
                continue;
            if (!stored.type().field(index).isReadOnly() && !rights.mayEdit(field.key())) {
                ++m_kept;
                continue;
            }
            const QJsonArray pair = field.value().toArray();
            const Field &shape = stored.type().field(index);
            DW_ASSIGN(const Value before, valueFromJson(shape, pair.at(0), stored.currency()));
            DW_ASSIGN(const Value written, valueFromJson(shape, pair.at(1), stored.currency()));
            if (stored.value(index) != written) {
                keepHint(stored, field.key());
                continue;
            }
            after.set(index, before);
            m_context.noteAsked(stored, field.key());
            changed = true;
        }
        if (!changed)
            return {};
        // As if the import had not been: an earlier line of the same record still recognises it.
        const bool untouched = stored.value(u"updated_at").instant().ms == line.updatedAt;
        for (const QStringView key : {QStringView(u"updated_at"), QStringView(u"updated_by")}) {
            const QJsonArray pair = line.fields.value(key).toArray();
            if (!untouched)
                after.set(key, key == u"updated_at" ? Value(m_context.now()) : Value(m_context.actor().user));
            if (!untouched || pair.isEmpty())
                continue;
            DW_ASSIGN(const Value before,
                      valueFromJson(*stored.type().find(key), pair.at(0), stored.currency()));
            after.set(key, before);
        }
        DW_TRY(m_context.require(Action::Edit, stored.type(), &stored));
        ++m_restored;
        put(stored, std::move(after));
        return {};
    }

    void put(const Record &stored, Record after)
    {
        const auto found = m_changed.constFind(stored.id());
        if (found != m_changed.cend()) {
            m_context.changes().changes[*found].after = std::move(after);
            return;
        }
        after.set(u"rev", Value(qint64(stored.value(u"rev").integer() + 1)));
        m_changed.insert(stored.id(), m_context.changes().changes.size());
        m_context.changes().update(stored, std::move(after));
    }

    CommandContext &m_context;
    Id m_batch;
    QHash<Id, qsizetype> m_changed;  // index in the change set
    qint64 m_removed = 0;
    qint64 m_restored = 0;
    qint64 m_kept = 0;
};

}  // namespace

Result<void> UndoImport::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const Id batchId, idArgument(arguments, QStringLiteral("batch")));
    DW_ASSIGN(const Record batch, context.load(QStringLiteral("import_batch"), batchId));
    const ObjectTypePtr object = context.object(batch.value(u"object_type").text());
    if (object)
        DW_TRY(context.require(Action::Import, *object, nullptr));
    ImportJournal journal(batchId);
    DW_ASSIGN(QStringList portions, journal.portions(context.session()));
    const bool undone = batch.value(u"status").text() == QLatin1String("undone");
    if (portions.isEmpty() && undone)
        return Error(ErrorCode::NotFound, QStringLiteral("import.undo_gone"),
                     {batch.value(u"file_name").text()});
    const int most = arguments.value(QLatin1String("portions")).toInt(int(portions.size()));
    ImportUndo undo(context, batchId);
    for (int done = 0; done < most && !portions.isEmpty(); ++done) {
        const QString portion = portions.takeLast();
        DW_ASSIGN(const QList<ImportJournal::Line> lines, journal.read(context.session(), portion));
        for (auto line = lines.crbegin(); line != lines.crend(); ++line)
            DW_TRY(undo.undo(*line));
        DW_TRY(journal.remove(context.session(), portion));
    }
    if (portions.isEmpty()) {
        Record after = batch;
        after.set(u"status", Value(QStringLiteral("undone")));
        after.set(u"updated_at", Value(context.now()));
        after.set(u"updated_by", Value(context.actor().user));
        after.set(u"rev", Value(qint64(batch.value(u"rev").integer() + 1)));
        context.changes().update(batch, std::move(after));
    }
    context.setNote(batch.value(u"file_name").text());
    context.data().insert(QStringLiteral("removed"), undo.removed());
    context.data().insert(QStringLiteral("restored"), undo.restored());
    context.data().insert(QStringLiteral("kept"), undo.kept());
    context.data().insert(QStringLiteral("left"), int(portions.size()));
    return {};
}

}  // namespace dw
