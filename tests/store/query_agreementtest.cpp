// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/compiler.h"
#include "core/store/sqlite/functions.h"
#include "core/store/sqlite/queryrunner.h"
#include "core/store/sqlite/sqlvalue.h"
#include "tests/store/query_world.h"
#include "tests/support/expressiongenerator.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

using namespace dw::sqlite;

// What a value is, whatever scale a decimal was made with; an id is an id.
QString shown(const Result<Value> &result)
{
    if (!result.ok())
        return QStringLiteral("error ") + result.error().key;
    const Value &value = *result;
    switch (value.kind()) {
        case Value::Kind::Money:
            return QString::number(value.money().minor);
        case Value::Kind::Decimal: {
            QString text = value.decimal().toString();
            while (text.contains(QLatin1Char('.')) &&
                   (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.')))) {
                const bool point = text.endsWith(QLatin1Char('.'));
                text.chop(1);
                if (point)
                    break;
            }
            return text;
        }
        case Value::Kind::Integer:
            return QString::number(value.integer());
        case Value::Kind::Id:
        case Value::Kind::RecordRef:
            return value.id().toString();
        default:
            return value.toDebugString();
    }
}

class Both
{
public:
    Both() { m_stored.connection->handle(); }

    void put(const ExpressionWorld &world)
    {
        m_world = world;
        m_stored.put(world);
    }

    Result<Value> inMemory(const CheckedExpression &expression, const Id &deal) const
    {
        return evaluate(expression, *m_world.source(deal), m_context);
    }

    Result<Value> inSql(const CheckedExpression &expression, const Id &deal, QByteArray *text = nullptr)
    {
        Compiler compiler(ExpressionWorld::dictionary(), m_context);
        const Compiler::Row row = compiler.row(expression.object());
        DW_ASSIGN(const Compiler::Compiled compiled, compiler.value(expression.root(), row));
        Sql sql("SELECT ");
        sql << compiled.sql << " FROM " << Compiler::from(row) << " WHERE " << Sql::column(row.alias, u"id")
            << " = " << Sql::parameter(deal.toByteArray());
        if (text)
            *text = sql.text();
        DW_ASSIGN(Statement statement, m_stored.connection->prepare(sql.text()));
        sql.bindTo(statement, m_context);
        const Result<bool> found = statement.step();
        if (!found.ok()) {
            if (const std::optional<Error> error = functionError(m_stored.connection->handle()))
                return *error;
            return found.error();
        }
        return fromColumn(statement, 0, expression.type(), Currency());
    }

    // Empty if both agree, else what differs.
    QString difference(const CheckedExpression &expression, const QList<Id> &deals)
    {
        QSet<QString> fulfilled;
        bool failed = false;
        for (const Id &deal : deals) {
            const Result<Value> memory = inMemory(expression, deal);
            QByteArray sql;
            const Result<Value> stored = inSql(expression, deal, &sql);
            if (shown(memory) != shown(stored))
                return expression.text() + QStringLiteral("\n  memory ") + shown(memory) +
                       QStringLiteral("\n  sql    ") + shown(stored) + QLatin1Char('\n') +
                       QString::fromUtf8(sql) + (stored.ok() ? QString() : stored.error().detail);
            failed = failed || !memory.ok();
            if (memory.ok() && memory->boolean())
                fulfilled.insert(deal.toString());
        }
        if (failed || expression.type().kind != ValueType::Kind::Boolean)
            return {};
        // As a filter the same deals come out.
        Query query;
        query.object = ExpressionWorld::dictionary()->find(u"deal");
        query.where = std::shared_ptr<const CheckedExpression>(&expression, [](const CheckedExpression *) {});
        QueryRunner runner(*m_stored.connection);
        runner.setDictionary(ExpressionWorld::dictionary());
        const Result<std::vector<RowRef>> rows = runner.rows(query, m_context, -1);
        if (!rows.ok())
            return expression.text() + QStringLiteral("\n  as filter: ") + rows.error().key +
                   rows.error().detail;
        const Result<QList<Record>> records = runner.page(query.object, *rows, {});
        if (!records.ok())
            return records.error().key;
        QSet<QString> found;
        for (const Record &record : *records)
            found.insert(record.id().toString());
        if (found != fulfilled)
            return expression.text() + QStringLiteral("\n  as filter %1 rows, %2 in memory")
                                           .arg(found.size())
                                           .arg(fulfilled.size());
        return {};
    }

    QList<Id> deals() const
    {
        QList<Id> ids;
        for (const auto &[id, record] : m_world.records) {
            if (record.object == QLatin1String("deal"))
                ids.append(id);
        }
        return ids;
    }

private:
    StoredWorld m_stored;
    ExpressionWorld m_world;
    EvaluationContext m_context = ExpressionWorld::context();
};

}  // namespace

class QueryAgreementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chosenExpressions_data();
    void chosenExpressions();
    void randomExpressions();

private:
    Both m_both;
};

void QueryAgreementTest::chosenExpressions_data()
{
    QTest::addColumn<QString>("text");
    const char *texts[] = {
        "amount",
        "amount * probability",
        "amount + cost",
        "amount - cost > 0",
        "amount / cost",
        "amount / 3",
        "-amount",
        "amount * 100",
        "amount > 1000",
        "amount >= 0.01",
        "amount = cost",
        "cost < amount",
        "amount * quantity",
        "quantity + 1",
        "quantity * quantity",
        "quantity - 9223372036854775807",
        "quantity / 0",
        "quantity / 7",
        "rate",
        "rate * rate",
        "rate + quantity",
        "rate > 0.5",
        "rate = 1.2345",
        "rate <= 1.23456",
        "probability > 0.3",
        "probability = 11.11%",
        "probability + 10%",
        "probability * quantity",
        "company.revenue",
        "company.revenue > amount",
        "company.revenue + amount",
        "company.industry",
        "company.name & \" \" & name",
        "stage = \"won\"",
        "stage <> \"won\"",
        "stage IN (\"won\", \"lost\")",
        "ISBLANK(stage)",
        "phase_id = \"quotation\"",
        "phase_id <> \"quotation\"",
        "phase_id IN (\"quotation\", \"first\")",
        "NOT(phase_id = \"quotation\")",
        "phase.name",
        "ISBLANK(phase.name)",
        "active",
        "NOT(active)",
        "AND(active, quantity > 1)",
        "OR(active, quantity > 1)",
        "AND(active, quantity * quantity > 0)",
        "OR(NOT(active), quantity * quantity > 0)",
        "IF(active, amount, cost)",
        "IF(active, 1)",
        "IF(quantity > 0, quantity, rate)",
        "CASE(stage, \"won\", 1, \"lost\", 2, 3)",
        "CASE(quantity, 1, \"one\", 2, \"two\")",
        "IFBLANK(cost, amount)",
        "COALESCE(cost, amount)",
        "MIN(quantity, 3)",
        "MAX(quantity, rate)",
        "MAX(amount, cost)",
        "ABS(amount)",
        "ROUND(rate, 2)",
        "FLOOR(rate)",
        "CEILING(amount)",
        "MOD(quantity, 3)",
        "NUMBER(\"12.5\")",
        "closes",
        "closes + 30",
        "closes - 1",
        "closes - opens",
        "won_at",
        "won_at - closes",
        "won_at > closes",
        "closes = TODAY()",
        "won_at < TODAY()",
        "won_at > NOW()",
        "DAYS(TODAY(), won_at)",
        "SECONDS(NOW(), won_at)",
        "SECONDS(won_at, NOW())",
        "SECONDS(closes, won_at)",
        "SECONDS(won_at, NULL)",
        "YEAR(won_at)",
        "YEAR(won_at) = 2026",
        "YEAR(closes) >= 2026",
        "YEARMONTH(won_at)",
        "YEARMONTH(won_at) = \"2026-10\"",
        "YEARQUARTER(won_at)",
        "YEARQUARTER(closes) = \"2026-Q4\"",
        "QUARTER(won_at)",
        "MONTH(won_at)",
        "DAY(won_at)",
        "WEEKDAY(closes)",
        "STARTOFMONTH(won_at)",
        "ENDOFMONTH(closes)",
        "ADDMONTHS(closes, 12)",
        "ADDDAYS(closes, 9000000)",
        "BUSINESSDAYS(opens, closes)",
        "ADDBUSINESSDAYS(closes, 3)",
        "INPERIOD(won_at, \"THIS_MONTH\")",
        "INPERIOD(closes, \"THIS_YEAR\")",
        "HAS(interests, \"crm\")",
        "HASANY(interests, \"crm\", \"erp\")",
        "ISBLANK(interests)",
        "ISBLANK(friends)",
        "HAS(friends, CURRENTUSER())",
        "CONTAINS(name, \"A\")",
        "STARTSWITH(name, \"acme\")",
        "ENDSWITH(name, \"单\")",
        "LENGTH(name)",
        "UPPER(name)",
        "LOWER(name)",
        "TRIM(note)",
        "LEFT(name, 1)",
        "RIGHT(name, 2)",
        "MID(name, 2, 2)",
        "REPLACE(name, \"o\", \"0\")",
        "TEXT(amount)",
        "TEXT(rate)",
        "CONCAT(name, quantity)",
        "name < \"a\"",
        "name > \"成\"",
        "COUNT(lines)",
        "COUNT(lines, price > 150)",
        "SUM(lines.price)",
        "SUM(lines.quantity)",
        "AVERAGE(lines.quantity)",
        "AVERAGE(lines.price)",
        "AVERAGE(lines.weight)",
        "MINIMUM(lines.price)",
        "MAXIMUM(lines.ships)",
        "ANY(lines, discount > 10%)",
        "ALL(lines, quantity > 0)",
        "ALL(lines, price > 1)",
        "ANY(lines)",
        "SUM(lines.price) > 100",
        "SUM(lines.price * lines.quantity)",
        "COUNT(company.deals)",
        "SUM(company.deals.amount)",
        "COUNT(lines.discount)",
        "SUM(lines.price) + amount",
        "created_at",
        "owner_id = \"lin\"",
        "AND(quantity > 0, OR(stage = \"won\", HAS(interests, \"crm\")), NOT(ISBLANK(amount)))",
    };
    for (const char *text : texts)
        QTest::newRow(text) << QString::fromUtf8(text);
}

void QueryAgreementTest::chosenExpressions()
{
    QFETCH(QString, text);
    m_both.put(sampleWorld());
    ExpressionError where;
    const auto checked = CheckedExpression::compile(text, ExpressionWorld::scope(), &where);
    QVERIFY2(checked.ok(), qPrintable(checked.ok() ? QString()
                                                   : checked.error().key +
                                                         checked.error().arguments.join(QLatin1Char(' '))));
    const QString difference = m_both.difference(**checked, m_both.deals());
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void QueryAgreementTest::randomExpressions()
{
    DW_PROPERTY([this] {
        const ExpressionCase one = *expressionCase();
        const auto checked = CheckedExpression::compile(one.expression.text, ExpressionWorld::scope());
        RC_PRE(checked.ok());
        m_both.put(one.world);
        const QString difference = m_both.difference(**checked, one.deals);
        if (!difference.isEmpty())
            RC_LOG() << difference.toStdString() << std::endl;
        RC_ASSERT(difference.isEmpty());
    });
}

DW_TEST(QueryAgreementTest)

}  // namespace dw::test

#include "query_agreementtest.moc"
