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

// What is seen with the record it belongs to (parents.h), where that record is one of all or there is none.
class ParentSightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoSeesEveryDealSeesTheirTasks()
    {
        RoleWorld world;
        const Id role = world.role("deals");
        world.permission(role, "opportunity", {{text("read"), text("all")}});
        world.permission(role, "task", {{text("read"), text("own")}});
        world.give("rep", {text("deals")});
        QCOMPARE(world.seen("rep", "task", "subject").size(), 4);
        // About nothing, and about a deal that is gone.
        world.set("task", world.of("mate").task, {{text("related"), QJsonValue()}});
        QCOMPARE(world.seen("rep", "task", "subject"),
                 (QStringList{text("boss task"), text("other task"), text("rep task")}));
        world.mine("record.delete", {{text("object"), text("opportunity")},
                                     {text("ids"), QJsonArray{world.of("boss").deal.toString()}}});
        QVERIFY(!world.seen("rep", "task", "subject").contains(text("boss task")));
    }

    // A condition that holds of empty fields does not hold of a record that is not there.
    void nothingIsSeenWithAParentOfAnotherObject()
    {
        RoleWorld world;
        const Id role = world.role("blank");
        world.permission(role, "account",
                         {{text("read"), text("all")}, {text("record_filter"), text("ISBLANK(industry)")}});
        world.permission(role, "task", {{text("read"), text("own")}});
        world.permission(role, "comment", {{text("read"), text("all")}});
        world.give("rep", {text("blank")});
        QCOMPARE(world.seen("rep", "account", "name").size(), 4);
        QCOMPARE(world.seen("rep", "task", "subject"), QStringList{text("rep task")});
        QCOMPARE(world.seen("rep", "comment", "body"), QStringList());
        world.set("task", world.of("other").task,
                  {{text("related"), QJsonObject{{text("object"), text("account")},
                                                 {text("id"), world.of("mate").account.toString()}}}});
        QCOMPARE(world.seen("rep", "task", "subject"), (QStringList{text("other task"), text("rep task")}));
    }
};

DW_TEST(ParentSightTest)

}  // namespace dw::test

#include "parentsighttest.moc"
