// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/functions.h"

#include "core/base/decimal.h"
#include "core/expression/calendar.h"
#include "core/expression/evaluation.h"
#include "core/expression/function.h"
#include "core/store/sql/measures.h"
#include "core/store/sqlite/sqlvalue.h"

#include <QHash>

#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <new>
#include <string>
#include <vector>

namespace dw::sqlite
{

namespace
{

constexpr char ContextPointer[] = "dw_context";
constexpr char NodePointer[] = "dw_node";
// Powers of ten beyond this cannot meet a 64-bit operand without leaving 128 bits.
constexpr int MaxShift = 18;

using Arguments = sqlite3_value **;

void overflow(sqlite3_context *context)
{
    sqlite3_result_error(context, OverflowMessage, -1);
}

void giveExact(sqlite3_context *context, std::optional<qint64> fits)
{
    if (fits)
        sqlite3_result_int64(context, *fits);
    else
        overflow(context);
}

void give(sqlite3_context *context, Int128 number)
{
    giveExact(context, toInt64(number));
}

bool anyNull(int count, Arguments arguments)
{
    return std::any_of(arguments, arguments + count,
                       [](sqlite3_value *value) { return sqlite3_value_type(value) == SQLITE_NULL; });
}

Int128 wide(sqlite3_value *value)
{
    return Int128(sqlite3_value_int64(value));
}

int shift(sqlite3_value *value)
{
    return std::clamp(sqlite3_value_int(value), 0, MaxShift);
}

void add(sqlite3_context *context, int count, Arguments arguments)
{
    if (!anyNull(count, arguments))
        give(context, wide(arguments[0]) + wide(arguments[1]));
}

// a at scale `left` plus sign * b at scale `right`, at scale `to`.
void addScaled(sqlite3_context *context, Arguments arguments, int sign)
{
    const int left = shift(arguments[1]), right = shift(arguments[3]), to = shift(arguments[4]);
    const int common = std::max(left, right);
    const Int128 sum =
        wide(arguments[0]) * pow10(common - left) + sign * wide(arguments[2]) * pow10(common - right);
    if (to <= common) {
        give(context, dividePow10HalfEven(sum, common - to));
        return;
    }
    Int128 grown = 0;
    if (__builtin_mul_overflow(sum, pow10(to - common), &grown))
        overflow(context);
    else
        give(context, grown);
}

void addScaled(sqlite3_context *context, int count, Arguments arguments)
{
    if (!anyNull(count, arguments))
        addScaled(context, arguments, 1);
}

void subtractScaled(sqlite3_context *context, int count, Arguments arguments)
{
    if (!anyNull(count, arguments))
        addScaled(context, arguments, -1);
}

void subtract(sqlite3_context *context, int count, Arguments arguments)
{
    if (!anyNull(count, arguments))
        give(context, wide(arguments[0]) - wide(arguments[1]));
}

void negate(sqlite3_context *context, int count, Arguments arguments)
{
    if (!anyNull(count, arguments))
        give(context, -wide(arguments[0]));
}

void multiply(sqlite3_context *context, int count, Arguments arguments)
{
    if (!anyNull(count, arguments))
        give(context, dividePow10HalfEven(wide(arguments[0]) * wide(arguments[1]), shift(arguments[2])));
}

void divide(sqlite3_context *context, int count, Arguments arguments)
{
    if (anyNull(count, arguments))
        return;
    const Int128 divisor = wide(arguments[1]) * pow10(shift(arguments[3]));
    if (divisor != 0)
        give(context, divideHalfEven(wide(arguments[0]) * pow10(shift(arguments[2])), divisor));
}

void rescale(sqlite3_context *context, int count, Arguments arguments)
{
    if (anyNull(count, arguments))
        return;
    const int from = shift(arguments[1]), to = shift(arguments[2]);
    if (to >= from)
        give(context, wide(arguments[0]) * pow10(to - from));
    else
        give(context, dividePow10HalfEven(wide(arguments[0]), from - to));
}

void compare(sqlite3_context *context, int count, Arguments arguments)
{
    if (anyNull(count, arguments))
        return;
    const int left = shift(arguments[1]), right = shift(arguments[3]);
    const Int128 a = wide(arguments[0]) * pow10(std::max(0, right - left));
    const Int128 b = wide(arguments[2]) * pow10(std::max(0, left - right));
    sqlite3_result_int(context, a < b ? -1 : a > b ? 1 : 0);
}

// --- aggregates ---

template <typename State>
State *stateOf(sqlite3_context *context, bool create)
{
    return static_cast<State *>(sqlite3_aggregate_context(context, create ? int(sizeof(State)) : 0));
}

// SQLite aligns aggregate memory to 8 bytes, __int128 wants 16: it is kept as two halves.
struct PackedTotal
{
    quint64 low;
    qint64 high;
    qint64 count;
    int up;
    int down;

    Int128 sum() const { return (Int128(high) << 64) | Int128(low); }
    void set(Int128 value)
    {
        low = quint64(value);
        high = qint64(value >> 64);
    }
};

void totalStep(sqlite3_context *context, int count, Arguments arguments)
{
    PackedTotal *total = stateOf<PackedTotal>(context, true);
    if (!total) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (count > 2) {
        total->up = shift(arguments[1]);
        total->down = shift(arguments[2]);
    }
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL)
        return;
    total->set(total->sum() + wide(arguments[0]));
    ++total->count;
}

void sumFinal(sqlite3_context *context)
{
    const PackedTotal *total = stateOf<PackedTotal>(context, false);
    if (total && total->count > 0)
        give(context, total->sum());
}

void averageFinal(sqlite3_context *context)
{
    const PackedTotal *total = stateOf<PackedTotal>(context, false);
    if (!total || total->count == 0)
        return;
    giveExact(context, sql::average(total->sum(), total->count, {total->up, total->down}));
}

struct Middle
{
    std::vector<qint64> *values;
    int up;
    int down;
};

void medianStep(sqlite3_context *context, int, Arguments arguments)
{
    Middle *middle = stateOf<Middle>(context, true);
    if (!middle) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (!middle->values)
        middle->values = new (std::nothrow) std::vector<qint64>;
    middle->up = shift(arguments[1]);
    middle->down = shift(arguments[2]);
    if (middle->values && sqlite3_value_type(arguments[0]) != SQLITE_NULL)
        middle->values->push_back(sqlite3_value_int64(arguments[0]));
}

void medianFinal(sqlite3_context *context)
{
    Middle *middle = stateOf<Middle>(context, false);
    if (!middle || !middle->values)
        return;
    if (!middle->values->empty())
        giveExact(context, sql::median(*middle->values, {middle->up, middle->down}));
    delete middle->values;
    middle->values = nullptr;
}

// One value kept as SQLite's own copy.
struct Single
{
    sqlite3_value *value;
    bool several;
};

bool same(sqlite3_value *a, sqlite3_value *b)
{
    const int size = sqlite3_value_bytes(a);
    if (size != sqlite3_value_bytes(b))
        return false;
    const auto *left = static_cast<const char *>(sqlite3_value_blob(a));
    const auto *right = static_cast<const char *>(sqlite3_value_blob(b));
    return size == 0 || std::equal(left, left + size, right);
}

void oneStep(sqlite3_context *context, int, Arguments arguments)
{
    Single *single = stateOf<Single>(context, true);
    if (!single) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL || single->several)
        return;
    if (!single->value)
        single->value = sqlite3_value_dup(arguments[0]);
    else if (!same(single->value, arguments[0]))
        single->several = true;
}

void oneFinal(sqlite3_context *context)
{
    Single *single = stateOf<Single>(context, false);
    if (!single)
        return;
    if (single->several)
        sqlite3_result_error(context, MixedCurrenciesMessage, -1);
    else if (single->value)
        sqlite3_result_value(context, single->value);
    sqlite3_value_free(single->value);
    single->value = nullptr;
}

void first(sqlite3_context *context, int, Arguments arguments)
{
    sqlite3_result_value(context, arguments[0]);
}

struct Joined
{
    std::string *bytes;
};

void concatStep(sqlite3_context *context, int, Arguments arguments)
{
    Joined *joined = stateOf<Joined>(context, true);
    if (joined && !joined->bytes)
        joined->bytes = new (std::nothrow) std::string;
    if (!joined || !joined->bytes) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (const void *blob = sqlite3_value_blob(arguments[0]))
        joined->bytes->append(static_cast<const char *>(blob), size_t(sqlite3_value_bytes(arguments[0])));
}

void concatFinal(sqlite3_context *context)
{
    Joined *joined = stateOf<Joined>(context, false);
    if (!joined || !joined->bytes)
        return;
    if (!joined->bytes->empty())
        sqlite3_result_blob64(context, joined->bytes->data(), joined->bytes->size(), SQLITE_TRANSIENT);
    delete joined->bytes;
    joined->bytes = nullptr;
}

// --- the formula language's own functions ---

Currency currencyOf(sqlite3_value *value)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return text ? Currency::fromCode(QString::fromUtf8(text)).value_or(Currency()) : Currency();
}

const EvaluationContext *contextOf(sqlite3_value *value)
{
    return static_cast<const EvaluationContext *>(sqlite3_value_pointer(value, ContextPointer));
}

// The operands of a call: field i is argument i.
class ArgumentSource final : public ValueSource
{
public:
    explicit ArgumentSource(std::vector<Value> values) : m_values(std::move(values)) {}

    Value field(int index) const override
    {
        return index >= 0 && size_t(index) < m_values.size() ? m_values[size_t(index)] : Value();
    }
    Result<std::shared_ptr<const ValueSource>> follow(int) const override
    {
        return Error(ErrorCode::Internal, QStringLiteral("store.internal"));
    }
    Result<QList<std::shared_ptr<const ValueSource>>> children(const QString &) const override
    {
        return Error(ErrorCode::Internal, QStringLiteral("store.internal"));
    }
    Result<QString> referenceKey(int) const override
    {
        return Error(ErrorCode::Internal, QStringLiteral("store.internal"));
    }
    Currency currency() const override { return {}; }

private:
    std::vector<Value> m_values;
};

void giveValue(sqlite3_context *context, const Value &value, const ValueType &type)
{
    const std::optional<SqlBind> bind = toBind(value, type);
    if (!bind) {
        overflow(context);
    } else if (const auto *number = std::get_if<qint64>(&*bind)) {
        sqlite3_result_int64(context, *number);
    } else if (const auto *text = std::get_if<QString>(&*bind)) {
        const QByteArray utf8 = text->toUtf8();
        sqlite3_result_text64(context, utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT,
                              SQLITE_UTF8);
    } else if (const auto *blob = std::get_if<QByteArray>(&*bind)) {
        sqlite3_result_blob64(context, blob->constData(), sqlite3_uint64(blob->size()), SQLITE_TRANSIENT);
    }
}

void call(sqlite3_context *context, int count, Arguments arguments)
{
    const EvaluationContext *evaluation = count >= 2 ? contextOf(arguments[0]) : nullptr;
    const Node *node =
        count >= 2 ? static_cast<const Node *>(sqlite3_value_pointer(arguments[1], NodePointer)) : nullptr;
    if (!evaluation || !node) {
        sqlite3_result_error(context, "dw: no context", -1);
        return;
    }
    std::vector<Value> values;
    values.reserve(node->children.size());
    int at = 2;
    for (const std::unique_ptr<Node> &operand : node->children) {
        if (operand->isConstant()) {
            values.emplace_back();
            continue;
        }
        if (at >= count)
            break;
        Currency currency;
        sqlite3_value *argument = arguments[at++];
        if (operand->type.kind == ValueType::Kind::Money && at < count)
            currency = currencyOf(arguments[at++]);
        values.push_back(fromSql(argument, operand->type, currency));
    }
    const ArgumentSource source(std::move(values));
    const Result<Value> result = Evaluation(*evaluation).run(*node, source);
    if (result.ok())
        giveValue(context, *result, node->type);
    else if (result.error().code == ErrorCode::Limit)
        sqlite3_result_error(context, LimitMessage, -1);
    else if (result.error().key == QLatin1String("expression.mixed_currencies"))
        sqlite3_result_error(context, MixedCurrenciesMessage, -1);
    else
        overflow(context);
}

void partOfDate(sqlite3_context *context, int count, Arguments arguments)
{
    const EvaluationContext *evaluation = contextOf(arguments[0]);
    if (!evaluation || anyNull(count - 1, arguments + 1))
        return;
    const Date date{sqlite3_value_int(arguments[2])};
    const int fiscal = evaluation->fiscalStartMonth;
    const auto ymd = [date] { return date.toQDate(); };
    // Many rows fall into few months: their names are made once.
    const auto nameOfMonth = [&](Function::Id part, const auto &make) {
        static thread_local QHash<quint64, QByteArray> names;
        const QDate day = ymd();
        const quint64 key =
            (quint64(part) << 48) | (quint64(fiscal) << 32) | quint64(day.year() * 12 + day.month());
        auto name = names.find(key);
        if (name == names.end())
            name = names.insert(key, make().toUtf8());
        sqlite3_result_text(context, name->constData(), int(name->size()), SQLITE_TRANSIENT);
    };
    switch (Function::Id(sqlite3_value_int(arguments[1]))) {
        case Function::Id::Year:
            return sqlite3_result_int(context, ymd().year());
        case Function::Id::Quarter:
            return sqlite3_result_int(context, Calendar::quarter(date, fiscal));
        case Function::Id::Month:
            return sqlite3_result_int(context, ymd().month());
        case Function::Id::Day:
            return sqlite3_result_int(context, ymd().day());
        case Function::Id::Weekday:
            return sqlite3_result_int(context, Calendar::weekday(date));
        case Function::Id::YearMonth:
            return nameOfMonth(Function::Id::YearMonth, [&] { return Calendar::yearMonth(date); });
        case Function::Id::YearQuarter:
            return nameOfMonth(Function::Id::YearQuarter,
                               [&] { return Calendar::yearQuarter(date, fiscal); });
        case Function::Id::StartOfMonth:
            return sqlite3_result_int(context, Calendar::startOfMonth(date).days);
        case Function::Id::EndOfMonth:
            return sqlite3_result_int(context, Calendar::endOfMonth(date).days);
        default:
            return sqlite3_result_error(context, "dw: no such part", -1);
    }
}

void startOfDate(sqlite3_context *context, int count, Arguments arguments)
{
    const EvaluationContext *evaluation = contextOf(arguments[0]);
    if (evaluation && !anyNull(count - 1, arguments + 1))
        sqlite3_result_int64(context, evaluation->zone.startOf(Date{sqlite3_value_int(arguments[1])}).ms);
}

void dateOfInstant(sqlite3_context *context, int count, Arguments arguments)
{
    const EvaluationContext *evaluation = contextOf(arguments[0]);
    if (evaluation && !anyNull(count - 1, arguments + 1))
        sqlite3_result_int64(context,
                             evaluation->zone.dateOf(Instant{sqlite3_value_int64(arguments[1])}).days);
}

void currencyDigits(sqlite3_context *context, int, Arguments arguments)
{
    const Currency currency = currencyOf(arguments[0]);
    if (!currency.isNull())
        sqlite3_result_int(context, currency.minorDigits());
}

using Plain = void (*)(sqlite3_context *, int, Arguments);
using Final = void (*)(sqlite3_context *);

struct Registration
{
    const char *name;
    int arguments;
    Plain plain;
    Plain step;
    Final final;
};

constexpr Registration Registrations[] = {
    {"dw_add", 2, add, nullptr, nullptr},
    {"dw_sub", 2, subtract, nullptr, nullptr},
    {"dw_neg", 1, negate, nullptr, nullptr},
    {"dw_mul", 3, multiply, nullptr, nullptr},
    {"dw_div", 4, divide, nullptr, nullptr},
    {"dw_scale", 3, rescale, nullptr, nullptr},
    {"dw_compare", 4, compare, nullptr, nullptr},
    {"dw_sum", 1, nullptr, totalStep, sumFinal},
    {"dw_add", 5, addScaled, nullptr, nullptr},
    {"dw_sub", 5, subtractScaled, nullptr, nullptr},
    {"dw_one", 1, nullptr, oneStep, oneFinal},
    {"dw_first", 2, first, nullptr, nullptr},
    {"dw_concat", 1, nullptr, concatStep, concatFinal},
    {"dw_part", 3, partOfDate, nullptr, nullptr},
    {"dw_average", 3, nullptr, totalStep, averageFinal},
    {"dw_median", 3, nullptr, medianStep, medianFinal},
    {"dw_call", -1, call, nullptr, nullptr},
    {"dw_start", 2, startOfDate, nullptr, nullptr},
    {"dw_date", 2, dateOfInstant, nullptr, nullptr},
    {"dw_digits", 1, currencyDigits, nullptr, nullptr},
};

}  // namespace

Result<void> registerFunctions(sqlite3 *connection)
{
    for (const Registration &entry : Registrations) {
        const int code = sqlite3_create_function_v2(connection, entry.name, entry.arguments,
                                                    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                                    nullptr, entry.plain, entry.step, entry.final, nullptr);
        if (code != SQLITE_OK)
            return Error(ErrorCode::Internal, QStringLiteral("store.internal"), {},
                         QString::fromUtf8(sqlite3_errmsg(connection)));
    }
    return {};
}

std::optional<Error> functionError(sqlite3 *connection)
{
    const QByteArrayView message(sqlite3_errmsg(connection));
    if (message == QByteArrayView(OverflowMessage))
        return Error(ErrorCode::Invalid, QStringLiteral("expression.overflow"));
    if (message == QByteArrayView(MixedCurrenciesMessage))
        return Error(ErrorCode::Invalid, QStringLiteral("expression.mixed_currencies"));
    if (message == QByteArrayView(LimitMessage))
        return Error(ErrorCode::Limit, QStringLiteral("expression.step_limit"));
    return std::nullopt;
}

void bindContext(sqlite3_stmt *statement, int index, const EvaluationContext &context)
{
    sqlite3_bind_pointer(statement, index, const_cast<EvaluationContext *>(&context), ContextPointer,
                         nullptr);
}

void bindCall(sqlite3_stmt *statement, int index, const Node &node)
{
    sqlite3_bind_pointer(statement, index, const_cast<Node *>(&node), NodePointer, nullptr);
}

}  // namespace dw::sqlite
