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

}  // namespace

// Ways by which a deal came past its gates.
class GatePathTest : public QObject
{
    Q_OBJECT

private:
    static QString stageOf(CommandWorld &world, const Id &deal)
    {
        const Id id = world.stored("opportunity", deal).value(u"stage_id").id();
        const Stage *stage = world.base().runner->configuration()->rulebook->stage(id);
        return stage ? stage->key : QString();
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
};

DW_TEST(GatePathTest)

}  // namespace dw::test

#include "gatepathtest.moc"
