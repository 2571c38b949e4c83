// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QTest>

namespace dw::test
{

// F2.10: nobody calls a customer whom a colleague has just called without knowing it.
class ContactTest : public QObject
{
    Q_OBJECT

private:
    static CommandResult log(SyncWorld &world, SyncLaptop &laptop, const Id &account, const char *kind,
                             qint64 minutesAgo)
    {
        const Instant at{world.clock().now().ms - minutesAgo * 60'000};
        const QJsonObject about{{QStringLiteral("object"), QStringLiteral("account")},
                                {QStringLiteral("id"), account.toString()}};
        const CommandResult result = laptop.run(
            "activity.log", {{QStringLiteral("set"),
                              QJsonObject{{QStringLiteral("kind"), QString::fromLatin1(kind)},
                                          {QStringLiteral("subject"), QStringLiteral("About prices")},
                                          {QStringLiteral("outcome"), QStringLiteral("positive")},
                                          {QStringLiteral("direction"), QStringLiteral("out")},
                                          {QStringLiteral("duration_s"), 60},
                                          {QStringLiteral("performer_id"), laptop.actor.user.toString()},
                                          {QStringLiteral("occurred_at"), at.toIso()},
                                          {QStringLiteral("related"), about}}}});
        if (result.status != CommandResult::Status::Applied)
            qFatal("log: %s %s", qPrintable(result.error.key),
                   result.findings.isEmpty() ? "" : qPrintable(result.findings.first().key));
        return result;
    }
    static QString warned(const CommandResult &result)
    {
        for (const Finding &finding : result.findings) {
            if (finding.key.startsWith(QLatin1String("activity.contacted")))
                return finding.key.section(QLatin1Char('_'), 1) + QLatin1Char(' ') +
                       finding.arguments.value(1);
        }
        return {};
    }

private Q_SLOTS:
    void aColleaguesContactIsTold()
    {
        SyncWorld world(2);
        SyncLaptop &lin = world.laptop(0), &wei = world.laptop(1);
        const Id account = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Alpha")}});
        const Id other = lin.create("account", {{QStringLiteral("name"), QStringLiteral("Beta")}});
        world.syncAll();
        QCOMPARE(warned(log(world, wei, account, "call", 130)), QString());
        log(world, wei, other, "call", 26 * 60);
        // One's own is no news.
        QCOMPARE(warned(log(world, wei, account, "call", 125)), QString());
        // Nor what has not arrived yet.
        QCOMPARE(warned(log(world, lin, account, "note", 0)), QString());
        world.syncAll();
        const CommandResult late = log(world, lin, account, "call", 0);
        QCOMPARE(warned(late), QStringLiteral("hours 2"));
        QCOMPARE(late.findings.first().severity, Finding::Severity::Warning);
        QCOMPARE(warned(log(world, lin, account, "im", 85)), QStringLiteral("minutes 40"));
        // A note is no contact, a day ago is long ago, and who came later was not there before.
        QCOMPARE(warned(log(world, lin, account, "note", 0)), QString());
        QCOMPARE(warned(log(world, lin, other, "call", 0)), QString());
        QCOMPARE(warned(log(world, lin, account, "call", 200)), QString());
    }
};

DW_TEST(ContactTest)

}  // namespace dw::test

#include "contacttest.moc"
