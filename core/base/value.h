// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/decimal.h"
#include "core/base/id.h"
#include "core/base/money.h"

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace dw
{

// Points at a record of a stated object: {"account", id}.
struct RecordRef
{
    QString object;
    Id id;

    friend bool operator==(const RecordRef &, const RecordRef &) = default;
};
size_t qHash(const RecordRef &ref, size_t seed = 0) noexcept;

// A percentage as a count of basis points: 10000 = 100.00 %.
struct Percent
{
    qint64 basisPoints = 0;
    friend auto operator<=>(const Percent &, const Percent &) = default;
};

// One field's value. Empty text is null (DESIGN 4). JSON bodies, addresses and rich text are Text; durations
// are Integer (seconds). Equality is exact, kind by kind; Decimal compares by value.
class Value
{
public:
    enum class Kind {
        Null,
        Text,
        Integer,
        Decimal,
        Money,
        Percent,
        Boolean,
        Date,
        Instant,
        Id,
        RecordRef,
        Keys,
        Ids
    };

    Value() = default;
    Value(const QString &text)
    {
        if (!text.isEmpty())
            m_data = text;
    }
    Value(qint64 number) : m_data(number) {}
    Value(const dw::Decimal &decimal) : m_data(decimal) {}
    Value(const dw::Money &money) : m_data(money) {}
    Value(dw::Percent percent) : m_data(percent) {}
    Value(dw::Date date) : m_data(date) {}
    Value(dw::Instant instant) : m_data(instant) {}
    Value(const dw::Id &id)
    {
        if (!id.isNull())
            m_data = id;
    }
    Value(const dw::RecordRef &ref)
    {
        if (!ref.id.isNull())
            m_data = ref;
    }
    Value(const QStringList &keys)
    {
        if (!keys.isEmpty())
            m_data = keys;
    }
    Value(const QList<dw::Id> &ids)
    {
        if (!ids.isEmpty())
            m_data = ids;
    }
    static Value boolean(bool b)
    {
        Value v;
        v.m_data = b;
        return v;
    }
    // Only for true integers and booleans: no silent conversion from int, bool, double or char pointers.
    template <typename T>
    Value(T) = delete;

    Kind kind() const { return Kind(m_data.index()); }
    bool isNull() const { return kind() == Kind::Null; }

    // Each returns a neutral value (empty, 0, null) unless the kind fits; ask kind() first where it matters.
    QString text() const { return get<QString>(); }
    qint64 integer() const { return get<qint64>(); }
    dw::Decimal decimal() const { return get<dw::Decimal>(); }
    dw::Money money() const { return get<dw::Money>(); }
    dw::Percent percent() const { return get<dw::Percent>(); }
    bool boolean() const { return get<bool>(); }
    dw::Date date() const { return get<dw::Date>(); }
    dw::Instant instant() const { return get<dw::Instant>(); }
    dw::Id id() const { return kind() == Kind::RecordRef ? get<dw::RecordRef>().id : get<dw::Id>(); }
    dw::RecordRef recordRef() const { return get<dw::RecordRef>(); }
    QStringList keys() const { return get<QStringList>(); }
    QList<dw::Id> ids() const { return get<QList<dw::Id>>(); }
    // The stored integer of a number or date: minor units, basis points, unscaled digits, days. What minimum
    // and maximum are held against.
    std::optional<qint64> storedNumber() const;

    // The canonical JSON of DESIGN 11: money {minor, currency}, percent basis points, decimal string, date
    // "2026-11-19", datetime UTC ISO with ms, id text, record ref {object, id}.
    QJsonValue toJson() const;
    // For messages and logs, locale-free.
    QString toDebugString() const;

    friend bool operator==(const Value &, const Value &) = default;

private:
    template <typename T>
    T get() const
    {
        const T *held = std::get_if<T>(&m_data);
        return held ? *held : T();
    }

    std::variant<std::monostate, QString, qint64, dw::Decimal, dw::Money, dw::Percent, bool, dw::Date,
                 dw::Instant, dw::Id, dw::RecordRef, QStringList, QList<dw::Id>>
        m_data;
};

}  // namespace dw
