// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/commandrunner.h"

#include "core/access/rolepolicy.h"
#include "core/commands/accessloader.h"
#include "core/commands/auditchanges.h"
#include "core/commands/configurationloader.h"
#include "core/commands/freeid.h"
#include "core/commands/interruptedimports.h"
#include "core/commands/publicationtrial.h"
#include "core/commands/publishedformulas.h"
#include "core/commands/rollups.h"
#include "core/commands/shippedroles.h"
#include "core/commands/standardcommands.h"
#include "core/commands/undojournal.h"

#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

CommandResult failed(const Error &error)
{
    CommandResult result;
    const bool byRule = error.code == ErrorCode::Forbidden || error.code == ErrorCode::Refused;
    result.status = byRule ? CommandResult::Status::Refused : CommandResult::Status::Failed;
    if (error.code == ErrorCode::Cancelled)
        result.status = CommandResult::Status::Cancelled;
    result.error = error;
    return result;
}

QString nameOf(const QList<CommandRequest> &requests)
{
    return requests.size() == 1 ? requests.first().name : QStringLiteral("batch");
}

// B10: what contradicts itself is refused by a rule; the running configuration stays.
Error notPublished(Error error)
{
    if (error.code == ErrorCode::Invalid)
        error.code = ErrorCode::Refused;
    return error;
}

// Ids that came from elsewhere are nobody's yet, and each is one record's.
Result<void> checkMade(const ReadSession &session, const CommandContext &context)
{
    QSet<Id> made;
    for (const RecordChange &change : context.changes().changes) {
        if (change.kind != RecordChange::Kind::Create)
            continue;
        const Id id = change.after.id();
        const QString &object = change.after.type().key();
        if (made.contains(id))
            return Error(ErrorCode::Conflict, QStringLiteral("command.id_taken"), {object, id.toString()});
        made.insert(id);
        DW_TRY(checkFreeId(session, *context.configuration().dictionary, object, id));
    }
    return {};
}

// A newer program may have a place for a custom field that the one before it had none for.
Result<void> adoptCustom(Workspace &workspace, const DictionaryPtr &dictionary)
{
    const QList<ObjectTypePtr> &objects = dictionary->objects();
    const bool custom = std::any_of(objects.begin(), objects.end(), [](const ObjectTypePtr &object) {
        return object->isCustom() || std::any_of(object->fields().begin(), object->fields().end(),
                                                 [](const Field &field) { return field.custom; });
    });
    if (!custom || workspace.access() != Workspace::Access::ReadWrite)
        return {};
    Result<void> adopted;
    workspace.writeNow([&](WriteSession &session) {
        const auto work = [&]() -> Result<void> {
            DW_TRY(session.begin(Durability::Saved));
            DW_TRY(session.adoptDictionary(dictionary));
            return session.commit();
        };
        adopted = work();
        if (!adopted.ok())
            session.rollback();
    });
    return adopted;
}

QStringList objectsOf(const ChangeSet &changes)
{
    QStringList objects;
    for (const RecordChange &change : changes.changes) {
        if (!objects.contains(change.record().type().key()))
            objects.append(change.record().type().key());
    }
    return objects;
}

}  // namespace

CommandRunner::CommandRunner(Workspace &workspace, const Clock &clock, IdGenerator &ids)
    : m_workspace(workspace), m_clock(clock), m_ids(ids)
{
    for (const std::shared_ptr<const Command> &command : standardCommands(workspace))
        m_commands.insert(command->name(), command);
}

Result<std::unique_ptr<CommandRunner>> CommandRunner::open(Workspace &workspace, const Clock &clock,
                                                           IdGenerator &ids,
                                                           std::shared_ptr<const Policy> policy)
{
    std::unique_ptr<CommandRunner> runner(new CommandRunner(workspace, clock, ids));
    runner->m_byRoles = policy == nullptr;
    Result<ConfigurationPtr> loaded = ConfigurationPtr();
    workspace.readNow([&](ReadSession &session) {
        if (auto begun = session.beginRead(); !begun.ok()) {
            loaded = begun.error();
            return;
        }
        loaded = loadConfiguration(session, workspace.info(), policy, 1);
        if (loaded.ok() && runner->m_byRoles)
            loaded = runner->withRoles(session, *loaded);
        session.endRead();
    });
    if (!loaded.ok())
        return loaded.error();
    runner->m_configuration = *loaded;
    DW_TRY(adoptCustom(workspace, (*loaded)->dictionary));
    workspace.setDictionary((*loaded)->dictionary);
    if (workspace.access() == Workspace::Access::ReadWrite) {
        workspace.write(Workspace::Priority::User,
                        [configuration = *loaded, &clock, &ids](WriteSession &session, const Ticket &ticket) {
                            // What fails is tried again at the next opening.
                            if (ticket.isCancelled())
                                return;
                            (void)endInterruptedImports(session, configuration, clock, ids);
                            (void)addShippedRoles(session, *configuration, clock);
                        });
    }
    return runner;
}

ConfigurationPtr CommandRunner::configuration() const
{
    const std::lock_guard lock(m_mutex);
    return m_configuration;
}

QStringList CommandRunner::commandNames() const
{
    QStringList names = m_commands.keys();
    names.sort();
    return names;
}

CommandResult CommandRunner::run(WriteSession &session, const CommandRequest &request, const Actor &actor)
{
    return runTogether(session, {request}, actor);
}

CommandResult CommandRunner::runTogether(WriteSession &session, const QList<CommandRequest> &requests,
                                         const Actor &actor)
{
    // First: where another process has made another configuration, it is this one's from here on.
    if (auto begun = session.begin(Durability::Saved); !begun.ok())
        return failed(begun.error());
    const ConfigurationPtr current = configuration();
    CommandContext context(session, current, actor, m_clock, m_ids);
    context.keepAsked();
    CommandResult result = execute(session, requests, context, m_ids.next(), Ran::HereFirst);
    if (result.status != CommandResult::Status::Applied) {
        session.rollback();
        if (const auto refusal = context.refusalOf(result.error, result.findings))
            noteRefused(session, nameOf(requests), actor, *refusal);
        return result;
    }
    Publisher publisher{&actor, {}};
    const Renewed renewed = renewedBy(objectsOf(context.changes()));
    if (auto committed = commit(session, current, renewed, result.notice, publisher); !committed.ok()) {
        session.rollback();
        return failed(committed.error());
    }
    result.findings += publisher.warnings;
    return result;
}

CommandResult CommandRunner::repeat(WriteSession &session, const Repeated &transaction)
{
    const FixedClock then(transaction.at);
    CommandContext context(session, configuration(), transaction.actor, then, m_ids);
    context.keepAsked();
    context.takeAsDecided();
    context.giveIds(transaction.made);
    context.expectFiles(transaction.files);
    context.setReceived(transaction.received);
    context.numberBy(transaction.numbering);
    context.excuse(transaction.excused);
    context.keepJournalIn(undoAreaOf(transaction.actor.user.toString()));
    return execute(session, transaction.requests, context, transaction.transaction, Ran::ElsewhereBefore);
}

Result<void> CommandRunner::commitRepeated(WriteSession &session, const QList<CommandResult> &results,
                                           const Actor *actor)
{
    CommitNotice notice;
    for (const CommandResult &result : results) {
        notice.entries += result.notice.entries;
        notice.bulkObjects += result.notice.bulkObjects;
    }
    QStringList objects = notice.bulkObjects;
    for (const CommitNotice::Entry &entry : std::as_const(notice.entries))
        objects.append(entry.object);
    Publisher publisher{actor, {}};
    return commit(session, configuration(), renewedBy(objects), notice, publisher);
}

bool CommandRunner::renewsConfiguration(const CommandResult &result)
{
    QStringList objects = result.notice.bulkObjects;
    for (const CommitNotice::Entry &entry : result.notice.entries)
        objects.append(entry.object);
    return renewedBy(objects) != Renewed::Nothing;
}

CommandRunner::Renewed CommandRunner::renewedBy(const QStringList &objects)
{
    if (std::any_of(objects.begin(), objects.end(), isConfigurationObject))
        return Renewed::Everything;
    return std::any_of(objects.begin(), objects.end(), isAccessObject) ? Renewed::Access : Renewed::Nothing;
}

Result<ConfigurationPtr> CommandRunner::withRoles(const ReadSession &session,
                                                  const ConfigurationPtr &configuration) const
{
    DW_ASSIGN(const auto policy,
              loadRolePolicy(session, configuration->dictionary, configuration->settings.currency, m_clock));
    // Nobody could mend it any more (F3.72).
    const bool decides = !m_hook || m_hook->isAuthority();
    const auto before =
        decides ? std::dynamic_pointer_cast<const RolePolicy>(configuration->policy) : nullptr;
    if (before && before->model().hasAdministrator() && !policy->model().hasAdministrator())
        return Error(ErrorCode::Refused, QStringLiteral("access.last_admin"));
    // With the last role everybody could do everything again.
    if (before && before->model().isInUse() && !policy->model().isInUse())
        return Error(ErrorCode::Refused, QStringLiteral("access.last_role"));
    auto next = std::make_shared<Configuration>(*configuration);
    next->policy = policy;
    return ConfigurationPtr(std::move(next));
}

Result<ConfigurationPtr> CommandRunner::renew(WriteSession &session, const ConfigurationPtr &current,
                                              Renewed renewed, Publisher &publisher) const
{
    if (renewed != Renewed::Everything) {
        auto same = std::make_shared<Configuration>(*current);
        ++same->version;
        return m_byRoles ? withRoles(session, same) : Result<ConfigurationPtr>(same);
    }
    // A laptop may have given a name to another type than its server, which has the last word.
    const bool decides = !m_hook || m_hook->isAuthority();
    auto loaded = loadConfiguration(session, m_workspace.info(), current->policy, current->version + 1,
                                    decides ? current->dictionary.get() : nullptr);
    if (!loaded.ok())
        return notPublished(loaded.error());
    ConfigurationPtr next = std::move(loaded).value();
    DW_TRY(checkFormulas(*current, *next));
    const Actor &actor = publisher.actor ? *publisher.actor : Actor();
    const Instant now = m_clock.now();
    const EvaluationContext evaluation = next->settings.context(now, actor.user, actor.team);
    if (publisher.actor)
        DW_TRY(PublicationTrial(*current, *next, actor, evaluation).onMadeUpRecords());
    DW_TRY(session.adoptDictionary(next->dictionary));
    // Who sees what is worked out anew before anything of records is told.
    if (m_byRoles) {
        DW_ASSIGN(next, withRoles(session, next));
    }
    if (publisher.actor) {
        DW_ASSIGN(publisher.warnings,
                  PublicationTrial(*current, *next, actor, evaluation).onRecords(session));
    }
    DW_TRY(fillFormulas(session, *current, *next, next->settings.context(now, {}, {})));
    return next;
}

Result<void> CommandRunner::commit(WriteSession &session, const ConfigurationPtr &current, Renewed renewed,
                                   const CommitNotice &notice, Publisher &publisher)
{
    ConfigurationPtr next;
    if (renewed == Renewed::Everything || (renewed == Renewed::Access && m_byRoles)) {
        DW_ASSIGN(next, renew(session, current, renewed, publisher));
        if (m_hook)
            DW_TRY(m_hook->renewed(session, *current, *next));
    }
    DW_TRY(session.commit());
    m_commits.fetch_add(1, std::memory_order_relaxed);
    if (next) {
        {
            const std::lock_guard lock(m_mutex);
            m_configuration = next;
        }
        m_workspace.setDictionary(next->dictionary);
        Q_EMIT configurationChanged();
    }
    Q_EMIT committed(notice);
    return {};
}

Result<void> CommandRunner::takeOver(WriteSession &session,
                                     const std::function<Result<void>(const Configuration &)> &first)
{
    const ConfigurationPtr current = configuration();
    DW_ASSIGN(ConfigurationPtr next, loadConfiguration(session, m_workspace.info(), current->policy,
                                                       current->version + 1, current->dictionary.get()));
    if (m_byRoles) {
        DW_ASSIGN(next, withRoles(session, next));
    }
    DW_TRY(first(*next));
    {
        const std::lock_guard lock(m_mutex);
        m_configuration = next;
    }
    m_workspace.setDictionary(next->dictionary);
    Q_EMIT configurationChanged();
    return {};
}

Result<void> CommandRunner::commitBulk(WriteSession &session, const QStringList &objects, const Actor &actor)
{
    CommitNotice notice;
    notice.bulkObjects = objects;
    Publisher publisher{&actor, {}};
    return commit(session, configuration(), renewedBy(objects), notice, publisher);
}

CommandResult CommandRunner::execute(WriteSession &session, const QList<CommandRequest> &requests,
                                     CommandContext &context, const Id &transaction, Ran where)
{
    if (m_hook && m_hook->numbering())
        context.numberBy(m_hook->numbering());
    bool undoable = true;
    for (const CommandRequest &request : requests) {
        const auto command = m_commands.value(request.name);
        if (!command)
            return failed(Error(ErrorCode::Invalid, QStringLiteral("command.unknown"), {request.name}));
        undoable = undoable && command->isUndoable();
        if (auto ran = command->run(context, request.arguments); !ran.ok())
            return failed(ran.error());
    }
    CommandResult result;
    result.findings = context.findings();
    if (hasBlocker(result.findings)) {
        result.status = CommandResult::Status::Refused;
        return result;
    }
    result.data = context.data();
    result.transaction = transaction;
    QSet<Id> listed;
    for (const RecordChange &change : std::as_const(context.changes().changes)) {
        const Id id = change.record().id();
        if (listed.contains(id))
            continue;
        listed.insert(id);
        // What the engine touched besides may be out of the actor's sight.
        const auto visible = context.isVisible(change.record());
        if (visible.ok() && *visible)
            result.ids.append(id);
    }
    const QString name = nameOf(requests);
    const auto store = [&]() -> Result<void> {
        // Whatever fails from here on, all of it is rolled back.
        if (where == Ran::ElsewhereBefore)
            DW_TRY(checkMade(session, context));
        if (m_hook)
            DW_TRY(m_hook->begin(session));
        DW_TRY(session.applyUnguarded(context.changes()));
        DW_TRY(applyRollUps(session, context));
        DW_TRY(auditChanges(session, context, name, result.transaction));
        if (undoable && !context.changes().isEmpty())
            DW_TRY(UndoJournal(session, context.journal())
                       .remember({result.transaction, context.actor().user, name, {}}, context));
        return m_hook ? m_hook->end(session, {result.transaction, name, requests, context}) : Result<void>();
    };
    if (auto stored = store(); !stored.ok())
        return failed(stored.error());
    result.status = CommandResult::Status::Applied;
    result.notice = CommitNotice::of(context.changes());
    return result;
}

void CommandRunner::noteRefused(WriteSession &session, const QString &command, const Actor &actor,
                                const Error &error)
{
    const CommandContext context(session, configuration(), actor, m_clock, m_ids);
    if (const auto refusal = context.refusalOf(error, {}))
        noteRefused(session, command, actor, *refusal);
}

void CommandRunner::noteRefused(WriteSession &session, const QString &command, const Actor &actor,
                                const Refusal &refusal, const QString &note)
{
    m_refusals.note(session, m_ids, actor, m_clock.now(), command, refusal, note);
}

CommandResult CommandRunner::runNow(const CommandRequest &request, const Actor &actor)
{
    CommandResult result;
    m_workspace.writeNow([&](WriteSession &session) { result = run(session, request, actor); });
    return result;
}

Ticket CommandRunner::submit(const CommandRequest &request, const Actor &actor, QObject *receiver,
                             std::function<void(const CommandResult &)> done)
{
    return submitTo(request, actor, AnswerAddress(receiver), std::move(done));
}

Ticket CommandRunner::submitTo(const CommandRequest &request, const Actor &actor,
                               const AnswerAddress &address, std::function<void(const CommandResult &)> done)
{
    return m_workspace.write(
        Workspace::Priority::User,
        [this, request, actor, address, done = std::move(done)](WriteSession &session, const Ticket &ticket) {
            CommandResult result;
            if (ticket.isCancelled())
                result.status = CommandResult::Status::Cancelled;
            else
                result = run(session, request, actor);
            address.post([done, result] { done(result); });
        });
}

void CommandRunner::attachFile(const QString &path, const RecordRef &related, const QString &documentKind,
                               const Actor &actor, QObject *receiver,
                               std::function<void(const CommandResult &)> done)
{
    m_files.start([this, path, related, documentKind, actor, address = AnswerAddress(receiver),
                   done = std::move(done)] {
        const auto blob = m_workspace.putBlob(path);
        if (!blob.ok()) {
            address.post([done, result = failed(blob.error())] { done(result); });
            return;
        }
        const QJsonObject arguments{
            {QStringLiteral("related"), Value(related).toJson()},
            {QStringLiteral("file_name"), QFileInfo(path).fileName()},
            {QStringLiteral("sha256"), QString::fromLatin1(blob->sha256.toHex())},
            {QStringLiteral("size"), double(blob->size)},
            {QStringLiteral("mime"), blob->mime},
            {QStringLiteral("doc_kind"), documentKind},
        };
        submitTo({QStringLiteral("attachment.add"), arguments}, actor, address, done);
    });
}

void CommandRunner::keepLocal(const QString &area, const QString &key, const QByteArray &value,
                              QObject *receiver, std::function<void(const Result<void> &)> done)
{
    m_workspace.write(Workspace::Priority::User,
                      [area, key, value, address = AnswerAddress(receiver), done = std::move(done)](
                          WriteSession &session, const Ticket &) {
                          const auto store = [&]() -> Result<void> {
                              DW_TRY(session.begin(Durability::Saved));
                              DW_TRY(session.setLocalValue(area, key, value));
                              return session.commit();
                          };
                          const Result<void> stored = store();
                          if (!stored.ok())
                              session.rollback();
                          if (done)
                              address.post([done, stored] { done(stored); });
                      });
}

}  // namespace dw
