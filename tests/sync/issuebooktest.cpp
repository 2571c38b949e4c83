// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/localarea.h"
#include "core/sync/issuebook.h"
#include "core/sync/retrybook.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

namespace
{

// Everything but the amount of deals.
class HidingPolicy final : public Policy
{
public:
    Decision may(const Actor &, Action, const ObjectType &, const Record *) const override { return {}; }
    Condition readable(const Actor &, const ObjectTypePtr &) const override { return nullptr; }
    FieldRights fields(const Actor &, const ObjectType &object) const override
    {
        FieldRights rights;
        if (object.key() == QLatin1String("opportunity"))
            rights.byField.insert(QStringLiteral("amount"), FieldRight::Hidden);
        return rights;
    }
};

}  // namespace

// What administrators see of changes that were refused.
class IssueBookTest : public QObject
{
    Q_OBJECT

private:
    static Result<QJsonArray> list(SyncWorld &world, const Id &user, int limit = 100)
    {
        Result<QJsonArray> lines = QJsonArray();
        Actor actor;
        actor.user = user;
        actor.team = Id::named("team:first");
        world.server().workspace->readNow([&](ReadSession &session) {
            lines = IssueBook(session).list(*world.server().runner->configuration(), actor,
                                            world.clock().now(), limit);
        });
        return lines;
    }

    // Lin changes the amount of a deal that the server's owner changed meanwhile.
    static Id refused(SyncWorld &world, const QString &amount = QStringLiteral("6000"))
    {
        SyncLaptop &lin = world.laptop(0);
        const Id account = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Acme")}});
        const Id deal = lin.create(
            "opportunity", {{QStringLiteral("name"), QStringLiteral("Deal")},
                            {QStringLiteral("account_id"), account.toString()},
                            {QStringLiteral("amount"), QStringLiteral("5000")},
                            {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                            {QStringLiteral("next_step"), QStringLiteral("Call")},
                            {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00.000Z")}});
        world.sync(lin);
        world.server().update("opportunity", deal, {{QStringLiteral("amount"), QStringLiteral("7000")}});
        lin.update("opportunity", deal, {{QStringLiteral("amount"), amount}});
        world.sync(lin);
        return deal;
    }

private Q_SLOTS:
    void tellsWhoWhatAndWhy()
    {
        SyncWorld world(1);
        const Id deal = refused(world);
        const auto lines = list(world, world.server().actor.user);
        QVERIFY(lines.ok());
        QCOMPARE(lines->size(), 1);
        const QJsonObject line = lines->first().toObject();
        QCOMPARE(line.value(QLatin1String("code")).toString(), QStringLiteral("conflict_guarded"));
        QCOMPARE(line.value(QLatin1String("command")).toString(), QStringLiteral("record.update"));
        QCOMPARE(line.value(QLatin1String("login")).toString(), QStringLiteral("rep0"));
        QCOMPARE(line.value(QLatin1String("record")).toString(), deal.toString());
        QCOMPARE(line.value(QLatin1String("title")).toString(), QStringLiteral("Deal"));
        const QJsonArray typed = line.value(QLatin1String("typed")).toArray();
        QCOMPARE(typed.size(), 1);
        QCOMPARE(typed.first().toObject().value(QLatin1String("field")).toString(), QStringLiteral("amount"));
        QCOMPARE(line.value(QLatin1String("withheld")).toInt(), 0);
    }

    void isForAdministrators()
    {
        SyncWorld world(1, SyncWorld::Access::Roles);
        refused(world);
        QVERIFY(list(world, world.server().actor.user).ok());
        const auto rep = list(world, world.user(0));
        QVERIFY(!rep.ok());
        QCOMPARE(rep.error().code, ErrorCode::Forbidden);
    }

    // Whoever may not read a field is not told what somebody typed into it.
    void typedSecretsStayWithWhoMaySee()
    {
        SyncWorld world(1);
        refused(world);
        Configuration configuration = *world.server().runner->configuration();
        configuration.policy = std::make_shared<HidingPolicy>();
        Result<QJsonArray> lines = QJsonArray();
        world.server().workspace->readNow([&](ReadSession &session) {
            lines = IssueBook(session).list(configuration, world.server().actor, world.clock().now(), 10);
        });
        QVERIFY(lines.ok());
        const QJsonObject line = lines->first().toObject();
        QVERIFY(line.value(QLatin1String("typed")).toArray().isEmpty());
        QCOMPARE(line.value(QLatin1String("withheld")).toInt(), 1);
    }

    void isOfTheServerAlone()
    {
        QVERIFY(isEngineArea(issueArea()));
        SyncWorld world(1);
        refused(world);
        world.laptop(0).workspace->readNow(
            [&](ReadSession &session) { QVERIFY(session.localValues(issueArea())->isEmpty()); });
    }

    void endsAfterItsTime()
    {
        SyncWorld world(1);
        refused(world);
        world.clock().advanceMs(qint64(IssueBook::KeepDays + 1) * 86'400'000);
        QVERIFY(list(world, world.server().actor.user)->isEmpty());
    }

    // What can never be executed must not keep those behind it waiting for ever.
    void triesEnd()
    {
        RetryBook book;
        const Id one = Id::named("tx:1"), other = Id::named("tx:2");
        Instant now{1'000};
        int tries = 1;
        while (!book.isHopeless(one, now))
            ++tries;
        QCOMPARE(tries, RetryBook::Times);
        QVERIFY(!book.isHopeless(other, now));
        now.ms += RetryBook::LongestMs;
        QVERIFY(book.isHopeless(other, now));
        book.forget(other);
        QVERIFY(!book.isHopeless(other, now));
    }
};

DW_TEST(IssueBookTest)

}  // namespace dw::test

#include "issuebooktest.moc"
