// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/parents.h"
#include "core/commands/importrecords.h"
#include "core/dictionary/strictlink.h"
#include "core/sync/outboxwriter.h"
#include "core/sync/typedinput.h"
#include "tests/support/testrunner.h"
#include "tests/sync/dealoflines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <vector>

namespace dw::test
{

namespace
{

using Deal = DealOfLines;
using Way = InboxDecision::Action;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

}  // namespace

// Case 6 of sync-protocol.md 6, on the lines of a deal, and what belongs to it.
class StrictCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strictPartsArePartsOfTheirRoot();
    void case6LinesChangedByTwo();
    void theInboxShowsTheLines();
    void otherFieldsOfTheDealStillMerge();
    void mineGoesOverTheirs();
    void theirsStays();
    void aNewLineComesAfterTheirs();
    void aLineThatIsGoneIsNotChanged();
    void severalOwnEditsStand();
    void editsAfterTheirsStand();
    void untilTheServerSpokeNothingIsMixed();
    void anAmountTypedByAnotherCounts();
    void manyAtOnceFallTogether();
    void linesOfADealThatIsGone();
    void aDealIsNotDeletedOverTheirLines();
    void aMovedLineCountsInBothDeals();
    void anImportFallsRowByRow();
    void undoIsHeldToItToo();
    void afterARestoreNothingIsWrittenOver();
    void linesThatAreNotDeclaredAreRefused();
    void totalsThatLieChangeNothing();
    void whatWasSeenIsNotSentAndGoesWithTheField();
};

void StrictCasesTest::strictPartsArePartsOfTheirRoot()
{
    const Deal deal;
    const DictionaryPtr dictionary = deal.lin.runner->configuration()->dictionary;
    QStringList strict;
    for (const ObjectTypePtr &object : dictionary->objects()) {
        const Field *link = strictLink(*object);
        if (!link)
            continue;
        strict.append(object->key());
        const Parents parents = parentsOf(object, *dictionary);
        QVERIFY(parents.kind == Parents::Kind::Part);
        QCOMPARE(object->field(parents.links.first().field).key, link->key);
    }
    QCOMPARE(strict, QStringList{text("opportunity_line")});
}

void StrictCasesTest::case6LinesChangedByTwo()
{
    Deal deal;
    deal.meet();
    // Nothing of Lin's applies, not even to the line that Anna left alone.
    QCOMPARE(deal.codes(), QStringList{text("aggregate_changed")});
    QCOMPARE(deal.world.server().stored("opportunity_line", deal.pump).value(u"qty").decimal(),
             *Decimal::fromString(text("2")));
    QCOMPARE(deal.amount(deal.world.server()), 50000);
    QVERIFY(deal.addsUp(deal.world.server()));
    QVERIFY(deal.addsUp(deal.lin));
    QVERIFY(deal.lin.outbox().isEmpty());
    deal.world.syncAll();
    QCOMPARE(deal.lin.contents(), deal.world.server().contents());
    QCOMPARE(deal.anna.contents(), deal.world.server().contents());
}

void StrictCasesTest::theInboxShowsTheLines()
{
    Deal deal;
    deal.meet();
    const QList<InboxItem> items = Deal::items(deal.lin);
    QCOMPARE(items.size(), 1);
    const InboxItem &item = items.first();
    QVERIFY(item.isWhole() && item.isConflict() && item.mayResend());
    QCOMPARE(item.title, text("Waterworks"));
    QCOMPARE(item.about, (RecordRef{text("opportunity"), deal.deal}));
    QCOMPARE(item.by, text("rep1"));
    QVERIFY(item.changedAt.ms > 0);
    QCOMPARE(item.lines.size(), 2);
    const InboxLine &pump = item.lines.first();
    QCOMPARE(pump.record.id, deal.pump);
    QVERIFY(pump.isMine && !pump.isTheirs);
    QCOMPARE(pump.original.value(u"qty").decimal(), *Decimal::fromString(text("2")));
    QCOMPARE(pump.mine.value(u"qty").decimal(), *Decimal::fromString(text("4")));
    QCOMPARE(pump.theirs.value(u"qty").decimal(), *Decimal::fromString(text("2")));
    QCOMPARE(pump.original.value(u"free_text").text(), text("Pump"));
    const InboxLine &valve = item.lines.last();
    QVERIFY(!valve.isMine && valve.isTheirs);
    QVERIFY(!valve.original.isValid() && !valve.mine.isValid());
    QCOMPARE(valve.theirs.value(u"free_text").text(), text("Valve"));
    // What they come to.
    QCOMPARE(item.sums.size(), 1);
    QCOMPARE(item.sums.first().field, text("amount"));
    QCOMPARE(item.sums.first().original->money().minor, 20000);
    QCOMPARE(item.sums.first().mine.money().minor, 40000);
    QCOMPARE(item.sums.first().theirs->money().minor, 50000);
}

void StrictCasesTest::otherFieldsOfTheDealStillMerge()
{
    Deal deal;
    deal.add(deal.anna, "Valve", "3");
    deal.lin.update("opportunity", deal.deal, {{text("next_step"), text("Visit")}});
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    QVERIFY(deal.lin.inbox().isEmpty());
    QCOMPARE(deal.world.server().stored("opportunity", deal.deal).value(u"next_step").text(), text("Visit"));
    // And the other way round: a field of the deal keeps nobody from the lines.
    deal.world.syncAll();
    deal.anna.update("opportunity", deal.deal, {{text("next_step"), text("Offer")}});
    Deal::quantity(deal.lin, deal.pump, "7");
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    QVERIFY(deal.lin.inbox().isEmpty());
    QCOMPARE(deal.amount(deal.world.server()), 100000);
}

void StrictCasesTest::mineGoesOverTheirs()
{
    Deal deal;
    deal.meet();
    const InboxOutcome outcome = Deal::decide(deal.lin, Way::Mine);
    QVERIFY2(outcome.ok(), qPrintable(outcome.result.error.key));
    QVERIFY(deal.addsUp(deal.lin));
    deal.world.syncAll();
    QVERIFY(deal.lin.inbox().isEmpty());
    QCOMPARE(deal.amount(deal.world.server()), 70000);
    QVERIFY(deal.addsUp(deal.world.server()));
    QCOMPARE(deal.lin.contents(), deal.world.server().contents());
}

void StrictCasesTest::theirsStays()
{
    Deal deal;
    deal.meet();
    const QMap<QString, QByteArray> before = deal.lin.contents();
    QVERIFY(Deal::decide(deal.lin, Way::Theirs).ok());
    QVERIFY(deal.lin.inbox().isEmpty());
    QVERIFY(deal.lin.outbox().isEmpty());
    QCOMPARE(deal.lin.contents(), before);
}

void StrictCasesTest::aNewLineComesAfterTheirs()
{
    Deal deal;
    deal.add(deal.anna, "Valve", "3");
    deal.lin.create("opportunity_line", {{text("opportunity_id"), deal.deal.toString()},
                                         {text("line_no"), 2},
                                         {text("free_text"), text("Pipe")},
                                         {text("qty"), text("1")},
                                         {text("unit_price"), text("100")}});
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("aggregate_changed")});
    QVERIFY(deal.addsUp(deal.lin));
    QVERIFY(Deal::decide(deal.lin, Way::Mine).ok());
    deal.world.syncAll();
    QVERIFY(deal.lin.inbox().isEmpty());
    QSet<qint64> numbers;
    const QList<Record> lines = deal.lines(deal.world.server());
    for (const Record &line : lines)
        numbers.insert(line.value(u"line_no").integer());
    QCOMPARE(numbers, (QSet<qint64>{1, 2, 3}));
    QCOMPARE(deal.amount(deal.world.server()), 60000);
}

void StrictCasesTest::aLineThatIsGoneIsNotChanged()
{
    Deal deal;
    const Id valve = deal.add(deal.anna, "Valve", "3");
    deal.world.syncAll();
    deal.anna.done("record.delete",
                   {{text("object"), text("opportunity_line")}, {text("ids"), QJsonArray{valve.toString()}}});
    Deal::quantity(deal.lin, valve, "9");
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("aggregate_changed")});
    QVERIFY(deal.addsUp(deal.lin));
    // What is not there any more is no line to compare with: what was typed stands alone.
    const InboxItem item = Deal::items(deal.lin).first();
    QVERIFY(item.lines.isEmpty());
    QVERIFY(!item.isHere);
    QCOMPARE(item.fields.first().field, text("qty"));
    const InboxOutcome outcome = Deal::decide(deal.lin, Way::Mine);
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.result.error.key, text("sync.inbox_line_gone"));
    QCOMPARE(deal.lin.inbox().size(), 1);
    QVERIFY(Deal::decide(deal.lin, Way::Theirs).ok());
}

void StrictCasesTest::severalOwnEditsStand()
{
    Deal deal;
    Deal::quantity(deal.lin, deal.pump, "4");
    const Id valve = deal.add(deal.lin, "Valve", "3");
    Deal::quantity(deal.lin, valve, "5");
    Deal::quantity(deal.lin, deal.pump, "6");
    QVERIFY(deal.world.push(deal.lin, SyncWorld::Wire::AnswerLost));
    Deal::quantity(deal.lin, deal.pump, "7");
    deal.world.syncAll();
    QVERIFY(deal.lin.inbox().isEmpty());
    QCOMPARE(deal.amount(deal.world.server()), 120000);
    QVERIFY(deal.addsUp(deal.world.server()));
    QCOMPARE(deal.lin.contents(), deal.world.server().contents());
}

void StrictCasesTest::editsAfterTheirsStand()
{
    Deal deal;
    deal.add(deal.anna, "Valve", "3");
    Deal::quantity(deal.lin, deal.pump, "4");
    deal.world.sync(deal.anna);
    deal.world.pull(deal.lin);
    // Made on what Anna did: the first falls, this one does not.
    Deal::quantity(deal.lin, deal.pump, "5");
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("aggregate_changed")});
    QCOMPARE(deal.amount(deal.world.server()), 80000);
    deal.world.syncAll();
    QVERIFY(deal.addsUp(deal.lin));
    QCOMPARE(deal.lin.contents(), deal.world.server().contents());
}

void StrictCasesTest::untilTheServerSpokeNothingIsMixed()
{
    Deal deal;
    deal.add(deal.anna, "Valve", "3");
    Deal::quantity(deal.lin, deal.pump, "4");
    deal.add(deal.lin, "Pipe", "1");
    deal.world.sync(deal.anna);
    deal.world.pull(deal.lin);
    QVERIFY(deal.addsUp(deal.lin));
    QCOMPARE(deal.amount(deal.lin), 50000);
    QCOMPARE(deal.lin.outbox().size(), 2);
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), (QStringList{text("aggregate_changed"), text("aggregate_changed")}));
    QCOMPARE(deal.lin.contents(), deal.world.server().contents());
}

void StrictCasesTest::anAmountTypedByAnotherCounts()
{
    Deal deal;
    const Id other = deal.lin.create("opportunity", {{text("name"), text("Bare")},
                                                     {text("account_id"), deal.account.toString()},
                                                     {text("amount"), text("5000")},
                                                     {text("expected_close"), text("2027-01-15")},
                                                     {text("next_step"), text("Call")},
                                                     {text("next_step_at"), text("2026-11-25T02:00:00Z")}});
    deal.world.syncAll();
    deal.anna.update("opportunity", other, {{text("amount"), text("9000")}});
    deal.lin.create("opportunity_line", {{text("opportunity_id"), other.toString()},
                                         {text("free_text"), text("Pipe")},
                                         {text("qty"), text("1")},
                                         {text("unit_price"), text("100")}});
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("aggregate_changed")});
    QCOMPARE(deal.world.server().stored("opportunity", other).value(u"amount").money().minor, 900000);
}

void StrictCasesTest::manyAtOnceFallTogether()
{
    Deal deal;
    const Id valve = deal.add(deal.lin, "Valve", "3");
    deal.world.syncAll();
    Deal::quantity(deal.anna, deal.pump, "8");
    deal.lin.done("record.bulk_update",
                  {{text("object"), text("opportunity_line")},
                   {text("ids"), QJsonArray{deal.pump.toString(), valve.toString()}},
                   {text("set"), QJsonObject{{text("expected_delivery"), text("2027-02-01")}}}});
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("aggregate_changed")});
    QVERIFY(deal.world.server().stored("opportunity_line", valve).value(u"expected_delivery").isNull());
    QVERIFY(Deal::decide(deal.lin, Way::Mine).ok());
    deal.world.syncAll();
    QVERIFY(!deal.world.server().stored("opportunity_line", valve).value(u"expected_delivery").isNull());
    QCOMPARE(deal.amount(deal.world.server()), 110000);
}

void StrictCasesTest::linesOfADealThatIsGone()
{
    Deal deal;
    deal.anna.done("record.delete",
                   {{text("object"), text("opportunity")}, {text("ids"), QJsonArray{deal.deal.toString()}}});
    deal.add(deal.lin, "Valve", "3");
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("deleted")});
    const InboxItem item = Deal::items(deal.lin).first();
    QVERIFY(item.mayRestore());
    QCOMPARE(item.title, text("Waterworks"));
    // The deal comes back with its lines, and the new one with it.
    const InboxOutcome outcome = Deal::decide(deal.lin, Way::Restore);
    QVERIFY2(outcome.ok(), qPrintable(outcome.result.error.key));
    deal.world.syncAll();
    QVERIFY(deal.lin.inbox().isEmpty());
    QVERIFY(!deal.world.server().stored("opportunity", deal.deal).isDeleted());
    QCOMPARE(deal.lines(deal.world.server()).size(), 2);
    QVERIFY(deal.addsUp(deal.world.server()));
}

void StrictCasesTest::aDealIsNotDeletedOverTheirLines()
{
    Deal deal;
    deal.add(deal.anna, "Valve", "3");
    deal.lin.done("record.delete",
                  {{text("object"), text("opportunity")}, {text("ids"), QJsonArray{deal.deal.toString()}}});
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("changed_since")});
    QVERIFY(!deal.world.server().stored("opportunity", deal.deal).isDeleted());
    QCOMPARE(deal.lin.contents(), deal.world.server().contents());
}

void StrictCasesTest::aMovedLineCountsInBothDeals()
{
    Deal deal;
    const Id other = deal.lin.create("opportunity", {{text("name"), text("Other")},
                                                     {text("account_id"), deal.account.toString()},
                                                     {text("amount"), text("5000")},
                                                     {text("expected_close"), text("2027-01-15")},
                                                     {text("next_step"), text("Call")},
                                                     {text("next_step_at"), text("2026-11-25T02:00:00Z")}});
    deal.world.syncAll();
    deal.add(deal.anna, "Valve", "3");
    deal.lin.update("opportunity_line", deal.pump, {{text("opportunity_id"), other.toString()}});
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    // Nobody touched the deal that it went to, but the one that it left.
    QCOMPARE(deal.codes(), QStringList{text("aggregate_changed")});
    QCOMPARE(deal.lines(deal.world.server()).size(), 2);
    QVERIFY(deal.addsUp(deal.world.server()));
    deal.world.syncAll();
    QCOMPARE(deal.lin.contents(), deal.world.server().contents());
}

void StrictCasesTest::undoIsHeldToItToo()
{
    Deal deal;
    Deal::quantity(deal.lin, deal.pump, "4");
    deal.world.syncAll();
    deal.add(deal.anna, "Valve", "3");
    const CommandResult undone = deal.lin.run("change.undo", {});
    QVERIFY(undone.status == CommandResult::Status::Applied);
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    QCOMPARE(deal.world.server().stored("opportunity_line", deal.pump).value(u"qty").decimal(),
             *Decimal::fromString(text("4")));
    QVERIFY(deal.addsUp(deal.world.server()));
    QCOMPARE(deal.lin.contents(), deal.world.server().contents());
}

void StrictCasesTest::afterARestoreNothingIsWrittenOver()
{
    Deal deal;
    deal.world.backUp();
    Deal::quantity(deal.anna, deal.pump, "8");
    deal.world.syncAll();
    // Made on what Anna did, which the server forgets and her laptop brings again.
    Deal::quantity(deal.lin, deal.pump, "9");
    deal.world.restore(SyncWorld::Restore::NewEpoch);
    deal.world.syncAll();
    deal.world.syncAll();
    QVERIFY(deal.addsUp(deal.world.server()));
    QVERIFY(deal.addsUp(deal.lin));
    QVERIFY(deal.addsUp(deal.anna));
    QVERIFY(deal.lin.outbox().isEmpty());
    const bool waits = deal.codes() == QStringList{text("aggregate_changed")};
    QVERIFY2(waits || deal.amount(deal.world.server()) == 90000, qPrintable(deal.codes().join(u' ')));
}

void StrictCasesTest::anImportFallsRowByRow()
{
    Deal deal;
    const Id other = deal.lin.create("opportunity", {{text("name"), text("Other")},
                                                     {text("account_id"), deal.account.toString()},
                                                     {text("amount"), text("5000")},
                                                     {text("expected_close"), text("2027-01-15")},
                                                     {text("next_step"), text("Call")},
                                                     {text("next_step_at"), text("2026-11-25T02:00:00Z")}});
    deal.world.syncAll();
    deal.add(deal.anna, "Valve", "3");
    const ConfigurationPtr configuration = deal.lin.runner->configuration();
    ImportRecords::Options options;
    options.object = configuration->dictionary->find(u"opportunity_line");
    options.fileName = text("lines.csv");
    options.encoding = text("utf_8");
    options.mapping = text("{}");
    options.checkedBy = configuration;
    options.fileSha256 = QByteArray(32, 'x');
    std::vector<ImportRow> rows;
    for (const Id &to : {deal.deal, other}) {
        ImportRow row;
        row.row = qint64(rows.size()) + 2;
        const auto value = [&](const char *field, const Value &given) {
            row.values.append({options.object->indexOf(text(field)), given});
        };
        value("opportunity_id", Value(to));
        value("free_text", Value(text("Imported")));
        value("qty", Value(*Decimal::fromString(text("1"))));
        value("unit_price", Value(Money{10000, configuration->settings.currency}));
        rows.push_back(row);
    }
    ImportRecords records(*deal.lin.runner, deal.lin.actor, options);
    deal.lin.write([&](WriteSession &session) {
        QList<ImportOutcome> outcomes;
        QVERIFY(records.start(session, {}).ok());
        QVERIFY(records.run(session, rows, outcomes).ok());
        for (bool finished = false; !finished;) {
            const auto ended = records.finish(session);
            QVERIFY(ended.ok());
            finished = *ended;
        }
    });
    QCOMPARE(records.counts().rejected, 0);
    deal.world.sync(deal.anna);
    deal.world.sync(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("aggregate_changed")});
    QCOMPARE(deal.lines(deal.world.server()).size(), 2);
    QCOMPARE(deal.world.server().stored("opportunity", other).value(u"amount").money().minor, 10000);
    QVERIFY(deal.addsUp(deal.lin));
    QVERIFY(Deal::decide(deal.lin, Way::Mine).ok());
    deal.world.syncAll();
    QVERIFY(deal.lin.inbox().isEmpty());
    QCOMPARE(deal.lines(deal.world.server()).size(), 3);
    QVERIFY(deal.addsUp(deal.world.server()));
}

void StrictCasesTest::linesThatAreNotDeclaredAreRefused()
{
    Deal deal;
    deal.add(deal.anna, "Valve", "3");
    deal.world.sync(deal.anna);
    // Nothing is said of the base that it stands on: it would never be held against what Anna did.
    Deal::quantity(deal.lin, deal.pump, "9");
    deal.forge([](QJsonObject &body) { body.insert(text("ops"), QJsonArray()); });
    deal.world.push(deal.lin);
    QCOMPARE(deal.codes(), QStringList{text("validation")});
    QCOMPARE(deal.amount(deal.world.server()), 50000);
}

void StrictCasesTest::totalsThatLieChangeNothing()
{
    Deal deal;
    Deal::quantity(deal.lin, deal.pump, "4");
    deal.forge([](QJsonObject &body) {
        QJsonArray operations = body.value(text("ops")).toArray();
        for (QJsonValueRef one : operations) {
            QJsonObject operation = one.toObject();
            QJsonObject set = operation.value(text("set")).toObject();
            if (!set.contains(text("amount")))
                continue;
            const QJsonArray was = set.value(text("amount")).toArray();
            set.insert(text("amount"), QJsonArray{was.at(0), was.at(0)});
            operation.insert(text("set"), set);
            QJsonArray asked = operation.value(text("asked")).toArray();
            asked.append(text("amount"));
            operation.insert(text("asked"), asked);
            one = operation;
        }
        body.insert(text("ops"), operations);
    });
    deal.world.sync(deal.lin);
    QCOMPARE(deal.amount(deal.world.server()), 40000);
    QVERIFY(deal.addsUp(deal.world.server()));
    deal.world.syncAll();
    QVERIFY(deal.addsUp(deal.lin));
    QCOMPARE(deal.anna.contents(), deal.world.server().contents());
}

void StrictCasesTest::whatWasSeenIsNotSentAndGoesWithTheField()
{
    Deal deal;
    deal.add(deal.lin, "Zebra", "3");
    deal.world.syncAll();
    Deal::quantity(deal.lin, deal.pump, "4");
    const OutboxEntry entry = deal.lin.outbox().first();
    QVERIFY(entry.body.contains("Zebra"));
    QVERIFY(!QJsonDocument(outboxJson(entry)).toJson().contains("Zebra"));
    TypedInput typed;
    typed.leave(text("opportunity_line"), {text("qty")});
    deal.lin.write([&](WriteSession &session) {
        QVERIFY(session.begin(Durability::Saved).ok());
        QVERIFY(typed.keepAlone(session, *deal.lin.runner->configuration()->dictionary).ok());
        QVERIFY(session.commit().ok());
    });
    QVERIFY(!deal.lin.outbox().first().body.contains("Zebra"));
}

DW_TEST(StrictCasesTest)

}  // namespace dw::test

#include "strictcasestest.moc"
