// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/transaction.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

class TransactionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();

private:
    static SyncTransaction sample();
};

SyncTransaction TransactionTest::sample()
{
    SyncTransaction transaction;
    transaction.number = 7;
    transaction.id = Id::named("tx");
    transaction.command = QStringLiteral("record.update");
    transaction.requests = {{transaction.command, {{QStringLiteral("object"), QStringLiteral("account")}}}};
    transaction.made = {Id::named("a"), Id::named("b")};
    transaction.dependencies = {3, 5};
    transaction.seenAt = 41;
    transaction.at = Instant{1795053600123};
    SyncOperation update;
    update.record = {QStringLiteral("opportunity_line"), Id::named("line")};
    update.root = {QStringLiteral("opportunity"), Id::named("deal")};
    update.base = 40;
    update.fields.insert(QStringLiteral("name"), {QStringLiteral("华为"), QStringLiteral("华为技术"), true});
    update.fields.insert(QStringLiteral("note"), {QJsonValue(), QStringLiteral("x"), false});
    SyncOperation create;
    create.kind = SyncOperation::Kind::Create;
    create.record = create.root = {QStringLiteral("account"), Id::named("new")};
    create.fields.insert(QStringLiteral("name"), {QJsonValue(), QStringLiteral("Acme"), true});
    SyncOperation purge;
    purge.kind = SyncOperation::Kind::Purge;
    purge.record = purge.root = {QStringLiteral("account"), Id::named("old")};
    transaction.operations = {update, create, purge};
    return transaction;
}

void TransactionTest::comesBackAsItWas()
{
    SyncTransaction one = sample();
    for (int turn = 0; turn < 2; ++turn) {
        const auto back = SyncTransaction::fromJson(one.toJson());
        QVERIFY(back.ok());
        QCOMPARE(back->toJson(), one.toJson());
        QCOMPARE(back->operations, one.operations);
        QCOMPARE(back->made, one.made);
        QCOMPARE(back->dependencies, one.dependencies);
        QCOMPARE(back->at.ms, one.at.ms);
        // And several commands that ran together.
        one.command = QStringLiteral("batch");
        one.requests.append({QStringLiteral("task.complete"), {}});
    }
}

void TransactionTest::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("error");
    const QString bad = QStringLiteral("sync.bad_transaction");
    const auto row = [&](const char *name, const char *key, const QJsonValue &value, const QString &error) {
        QTest::newRow(name) << QString::fromLatin1(key) << value << error;
    };
    row("no number", "dseq", {}, bad);
    row("number zero", "dseq", 0, bad);
    row("half a number", "dseq", 1.5, bad);
    row("number beyond 2^53", "dseq", 1e300, bad);
    row("no id", "id", QStringLiteral("x"), bad);
    row("null id", "id", Id().toString(), bad);
    row("other version", "v", 2, bad);
    row("no command", "cmd", QString(), bad);
    row("arguments are a list", "args", QJsonArray(), bad);
    row("no time", "ts", QStringLiteral("yesterday"), bad);
    row("depends on the future", "deps", QJsonArray{7}, bad);
    row("made is no id", "made", QJsonArray{QStringLiteral("a")}, bad);
    row("unknown operation", "ops", QJsonArray{QJsonObject{{QStringLiteral("op"), QStringLiteral("drop")}}},
        bad);
    row("operation without record", "ops",
        QJsonArray{QJsonObject{{QStringLiteral("op"), QStringLiteral("update")}}}, bad);
    QJsonArray many;
    for (int i = 0; i <= SyncTransaction::MaximumOperations; ++i)
        many.append(QJsonObject{{QStringLiteral("op"), QStringLiteral("update")},
                                {QStringLiteral("obj"), QStringLiteral("account")},
                                {QStringLiteral("id"), Id::named("a").toString()}});
    row("too many operations", "ops", many, QStringLiteral("sync.too_large"));
    row("asked for what is not set", "ops",
        QJsonArray{QJsonObject{{QStringLiteral("op"), QStringLiteral("update")},
                               {QStringLiteral("obj"), QStringLiteral("account")},
                               {QStringLiteral("id"), Id::named("a").toString()},
                               {QStringLiteral("asked"), QJsonArray{QStringLiteral("name")}}}},
        bad);
    row("a change of one value", "ops",
        QJsonArray{
            QJsonObject{{QStringLiteral("op"), QStringLiteral("update")},
                        {QStringLiteral("obj"), QStringLiteral("account")},
                        {QStringLiteral("id"), Id::named("a").toString()},
                        {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QJsonArray{1}}}}}},
        bad);
}

void TransactionTest::whatIsWrongIsNamed()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, error);
    QJsonObject json = sample().toJson();
    json.insert(key, value);
    const auto read = SyncTransaction::fromJson(json);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().key, error);
}

DW_TEST(TransactionTest)

}  // namespace dw::test

#include "transactiontest.moc"
