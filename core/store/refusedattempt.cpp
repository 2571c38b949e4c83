// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/refusedattempt.h"

#include <QJsonArray>

namespace dw
{

namespace
{

// No field has this key: a customer's begin with c_, and a test holds the built-in ones against it.
const QLatin1String Key("refused");

}  // namespace

QJsonObject RefusedAttempt::values() const
{
    QJsonObject what{{QStringLiteral("code"), code}, {QStringLiteral("count"), double(count)}};
    if (!field.isEmpty())
        what.insert(QStringLiteral("field"), field);
    return {{Key, QJsonArray{QJsonValue(), what}}};
}

QString RefusedAttempt::note() const
{
    QString text = code;
    if (!field.isEmpty())
        text += QLatin1Char(' ') + field;
    if (count > 1)
        text += QStringLiteral(" (%1)").arg(count);
    return text;
}

bool RefusedAttempt::isOne(const AuditRecord &line)
{
    return line.fields.size() == 1 && line.fields.first() == Key;
}

std::optional<RefusedAttempt> RefusedAttempt::of(const AuditRecord &line)
{
    if (!isOne(line) || line.erased)
        return std::nullopt;
    const QJsonObject what = line.entry.values.value(Key).toArray().at(1).toObject();
    return RefusedAttempt{what.value(QLatin1String("code")).toString(),
                          what.value(QLatin1String("field")).toString(),
                          qint64(what.value(QLatin1String("count")).toDouble(1))};
}

}  // namespace dw
