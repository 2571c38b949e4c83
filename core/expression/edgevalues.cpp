// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/edgevalues.h"

#include <algorithm>
#include <array>

namespace dw
{

namespace
{

constexpr qint64 FarUnits = 10'000'000'000;
constexpr qint64 FarNumber = 100'000;
constexpr qint64 FarPercent = 100'000;
constexpr qint64 FarSeconds = 1'000'000'000;

// Two places that are never anybody's.
const Id &someId()
{
    static const Id id = *Id::fromString(QStringLiteral("00000000-0000-7000-8000-000000000001"));
    return id;
}

class Edges
{
public:
    Edges(const Field &field, const QList<Value> &constants, const EvaluationContext &context)
        : m_field(field), m_constants(constants), m_context(context)
    {}

    QList<Value> numbers(qint64 ordinary, qint64 low, qint64 high, int scale, auto make) const
    {
        const bool limited = !m_field.isReadOnly();
        const qint64 least = limited && m_field.minimum ? *m_field.minimum : low;
        const qint64 most = limited && m_field.maximum ? *m_field.maximum : high;
        QList<qint64> stored{std::clamp(ordinary, least, std::max(least, most)), 0, 1, -1, least, most};
        for (const Value &constant : m_constants) {
            for (const qint64 near : around(constant, scale))
                stored.append(near);
        }
        QList<Value> values;
        for (const qint64 number : std::as_const(stored)) {
            const bool allowed = !limited || ((!m_field.minimum || number >= *m_field.minimum) &&
                                              (!m_field.maximum || number <= *m_field.maximum));
            if (allowed)
                add(values, make(number));
        }
        return values;
    }

    QList<Value> texts(const QString &ordinary) const
    {
        QList<Value> values{Value(ordinary)};
        for (const Value &constant : m_constants)
            add(values, constant);
        const int limit = m_field.type != FieldType::Text ? 2000 : m_field.length > 0 ? m_field.length : 200;
        static const std::array samples{u"0", u"-1.5", u"华为技术有限公司（深圳）", u"𠮷野家 \"A\"",
                                        u"2026-02-30"};
        for (const char16_t *sample : samples) {
            const QString text = QString::fromUtf16(sample);
            if (text.size() <= limit)
                add(values, Value(text));
        }
        add(values, Value(QString(limit, QChar(0x5B57))));
        return values;
    }

    QList<Value> dates() const
    {
        QList<Value> values;
        for (const Date date : days())
            add(values, Value(date));
        for (const Value &constant : m_constants) {
            if (constant.kind() == Value::Kind::Date)
                for (const int by : {-1, 0, 1})
                    add(values, Value(Date{constant.date().days + by}));
            if (constant.kind() == Value::Kind::Instant)
                for (const int by : {-1, 0, 1})
                    add(values, Value(Date{m_context.zone.dateOf(constant.instant()).days + by}));
        }
        return values;
    }

    QList<Value> instants() const
    {
        QList<Value> values{Value(m_context.now)};
        for (const Date date : days()) {
            add(values, Value(m_context.zone.startOf(date)));
            add(values, Value(Instant{m_context.zone.startOf(Date{date.days + 1}).ms - 1}));
        }
        for (const Value &constant : m_constants) {
            const bool day = constant.kind() == Value::Kind::Date;
            if (!day && constant.kind() != Value::Kind::Instant)
                continue;
            const Instant at = day ? m_context.zone.startOf(constant.date()) : constant.instant();
            for (const int by : {-1, 0, 1})
                add(values, Value(Instant{at.ms + by}));
        }
        return values;
    }

    QList<Value> picks() const
    {
        QList<Value> values;
        for (const PicklistValue &value : m_field.values)
            add(values, Value(value.key));
        for (const Value &constant : m_constants)
            add(values, constant);
        if (m_field.openValues || values.isEmpty())
            add(values, Value(QStringLiteral("c_another")));
        return values;
    }

    QList<Value> sets() const
    {
        QStringList keys;
        for (const PicklistValue &value : m_field.values)
            keys.append(value.key);
        if (keys.isEmpty())
            keys = {QStringLiteral("vip"), QString::fromUtf8("重点")};
        QList<Value> values{Value(keys.mid(0, 1))};
        add(values, Value(keys));
        return values;
    }

private:
    static void add(QList<Value> &values, const Value &value)
    {
        if (!values.contains(value))
            values.append(value);
    }

    QList<Date> days() const
    {
        return {m_context.zone.dateOf(m_context.now), Date::fromYmd(2024, 2, 29), Date::fromYmd(2025, 12, 31),
                Date::fromYmd(2026, 1, 31),           Date::fromYmd(2026, 2, 28), Date::fromYmd(1900, 1, 1),
                Date::fromYmd(2999, 12, 31)};
    }

    // What lies at, just below and just above a number in the field's own steps.
    static QList<qint64> around(const Value &constant, int scale)
    {
        Decimal exact;
        switch (constant.kind()) {
            case Value::Kind::Integer:
                exact = Decimal(constant.integer(), 0);
                break;
            case Value::Kind::Decimal:
                exact = constant.decimal();
                break;
            case Value::Kind::Percent:
                exact = Decimal(constant.percent().basisPoints, 4);
                break;
            default:
                return {};
        }
        const auto middle = exact.rescaled(scale);
        constexpr qint64 Far = std::numeric_limits<qint64>::max() - 2;
        if (!middle || middle->unscaled() > Far || middle->unscaled() < -Far)
            return {};
        const qint64 at = middle->unscaled();
        return {at, at - 1, at + 1};
    }

    const Field &m_field;
    const QList<Value> &m_constants;
    const EvaluationContext &m_context;
};

}  // namespace

QList<Value> edgeValues(const Field &field, const QString &leadsTo, const QList<Value> &constants,
                        const EvaluationContext &context)
{
    const Edges edges(field, constants, context);
    QList<Value> values;
    switch (field.valueType()) {
        case FieldType::Integer:
            values = edges.numbers(7, -FarNumber, FarNumber, 0, [](qint64 n) { return Value(n); });
            break;
        case FieldType::Duration:
            values = edges.numbers(3600, 0, FarSeconds, 0, [](qint64 n) { return Value(n); });
            break;
        case FieldType::Decimal: {
            const auto unit = qint64(pow10(field.scale));
            values = edges.numbers(7 * unit, -FarNumber * unit, FarNumber * unit, field.scale,
                                   [&](qint64 n) { return Value(Decimal(n, field.scale)); });
            break;
        }
        case FieldType::Money: {
            const Currency currency = context.workspaceCurrency;
            const auto unit = qint64(pow10(currency.minorDigits()));
            values = edges.numbers(1000 * unit, -FarUnits * unit, FarUnits * unit, currency.minorDigits(),
                                   [&](qint64 n) {
                                       return Value(Money{n, currency});
                                   });
            break;
        }
        case FieldType::Percent:
            values =
                edges.numbers(2500, -FarPercent, FarPercent, 4, [](qint64 n) { return Value(Percent{n}); });
            break;
        case FieldType::Boolean:
            values = {Value::boolean(true), Value::boolean(false)};
            break;
        case FieldType::Date:
            values = edges.dates();
            break;
        case FieldType::DateTime:
            values = edges.instants();
            break;
        case FieldType::Picklist:
            values = edges.picks();
            break;
        case FieldType::MultiPicklist:
        case FieldType::Tags:
            values = edges.sets();
            break;
        case FieldType::Reference:
        case FieldType::Uuid:
            values = {Value(someId())};
            if (!context.currentUser.isNull())
                values.append(Value(context.currentUser));
            for (const Value &constant : constants) {
                if (constant.kind() == Value::Kind::Id)
                    values.append(constant);
            }
            break;
        case FieldType::AnyReference:
            values = {Value(RecordRef{leadsTo.isEmpty() ? QStringLiteral("account") : leadsTo, someId()})};
            break;
        case FieldType::ReferenceList:
            values = {Value(QList<Id>{someId()})};
            break;
        default:
            values = edges.texts(QStringLiteral("Alpha"));
            break;
    }
    if (values.isEmpty())
        return {Value()};
    values.insert(1, Value());
    return values;
}

}  // namespace dw
