// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/access/accessworld.h"
#include "tests/support/testrunner.h"

#include <QJsonObject>
#include <QTest>

namespace dw::test
{

// Who may not see or change a lead neither claims nor releases it, and writes nothing by trying. Whose it
// becomes is the command's to say, also for whoever may not type an owner.
class LeadClaimAccessTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

private Q_SLOTS:
    void deniedIsRefused_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<bool>("hidden");
        QTest::addColumn<QString>("key");
        for (const char *command : {"lead.claim", "lead.release"}) {
            QTest::addRow("%s: object", command) << text(command) << false << text("access.action_forbidden");
            QTest::addRow("%s: row", command) << text(command) << true << text("command.record_missing");
        }
    }

    void deniedIsRefused()
    {
        QFETCH(const QString, command);
        QFETCH(const bool, hidden);
        QFETCH(const QString, key);
        AccessWorld world;
        const Id lead = world.openly("record.create",
                                     {{text("object"), text("lead")},
                                      {text("set"), QJsonObject{{text("company_name"), text("Zebra lead")},
                                                                {text("contact_name"), text("Li")},
                                                                {text("mobile"), text("+8613800000001")},
                                                                {text("source_channel"), text("other")}}}});
        const QJsonObject byId{{text("id"), lead.toString()}};
        if (command == text("lead.claim"))
            world.openly("lead.release", byId);
        if (hidden)
            world.policy().rows.insert(text("lead"), text("company_name <> \"Zebra lead\""));
        else
            world.policy().deniedObjects.insert(text("lead"));
        const QByteArray before = world.digest();
        const CommandResult result = world.run(command.toLatin1().constData(), byId);
        const QString told = AccessWorld::textOf(result);
        QVERIFY2(result.status != CommandResult::Status::Applied, qPrintable(told));
        QVERIFY2(told.contains(key), qPrintable(told));
        QVERIFY2(!AccessWorld::tells(told), qPrintable(told));
        QVERIFY(world.digest() == before);
    }
};

DW_TEST(LeadClaimAccessTest)

}  // namespace dw::test

#include "leadclaimtest.moc"
