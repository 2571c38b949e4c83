// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/hiddenfields.h"

#include "core/access/fieldaccess.h"
#include "core/store/masktexts.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

const QString Held = QStringLiteral("hidden_fields");

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

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
        QStringList keys, masked;
        for (int i = 0; i < object->fieldCount(); ++i) {
            const Field &field = object->field(i);
            if (!field.isStored() || field.key == QLatin1String("id") || rights.mayRead(field.key))
                continue;
            keys.append(field.key);
            if (rights.of(field.key) == FieldRight::Masked)
                masked.append(field.key);
        }
        keys.sort();
        masked.sort();
        if (!keys.isEmpty())
            hidden.m_byObject.insert(object->key(), keys);
        if (!masked.isEmpty())
            hidden.m_masked.insert(object->key(), masked);
    }
    return hidden;
}

Result<HiddenFields> HiddenFields::held(const Replica &replica)
{
    DW_ASSIGN(const QByteArray known, replica.value(Held));
    DW_ASSIGN(const QByteArray masked, replica.value(MaskTexts::fieldsKey()));
    return fromJson(QJsonDocument::fromJson(known).object(), QJsonDocument::fromJson(masked).object());
}

// Never empty: a laptop that was told that nothing is hidden need not ask again.
Result<void> HiddenFields::hold(Replica &replica) const
{
    DW_TRY(
        replica.setValue(MaskTexts::fieldsKey(), m_masked.isEmpty() ? QByteArray() : compact(maskedJson())));
    return replica.setValue(Held, compact(toJson()));
}

// A mask stands where there is no value.
HiddenFields HiddenFields::fromJson(const QJsonObject &fields, const QJsonObject &masked)
{
    HiddenFields hidden;
    hidden.m_byObject = fieldsIn(fields);
    const Fields told = fieldsIn(masked);
    for (auto object = told.constBegin(); object != told.constEnd(); ++object) {
        const QStringList known = hidden.m_byObject.value(object.key());
        QStringList both = object.value();
        both.removeIf([&](const QString &field) { return !known.contains(field); });
        if (!both.isEmpty())
            hidden.m_masked.insert(object.key(), both);
    }
    return hidden;
}

HiddenFields::Fields HiddenFields::fieldsIn(const QJsonObject &json)
{
    Fields fields;
    for (auto object = json.constBegin(); object != json.constEnd(); ++object) {
        QStringList keys;
        const QJsonArray named = object.value().toArray();
        for (const QJsonValue &field : named)
            keys.append(field.toString());
        fields.insert(object.key(), keys);
    }
    return fields;
}

QJsonObject HiddenFields::toJson(const Fields &fields)
{
    QJsonObject json;
    for (auto object = fields.constBegin(); object != fields.constEnd(); ++object)
        json.insert(object.key(), QJsonArray::fromStringList(object.value()));
    return json;
}

// Where nothing is masked it is that of older programs, which know no masks.
QByteArray HiddenFields::digest() const
{
    const QByteArray masked = m_masked.isEmpty() ? QByteArray() : compact(maskedJson());
    return QCryptographicHash::hash(compact(toJson()) + masked, QCryptographicHash::Sha256).left(16).toHex();
}

HiddenFields::Fields HiddenFields::beyond(const Fields &some, const Fields &others)
{
    Fields more;
    for (auto object = some.constBegin(); object != some.constEnd(); ++object) {
        const QStringList known = others.value(object.key());
        for (const QString &field : object.value()) {
            if (!known.contains(field))
                more[object.key()].append(field);
        }
    }
    return more;
}

}  // namespace dw
