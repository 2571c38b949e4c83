// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/verifier.h"

#include "core/base/digest.h"
#include "core/base/text/sortkey.h"
#include "core/store/faults.h"
#include "core/store/sqlite/auditlog.h"
#include "core/store/sqlite/computedcheck.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/meta.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/searchindex.h"
#include "core/store/sqlite/stagesummary.h"
#include "core/store/sqlite/synccheck.h"

#include <utility>
#include <vector>

namespace dw::sqlite
{

const char CollatorKey[] = "collator";

namespace
{

VerifyCheck named(const char *name)
{
    VerifyCheck check;
    check.name = QString::fromLatin1(name);
    return check;
}

}  // namespace

Result<bool> sortKeysAreCurrent(Connection &connection)
{
    DW_ASSIGN(const QByteArray made, metaValue(connection, QString::fromLatin1(CollatorKey)));
    return made == Collator().version().toUtf8();
}

Verifier::Verifier(Connection &connection, DictionaryPtr dictionary, const BlobStore &blobs)
    : m_connection(connection), m_dictionary(std::move(dictionary)), m_blobs(blobs)
{}

Result<QList<VerifyCheck>> Verifier::run(const Ticket &ticket)
{
    m_ticket = ticket;
    QList<VerifyCheck> checks;
    checks.append(integrity());
    using Step = Result<VerifyCheck> (Verifier::*)();
    std::vector<std::pair<const char *, Step>> steps = {
        {"references", &Verifier::references},    {"audit_chain", &Verifier::auditChain},
        {"search_index", &Verifier::searchIndex}, {"summaries", &Verifier::summaries},
        {"computed", &Verifier::computed},        {"sort_keys", &Verifier::sortKeys},
        {"attachments", &Verifier::attachments}};
    const Result<bool> syncs = SyncCheck(m_connection, m_dictionary).applies();
    if (!syncs.ok() || *syncs)
        steps.emplace_back("sync", &Verifier::sync);
    for (const auto &[name, step] : steps) {
        if (ticket.isCancelled())
            return Error(ErrorCode::Cancelled, QStringLiteral("store.cancelled"));
        Result<VerifyCheck> check = (this->*step)();
        if (!check.ok()) {
            if (check.error().code == ErrorCode::Cancelled)
                return check.error();
            // What cannot be read is a fault of the file, not of the check.
            VerifyCheck failed = named(name);
            failed.ok = false;
            failed.detail = check.error().key + QStringLiteral(": ") + check.error().detail;
            check = failed;
        }
        checks.append(*check);
    }
    return checks;
}

VerifyCheck Verifier::integrity()
{
    VerifyCheck check = named("integrity");
    const Result<QString> answer = m_connection.text("PRAGMA integrity_check(5)");
    check.ok = answer.ok() && *answer == QLatin1String("ok");
    if (!check.ok)
        check.detail = answer.ok() ? *answer : answer.error().detail;
    return check;
}

Result<VerifyCheck> Verifier::references()
{
    VerifyCheck check = named("references");
    Faults faults;
    const QString missing = QStringLiteral("a record that is not there");
    const auto look = [&](const QByteArray &sql, const QString &where, const QString &what) -> Result<void> {
        DW_ASSIGN(Statement read, m_connection.prepare(sql));
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                return {};
            faults.add(QStringLiteral("%1 of %2 names %3").arg(where, read.id(0).toString(), what));
        }
    };
    for (const ObjectTypePtr &type : m_dictionary->objects()) {
        const QByteArray table = quoted(type->key());
        for (const Field &field : type->fields()) {
            const bool list = field.type == FieldType::ReferenceList;
            if ((field.type != FieldType::Reference && !list) || !m_dictionary->find(field.target))
                continue;
            const QByteArray target = quoted(field.target), column = quoted(field.key);
            const QByteArray from = list ? "SELECT r.owner FROM " + quoted(linkTable(*type, field)) +
                                               " AS r WHERE NOT EXISTS(SELECT 1 FROM " + target +
                                               " AS t WHERE t.\"id\"=r.target)"
                                         : "SELECT r.\"id\" FROM " + table + " AS r WHERE r." + column +
                                               " IS NOT NULL AND NOT EXISTS(SELECT 1 FROM " + target +
                                               " AS t WHERE t.\"id\"=r." + column + ')';
            DW_TRY(look(from, type->key() + QLatin1Char('.') + field.key, missing));
        }
        if (type->indexOf(u"stage_id") >= 0 && type->indexOf(u"pipeline_id") >= 0)
            DW_TRY(look("SELECT r.\"id\" FROM " + table +
                            " AS r JOIN \"stage_definition\" AS s ON s.\"id\"=r.\"stage_id\""
                            " WHERE s.\"pipeline_id\"<>r.\"pipeline_id\"",
                        type->key() + QStringLiteral(".stage_id"),
                        QStringLiteral("a stage of another pipeline")));
        for (const Field &field : type->fields()) {
            if (isLinked(field) && field.isStored())
                DW_TRY(look("SELECT r.owner FROM " + quoted(linkTable(*type, field)) +
                                " AS r WHERE NOT EXISTS(SELECT 1 FROM " + table +
                                " AS t WHERE t.\"id\"=r.owner)",
                            linkTable(*type, field), missing));
        }
    }
    faults.finish(check);
    return check;
}

Result<VerifyCheck> Verifier::auditChain()
{
    VerifyCheck check = named("audit_chain");
    AuditLog log(m_connection);
    DW_ASSIGN(check.detail, log.verify());
    check.ok = check.detail.isEmpty();
    return check;
}

Result<VerifyCheck> Verifier::searchIndex()
{
    VerifyCheck check = named("search_index");
    SearchIndex index(m_connection);
    index.setDictionary(m_dictionary);
    DW_ASSIGN(check.detail, index.check());
    check.ok = check.detail.isEmpty();
    return check;
}

Result<VerifyCheck> Verifier::summaries()
{
    VerifyCheck check = named("summaries");
    DW_ASSIGN(const WorkspaceInfo info, readInfo(m_connection));
    StageSummary summary(m_connection, BusinessZone::named(info.zoneName).value_or(BusinessZone()));
    summary.setDictionary(m_dictionary);
    DW_ASSIGN(check.detail, summary.check());
    check.ok = check.detail.isEmpty();
    return check;
}

Result<VerifyCheck> Verifier::computed()
{
    VerifyCheck check = named("computed");
    DW_ASSIGN(const WorkspaceInfo info, readInfo(m_connection));
    Faults faults;
    DW_TRY(ComputedCheck(m_connection, m_dictionary, info, m_ticket).run([&](const QString &fault) {
        faults.add(fault);
    }));
    faults.finish(check);
    return check;
}

Result<VerifyCheck> Verifier::sortKeys()
{
    VerifyCheck check = named("sort_keys");
    DW_ASSIGN(check.ok, sortKeysAreCurrent(m_connection));
    if (!check.ok) {
        check.detail =
            QStringLiteral("made by another version of ICU; they are made anew when the workspace is opened");
        return check;
    }
    Faults faults;
    const Collator collator;
    for (const ObjectTypePtr &type : m_dictionary->objects()) {
        for (int i = 0; i < type->fieldCount(); ++i) {
            if (!hasSortKey(*type, i))
                continue;
            const Field &field = type->field(i);
            DW_ASSIGN(Statement read,
                      m_connection.prepare("SELECT \"id\"," + quoted(field.key) + ',' +
                                           quoted(sortColumn(field)) + " FROM " + quoted(type->key())));
            for (;;) {
                DW_ASSIGN(const bool row, read.step());
                if (!row)
                    break;
                const bool fits = read.isNull(1)
                                      ? read.isNull(2)
                                      : !read.isNull(2) && collator.sortKey(read.text(1)) == read.bytes(2);
                if (!fits)
                    faults.add(
                        QStringLiteral("%1.%2 of %3").arg(type->key(), field.key, read.id(0).toString()));
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
    // Of which the content is to be here: on a laptop of what its user has yet to send, for it fetches the
    // rest when it is wanted; elsewhere of all but what is on its way.
    DW_ASSIGN(const qint64 laptop,
              m_connection.integer("SELECT EXISTS(SELECT 1 FROM \"dw:replica\" WHERE key='device')"));
    const QByteArray here =
        laptop != 0 ? "\"uploaded\" IN ('local_only','uploading') AND \"created_by\" IS (SELECT value FROM "
                      "\"dw:replica\" WHERE key='user')"
                    : "ifnull(\"uploaded\",'') NOT IN ('uploading','failed')";
    for (const ObjectTypePtr &type : m_dictionary->objects()) {
        for (const Field &field : type->fields()) {
            const bool fingerprint =
                type->key() == QLatin1String("attachment") && field.key == QLatin1String("sha256");
            if (field.type != FieldType::Blob && !fingerprint)
                continue;
            DW_ASSIGN(Statement read,
                      m_connection.prepare("SELECT " + quoted(field.key) + ",max(" +
                                           (fingerprint ? here : QByteArray("1")) + ") FROM " +
                                           quoted(type->key()) + " WHERE " + quoted(field.key) +
                                           " IS NOT NULL AND \"deleted_at\" IS NULL GROUP BY 1"));
            for (;;) {
                DW_ASSIGN(const bool row, read.step());
                if (!row)
                    break;
                const QByteArray sha256 = QByteArray::fromHex(read.bytes(0).toByteArray());
                const Result<FileDigest> digest = sha256OfFile(m_blobs.pathFor(sha256));
                if (!digest.ok() && read.integer(1) != 0)
                    faults.add(QStringLiteral("%1 is missing").arg(read.text(0)));
                else if (digest.ok() && digest->sha256 != sha256)
                    faults.add(QStringLiteral("%1 was changed").arg(read.text(0)));
            }
        }
    }
    faults.finish(check);
    return check;
}

Result<VerifyCheck> Verifier::sync()
{
    VerifyCheck check = named("sync");
    Faults faults;
    DW_TRY(SyncCheck(m_connection, m_dictionary).run([&](const QString &fault) { faults.add(fault); }));
    faults.finish(check);
    return check;
}

}  // namespace dw::sqlite
