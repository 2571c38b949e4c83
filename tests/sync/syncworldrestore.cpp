// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/historyguard.h"
#include "core/sync/laptopnumbering.h"
#include "tests/sync/syncworld.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace dw::test
{

namespace
{

void orDie(const Result<void> &done, const char *what)
{
    if (!done.ok())
        qFatal("%s: %s %s", what, qPrintable(done.error().key), qPrintable(done.error().detail));
}

void copyFolder(const QString &from, const QString &to)
{
    QDir(to).removeRecursively();
    QDir().mkpath(to);
    QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString target = to + file.mid(from.size());
        QDir().mkpath(QFileInfo(target).path());
        if (!QFile::copy(file, target))
            qFatal("%s cannot be copied", qPrintable(file));
    }
}

}  // namespace

void SyncWorld::backUp()
{
    m_restores = true;
    if (TestWorkspace::onPostgres()) {
        closeServer();
        orDie(m_backupPlace.copy(m_place), "backup");
        return serve();
    }
    const QString folder = m_backup.path() + QLatin1String("/server");
    QDir(folder).removeRecursively();
    orDie(m_server.workspace->backup(folder, Ticket()), "backup");
}

void SyncWorld::restore(Restore how)
{
    closeServer();
    // Its lines end with it: what it said before nobody hears any more. What was sent may still arrive.
    m_late.removeIf([](const Late &late) { return !late.toServer; });
    m_lastPage.clear();
    if (TestWorkspace::onPostgres()) {
        orDie(m_place.copy(m_backupPlace), "restore");
    } else {
        const QString folder = m_server.folder.path() + QLatin1String("/w");
        QDir(folder).removeRecursively();
        orDie(Workspace::restore(m_backup.path() + QLatin1String("/server"), folder), "restore");
    }
    serve();
    if (how == Restore::NewEpoch)
        beginEpoch();
}

void SyncWorld::beginEpoch()
{
    m_server.write([&](WriteSession &session) {
        orDie(HistoryGuard::beginEpoch(session, m_ids.next(), m_clock.now()), "epoch");
    });
}

void SyncWorld::image(SyncLaptop &laptop)
{
    m_restores = true;
    laptop.client.reset();
    laptop.runner.reset();
    laptop.workspace.reset();
    copyFolder(laptop.folder.path() + QLatin1String("/w"), m_backup.path() + QLatin1String("/laptop"));
    run(laptop);
}

void SyncWorld::restoreImage(SyncLaptop &laptop)
{
    laptop.client.reset();
    laptop.runner.reset();
    laptop.workspace.reset();
    copyFolder(m_backup.path() + QLatin1String("/laptop"), laptop.folder.path() + QLatin1String("/w"));
    run(laptop);
}

void SyncWorld::enrolAnew(SyncLaptop &laptop)
{
    laptop.device = m_ids.next();
    laptop.actor.device = laptop.device;
    QString shortName;
    m_server.write([&](WriteSession &session) {
        const SyncAnswer answer = m_engine->enrol(session, laptop.device, laptop.actor.user);
        if (!answer.ok())
            qFatal("enrol: %s", qPrintable(answer.code()));
        shortName = answer.body.value(QLatin1String("short")).toString();
    });
    laptop.write([&](WriteSession &session) {
        orDie(SyncRecovery(*laptop.runner, *laptop.client).beginAs(session, laptop.device), "begin");
        orDie(session.begin(Durability::Saved), "begin");
        orDie(LaptopNumbering::setShortName(session, laptop.device, shortName), "short");
        orDie(session.commit(), "commit");
    });
}

void SyncWorld::greet(SyncLaptop &laptop)
{
    if (!m_restores)
        return;
    QJsonObject request;
    laptop.workspace->readNow([&](ReadSession &session) {
        request = checked(laptop.client->pullRequest(session, SyncClient::Scopes::Digest), "pullRequest");
    });
    std::optional<SyncAnswer> problem;
    QString epoch;
    qint64 answered = 0;
    m_server.workspace->readNow([&](ReadSession &session) {
        epoch = checked(session.ledger().head(), "head").epoch.toString();
        problem = checked(m_engine->greet(session, request), "greet");
        const auto device = checked(session.ledger().device(laptop.device), "device");
        answered = device ? device->lastNumber : 0;
    });
    const bool other = epoch != request.value(QLatin1String("epoch")).toString() ||
                       double(answered) < request.value(QLatin1String("ack_results")).toDouble();
    if (!other && !problem)
        return;
    const bool expired = problem && problem->action() == QLatin1String("resync");
    laptop.write([&](WriteSession &session) {
        orDie(SyncRecovery(*laptop.runner, *laptop.client)
                  .begin(session, expired ? SyncRecovery::Why::Expired : SyncRecovery::Why::Restored),
              "begin");
    });
}

bool SyncWorld::isRecovering(SyncLaptop &laptop)
{
    bool runs = false;
    laptop.workspace->readNow(
        [&](ReadSession &session) { runs = checked(SyncRecovery::isRunning(session), "isRunning"); });
    return runs;
}

SyncAnswer SyncWorld::ask(SyncLaptop &laptop, const SyncRecovery::Question &question)
{
    ++questions[question.path];
    SyncAnswer answer;
    m_server.workspace->readNow([&](ReadSession &session) {
        answer = question.path == QLatin1String("verify")
                     ? m_engine->verify(session, laptop.device, question.body)
                     : m_engine->reconcile(session, laptop.device, question.body);
    });
    return answer;
}

bool SyncWorld::recover(SyncLaptop &laptop, SyncRecovery::Place place)
{
    for (int turn = 0; turn < 1000; ++turn) {
        SyncRecovery recovery(*laptop.runner, *laptop.client);
        std::optional<SyncRecovery::Question> question;
        laptop.write(
            [&](WriteSession &session) { question = checked(recovery.next(session, place), "next"); });
        if (!question)
            return true;
        const SyncAnswer answer = ask(laptop, *question);
        if (!answer.ok() && answer.code() != QLatin1String("scope_gone"))
            return false;
        laptop.write(
            [&](WriteSession &session) { checked(recovery.take(session, *question, answer), "take"); });
    }
    complain(QStringLiteral("recover: it does not end"));
    return false;
}

}  // namespace dw::test
