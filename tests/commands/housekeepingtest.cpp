// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/housekeeping.h"
#include "tests/commands/dealworld.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

namespace dw::test
{

namespace
{

constexpr qint64 DayMs = 86400000;

}  // namespace

// What the authority clears away, with the clock moved on.
class HousekeepingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBinKeepsForNinetyDays();
    void whatWasDeletedLongAgoIsPurged();
    void whatIsNamedStays();
    void filesGoThirtyDaysAfterTheLastReference();
    void anAttachmentNamesAStoredFile();
    void onceADay();

private:
    static void wait(DealWorld &world, int days)
    {
        world.clock.set(Instant{world.clock.now().ms + days * DayMs});
    }
    static Housekeeping::Done run(DealWorld &world)
    {
        Housekeeping::Done done;
        world.workspace->writeNow([&](WriteSession &session) {
            const auto ran = Housekeeping(*world.runner).run(session, world.actor);
            if (!ran.ok())
                qFatal("%s %s", qPrintable(ran.error().key), qPrintable(ran.error().detail));
            done = *ran;
        });
        return done;
    }
    static CommandResult restore(DealWorld &world, const char *object, const Id &id)
    {
        return world.attempt("record.restore", {{QStringLiteral("object"), QString::fromLatin1(object)},
                                                {QStringLiteral("ids"), QJsonArray{id.toString()}}});
    }
};

void HousekeepingTest::theBinKeepsForNinetyDays()
{
    DealWorld world;
    const Id account = world.account(QStringLiteral("Alpha"));
    world.remove("account", account);
    wait(world, 89);
    QCOMPARE(restore(world, "account", account).status, CommandResult::Status::Applied);
    world.remove("account", account);
    wait(world, 91);
    const CommandResult late = restore(world, "account", account);
    QCOMPARE(late.status, CommandResult::Status::Refused);
    QCOMPARE(late.error.key, QStringLiteral("command.bin_expired"));
}

void HousekeepingTest::whatWasDeletedLongAgoIsPurged()
{
    DealWorld world;
    const Id old = world.account(QStringLiteral("Alpha"));
    const Id contact = world.create("contact", {{QStringLiteral("name"), QStringLiteral("Zhang")},
                                                {QStringLiteral("account_id"), old.toString()}});
    const Id younger = world.account(QStringLiteral("Beta"));
    world.remove("account", old);
    wait(world, 100);
    world.remove("account", younger);
    wait(world, 79);
    QCOMPARE(run(world).purged, qint64(0));
    wait(world, 2);
    QCOMPARE(run(world).purged, qint64(2));
    QVERIFY(!world.stored("account", old).isValid());
    QVERIFY(!world.stored("contact", contact).isValid());
    QVERIFY(world.stored("account", younger).isDeleted());
    world.workspace->readNow([&](ReadSession &session) {
        const auto lines = session.history({QStringLiteral("account"), old}, 10, 0);
        QVERIFY(lines.ok() && !lines->isEmpty());
        for (const AuditRecord &line : *lines)
            QVERIFY(line.erased || line.entry.values.isEmpty());
    });
    const auto checks = world.workspace->verify(Ticket());
    QVERIFY(checks.ok());
    for (const VerifyCheck &check : *checks)
        QVERIFY2(check.ok, qPrintable(check.name + QLatin1Char(' ') + check.detail));
}

void HousekeepingTest::whatIsNamedStays()
{
    DealWorld world;
    const Id rival = world.create("competitor", {{QStringLiteral("name"), QStringLiteral("Rival")}});
    const Id account = world.account(QStringLiteral("Alpha"));
    const Id deal = world.deal(QStringLiteral("Line"), account,
                               {{QStringLiteral("competitor_ids"), QJsonArray{rival.toString()}}});
    world.remove("competitor", rival);
    wait(world, 200);
    QCOMPARE(run(world).purged, qint64(0));
    QVERIFY(world.stored("competitor", rival).isDeleted());
    world.update("opportunity", deal, {{QStringLiteral("competitor_ids"), QJsonArray()}});
    wait(world, 1);
    QCOMPARE(run(world).purged, qint64(1));
    QVERIFY(!world.stored("competitor", rival).isValid());
}

void HousekeepingTest::filesGoThirtyDaysAfterTheLastReference()
{
    if (TestWorkspace::onPostgres())
        QSKIP("how old a file is the database says (PostgresWorkspaceTest)");
    DealWorld world;
    const auto put = [&world](const QByteArray &text) {
        QFile file(world.folder.filePath(QString::fromLatin1(text)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        file.close();
        return world.workspace->putBlob(file.fileName()).value();
    };
    const Id account = world.account(QStringLiteral("Alpha"));
    const Workspace::StoredBlob kept = put("kept"), orphan = put("orphan");
    const CommandResult attached = world.run(
        "attachment.add",
        {{QStringLiteral("file_name"), QStringLiteral("kept.txt")},
         {QStringLiteral("sha256"), QString::fromLatin1(kept.sha256.toHex())},
         {QStringLiteral("size"), kept.size},
         {QStringLiteral("mime"), kept.mime},
         {QStringLiteral("doc_kind"), QStringLiteral("other")},
         {QStringLiteral("related"), QJsonObject{{QStringLiteral("object"), QStringLiteral("account")},
                                                 {QStringLiteral("id"), account.toString()}}}});
    // As long as who put it in may still name it, nothing goes.
    run(world);
    wait(world, 31);
    QCOMPARE(run(world).files, qint64(0));
    world.reopen();
    wait(world, 1);
    QCOMPARE(run(world).files, qint64(1));
    QVERIFY(!world.workspace->blobPath(orphan.sha256).ok());
    // A deleted attachment can come back; its file goes 30 days after its row.
    world.remove("attachment", attached.ids.first());
    wait(world, 100);
    QCOMPARE(run(world).files, qint64(0));
    wait(world, 100);
    QCOMPARE(run(world).purged, qint64(1));
    wait(world, 29);
    QCOMPARE(run(world).files, qint64(0));
    QVERIFY(world.workspace->blobPath(kept.sha256).ok());
    wait(world, 1);
    QCOMPARE(run(world).files, qint64(1));
    QVERIFY(!world.workspace->blobPath(kept.sha256).ok());
}

// What an attachment says of its file is what lies in the store.
void HousekeepingTest::anAttachmentNamesAStoredFile()
{
    DealWorld world;
    QFile file(world.folder.filePath(QStringLiteral("a")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("content") == 7);
    file.close();
    const Workspace::StoredBlob stored = world.workspace->putBlob(file.fileName()).value();
    const Id account = world.account(QStringLiteral("Alpha"));
    const auto attach = [&](const QByteArray &sha256, qint64 size) {
        return world
            .attempt("attachment.add", {{QStringLiteral("file_name"), QStringLiteral("a.txt")},
                                        {QStringLiteral("sha256"), QString::fromLatin1(sha256.toHex())},
                                        {QStringLiteral("size"), size},
                                        {QStringLiteral("doc_kind"), QStringLiteral("other")},
                                        {QStringLiteral("related"),
                                         QJsonObject{{QStringLiteral("object"), QStringLiteral("account")},
                                                     {QStringLiteral("id"), account.toString()}}}})
            .error.key;
    };
    QCOMPARE(attach(stored.sha256, 7), QString());
    QCOMPARE(attach(QByteArray(32, 'x'), 7), QStringLiteral("store.blob_missing"));
    QCOMPARE(attach(stored.sha256, 8), QStringLiteral("attachment.not_as_said"));
    QCOMPARE(attach(stored.sha256.left(31), 7), QStringLiteral("attachment.bad_file"));
    // Of the same size and another content.
    QFile damaged(world.workspace->blobPath(stored.sha256).value());
    QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("contend") == 7);
    damaged.close();
    QCOMPARE(attach(stored.sha256, 7), QStringLiteral("attachment.not_as_said"));
}

void HousekeepingTest::onceADay()
{
    DealWorld world;
    QVERIFY(run(world).due);
    QVERIFY(!run(world).due);
    wait(world, 1);
    QVERIFY(run(world).due);
}

DW_TEST(HousekeepingTest)

}  // namespace dw::test

#include "housekeepingtest.moc"
