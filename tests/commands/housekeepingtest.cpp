// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/housekeeping.h"
#include "core/commands/purgebin.h"
#include "core/reading/binnedrecords.h"
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
    void whatIsInTheBinIsRemovedForGood();
    void whatStaysKeepsWhatItNames();
    void theBinIsListedByWhatWasDeleted();
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
    static CommandResult purge(DealWorld &world, const char *object, const Id &id)
    {
        return world.attempt("record.purge", {{QStringLiteral("object"), QString::fromLatin1(object)},
                                              {QStringLiteral("ids"), QJsonArray{id.toString()}}});
    }
    static BinnedRecords bin(DealWorld &world)
    {
        BinnedRecords found;
        world.read([&](const Reader &reader) {
            const Instant since{world.clock.now().ms - PurgeBin::BinDays * DayMs};
            const auto binned = binnedRecords(reader, since);
            if (!binned.ok())
                qFatal("%s %s", qPrintable(binned.error().key), qPrintable(binned.error().detail));
            found = *binned;
        });
        return found;
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

void HousekeepingTest::whatIsInTheBinIsRemovedForGood()
{
    DealWorld world;
    const Id account = world.account(QStringLiteral("Alpha"));
    const auto contact = [&](const char *name) {
        return world.create("contact", {{QStringLiteral("name"), QString::fromLatin1(name)},
                                        {QStringLiteral("account_id"), account.toString()}});
    };
    const Id early = contact("Zhang"), with = contact("Li");
    const CommandResult alive = purge(world, "account", account);
    QCOMPARE(alive.status, CommandResult::Status::Refused);
    QCOMPARE(alive.error.key, QStringLiteral("command.not_in_bin"));
    world.remove("contact", early);
    world.clock.advanceMs(1000);
    world.remove("account", account);
    const CommandResult gone = purge(world, "account", account);
    QVERIFY2(gone.status == CommandResult::Status::Applied, qPrintable(DealWorld::said(gone)));
    QCOMPARE(gone.data.value(QLatin1String("purged")).toInt(), 3);
    for (const Id &id : {early, with})
        QVERIFY(!world.stored("contact", id).isValid());
    QVERIFY(!world.stored("account", account).isValid());
    // Nobody brings it back, and what it held is told no more.
    QVERIFY(
        world.attempt("change.undo", {{QStringLiteral("transaction"), gone.transaction.toString()}}).status !=
        CommandResult::Status::Applied);
    world.workspace->readNow([&](ReadSession &session) {
        const auto lines = session.history({QStringLiteral("account"), account}, 10, 0);
        QVERIFY(lines.ok() && !lines->isEmpty());
        for (const AuditRecord &line : *lines)
            QVERIFY(line.erased || line.entry.values.isEmpty());
    });
    const auto checks = world.workspace->verify(Ticket());
    QVERIFY(checks.ok());
    for (const VerifyCheck &check : *checks)
        QVERIFY2(check.ok, qPrintable(check.name + QLatin1Char(' ') + check.detail));
}

void HousekeepingTest::whatStaysKeepsWhatItNames()
{
    DealWorld world;
    const Id rival = world.create("competitor", {{QStringLiteral("name"), QStringLiteral("Rival")}});
    const Id deal = world.deal(QStringLiteral("Line"), world.account(QStringLiteral("Alpha")),
                               {{QStringLiteral("competitor_ids"), QJsonArray{rival.toString()}}});
    world.remove("competitor", rival);
    const CommandResult named = purge(world, "competitor", rival);
    QCOMPARE(named.status, CommandResult::Status::Refused);
    QCOMPARE(named.findings.first().key, QStringLiteral("command.still_named"));
    QCOMPARE(named.findings.first().arguments,
             (QStringList{QStringLiteral("Rival"), QStringLiteral("@object:opportunity")}));
    QVERIFY(world.stored("competitor", rival).isDeleted());
    // One in the bin can come back, and keeps it as well.
    world.remove("opportunity", deal);
    QCOMPARE(purge(world, "competitor", rival).findings.first().key, QStringLiteral("command.still_named"));
    QCOMPARE(purge(world, "opportunity", deal).status, CommandResult::Status::Applied);
    QCOMPARE(purge(world, "competitor", rival).status, CommandResult::Status::Applied);
    QVERIFY(!world.stored("competitor", rival).isValid());
}

void HousekeepingTest::theBinIsListedByWhatWasDeleted()
{
    DealWorld world;
    const Id account = world.account(QStringLiteral("Alpha"));
    const Id early = world.create("contact", {{QStringLiteral("name"), QStringLiteral("Zhang")},
                                              {QStringLiteral("account_id"), account.toString()}});
    world.create("contact", {{QStringLiteral("name"), QStringLiteral("Li")},
                             {QStringLiteral("account_id"), account.toString()}});
    QVERIFY(bin(world).records.isEmpty());
    world.remove("contact", early);
    world.clock.advanceMs(1000);
    world.remove("account", account);
    const BinnedRecords both = bin(world);
    QCOMPARE(both.records.size(), qsizetype(2));
    QVERIFY(!both.more);
    QCOMPARE(both.records[0].record, (RecordRef{QStringLiteral("account"), account}));
    QCOMPARE(both.records[0].title, QStringLiteral("Alpha"));
    QCOMPARE(both.records[0].deletedAt, world.clock.now());
    QVERIFY(!both.records[0].by.isEmpty());
    const QList<std::pair<QString, int>> along{{QStringLiteral("contact"), 1}};
    QCOMPARE(both.records[0].along, along);
    QCOMPARE(both.records[1].record.id, early);
    QVERIFY(both.records[1].along.isEmpty());
    wait(world, 91);
    QVERIFY(bin(world).records.isEmpty());
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
