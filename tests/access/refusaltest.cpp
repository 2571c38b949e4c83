// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/refusedtext.h"
#include "core/store/refusedattempt.h"
#include "tests/access/accessworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

using Status = CommandResult::Status;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

}  // namespace

// What the audit says of attempts that were refused (B5); that each is written: CommandAccessTest.
class RefusalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The key of such a line is no field of anything, so that the two are never taken for each other.
    void noFieldIsCalledSo()
    {
        AccessWorld world;
        const QString key = RefusedAttempt{text("x"), {}}.values().keys().first();
        for (const ObjectTypePtr &type : world.runner().configuration()->dictionary->objects())
            QVERIFY2(!type->find(key), qPrintable(type->key()));
    }

    // Who may see the record reads that somebody tried; who may not learns nothing, of their own try neither.
    void refusedAttemptsAreReadByWhoMaySeeThem()
    {
        AccessWorld world;
        const auto tries = [&](const Id &id) {
            return world.run("record.update",
                             {{text("object"), text("account")},
                              {text("id"), id.toString()},
                              {text("set"), QJsonObject{{text("website"), text("https://zebra.example")}}}});
        };
        tries(world.account);
        tries(world.hiddenAccount);
        const auto shown = [&](const Id &id) {
            qsizetype found = 0;
            world.read([&](const Reader &reader) {
                const auto lines = reader.history({text("account"), id}, 100);
                const ObjectTypePtr type = reader.context().dictionary->find(u"account");
                for (const AuditRecord &line : lines.ok() ? *lines : QList<AuditRecord>())
                    found += refusedText(line, *type, Language::English) ? 1 : 0;
                const auto trail = reader.auditTrail(1000);
                QVERIFY(trail.ok());
                for (const AuditRecord &line : *trail)
                    found += line.entry.record.id == id && RefusedAttempt::isOne(line) ? 100 : 0;
            });
            return found;
        };
        QCOMPARE(shown(world.account), 101);
        QCOMPARE(shown(world.hiddenAccount), 0);
        world.policy().open = true;
        QCOMPARE(shown(world.hiddenAccount), 101);
        world.policy().open = false;

        // Somebody else to whom the field is hidden does not read its name.
        world.actAs(world.other);
        QCOMPARE(shown(world.account), 0);
        // A line of a field that they see they read.
        tries(world.account);
        QCOMPARE(shown(world.account), 101);
    }

    // The same attempt a thousand times is a few lines, and their counts add up to nearly all of them.
    void aFloodOfRefusedAttemptsIsFewLines()
    {
        AccessWorld world;
        const qsizetype before = world.audit().size();
        for (int i = 0; i < 1000; ++i)
            world.run("record.update", {{text("object"), text("account")},
                                        {text("id"), world.account.toString()},
                                        {text("set"), QJsonObject{{text("industry"), text("other")}}}});
        const QList<AuditRecord> audit = world.audit();
        QVERIFY(audit.size() - before <= 30);
        qint64 counted = 0;
        for (qsizetype i = 0; i < audit.size() - before; ++i)
            counted += RefusedAttempt::of(audit[i])->count;
        QVERIFY2(counted > 500 && counted <= 1000, qPrintable(QString::number(counted)));
        // After a while it is told again, with what was left.
        world.base().clock().set(Instant{world.base().clock().now().ms + 3600 * qint64(1000)});
        world.run("record.update", {{text("object"), text("account")},
                                    {text("id"), world.account.toString()},
                                    {text("set"), QJsonObject{{text("industry"), text("other")}}}});
        QCOMPARE(RefusedAttempt::of(world.audit().first())->count, 1001 - counted);
        QCOMPARE(world.chainFault(), QString());
    }

    // A refused attempt is nothing that a later undo could fail on.
    void undoLooksPastRefusedAttempts()
    {
        AccessWorld world;
        world.policy().rights.clear();
        const CommandResult moved =
            world.run("opportunity.advance",
                      {{text("id"), world.deal.toString()},
                       {text("to"), text("needs")},
                       {text("set"), QJsonObject{{text("primary_contact_id"), world.contact.toString()}}}});
        QVERIFY2(moved.status == Status::Applied, qPrintable(AccessWorld::textOf(moved)));
        world.policy().deniedActions = {Action::Delete, Action::Export};
        QVERIFY(world
                    .run("record.delete", {{text("object"), text("opportunity")},
                                           {text("ids"), QJsonArray{world.deal.toString()}}})
                    .status != Status::Applied);
        QVERIFY(
            world.run("data.export", {{text("object"), text("opportunity")}, {text("file"), text("a.csv")}})
                .status != Status::Applied);
        const CommandResult undone = world.run("change.undo", {});
        QVERIFY2(undone.status == Status::Applied, qPrintable(AccessWorld::textOf(undone)));
    }
};

DW_TEST(RefusalTest)

}  // namespace dw::test

#include "refusaltest.moc"
