// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fielddefinition.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dw::test
{

// Definitions as an administrator makes them.

// A live field of an object: `more` over a plain one-line text.
inline Id defineField(SyncParty &party, const QString &object, const QString &name, const QJsonObject &more)
{
    QJsonObject set =
        liveField(object, name, QStringLiteral("Label of ") + name, QStringLiteral("等级") + name);
    for (auto value = more.constBegin(); value != more.constEnd(); ++value)
        set.insert(value.key(), value.value());
    return party.create("field_definition", set);
}

inline Id defineObject(SyncParty &party, const QString &name)
{
    return party.create("object_definition", {{QStringLiteral("name"), name},
                                              {QStringLiteral("label_en"), QStringLiteral("The ") + name},
                                              {QStringLiteral("label_zh"), QStringLiteral("对象") + name},
                                              {QStringLiteral("title_field"), QStringLiteral("name")},
                                              {QStringLiteral("sync_scope"), QStringLiteral("all")}});
}

// The values of a list, as the record of a definition holds them.
inline QString optionsOf(const QStringList &keys)
{
    QJsonArray options;
    for (const QString &key : keys)
        options.append(QJsonObject{{QStringLiteral("key"), key},
                                   {QStringLiteral("label_en"), key},
                                   {QStringLiteral("label_zh"), key}});
    return QString::fromUtf8(QJsonDocument(options).toJson(QJsonDocument::Compact));
}

}  // namespace dw::test
