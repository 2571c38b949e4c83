// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/demo/demoworkspace.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

class DemoRemoveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNoneAndKeepsOnesOwn()
    {
        auto made = DemoWorkspace::demo();
        QVERIFY(made.ok());
        DemoWorkspace &demo = **made;
        const auto create = [&](const QString &object, const QJsonObject &set) {
            return demo.runner().runNow({QStringLiteral("record.create"),
                                         {{QStringLiteral("object"), object}, {QStringLiteral("set"), set}}},
                                        demo.actor());
        };
        const CommandResult own =
            create(QStringLiteral("account"), {{QStringLiteral("name"), QStringLiteral("自己的客户")}});
        QCOMPARE(int(own.status), int(CommandResult::Status::Applied));
        const Id theirs = demo.all(QStringLiteral("account")).first().id() == own.ids.first()
                              ? demo.all(QStringLiteral("account")).last().id()
                              : demo.all(QStringLiteral("account")).first().id();
        const CommandResult contact =
            create(QStringLiteral("contact"), {{QStringLiteral("name"), QStringLiteral("张三")},
                                               {QStringLiteral("account_id"), theirs.toString()}});
        QCOMPARE(int(contact.status), int(CommandResult::Status::Applied));

        const CommandResult removed = demo.runner().runNow({QStringLiteral("demo.remove"), {}}, demo.actor());
        QVERIFY2(removed.status == CommandResult::Status::Applied, qPrintable(removed.error.key));
        QVERIFY(removed.data.value(QStringLiteral("removed")).toInt() > 20000);
        QCOMPARE(removed.data.value(QStringLiteral("with_them")).toInt(), 1);

        for (const ObjectTypePtr &type : demo.configuration().dictionary->objects()) {
            const QList<Record> left = demo.all(type->key());
            for (const Record &record : left)
                QVERIFY2(!record.value(u"is_demo").boolean(), qPrintable(type->key()));
        }
        const QList<Record> accounts = demo.all(QStringLiteral("account"));
        QCOMPARE(accounts.size(), 1);
        QCOMPARE(accounts.first().id(), own.ids.first());
        QCOMPARE(demo.all(QStringLiteral("contact")).size(), 0);
        const QList<Record> users = demo.all(QStringLiteral("user"));
        QCOMPARE(users.size(), 1);
        QCOMPARE(users.first().id(), DemoWorkspace::opener());
        QVERIFY(users.first().value(u"manager_id").isNull());
        // Whoever opens it next opens a workspace of one's own.
        const auto next =
            Workspace::open(demo.workspace().folder(), Workspace::Access::ReadOnly,
                            demo.configuration().dictionary, demo.runner().clock(), demo.runner().ids());
        QVERIFY(demo.workspace().info().demo);
        QVERIFY(next.ok());
        QVERIFY(!(*next)->info().demo);
        const auto checks = demo.workspace().verify(Ticket());
        QVERIFY(checks.ok());
        for (const VerifyCheck &check : *checks)
            QVERIFY2(check.ok, qPrintable(check.name + QLatin1String(": ") + check.detail));
    }
};

DW_TEST(DemoRemoveTest)

}  // namespace dw::test

#include "demo_removetest.moc"
