// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/standalonejoin.h"

#include "core/access/fieldaccess.h"
#include "core/store/replica.h"
#include "core/sync/bringdefinitions.h"
#include "core/sync/bringwalk.h"
#include "core/sync/bringwriter.h"
#include "core/sync/oldaudit.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

QString auditFile(const Id &workspace)
{
    return QStringLiteral("/audit-%1.jsonl").arg(workspace.toString());
}

// What says whose a record is and how it is counted is not what two people may mean differently.
bool isOffered(const Field &field)
{
    static const QStringList not_offered{QStringLiteral("owner_id"), QStringLiteral("currency"),
                                         QStringLiteral("source_system"), QStringLiteral("source_key")};
    return !field.isReadOnly() && !not_offered.contains(field.key);
}

// What the record that is there does not have, and what it has otherwise.
void complete(BringWriter::Row &row, const Record &mine, const Record &there, const FieldRights &rights)
{
    for (int i = 0; i < mine.type().fieldCount(); ++i) {
        const Field &field = mine.type().field(i);
        const Value &value = mine.value(i);
        if (value.isNull() || !isOffered(field) || !rights.mayEdit(field.key) || value == there.value(i))
            continue;
        (there.value(i).isNull() ? row.set : row.differing).insert(field.key, value.toJson());
    }
}

}  // namespace

struct StandaloneJoin::Work
{
    BringBook &book;
    BringWriter writer;
    Report report;
    struct Link
    {
        ObjectTypePtr object;  // of the standalone workspace
        Id source;
        QStringList fields;
    };
    std::vector<Link> links;
    QHash<QString, qint64> numbers;  // rows so far, by object
};

StandaloneJoin::StandaloneJoin(const StandaloneSource &source, CommandRunner &target, Actor actor,
                               BringDecisions decisions)
    : m_source(source), m_target(target), m_actor(std::move(actor)), m_decisions(std::move(decisions))
{}

Result<void> StandaloneJoin::checkInStep() const
{
    Result<bool> inStep = false;
    m_target.workspace().readNow([&](ReadSession &session) {
        const auto ask = [&]() -> Result<bool> {
            DW_ASSIGN(const QByteArray cursor, session.replica().value(QStringLiteral("cursor")));
            DW_ASSIGN(const QList<ReplicaScope> scopes, session.replica().scopes());
            return !cursor.isEmpty() && std::all_of(scopes.begin(), scopes.end(),
                                                    [](const ReplicaScope &one) { return one.live; });
        };
        inStep = ask();
    });
    DW_TRY(inStep);
    return *inStep ? Result<void>() : Error(ErrorCode::Refused, QStringLiteral("bring.sync_first"));
}

Result<BringPlan> StandaloneJoin::plan() const
{
    DW_TRY(checkInStep());
    BringBook book(m_source.id());
    Result<void> loaded;
    m_target.workspace().readNow([&](ReadSession &session) { loaded = book.load(session); });
    DW_TRY(loaded);
    return BringWalk(m_source, m_target.workspace(), m_target.configuration(), m_actor, m_decisions, book)
        .run({});
}

Result<StandaloneJoin::Report> StandaloneJoin::bring(const Tell &tell) const
{
    DW_ASSIGN(BringPlan plan, this->plan());
    if (const std::optional<Error> obstacle = plan.obstacle())
        return *obstacle;
    if (!plan.missing.isEmpty() && plan.missingDecided == BringDecisions::Missing::Bring) {
        DW_TRY(BringDefinitions(m_source, m_target, m_actor).make(plan.missing));
        DW_ASSIGN(plan, this->plan());
    }
    BringBook book(m_source.id());
    Result<void> loaded;
    m_target.workspace().readNow([&](ReadSession &session) { loaded = book.load(session); });
    DW_TRY(loaded);
    const QString name = QDir(m_source.workspace().folder()).dirName();
    Work work{book, BringWriter(m_target, m_actor, book, name, m_source.id()), {}, {}, {}};
    work.report.plan = plan;
    const int before = book.count();
    const int waitedBefore = book.waiting();
    BringWalk walk(m_source, m_target.workspace(), m_target.configuration(), m_actor, m_decisions, book);
    DW_TRY(bringRows(walk, work, tell));
    DW_TRY(bringLinks(walk, work));
    DW_TRY(finish(work));
    work.report.brought = book.count() - before;
    work.report.waiting = book.waiting() - waitedBefore;
    return work.report;
}

Result<void> StandaloneJoin::bringRows(BringWalk &walk, Work &work, const Tell &tell) const
{
    const FieldAccess access(*m_target.configuration()->policy, m_actor, m_target.configuration()->dictionary,
                             m_target.configuration()->settings.currency);
    Progress progress;
    progress.total = work.report.plan.count(&BringPlan::Object::total);
    const auto write = [&](const ObjectTypePtr &object, const QList<BringItem> &items) -> Result<void> {
        std::vector<BringWriter::Row> rows;
        for (const BringItem &item : items) {
            qint64 &number = work.numbers[object->key()];
            ++number;
            if (!item.later.isEmpty()) {
                QStringList fields;
                for (const int field : item.later)
                    fields.append(object->field(field).key);
                work.links.push_back({object, item.source, fields});
            }
            if (item.fate != BringItem::Fate::New && item.fate != BringItem::Fate::Same)
                continue;
            BringWriter::Row row;
            row.number = number;
            row.source = item.source;
            row.record = item.record;
            if (item.fate == BringItem::Fate::Same) {
                row.as = item.there.id();
                row.there = item.there;
                complete(row, item.record, item.there, access.of(item.there.type()));
                work.report.offered += row.differing.isEmpty() ? 0 : 1;
            } else if (object->key() == QLatin1String("attachment")) {
                const QByteArray sha256 = QByteArray::fromHex(item.record.value(u"sha256").text().toLatin1());
                DW_ASSIGN(const QString path, m_source.workspace().blobPath(sha256));
                DW_TRY(m_target.workspace().putBlob(path));
            }
            rows.push_back(std::move(row));
        }
        if (!rows.empty())
            DW_TRY(work.writer.write(m_target.configuration()->dictionary->find(object->key()), rows));
        progress.object = object->key();
        progress.done += int(items.size());
        if (tell && !tell(progress))
            return Error(ErrorCode::Cancelled, QStringLiteral("sync.cancelled"));
        return {};
    };
    const Result<BringPlan> walked = walk.run(write);
    return walked.ok() ? Result<void>() : walked.error();
}

// What named something that came after it.
Result<void> StandaloneJoin::bringLinks(BringWalk &walk, Work &work) const
{
    for (const Work::Link &link : work.links) {
        const std::optional<Id> as = work.book.as(link.source);
        const ObjectTypePtr type = m_target.configuration()->dictionary->find(link.object->key());
        if (!as || as->isNull() || !type)
            continue;
        Record mine, there;
        DW_TRY(m_source.read([&](ReadSession &session) -> Result<void> {
            DW_ASSIGN(mine, session.find(link.object, link.source));
            return {};
        }));
        Result<Record> found = Record();
        m_target.workspace().readNow([&](ReadSession &session) { found = session.find(type, *as); });
        DW_ASSIGN(there, found);
        if (!mine.isValid() || !there.isValid() || there.isDeleted())
            continue;
        BringWriter::Row row;
        row.number = ++work.numbers[link.object->key()];
        row.as = *as;
        row.record = walk.again(mine).record;
        for (const QString &key : link.fields) {
            const Field *field = type->find(key);
            const Value &value = row.record.value(key);
            if (field && !field->isReadOnly() && !value.isNull() && there.value(key).isNull())
                row.set.insert(key, value.toJson());
        }
        if (!row.set.isEmpty())
            DW_TRY(work.writer.write(type, {row}));
    }
    return {};
}

// The imports end, and name the file that the audit of what was done alone is kept in.
Result<void> StandaloneJoin::finish(Work &work) const
{
    const QString done = QStringLiteral("all");
    if (work.book.isDone(done) && work.report.plan.count(&BringPlan::Object::news) == 0)
        return {};
    const QString file = m_target.workspace().folder() + auditFile(m_source.id());
    DW_ASSIGN(const AuditSeal seal, writeOldAudit(m_source, file));
    const QJsonObject about{{QStringLiteral("workspace"), m_source.id().toString()},
                            {QStringLiteral("audit"), QFileInfo(file).fileName()},
                            {QStringLiteral("audit_lines"), double(seal.lines)},
                            {QStringLiteral("audit_sha256"), QString::fromLatin1(seal.sha256.toHex())},
                            {QStringLiteral("audit_last"), QString::fromLatin1(seal.last.toHex())}};
    for (const BringPlan::Object &one : work.report.plan.objects) {
        if (const ObjectTypePtr object = m_target.configuration()->dictionary->find(one.object))
            DW_TRY(work.writer.finish(object, one.news + one.same + one.here, about));
    }
    return work.writer.note(done);
}

}  // namespace dw
