// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/viewgrouping.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace dw
{

Result<ViewGrouping> ViewGrouping::fromJson(const QString &json)
{
    const Error bad(ErrorCode::Invalid, QStringLiteral("reading.bad_grouping"), {json.left(200)});
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    const auto by = Grouping::fromText(document.object().value(QLatin1String("by")).toString());
    if (!by)
        return bad;
    ViewGrouping made{*by, {}};
    const QJsonArray collapsed = document.object().value(QLatin1String("collapsed")).toArray();
    for (const QJsonValue &key : collapsed) {
        if (!key.isString())
            return bad;
        made.collapsed.append(key.toString());
    }
    return made;
}

QString ViewGrouping::toJson() const
{
    const QJsonObject object{{QStringLiteral("by"), by.text()},
                             {QStringLiteral("collapsed"), QJsonArray::fromStringList(collapsed)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

}  // namespace dw
