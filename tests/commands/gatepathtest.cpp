// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/commandworld.h"
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

QString blockers(const CommandResult &result)
{
    QStringList found;
    for (const Finding &finding : result.findings) {
        if (finding.severity == Finding::Severity::Blocker)
            found.append(finding.item.isEmpty() ? finding.field + QLatin1Char(' ') + finding.key
                                                : finding.item);
    }
    found.sort();
    return found.join(QLatin1String(", "));
}

}  // namespace

// Ways by which a deal came past its gates.
class GatePathTest : public QObject
{
    Q_OBJECT

private:
    static Id pipeline(CommandWorld &world, const char *code)
    {
        return world.base().runner->configuration()->rulebook->pipelineByCode(text(code))->id;
    }
    static QString stageOf(CommandWorld &world, const Id &deal)
    {
        const Id id = world.stored("opportunity", deal).value(u"stage_id").id();
        const Stage *stage = world.base().runner->configuration()->rulebook->stage(id);
        return stage ? stage->key : QString();
    }
    static Id contact(CommandWorld &world, const char *name, const Id &account)
    {
        return world.create("contact",
                            {{text("name"), text(name)}, {text("account_id"), account.toString()}});
    }
    static Id dealInNeeds(CommandWorld &world)
    {
        const Id deal = world.deal(text("A deal"));
        world.done("opportunity.advance",
                   {{text("id"), deal.toString()},
                    {text("to"), text("needs")},
                    {text("set"), QJsonObject{{text("primary_contact_id"),
                                               contact(world, "Wang", world.account).toString()}}}});
        return deal;
    }

private Q_SLOTS:
    // History is that of new records: a stored deal moves by its gates and keeps its dates.
    void anImportOfHistoryMovesNoStoredDeal()
    {
        CommandWorld world;
        const Id deal = world.deal(text("A deal"));
        QCOMPARE(world.update("opportunity", deal, {{text("source_key"), text("K1")}}).status,
                 Status::Applied);
        const Record before = world.stored("opportunity", deal);
        const QByteArray map = R"({"object": "opportunity", "match": ["source_key"], "history": true,
 "columns": {"Key": "source_key", "Stage": "stage_id", "Next": "next_step", "Won": ["won_at", "created_at"]}})";
        const QString moved =
            world.base().file(text("moved.csv"), "Key,Stage,Next,Won\nK1,won,Write,2026-11-01\n");
        const ImportReport refused = world.base().import(moved, map);
        QCOMPARE(refused.counts.rejected, 1);
        QCOMPARE(refused.counts.updated, 0);
        QCOMPARE(stageOf(world, deal), text("first_contact"));
        const QString same =
            world.base().file(text("same.csv"), "Key,Stage,Next,Won\nK1,first_contact,Write,2026-11-01\n");
        QCOMPARE(world.base().import(same, map).counts.updated, 1);
        const Record after = world.stored("opportunity", deal);
        QCOMPARE(after.value(u"next_step").text(), text("Write"));
        for (const QStringView key : {QStringView(u"created_at"), QStringView(u"won_at"),
                                      QStringView(u"stage_entered_at"), QStringView(u"result")})
            QCOMPARE(after.value(key), before.value(key));
        QCOMPARE(world.base().count(text("stage_history")), 1);
    }

    void anotherPipelineIsNoWayRound()
    {
        CommandWorld world;
        const Id deal = dealInNeeds(world);
        QCOMPARE(world.update("opportunity", deal, {{text("source_key"), text("K1")}}).status,
                 Status::Applied);
        const QJsonObject alone{{text("pipeline_id"), text("solution")}};
        const QJsonObject together{{text("pipeline_id"), text("solution")}, {text("stage_id"), text("won")}};
        const QJsonObject first{{text("pipeline_id"), text("solution")}, {text("stage_id"), text("contact")}};
        const auto bulk = [&](const QJsonObject &set) {
            return world.run("record.bulk_update", {{text("object"), text("opportunity")},
                                                    {text("ids"), QJsonArray{deal.toString()}},
                                                    {text("set"), set}});
        };
        QCOMPARE(blockers(world.update("opportunity", deal, alone)), text("stage"));
        QCOMPARE(blockers(bulk(alone)), text("stage"));
        QVERIFY(blockers(world.update("opportunity", deal, together)).contains(text("pipeline")));
        QVERIFY(blockers(bulk(together)).contains(text("pipeline")));
        QCOMPARE(blockers(world.update("opportunity", deal, first)), text("pipeline"));
        const QString csv = world.base().file(text("p.csv"), "Key,Pipeline\nK1,solution\n");
        for (const char *history : {"true", "false"}) {
            const QByteArray map = QByteArray(R"({"object": "opportunity", "match": ["source_key"],
 "columns": {"Key": "source_key", "Pipeline": "pipeline_id"}, "history": )") +
                                   history + "}";
            QCOMPARE(world.base().import(csv, map).counts.rejected, 1);
        }
        QCOMPARE(world.stored("opportunity", deal).value(u"pipeline_id").id(), pipeline(world, "standard"));
        QCOMPARE(stageOf(world, deal), text("needs"));

        const Id fresh = world.deal(text("Another"));
        QCOMPARE(blockers(world.update("opportunity", fresh, alone)), text("stage"));
        QCOMPARE(world.update("opportunity", fresh, first).status, Status::Applied);
        QCOMPARE(world.stored("opportunity", fresh).value(u"pipeline_id").id(), pipeline(world, "solution"));
    }

    void nothingIsLoggedBeforeItHappens()
    {
        CommandWorld world;
        const Id deal = world.deal(text("A deal"));
        const auto log = [&](const char *at) {
            return world.run("activity.log",
                             {{text("set"), QJsonObject{{text("kind"), text("note")},
                                                        {text("subject"), text("Met")},
                                                        {text("outcome"), text("positive")},
                                                        {text("related"),
                                                         QJsonObject{{text("object"), text("opportunity")},
                                                                     {text("id"), deal.toString()}}},
                                                        {text("occurred_at"), text(at)}}}});
        };
        for (const char *late : {"2030-01-01T00:00:00.000Z", "2026-11-19T02:05:00.001Z"})
            QCOMPARE(blockers(log(late)), text("occurred_at value.in_future"));
        QVERIFY(world.stored("opportunity", deal).value(u"last_activity_at").isNull());
        const CommandResult now = log("2026-11-19T02:05:00.000Z");
        QVERIFY2(now.status == Status::Applied, qPrintable(CommandWorld::textOf(now)));
        const CommandResult moved =
            world.update("activity", now.ids.first(), {{text("occurred_at"), text("2030-01-01T00:00:00Z")}});
        QCOMPARE(blockers(moved), text("occurred_at value.in_future"));
    }

    void blanksAndUnknownReasonsEndNoDeal()
    {
        CommandWorld world;
        const Id deal = world.deal(text("A deal"));
        const auto lose = [&](const char *reason, const char *note) {
            return world.run("opportunity.advance",
                             {{text("id"), deal.toString()},
                              {text("to"), text("lost")},
                              {text("set"), QJsonObject{{text("lost_reason"), text(reason)},
                                                        {text("review_note"), text(note)}}}});
        };
        QCOMPARE(blockers(lose("price", "  \n ")), text("field:review_note"));
        QCOMPARE(blockers(lose("bogus", "Too dear")), text("lost_reason value.not_in_list"));
        QCOMPARE(lose("price", "Too dear").status, Status::Applied);
        const ImportReport report = world.base().import(
            world.base().file(text("a.csv"), "Name,Industry\nOne,junk\nTwo,machinery\n"),
            R"({"object": "account", "columns": {"Name": "name", "Industry": "industry"}})");
        QCOMPARE(report.counts.rejected, 1);
        QCOMPARE(report.counts.created, 1);
    }

    void contactsAreThoseOfTheDeal()
    {
        CommandWorld world;
        const Id deal = world.deal(text("A deal"));
        const Id other = world.create("account", {{text("name"), text("Beta")}});
        const Id stranger = contact(world, "Zhao", other);
        const QJsonObject strange{{text("primary_contact_id"), stranger.toString()}};
        QCOMPARE(blockers(world.update("opportunity", deal, strange)),
                 text("primary_contact_id value.contact_elsewhere"));
        QCOMPARE(
            blockers(world.update("opportunity", deal, {{text("decision_maker_id"), stranger.toString()}})),
            text("decision_maker_id value.contact_elsewhere"));
        world.create("opportunity_contact", {{text("opportunity_id"), deal.toString()},
                                             {text("contact_id"), stranger.toString()},
                                             {text("role"), text("influencer")}});
        QCOMPARE(world.update("opportunity", deal, strange).status, Status::Applied);

        const Id own = contact(world, "Wang", world.account);
        QCOMPARE(world.update("opportunity", deal, {{text("primary_contact_id"), own.toString()}}).status,
                 Status::Applied);
        QCOMPARE(blockers(world.update("opportunity", deal, {{text("account_id"), other.toString()}})),
                 text("primary_contact_id value.contact_elsewhere"));
        world.done("record.delete",
                   {{text("object"), text("contact")}, {text("ids"), QJsonArray{own.toString()}}});
        QCOMPARE(blockers(world.run("opportunity.advance",
                                    {{text("id"), deal.toString()}, {text("to"), text("needs")}})),
                 text("field:primary_contact_id"));
    }
};

DW_TEST(GatePathTest)

}  // namespace dw::test

#include "gatepathtest.moc"
