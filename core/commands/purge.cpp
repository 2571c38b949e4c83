// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/purge.h"

#include "core/commands/importjournal.h"
#include "core/commands/undojournal.h"
#include "core/dictionary/ownedcollection.h"
#include "core/expression/checkedexpression.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <iterator>

namespace dw
{

namespace
{

constexpr int MostReferrers = 2000;
constexpr qsizetype AskedAtOnce = 200;

QList<int> storedFields(const ObjectType &type)
{
    QList<int> fields;
    for (int i = 0; i < type.fieldCount(); ++i) {
        if (type.field(i).isStored())
            fields.append(i);
    }
    return fields;
}

QString naming(const Field &field, const QList<Id> &ids)
{
    QStringList texts;
    for (const Id &id : ids)
        texts.append(QLatin1Char('"') + id.toString() + QLatin1Char('"'));
    const QString list = texts.join(QLatin1String(", "));
    return field.type == FieldType::ReferenceList ? QStringLiteral("HASANY(%1, %2)").arg(field.key, list)
                                                  : QStringLiteral("%1 IN (%2)").arg(field.key, list);
}

QList<Id> namedIn(const Record &record, int field)
{
    const Value &value = record.value(field);
    if (value.kind() == Value::Kind::RecordRef)
        return {value.recordRef().id};
    return value.kind() == Value::Kind::Id ? QList<Id>{value.id()} : value.ids();
}

}  // namespace

Result<void> Purge::collect(Instant due)
{
    for (const ObjectTypePtr &type : m_context.configuration().dictionary->objects()) {
        if (type->indexOf(u"deleted_at") < 0)
            continue;
        DW_ASSIGN(const QList<Record> found,
                  read(type, QStringLiteral("deleted_at < \"%1\"").arg(due.toIso()), storedFields(*type),
                       Query::Deleted::Only, MostAtOnce - int(m_due.size())));
        for (const Record &record : found) {
            DW_ASSIGN(const bool allowed, mayPurge(record));
            if (allowed)
                m_due.insert(record.id(), record);
        }
        if (m_due.size() >= MostAtOnce) {
            m_more = true;
            return {};
        }
    }
    return {};
}

Result<void> Purge::add(const Record &record)
{
    if (m_due.contains(record.id()))
        return {};
    if (m_due.size() >= MostAtOnce)
        return Error(ErrorCode::Limit, QStringLiteral("command.too_many_records"),
                     {QString::number(MostAtOnce)});
    m_due.insert(record.id(), record);
    for (const Collection &collection : record.type().collections()) {
        const ObjectTypePtr type = m_context.object(collection.object);
        const Field *by = type && isOwned(collection) ? type->find(collection.by) : nullptr;
        if (!by)
            continue;
        DW_ASSIGN(const QList<Record> children, read(type, naming(*by, {record.id()}), storedFields(*type),
                                                     Query::Deleted::Only, MostAtOnce));
        for (const Record &child : children)
            DW_TRY(add(child));
    }
    return {};
}

void Purge::spare(const Id &id, const QString &namedBy)
{
    if (m_due.remove(id) > 0)
        m_namedBy.insert(id, namedBy);
}

Result<void> Purge::spareWhatIsNamed()
{
    DW_TRY(spareWhatLiveRecordsName());
    DW_ASSIGN(const auto namedBy, namedInTheBin());
    for (bool again = true; again;) {
        again = false;
        for (auto by = namedBy.begin(); by != namedBy.end(); ++by) {
            const auto stays = std::find_if(by->begin(), by->end(), [&](const RecordRef &ref) {
                return ref.id != by.key() && !m_due.contains(ref.id);
            });
            if (stays == by->end() || !m_due.contains(by.key()))
                continue;
            spare(by.key(), stays->object);
            again = true;
        }
    }
    return {};
}

Result<void> Purge::write()
{
    for (const Record &record : std::as_const(m_due))
        m_context.changes().changes.append({RecordChange::Kind::Purge, record, {}});
    m_context.data().insert(QStringLiteral("purged"), m_due.size());
    return forgetInJournals();
}

Result<void> Purge::forgetInJournals() const
{
    if (m_due.isEmpty())
        return {};
    const ObjectTypePtr users = m_context.object(QStringLiteral("user"));
    DW_ASSIGN(const auto cursor, m_context.session().open({users, nullptr, {}, Query::Deleted::Include},
                                                          {users->indexOf(u"id")}, m_context.evaluation()));
    QStringList areas{undoArea()};
    QList<Record> page;
    do {
        DW_TRY(cursor->next(page, 500));
        for (const Record &user : std::as_const(page))
            areas.append(undoAreaOf(user.id().toString()));
    } while (!page.isEmpty());
    for (const QString &area : std::as_const(areas))
        DW_TRY(UndoJournal(m_context.session(), area).forgetWhere([this](const QByteArray &body) {
            return speaksOfPurged(body);
        }));
    const auto stays = [this](const ImportJournal::Line &line) { return !m_due.contains(line.id); };
    DW_ASSIGN(const QList<Id> batches,
              ImportJournal::batches(m_context.session(), *m_context.configuration().dictionary));
    for (const Id &batch : batches)
        DW_TRY(ImportJournal(batch).revise(m_context.session(), stays));
    return {};
}

bool Purge::speaksOfPurged(const QByteArray &body) const
{
    const QJsonArray changes =
        QJsonDocument::fromJson(body).object().value(QLatin1String("changes")).toArray();
    return std::any_of(changes.begin(), changes.end(), [this](const QJsonValue &change) {
        const auto id = Id::fromString(change.toObject().value(QLatin1String("id")).toString());
        return id && m_due.contains(*id);
    });
}

// What the actor may not see or delete waits for somebody who may.
Result<bool> Purge::mayPurge(const Record &record) const
{
    if (!m_context.require(Action::Delete, record.type(), &record).ok())
        return false;
    return m_context.isVisible(record);
}

Result<QList<Record>> Purge::read(const ObjectTypePtr &type, const QString &where, const QList<int> &fields,
                                  Query::Deleted deleted, int limit) const
{
    const CheckScope scope{m_context.configuration().dictionary, type,
                           m_context.configuration().settings.currency};
    DW_ASSIGN(const Condition condition, CheckedExpression::condition(where, scope));
    DW_ASSIGN(const auto cursor,
              m_context.session().open({type, condition, {}, deleted}, fields, m_context.evaluation()));
    QList<Record> all, page;
    do {
        DW_TRY(cursor->next(page, std::min(500, limit - int(all.size()))));
        all += page;
    } while (!page.isEmpty() && all.size() < limit);
    return all;
}

// The fields of an object that may name something that is due, with what of it.
QList<std::pair<int, QList<Id>>> Purge::namingFields(const ObjectType &type) const
{
    QHash<QString, QList<Id>> due;
    QList<Id> all;
    for (const Record &record : m_due) {
        due[record.type().key()].append(record.id());
        all.append(record.id());
    }
    QList<std::pair<int, QList<Id>>> naming;
    for (int i = 0; i < type.fieldCount(); ++i) {
        const Field &field = type.field(i);
        const bool any = field.type == FieldType::AnyReference;
        if (!field.isStored() ||
            (!any && field.type != FieldType::Reference && field.type != FieldType::ReferenceList))
            continue;
        const QList<Id> targets = any ? all : due.value(field.target);
        if (!targets.isEmpty())
            naming.append({i, targets});
    }
    return naming;
}

// Asked for many at once: a field without an index is read through once for all of them.
Result<void> Purge::spareWhatLiveRecordsName()
{
    for (const ObjectTypePtr &type : m_context.configuration().dictionary->objects()) {
        const auto fields = namingFields(*type);
        for (const auto &[field, targets] : fields) {
            for (qsizetype at = 0; at < targets.size(); at += AskedAtOnce) {
                QList<Id> open = targets.mid(at, AskedAtOnce);
                // Of what a great many name, one is enough: those go, and the others are asked for again.
                for (bool more = true; more && !open.isEmpty();) {
                    DW_ASSIGN(const QList<Record> by, read(type, naming(type->field(field), open), {field},
                                                           Query::Deleted::Exclude, MostReferrers));
                    more = by.size() >= MostReferrers;
                    for (const Record &one : by) {
                        const QList<Id> named = namedIn(one, field);
                        for (const Id &id : named) {
                            open.removeOne(id);
                            spare(id, type->key());
                        }
                    }
                }
            }
        }
    }
    return {};
}

// What deleted records name: they can come back, unless they go as well.
Result<QHash<Id, QSet<RecordRef>>> Purge::namedInTheBin() const
{
    QHash<Id, QSet<RecordRef>> namedBy;
    for (const ObjectTypePtr &type : m_context.configuration().dictionary->objects()) {
        const auto fields = namingFields(*type);
        if (fields.isEmpty())
            continue;
        QList<int> read;
        for (const auto &[field, targets] : fields)
            read.append(field);
        DW_ASSIGN(const auto cursor, m_context.session().open({type, nullptr, {}, Query::Deleted::Only}, read,
                                                              m_context.evaluation()));
        QList<Record> page;
        do {
            DW_TRY(cursor->next(page, 500));
            for (const Record &record : std::as_const(page)) {
                for (const int field : std::as_const(read)) {
                    const QList<Id> named = namedIn(record, field);
                    for (const Id &id : named) {
                        if (m_due.contains(id))
                            namedBy[id].insert(record.ref());
                    }
                }
            }
        } while (!page.isEmpty());
    }
    return namedBy;
}

}  // namespace dw
