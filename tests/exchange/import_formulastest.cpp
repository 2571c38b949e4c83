// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importrecords.h"
#include "tests/exchange/import_support.h"
#include "tests/support/testrunner.h"

#include <span>

namespace dw::test
{

namespace
{

constexpr char Accounts[] = R"({"object": "account", "match": ["name"], "accept_incomplete": true,
 "columns": {"Name": "name", "Short": "short_name", "Parent": {"to": "parent_account_id", "by": "name"}}})";
constexpr char Contacts[] = R"({"object": "contact", "match": ["name"], "accept_incomplete": true,
 "columns": {"Name": "name", "Account": {"to": "account_id", "by": "name"}}})";
constexpr char Deals[] = R"({"object": "opportunity", "match": ["name"], "accept_incomplete": true,
 "columns": {"Name": "name", "Account": {"to": "account_id", "by": "name"},
 "Stage": "stage_id", "Amount": "amount", "Currency": "currency", "Created": "created_at",
 "Won": "won_at"}})";
constexpr char Rates[] = R"({"object": "exchange_rate",
 "columns": {"From": "from_currency", "To": "to_currency", "Date": "date", "Rate": "rate"}})";

// Two formulas of contacts that read their account, and a roll-up of the account over one of them.
void define(ImportWorld &world, const char *object, const char *name, const char *type, const char *result,
            const char *formula)
{
    const auto text = [](const char *latin1) { return QString::fromLatin1(latin1); };
    const QJsonObject set{{text("object_name"), text(object)}, {text("name"), text(name)},
                          {text("type"), text(type)},          {text("label_en"), text(name)},
                          {text("label_zh"), text(name)},      {text("purpose"), text("A test asks for it")},
                          {text("status"), text("live")},      {text("result_type"), text(result)},
                          {text("formula"), text(formula)}};
    const CommandResult made = world.runner->runNow(
        {text("record.create"), {{text("object"), text("field_definition")}, {text("set"), set}}},
        world.actor);
    if (made.status != CommandResult::Status::Applied)
        qFatal("%s", qPrintable(errorText(made.error)));
}

void defineAll(ImportWorld &world)
{
    define(world, "contact", "c_whose", "formula", "text",
           "account.parent_account.short_name & \" / \" & account.short_name");
    define(world, "contact", "c_size", "formula", "int", "LENGTH(account.short_name)");
    define(world, "account", "c_sizes", "rollup", "int", "SUM(contacts.c_size)");
}

QString computedFaults(ImportWorld &world)
{
    const auto checks = world.workspace->verify(Ticket());
    for (const VerifyCheck &check : *checks) {
        if (check.name == QLatin1String("computed"))
            return check.detail;
    }
    return QStringLiteral("not checked");
}

}  // namespace

// What formulas and roll-ups of other records read of the rows of an import counts at its end (DESIGN 4).
class ImportFormulasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formulasOfOthersFollow()
    {
        ImportWorld world;
        defineAll(world);
        const auto import = [&world](const QByteArray &csv) {
            return world.import(world.file(QStringLiteral("a.csv"), csv), Accounts).counts;
        };
        import("Name,Short,Parent\nGroup,G,\nAlpha,A,Group\nBeta,B,\n");
        world.import(world.file(QStringLiteral("c.csv"), "Name,Account\nLin,Alpha\nChen,Alpha\nMa,Beta\n"),
                     Contacts);
        const auto whose = [&world](const char *name) {
            return world
                .record(QStringLiteral("contact"), QStringLiteral("name = \"%1\"").arg(QLatin1String(name)))
                .value(u"c_whose")
                .text();
        };
        const auto sizes = [&world](const char *name) {
            return world
                .record(QStringLiteral("account"), QStringLiteral("name = \"%1\"").arg(QLatin1String(name)))
                .value(u"c_sizes");
        };
        QCOMPARE(whose("Lin"), QStringLiteral("G / A"));
        QCOMPARE(sizes("Alpha"), Value(qint64(2)));
        QCOMPARE(import("Name,Short,Parent\nAlpha,Alphabet,Group\n").updated, 1);
        QCOMPARE(whose("Chen"), QStringLiteral("G / Alphabet"));
        QCOMPARE(sizes("Alpha"), Value(qint64(16)));
        import("Name,Short,Parent\nGroup,Holding,\nBeta,BB,Group\n");
        QCOMPARE(whose("Lin"), QStringLiteral("Holding / Alphabet"));
        QCOMPARE(whose("Ma"), QStringLiteral("Holding / BB"));
        QCOMPARE(sizes("Beta"), Value(qint64(2)));
        QCOMPARE(computedFaults(world), QString());
    }

    // More changed records than are asked for one by one.
    void formulasOfOthersFollowManyRows()
    {
        constexpr int Rows = 2600;
        ImportWorld world;
        defineAll(world);
        const auto accounts = [](const QByteArray &suffix) {
            QByteArray csv = "Name,Short,Parent\n";
            for (int i = 0; i < Rows; ++i)
                csv += "Company " + QByteArray::number(i) + ",S" + suffix + QByteArray::number(i) + ",\n";
            return csv;
        };
        QByteArray contacts = "Name,Account\n";
        for (int i = 0; i < Rows; i += 10)
            contacts += "Person " + QByteArray::number(i) + ",Company " + QByteArray::number(i) + '\n';
        world.import(world.file(QStringLiteral("a.csv"), accounts("")), Accounts);
        world.import(world.file(QStringLiteral("c.csv"), contacts), Contacts);
        const ImportReport changed =
            world.import(world.file(QStringLiteral("b.csv"), accounts("ame ")), Accounts);
        QCOMPARE(changed.counts.updated, Rows);
        QCOMPARE(world.count(QStringLiteral("contact"), QStringLiteral("c_size > 5")), Rows / 10);
        QCOMPARE(computedFaults(world), QString());
    }

    // The end of the import never came: a roll-up over a formula over a changed record is mended too.
    void formulasOfOthersAreMendedAfterAnInterruption()
    {
        ImportWorld world;
        defineAll(world);
        world.import(world.file(QStringLiteral("a.csv"), "Name,Short,Parent\nAlpha,A,\n"), Accounts);
        world.import(world.file(QStringLiteral("c.csv"), "Name,Account\nLin,Alpha\n"), Contacts);
        ImportRecords::Options options;
        options.object = world.runner->configuration()->dictionary->find(u"account");
        const int name = options.object->indexOf(u"name"), shortName = options.object->indexOf(u"short_name");
        options.match = {{name}};
        options.acceptIncomplete = true;
        options.fileName = QStringLiteral("again.csv");
        options.mapping = QStringLiteral("{}");
        options.encoding = QStringLiteral("utf_8");
        ImportRecords import(*world.runner, world.actor, options);
        ImportRow row;
        row.row = 2;
        row.values = {{name, Value(QStringLiteral("Alpha"))}, {shortName, Value(QStringLiteral("Alphabet"))}};
        QList<ImportOutcome> outcomes;
        world.workspace->writeNow([&](WriteSession &session) {
            QVERIFY(import.start(session, {name, shortName}).ok());
            QCOMPARE(import.run(session, std::span(&row, 1), outcomes).value(), 1);
        });
        QVERIFY(!computedFaults(world).isEmpty());
        world.reopen();
        QTRY_COMPARE(world.count(QStringLiteral("account"), QStringLiteral("c_sizes = 8")), 1);
        QCOMPARE(computedFaults(world), QString());
    }

    void aRateThatIsImportedCounts()
    {
        ImportWorld world;
        world.import(world.file(QStringLiteral("a.csv"), "Name,Short,Parent\nAlpha,A,\n"), Accounts);
        world.import(world.file(QStringLiteral("d.csv"),
                                "Name,Account,Stage,Amount,Currency,Created,Won\n"
                                "One,Alpha,won,100,USD,2026-11-01,2026-11-05\n"),
                     Deals);
        const auto total = [&world] {
            return world.record(QStringLiteral("account"), QStringLiteral("name = \"Alpha\""))
                .value(u"total_won");
        };
        QVERIFY(total().isNull());
        world.import(world.file(QStringLiteral("r.csv"), "From,To,Date,Rate\nusd,cny,2026-11-01,7.125\n"),
                     Rates);
        QCOMPARE(total(), Value(Money{71250, *Currency::fromCode(u"CNY")}));
        QCOMPARE(computedFaults(world), QString());
    }
};

DW_TEST(ImportFormulasTest)

}  // namespace dw::test

#include "import_formulastest.moc"
