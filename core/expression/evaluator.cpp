// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/evaluator.h"

#include "core/expression/arithmetic.h"
#include "core/expression/calendar.h"
#include "core/expression/evaluation.h"
#include "core/expression/textfunctions.h"

#include <algorithm>

namespace dw
{

Result<Value> evaluate(const CheckedExpression &expression, const ValueSource &source,
                       const EvaluationContext &context)
{
    return Evaluation(context).run(expression.root(), source);
}

Result<void> Evaluation::step(int position)
{
    if (++m_steps > m_context.stepLimit)
        return Error(ErrorCode::Limit, QStringLiteral("expression.step_limit"),
                     {QString::number(m_context.stepLimit), QString::number(position)});
    return {};
}

Result<Value> Evaluation::run(const Node &node, const ValueSource &row)
{
    DW_TRY(step(node.position));
    switch (node.kind) {
        case Node::Kind::Constant:
            return node.constant;
        case Node::Kind::Field:
            return field(node, row);
        case Node::Kind::Operation:
            return operation(node, row);
        case Node::Kind::Call:
            return call(node, row);
        case Node::Kind::Aggregate:
            return aggregate(node, row);
        case Node::Kind::Convert:
            return convert(node, row);
    }
    return Value();
}

Result<Value> Evaluation::field(const Node &node, const ValueSource &row)
{
    std::shared_ptr<const ValueSource> held;
    const ValueSource *source = &row;
    for (size_t i = 0; i + 1 < node.path.size(); ++i) {
        const Node::Step &next = node.path[i + 1];
        const bool last = i + 2 == node.path.size();
        // A reference to any object leads on only where it points at what the path is about.
        const int by = node.path[i].field;
        if (node.path[i].object->field(by).type == FieldType::AnyReference) {
            const Value reference = source->field(by);
            if (reference.isNull() || reference.recordRef().object != next.object->key())
                return Value();
        }
        if (last && next.field == next.object->keyIndex()) {
            DW_ASSIGN(const QString key, source->referenceKey(node.path[i].field));
            return Value(key);
        }
        DW_ASSIGN(std::shared_ptr<const ValueSource> followed, source->follow(node.path[i].field));
        if (!followed)
            return Value();
        held = std::move(followed);
        source = held.get();
    }
    Value value = source->field(node.path.back().field);
    // A decimal counts with the scale of its field, whatever scale it was made with.
    if (value.kind() == Value::Kind::Decimal && value.decimal().scale() != node.type.scale)
        return Arithmetic::convert(value, node.type, {});
    return value;
}

Result<Value> Evaluation::convert(const Node &node, const ValueSource &row)
{
    DW_ASSIGN(const Value value, run(*node.children[0], row));
    if (node.type.kind == ValueType::Kind::Instant)
        return value.kind() == Value::Kind::Date ? Value(m_context.zone.startOf(value.date())) : value;
    return Arithmetic::convert(value, node.type, row.currency());
}

Date Evaluation::dateOf(const Value &moment) const
{
    return moment.kind() == Value::Kind::Instant ? m_context.zone.dateOf(moment.instant()) : moment.date();
}

Instant Evaluation::instantOf(const Value &moment) const
{
    return moment.kind() == Value::Kind::Date ? m_context.zone.startOf(moment.date()) : moment.instant();
}

std::optional<int> Evaluation::order(const Value &a, const Value &b) const
{
    const auto three = [](auto x, auto y) { return x < y ? -1 : y < x ? 1 : 0; };
    switch (a.kind()) {
        case Value::Kind::Text:
            return TextFunctions::compare(a.text(), b.text());
        case Value::Kind::Boolean:
            return three(a.boolean(), b.boolean());
        case Value::Kind::Id:
        case Value::Kind::RecordRef:
            return three(a.id(), b.id());
        case Value::Kind::Date:
        case Value::Kind::Instant: {
            if (a.kind() == b.kind() && a.kind() == Value::Kind::Date)
                return three(a.date(), b.date());
            const auto instant = [&](const Value &value) {
                return value.kind() == Value::Kind::Date ? m_context.zone.startOf(value.date())
                                                         : value.instant();
            };
            return three(instant(a), instant(b));
        }
        default:
            return Arithmetic::compare(a, b);
    }
}

std::optional<bool> Evaluation::compares(Operator op, const Value &a, const Value &b) const
{
    const std::optional<int> ordered = order(a, b);
    if (!ordered)
        return std::nullopt;
    switch (op) {
        case Operator::NotEqual:
            return *ordered != 0;
        case Operator::Less:
            return *ordered < 0;
        case Operator::LessOrEqual:
            return *ordered <= 0;
        case Operator::Greater:
            return *ordered > 0;
        case Operator::GreaterOrEqual:
            return *ordered >= 0;
        default:
            return *ordered == 0;
    }
}

Result<Value> Evaluation::logic(const Node &node, const ValueSource &row)
{
    if (node.op == Operator::Not) {
        DW_ASSIGN(const Value value, run(*node.children[0], row));
        return value.isNull() ? Value() : Value::boolean(!value.boolean());
    }
    // One FALSE decides an AND, one TRUE an OR, also beside NULL.
    const bool decisive = node.op == Operator::Or;
    bool unknown = false;
    for (const auto &child : node.children) {
        DW_ASSIGN(const Value value, run(*child, row));
        if (value.isNull())
            unknown = true;
        else if (value.boolean() == decisive)
            return Value::boolean(decisive);
    }
    return unknown ? Value() : Value::boolean(!decisive);
}

Result<Value> Evaluation::operation(const Node &node, const ValueSource &row)
{
    if (node.op >= Operator::And)
        return logic(node, row);
    DW_ASSIGN(const Value first, run(*node.children[0], row));
    if (node.op == Operator::Negate)
        return Arithmetic::negate(first);
    if (node.op == Operator::In) {
        bool unknown = first.isNull();
        for (size_t i = 1; i < node.children.size() && !first.isNull(); ++i) {
            // Constants are no steps: there may be thousands of them, and looking at one is nothing.
            const Node &other = *node.children[i];
            Value candidate = other.constant;
            if (!other.isConstant()) {
                DW_ASSIGN(candidate, run(other, row));
            }
            const std::optional<bool> same =
                candidate.isNull() ? std::nullopt : compares(Operator::Equal, first, candidate);
            if (same && *same)
                return Value::boolean(true);
            unknown = unknown || !same;
        }
        return unknown ? Value() : Value::boolean(false);
    }
    DW_ASSIGN(const Value second, run(*node.children[1], row));
    if (first.isNull() || second.isNull())
        return Value();
    switch (node.op) {
        case Operator::Add:
        case Operator::Subtract:
            return sum(node, first, second);
        case Operator::Multiply:
        case Operator::Divide:
            return Arithmetic::binary(node.op, first, second, node.type);
        case Operator::Concat:
            return Value(QString(TextFunctions::written(first) + TextFunctions::written(second)));
        default: {
            const std::optional<bool> answer = compares(node.op, first, second);
            return answer ? Value::boolean(*answer) : Value();
        }
    }
}

Result<Value> Evaluation::sum(const Node &node, const Value &a, const Value &b)
{
    const auto isMoment = [](const Value &value) {
        return value.kind() == Value::Kind::Date || value.kind() == Value::Kind::Instant;
    };
    if (!isMoment(a) && !isMoment(b))
        return Arithmetic::binary(node.op, a, b, node.type);
    if (isMoment(a) && isMoment(b))
        return Value(qint64(dateOf(a).days) - qint64(dateOf(b).days));
    const Value &moment = isMoment(a) ? a : b;
    const qint64 number = isMoment(a) ? b.integer() : a.integer();
    // Beyond this every sum leaves the years 1 to 9999; it also keeps the products below within 64 bits.
    if (number > 4000000 || number < -4000000)
        return Arithmetic::overflow();
    const qint64 days = node.op == Operator::Subtract ? -number : number;
    if (moment.kind() == Value::Kind::Date) {
        const std::optional<Date> date = Calendar::addDays(moment.date(), days);
        return date ? Result<Value>(Value(*date)) : Result<Value>(Arithmetic::overflow());
    }
    constexpr qint64 DayMs = 86400000;
    const qint64 ms = moment.instant().ms + days * DayMs;
    const qint64 day = ms / DayMs - (ms % DayMs < 0 ? 1 : 0);
    return Calendar::isValid(day) ? Result<Value>(Value(Instant{ms})) : Result<Value>(Arithmetic::overflow());
}

Result<Value> Evaluation::aggregate(const Node &node, const ValueSource &row)
{
    using F = Function::Id;
    if (node.collection.isEmpty())
        return Error(ErrorCode::Unsupported, QStringLiteral("expression.measure_only"),
                     {node.function->name});
    std::shared_ptr<const ValueSource> held;
    const ValueSource *owner = &row;
    for (const Node::Step &next : node.path) {
        DW_ASSIGN(std::shared_ptr<const ValueSource> followed, owner->follow(next.field));
        if (!followed)
            return Value();
        held = std::move(followed);
        owner = held.get();
    }
    DW_ASSIGN(const QList<std::shared_ptr<const ValueSource>> children, owner->children(node.collection));
    const Node *of = node.children[0].get();
    const Node *condition = node.children[1].get();
    const F id = node.function->id;
    qint64 count = 0;
    Value best;
    Int128 total = 0;
    for (const std::shared_ptr<const ValueSource> &child : children) {
        DW_TRY(step(node.position));
        if (condition) {
            DW_ASSIGN(const Value holds, run(*condition, *child));
            if (id == F::All && !holds.boolean())
                return Value::boolean(false);
            if (!holds.boolean())
                continue;
        }
        if (id == F::Any)
            return Value::boolean(true);
        if (!of) {
            ++count;
            continue;
        }
        DW_ASSIGN(const Value value, run(*of, *child));
        if (value.isNull())
            continue;
        ++count;
        if (id == F::Sum || id == F::Average) {
            if (!best.isNull() && value.kind() == Value::Kind::Money &&
                best.money().currency != value.money().currency)
                return Arithmetic::mixedCurrencies(best.money().currency, value.money().currency);
            total += Arithmetic::exact(value).unscaled;
            best = value;
        } else if (id != F::Count) {
            const std::optional<int> ordered = best.isNull() ? std::optional(0) : order(value, best);
            if (!ordered)
                return Arithmetic::mixedCurrencies(best.money().currency, value.money().currency);
            if (best.isNull() || (id == F::Minimum ? *ordered < 0 : *ordered > 0))
                best = value;
        }
    }
    switch (id) {
        case F::Count:
            return Value(count);
        case F::Any:
            return Value::boolean(false);
        case F::All:
            return Value::boolean(true);
        case F::Sum:
        case F::Average: {
            if (best.isNull())
                return Value();
            const int scale = Arithmetic::exact(best).scale;
            if (id == F::Sum)
                return Arithmetic::finish(total, scale, node.type, best.money().currency);
            // Rounded once, from the exact sum.
            const int target = best.kind() == Value::Kind::Money ? 0 : node.type.arithmeticScale();
            const Int128 average = target >= scale
                                       ? divideHalfEven(total * pow10(target - scale), count)
                                       : divideHalfEven(total, Int128(count) * pow10(scale - target));
            return Arithmetic::finish(average, target, node.type, best.money().currency);
        }
        default:
            return best;
    }
}

}  // namespace dw
