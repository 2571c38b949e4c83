// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/answervalues.h"

#include "core/records/valuejson.h"

#include <algorithm>
#include <utility>

namespace dw::answervalues
{

qint64 wholeNumber(const QJsonValue &json)
{
    // What is no number that can be counted to is the largest that can: nothing is beyond it.
    constexpr double Most = double(qint64(1) << 53);
    return qint64(std::clamp(json.toDouble(0), -Most, Most));
}

bool isCount(const QJsonValue &json)
{
    constexpr qint64 Most = qint64(1) << 52;
    const qint64 number = wholeNumber(json);
    return json.isDouble() && number >= 0 && number < Most && double(number) == json.toDouble();
}

Error badAnswer(const QString &what)
{
    return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {what});
}

Result<RecordRef> refOf(const QJsonObject &json)
{
    const auto id = Id::fromString(json.value(QLatin1String("id")).toString());
    const QString object = json.value(QLatin1String("o")).toString();
    if (!id || id->isNull() || object.isEmpty())
        return badAnswer(QStringLiteral("id"));
    return RecordRef{object, *id};
}

Result<Record> recordOf(const QJsonObject &line, const Dictionary &dictionary)
{
    DW_ASSIGN(const RecordRef ref, refOf(line));
    const ObjectTypePtr type = dictionary.find(ref.object);
    if (!type)
        return badAnswer(ref.object);
    Record record(type, ref.id);
    const QJsonObject values = line.value(QLatin1String("v")).toObject();
    if (type->hasMoney()) {
        const Field &currency = type->field(type->currencyIndex());
        DW_ASSIGN(Value stated, valueFromJson(currency, values.value(currency.key), {}));
        record.set(type->currencyIndex(), std::move(stated));
    }
    for (auto value = values.constBegin(); value != values.constEnd(); ++value) {
        const int index = type->indexOf(value.key());
        if (index < 0 || index == type->currencyIndex() || !type->field(index).isStored())
            continue;
        DW_ASSIGN(Value parsed, valueFromJson(type->field(index), value.value(), record.currency()));
        record.set(index, std::move(parsed));
    }
    return record;
}

}  // namespace dw::answervalues
