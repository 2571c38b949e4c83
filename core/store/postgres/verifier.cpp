// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres/verifier.h"

#include "core/base/text/sortkey.h"
#include "core/store/faults.h"
#include "core/store/postgres/auditlog.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/schema.h"
#include "core/store/sql/names.h"

#include <utility>

namespace dw::postgres
{

namespace
{

VerifyCheck named(const char *name)
{
    VerifyCheck check;
    check.name = QString::fromLatin1(name);
    return check;
}

}  // namespace

Verifier::Verifier(Connection &connection, const Id &workspace, DictionaryPtr dictionary, BlobRows &blobs)
    : m_connection(connection)
    , m_workspace(workspace)
    , m_own(ownRows(workspace))
    , m_dialect(dialectOf(workspace))
    , m_dictionary(std::move(dictionary))
    , m_blobs(blobs)
{}

Result<QList<VerifyCheck>> Verifier::run(const Ticket &ticket)
{
    using Step = Result<VerifyCheck> (Verifier::*)();
    constexpr std::pair<const char *, Step> steps[] = {{"references", &Verifier::references},
                                                       {"audit_chain", &Verifier::auditChain},
                                                       {"sort_keys", &Verifier::sortKeys},
                                                       {"attachments", &Verifier::attachments},
                                                       {"sync", &Verifier::sync}};
    QList<VerifyCheck> checks;
    for (const auto &[name, step] : steps) {
        if (ticket.isCancelled())
            return Error(ErrorCode::Cancelled, QStringLiteral("store.cancelled"));
        const Result<VerifyCheck> check = (this->*step)();
        if (!check.ok() && check.error().key == QLatin1String("store.database_away"))
            return check.error();
        if (check.ok()) {
            checks.append(*check);
            continue;
        }
        // What cannot be read is a fault of what is stored. It has ended the snapshot.
        VerifyCheck failed = named(name);
        failed.ok = false;
        failed.detail = check.error().key + QStringLiteral(": ") + check.error().detail;
        checks.append(failed);
        m_connection.rollback();
        DW_TRY(m_connection.begin());
    }
    return checks;
}

Result<void> Verifier::each(const QByteArray &sql, const QString &fault, const Report &report)
{
    QByteArray own = sql;
    for (qsizetype at = own.indexOf('{'); at >= 0; at = own.indexOf('{', at)) {
        const qsizetype end = own.indexOf('}', at);
        own.replace(at, end - at + 1, own.mid(at + 1, end - at - 1) + '.' + m_own);
    }
    DW_ASSIGN(Statement read, m_connection.prepare(own));
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return {};
        const Id id = read.bytes(0).size() == 16 ? read.id(0) : Id();
        report(fault.arg(id.isNull() ? read.text(0) : id.toString()));
    }
}

Result<VerifyCheck> Verifier::references()
{
    VerifyCheck check = named("references");
    Faults faults;
    const Report report = [&](const QString &fault) { faults.add(fault); };
    const QString missing = QStringLiteral(" of %1 names a record that is not there");
    const auto without = [&](const QByteArray &table, const QByteArray &column, const QString &target,
                             const QByteArray &named) {
        return "SELECT r." + named + " FROM " + table + " AS r WHERE {r} AND r." + column +
               " IS NOT NULL AND NOT EXISTS(SELECT 1 FROM " + m_dialect.quoted(target) +
               " AS t WHERE {t} AND t.\"id\"=r." + column + ')';
    };
    for (const ObjectTypePtr &type : m_dictionary->objects()) {
        const QByteArray table = m_dialect.quoted(type->key());
        for (const Field &field : type->fields()) {
            const QString where = type->key() + QLatin1Char('.') + field.key;
            const bool known = m_dictionary->find(field.target) != nullptr;
            if (field.type == FieldType::Reference && known)
                DW_TRY(each(without(table, m_dialect.quoted(field.key), field.target, "\"id\""),
                            where + missing, report));
            if (!field.isStored() || !sql::isLinked(field))
                continue;
            const QByteArray links = m_dialect.quoted(sql::linkTable(*type, field));
            if (field.type == FieldType::ReferenceList && known)
                DW_TRY(each(without(links, "target", field.target, "owner"), where + missing, report));
            DW_TRY(each(without(links, "owner", type->key(), "owner"), sql::linkTable(*type, field) + missing,
                        report));
        }
        if (type->indexOf(u"stage_id") >= 0 && type->indexOf(u"pipeline_id") >= 0)
            DW_TRY(each(
                "SELECT r.\"id\" FROM " + table +
                    " AS r JOIN \"stage_definition\" AS s ON s.\"id\"=r.\"stage_id\" WHERE {r} AND {s} "
                    "AND s.\"pipeline_id\"<>r.\"pipeline_id\"",
                type->key() + QStringLiteral(".stage_id of %1 names a stage of another pipeline"), report));
    }
    faults.finish(check);
    return check;
}

Result<VerifyCheck> Verifier::auditChain()
{
    VerifyCheck check = named("audit_chain");
    DW_ASSIGN(check.detail, AuditLog(m_connection, m_workspace).verify());
    check.ok = check.detail.isEmpty();
    return check;
}

Result<VerifyCheck> Verifier::sortKeys()
{
    constexpr qint64 AtOnce = 10'000;
    VerifyCheck check = named("sort_keys");
    Faults faults;
    const Collator collator;
    for (const ObjectTypePtr &type : m_dictionary->objects()) {
        for (int i = 0; i < type->fieldCount(); ++i) {
            if (!sql::hasSortKey(*type, i))
                continue;
            const Field &field = type->field(i);
            DW_ASSIGN(Statement read,
                      m_connection.prepare("SELECT \"id\"," + m_dialect.quoted(field.key) + ',' +
                                           m_dialect.quoted(sql::sortColumn(field)) + " FROM " +
                                           m_dialect.quoted(type->key()) + " WHERE " + m_own +
                                           " AND \"id\">$1 ORDER BY \"id\" LIMIT $2"));
            QByteArray last("");
            for (bool more = true; more;) {
                more = false;
                read.reset();
                read.bindBlob(1, last);
                read.bind(2, AtOnce);
                for (;;) {
                    DW_ASSIGN(const bool row, read.step());
                    if (!row)
                        break;
                    more = true;
                    last = read.bytes(0).toByteArray();
                    const bool fits =
                        read.isNull(1) ? read.isNull(2)
                                       : !read.isNull(2) && collator.sortKey(read.text(1)) == read.bytes(2);
                    if (!fits)
                        faults.add(
                            QStringLiteral("%1.%2 of %3").arg(type->key(), field.key, read.id(0).toString()));
                }
            }
        }
    }
    faults.finish(check);
    return check;
}

Result<VerifyCheck> Verifier::attachments()
{
    VerifyCheck check = named("attachments");
    Faults faults;
    QStringList wanted;
    const ObjectTypePtr type = m_dictionary->find(u"attachment");
    if (type && type->indexOf(u"sha256") >= 0) {
        // What is still on its way to the server is not here yet.
        DW_TRY(each(
            "SELECT DISTINCT a.\"sha256\" FROM \"attachment\" AS a WHERE {a} AND a.\"sha256\" IS NOT NULL "
            "AND "
            "a.\"deleted_at\" IS NULL AND a.\"uploaded\" IS DISTINCT FROM 'uploading' AND a.\"uploaded\" IS "
            "DISTINCT FROM 'failed'",
            QStringLiteral("%1"), [&](const QString &sha256) { wanted.append(sha256); }));
    }
    for (const QString &sha256 : std::as_const(wanted)) {
        const Result<void> read = m_blobs.read(QByteArray::fromHex(sha256.toLatin1()), nullptr);
        if (read.ok())
            continue;
        if (read.error().key == QLatin1String("store.blob_missing"))
            faults.add(QStringLiteral("%1 is missing").arg(sha256));
        else if (read.error().key == QLatin1String("store.blob_damaged"))
            faults.add(QStringLiteral("%1 was changed").arg(sha256));
        else
            return read.error();
    }
    faults.finish(check);
    return check;
}

Result<VerifyCheck> Verifier::sync()
{
    VerifyCheck check = named("sync");
    Faults faults;
    const Report report = [&](const QString &fault) { faults.add(fault); };
    DW_TRY(commits(report));
    DW_TRY(members(report));
    faults.finish(check);
    return check;
}

Result<void> Verifier::commits(const Report &report)
{
    DW_TRY(
        each("SELECT h.sequence::text FROM \"dw:head\" AS h WHERE {h} AND h.sequence>0 AND NOT EXISTS(SELECT "
             "1 FROM "
             "\"dw:commit\" AS c WHERE {c} AND c.sequence=h.sequence AND c.tag=h.tag)",
             QStringLiteral("the newest commit, %1, is not among the commits"), report));
    DW_TRY(
        each("SELECT c.sequence::text FROM \"dw:commit\" AS c,\"dw:head\" AS h WHERE {c} AND {h} AND "
             "c.sequence>h.sequence",
             QStringLiteral("commit %1 is beyond the newest"), report));
    DW_TRY(
        each("SELECT r.\"transaction\" FROM \"dw:result\" AS r,\"dw:head\" AS h WHERE {r} AND {h} AND "
             "r.sequence>h.sequence",
             QStringLiteral("the answer to transaction %1 is beyond the newest commit"), report));
    return each(
        "SELECT d.short_name FROM \"dw:device\" AS d WHERE {d} AND EXISTS(SELECT 1 FROM \"dw:result\" AS r "
        "WHERE {r} AND r.device=d.id AND r.number>d.last_number)",
        QStringLiteral("device %1 has an answer beyond its last number"), report);
}

Result<void> Verifier::members(const Report &report)
{
    DW_TRY(
        each("SELECT DISTINCT m.key::text FROM \"dw:member\" AS m WHERE {m} AND NOT EXISTS(SELECT 1 FROM "
             "\"dw:scope_key\" AS k WHERE {k} AND k.number=m.key)",
             QStringLiteral("key %1 is not known"), report));
    DW_TRY(
        each("SELECT DISTINCT m.object::text FROM \"dw:member\" AS m WHERE {m} AND NOT EXISTS(SELECT 1 FROM "
             "\"dw:object\" AS o WHERE {o} AND o.number=m.object)",
             QStringLiteral("object %1 is not known"), report));
    DW_TRY(
        each("SELECT k.key FROM \"dw:scope_key\" AS k,\"dw:head\" AS h WHERE {k} AND {h} AND "
             "(k.last>h.sequence OR "
             "k.last<coalesce((SELECT max(m.seq) FROM \"dw:member\" AS m WHERE {m} AND m.key=k.number),0))",
             QStringLiteral("%1 and its last commit do not fit each other"), report));
    DW_TRY(each(
        "SELECT DISTINCT m.root FROM \"dw:member\" AS m WHERE {m} AND ((m.tags & ~m.ever)<>0 OR (m.gone AND "
        "m.tags<>0))",
        QStringLiteral("%1 holds what it never held"), report));
    // Where it is present it has one sequence, and what it left, it left before.
    DW_TRY(each(
        "SELECT m.root FROM \"dw:member\" AS m WHERE {m} GROUP BY m.root HAVING max(m.seq)>max(m.seq) FILTER "
        "(WHERE NOT m.gone) OR min(m.seq) FILTER (WHERE NOT m.gone)<max(m.seq) FILTER (WHERE NOT m.gone)",
        QStringLiteral("%1 is not at one commit in all its keys"), report));
    for (const ObjectTypePtr &type : m_dictionary->objects()) {
        QByteArray key = type->key().toUtf8();
        DW_TRY(
            each("SELECT DISTINCT m.root FROM \"dw:member\" AS m JOIN \"dw:object\" AS o ON "
                 "o.number=m.object WHERE "
                 "{m} AND {o} AND NOT m.gone AND o.key='" +
                     key + "' AND NOT EXISTS(SELECT 1 FROM " + m_dialect.quoted(type->key()) +
                     " AS t WHERE {t} AND t.\"id\"=m.root)",
                 type->key() + QStringLiteral(" %1 is handed out and is not there"), report));
    }
    return {};
}

}  // namespace dw::postgres
