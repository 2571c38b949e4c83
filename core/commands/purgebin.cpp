// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/purgebin.h"

#include "core/expression/checkedexpression.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <iterator>

namespace dw
{

namespace
{

constexpr qint64 DayMs = 86400000;
constexpr int MostReferrers = 200;

class Purge
{
public:
    explicit Purge(CommandContext &context) : m_context(context) {}

    Result<void> collect()
    {
        const Instant due{m_context.now().ms - PurgeBin::TombstoneDays * DayMs};
        for (const ObjectTypePtr &type : m_context.configuration().dictionary->objects()) {
            if (type->indexOf(u"deleted_at") < 0)
                continue;
            QList<int> fields;
            for (int i = 0; i < type->fieldCount(); ++i) {
                if (type->field(i).isStored())
                    fields.append(i);
            }
            DW_ASSIGN(const QList<Record> found,
                      read(type, QStringLiteral("deleted_at < \"%1\"").arg(due.toIso()), fields,
                           Query::Deleted::Only, PurgeBin::MostAtOnce - int(m_due.size())));
            for (const Record &record : found) {
                DW_ASSIGN(const bool allowed, mayPurge(record));
                if (allowed)
                    m_due.insert(record.id(), record);
            }
            if (m_due.size() >= PurgeBin::MostAtOnce) {
                m_more = true;
                return {};
            }
        }
        return {};
    }

    // Until nothing that stays names what goes.
    Result<void> spareWhatIsNamed()
    {
        QHash<Id, QSet<Id>> namedBy;
        for (const Record &record : std::as_const(m_due)) {
            DW_ASSIGN(namedBy[record.id()], referrers(record));
        }
        for (bool again = true; again;) {
            again = false;
            for (auto by = namedBy.begin(); by != namedBy.end();) {
                const bool spared = std::any_of(by->begin(), by->end(), [&](const Id &id) {
                    return id != by.key() && !namedBy.contains(id);
                });
                again = again || spared;
                by = spared ? namedBy.erase(by) : std::next(by);
            }
        }
        m_due.removeIf([&](const auto &one) { return !namedBy.contains(one.key()); });
        return {};
    }

    void write()
    {
        for (const Record &record : std::as_const(m_due))
            m_context.changes().changes.append({RecordChange::Kind::Purge, record, {}});
        m_context.data().insert(QStringLiteral("purged"), m_due.size());
        m_context.data().insert(QStringLiteral("more"), m_more);
    }

private:
    // What the actor may not see or delete waits for somebody who may.
    Result<bool> mayPurge(const Record &record) const
    {
        if (!m_context.require(Action::Delete, record.type(), &record).ok())
            return false;
        return m_context.isVisible(record);
    }

    Result<QList<Record>> read(const ObjectTypePtr &type, const QString &where, const QList<int> &fields,
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

    // The records, deleted or not, that name this one.
    Result<QSet<Id>> referrers(const Record &record) const
    {
        QSet<Id> found;
        for (const ObjectTypePtr &type : m_context.configuration().dictionary->objects()) {
            for (const Field &field : type->fields()) {
                const bool names =
                    field.isStored() &&
                    (field.type == FieldType::AnyReference ||
                     ((field.type == FieldType::Reference || field.type == FieldType::ReferenceList) &&
                      field.target == record.type().key()));
                if (!names)
                    continue;
                const QString id = record.id().toString();
                const QString where = field.type == FieldType::ReferenceList
                                          ? QStringLiteral("HAS(%1, \"%2\")").arg(field.key, id)
                                          : QStringLiteral("%1 = \"%2\"").arg(field.key, id);
                DW_ASSIGN(const QList<Record> by,
                          read(type, where, {}, Query::Deleted::Include, MostReferrers));
                for (const Record &one : by)
                    found.insert(one.id());
            }
        }
        return found;
    }

    CommandContext &m_context;
    QHash<Id, Record> m_due;
    bool m_more = false;
};

}  // namespace

Result<void> PurgeBin::run(CommandContext &context, const QJsonObject &) const
{
    Purge purge(context);
    DW_TRY(purge.collect());
    DW_TRY(purge.spareWhatIsNamed());
    purge.write();
    return {};
}

}  // namespace dw
