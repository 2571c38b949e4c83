// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cliworkspace.h"

#include "core/dictionary/builtindictionary.h"
#include "core/sync/syncguard.h"

#include <utility>

namespace dw
{

Result<std::unique_ptr<CliWorkspace>> CliWorkspace::open(const CliContext &context, Workspace::Access access,
                                                         Lock lock)
{
    // Its files may be gone by order of its server.
    if (SyncGuard guard(context.folder, context.clock); guard.status().state == SyncGuard::State::Wiped)
        DW_TRY(guard.admit());
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
    std::unique_ptr<CliWorkspace> opened(new CliWorkspace(context));
    DW_ASSIGN(opened->m_workspace,
              Workspace::open(context.folder, access, dictionary, context.clock, context.ids));
    DW_ASSIGN(opened->m_runner, CommandRunner::open(*opened->m_workspace, context.clock, context.ids));
    DW_ASSIGN(opened->m_joined, prepareJoined(*opened->m_runner, lock));
    DW_TRY(opened->findActor());
    opened->m_reader = std::make_unique<AsyncReader>(*opened->m_workspace,
                                                     [cli = opened.get()] { return cli->readContext(); });
    return opened;
}

Result<std::unique_ptr<CliWorkspace>> CliWorkspace::openForExport(const CliContext &context)
{
    auto opened = open(context, Workspace::Access::ReadWrite);
    if (opened.ok() || opened.error().key != QLatin1String("store.in_use"))
        return opened;
    auto reading = open(context, Workspace::Access::ReadOnly);
    if (!reading.ok())
        return opened;
    (*reading)->m_window = WindowLine::reach((*reading)->m_workspace->info().id, opened.error());
    return (*reading)->m_window ? std::move(reading) : std::move(opened);
}

Exporter CliWorkspace::exporter()
{
    const auto made = [this]() -> Exporter {
        if (!m_window)
            return {*m_reader, *m_runner};
        WindowLine *window = m_window.get();
        return {
            *m_reader,
            {[window](const QJsonObject &arguments, const Actor &actor) {
                 return window->noteExport(arguments, actor);
             },
             [window](const Error &error, const Actor &actor) { (void)window->noteRefused(error, actor); }}};
    };
    Exporter exporter = made();
    exporter.setPrinter(m_context.printer);
    return exporter;
}

Result<void> CliWorkspace::noteRead(const SensitiveRead &read)
{
    Result<void> noted;
    if (m_window) {
        noted = m_window->noteRead(read.arguments(), m_actor);
    } else {
        const CommandResult result =
            m_runner->runNow({SensitiveRead::commandName(), read.arguments()}, m_actor);
        if (result.status != CommandResult::Status::Applied)
            noted = result.error;
    }
    if (noted.ok() || noted.error().code == ErrorCode::Forbidden)
        return noted;
    return SensitiveRead::notAudited(noted.error());
}

Result<void> CliWorkspace::findActor()
{
    const ObjectTypePtr users = m_runner->configuration()->dictionary->find(u"user");
    Result<void> found;
    m_workspace->readNow([&](ReadSession &session) {
        const auto look = [&]() -> Result<void> {
            if (m_joined) {
                DW_ASSIGN(m_actor, joinedActor(session, *m_runner->configuration()->dictionary, *m_joined));
                m_actor.openedBy = qEnvironmentVariable("USER");
                if (!m_context.login.isEmpty() && m_context.login != m_actor.login)
                    return Error(ErrorCode::Forbidden, QStringLiteral("sync.acts_as_enrolled"),
                                 {m_actor.login});
                return {};
            }
            Record user;
            if (m_context.login.isEmpty()) {
                DW_ASSIGN(user, session.find(users, Id::named("user:owner")));
            } else {
                DW_ASSIGN(const QList<Record> named,
                          session.findByValue(users, users->indexOf(u"login"), Value(m_context.login),
                                              ReadSession::Match::Exact, 1));
                if (named.isEmpty())
                    return Error(ErrorCode::NotFound, QStringLiteral("cli.unknown_login"), {m_context.login});
                user = named.first();
            }
            if (user.isValid()) {
                m_actor = Actor{user.id(),
                                user.value(u"team_id").id(),
                                user.value(u"login").text(),
                                user.value(u"name").text(),
                                m_workspace->info().device,
                                qEnvironmentVariable("USER")};
            }
            return {};
        };
        found = look();
    });
    return found;
}

ReadContext CliWorkspace::readContext() const
{
    const ConfigurationPtr configuration = m_runner->configuration();
    return ReadContext{configuration->dictionary, configuration->settings, configuration->policy, m_actor,
                       m_context.clock.now(),     m_context.language};
}

Result<void> CliWorkspace::read(const std::function<Result<void>(const Reader &)> &work)
{
    Result<void> done;
    m_workspace->readNow([&](ReadSession &session) {
        if (done = session.beginRead(); !done.ok())
            return;
        done = work(Reader(session, readContext()));
        session.endRead();
    });
    return done;
}

ExitCode exitCodeOf(const Error &error)
{
    const bool refused = error.code == ErrorCode::Refused || error.code == ErrorCode::Forbidden;
    return refused ? ExitCode::Refused : ExitCode::Failed;
}

ExitCode failWith(const CliContext &context, const Error &error)
{
    context.complain(error);
    return exitCodeOf(error);
}

}  // namespace dw
