// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/query_world.h"

#include "core/records/changeset.h"
#include "core/store/sqlite/migrations.h"
#include "core/store/sqlite/schema.h"

#include <limits>

namespace dw::test
{

namespace
{

void must(const Result<void> &result)
{
    if (!result.ok())
        qFatal("%s %s", qPrintable(result.error().key), qPrintable(result.error().detail));
}

}  // namespace

StoredWorld::StoredWorld()
{
    auto opened = sqlite::Connection::open(folder.filePath(QStringLiteral("world.db")),
                                           sqlite::Connection::Mode::Create, 8192);
    if (!opened.ok())
        qFatal("open: %s", qPrintable(opened.error().key + opened.error().detail));
    connection = std::move(*opened);
    must(sqlite::migrate(*connection));
    must(connection->execute("BEGIN IMMEDIATE"));
    must(sqlite::adoptDictionary(*connection, *ExpressionWorld::dictionary()));
    must(connection->execute("COMMIT"));
    const EvaluationContext context = ExpressionWorld::context();
    store = std::make_unique<sqlite::RecordStore>(*connection, context.workspaceCurrency, context.zone);
    store->setDictionary(ExpressionWorld::dictionary());
}

void StoredWorld::put(const ExpressionWorld &world)
{
    if (connection->inTransaction())
        must(connection->execute("ROLLBACK"));
    must(connection->execute("BEGIN IMMEDIATE"));
    store->forgetCaches();
    must(store->apply(changesOf(world), [](const RecordChange &, qint64) { return Result<void>(); }));
}

ChangeSet changesOf(const ExpressionWorld &world)
{
    ChangeSet changes;
    for (const auto &[id, record] : world.records) {
        Record made(ExpressionWorld::dictionary()->find(record.object), id);
        for (auto it = record.values.begin(); it != record.values.end(); ++it) {
            if (!made.set(it.key(), it.value()))
                qFatal("no field %s", qPrintable(it.key()));
        }
        changes.create(made);
    }
    return changes;
}

ExpressionWorld sampleWorld()
{
    ExpressionWorld world;
    const auto text = [](const char *utf8) { return Value(QString::fromUtf8(utf8)); };
    const auto key = [](const char *ascii) { return QString::fromLatin1(ascii); };
    const auto currency = [](const char *code) { return *Currency::fromCode(QString::fromLatin1(code)); };
    const auto money = [&](qint64 minor, const char *code) { return Value(Money{minor, currency(code)}); };
    const auto date = [](const char *iso) { return Value(*Date::fromIso(QString::fromLatin1(iso))); };
    const auto instant = [](const char *iso) {
        return Value(*Instant::fromIso(QString::fromLatin1(iso), QTimeZone::utc()));
    };
    const Id lin =
        world.add(key("user"), key("lin"), {{key("login"), text("lin")}, {key("name"), text("林小雨")}}).id;
    const Id wei = world.add(key("user"), key("wei"), {{key("login"), text("wei")}}).id;
    const Id huawei = world
                          .add(key("company"), key("hw"),
                               {{key("name"), text("华为技术")},
                                {key("industry"), text("telecom")},
                                {key("size"), Value(qint64(5))},
                                {key("currency"), text("cny")},
                                {key("revenue"), money(900, "CNY")}})
                          .id;
    const Id acme = world
                        .add(key("company"), key("acme"),
                             {{key("name"), text("Acme Ltd")},
                              {key("currency"), text("usd")},
                              {key("revenue"), money(50000, "USD")}})
                        .id;
    const Id quotation =
        world.add(key("phase"), key("q"), {{key("key"), text("quotation")}, {key("name"), text("报价")}}).id;
    const Id first = world.add(key("phase"), key("f"), {{key("key"), text("first")}}).id;
    const Id gone = Id::named("phase/gone");

    const char *currencies[] = {"CNY", "USD", "JPY", "CNY"};
    const char *names[] = {"成单", "Acme rollout", "Ünïcode", "a",     "华为 5G", "50% off_x",
                           "A",    "zz",           "é",       "Straße"};
    for (int i = 0; i < 10; ++i) {
        const char *code = currencies[i % 4];
        QHash<QString, Value> values{{key("name"), text(names[i])},
                                     {key("currency"), Value(currency(code).key())}};
        if (i != 3) {
            values.insert(key("amount"),
                          money(i == 9 ? std::numeric_limits<qint64>::max() - 5 : 123457 * i - 200000, code));
            values.insert(key("probability"), Value(Percent{i * 1111}));
            values.insert(key("quantity"),
                          Value(qint64(i == 8 ? std::numeric_limits<qint64>::min() + 1 : i - 2)));
        }
        if (i % 2 == 0) {
            values.insert(key("cost"), money(5000 * i, code));
            values.insert(key("rate"), Value(Decimal(12345 * (i - 3), 4)));
            values.insert(key("active"), Value::boolean(i % 4 == 0));
            values.insert(key("closes"), date(i == 4 ? "2024-02-29" : i == 6 ? "2026-12-31" : "2026-11-19"));
            values.insert(key("won_at"), instant(i == 2   ? "2026-09-30T16:00:00Z"
                                                 : i == 6 ? "2025-12-31T15:59:59.999Z"
                                                          : "2026-11-18T23:40:00Z"));
        }
        if (i % 3 == 0)
            values.insert(key("opens"), date("2026-01-31"));
        if (i % 3 != 0) {
            values.insert(key("stage"), text(i % 3 == 1 ? "won" : "lost"));
            values.insert(key("company_id"), Value(i % 3 == 1 ? huawei : acme));
            values.insert(key("note"), text("  Zwei Wörter und 中文 "));
        }
        if (i % 5 != 0)
            values.insert(key("phase_id"), Value(i % 5 == 4 ? gone : i % 2 ? quotation : first));
        if (i % 4 == 1)
            values.insert(key("interests"), Value(QStringList{key("crm"), key("erp")}));
        if (i % 4 == 2)
            values.insert(key("interests"), Value(QStringList{key("erp")}));
        if (i % 4 >= 2)
            values.insert(key("friends"), i % 4 == 2 ? Value(QList<Id>{lin, wei}) : Value(QList<Id>{wei}));
        const Id deal = world.add(key("deal"), QString::number(i), values).id;
        for (int line = 0; line < i % 4; ++line) {
            const char *own = i == 7 && line == 1 ? "USD" : code;
            QHash<QString, Value> parts{{key("name"), text("line")},
                                        {key("deal_id"), Value(deal)},
                                        {key("currency"), Value(currency(own).key())},
                                        {key("quantity"), Value(qint64(line + 1))}};
            if (line != 2)
                parts.insert(key("price"), money(10050 * (line + 1), own));
            if (line == 0)
                parts.insert(key("weight"), Value(Decimal(1005, 3)));
            if (line == 1)
                parts.insert(key("discount"), Value(Percent{1250}));
            if (line != 1)
                parts.insert(key("ships"), date("2026-10-02"));
            world.add(key("deal_line"), QStringLiteral("%1/%2").arg(i).arg(line), parts);
        }
    }
    return world;
}

}  // namespace dw::test
