// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/answerdesk.h"

#include "core/sync/inboxreader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdlib>

namespace dw::test
{

namespace
{

void require(bool promise, const QString &why = {})
{
    if (promise)
        return;
    qWarning("%s", qPrintable(why));
    std::abort();
}

// A body that names a status is a problem.
SyncAnswer answerOf(const QJsonObject &body)
{
    const int status = body.value(QLatin1String("status")).toInt(200);
    return {status >= 400 && status < 600 ? status : 200, body};
}

template <typename T>
bool isSaid(const Result<T> &result)
{
    return result.ok() || result.error().code != ErrorCode::Internal;
}

}  // namespace

AnswerDesk::AnswerDesk()
{
    renew();
}

void AnswerDesk::renew()
{
    m_taken = 0;
    m_world = std::make_unique<SyncWorld>(2, SyncWorld::Access::Roles);
    const auto customer = [&](SyncParty &party, const char *name) {
        return party.create("account", {{QStringLiteral("name"), QString::fromLatin1(name)}});
    };
    customer(fresh(), "Theirs");
    const Id own = customer(working(), "Own");
    m_world->sync(fresh());
    m_world->sync(working());
    working().update("account", own, {{QStringLiteral("name"), QStringLiteral("Typed")}});
    customer(working(), "Waits");
    // The scopes are known, what is in them is not here.
    m_world->setRoles(m_world->user(1), {QStringLiteral("administrator")});
    m_world->pull(fresh(), 500, 2);
}

void AnswerDesk::tookOver(bool taken)
{
    m_taken += taken ? 1 : 0;
    if (m_taken > MostTaken)
        renew();
}

// By what it is about.
QMap<QByteArray, qint64> AnswerDesk::waiting()
{
    QMap<QByteArray, qint64> all;
    const QList<OutboxEntry> outbox = working().outbox();
    for (const OutboxEntry &entry : outbox) {
        if (entry.state != OutboxEntry::State::Answered)
            all.insert(entry.transaction.toString().toLatin1(), entry.number);
    }
    return all;
}

void AnswerDesk::pull(const QJsonObject &body)
{
    SyncLaptop &laptop = working();
    const auto before = waiting();
    Result<QJsonObject> request = QJsonObject();
    laptop.workspace->readNow([&](ReadSession &session) {
        request = laptop.client->pullRequest(session, SyncClient::Scopes::Digest);
    });
    require(request.ok(), QStringLiteral("no request"));
    Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
    laptop.write([&](WriteSession &session) {
        outcome = laptop.client->applyPull(session, *request, answerOf(body));
    });
    require(isSaid(outcome), outcome.ok() ? QString() : outcome.error().key);
    require(waiting() == before, QStringLiteral("what waits is not what waited"));
    tookOver(outcome.ok());
}

void AnswerDesk::members(const QJsonObject &body)
{
    SyncLaptop &laptop = fresh();
    Result<std::optional<QJsonObject>> request = std::optional<QJsonObject>();
    laptop.workspace->readNow(
        [&](ReadSession &session) { request = laptop.client->membersRequest(session); });
    require(request.ok(), QStringLiteral("no request"));
    if (!*request) {
        renew();
        return;
    }
    Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
    laptop.write([&](WriteSession &session) {
        outcome = laptop.client->applyMembers(session, **request, answerOf(body));
    });
    require(isSaid(outcome), outcome.ok() ? QString() : outcome.error().key);
    tookOver(outcome.ok());
}

void AnswerDesk::push(const QJsonObject &body)
{
    SyncLaptop &laptop = working();
    laptop.write([&](WriteSession &session) { require(laptop.client->pushRequest(session).ok()); });
    const auto before = waiting();
    Result<SyncClient::Outcome> outcome = SyncClient::Outcome();
    laptop.write([&](WriteSession &session) { outcome = laptop.client->applyPush(session, answerOf(body)); });
    require(isSaid(outcome), outcome.ok() ? QString() : outcome.error().key);
    const auto after = waiting();
    const QByteArray said = QJsonDocument(body).toJson();
    for (auto one = before.cbegin(); one != before.cend(); ++one)
        require(after.contains(one.key()) || said.contains(one.key()),
                QStringLiteral("it went without being named"));
    require(outcome.ok() || after == before, QStringLiteral("a part of it was taken over"));
    tookOver(outcome.ok());
}

void AnswerDesk::lease(const QJsonObject &body)
{
    SyncLaptop &laptop = working();
    const QJsonObject request{{QStringLiteral("numbers"),
                               QJsonArray{QJsonObject{{QStringLiteral("object"), QStringLiteral("account")},
                                                      {QStringLiteral("key"), QStringLiteral("account")}}}}};
    Result<void> outcome;
    laptop.write([&](WriteSession &session) {
        outcome = laptop.client->applyLease(session, request, answerOf(body));
    });
    require(isSaid(outcome), outcome.ok() ? QString() : outcome.error().key);
}

void AnswerDesk::recover(SyncRecovery::Why why, const QJsonObject &body)
{
    SyncLaptop &laptop = working();
    SyncRecovery recovery(*laptop.runner, *laptop.client);
    const auto before = waiting();
    laptop.write([&](WriteSession &session) {
        require(recovery.begin(session, why).ok(), QStringLiteral("begin"));
        for (const auto place : {SyncRecovery::Place::BeforePush, SyncRecovery::Place::AtHead}) {
            const auto question = recovery.next(session, place);
            require(isSaid(question), QStringLiteral("next"));
            if (!question.ok() || !*question)
                continue;
            const Result<void> taken = recovery.take(session, **question, answerOf(body));
            require(isSaid(taken), taken.ok() ? QString() : taken.error().key);
            tookOver(false);
        }
    });
    const auto after = waiting();
    for (auto one = before.cbegin(); one != before.cend(); ++one)
        require(after.contains(one.key()), QStringLiteral("what waited is gone"));
    tookOver(true);
}

void AnswerDesk::inbox(const QJsonObject &entry)
{
    SyncLaptop &laptop = working();
    const auto text = [&](const char *key) {
        const QJsonValue value = entry.value(QLatin1String(key));
        return value.isObject() ? QJsonDocument(value.toObject()).toJson() : value.toString().toUtf8();
    };
    laptop.write([&](WriteSession &session) {
        require(session.begin(Durability::Redoable).ok());
        InboxEntry one;
        one.transaction = Id::named("inbox");
        one.code = entry.value(QLatin1String("code")).toString();
        one.body = text("body");
        one.answer = text("answer");
        const Result<qint64> added = session.replica().addToInbox(one);
        require(added.ok(), QStringLiteral("no entry"));
        const InboxReader reader(session, laptop.runner->configuration(), laptop.actor, Language::Chinese);
        require(isSaid(reader.items()), QStringLiteral("items"));
        require(isSaid(reader.alone(*added)), QStringLiteral("alone"));
        session.rollback();
    });
}

SyncAnswer AnswerDesk::askServer(SyncLaptop &laptop, const QString &what, const QJsonObject &request)
{
    SyncServer &engine = m_world->engine();
    SyncAnswer answer;
    if (what == QLatin1String("push"))
        return m_world->send(laptop, request);
    if (what == QLatin1String("lease")) {
        m_world->server().write(
            [&](WriteSession &session) { answer = engine.lease(session, laptop.device, request); });
        return answer;
    }
    m_world->server().workspace->readNow([&](ReadSession &session) {
        const Id &device = laptop.device;
        if (what == QLatin1String("pull"))
            answer = engine.pull(session, device, request);
        else if (what == QLatin1String("members"))
            answer = engine.members(session, device, request);
        else if (what == QLatin1String("reconcile"))
            answer = engine.reconcile(session, device, request);
        else if (what == QLatin1String("status"))
            answer = engine.status(session, device, request);
        else if (what == QLatin1String("verify"))
            answer = engine.verify(session, device, request);
        else if (const auto frames = engine.memberFrames(session, device, request); frames.problem)
            answer = *frames.problem;
    });
    return answer;
}

void AnswerDesk::request(const QJsonObject &asked)
{
    const auto before = m_world->server().contents();
    QJsonObject request = asked;
    const QString what = request.take(QStringLiteral("ask")).toString();
    const SyncAnswer answer = askServer(working(), what, request);
    require(answer.ok() || !answer.code().isEmpty(), QStringLiteral("a refusal without a code"));
    require(answer.status < 500, answer.code());
    const bool changed = m_world->server().contents() != before;
    require(!changed || what == QLatin1String("push"), QStringLiteral("a question changed something"));
    tookOver(changed);
}

QJsonObject AnswerDesk::soundAnswer(const QString &decoder)
{
    renew();
    QJsonObject request;
    SyncLaptop &laptop = decoder == QLatin1String("members") ? fresh() : working();
    if (decoder == QLatin1String("push")) {
        laptop.write([&](WriteSession &session) {
            request = laptop.client->pushRequest(session).value().value_or(QJsonObject());
        });
    } else if (decoder == QLatin1String("members") || decoder == QLatin1String("pull")) {
        m_world->server().create("account", {{QStringLiteral("name"), QStringLiteral("New")},
                                             {QStringLiteral("owner_id"), m_world->user(0).toString()}});
        laptop.workspace->readNow([&](ReadSession &session) {
            request = decoder == QLatin1String("pull")
                          ? laptop.client->pullRequest(session, SyncClient::Scopes::List).value()
                          : laptop.client->membersRequest(session).value().value_or(QJsonObject());
        });
    } else {
        SyncRecovery recovery(*laptop.runner, *laptop.client);
        const bool drift = decoder == QLatin1String("verify");
        laptop.write([&](WriteSession &session) {
            require(
                recovery.begin(session, drift ? SyncRecovery::Why::Drift : SyncRecovery::Why::Restored).ok());
            const auto question =
                recovery.next(session, drift ? SyncRecovery::Place::AtHead : SyncRecovery::Place::BeforePush);
            require(question.ok() && *question, QStringLiteral("nothing to ask"));
            request = (*question)->body;
        });
    }
    const QJsonObject answer = askServer(laptop, decoder, request).body;
    renew();
    return answer;
}

}  // namespace dw::test
