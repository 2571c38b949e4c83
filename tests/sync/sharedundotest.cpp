// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inbox.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

namespace dw::test
{

namespace
{

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

QJsonObject one(const char *field, const QString &value)
{
    return {{text(field), value}};
}

}  // namespace

// Undo in a shared workspace: of what the server does not know yet, of what it knows, and of what others
// worked on meanwhile.
class SharedUndoTest : public QObject
{
    Q_OBJECT

private:
    struct Pair
    {
        SyncWorld world{2};
        SyncLaptop &lin = world.laptop(0);
        SyncLaptop &anna = world.laptop(1);
        Id account;

        Pair()
        {
            account = lin.create(
                "account", {{text("name"), text("Acme")}, {text("website"), text("https://a.example")}});
            world.syncAll();
        }
        Id deal()
        {
            const Id id =
                lin.create("opportunity", {{text("name"), text("Deal")},
                                           {text("account_id"), account.toString()},
                                           {text("amount"), text("5000")},
                                           {text("expected_close"), text("2027-01-15")},
                                           {text("next_step"), text("Call")},
                                           {text("next_step_at"), text("2026-11-25T02:00:00.000Z")}});
            world.syncAll();
            return id;
        }
        Value at(SyncParty &party, const char *object, const Id &id, const char *field) const
        {
            return party.stored(object, id).value(text(field));
        }
        void undo(SyncLaptop &laptop, const Id &transaction)
        {
            const CommandResult undone =
                laptop.run("change.undo", {{text("transaction"), transaction.toString()}});
            QVERIFY2(undone.status == CommandResult::Status::Applied, qPrintable(undone.error.key));
        }
        void agree()
        {
            world.syncAll();
            QVERIFY(lin.outbox().isEmpty() && anna.outbox().isEmpty());
            QCOMPARE(lin.contents(), world.server().contents());
            QCOMPARE(anna.contents(), world.server().contents());
        }
    };

    static QList<InboxItem> itemsOf(SyncLaptop &laptop)
    {
        QList<InboxItem> items;
        laptop.workspace->readNow([&](ReadSession &session) {
            items = InboxReader(session, laptop.runner->configuration(), laptop.actor, Language::English)
                        .items()
                        .value();
        });
        return items;
    }

    static InboxOutcome mine(SyncLaptop &laptop, const InboxItem &item)
    {
        InboxDecision decision;
        decision.number = item.number;
        decision.record = item.isKept() ? item.record : RecordRef();
        InboxOutcome outcome;
        laptop.write([&](WriteSession &session) {
            outcome = Inbox(*laptop.runner).decide(session, decision, laptop.actor, Language::English);
        });
        return outcome;
    }

private Q_SLOTS:
    void beforeAndAfterItWasSent_data()
    {
        QTest::addColumn<bool>("sent");
        QTest::newRow("waits") << false;
        QTest::newRow("sent") << true;
    }

    void beforeAndAfterItWasSent()
    {
        QFETCH(bool, sent);
        Pair pair;
        const CommandResult changed =
            pair.lin.update("account", pair.account, one("website", text("https://b.example")));
        const Id made = pair.lin.create("account", one("name", text("Mistake")));
        if (sent)
            pair.world.syncAll();
        // The last change is the one that it was here.
        QCOMPARE(pair.lin.run("change.undo", {}).status, CommandResult::Status::Applied);
        pair.undo(pair.lin, changed.transaction);
        QVERIFY(pair.lin.stored("account", made).isDeleted());
        QCOMPARE(pair.at(pair.lin, "account", pair.account, "website").text(), text("https://a.example"));
        pair.agree();
        QVERIFY(pair.world.server().stored("account", made).isDeleted());
        QCOMPARE(pair.at(pair.world.server(), "account", pair.account, "website").text(),
                 text("https://a.example"));
        QVERIFY(pair.lin.inbox().isEmpty());
    }

    // What no audit holds, and what no person may set: only the server's own journal brings it back.
    void aMoveGoesBackToWhereItWas_data() { beforeAndAfterItWasSent_data(); }

    void aMoveGoesBackToWhereItWas()
    {
        QFETCH(bool, sent);
        Pair pair;
        const Id deal = pair.deal();
        const Record before = pair.world.server().stored("opportunity", deal);
        pair.world.clock().advanceMs(60'000);
        const CommandResult moved = pair.lin.run(
            "opportunity.advance", {{text("id"), deal.toString()},
                                    {text("to"), text("lost")},
                                    {text("set"), QJsonObject{{text("lost_reason"), text("price")},
                                                              {text("review_note"), text("-")}}}});
        QVERIFY2(moved.status == CommandResult::Status::Applied,
                 qPrintable(moved.findings.isEmpty() ? moved.error.key : moved.findings.first().key));
        if (sent)
            pair.world.syncAll();
        pair.world.clock().advanceMs(60'000);
        pair.undo(pair.lin, moved.transaction);
        pair.agree();
        const Record after = pair.world.server().stored("opportunity", deal);
        for (const char *field :
             {"stage_id", "stage_entered_at", "probability", "result", "lost_at", "lost_reason"})
            QVERIFY2(after.value(text(field)) == before.value(text(field)), field);
        QVERIFY(pair.lin.inbox().isEmpty());
    }

    void whatOthersChangedSinceStays()
    {
        Pair pair;
        const CommandResult changed =
            pair.lin.update("account", pair.account,
                            {{text("website"), text("https://b.example")}, {text("short_name"), text("Ac")}});
        pair.world.syncAll();
        QCOMPARE(
            pair.anna.update("account", pair.account, one("website", text("https://anna.example"))).status,
            CommandResult::Status::Applied);
        pair.world.sync(pair.anna);
        // Lin does not know of it yet.
        pair.undo(pair.lin, changed.transaction);
        pair.agree();
        const Record account = pair.world.server().stored("account", pair.account);
        QCOMPARE(account.value(u"website").text(), text("https://anna.example"));
        QVERIFY(account.value(u"short_name").isNull());
        const QList<InboxItem> items = itemsOf(pair.lin);
        QCOMPARE(items.size(), 1);
        QVERIFY(items.first().isKept());
        QCOMPARE(items.first().fields.size(), 1);
        QCOMPARE(items.first().fields.first().mine.text(), text("https://a.example"));
        QCOMPARE(items.first().fields.first().theirs->text(), text("https://anna.example"));
        QVERIFY(mine(pair.lin, items.first()).ok());
        pair.agree();
        QCOMPARE(pair.at(pair.world.server(), "account", pair.account, "website").text(),
                 text("https://a.example"));

        // What is known here is said at once.
        const CommandResult again =
            pair.lin.update("account", pair.account, one("website", text("https://c.example")));
        pair.world.syncAll();
        QCOMPARE(pair.anna.update("account", pair.account, one("website", text("https://d.example"))).status,
                 CommandResult::Status::Applied);
        pair.world.syncAll();
        const CommandResult undone =
            pair.lin.run("change.undo", {{text("transaction"), again.transaction.toString()}});
        QCOMPARE(undone.findings.size(), 1);
        QCOMPARE(undone.findings.first().key, text("undo.kept"));
        QVERIFY(pair.lin.outbox().isEmpty());
    }

    void aRecordThatOthersWorkedOnStays()
    {
        Pair pair;
        const Id made = pair.lin.create("account", one("name", text("New")));
        const QList<OutboxEntry> waiting = pair.lin.outbox();
        pair.world.syncAll();
        pair.anna.create("contact", {{text("name"), text("Wang")}, {text("account_id"), made.toString()}});
        pair.world.sync(pair.anna);
        pair.undo(pair.lin, waiting.first().transaction);
        QVERIFY(pair.lin.stored("account", made).isDeleted());
        pair.agree();
        QVERIFY(!pair.lin.stored("account", made).isDeleted());
        const QList<InboxItem> items = itemsOf(pair.lin);
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.first().code, text("changed_since"));
        QVERIFY(mine(pair.lin, items.first()).ok());
        pair.agree();
        QVERIFY(pair.world.server().stored("account", made).isDeleted());
    }

    // Nobody is asked about a change that they took back, nor about taking it back.
    void whatTheServerRefusesNeedsNoDecision()
    {
        Pair pair;
        const Id deal = pair.deal();
        QCOMPARE(pair.anna.update("opportunity", deal, one("amount", text("7000"))).status,
                 CommandResult::Status::Applied);
        pair.world.sync(pair.anna);
        const CommandResult changed = pair.lin.update("opportunity", deal, one("amount", text("6000")));
        pair.undo(pair.lin, changed.transaction);
        pair.agree();
        QVERIFY(pair.lin.inbox().isEmpty());
        QCOMPARE(pair.at(pair.lin, "opportunity", deal, "amount").money().minor, 700'000);

        // The refusal comes first, then the person takes back what is not there any more.
        QCOMPARE(pair.anna.update("opportunity", deal, one("amount", text("8000"))).status,
                 CommandResult::Status::Applied);
        pair.world.sync(pair.anna);
        const CommandResult refused = pair.lin.update("opportunity", deal, one("amount", text("9000")));
        pair.world.sync(pair.lin);
        QCOMPARE(pair.lin.inbox().size(), 1);
        QCOMPARE(
            pair.lin.run("change.undo", {{text("transaction"), refused.transaction.toString()}}).error.code,
            ErrorCode::NotFound);
        QCOMPARE(pair.lin.inbox().size(), 1);
    }

    // Two answers of one push: the second one cannot take back what the first one refused.
    void aCreationThatIsRefusedTakesItsUndoAlong()
    {
        Pair pair;
        pair.anna.create("account",
                         {{text("name"), text("Other")}, {text("uscc"), text("91350100M000100Y43")}});
        pair.world.sync(pair.anna);
        pair.lin.create("account",
                        {{text("name"), text("Same")}, {text("uscc"), text("91350100M000100Y43")}});
        QCOMPARE(pair.lin.run("change.undo", {}).status, CommandResult::Status::Applied);
        pair.agree();
        QVERIFY(pair.lin.inbox().isEmpty());
    }

    // Two people who change, take back and come together at random end with one truth, and nothing waits for
    // a decision about what was taken back before it was refused.
    void randomLivesEndWithOneTruth_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 12; ++seed)
            QTest::newRow(qPrintable(QString::number(seed))) << seed;
    }

    void randomLivesEndWithOneTruth()
    {
        QFETCH(quint32, seed);
        Pair pair;
        QRandomGenerator random(seed);
        QList<Id> accounts{pair.account};
        QList<Id> deals{pair.deal()};
        for (int step = 0; step < 60; ++step) {
            SyncLaptop &laptop = pair.world.laptop(int(random.bounded(2)));
            pair.world.clock().advanceMs(1000);
            switch (random.bounded(9)) {
                case 0:
                    accounts.append(
                        laptop.create("account", one("name", QString::number(random.generate()))));
                    break;
                case 1:
                    laptop.update(
                        "account", accounts[random.bounded(accounts.size())],
                        one("website", QStringLiteral("https://%1.example").arg(random.bounded(99))));
                    break;
                case 2:
                    laptop.update("opportunity", deals[random.bounded(deals.size())],
                                  one("amount", QString::number(random.bounded(9999))));
                    break;
                case 3:
                    laptop.run("opportunity.advance",
                               {{text("id"), deals[random.bounded(deals.size())].toString()},
                                {text("to"), text("lost")},
                                {text("set"), QJsonObject{{text("lost_reason"), text("price")},
                                                          {text("review_note"), text("-")}}}});
                    break;
                case 4:
                case 5:
                    laptop.run("change.undo", {});
                    break;
                case 6:
                    pair.world.push(laptop, random.bounded(3) == 0 ? SyncWorld::Wire::AnswerLost
                                                                   : SyncWorld::Wire::Whole);
                    break;
                case 7:
                    pair.world.crash(laptop);
                    break;
                default:
                    pair.world.sync(laptop);
            }
        }
        pair.agree();
    }

    void nobodyTakesBackWhatIsNotTheirs()
    {
        Pair pair;
        const CommandResult hers =
            pair.anna.update("account", pair.account, one("website", text("https://b.example")));
        pair.world.syncAll();
        const auto forged = [&](const QList<CommandRequest> &requests) {
            QString code;
            pair.lin.create("comment",
                            {{text("related"), Value(RecordRef{text("account"), pair.account}).toJson()},
                             {text("body"), text("x")}});
            pair.lin.write([&](WriteSession &session) {
                QVERIFY(session.begin(Durability::Saved).ok());
                const OutboxEntry entry = session.replica().outbox(0, -1).value().last();
                SyncTransaction made =
                    InboxReader::transactionOf({0, entry.transaction, {}, entry.body, {}, {}, {}, {}, {}})
                        .value();
                made.requests = requests;
                made.operations.clear();
                QVERIFY(
                    session.replica()
                        .setBody(entry.number, QJsonDocument(made.toJson()).toJson(QJsonDocument::Compact))
                        .ok());
                QVERIFY(session.commit().ok());
            });
            pair.world.sync(pair.lin);
            const QList<InboxEntry> open = pair.lin.inbox();
            return open.isEmpty() ? QString() : open.last().code;
        };
        const QJsonObject named{{text("transaction"), hers.transaction.toString()}};
        QCOMPARE(forged({{text("change.undo"), named}}), text("validation"));
        QCOMPARE(forged({{text("change.undo"), {}}}), text("validation"));
        QCOMPARE(forged({{text("change.undo"), named}, {text("change.undo"), named}}), text("validation"));
        QCOMPARE(pair.at(pair.world.server(), "account", pair.account, "website").text(),
                 text("https://b.example"));
    }
};

DW_TEST(SharedUndoTest)

}  // namespace dw::test

#include "sharedundotest.moc"
