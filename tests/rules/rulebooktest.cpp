// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/rules/gateworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

// A configuration that contradicts itself is refused, naming record, field and reason (B10).
class RulebookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contradictionsAreRefused_data()
    {
        QTest::addColumn<QString>("stage");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const char *stage, const char *field, const QVariant &value,
                            const char *error) {
            QTest::newRow(name) << QString::fromLatin1(stage) << QString::fromLatin1(field) << value
                                << QString::fromUtf8(error);
        };
        row("field", "check", "required_fields", QStringList{QStringLiteral("nothing")},
            "check|required_fields|nothing");
        row("entry", "weigh", "entry_condition", QStringLiteral("amont > 5"), "weigh.entry_condition|1|1|");
        row("exit is no condition", "open", "exit_condition", QStringLiteral("amount"),
            "open.exit_condition|1|1|");
        row("order", "check", "seq", 1, "test|seq|1");
        row("no won", "won", "outcome", QStringLiteral("void"), "test|outcome|won");
        row("no lost", "lost", "outcome", QStringLiteral("open"), "test|outcome|lost");
        row("object", "", "object_type", QStringLiteral("nothing"), "test|object_type|nothing");
    }

    void contradictionsAreRefused()
    {
        QFETCH(const QString, stage);
        QFETCH(const QString, field);
        QFETCH(const QVariant, value);
        QFETCH(const QString, error);
        const GateWorld world;
        const auto change = [&](Record &record) {
            const bool meant = stage.isEmpty() || record.value(u"key").text() == stage;
            if (!meant)
                return;
            if (value.metaType().id() == QMetaType::QStringList)
                record.set(field, Value(value.toStringList()));
            else if (value.metaType().id() == QMetaType::Int)
                record.set(field, Value(qint64(value.toInt())));
            else
                record.set(field, Value(value.toString()));
        };
        const auto compiled = stage.isEmpty() ? world.compile({}, change) : world.compile(change);
        QVERIFY(!compiled.ok());
        const bool placed = field.endsWith(QLatin1String("_condition"));
        QCOMPARE(compiled.error().key, placed ? QStringLiteral("configuration.formula_wrong")
                                              : QStringLiteral("rules.bad_configuration"));
        const QString said = compiled.error().arguments.join(QLatin1Char('|'));
        QVERIFY2(placed ? said.startsWith(error) : said == error, qPrintable(said));
    }

    void stagesStandInTheirOrder()
    {
        const GateWorld world;
        const Pipeline *pipeline = world.rulebook()->pipelineByCode(u"test");
        QVERIFY(pipeline);
        QStringList keys;
        for (const Stage &stage : pipeline->stages)
            keys.append(stage.key);
        QCOMPARE(keys.join(QLatin1Char(' ')), QStringLiteral("open check weigh close won lost"));
        QCOMPARE(pipeline->openStages().size(), 4);
        QCOMPARE(world.rulebook()->pipelineOfStage(GateWorld::stageId("won")), pipeline);
        QVERIFY(!world.rulebook()->stage(Id::named("elsewhere")));
    }
};

DW_TEST(RulebookTest)

}  // namespace dw::test

#include "rulebooktest.moc"
