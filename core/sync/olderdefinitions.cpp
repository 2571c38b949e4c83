// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/olderdefinitions.h"

#include "core/records/valuejson.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace dw
{

namespace
{

const QString GoneField = QStringLiteral("field");
const QString GoneValue = QStringLiteral("value");
const QString GoneType = QStringLiteral("type");

QStringList keysIn(const QJsonValue &json)
{
    QStringList keys;
    const QJsonArray array = json.isArray() ? json.toArray() : QJsonArray{json};
    for (const QJsonValue &one : array) {
        if (!one.isNull() && !one.toString().isEmpty())
            keys.append(one.toString());
    }
    return keys;
}

bool isNamed(const QJsonObject &arguments, const RecordRef &record)
{
    const QJsonValue object = arguments.value(QLatin1String("object"));
    if (object.isString() && object.toString() != record.object)
        return false;
    const QString id = record.id.toString();
    if (arguments.contains(QLatin1String("ids")))
        return arguments.value(QLatin1String("ids")).toArray().contains(id);
    return arguments.value(QLatin1String("id")).toString() == id;
}

}  // namespace

Result<const Record *> OlderDefinitions::definitionOf(const QString &object, const QString &field) const
{
    if (!m_definitions) {
        const ObjectTypePtr type = m_configuration.dictionary->find(u"field_definition");
        QList<int> fields(type->fieldCount());
        std::iota(fields.begin(), fields.end(), 0);
        DW_ASSIGN(const auto cursor, m_session.open({type, nullptr, {}, Query::Deleted::Include}, fields,
                                                    m_configuration.settings.context({}, {}, {})));
        m_definitions.emplace();
        QList<Record> page;
        do {
            DW_TRY(cursor->next(page, 500));
            *m_definitions += page;
        } while (!page.isEmpty());
    }
    const auto found = std::find_if(m_definitions->cbegin(), m_definitions->cend(), [&](const Record &one) {
        return one.value(u"object_name").text() == object && one.value(u"name").text() == field;
    });
    return found == m_definitions->cend() ? nullptr : &*found;
}

Result<std::optional<OlderDefinitions::Drop>> OlderDefinitions::dropOf(const SyncOperation &operation,
                                                                       const QString &key) const
{
    const SyncOperation::Change &change = *operation.fields.constFind(key);
    const ObjectTypePtr type = m_configuration.dictionary->find(operation.record.object);
    const Field *field = type->find(key);
    Drop drop{operation.record, key, GoneField, change.after, QJsonValue(QJsonValue::Undefined)};
    if (!field)
        return std::optional(drop);
    if (!valueFromJson(*field, change.after, m_configuration.settings.currency).ok()) {
        drop.gone = GoneType;
        return std::optional(drop);
    }
    if (field->type != FieldType::Picklist && field->type != FieldType::MultiPicklist)
        return std::optional<Drop>();
    QStringList keys = keysIn(change.after);
    const qsizetype all = keys.size();
    keys.removeIf([&](const QString &one) { return field->picklistValue(one) == nullptr; });
    if (keys.size() == all)
        return std::optional<Drop>();
    // A list that nobody here ever made longer has lost nothing.
    DW_ASSIGN(const Record *definition, definitionOf(operation.record.object, key));
    if (!definition)
        return std::optional<Drop>();
    drop.gone = GoneValue;
    if (!keys.isEmpty())
        drop.left = QJsonArray::fromStringList(keys);
    return std::optional(drop);
}

void OlderDefinitions::reduce(CommandRequest &request, const QList<Drop> &drops,
                              const SyncTransaction &transaction)
{
    QJsonObject set = request.arguments.value(QLatin1String("set")).toObject();
    const bool creating =
        !request.arguments.contains(QLatin1String("id")) && !request.arguments.contains(QLatin1String("ids"));
    bool changed = false;
    for (const Drop &drop : drops) {
        if (!set.contains(drop.field))
            continue;
        const auto operation =
            std::find_if(transaction.operations.begin(), transaction.operations.end(),
                         [&](const SyncOperation &one) { return one.record == drop.record; });
        const bool made =
            operation->kind == SyncOperation::Kind::Create &&
            (!request.arguments.contains(QLatin1String("object")) ||
             request.arguments.value(QLatin1String("object")).toString() == drop.record.object) &&
            (drop.gone == GoneField || set.value(drop.field) == drop.typed);
        if (!(creating && made) && !isNamed(request.arguments, drop.record))
            continue;
        changed = true;
        if (drop.left.isUndefined())
            set.remove(drop.field);
        else
            set.insert(drop.field, drop.left);
    }
    if (changed)
        request.arguments.insert(QStringLiteral("set"), set);
}

Result<OlderDefinitions::Forward> OlderDefinitions::forward(const SyncTransaction &transaction) const
{
    Forward forward{transaction, {}};
    QList<Drop> drops;
    for (SyncOperation &operation : forward.transaction.operations) {
        const ObjectTypePtr type = m_configuration.dictionary->find(operation.record.object);
        if (!type)
            continue;
        const QStringList keys = operation.fields.keys();
        for (const QString &key : keys) {
            DW_ASSIGN(const std::optional<Drop> drop, dropOf(operation, key));
            const SyncOperation::Change change = operation.fields.value(key);
            if (!drop) {
                // What was there before in words that mean nothing any more is no state to merge with.
                const Field *field = type->find(key);
                if (!valueFromJson(*field, change.before, m_configuration.settings.currency).ok())
                    operation.fields[key].before = QJsonValue();
                continue;
            }
            if (drop->left.isUndefined())
                operation.fields.remove(key);
            else
                operation.fields[key].after = drop->left;
            if (!change.asked)
                continue;
            drops.append(*drop);
            QJsonObject line{{QStringLiteral("obj"), drop->record.object},
                             {QStringLiteral("id"), drop->record.id.toString()},
                             {QStringLiteral("field"), key},
                             {QStringLiteral("before"), change.before},
                             {QStringLiteral("yours"), change.after},
                             {QStringLiteral("gone"), drop->gone}};
            DW_ASSIGN(const Record *definition, definitionOf(drop->record.object, key));
            if (definition) {
                line.insert(QStringLiteral("label_en"), definition->value(u"label_en").text());
                line.insert(QStringLiteral("label_zh"), definition->value(u"label_zh").text());
            }
            forward.dropped.append(line);
        }
    }
    if (!drops.isEmpty()) {
        for (CommandRequest &request : forward.transaction.requests)
            reduce(request, drops, transaction);
    }
    return forward;
}

}  // namespace dw
