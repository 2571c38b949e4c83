// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/value.h"

#include <QJsonArray>
#include <QJsonObject>

namespace dw
{

size_t qHash(const RecordRef &ref, size_t seed) noexcept
{
    return qHashMulti(seed, ref.object, ref.id);
}

std::optional<qint64> Value::storedNumber() const
{
    switch (kind()) {
        case Kind::Integer:
            return integer();
        case Kind::Decimal:
            return decimal().unscaled();
        case Kind::Money:
            return money().minor;
        case Kind::Percent:
            return percent().basisPoints;
        case Kind::Date:
            return date().days;
        default:
            return std::nullopt;
    }
}

QJsonValue Value::toJson() const
{
    switch (kind()) {
        case Kind::Null:
            return QJsonValue::Null;
        case Kind::Text:
            return text();
        case Kind::Integer:
            return integer();
        case Kind::Decimal:
            return decimal().toString();
        case Kind::Money: {
            const dw::Money amount = money();
            return QJsonObject{
                {QStringLiteral("minor"), amount.minor},
                {QStringLiteral("currency"), amount.currency.isNull() ? QJsonValue(QJsonValue::Null)
                                                                      : QJsonValue(amount.currency.code())}};
        }
        case Kind::Percent:
            return percent().basisPoints;
        case Kind::Boolean:
            return boolean();
        case Kind::Date:
            return date().toIso();
        case Kind::Instant:
            return instant().toIso();
        case Kind::Id:
            return id().toString();
        case Kind::RecordRef: {
            const dw::RecordRef ref = recordRef();
            return QJsonObject{{QStringLiteral("object"), ref.object},
                               {QStringLiteral("id"), ref.id.toString()}};
        }
        case Kind::Keys:
            return QJsonArray::fromStringList(keys());
        case Kind::Ids: {
            QJsonArray array;
            const QList<dw::Id> all = ids();
            for (const dw::Id &one : all)
                array.append(one.toString());
            return array;
        }
    }
    return QJsonValue::Null;
}

QString Value::toDebugString() const
{
    switch (kind()) {
        case Kind::Null:
            return QStringLiteral("null");
        case Kind::Text:
            return text();
        case Kind::Integer:
            return QString::number(integer());
        case Kind::Decimal:
            return decimal().toString();
        case Kind::Money:
            return money().currency.isNull() ? money().toString()
                                             : money().toString() + u' ' + money().currency.code();
        case Kind::Percent:
            return dw::Decimal(percent().basisPoints, 2).toString() + u'%';
        case Kind::Boolean:
            return boolean() ? QStringLiteral("true") : QStringLiteral("false");
        case Kind::Date:
            return date().toIso();
        case Kind::Instant:
            return instant().toIso();
        case Kind::Id:
            return id().toString();
        case Kind::RecordRef:
            return recordRef().object + u'/' + recordRef().id.toString();
        case Kind::Keys:
            return u'[' + keys().join(QLatin1String(", ")) + u']';
        case Kind::Ids: {
            QStringList texts;
            const QList<dw::Id> all = ids();
            for (const dw::Id &one : all)
                texts.append(one.toString());
            return u'[' + texts.join(QLatin1String(", ")) + u']';
        }
    }
    return {};
}

}  // namespace dw
