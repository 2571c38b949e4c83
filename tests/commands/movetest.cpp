// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/commandworld.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
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

// All but the waiver is the owner's.
class NoWaiverPolicy final : public Policy
{
public:
    Decision may(const Actor &, Action action, const ObjectType &, const Record *) const override
    {
        return {action != Action::WaiveGate, text("access.denied")};
    }
    Condition readable(const Actor &, const ObjectTypePtr &) const override { return nullptr; }
    FieldRights fields(const Actor &, const ObjectType &) const override { return {}; }
};

}  // namespace

// A gate holds on every path, and what is waived is on record.
class MoveTest : public QObject
{
    Q_OBJECT

private:
    static QJsonObject move(const Id &deal, const char *stage, const QJsonObject &more = {})
    {
        QJsonObject all{{text("id"), deal.toString()}, {text("to"), text(stage)}};
        for (auto part = more.begin(); part != more.end(); ++part)
            all.insert(part.key(), part.value());
        return all;
    }
    static QString stageOf(CommandWorld &world, const Id &deal)
    {
        const Id id = world.stored("opportunity", deal).value(u"stage_id").id();
        const Stage *stage = world.base().runner->configuration()->rulebook->stage(id);
        return stage ? stage->key : QString();
    }
    static QString blockersOf(const CommandResult &result)
    {
        QStringList items;
        for (const Finding &finding : result.findings) {
            if (finding.severity == Finding::Severity::Blocker)
                items.append(finding.item);
        }
        items.sort();
        return items.join(QLatin1Char(' '));
    }

private Q_SLOTS:
    void shippedPipelinesAreThoseOfTheDesign()
    {
        CommandWorld world;
        const Rulebook &rulebook = *world.base().runner->configuration()->rulebook;
        const auto shown = [&](const char *code) {
            const Pipeline *pipeline = rulebook.pipelineByCode(text(code));
            QStringList keys;
            for (const Stage &stage : pipeline ? pipeline->stages : QList<Stage>())
                keys.append(stage.key + QLatin1Char(' ') + stage.name.zh);
            return keys.join(QLatin1String(", "));
        };
        QCOMPARE(shown("standard"), text("first_contact 初识, needs 需求, proposal 方案, quotation 报价, "
                                         "negotiation 谈判, signing 签约, won 赢单, lost 输单"));
        QCOMPARE(shown("solution"), text("contact 初步接触, needs 需求分析, proposal 方案呈现, "
                                         "negotiation 商务谈判, closing 签约回款, won 赢单, lost 输单"));
        for (const Pipeline &pipeline : rulebook.pipelines()) {
            for (const Stage &stage : pipeline.stages) {
                QCOMPARE(stage.maxDwellDays, Decimal(70, 1));
                QCOMPARE(stage.warnAt, Percent{8000});
                if (stage.outcome == StageOutcome::Lost)
                    QVERIFY(stage.requiredFields.contains(text("lost_reason")));
            }
        }
    }

    void theGateHoldsOnEveryPath()
    {
        CommandWorld world;
        const Id deal = world.deal(text("A deal"));
        const QString needs = world.base()
                                  .runner->configuration()
                                  ->rulebook->pipelineByCode(u"standard")
                                  ->find(u"needs")
                                  ->id.toString();
        const QString missing = text("field:primary_contact_id");
        const CommandResult step = world.run("opportunity.advance", move(deal, "needs"));
        const CommandResult form = world.update("opportunity", deal, {{text("stage_id"), needs}});
        const CommandResult byKey = world.update("opportunity", deal, {{text("stage_id"), text("needs")}});
        const CommandResult bulk =
            world.run("record.bulk_update", {{text("object"), text("opportunity")},
                                             {text("ids"), QJsonArray{deal.toString()}},
                                             {text("set"), QJsonObject{{text("stage_id"), needs}}}});
        const CommandResult filter =
            world.run("record.bulk_update", {{text("object"), text("opportunity")},
                                             {text("where"), text("name = \"A deal\"")},
                                             {text("set"), QJsonObject{{text("stage_id"), needs}}}});
        for (const CommandResult &tried : {step, form, byKey, bulk, filter}) {
            QVERIFY2(tried.status == Status::Refused, qPrintable(CommandWorld::textOf(tried)));
            QCOMPARE(blockersOf(tried), missing);
        }
        const CommandResult made = world.run(
            "record.create", {{text("object"), text("opportunity")},
                              {text("set"), QJsonObject{{text("name"), text("Late")},
                                                        {text("account_id"), world.account.toString()},
                                                        {text("expected_close"), text("2027-01-15")},
                                                        {text("stage_id"), text("signing")}}}});
        QCOMPARE(made.status, Status::Refused);
        QVERIFY(blockersOf(made).contains(text("skip:needs")));
        QVERIFY(blockersOf(made).contains(text("field:next_step")));
        QCOMPARE(stageOf(world, deal), text("first_contact"));
        QCOMPARE(world.base().count(text("stage_history")), 1);
    }

    // Lost and opened again is no way past the gates.
    void lostAndReopenedIsNoShortCut()
    {
        CommandWorld world;
        const Id deal = world.deal(text("A deal"));
        world.done("opportunity.advance",
                   move(deal, "lost",
                        {{text("set"), QJsonObject{{text("lost_reason"), text("price")},
                                                   {text("review_note"), text("Too dear")}}}}));
        for (const char *stage : {"won", "signing"}) {
            const CommandResult reopened =
                world.run("opportunity.advance", move(deal, stage, {{text("reason"), text("They called")}}));
            QCOMPARE(reopened.status, Status::Refused);
            QVERIFY2(blockersOf(reopened).contains(text("field:primary_contact_id")),
                     qPrintable(CommandWorld::textOf(reopened)));
        }
        world.done("opportunity.advance",
                   move(deal, "first_contact", {{text("reason"), text("They called")}}));
        QCOMPARE(world.stored("opportunity", deal).value(u"result").text(), text("open"));
        QVERIFY(world.stored("opportunity", deal).value(u"lost_at").isNull());
    }

    void aWaiverIsAudited()
    {
        CommandWorld world;
        const Id deal = world.deal(text("A deal"));
        const CommandResult waived = world.run(
            "opportunity.advance",
            move(
                deal, "needs",
                {{text("waive"), QJsonObject{{text("field:primary_contact_id"), text("Named on Monday")}}}}));
        QVERIFY2(waived.status == Status::Applied, qPrintable(CommandWorld::textOf(waived)));
        QCOMPARE(stageOf(world, deal), text("needs"));
        const Record line = world.base().record(text("stage_history"), text("to_stage_id = \"needs\""));
        QVERIFY(line.value(u"override_reason").text().contains(text("Named on Monday")));
        const QJsonObject gate = QJsonDocument::fromJson(line.value(u"gate_result").text().toUtf8()).object();
        QCOMPARE(gate.value(text("field:primary_contact_id")).toString(), text("overridden"));
        bool audited = false;
        world.base().workspace->readNow([&](ReadSession &session) {
            const auto lines = session.history(line.ref(), 10, 0);
            for (const AuditRecord &one : *lines) {
                audited = audited || QString::fromUtf8(QJsonDocument(one.entry.values).toJson())
                                         .contains(text("Named on Monday"));
            }
        });
        QVERIFY(audited);
    }

    void aWaiverNeedsItsRight()
    {
        CommandWorld world(std::make_shared<NoWaiverPolicy>());
        const Id deal = world.deal(text("A deal"));
        const CommandResult refused = world.run(
            "opportunity.advance",
            move(deal, "needs",
                 {{text("waive"), QJsonObject{{text("field:primary_contact_id"), text("Please")}}}}));
        QCOMPARE(refused.status, Status::Refused);
        QCOMPARE(refused.findings.first().key, text("gate.waiver_refused"));
        QCOMPARE(stageOf(world, deal), text("first_contact"));
    }

    // Back over the gate only as the exact step before, while nobody built on it.
    void undoOfAMoveRestoresTheStageAndKeepsBothLines()
    {
        CommandWorld world;
        const Id deal = world.deal(text("A deal"));
        const Record before = world.stored("opportunity", deal);
        const QJsonObject waive{
            {text("waive"), QJsonObject{{text("field:primary_contact_id"), text("Named on Monday")}}}};
        const CommandResult moved = world.run("opportunity.advance", move(deal, "needs", waive));
        QCOMPARE(moved.status, Status::Applied);
        QCOMPARE(world.run("change.undo", {}).status, Status::Applied);
        const Record after = world.stored("opportunity", deal);
        for (const QStringView key : {QStringView(u"stage_id"), QStringView(u"probability"),
                                      QStringView(u"stage_entered_at"), QStringView(u"weighted_amount")})
            QCOMPARE(after.value(key), before.value(key));
        QCOMPARE(world.base().count(text("stage_history")), 2);
        const Record line = world.base().record(text("stage_history"), text("to_stage_id = \"needs\""));
        QVERIFY(QJsonDocument::fromJson(line.value(u"gate_result").text().toUtf8())
                    .object()
                    .value(text("undone"))
                    .toBool());
        const CommandResult again = world.run("opportunity.advance", move(deal, "needs", waive));
        QCOMPARE(again.status, Status::Applied);
        QCOMPARE(world.update("opportunity", deal, {{text("probability"), 3000}}).status, Status::Applied);
        const CommandResult builtOn =
            world.run("change.undo", {{text("transaction"), again.transaction.toString()}});
        QCOMPARE(builtOn.status, Status::Refused);
        QCOMPARE(builtOn.error.key, text("command.undo_built_on"));
    }
};

DW_TEST(MoveTest)

}  // namespace dw::test

#include "movetest.moc"
