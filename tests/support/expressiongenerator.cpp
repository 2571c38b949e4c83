// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/expressiongenerator.h"

#include <QTimeZone>

namespace dw::test
{

namespace
{

using Kind = ValueType::Kind;

QString u(const char *text)
{
    return QString::fromUtf8(text);
}

int pick(int count)
{
    return *rc::gen::inRange(0, count);
}

QString oneOf(std::initializer_list<const char *> texts)
{
    return u(*(texts.begin() + pick(int(texts.size()))));
}

bool chance(int percent)
{
    return pick(100) < percent;
}

QString make(Kind kind, int depth);

QString sub(const char *pattern, std::initializer_list<Kind> kinds, int depth)
{
    QString text = u(pattern);
    int number = 1;
    for (const Kind kind : kinds)
        text.replace(QLatin1Char('%') + QString::number(number++), make(kind, depth - 1));
    return text;
}

QString lineCondition()
{
    return oneOf({"quantity > 1", "lines.quantity <= 3", "ISBLANK(discount)", "price >= 1.50",
                  "discount < 50%", "CONTAINS(name, \"一\")", "ships > TODAY()",
                  "AND(quantity <> 2, NOT(ISBLANK(price)))", "weight * 2 > 1.25"});
}

QString aggregate(const char *name, std::initializer_list<const char *> of)
{
    QString text = u(name) + QLatin1Char('(') + oneOf(of);
    if (chance(50))
        text += QStringLiteral(", ") + lineCondition();
    return text + QLatin1Char(')');
}

QString integer(int depth)
{
    if (depth <= 0)
        return oneOf(
            {"0", "1", "-1", "2", "7", "100", "-12", "quantity", "quantity", "company.size", "123456789"});
    switch (pick(12)) {
        case 0:
            return sub("(%1 + %2)", {Kind::Integer, Kind::Integer}, depth);
        case 1:
            return sub("(%1 - %2)", {Kind::Integer, Kind::Integer}, depth);
        case 2:
            return sub("(%1 * %2)", {Kind::Integer, Kind::Integer}, depth);
        case 3:
            return sub("MOD(%1, %2)", {Kind::Integer, Kind::Integer}, depth);
        case 4:
            return sub("LENGTH(%1)", {Kind::Text}, depth);
        case 5:
            return oneOf({"YEAR", "QUARTER", "MONTH", "DAY", "WEEKDAY"}) + sub("(%1)", {Kind::Date}, depth);
        case 6:
            return chance(25) ? sub("SECONDS(%1, %2)", {Kind::Instant, Kind::Date}, depth)
                              : oneOf({"DAYS", "SECONDS", "BUSINESSDAYS"}) +
                                    sub("(%1, %2)", {Kind::Date, Kind::Date}, depth);
        case 7:
            return sub("IF(%1, %2, %3)", {Kind::Boolean, Kind::Integer, Kind::Integer}, depth);
        case 8:
            return sub("IFBLANK(%1, %2)", {Kind::Integer, Kind::Integer}, depth);
        case 9:
            return oneOf({"ROUND", "FLOOR", "CEILING"}) + sub("(%1)", {Kind::Decimal}, depth);
        case 10:
            return chance(50) ? aggregate("COUNT", {"lines", "lines.price"})
                              : aggregate("SUM", {"lines.quantity", "lines.quantity * 2"});
        default:
            return sub("-(%1)", {Kind::Integer}, depth);
    }
}

QString decimal(int depth)
{
    if (depth <= 0)
        return oneOf({"1.50", "0.5", "2.5", "-0.005", "0.000001", "rate", "rate", "99999.9999"});
    switch (pick(10)) {
        case 0:
            return sub("(%1 + %2)", {Kind::Decimal, Kind::Integer}, depth);
        case 1:
            return sub("(%1 - %2)", {Kind::Percent, Kind::Decimal}, depth);
        case 2:
            return sub("(%1 * %2)", {Kind::Decimal, Kind::Decimal}, depth);
        case 3:
            return sub("(%1 / %2)", {Kind::Integer, Kind::Integer}, depth);
        case 4:
            return sub("(%1 / %2)", {Kind::Money, Kind::Money}, depth);
        case 5:
            return sub("(%1 * %2)", {Kind::Integer, Kind::Percent}, depth);
        case 6:
            return aggregate("AVERAGE", {"lines.quantity", "lines.weight"});
        case 7:
            return sub("MIN(%1, %2)", {Kind::Decimal, Kind::Integer}, depth);
        case 8:
            return sub("NUMBER(%1)", {Kind::Text}, depth);
        default:
            return sub("ABS(%1)", {Kind::Decimal}, depth);
    }
}

QString money(int depth)
{
    if (depth <= 0)
        return oneOf({"amount", "cost", "amount"});
    switch (pick(9)) {
        case 0:
            return sub("(%1 + %2)", {Kind::Money, Kind::Money}, depth);
        case 1:
            return sub("(%1 - %2)", {Kind::Money, Kind::Decimal}, depth);
        case 2:
            return sub("(%1 * %2)", {Kind::Money, Kind::Percent}, depth);
        case 3:
            return sub("(%1 * %2)", {Kind::Decimal, Kind::Money}, depth);
        case 4:
            return sub("(%1 / %2)", {Kind::Money, Kind::Integer}, depth);
        case 5:
            return aggregate(
                "SUM", {"lines.price", "lines.price * lines.quantity", "lines.price * (1 - lines.discount)"});
        case 6:
            return oneOf({"MINIMUM", "MAXIMUM", "AVERAGE"}) + QStringLiteral("(lines.price)");
        case 7:
            return sub("IFBLANK(%1, %2)", {Kind::Money, Kind::Integer}, depth);
        default:
            return sub("ROUND(%1, 1)", {Kind::Money}, depth);
    }
}

QString percent(int depth)
{
    if (depth <= 0)
        return oneOf({"15%", "12.5%", "-0.01%", "100%", "probability", "probability"});
    switch (pick(3)) {
        case 0:
            return sub("(%1 + %2)", {Kind::Percent, Kind::Percent}, depth);
        case 1:
            return aggregate("AVERAGE", {"lines.discount"});
        default:
            return sub("IF(%1, %2, %3)", {Kind::Boolean, Kind::Percent, Kind::Percent}, depth);
    }
}

QString text(int depth)
{
    if (depth <= 0)
        return oneOf({"\"\"", "\"a\"\"b\"", "\"成单匠\"", "\"Ärger\"", "\"12.5\"", "\"\xF0\xA0\x80\x80\"",
                      "name", "name", "note", "stage", "company.name", "company.industry", "phase.key",
                      "owner.login"});
    switch (pick(9)) {
        case 0:
            return sub("(%1 & %2)", {Kind::Text, Kind::Text}, depth);
        case 1:
            return oneOf({"UPPER", "LOWER", "TRIM", "TEXT"}) + sub("(%1)", {Kind::Text}, depth);
        case 2:
            return oneOf({"LEFT", "RIGHT"}) + sub("(%1, 2)", {Kind::Text}, depth);
        case 3:
            return sub("MID(%1, 2, 2)", {Kind::Text}, depth);
        case 4:
            return sub("CASE(stage, \"open\", %1, \"won\", %2)", {Kind::Text, Kind::Text}, depth);
        case 5:
            return oneOf({"YEARMONTH", "YEARQUARTER", "TEXT"}) + sub("(%1)", {Kind::Date}, depth);
        case 6:
            return sub("TEXT(%1)",
                       {*rc::gen::element(Kind::Integer, Kind::Decimal, Kind::Percent, Kind::Boolean)},
                       depth);
        case 7:
            return sub("REPLACE(%1, %2, %3)", {Kind::Text, Kind::Text, Kind::Text}, depth);
        default:
            return sub("COALESCE(%1, %2)", {Kind::Text, Kind::Text}, depth);
    }
}

QString date(int depth)
{
    if (depth <= 0)
        return oneOf({"closes", "opens", "closes", "TODAY()", "DATE(\"2024-02-29\")", "DATE(\"2026-01-31\")",
                      "DATE(\"2025-12-31\")"});
    switch (pick(7)) {
        case 0:
            return sub("ADDMONTHS(%1, ", {Kind::Date}, depth) + oneOf({"1", "-1", "12", "-13", "quantity"}) +
                   QLatin1Char(')');
        case 1:
            return sub("(%1 + ", {Kind::Date}, depth) + oneOf({"1", "30", "-365", "quantity"}) +
                   QLatin1Char(')');
        case 2:
            return oneOf({"STARTOFMONTH", "ENDOFMONTH"}) + sub("(%1)", {Kind::Date}, depth);
        case 3:
            return sub("DATE(%1)", {Kind::Instant}, depth);
        case 4:
            return sub("ADDBUSINESSDAYS(%1, 3)", {Kind::Date}, depth);
        case 5:
            return sub("MAX(%1, %2)", {Kind::Date, Kind::Date}, depth);
        default:
            return sub("IF(%1, %2, %3)", {Kind::Boolean, Kind::Date, Kind::Date}, depth);
    }
}

QString instant(int depth)
{
    if (depth <= 0)
        return oneOf({"won_at", "created_at", "NOW()"});
    return chance(50) ? sub("(%1 - 2)", {Kind::Instant}, depth)
                      : sub("COALESCE(%1, %2)", {Kind::Instant, Kind::Date}, depth);
}

QString comparison(int depth)
{
    const QString sign = oneOf({"=", "<>", "<", "<=", ">", ">="});
    const auto pair = [&](Kind left, Kind right) {
        return sub(qPrintable(u("(%1 ") + sign + u(" %2)")), {left, right}, depth);
    };
    switch (pick(7)) {
        case 0:
            return pair(Kind::Integer, Kind::Decimal);
        case 1:
            return pair(Kind::Money, Kind::Money);
        case 2:
            return pair(Kind::Money, Kind::Decimal);
        case 3:
            return pair(Kind::Percent, Kind::Decimal);
        case 4:
            return sub(qPrintable(u("(name ") + sign + u(" (%1 & \"\xE4\xB8\x80\"))")), {Kind::Text}, depth);
        case 5:
            return pair(Kind::Date, Kind::Instant);
        default:
            return pair(Kind::Date, Kind::Date);
    }
}

QString boolean(int depth)
{
    if (depth <= 0)
        return oneOf({"TRUE", "FALSE", "active", "active", "phase_id = \"quotation\"", "owner_id <> \"lin\"",
                      "owner_id = CURRENTUSER()", "stage = \"won\"", "stage IN (\"open\", \"lost\")",
                      "HAS(interests, \"crm\")", "HASANY(interests, \"erp\", \"crm\")", "ISBLANK(phase_id)",
                      "amount > 100000", "INPERIOD(closes, \"THIS_MONTH\")", "won_at >= \"2026-01-31\""});
    switch (pick(9)) {
        case 0:
            return sub("AND(%1, %2)", {Kind::Boolean, Kind::Boolean}, depth);
        case 1:
            return sub("OR(%1, %2)", {Kind::Boolean, Kind::Boolean}, depth);
        case 2:
            return sub("NOT(%1)", {Kind::Boolean}, depth);
        case 3:
            return sub("ISBLANK(%1)", {*rc::gen::element(Kind::Integer, Kind::Money, Kind::Text, Kind::Date)},
                       depth);
        case 4:
            return oneOf({"CONTAINS", "STARTSWITH", "ENDSWITH"}) +
                   sub("(%1, %2)", {Kind::Text, Kind::Text}, depth);
        case 5:
            return sub("(%1 IN (%2, %3))", {Kind::Integer, Kind::Integer, Kind::Integer}, depth);
        case 6:
            return oneOf({"ANY", "ALL"}) + QStringLiteral("(lines, ") + lineCondition() + QLatin1Char(')');
        default:
            return comparison(depth);
    }
}

QString make(Kind kind, int depth)
{
    // Most operands are short, so that trees stay readable.
    const int left = depth > 0 && chance(30) ? 0 : depth;
    switch (kind) {
        case Kind::Integer:
            return integer(left);
        case Kind::Decimal:
            return decimal(left);
        case Kind::Money:
            return money(left);
        case Kind::Percent:
            return percent(left);
        case Kind::Text:
            return text(left);
        case Kind::Date:
            return date(left);
        case Kind::Instant:
            return instant(left);
        default:
            return boolean(left);
    }
}

void maybe(QHash<QString, Value> &values, const char *key, const Value &value)
{
    if (!chance(25))
        values.insert(u(key), value);
}

Value someText()
{
    return Value(oneOf({"", "a", "12.5", "-3", "华为技术", "深圳市成单匠有限公司", "Ärger", "  b ", "一",
                        "\xF0\xA0\x80\x80一x", "a\"b", "%_'", "İ"}));
}

Value someDate()
{
    return Value(*Date::fromIso(oneOf({"2024-02-29", "2026-01-31", "2026-02-28", "2025-12-31", "2026-11-19",
                                       "1970-01-01", "2026-10-10", "2026-11-01"})));
}

Value someInstant()
{
    return Value(
        *Instant::fromIso(oneOf({"2026-01-30T16:00:00Z", "2026-01-30T15:59:59.999Z", "2026-11-18T23:40:00Z",
                                 "1969-12-31T23:59:59.999Z", "2024-02-29T12:00:00Z"}),
                          QTimeZone::utc()));
}

Value someMoney(Currency currency)
{
    return Value(Money{*rc::gen::element<qint64>(0, 1, 5, 105, 250, -250, 10000001, 999999999999), currency});
}

}  // namespace

rc::Gen<QString> expressionText(ValueType::Kind kind, int depth)
{
    return rc::gen::exec([=] { return make(kind, depth); });
}

rc::Gen<GeneratedExpression> generatedExpression(int depth)
{
    return rc::gen::exec([=] {
        const Kind kind = *rc::gen::element(Kind::Integer, Kind::Decimal, Kind::Money, Kind::Percent,
                                            Kind::Text, Kind::Date, Kind::Instant, Kind::Boolean);
        return GeneratedExpression{make(kind, depth), kind};
    });
}

rc::Gen<ExpressionWorld> expressionWorld()
{
    return rc::gen::exec([] {
        ExpressionWorld world;
        const auto currency = [] { return *Currency::fromCode(oneOf({"CNY", "CNY", "USD", "JPY"})); };
        QList<Id> users, phases, companies;
        for (const char *login : {"lin", "wei"})
            users.append(
                world.add(u("user"), u(login), {{u("login"), Value(u(login))}, {u("name"), someText()}}).id);
        for (const char *key : {"needs", "quotation"})
            phases.append(
                world.add(u("phase"), u(key), {{u("key"), Value(u(key))}, {u("name"), someText()}}).id);
        for (int i = 0; i < 2; ++i) {
            const Currency own = currency();
            QHash<QString, Value> values{{u("currency"), Value(own.key())}};
            maybe(values, "name", someText());
            maybe(values, "industry", someText());
            maybe(values, "size", Value(qint64(pick(100000))));
            maybe(values, "revenue", someMoney(own));
            companies.append(world.add(u("company"), QString::number(i), values).id);
        }
        const int deals = 1 + pick(4);
        for (int i = 0; i < deals; ++i) {
            const Currency own = currency();
            QHash<QString, Value> values{{u("currency"), Value(own.key())}};
            maybe(values, "name", someText());
            maybe(values, "note", someText());
            maybe(values, "amount", someMoney(own));
            maybe(values, "cost", someMoney(own));
            maybe(values, "probability",
                  Value(Percent{*rc::gen::element<qint64>(0, 1, 1500, 5000, 10000, -50)}));
            maybe(values, "quantity", Value(*rc::gen::element<qint64>(0, 1, 2, 7, -3, 1000)));
            maybe(values, "rate", Value(Decimal(*rc::gen::element<qint64>(0, 1, 5, 12345, -25000, 5000), 4)));
            maybe(values, "closes", someDate());
            maybe(values, "opens", someDate());
            maybe(values, "won_at", someInstant());
            maybe(values, "created_at", someInstant());
            maybe(values, "active", Value::boolean(chance(50)));
            maybe(values, "stage", Value(oneOf({"open", "won", "lost"})));
            maybe(values, "interests",
                  Value(chance(50) ? QStringList{u("crm")} : QStringList{u("crm"), u("erp")}));
            maybe(values, "company_id", Value(companies[pick(2)]));
            maybe(values, "phase_id", Value(phases[pick(2)]));
            maybe(values, "owner_id", Value(users[pick(2)]));
            const Id deal = world.add(u("deal"), QString::number(i), values).id;
            const int lines = pick(4);
            for (int j = 0; j < lines; ++j) {
                const Currency lineCurrency = chance(90) ? own : currency();
                QHash<QString, Value> line{{u("deal_id"), Value(deal)},
                                           {u("currency"), Value(lineCurrency.key())}};
                maybe(line, "name", someText());
                maybe(line, "price", someMoney(lineCurrency));
                maybe(line, "quantity", Value(qint64(pick(6))));
                maybe(line, "discount", Value(Percent{*rc::gen::element<qint64>(0, 1000, 3333, 10000)}));
                maybe(line, "weight", Value(Decimal(*rc::gen::element<qint64>(0, 5, 625, 1250, -1), 3)));
                maybe(line, "ships", someDate());
                world.add(u("deal_line"), QStringLiteral("%1-%2").arg(i).arg(j), line);
            }
        }
        return world;
    });
}

rc::Gen<ExpressionCase> expressionCase(int depth)
{
    return rc::gen::exec([=] {
        ExpressionCase one{*expressionWorld(), {}, *generatedExpression(depth)};
        for (const auto &[id, record] : one.world.records) {
            if (record.object == QLatin1String("deal"))
                one.deals.append(id);
        }
        return one;
    });
}

}  // namespace dw::test
