// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/standalonesource.h"

#include "core/commands/shippedrecords.h"
#include "core/dictionary/builtindictionary.h"
#include "core/store/ledger.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/joined.h"

#include <numeric>

namespace dw
{

namespace
{

constexpr int PageRecords = 200;

}  // namespace

Result<std::unique_ptr<StandaloneSource>> StandaloneSource::open(const QString &folder, const Clock &clock,
                                                                 IdGenerator &ids)
{
    const Error other(ErrorCode::Conflict, QStringLiteral("bring.not_standalone"), {folder});
    if (DeviceIdentity::isIn(folder))
        return other;
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
    std::unique_ptr<StandaloneSource> opened(new StandaloneSource);
    DW_ASSIGN(opened->m_workspace,
              Workspace::open(folder, Workspace::Access::ReadOnly, dictionary, clock, ids));
    DW_ASSIGN(opened->m_runner, CommandRunner::open(*opened->m_workspace, clock, ids));
    DW_TRY(opened->read([&](ReadSession &session) -> Result<void> {
        DW_ASSIGN(const auto joined, joinedAs(session));
        DW_ASSIGN(const LedgerHead head, session.ledger().head());
        return joined || !head.epoch.isNull() ? Result<void>(other) : Result<void>();
    }));
    return opened;
}

Result<void> StandaloneSource::read(const std::function<Result<void>(ReadSession &)> &work) const
{
    Result<void> done;
    m_workspace->readNow([&](ReadSession &session) {
        if (done = session.beginRead(); !done.ok())
            return;
        done = work(session);
        session.endRead();
    });
    return done;
}

Result<void> StandaloneSource::each(const ObjectTypePtr &object,
                                    const std::function<Result<void>(const QList<Record> &)> &work) const
{
    QList<int> all(object->fieldCount());
    std::iota(all.begin(), all.end(), 0);
    return read([&](ReadSession &session) -> Result<void> {
        const Query query{object, nullptr, {{QStringLiteral("created_at")}}, Query::Deleted::Exclude};
        DW_ASSIGN(const auto cursor, session.open(query, all, configuration()->settings.context({}, {}, {})));
        QList<Record> page;
        do {
            DW_TRY(cursor->next(page, PageRecords));
            if (!page.isEmpty())
                DW_TRY(work(page));
        } while (!page.isEmpty());
        return {};
    });
}

Result<bool> StandaloneSource::isUntouched(const QList<ObjectTypePtr> &objects) const
{
    QHash<QString, qint64> shipped;
    DW_ASSIGN(const QList<Record> records, standardConfiguration(*configuration()->dictionary));
    for (const Record &record : records)
        ++shipped[record.type().key()];
    bool touched = false;
    DW_TRY(read([&](ReadSession &session) -> Result<void> {
        const EvaluationContext context = configuration()->settings.context({}, {}, {});
        for (const ObjectTypePtr &object : objects) {
            DW_ASSIGN(const qint64 live,
                      session.count({object, nullptr, {}, Query::Deleted::Exclude}, context));
            touched = touched || live > shipped.value(object->key());
        }
        return {};
    }));
    return !touched;
}

Result<int> StandaloneSource::inBin(const QList<ObjectTypePtr> &objects) const
{
    qint64 count = 0;
    DW_TRY(read([&](ReadSession &session) -> Result<void> {
        const EvaluationContext context = configuration()->settings.context({}, {}, {});
        for (const ObjectTypePtr &object : objects) {
            DW_ASSIGN(const qint64 some, session.count({object, nullptr, {}, Query::Deleted::Only}, context));
            count += some;
        }
        return {};
    }));
    return int(count);
}

}  // namespace dw
