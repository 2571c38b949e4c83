// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/removedemo.h"

#include <QSet>

#include <utility>

namespace dw
{

namespace
{

constexpr int PageSize = 1000;

// What stays and what goes, by id. A workspace with a demo holds tens of thousands of records, so all of them
// fit in memory.
class Removal
{
public:
    explicit Removal(CommandContext &context) : m_context(context) {}

    Result<void> read()
    {
        for (const ObjectTypePtr &type : m_context.configuration().dictionary->objects()) {
            const int demo = type->indexOf(u"is_demo");
            if (demo < 0)
                continue;
            Query all;
            all.object = type;
            all.deleted = Query::Deleted::Include;
            QList<int> fields;
            for (int i = 0; i < type->fieldCount(); ++i)
                fields.append(i);
            DW_ASSIGN(const auto cursor, m_context.session().open(all, fields, m_context.evaluation()));
            QList<Record> page;
            do {
                DW_TRY(cursor->next(page, PageSize));
                for (Record &record : page) {
                    const bool goes = record.value(demo).boolean();
                    if (goes)
                        DW_TRY(mayRemove(record));
                    if (goes)
                        m_gone.insert(record.id());
                    (goes ? m_going : m_staying).append(std::move(record));
                }
            } while (!page.isEmpty());
        }
        return {};
    }

    // Until nothing that stays needs what goes.
    Result<void> drawIn()
    {
        for (bool more = true; std::exchange(more, false);) {
            QList<Record> staying;
            for (Record &record : m_staying) {
                const bool goes = needsGone(record);
                more = more || goes;
                if (goes) {
                    DW_TRY(mayRemove(record));
                    m_gone.insert(record.id());
                    ++m_drawnIn;
                }
                (goes ? m_going : staying).append(std::move(record));
            }
            m_staying = std::move(staying);
        }
        return {};
    }

    void write()
    {
        for (const Record &record : std::as_const(m_staying)) {
            Record after = record;
            loosen(after);
            if (after != record) {
                after.set(u"rev", Value(qint64(record.value(u"rev").integer() + 1)));
                m_context.changes().update(record, after);
            }
        }
        for (Record &record : m_going)
            m_context.changes().changes.append({RecordChange::Kind::Purge, std::move(record), {}});
    }

    qint64 removed() const { return m_gone.size() - m_drawnIn; }
    qint64 drawnIn() const { return m_drawnIn; }

private:
    // All or nothing: a demo of which the actor may not see or delete a part stays.
    Result<void> mayRemove(const Record &record) const
    {
        DW_TRY(m_context.require(Action::Delete, record.type(), &record));
        DW_ASSIGN(const bool visible, m_context.isVisible(record));
        if (visible)
            return {};
        const QString code = QStringLiteral("access.action_forbidden");
        return m_context.refuse(record.ref(), code, {},
                                Error(ErrorCode::Forbidden, code, {record.type().key(), QString()}));
    }

    static bool replaceable(const Field &field)
    {
        return field.type == FieldType::Reference &&
               (field.target == QLatin1String("user") || field.target == QLatin1String("team"));
    }

    bool needsGone(const Record &record) const
    {
        for (int i = 0; i < record.type().fieldCount(); ++i) {
            const Field &field = record.type().field(i);
            const bool single = field.type == FieldType::Reference || field.type == FieldType::AnyReference;
            if (!single || replaceable(field) || !m_gone.contains(record.value(i).id()))
                continue;
            // What the engine wrote about a record (its stage history) has no life without it either.
            const auto kind = field.required.kind;
            if (kind == Requirement::Kind::Always ||
                (kind == Requirement::Kind::System && field.type == FieldType::AnyReference))
                return true;
        }
        return false;
    }

    void loosen(Record &record) const
    {
        for (int i = 0; i < record.type().fieldCount(); ++i) {
            const Field &field = record.type().field(i);
            const Value value = record.value(i);
            if (value.kind() == Value::Kind::Ids) {
                QList<Id> kept = value.ids();
                kept.removeIf([this](const Id &id) { return m_gone.contains(id); });
                record.set(i, Value(kept));
                continue;
            }
            if ((value.kind() != Value::Kind::Id && value.kind() != Value::Kind::RecordRef) ||
                !m_gone.contains(value.id()))
                continue;
            Value instead;
            if (replaceable(field) && field.required.kind != Requirement::Kind::Never)
                instead = field.target == QLatin1String("user") ? Value(m_context.actor().user)
                                                                : Value(Id::named("team:first"));
            record.set(i, instead);
        }
    }

    CommandContext &m_context;
    QList<Record> m_going;
    QList<Record> m_staying;
    QSet<Id> m_gone;
    qint64 m_drawnIn = 0;
};

}  // namespace

Result<void> RemoveDemo::run(CommandContext &context, const QJsonObject &) const
{
    Removal removal(context);
    DW_TRY(removal.read());
    DW_TRY(removal.drawIn());
    removal.write();
    DW_TRY(context.session().endDemo());
    context.data().insert(QStringLiteral("removed"), removal.removed());
    context.data().insert(QStringLiteral("with_them"), removal.drawnIn());
    return {};
}

}  // namespace dw
