// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/recordroutes.h"
#include "core/service/timedjob.h"
#include "tests/service/serverworld.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace dw;
using namespace dw::test;

// Which records have a value that the caller sees masked: asked for one value at a time, of what is in their
// sight.
class MatchingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ServerWorld>();
        m_world->addUser(text("chen"), password(), {text("administrator")});
        for (const char *login : {"lin", "mei"})
            m_world->addUser(text(login), password(), {text("sales_rep")});
        m_routes = std::make_unique<RecordRoutes>(m_world->runner(), m_world->context());
        m_world->add(*m_routes);
        m_world->start();
        m_client = std::make_unique<WireClient>(m_world->port());
        m_lin = *m_world->enrol(text("lin"), password());
        m_mei = *m_world->enrol(text("mei"), password());
        m_own = contact("lin", "Acme");
        m_others = contact("mei", "Bolt");
        run(owner(), "record.create",
            {{text("object"), text("permission")},
             {text("set"), QJsonObject{{text("role_id"), Id::named("role:sales_rep").toString()},
                                       {text("object_type"), text("contact")},
                                       {text("field_name"), text("mobile")},
                                       {text("field_read"), text("masked")},
                                       {text("field_edit"), false}}}});
    }
    void cleanup()
    {
        m_client.reset();
        m_world.reset();
        m_routes.reset();
    }

    void oneValueIsFoundInSight()
    {
        const QString equal = QStringLiteral("mobile = \"%1\"").arg(mobile());
        QCOMPARE(found(m_lin, equal), QStringList{m_own.toString()});
        QCOMPARE(found(m_mei, equal), QStringList{m_others.toString()});
        QCOMPARE(found(m_lin, QStringLiteral("\"%1\" = mobile").arg(mobile())),
                 QStringList{m_own.toString()});
        QCOMPARE(found(m_lin, text("mobile = \"+8613700000000\"")), QStringList());
        QCOMPARE(found(m_lin, QStringLiteral("AND(OR(name = \"Wang\", name = \"Li\"), %1)").arg(equal)),
                 QStringList{m_own.toString()});
        QCOMPARE(found(m_lin, QStringLiteral("AND(name = \"Li\", %1)").arg(equal)), QStringList());
    }

    // Many values at once would tell the hidden digits within seconds.
    void manyValuesAtOnceAreRefused()
    {
        const QStringList conditions{text("mobile IN (\"%1\", \"%2\")"),
                                     text("mobile IN (\"%1\")"),
                                     text("mobile <> \"%1\""),
                                     text("NOT(mobile = \"%1\")"),
                                     text("OR(mobile = \"%1\", mobile = \"%2\")"),
                                     text("OR(name = \"Li\", mobile = \"%1\")"),
                                     text("AND(mobile = \"%1\", mobile = \"%2\")"),
                                     text("AND(name = \"Wang\", OR(mobile = \"%1\", mobile = \"%2\"))"),
                                     text("IF(mobile = \"%1\", TRUE, FALSE)"),
                                     text("(mobile = \"%1\") = TRUE"),
                                     text("name = \"Wang\"")};
        for (QString condition : conditions) {
            condition.replace(text("%1"), mobile()).replace(text("%2"), text("+8613812345679"));
            const WireReply reply = ask(m_lin, condition);
            QVERIFY2(reply.status == 403, qPrintable(condition));
            QCOMPARE(reply.text("reason"), text("access.masked_one_value"));
            m_world->clock().advanceMs(3'000);
        }
        QCOMPARE(ask(m_lin, text("STARTSWITH(mobile, \"+86138\")")).status, 403);
        QCOMPARE(ask(m_lin, text("no_field = 1")).status, 400);
    }

    void whoGuessesIsSlowAtIt()
    {
        const QString guess = text("mobile = \"+8613700000000\"");
        for (int i = 0; i < 10; ++i)
            QCOMPARE(ask(m_lin, guess).status, 200);
        QCOMPARE(ask(m_lin, guess).status, 429);
        QCOMPARE(ask(m_mei, guess).status, 200);
        m_world->clock().advanceMs(3'000);
        QCOMPARE(ask(m_lin, guess).status, 200);
        QCOMPARE(ask(m_lin, guess).status, 429);
    }

    // It counts and counts, and would keep the thread from everybody else.
    void whatTakesTooLongIsInterrupted()
    {
        const ConfigurationPtr configuration = m_world->runner().configuration();
        const ObjectTypePtr type = configuration->dictionary->find(text("contact"));
        QStringList parts;
        for (int i = 0; i < 400; ++i)
            parts.append(QStringLiteral("CONTAINS(name, \"x%1\")").arg(i));
        const auto where =
            CheckedExpression::condition(QStringLiteral("OR(%1)").arg(parts.join(u',')),
                                         {configuration->dictionary, type, configuration->settings.currency});
        QVERIFY(where.ok());
        const EvaluationContext context = configuration->settings.context(m_world->clock().now(), Id(), Id());
        QElapsedTimer timer;
        timer.start();
        Result<qint64> counted = qint64(0);
        const bool done = TimedJob::onReaderWithin(
            m_world->runner().workspace(), Workspace::Lane::List, 100, [&](ReadSession &session) {
                while (counted.ok() && timer.elapsed() < 20'000)
                    counted = session.count({type, *where, {}}, context);
            });
        QVERIFY(done);
        QVERIFY(!counted.ok());
        QCOMPARE(counted.error().code, ErrorCode::Cancelled);
        // Whoever comes next is served.
        QCOMPARE(found(m_lin, QStringLiteral("mobile = \"%1\"").arg(mobile())),
                 QStringList{m_own.toString()});
    }

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static QString password() { return text("correct horse battery"); }
    static QString mobile() { return text("+8613812345678"); }
    Actor owner() { return ServerAdmin::ownerOf(m_world->runner().workspace()); }
    Id user(const char *login)
    {
        const auto users = m_world->administer(text("user.list"), {})->value(QLatin1String("rows")).toArray();
        for (const QJsonValue &user : users) {
            if (user[QLatin1String("login")].toString() == text(login))
                return *Id::fromString(user[QLatin1String("id")].toString());
        }
        return {};
    }
    QList<Id> run(const Actor &who, const char *command, const QJsonObject &arguments)
    {
        const CommandResult done = m_world->runner().runNow({text(command), arguments}, who);
        if (done.status != CommandResult::Status::Applied)
            qFatal("%s: %s %s", command, qPrintable(done.error.key),
                   done.findings.isEmpty() ? "" : qPrintable(done.findings.first().key));
        return done.ids;
    }
    Id create(const char *login, const char *object, QJsonObject set)
    {
        Actor who = owner();
        who.user = user(login);
        who.login = who.name = text(login);
        return run(who, "record.create", {{text("object"), text(object)}, {text("set"), set}}).first();
    }
    Id contact(const char *login, const char *company)
    {
        const Id account =
            create(login, "account", {{text("name"), text(company)}, {text("kind"), text("company")}});
        // By whoever may have two of one number.
        return run(owner(), "record.create",
                   {{text("object"), text("contact")},
                    {text("set"), QJsonObject{{text("name"), text("Wang")},
                                              {text("account_id"), account.toString()},
                                              {text("owner_id"), user(login).toString()},
                                              {text("mobile"), mobile()}}},
                    {text("waive"), QJsonObject{{text("duplicate"), text("Two phones of one office")}}}})
            .first();
    }
    WireReply ask(const Laptop &laptop, const QString &where)
    {
        return m_client->post("/api/v1/records/contact/matching", {{text("where"), where}}, laptop.headers());
    }
    QStringList found(const Laptop &laptop, const QString &where)
    {
        const WireReply reply = ask(laptop, where);
        if (reply.status != 200)
            return {QStringLiteral("%1 %2").arg(reply.status).arg(reply.text("reason"))};
        QStringList ids;
        const QJsonArray told = reply.json().value(QLatin1String("ids")).toArray();
        for (const QJsonValue &id : told)
            ids.append(id.toString());
        return ids;
    }

    std::unique_ptr<ServerWorld> m_world;
    std::unique_ptr<RecordRoutes> m_routes;
    std::unique_ptr<WireClient> m_client;
    Laptop m_lin;
    Laptop m_mei;
    Id m_own;
    Id m_others;
};

DW_TEST(MatchingTest)

#include "matchingtest.moc"
