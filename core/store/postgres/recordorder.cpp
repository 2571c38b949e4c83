// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/recordorder.h"

#include "core/store/sql/names.h"

namespace dw::postgres
{

namespace
{

const QLatin1String TitleSuffix(".title");

Error noSuchSort(const Query &query, const QString &key)
{
    return Error(ErrorCode::Invalid, QStringLiteral("store.no_such_sort"), {query.object->key(), key});
}

class Writer
{
public:
    Writer(const Query &query, const Dictionary &dictionary, const sql::Dialect &dialect,
           const QByteArray &alias)
        : m_query(query), m_dictionary(dictionary), m_dialect(dialect), m_alias(alias)
    {}

    Result<RecordOrder> run()
    {
        for (const SortKey &sort : m_query.sort) {
            m_descending = sort.order == SortKey::Order::Descending;
            DW_TRY(sort.field.endsWith(TitleSuffix) ? byTitle(sort.field) : byField(sort.field));
            // Nothing comes after the id.
            if (sort.field == QLatin1String("id"))
                return m_order;
        }
        add(m_alias + ".\"id\"");
        return m_order;
    }

private:
    void add(const QByteArray &key)
    {
        m_order.clause += (m_order.clause.isEmpty() ? "" : ",") + key +
                          (m_descending ? " DESC NULLS LAST" : " ASC NULLS LAST");
    }

    QByteArray column(const QByteArray &alias, const ObjectType &object, int index) const
    {
        const Field &field = object.field(index);
        return alias + '.' +
               m_dialect.quoted(sql::hasSortKey(object, index) ? sql::sortColumn(field) : field.key);
    }

    Result<void> byField(const QString &key)
    {
        const int index = m_query.object->indexOf(key);
        if (index < 0 || !m_query.object->field(index).isStored() ||
            sql::isLinked(m_query.object->field(index)))
            return noSuchSort(m_query, key);
        add(column(m_alias, *m_query.object, index));
        return {};
    }

    Result<void> byTitle(const QString &key)
    {
        const int reference = m_query.object->indexOf(key.chopped(TitleSuffix.size()));
        const ObjectTypePtr target =
            reference >= 0 && m_query.object->field(reference).type == FieldType::Reference
                ? m_dictionary.find(m_query.object->field(reference).target)
                : nullptr;
        const int title = target ? target->titleIndex(Language::English) : -1;
        if (title < 0 || !target->field(title).isStored())
            return noSuchSort(m_query, key);
        const QByteArray from = 's' + QByteArray::number(++m_joined);
        const QByteArray pointer = m_alias + '.' + m_dialect.quoted(m_query.object->field(reference).key);
        const bool alone = m_query.sort.size() == 1 && m_query.deleted == Query::Deleted::Exclude;
        m_order.joins += " LEFT JOIN " + m_dialect.quoted(target->key()) + ' ' + from + " ON " + from + '.' +
                         m_dialect.own + from + ".\"id\"=" + pointer +
                         (alone ? " AND " + from + ".\"deleted_at\" IS NULL" : QByteArray());
        if (alone)
            m_order.clause =
                "CASE WHEN " + pointer + " IS NULL THEN 1 WHEN " + from + ".\"id\" IS NULL THEN 2 ELSE 0 END";
        add(column(from, *target, title));
        if (alone) {
            add(from + ".\"id\"");
            // Rows of one target, and those without one, come in the order of the ids, whichever way.
            m_descending = false;
            add(pointer);
        }
        return {};
    }

    const Query &m_query;
    const Dictionary &m_dictionary;
    const sql::Dialect &m_dialect;
    const QByteArray &m_alias;
    RecordOrder m_order;
    bool m_descending = false;
    int m_joined = 0;
};

}  // namespace

Result<RecordOrder> RecordOrder::of(const Query &query, const Dictionary &dictionary,
                                    const sql::Dialect &dialect, const QByteArray &alias)
{
    return Writer(query, dictionary, dialect, alias).run();
}

}  // namespace dw::postgres
