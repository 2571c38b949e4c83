// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace dw::test
{

// A live field of one-line text as an administrator defines it.
inline QJsonObject liveField(const QString &object, const QString &name, const QString &labelEn,
                             const QString &labelZh)
{
    return {{QStringLiteral("object_name"), object},
            {QStringLiteral("name"), name},
            {QStringLiteral("label_en"), labelEn},
            {QStringLiteral("label_zh"), labelZh},
            {QStringLiteral("type"), QStringLiteral("text")},
            {QStringLiteral("purpose"), QStringLiteral("to sort by")},
            {QStringLiteral("status"), QStringLiteral("live")},
            {QStringLiteral("required"), QStringLiteral("never")},
            {QStringLiteral("unique"), QStringLiteral("none")},
            {QStringLiteral("sensitivity"), QStringLiteral("none")},
            {QStringLiteral("indexed"), false}};
}

// The one that most tests make.
inline QJsonObject tierField()
{
    return liveField(QStringLiteral("account"), QStringLiteral("c_tier"), QStringLiteral("Tier"),
                     QStringLiteral("等级"));
}

}  // namespace dw::test
