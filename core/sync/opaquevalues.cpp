// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/opaquevalues.h"

#include "core/store/replica.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

const QString Known = QStringLiteral("opaque");

QString areaOf(const QString &object)
{
    return QLatin1String("opaque:") + object;
}

QByteArray compact(const QJsonObject &json)
{
    return json.isEmpty() ? QByteArray() : QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QSet<QString> textsOf(const QJsonValue &json)
{
    QSet<QString> texts;
    const QJsonArray array = json.toArray();
    for (const QJsonValue &one : array)
        texts.insert(one.toString());
    return texts;
}

QJsonArray jsonOf(const QSet<QString> &texts)
{
    QStringList sorted(texts.begin(), texts.end());
    sorted.sort();
    return QJsonArray::fromStringList(sorted);
}

}  // namespace

Result<OpaqueValues> OpaqueValues::load(const ReadSession &session)
{
    OpaqueValues opaque;
    DW_ASSIGN(const QByteArray known, session.replica().value(Known));
    const QJsonObject json = QJsonDocument::fromJson(known).object();
    const QJsonObject fields = json.value(QLatin1String("fields")).toObject();
    for (auto object = fields.constBegin(); object != fields.constEnd(); ++object)
        opaque.m_fields.insert(object.key(), textsOf(object.value()));
    opaque.m_objects = textsOf(json.value(QLatin1String("objects")));
    return opaque;
}

Result<void> OpaqueValues::save(WriteSession &session) const
{
    QJsonObject fields, json;
    for (auto object = m_fields.constBegin(); object != m_fields.constEnd(); ++object)
        fields.insert(object.key(), jsonOf(*object));
    if (!fields.isEmpty())
        json.insert(QStringLiteral("fields"), fields);
    if (!m_objects.isEmpty())
        json.insert(QStringLiteral("objects"), jsonOf(m_objects));
    return session.replica().setValue(Known, compact(json));
}

Result<void> OpaqueValues::keep(WriteSession &session, const ObjectType &type, const Id &id,
                                const QJsonObject &values)
{
    QJsonObject left;
    for (auto value = values.constBegin(); value != values.constEnd(); ++value) {
        if (type.indexOf(value.key()) < 0)
            left.insert(value.key(), value.value());
    }
    const bool known = m_fields.contains(type.key());
    if (left.isEmpty() && !known)
        return {};
    QSet<QString> &fields = m_fields[type.key()];
    const qsizetype before = fields.size();
    const QStringList keys = left.keys();
    fields.unite(QSet<QString>(keys.begin(), keys.end()));
    if (fields.size() != before)
        DW_TRY(save(session));
    return setValues(session, {type.key(), id}, left);
}

Result<void> OpaqueValues::passOver(WriteSession &session, const QString &object)
{
    if (m_objects.contains(object))
        return {};
    m_objects.insert(object);
    return save(session);
}

Result<void> OpaqueValues::forget(WriteSession &session, const RecordRef &record) const
{
    return m_fields.contains(record.object) ? setValues(session, record, {}) : Result<void>();
}

Result<void> OpaqueValues::hide(WriteSession &session, const QString &object, const QStringList &fields) const
{
    if (!m_fields.value(object).intersects(QSet<QString>(fields.begin(), fields.end())))
        return {};
    using Waiting = QHash<Id, QJsonObject>;
    DW_ASSIGN(const Waiting waiting, values(session, object));
    for (auto one = waiting.constBegin(); one != waiting.constEnd(); ++one) {
        QJsonObject left = *one;
        for (const QString &field : fields)
            left.remove(field);
        if (left.size() != one->size())
            DW_TRY(setValues(session, {object, one.key()}, left));
    }
    return {};
}

QStringList OpaqueValues::objectsOf(const Dictionary &dictionary) const
{
    QStringList objects;
    for (const QString &object : m_objects) {
        if (dictionary.find(object))
            objects.append(object);
    }
    objects.sort();
    return objects;
}

QMap<QString, QStringList> OpaqueValues::fieldsOf(const Dictionary &dictionary) const
{
    QMap<QString, QStringList> found;
    for (auto object = m_fields.constBegin(); object != m_fields.constEnd(); ++object) {
        const ObjectTypePtr type = dictionary.find(object.key());
        for (const QString &field : *object) {
            if (type && type->indexOf(field) >= 0)
                found[object.key()].append(field);
        }
    }
    return found;
}

Result<QHash<Id, QJsonObject>> OpaqueValues::values(const ReadSession &session, const QString &object)
{
    QHash<Id, QJsonObject> found;
    DW_ASSIGN(const auto stored, session.localValues(areaOf(object)));
    for (auto one = stored.constBegin(); one != stored.constEnd(); ++one) {
        if (const auto id = Id::fromString(one.key()))
            found.insert(*id, QJsonDocument::fromJson(*one).object());
    }
    return found;
}

Result<void> OpaqueValues::setValues(WriteSession &session, const RecordRef &record,
                                     const QJsonObject &values)
{
    return session.setLocalValue(areaOf(record.object), record.id.toString(), compact(values));
}

Result<void> OpaqueValues::drop(WriteSession &session, const QStringList &objects,
                                const QMap<QString, QStringList> &fields)
{
    for (const QString &object : objects)
        m_objects.remove(object);
    for (auto object = fields.constBegin(); object != fields.constEnd(); ++object) {
        QSet<QString> &left = m_fields[object.key()];
        for (const QString &field : object.value())
            left.remove(field);
        if (left.isEmpty())
            m_fields.remove(object.key());
    }
    return save(session);
}

}  // namespace dw
