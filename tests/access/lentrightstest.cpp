// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/access/roleworld.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

}  // namespace

// What is only lent, by a share or while somebody is away, and other ways to more than a role gives.
class LentRightsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RoleWorld> m_world;

    void give(const char *login, const char *code) { m_world->give(login, {text(code)}); }
    RecordRef user(const char *login) { return {text("user"), m_world->of(login).user}; }
    CommandResult share(const char *by, const Id &account, const RecordRef &with, const char *right)
    {
        return m_world->run(m_world->actor(by), "record.create",
                            {{text("object"), text("record_share")},
                             {text("set"), QJsonObject{{text("record_ref"),
                                                        Value(RecordRef{text("account"), account}).toJson()},
                                                       {text("grantee"), Value(with).toJson()},
                                                       {text("right"), text(right)},
                                                       {text("reason"), text("So it is")}}}});
    }
    void standIn(const char *absent, const char *delegate)
    {
        m_world->set("user", m_world->of(absent).user,
                     {{text("delegate_id"), m_world->of(delegate).user.toString()},
                      {text("away_from"), text("2026-11-01T00:00:00.000Z")},
                      {text("away_to"), text("2026-12-01T00:00:00.000Z")}});
    }
    // A role that transfers what is one's own.
    void giveTransfer(const char *login)
    {
        const Id role = m_world->role("mover");
        for (const char *object : {"account", "opportunity", "contact", "task"})
            m_world->permission(
                role, object,
                {{text("read"), text("own")}, {text("edit"), text("own")}, {text("transfer"), true}});
        give(login, "mover");
    }

private Q_SLOTS:
    void init() { m_world = std::make_unique<RoleWorld>(); }
    void cleanup() { m_world.reset(); }

    void anIdIsTakenByARecordOfAnyObject()
    {
        give("rep", "sales_rep");
        const CommandResult twin =
            m_world->run(m_world->actor("rep"), "record.create",
                         {{text("object"), text("task")},
                          {text("id"), m_world->of("other").deal.toString()},
                          {text("set"), QJsonObject{{text("subject"), text("Twin")}}}});
        QCOMPARE(keysOf(twin), text("command.id_taken"));
    }

    void whatLiesBehindADeletedParentIsNotFound()
    {
        give("rep", "sales_rep");
        const RoleWorld::Own &other = m_world->of("other");
        m_world->share("opportunity", other.deal, user("rep"));
        const auto found = [&] {
            qsizetype rows = -1;
            m_world->read(m_world->actor("rep"), [&](const Reader &reader) {
                const auto query = reader.query(text("task"), {}, {});
                const auto all =
                    query.ok() ? reader.rows(*query, 50) : Result<std::vector<RowRef>>(query.error());
                rows = all.ok() ? qsizetype(all->size()) : -1;
            });
            return rows;
        };
        QCOMPARE(found(), qsizetype(2));
        m_world->mine("record.delete", {{text("object"), text("opportunity")},
                                        {text("ids"), QJsonArray{other.deal.toString()}}});
        const CommandResult back =
            m_world->run(m_world->actor("owner"), "record.restore",
                         {{text("object"), text("task")}, {text("ids"), QJsonArray{other.task.toString()}}});
        if (isApplied(back))
            QCOMPARE(found(), qsizetype(1));
        QCOMPARE(m_world->seen("rep", "task", "subject").size(), found());
    }

    void whatIsSharedIsNotPassedOn()
    {
        give("rep", "sales_rep");
        give("mate", "sales_rep");
        const RoleWorld::Own &other = m_world->of("other");
        m_world->share(
            "account", other.account, user("rep"),
            {{text("right"), text("edit")}, {text("expires_at"), text("2026-11-25T00:00:00.000Z")}});
        QCOMPARE(keysOf(share("rep", other.account, user("mate"), "read")), text("access.record_forbidden"));
        QVERIFY(isApplied(share("rep", m_world->of("rep").account, user("mate"), "edit")));
        QCOMPARE(keysOf(share("rep", m_world->of("rep").account, user("rep"), "edit")),
                 text("access.share_self"));
    }

    void theDelegatePassesNothingOnAndTakesNothing()
    {
        giveTransfer("rep");
        give("mate", "sales_rep");
        give("other", "sales_rep");
        standIn("other", "rep");
        const RoleWorld::Own &other = m_world->of("other");
        QCOMPARE(m_world->seen("rep", "account", "name").size(), 2);
        QCOMPARE(keysOf(share("rep", other.account, user("mate"), "read")), text("access.action_forbidden"));
        const QJsonObject mine{{text("owner_id"), m_world->of("rep").user.toString()}};
        QCOMPARE(keysOf(m_world->trySet(m_world->actor("rep"), "account", other.account, mine)),
                 text("access.record_forbidden"));
        QVERIFY(isApplied(m_world->trySet(m_world->actor("rep"), "account", m_world->of("rep").account,
                                          {{text("owner_id"), other.user.toString()}})));
    }

    void whatIsLentIsNotMadeOnesOwn()
    {
        give("rep", "sales_rep");
        const RoleWorld::Own &other = m_world->of("other");
        m_world->share("task", other.task, user("rep"), {{text("right"), text("edit")}});
        const Actor rep = m_world->actor("rep");
        QVERIFY(isApplied(m_world->trySet(rep, "task", other.task, {{text("subject"), text("Noted")}})));
        QCOMPARE(keysOf(m_world->trySet(rep, "task", other.task,
                                        {{text("assignee_id"), m_world->of("rep").user.toString()}})),
                 text("access.record_forbidden"));
    }

    void aShareComesBackOnlyWhereItMayBeMade()
    {
        give("rep", "sales_rep");
        give("mate", "sales_rep");
        const CommandResult shared = share("rep", m_world->of("rep").account, user("mate"), "edit");
        QVERIFY(isApplied(shared));
        const QJsonObject ids{{text("object"), text("record_share")},
                              {text("ids"), QJsonArray{shared.ids.first().toString()}}};
        QVERIFY(isApplied(m_world->run(m_world->actor("rep"), "record.delete", ids)));
        m_world->set("account", m_world->of("rep").account,
                     {{text("owner_id"), m_world->of("other").user.toString()}});
        QVERIFY(!isApplied(m_world->run(m_world->actor("rep"), "record.restore", ids)));
        QVERIFY(!isApplied(m_world->run(m_world->actor("rep"), "change.undo", {})));
        QVERIFY(!m_world->seen("mate", "account", "name").contains(text("rep works")));
    }

    void aPartMovesOnlyToWhatMayBeEdited()
    {
        give("rep", "sales_rep");
        m_world->share("opportunity", m_world->of("other").deal, user("rep"));
        QCOMPARE(keysOf(m_world->trySet(m_world->actor("rep"), "opportunity_line", m_world->of("rep").line,
                                        {{text("opportunity_id"), m_world->of("other").deal.toString()}})),
                 text("access.record_forbidden"));
    }

    void manyAtOnceNeedTheirRight()
    {
        give("rep", "sales_rep");
        const QJsonObject two{{text("object"), text("account")},
                              {text("ids"), QJsonArray{m_world->of("rep").account.toString()}},
                              {text("set"), QJsonObject{{text("short_name"), text("Ours")}}}};
        QCOMPARE(keysOf(m_world->run(m_world->actor("rep"), "record.bulk_update", two)),
                 text("access.action_forbidden"));
        give("rep", "manager");
        QCOMPARE(keysOf(m_world->run(m_world->actor("rep"), "record.bulk_update", two)), QString());
    }

    void theLastRoleStays()
    {
        give("rep", "sales_rep");
        const CommandResult gone = m_world->trySet(m_world->actor("owner"), "user", m_world->of("rep").user,
                                                   {{text("role_ids"), QJsonArray()}});
        QCOMPARE(keysOf(gone), text("access.last_role"));
        QVERIFY(!m_world->policy().isOpen());
        give("mate", "read_only");
        give("rep", "manager");
        QVERIFY(isApplied(m_world->trySet(m_world->actor("owner"), "user", m_world->of("rep").user,
                                          {{text("role_ids"), QJsonArray()}})));
    }
};

DW_TEST(LentRightsTest)

}  // namespace dw::test

#include "lentrightstest.moc"
