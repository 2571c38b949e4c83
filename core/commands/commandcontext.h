// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/fieldaccess.h"
#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/commands/configuration.h"
#include "core/commands/filearrivals.h"
#include "core/commands/numbering.h"
#include "core/commands/refusal.h"
#include "core/records/changeset.h"
#include "core/rules/finding.h"
#include "core/store/localarea.h"
#include "core/store/session.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>

#include <memory>
#include <optional>
#include <utility>

namespace dw
{

// What a running command works with. Reads see the change set so far on top of the stored state.
class CommandContext
{
public:
    CommandContext(WriteSession &session, ConfigurationPtr configuration, Actor actor, const Clock &clock,
                   IdGenerator &ids);
    // `stored` instead of the session answers for related records (a cache of bulk work); it must outlive
    // this.
    CommandContext(WriteSession &session, ConfigurationPtr configuration, Actor actor, const Clock &clock,
                   IdGenerator &ids, const RelatedValues &stored);

    const Configuration &configuration() const { return *m_configuration; }
    const ConfigurationPtr &configurationPointer() const { return m_configuration; }
    const Actor &actor() const { return m_actor; }
    Instant now() const { return m_now; }  // one instant for the whole command
    EvaluationContext evaluation() const;
    Id newId();
    // What newId() answers first, in this order: the ids that the same commands gave where they ran before.
    void giveIds(const QList<Id> &ids) { m_given = ids; }
    // All that newId() answered.
    const QList<Id> &madeIds() const { return m_made; }
    // What ran elsewhere before may name files that come after it; `arrived`, which must outlive this, knows
    // those that are here. Null: none is.
    void expectFiles(const FileArrivals *arrived)
    {
        m_expectsFiles = true;
        m_arrived = arrived;
    }
    bool expectsFiles() const { return m_expectsFiles; }
    // From the actor.
    bool hasArrived(const QByteArray &sha256) const
    {
        return m_arrived != nullptr && m_arrived->hasFrom(m_actor.user, sha256);
    }
    // What ran elsewhere before was received here then; its audit says so.
    void setReceived(std::optional<Instant> at) { m_received = at; }
    const std::optional<Instant> &received() const { return m_received; }
    // Where what the command does is remembered for undo, and what change.undo takes back is found.
    void keepJournalIn(const QString &area) { m_journal = area; }
    const QString &journal() const { return m_journal; }
    // Whoever ran the same commands before has been asked what people are asked.
    void takeAsDecided() { m_decided = true; }
    // What was required only after somebody typed it elsewhere (Validator::Options::excused).
    void excuse(const QHash<QString, QSet<QString>> &fields) { m_excused = fields; }
    bool isDecided() const { return m_decided; }
    // Who gives the numbers of AutoNumber fields in place of OwnNumbering.
    void numberBy(std::shared_ptr<Numbering> numbering) { m_numbering = std::move(numbering); }
    // AutoNumber fields stay empty.
    void leaveNumbersOpen() { m_numbers = false; }
    WriteSession &session() { return m_session; }

    ObjectTypePtr object(const QString &key) const;
    // The record as this command sees it; ErrorCode::NotFound if missing, deleted or not visible to the
    // actor.
    Result<Record> load(const QString &object, const Id &id) const;
    const RelatedValues &related() const;

    // Whether the actor may see this record, deleted or not.
    Result<bool> isVisible(const Record &record) const;
    FieldAccess fieldAccess() const;
    // Refuses with ErrorCode::Forbidden. Whoever runs the command audits the attempt, where it ends so (B5).
    Result<void> require(Action action, const ObjectType &object, const Record *record) const;
    // The second half of it: that `action`, which the actor may do with some records, reaches this one.
    Result<void> requireReach(Action action, const Record &record) const;

    // Validates `after` (normalising it), runs stored formulas and roll-ups, writes system fields (owner's
    // team, updated_at/by), adds findings, and puts the change into the change set. `before` invalid =
    // create.
    struct SaveOptions
    {
        bool acceptIncomplete = false;
        bool history = false;       // import of history: keeps created_at/by, stage and close dates as given
        bool systemFields = false;  // the engine writes
        // What follows from what was asked for: the actor's rights of fields were looked at there.
        bool consequence = false;
        // Of an import's row, as Validator::Options has it.
        const QList<std::pair<int, Value>> *passed = nullptr;
        QHash<QString, QString> waivers;  // gate item, or "duplicate" -> reason
        // What a person or a file asks for, as opposed to what is restored.
        bool looksForDuplicates = false;
        QString backReason;  // why a deal goes back
    };
    Result<void> save(const Record &before, Record after, const SaveOptions &options);
    Result<void> save(const Record &before, Record after)
    {
        return save(before, std::move(after), SaveOptions());
    }

    // Puts a change made by the engine itself into the change set, without rights, validation or gates
    // (derived fields, stage history).
    void put(const Record &before, Record after);
    // The record as changed so far in this command, or `record` itself.
    Record latest(const Record &record) const;

    // The fields that were asked for, as opposed to what the engine set besides; null for a record that was
    // only touched.
    const QSet<int> *asked(const RecordRef &ref) const;
    // For what a command changes without save().
    void noteAsked(const Record &record, QStringView field);
    // From now on; for commands that can be undone.
    void keepAsked() { m_keepsAsked = true; }

    // Notes that access refused something (RefusedAttempt) and gives the answer back.
    Error refuse(const RecordRef &record, const QString &code, const QString &field, Error answer) const;
    // The same for a field of a record that may not be changed; one without an id is none yet.
    Error refuseField(const RecordRef &record, const QString &field) const;
    // Why access refused a command that ended with `error`, or without one by `findings`; nothing if access
    // is not the reason.
    std::optional<Refusal> refusalOf(const Error &error, const Findings &findings) const;

    void addFinding(Finding finding) { m_findings.append(std::move(finding)); }
    void addFindings(const Findings &findings) { m_findings += findings; }
    const Findings &findings() const { return m_findings; }
    // What was found so far; from here on it is as if nothing was.
    Findings takeFindings() { return std::exchange(m_findings, {}); }
    ChangeSet &changes() { return m_changes; }
    const ChangeSet &changes() const { return m_changes; }
    // What happened without changing a record (an export): one audit line of its own.
    struct Event
    {
        RecordRef about;     // a null id: the object as a whole
        QJsonObject values;  // as AuditEntry::values
    };
    void addEvent(Event event) { m_events.append(std::move(event)); }
    const QList<Event> &events() const { return m_events; }
    void setNote(const QString &note) { m_note = note; }
    const QString &note() const { return m_note; }
    QJsonObject &data() { return m_data; }
    const QJsonObject &data() const { return m_data; }

private:
    void completeSystemFields(const Record &before, Record &after, const SaveOptions &options);
    Result<void> assignNumbers(Record &record);
    Result<void> checkAsked(const Record &before, const Record &after, const SaveOptions &options);
    Result<void> checkMoved(const Record &before, const Record &after);
    Result<void> checkReference(const Record &after, int field, const Value &before);

    WriteSession &m_session;
    ConfigurationPtr m_configuration;
    Actor m_actor;
    IdGenerator &m_ids;
    Instant m_now;
    ChangeSet m_changes;
    QList<Id> m_given;
    QList<Id> m_made;
    QString m_journal = undoArea();
    bool m_numbers = true;
    std::shared_ptr<Numbering> m_numbering;
    bool m_expectsFiles = false;
    bool m_decided = false;
    QHash<QString, QSet<QString>> m_excused;  // keys of fields by object
    const FileArrivals *m_arrived = nullptr;
    std::optional<Instant> m_received;
    QHash<RecordRef, QSet<int>> m_asked;
    bool m_keepsAsked = false;
    Findings m_findings;
    QList<Event> m_events;
    mutable QList<Refusal> m_refusals;  // also of what asks only and changes nothing
    QString m_note;
    QJsonObject m_data;
    std::unique_ptr<RelatedValues> m_related;
};

}  // namespace dw
