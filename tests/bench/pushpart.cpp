// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rulebook.h"
#include "core/sync/outboxwriter.h"
#include "tests/bench/processusage.h"
#include "tests/bench/syncparts.h"
#include "tests/laptops/laptop.h"
#include "tests/support/postgresserver.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>

#include <algorithm>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace dw::bench
{

namespace
{

using test::Laptop;
using test::ServerProgram;

constexpr int Devices = 32;
constexpr int Rounds = 60;  // of a laptop's work; eight transactions each
constexpr int RoundSize = 8;

// For fewer transactions than that in all: a look in between.
int roundsFor(qint64 transactions)
{
    return int(std::clamp<qint64>(transactions / (Devices * RoundSize), 1, Rounds));
}

// A rep's day: customers, people, deals that move on, calls and tasks.
class Day
{
public:
    explicit Day(Laptop &laptop) : m_laptop(laptop), m_actor(laptop.actor()) {}

    void work(const QString &rep, int rounds)
    {
        const Pipeline *pipeline = m_laptop.runner().configuration()->rulebook->pipelineByCode(u"standard");
        const Id stage = pipeline->openStages().value(1).id;
        for (int i = 0; i < rounds; ++i) {
            const QString name = QStringLiteral("%1 客户 %2").arg(rep).arg(i);
            const Id account = create("account", {{QStringLiteral("name"), name}});
            const Id contact = create("contact", {{QStringLiteral("name"), name + QLatin1Char('A')},
                                                  {QStringLiteral("account_id"), account.toString()}});
            const Id deal = create(
                "opportunity", {{QStringLiteral("name"), name + QLatin1String(" deal")},
                                {QStringLiteral("account_id"), account.toString()},
                                {QStringLiteral("primary_contact_id"), contact.toString()},
                                {QStringLiteral("amount"), QStringLiteral("12000.00")},
                                {QStringLiteral("expected_close"), QStringLiteral("2030-03-31")},
                                {QStringLiteral("next_step"), QStringLiteral("Call")},
                                {QStringLiteral("next_step_at"), QStringLiteral("2030-01-07T01:00:00Z")}});
            create("activity", {{QStringLiteral("kind"), QStringLiteral("call")},
                                {QStringLiteral("subject"), QStringLiteral("Asked for their needs")},
                                {QStringLiteral("duration_s"), 300},
                                {QStringLiteral("outcome"), QStringLiteral("connected")},
                                {QStringLiteral("occurred_at"), QStringLiteral("2026-01-07T01:00:00Z")},
                                {QStringLiteral("related"),
                                 Value(RecordRef{QStringLiteral("opportunity"), deal}).toJson()}});
            create("task", {{QStringLiteral("subject"), QStringLiteral("Call back")},
                            {QStringLiteral("kind"), QStringLiteral("todo")},
                            {QStringLiteral("due_at"), QStringLiteral("2030-01-07T01:00:00Z")},
                            {QStringLiteral("assignee_id"), m_actor.user.toString()}});
            run("opportunity.advance",
                {{QStringLiteral("id"), deal.toString()},
                 {QStringLiteral("to"), stage.toString()},
                 {QStringLiteral("set"),
                  QJsonObject{{QStringLiteral("next_step"), QStringLiteral("Send the offer")}}}});
            run("record.update", {{QStringLiteral("object"), QStringLiteral("account")},
                                  {QStringLiteral("id"), account.toString()},
                                  {QStringLiteral("set"),
                                   QJsonObject{{QStringLiteral("phone"), QStringLiteral("010-8520 0000")}}}});
            run("record.update", {{QStringLiteral("object"), QStringLiteral("opportunity")},
                                  {QStringLiteral("id"), deal.toString()},
                                  {QStringLiteral("set"),
                                   QJsonObject{{QStringLiteral("amount"), QStringLiteral("15000.00")}}}});
        }
    }

private:
    Id create(const char *object, const QJsonObject &set)
    {
        return run("record.create",
                   {{QStringLiteral("object"), QLatin1String(object)}, {QStringLiteral("set"), set}})
            .ids.value(0);
    }
    CommandResult run(const char *command, const QJsonObject &arguments)
    {
        CommandResult result = m_laptop.runner().runNow({QLatin1String(command), arguments}, m_actor);
        QStringList held;
        for (const Finding &finding : result.findings)
            held.append(finding.key + QLatin1Char(' ') + finding.field);
        if (result.status != CommandResult::Status::Applied)
            qFatal("%s: %s %s", command, qPrintable(test::textOf(result.error)),
                   qPrintable(held.join(QLatin1Char(' '))));
        return result;
    }

    Laptop &m_laptop;
    const Actor m_actor;
};

// Sends all that waits in a laptop's outbox; what comes back is only read.
class Sender
{
public:
    explicit Sender(Laptop &laptop) : m_folder(laptop.folder())
    {
        laptop.workspace().readNow([this](ReadSession &session) {
            const auto waiting = session.replica().outbox(0, -1);
            const auto epoch = session.replica().value(QStringLiteral("epoch"));
            if (!waiting.ok() || !epoch.ok())
                qFatal("no outbox");
            for (const OutboxEntry &entry : *waiting)
                m_waiting.append(outboxJson(entry));
            m_epoch = QString::fromLatin1(*epoch);
        });
    }
    qsizetype size() const { return m_waiting.size(); }
    int rejected() const { return m_rejected; }
    const std::vector<double> &milliseconds() const { return m_ms; }

    void send()
    {
        HttpTransport::Limits limits;
        auto identity = DeviceIdentity::load(m_folder);
        if (!identity.ok())
            qFatal("no identity");
        HttpTransport transport(identity->server, identity->pin, limits);
        ServerLine line(*identity, m_folder, transport, {20, 100, 2'000});
        qsizetype done = 0;
        while (done < m_waiting.size()) {
            QJsonArray some;
            for (qsizetype i = done; i < std::min(done + 100, m_waiting.size()); ++i)
                some.append(m_waiting[i]);
            QElapsedTimer timer;
            timer.start();
            const Result<SyncAnswer> answer =
                line.ask(QStringLiteral("sync/push"), {{QStringLiteral("epoch"), m_epoch},
                                                       {QStringLiteral("ack_results"), 0},
                                                       {QStringLiteral("txs"), some}});
            if (!answer.ok() || !answer->ok())
                qFatal("push: %s", qPrintable(answer.ok() ? answer->code() : answer.error().key));
            m_ms.push_back(double(timer.nsecsElapsed()) / 1e6);
            const QJsonArray results = answer->body.value(QLatin1String("results")).toArray();
            for (const QJsonValue &result : results) {
                if (result.toObject().value(QLatin1String("st")).toString() == QLatin1String("rejected"))
                    ++m_rejected;
            }
            done += results.size();
        }
    }

private:
    const QString m_folder;
    QString m_epoch;
    QList<QJsonObject> m_waiting;
    int m_rejected = 0;
    std::vector<double> m_ms;
};

struct Pushed
{
    Measure rate;
    Measure answer;
};

// `also`: processor seconds of whatever else works for the server.
Pushed pushTo(ServerProgram &server, int rounds, const std::function<double()> &also)
{
    for (int i = 0; i < Devices; ++i)
        server.addUser(QStringLiteral("rep%1").arg(i));
    server.start();
    std::vector<std::unique_ptr<Laptop>> laptops;
    std::vector<std::unique_ptr<Sender>> senders;
    qsizetype all = 0;
    for (int i = 0; i < Devices; ++i) {
        laptops.push_back(std::make_unique<Laptop>(server, QStringLiteral("rep%1").arg(i)));
        const SyncReport first = laptops.back()->sync();
        if (first.error)
            qFatal("first sync: %s", qPrintable(test::textOf(first.error)));
        Day(*laptops.back()).work(QStringLiteral("rep%1").arg(i), rounds);
        senders.push_back(std::make_unique<Sender>(*laptops.back()));
        laptops.back()->close();
        all += senders.back()->size();
    }
    const double before = processorSeconds(server.process());
    const double alsoBefore = also();
    QElapsedTimer timer;
    timer.start();
    std::vector<std::thread> threads;
    for (const auto &sender : senders)
        threads.emplace_back([&sender] { sender->send(); });
    for (std::thread &thread : threads)
        thread.join();
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const double used = processorSeconds(server.process()) - before;
    Measure push;
    push.key = QStringLiteral("push");
    push.what = QStringLiteral("push from %1 devices, all rules").arg(Devices);
    push.unit = QStringLiteral("tx/s");
    push.budget = 1000;
    push.better = Measure::Better::Higher;
    push.samples = {double(all) / seconds};
    const double elsewhere = also() - alsoBefore;
    int rejected = 0;
    Measure answer;
    answer.key = QStringLiteral("push_answer");
    answer.what =
        QStringLiteral("answer to a push of at most 100 transactions, %1 devices at once").arg(Devices);
    answer.unit = QStringLiteral("ms");
    for (const auto &sender : senders) {
        rejected += sender->rejected();
        for (const double ms : sender->milliseconds())
            answer.samples.append(ms);
    }
    push.note = QStringLiteral("%1 transactions, %2 refused; the server's processors %3 ms a transaction")
                    .arg(all)
                    .arg(rejected)
                    .arg(used * 1000 / double(all), 0, 'f', 2);
    if (elsewhere > 0)
        push.note += QStringLiteral(", PostgreSQL's %1 ms; %2 of %3 processors were busy with both")
                         .arg(elsewhere * 1000 / double(all), 0, 'f', 2)
                         .arg((used + elsewhere) / seconds, 0, 'f', 2)
                         .arg(std::thread::hardware_concurrency());
    return {push, answer};
}

}  // namespace

QList<Measure> pushPart(qint64 records)
{
    QTemporaryDir root;
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
    const Pushed pushed = pushTo(server, roundsFor(records), [] { return 0; });
    return {pushed.rate, pushed.answer};
}

QList<Measure> pushPostgresPart(qint64 records)
{
    QTemporaryDir root;
    // What is answered is on the disk, as it is for customers.
    const test::PostgresServer postgres(test::PostgresServer::Sync::On);
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path(), postgres.address());
    Pushed pushed =
        pushTo(server, roundsFor(records), [&] { return processorSecondsOfAll(postgres.process()); });
    for (Measure *measure : {&pushed.rate, &pushed.answer}) {
        measure->key += QLatin1String("_postgres");
        measure->what += QLatin1String(" (PostgreSQL)");
    }
    pushed.rate.budget = 300;
    return {pushed.rate, pushed.answer};
}

}  // namespace dw::bench
