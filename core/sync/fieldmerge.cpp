// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fieldmerge.h"

#include "core/sync/textmerge.h"

#include <optional>

namespace dw
{

namespace
{

// The server's list without what the laptop took out, and with what it put in.
template <typename T>
QList<T> mergedSet(const QList<T> &before, const QList<T> &server, const QList<T> &after)
{
    QList<T> merged;
    for (const T &item : server) {
        if (after.contains(item) || !before.contains(item))
            merged.append(item);
    }
    for (const T &item : after) {
        if (!before.contains(item) && !merged.contains(item))
            merged.append(item);
    }
    return merged;
}

bool isKindOr(const Value &value, Value::Kind kind)
{
    return value.isNull() || value.kind() == kind;
}

std::optional<Value> mergedSet(const Value &before, const Value &server, const Value &after)
{
    const auto all = [&](Value::Kind kind) {
        return isKindOr(before, kind) && isKindOr(server, kind) && isKindOr(after, kind);
    };
    if (all(Value::Kind::Keys))
        return Value(QStringList(mergedSet<QString>(before.keys(), server.keys(), after.keys())));
    if (all(Value::Kind::Ids))
        return Value(mergedSet<Id>(before.ids(), server.ids(), after.ids()));
    return std::nullopt;
}

// server + (after - before), nothing on overflow.
std::optional<qint64> moved(qint64 before, qint64 server, qint64 after)
{
    return toInt64(Int128(server) + after - before);
}

std::optional<Value> mergedCount(const Value &before, const Value &server, const Value &after)
{
    const auto all = [&](Value::Kind kind) {
        return isKindOr(before, kind) && server.kind() == kind && after.kind() == kind;
    };
    if (all(Value::Kind::Integer)) {
        const auto sum = moved(before.integer(), server.integer(), after.integer());
        return sum ? std::optional(Value(*sum)) : std::nullopt;
    }
    if (all(Value::Kind::Decimal)) {
        const auto step = Decimal::subtract(after.decimal(), before.decimal());
        const auto sum = step ? Decimal::add(server.decimal(), *step) : std::nullopt;
        return sum ? std::optional(Value(*sum)) : std::nullopt;
    }
    if (all(Value::Kind::Money) && server.money().currency == after.money().currency &&
        (before.isNull() || before.money().currency == after.money().currency)) {
        const auto sum = moved(before.money().minor, server.money().minor, after.money().minor);
        return sum ? std::optional(Value(Money{*sum, server.money().currency})) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Value> mergedText(const Value &before, const Value &server, const Value &after)
{
    for (const Value *value : {&before, &server, &after}) {
        if (!isKindOr(*value, Value::Kind::Text))
            return std::nullopt;
    }
    const auto text = TextMerge::merge(before.text(), server.text(), after.text());
    return text ? std::optional(Value(*text)) : std::nullopt;
}

std::optional<Value> merged(MergeClass rule, const Value &before, const Value &server, const Value &after)
{
    switch (rule) {
        case MergeClass::Set:
            return mergedSet(before, server, after);
        case MergeClass::Counter:
            return mergedCount(before, server, after);
        case MergeClass::Text3:
            return mergedText(before, server, after);
        case MergeClass::ThreeWay:
        case MergeClass::Guarded:
        case MergeClass::Derived:
        case MergeClass::Append:
        case MergeClass::Strict:
            break;
    }
    return std::nullopt;
}

}  // namespace

FieldMerge FieldMerge::of(const Field &field, const Value &before, const Value &server, const Value &after,
                          Away away)
{
    if (field.merge == MergeClass::Derived || field.isReadOnly())
        return {Outcome::Ignore, server};
    // Two that each count one up mean two: equal values of a counter are no agreement.
    if (before == after || (server == after && field.merge != MergeClass::Counter))
        return {Outcome::Same, server};
    if (server == before)
        return {Outcome::Write, after};
    if (const auto both = merged(field.merge, before, server, after))
        return {*both == server ? Outcome::Same : Outcome::Write, *both};
    // Long texts whose changes meet are plain fields.
    const bool isPlain = field.merge == MergeClass::ThreeWay || field.merge == MergeClass::Text3;
    const bool decides = field.merge == MergeClass::Guarded || field.merge == MergeClass::Strict;
    if (decides || (isPlain && away == Away::Long))
        return {Outcome::Reject, server};
    return {Outcome::Keep, server};
}

}  // namespace dw
