// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/hiddenfields.h"

#include "core/access/fieldaccess.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

const QString Held = QStringLiteral("hidden_fields");

}  // namespace

HiddenFields HiddenFields::of(const Configuration &configuration, const Actor &actor,
                              const SyncAccess &access)
{
    HiddenFields hidden;
    if (configuration.policy->isOpen())
        return hidden;
    const FieldAccess fields(*configuration.policy, actor, configuration.dictionary,
                             configuration.settings.currency);
    for (const ObjectTypePtr &object : configuration.dictionary->objects()) {
        const FieldRights rights = fields.of(*object);
        if (!rights.restrictsAny() || access.isSentWhole(object->key()))
            continue;
        QStringList keys;
        for (int i = 0; i < object->fieldCount(); ++i) {
            const Field &field = object->field(i);
            if (field.isStored() && field.key != QLatin1String("id") && !rights.mayRead(field.key))
                keys.append(field.key);
        }
        keys.sort();
        if (!keys.isEmpty())
            hidden.m_byObject.insert(object->key(), keys);
    }
    return hidden;
}

Result<HiddenFields> HiddenFields::held(const Replica &replica)
{
    DW_ASSIGN(const QByteArray known, replica.value(Held));
    return fromJson(QJsonDocument::fromJson(known).object());
}

// Never empty: a laptop that was told that nothing is hidden need not ask again.
Result<void> HiddenFields::hold(Replica &replica) const
{
    return replica.setValue(Held, QJsonDocument(toJson()).toJson(QJsonDocument::Compact));
}

HiddenFields HiddenFields::fromJson(const QJsonObject &json)
{
    HiddenFields hidden;
    for (auto object = json.constBegin(); object != json.constEnd(); ++object) {
        QStringList keys;
        const QJsonArray fields = object.value().toArray();
        for (const QJsonValue &field : fields)
            keys.append(field.toString());
        hidden.m_byObject.insert(object.key(), keys);
    }
    return hidden;
}

QJsonObject HiddenFields::toJson() const
{
    QJsonObject json;
    for (auto object = m_byObject.constBegin(); object != m_byObject.constEnd(); ++object)
        json.insert(object.key(), QJsonArray::fromStringList(object.value()));
    return json;
}

QByteArray HiddenFields::digest() const
{
    return QCryptographicHash::hash(QJsonDocument(toJson()).toJson(QJsonDocument::Compact),
                                    QCryptographicHash::Sha256)
        .left(16)
        .toHex();
}

QMap<QString, QStringList> HiddenFields::beyond(const HiddenFields &other) const
{
    QMap<QString, QStringList> more;
    for (auto object = m_byObject.constBegin(); object != m_byObject.constEnd(); ++object) {
        const QStringList known = other.m_byObject.value(object.key());
        for (const QString &field : object.value()) {
            if (!known.contains(field))
                more[object.key()].append(field);
        }
    }
    return more;
}

}  // namespace dw
