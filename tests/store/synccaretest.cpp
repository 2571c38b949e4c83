// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger.h"
#include "core/store/replica.h"
#include "tests/store/workspacefixture.h"
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

QStringList namesOf(const QList<VerifyCheck> &checks)
{
    QStringList names;
    for (const VerifyCheck &check : checks)
        names.append(check.name);
    return names;
}

}  // namespace

// Care for a workspace that syncs: verify, backup, restore.
class SyncCareTest : public WorkspaceFixture
{
    Q_OBJECT

private:
    Record m_company;
    Id m_transaction;
    Id m_device;

    template <typename Work>
    void writing(Workspace &workspace, Work work)
    {
        workspace.writeNow([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            work(session);
            QVERIFY(session.commit().ok());
        });
    }
    // A laptop with a record of its server under a pending change and a server of one commit, in one file.
    void fill(Workspace &workspace)
    {
        m_company = company(text("华为"));
        QVERIFY(save(workspace, m_company).ok());
        m_transaction = m_ids->next();
        m_device = m_ids->next();
        const RecordRef root = m_company.ref();
        writing(workspace, [&](WriteSession &session) {
            Replica &replica = session.replica();
            QVERIFY(replica.setValue(text("cursor"), "1.5").ok());
            QVERIFY(replica.setScope({1, text("all"), {text("company")}, true, {}, 0}).ok());
            QVERIFY(replica.setScope({2, text("own:1"), {text("company")}, true, {}, 0}).ok());
            QVERIFY(replica.setRoot({root, 1, {1, 2}}).ok());
            QVERIFY(replica.setBase({root, root, m_company}).ok());
            OutboxEntry entry;
            entry.transaction = m_transaction;
            entry.command = text("company.save");
            entry.body = "{}";
            entry.roots = {root};
            entry.names = {root};
            QVERIFY(replica.append(entry).ok());
            entry.transaction = m_ids->next();
            const Id made = m_ids->next();
            entry.roots = {{text("company"), made}};
            entry.names = entry.roots;
            entry.created = {made};
            QVERIFY(replica.append(entry).ok());
            InboxEntry refused;
            refused.transaction = m_ids->next();
            refused.code = text("gate_failed");
            QVERIFY(replica.addToInbox(refused).ok());
            Ledger &ledger = session.ledger();
            const LedgerPlacement placement{{text("all"), 1}, {text("own:1"), 1}};
            QVERIFY(ledger.touch(root, 1, &placement).ok());
            QVERIFY(ledger.setDevice({m_device, m_ids->next(), text("K7"), 1, 0, {}}).ok());
            QVERIFY(ledger.addResult({m_device, 1, m_transaction, LedgerResult::Status::Applied, {}, 1, "{}"})
                        .ok());
            QVERIFY(ledger.setHead({1, 5, m_ids->next(), 1, 0}).ok());
        });
    }

private Q_SLOTS:
    void init() { prepare(); }

    void aWorkspaceOfItsOwnHasNoSuchCheck()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        QVERIFY(save(*workspace, company(text("A"))).ok());
        QVERIFY(!namesOf(workspace->verify(Ticket()).value()).contains(text("sync")));
        fill(*workspace);
        const auto checks = workspace->verify(Ticket()).value();
        QVERIFY(namesOf(checks).contains(text("sync")));
        QCOMPARE(faults(checks), QStringList());
    }

    void verifyNamesEachFault_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const char *sql, const char *fault) {
            QTest::newRow(name) << QByteArray(sql) << text(fault);
        };
        row("number never given", "UPDATE \"dw:replica\" SET value=x'31' WHERE key='outbox_last'",
            "transaction 2 has a number that was never given");
        row("root of no transaction",
            "INSERT INTO \"dw:outbox_root\" VALUES(x'00112233445566778899aabbccddeeff',9)",
            "transaction 9 and the list of what waits differ about 00112233-4455-6677-8899-aabbccddeeff");
        row("root not listed", "DELETE FROM \"dw:outbox_root\" WHERE number=1",
            "transaction 1 and the list of what waits differ about %1");
        row("creation not listed", "DELETE FROM \"dw:outbox_made\"",
            "transaction 2 and the list of what is new differ about");
        row("no base row", "DELETE FROM \"dw:base\"",
            "%1 waits to be sent without what the server has of it");
        row("unreadable base row", "UPDATE \"dw:base\" SET server=x'ff'",
            "what the server has of %1 cannot be read");
        row("record gone",
            "INSERT INTO \"dw:root\" SELECT x'00112233445566778899aabbccddeeff',object,1,1 FROM \"dw:root\"",
            "00112233-4455-6677-8899-aabbccddeeff of company came from the server and is not there");
        row("unknown object", "UPDATE \"dw:root\" SET object=77", "%1 is of no object");
        row("scopes do not fit", "UPDATE \"dw:root\" SET scope=NULL",
            "the scopes of %1 do not fit each other");
        row("unknown scope", "DELETE FROM \"dw:scope\" WHERE number=2", "scope 2 is not known");
        row("head without commit", "UPDATE \"dw:commit\" SET tag=6",
            "the newest commit, 1, is not among the commits");
        row("commit beyond head", "INSERT INTO \"dw:commit\" VALUES(2,6)", "commit 2 is beyond the newest");
        row("answer beyond head", "UPDATE \"dw:result\" SET sequence=2",
            "the answer to transaction %2 is beyond the newest commit");
        row("answer beyond the device", "UPDATE \"dw:device\" SET last_number=0",
            "device K7 has an answer beyond its last number");
        row("unknown key", "DELETE FROM \"dw:scope_key\" WHERE key='all'", "key ");
        row("unknown object of a member", "UPDATE \"dw:member\" SET object=77", "object 77 is not known");
        row("member beyond its key", "UPDATE \"dw:scope_key\" SET last=0 WHERE key='all'",
            "all has changes beyond its last commit");
        row("key beyond the head", "UPDATE \"dw:scope_key\" SET last=2 WHERE key='own:1'",
            "own:1 has changes beyond the newest commit");
        row("tags never held", "UPDATE \"dw:member\" SET tags=2", "%1 holds what it never held");
        row("two commits", "UPDATE \"dw:member\" SET seq=0 WHERE key=1",
            "%1 is not at one commit in all its keys");
        row("left later", "UPDATE \"dw:member\" SET gone=1,tags=0,seq=2 WHERE key=1",
            "%1 is not at one commit in all its keys");
    }
    void verifyNamesEachFault()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, fault);
        QVERIFY(create().ok());
        const auto workspace = open().value();
        fill(*workspace);
        workspace->writeNow([&](WriteSession &session) {
            QVERIFY(static_cast<sqlite::SqliteSession &>(session).connection().execute(sql).ok());
        });
        const auto checks = workspace->verify(Ticket()).value();
        QCOMPARE(faults(checks), QStringList{text("sync")});
        fault.replace(QLatin1String("%1"), m_company.id().toString());
        fault.replace(QLatin1String("%2"), m_transaction.toString());
        QVERIFY2(checks.constLast().detail.contains(fault), qPrintable(checks.constLast().detail));
    }

    // Between two pages: executed, and what the server sent holds it already.
    void anAnsweredTransactionNeedsNoBaseRow()
    {
        QVERIFY(create().ok());
        const auto workspace = open().value();
        fill(*workspace);
        writing(*workspace, [&](WriteSession &session) {
            Replica &replica = session.replica();
            OutboxEntry entry = replica.outboxOf(m_company.ref())->constFirst();
            entry.state = OutboxEntry::State::Answered;
            entry.executedAt = 1;
            QVERIFY(replica.update(entry).ok());
            QVERIFY(replica.dropBase(m_company.ref()).ok());
        });
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList());
    }

    void backupAndRestoreKeepAllOfIt()
    {
        QVERIFY(create().ok());
        const QString file = m_root->filePath(text("b.dwbackup"));
        {
            const auto workspace = open().value();
            fill(*workspace);
            QVERIFY(workspace->backup(file, Ticket()).ok());
        }
        const QString again = m_root->filePath(text("again"));
        QVERIFY(Workspace::restore(file, again).ok());
        const auto workspace =
            Workspace::open(again, Workspace::Access::ReadWrite, m_dictionary, m_clock, *m_ids).value();
        QCOMPARE(faults(workspace->verify(Ticket()).value()), QStringList());
        workspace->readNow([&](ReadSession &session) {
            const Replica &replica = session.replica();
            const RecordRef root = m_company.ref();
            QCOMPARE(replica.value(text("cursor")).value(), QByteArray("1.5"));
            QCOMPARE(replica.outbox(0, -1)->size(), 2);
            QCOMPARE(replica.outboxOf(root)->constFirst().transaction, m_transaction);
            QCOMPARE((*replica.base(root))->server.value(u"name"), m_company.value(u"name"));
            QCOMPARE((*replica.root(root))->scopes, (QList<int>{1, 2}));
            QCOMPARE(replica.scopes()->size(), 2);
            QCOMPARE(replica.inbox()->size(), 1);
            const Ledger &ledger = session.ledger();
            QCOMPARE(ledger.head()->sequence, 1);
            QCOMPARE((*ledger.device(m_device))->shortName, text("K7"));
            QCOMPARE((*ledger.resultOf(m_transaction))->sequence, 1);
            QCOMPARE(ledger.placement(root)->size(), 2);
        });
    }
};

DW_TEST(SyncCareTest)

}  // namespace dw::test

#include "synccaretest.moc"
