// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QTest>

namespace dw::test
{

// Views that are kept for oneself, the team or everybody, on the laptops of a company (A20).
class SharedViewsTest : public QObject
{
    Q_OBJECT

private:
    static Id view(SyncParty &party, const char *name, const char *shared)
    {
        return party.create("saved_view", fields(name, shared));
    }
    static QJsonObject fields(const char *name, const char *shared)
    {
        return {{QStringLiteral("name"), QString::fromLatin1(name)},
                {QStringLiteral("object_type"), QStringLiteral("account")},
                {QStringLiteral("kind"), QStringLiteral("list")},
                {QStringLiteral("columns"), QStringLiteral("[\"name\"]")},
                {QStringLiteral("grouping"), grouping()},
                {QStringLiteral("shared"), QString::fromLatin1(shared)}};
    }
    // With the groups of the list, and which of them are closed.
    static QString grouping()
    {
        return QStringLiteral("{\"by\":\"YEARMONTH(last_order_at)\",\"collapsed\":[\"2026-10\",\"\"]}");
    }
    static QString sharedWith(SyncParty &party, const Id &id)
    {
        const Record found = party.stored("saved_view", id);
        return found.isValid() ? found.value(u"shared").text() : QStringLiteral("not there");
    }
    static CommandResult share(SyncParty &party, const Id &id, const char *with)
    {
        return party.update("saved_view", id, {{QStringLiteral("shared"), QString::fromLatin1(with)}});
    }

private Q_SLOTS:
    void comeToThoseWhoMaySeeThem()
    {
        SyncWorld world(2, SyncWorld::Access::Roles);
        SyncLaptop &lin = world.laptop(0), &wei = world.laptop(1);
        const Id mine = view(lin, "Mine", "private");
        const Id all = view(world.server(), "All", "all");
        world.syncAll();
        QCOMPARE(sharedWith(world.server(), mine), QStringLiteral("private"));
        QCOMPARE(sharedWith(wei, mine), QStringLiteral("not there"));
        QCOMPARE(sharedWith(lin, all), QStringLiteral("all"));
        QCOMPARE(sharedWith(wei, all), QStringLiteral("all"));
        for (SyncLaptop *laptop : {&lin, &wei})
            QCOMPARE(laptop->stored("saved_view", all).value(u"grouping").text(), grouping());
        // Shared with the team of both, and taken back.
        QCOMPARE(share(lin, mine, "team").status, CommandResult::Status::Applied);
        world.syncAll();
        QCOMPARE(sharedWith(wei, mine), QStringLiteral("team"));
        QCOMPARE(share(wei, mine, "private").status, CommandResult::Status::Refused);
        QCOMPARE(share(lin, mine, "private").status, CommandResult::Status::Applied);
        world.syncAll();
        QCOMPARE(sharedWith(wei, mine), QStringLiteral("not there"));
    }

    // The right went while the laptop was away: what it did meanwhile is refused, and says why.
    void everybodysIsTheServersToDecide()
    {
        SyncWorld world(2, SyncWorld::Access::Roles);
        SyncLaptop &lin = world.laptop(0), &wei = world.laptop(1);
        const Id id = view(lin, "Mine", "private");
        world.syncAll();
        // On the laptop by the same rule.
        const CommandResult refused = share(lin, id, "all");
        QCOMPARE(refused.status, CommandResult::Status::Refused);
        QCOMPARE(refused.findings.first().key, QStringLiteral("access.view_of_everybody"));
        world.setRoles(world.user(0), {QStringLiteral("sales_rep"), QStringLiteral("administrator")});
        world.syncAll();
        world.setRoles(world.user(0), {QStringLiteral("sales_rep")});
        QCOMPARE(share(lin, id, "all").status, CommandResult::Status::Applied);
        world.sync(lin);
        QCOMPARE(sharedWith(world.server(), id), QStringLiteral("private"));
        QCOMPARE(lin.inbox().size(), 1);
        world.syncAll();
        QCOMPARE(sharedWith(lin, id), QStringLiteral("private"));
        QCOMPARE(sharedWith(wei, id), QStringLiteral("not there"));
    }
};

DW_TEST(SharedViewsTest)

}  // namespace dw::test

#include "sharedviewstest.moc"
