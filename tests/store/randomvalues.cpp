// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/randomvalues.h"

#include <rapidcheck.h>

namespace dw::test
{

QString randomText()
{
    QString text;
    const auto length = *rc::gen::inRange(0, 12);
    for (int i = 0; i < length; ++i)
        text +=
            *rc::gen::element<QChar>(u'a', u'Z', u'é', u'华', u'为', u'"', u'\'', u'%', u'\n', u'0', u',');
    return text;
}

Value randomValue(const Field &field, IdGenerator &ids)
{
    if (*rc::gen::inRange(0, 4) == 0)
        return {};
    switch (field.valueType()) {
        case FieldType::Integer:
        case FieldType::Duration:
            return Value(*rc::gen::arbitrary<qint64>());
        case FieldType::Decimal:
            return Value(Decimal(*rc::gen::arbitrary<qint64>(), field.scale));
        case FieldType::Money:
            return Value(Money{*rc::gen::arbitrary<qint64>(), Currency::fromCode(u"CNY").value()});
        case FieldType::Percent:
            return Value(Percent{*rc::gen::arbitrary<qint64>()});
        case FieldType::Boolean:
            return Value::boolean(*rc::gen::arbitrary<bool>());
        case FieldType::Date:
            return Value(Date{*rc::gen::inRange(-700000, 2900000)});
        case FieldType::DateTime:
            return Value(Instant{*rc::gen::arbitrary<qint64>()});
        case FieldType::Reference:
        case FieldType::Uuid:
            return Value(ids.next());
        case FieldType::AnyReference:
            return Value(RecordRef{QStringLiteral("person"), ids.next()});
        case FieldType::MultiPicklist:
        case FieldType::Tags: {
            QStringList keys;
            for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
                keys.append(randomText() + QString::number(i));
            return Value(keys);
        }
        case FieldType::ReferenceList: {
            QList<Id> list;
            for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
                list.append(ids.next());
            return Value(list);
        }
        default:
            return Value(randomText());
    }
}

}  // namespace dw::test
