// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/arithmetic.h"
#include "core/expression/businessdays.h"
#include "core/expression/calendar.h"
#include "core/expression/parser.h"
#include "core/expression/simplefilter.h"
#include "core/expression/textfunctions.h"
#include "tests/support/expressiongenerator.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace dw::test
{

namespace
{

int feed(const QByteArray &bytes)
{
    return LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                                  std::size_t(bytes.size()));
}

bool fits(const Value &value, ValueType::Kind kind)
{
    switch (value.kind()) {
        case Value::Kind::Null:
            return true;
        case Value::Kind::Text:
            return kind == ValueType::Kind::Text;
        case Value::Kind::Integer:
            return kind == ValueType::Kind::Integer;
        case Value::Kind::Decimal:
            return kind == ValueType::Kind::Decimal;
        case Value::Kind::Money:
            return kind == ValueType::Kind::Money;
        case Value::Kind::Percent:
            return kind == ValueType::Kind::Percent;
        case Value::Kind::Boolean:
            return kind == ValueType::Kind::Boolean;
        case Value::Kind::Date:
            return kind == ValueType::Kind::Date;
        case Value::Kind::Instant:
            return kind == ValueType::Kind::Instant;
        default:
            return false;
    }
}

std::shared_ptr<const CheckedExpression> compiled(const QString &text)
{
    ExpressionError where;
    const auto checked = CheckedExpression::compile(text, ExpressionWorld::scope(), &where);
    if (!checked.ok())
        RC_FAIL((text + QLatin1String(": ") + where.error.key + QLatin1Char(' ') +
                 where.error.arguments.join(QLatin1Char(' ')))
                    .toStdString());
    return *checked;
}

}  // namespace

class ExpressionPropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void generatedExpressionsEvaluateToTheirType()
    {
        DW_PROPERTY([] {
            const ExpressionCase one = *expressionCase();
            const auto checked = compiled(one.expression.text);
            RC_ASSERT(checked->type().kind == one.expression.kind);
            const auto again = compiled(checked->text());
            RC_ASSERT(equal(checked->root(), again->root()));
            for (const Id &deal : one.deals) {
                const auto source = one.world.source(deal);
                const auto value = evaluate(*checked, *source, ExpressionWorld::context());
                const auto same = evaluate(*again, *source, ExpressionWorld::context());
                RC_ASSERT(value.ok() == same.ok());
                if (!value.ok()) {
                    RC_ASSERT(value.error().code == ErrorCode::Invalid);
                    continue;
                }
                RC_ASSERT(*value == *same);
                RC_ASSERT(fits(*value, checked->type().kind));
                if (value->kind() == Value::Kind::Decimal)
                    RC_ASSERT(value->decimal().scale() == checked->type().scale);
            }
        });
    }

    void printingParsesToTheSameTree()
    {
        DW_PROPERTY([] {
            const GeneratedExpression one = *generatedExpression(4);
            const auto tree = Parser::parse(one.text);
            RC_PRE(tree.ok());
            const auto again = Parser::parse((*tree)->toText());
            RC_ASSERT(again.ok());
            RC_ASSERT(equal(**tree, **again));
            RC_ASSERT((*tree)->toText() == (*again)->toText());
        });
    }

    void notTurnsAndIntoOr()
    {
        DW_PROPERTY([] {
            const QString a = *expressionText(ValueType::Kind::Boolean, 2);
            const QString b = *expressionText(ValueType::Kind::Boolean, 2);
            const ExpressionWorld world = *expressionWorld();
            const auto left = compiled(QStringLiteral("NOT(AND(%1, %2))").arg(a, b));
            const auto right = compiled(QStringLiteral("OR(NOT(%1), NOT(%2))").arg(a, b));
            for (const auto &[id, record] : world.records) {
                if (record.object != QLatin1String("deal"))
                    continue;
                const auto x = evaluate(*left, *world.source(id), ExpressionWorld::context());
                const auto y = evaluate(*right, *world.source(id), ExpressionWorld::context());
                RC_ASSERT(x.ok() == y.ok());
                RC_ASSERT(!x.ok() || *x == *y);
            }
        });
    }

    void corpusIsReplayed()
    {
        const QDir corpus(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/tests/data/fuzz/expression"));
        const QStringList names = corpus.entryList(QDir::Files);
        QVERIFY(names.size() >= 30);
        for (const QString &name : names) {
            QFile file(corpus.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(feed(file.readAll()), 0);
        }
    }

    void anyBytesAreRefusedOrRead()
    {
        DW_PROPERTY([](const std::string &bytes) { feed(QByteArray::fromStdString(bytes)); });
    }

    // Random bytes hardly ever get past the lexer; a right text with pieces changed does.
    void changedTextsAreRefusedOrRead()
    {
        DW_PROPERTY([] {
            QByteArray text = ' ' + (*generatedExpression()).text.toUtf8();
            const int changes = *rc::gen::inRange(1, 4);
            for (int i = 0; i < changes; ++i) {
                const int at = *rc::gen::inRange(1, int(text.size()) + 1);
                if (*rc::gen::arbitrary<bool>())
                    text.remove(at, *rc::gen::inRange(1, 4));
                else
                    text.insert(at, *rc::gen::element<std::string>("(", ")", ",", "\"", "-", "%", ".", "IN",
                                                                   "9", "lines"));
            }
            feed(text);
        });
    }

    void businessDaysAgreeWithCounting()
    {
        DW_PROPERTY([] {
            BusinessDays days;
            const int base = 20000;
            for (int i = *rc::gen::inRange(0, 6); i > 0; --i)
                days.holidays.insert(base + *rc::gen::inRange(0, 40));
            for (int i = *rc::gen::inRange(0, 6); i > 0; --i)
                days.workDays.insert(base + *rc::gen::inRange(0, 40));
            const Date first{base + *rc::gen::inRange(0, 40)};
            const Date last{first.days + *rc::gen::inRange(0, 40)};
            qint64 count = 0;
            for (Date day = first; day <= last; ++day.days)
                count += days.isWorking(day);
            RC_ASSERT(days.between(first, last) == count);
            RC_ASSERT(days.between(last, first) == (first == last ? count : -count));
            const int steps = *rc::gen::inRange(1, 20);
            const std::optional<Date> later = days.add(first, steps);
            RC_ASSERT(later.has_value());
            RC_ASSERT(days.isWorking(*later));
            RC_ASSERT(days.between(Date{first.days + 1}, *later) == steps);
        });
    }

    void calendarAgreesWithQt()
    {
        DW_PROPERTY([] {
            const Date date{*rc::gen::inRange(-719162, 2932897)};
            RC_ASSERT(Calendar::weekday(date) == date.toQDate().dayOfWeek());
            RC_ASSERT(Calendar::endOfMonth(date).toQDate().day() == date.toQDate().daysInMonth());
            const int months = *rc::gen::inRange(-500, 500);
            const QDate moved = date.toQDate().addMonths(months);
            const std::optional<Date> ours = Calendar::addMonths(date, months);
            RC_ASSERT(ours.has_value() == (moved.year() >= 1 && moved.year() <= 9999));
            RC_ASSERT(!ours || ours->toQDate() == moved);
        });
    }

    void textsCompareByTheirBytes()
    {
        DW_PROPERTY([] {
            const auto text = [] {
                QString made;
                for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
                    made += QString::fromStdString(*rc::gen::element<std::string>(
                        "a", "b", "\xEF\xBF\xBD", "\xEE\x80\x80", "\xED\x9F\xBF", "\xF0\x90\x80\x80",
                        "\xF4\x8F\xBF\xBF", "\xE4\xB8\x80"));
                return made;
            };
            const QString a = text();
            const QString b = text();
            const int expected = a.toUtf8() < b.toUtf8() ? -1 : a == b ? 0 : 1;
            RC_ASSERT(TextFunctions::compare(a, b) == expected);
        });
    }

    // a = (a / b) * b + rest, and half-even rounding is at most half a unit away.
    void divisionIsRoundedHalfEven()
    {
        DW_PROPERTY([] {
            const qint64 a = *rc::gen::inRange<qint64>(-1000000, 1000000);
            const qint64 b = *rc::gen::nonZero<int>();
            const auto value =
                Arithmetic::binary(Operator::Divide, Value(a), Value(b), ValueType::decimal(6));
            RC_ASSERT(value.ok());
            const Int128 rest = Int128(a) * 1000000 - Int128(value->decimal().unscaled()) * b;
            const Int128 twice = (rest < 0 ? -rest : rest) * 2;
            const Int128 divisor = b < 0 ? -Int128(b) : Int128(b);
            RC_ASSERT(twice <= divisor);
            RC_ASSERT(twice != divisor || value->decimal().unscaled() % 2 == 0);
        });
    }
};

DW_TEST(ExpressionPropertyTest)

}  // namespace dw::test

#include "expressionpropertytest.moc"
