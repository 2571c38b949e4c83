// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/access/roleworld.h"
#include "tests/support/testrunner.h"

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

// Views are kept for oneself, for one's team, or by right for everybody (A20).
class ViewRightsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RoleWorld> m_world;

    CommandResult save(const char *login, const char *name, const char *shared)
    {
        return m_world->run(m_world->actor(login), "record.create",
                            {{text("object"), text("saved_view")},
                             {text("set"), QJsonObject{{text("name"), text(name)},
                                                       {text("object_type"), text("account")},
                                                       {text("kind"), text("list")},
                                                       {text("columns"), text("[\"name\"]")},
                                                       {text("shared"), text(shared)}}}});
    }

    QStringList seen(const char *login) { return m_world->seen(login, "saved_view", "name"); }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<RoleWorld>();
        for (const char *login : {"rep", "mate", "other"})
            m_world->give(login, {text("sales_rep")});
    }
    void cleanup() { m_world.reset(); }

    void whoSeesWhat()
    {
        QVERIFY(isApplied(save("rep", "Mine", "private")));
        QVERIFY(isApplied(save("rep", "Ours", "team")));
        QVERIFY(isApplied(save("owner", "All", "all")));
        QCOMPARE(seen("rep"), (QStringList{text("All"), text("Mine"), text("Ours")}));
        QCOMPARE(seen("mate"), (QStringList{text("All"), text("Ours")}));
        QCOMPARE(seen("other"), QStringList{text("All")});
    }

    void everybodysAreForWhoMayChangeEveryView()
    {
        const CommandResult refused = save("rep", "Big ones", "all");
        QCOMPARE(keysOf(refused), text("access.view_of_everybody"));
        QCOMPARE(refused.findings.first().field, text("shared"));
        QCOMPARE(refused.findings.first().arguments, QStringList{text("Big ones")});
        const CommandResult kept = save("rep", "Big ones", "team");
        QVERIFY(isApplied(kept));
        const Id view = kept.ids.first();
        const Actor rep = m_world->actor("rep");
        // Nor by way of one that is there, nor by many at once.
        QCOMPARE(keysOf(m_world->trySet(rep, "saved_view", view, {{text("shared"), text("all")}})),
                 text("access.view_of_everybody"));
        QVERIFY(!isApplied(m_world->run(rep, "record.bulk_update",
                                        {{text("object"), text("saved_view")},
                                         {text("ids"), QJsonArray{view.toString()}},
                                         {text("set"), QJsonObject{{text("shared"), text("all")}}}})));
        QCOMPARE(m_world->stored(text("saved_view"), view).value(u"shared").text(), text("team"));

        const Id keeper = m_world->role("keeper");
        m_world->permission(
            keeper, "saved_view",
            {{text("read"), text("all")}, {text("edit"), text("all")}, {text("create"), true}});
        m_world->give("rep", {text("sales_rep"), text("keeper")});
        QVERIFY(isApplied(m_world->trySet(rep, "saved_view", view, {{text("shared"), text("all")}})));
        QVERIFY(
            isApplied(m_world->trySet(rep, "saved_view", view, {{text("filter"), text("name = \"x\"")}})));
        // The right is gone: what everybody sees stays as it is, and can be taken back to oneself alone.
        m_world->give("rep", {text("sales_rep")});
        QCOMPARE(keysOf(m_world->trySet(rep, "saved_view", view, {{text("filter"), text("name = \"y\"")}})),
                 text("access.view_of_everybody"));
        QVERIFY(isApplied(m_world->trySet(rep, "saved_view", view, {{text("shared"), text("private")}})));
        QVERIFY(!isApplied(m_world->run(rep, "change.undo", {})));
        QCOMPARE(m_world->stored(text("saved_view"), view).value(u"shared").text(), text("private"));
    }

    void othersViewsAreReadOnly()
    {
        const Id ours = save("rep", "Ours", "team").ids.first();
        const Id all = save("owner", "All", "all").ids.first();
        const Actor mate = m_world->actor("mate");
        for (const Id &view : {ours, all}) {
            QVERIFY(!isApplied(m_world->trySet(mate, "saved_view", view, {{text("name"), text("Taken")}})));
            QVERIFY(!isApplied(m_world->run(
                mate, "record.delete",
                {{text("object"), text("saved_view")}, {text("ids"), QJsonArray{view.toString()}}})));
            QVERIFY(m_world->stored(text("saved_view"), view).value(u"name").text() != text("Taken"));
        }
    }
};

DW_TEST(ViewRightsTest)

}  // namespace dw::test

#include "viewrightstest.moc"
