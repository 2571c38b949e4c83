// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/stagegate.h"
#include "tests/demo/demoworkspace.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>

namespace dw::test
{

// The history of the demo company is one that the product itself could have written.
class DemoHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto made = DemoWorkspace::demo();
        QVERIFY(made.ok());
        m_demo = std::move(*made);
        m_deals = m_demo->all(QStringLiteral("opportunity"));
        m_history = m_demo->all(QStringLiteral("stage_history"));
        m_activities = m_demo->all(QStringLiteral("activity"));
    }

    void historyLeadsToTheStage()
    {
        QHash<Id, QList<Record>> lines;
        for (const Record &line : std::as_const(m_history))
            lines[line.value(u"record_ref").id()].append(line);
        for (const Record &deal : std::as_const(m_deals)) {
            QList<Record> way = lines.value(deal.id());
            QVERIFY(!way.isEmpty());
            std::sort(way.begin(), way.end(), [](const Record &a, const Record &b) {
                return a.value(u"at").instant() < b.value(u"at").instant();
            });
            QVERIFY(way.first().value(u"from_stage_id").isNull());
            QCOMPARE(way.first().value(u"at").instant().ms, deal.value(u"created_at").instant().ms);
            for (qsizetype i = 1; i < way.size(); ++i) {
                QCOMPARE(way[i].value(u"from_stage_id"), way[i - 1].value(u"to_stage_id"));
                const qint64 spent = way[i].value(u"at").instant().ms - way[i - 1].value(u"at").instant().ms;
                QVERIFY(spent > 0);
                QCOMPARE(way[i].value(u"dwell_s").integer(), spent / 1000);
            }
            QCOMPARE(way.last().value(u"to_stage_id"), deal.value(u"stage_id"));
            QCOMPARE(way.last().value(u"at"), deal.value(u"stage_entered_at"));
        }
    }

    void resultsFollowTheStage()
    {
        int won = 0, lost = 0;
        for (const Record &deal : std::as_const(m_deals)) {
            const Stage *stage = m_demo->configuration().rulebook->stage(deal.value(u"stage_id").id());
            QVERIFY(stage);
            QCOMPARE(deal.value(u"result").text() == QLatin1String("won"),
                     stage->outcome == StageOutcome::Won);
            QCOMPARE(deal.value(u"won_at").isNull(), stage->outcome != StageOutcome::Won);
            QCOMPARE(deal.value(u"lost_reason").isNull(), stage->outcome != StageOutcome::Lost);
            won += stage->outcome == StageOutcome::Won;
            lost += stage->outcome == StageOutcome::Lost;
        }
        const int rate = won * 1000 / (won + lost);
        QVERIFY2(rate >= 270 && rate <= 350, qPrintable(QString::number(rate)));
    }

    void amountsAddUp()
    {
        QHash<Id, qint64> lines;
        const QList<Record> all = m_demo->all(QStringLiteral("opportunity_line"));
        for (const Record &line : all)
            lines[line.value(u"opportunity_id").id()] += line.value(u"amount").money().minor;
        QHash<Id, qint64> won, orders;
        for (const Record &deal : std::as_const(m_deals)) {
            const qint64 amount = deal.value(u"amount").money().minor;
            if (lines.contains(deal.id()))
                QCOMPARE(amount, lines.value(deal.id()));
            if (!deal.value(u"amount").isNull())
                QCOMPARE(deal.value(u"weighted_amount").money().minor,
                         qint64(divideHalfEven(
                             Int128(amount) * deal.value(u"probability").percent().basisPoints, 10000)));
            if (deal.value(u"result").text() == QLatin1String("won")) {
                won[deal.value(u"account_id").id()] += amount;
                ++orders[deal.value(u"account_id").id()];
            }
        }
        const QList<Record> accounts = m_demo->all(QStringLiteral("account"));
        for (const Record &account : accounts) {
            QCOMPARE(account.value(u"total_won").money().minor, won.value(account.id()));
            QCOMPARE(account.value(u"order_count").integer(), orders.value(account.id()));
        }
    }

    void lastActivityIsTheLast()
    {
        QHash<Id, Instant> last;
        const auto touch = [&](const Id &id, Instant at) { last[id] = std::max(last.value(id), at); };
        for (const Record &activity : std::as_const(m_activities)) {
            const Instant at = activity.value(u"occurred_at").instant();
            touch(activity.value(u"related").id(), at);
            if (activity.value(u"related").id() != activity.value(u"account_id").id())
                touch(activity.value(u"account_id").id(), at);
            const QList<Id> contacts = activity.value(u"contact_ids").ids();
            for (const Id &contact : contacts)
                touch(contact, at);
        }
        for (const char16_t *object : {u"account", u"contact", u"opportunity", u"lead"}) {
            const QList<Record> records = m_demo->all(QString::fromUtf16(object));
            for (const Record &record : records)
                QCOMPARE(record.value(u"last_activity_at").instant().ms, last.value(record.id()).ms);
        }
    }

    void onlyPlansLieInTheFuture()
    {
        const Instant asOf = m_demo->configuration().settings.zone.startOf(DemoWorkspace::date());
        static const QStringList plans{QStringLiteral("next_step_at"), QStringLiteral("due_at"),
                                       QStringLiteral("remind_at"), QStringLiteral("followup_due_at")};
        for (const ObjectTypePtr &type : m_demo->configuration().dictionary->objects()) {
            const QList<Record> records = m_demo->all(type->key());
            for (const Record &record : records) {
                if (!record.value(u"is_demo").boolean())
                    continue;
                for (int i = 0; i < type->fieldCount(); ++i) {
                    if (type->field(i).type != FieldType::DateTime || plans.contains(type->field(i).key))
                        continue;
                    QVERIFY2(record.value(i).instant() < asOf,
                             qPrintable(type->key() + QLatin1Char('.') + type->field(i).key));
                }
            }
        }
    }

    void childrenAreYoungerThanTheirParents()
    {
        QHash<Id, Instant> born;
        for (const char16_t *object : {u"account", u"contact", u"opportunity", u"lead"}) {
            const QList<Record> records = m_demo->all(QString::fromUtf16(object));
            for (const Record &record : records)
                born.insert(record.id(), record.value(u"created_at").instant());
        }
        for (const Record &deal : std::as_const(m_deals))
            QVERIFY(born.value(deal.value(u"account_id").id()) <= deal.value(u"created_at").instant());
        for (const Record &activity : std::as_const(m_activities))
            QVERIFY(born.value(activity.value(u"related").id()) <= activity.value(u"occurred_at").instant());
    }

    void todayIsFull()
    {
        const BusinessZone &zone = m_demo->configuration().settings.zone;
        int overdue = 0, today = 0, tomorrow = 0;
        const QList<Record> tasks = m_demo->all(QStringLiteral("task"));
        for (const Record &task : tasks) {
            if (task.value(u"assignee_id").id() != DemoWorkspace::opener() ||
                task.value(u"status").text() != QLatin1String("open"))
                continue;
            const int days = zone.dateOf(task.value(u"due_at").instant()).days - DemoWorkspace::date().days;
            overdue += days < 0;
            today += days == 0;
            tomorrow += days == 1;
        }
        QCOMPARE(overdue, 5);
        QCOMPARE(today, 6);
        QCOMPARE(tomorrow, 2);
    }

    // What a deal of the tour lacks before Quotation, and that the others have what their gates ask for.
    void gatesAgree()
    {
        const Configuration &configuration = m_demo->configuration();
        const Pipeline *pipeline = configuration.rulebook->pipelineByCode(u"standard");
        const StageGate gate(configuration.rulebook);
        QStringList missing;
        int checked = 0, clean = 0;
        m_demo->workspace().readNow([&](ReadSession &session) {
            for (const Record &deal : std::as_const(m_deals)) {
                const Stage *stage = pipeline->find(deal.value(u"stage_id").id());
                if (!stage || deal.value(u"result").text() == QLatin1String("lost"))
                    continue;
                const int at = int(stage - pipeline->stages.constData());
                if (deal.value(u"name").text() == QStringLiteral("三号流量线")) {
                    Record after = deal;
                    after.set(u"stage_id", Value(pipeline->find(u"quotation")->id));
                    const auto verdict =
                        gate.check({deal, after, {}, false, {}}, session, m_demo->evaluation());
                    for (const Finding &finding : verdict.value().findings)
                        missing.append(finding.item);
                }
                if (at == 0)
                    continue;
                Record before = deal;
                before.set(u"stage_id", Value(pipeline->stages[at - 1].id));
                Record after = deal;
                after.set(u"next_step", Value(QStringLiteral("x")));
                after.set(u"next_step_at", Value(m_demo->clock().now()));
                const auto verdict =
                    gate.check({before, after, {}, false, {}}, session, m_demo->evaluation());
                ++checked;
                clean += verdict.value().findings.isEmpty();
            }
        });
        missing.sort();
        QCOMPARE(missing.join(QLatin1Char(' ')),
                 QStringLiteral("doc:requirement_survey field:decision_maker_id"));
        QVERIFY(checked > 300);
        QCOMPARE(clean, checked);
    }

private:
    std::unique_ptr<DemoWorkspace> m_demo;
    QList<Record> m_deals, m_history, m_activities;
};

DW_TEST(DemoHistoryTest)

}  // namespace dw::test

#include "demo_historytest.moc"
