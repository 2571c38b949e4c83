// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticket.h"
#include "core/dictionary/dictionary.h"
#include "core/store/postgres/blobrows.h"
#include "core/store/sql/dialect.h"
#include "core/store/workspace.h"

#include <QList>

#include <functional>

namespace dw::postgres
{

class Connection;

// The checks of Workspace::verify in a schema, over the connection's snapshot: "references" (every id in a
// reference field or link table has its record, every stage is of the record's pipeline), "audit_chain",
// "sort_keys" (made by this ICU), "attachments" (the content of every file that a live record names, as its
// fingerprint says), "sync" (the ledger against itself and the rows). The pages of the database are its own
// affair.
class Verifier
{
public:
    Verifier(Connection &connection, const Id &workspace, DictionaryPtr dictionary, BlobRows &blobs);

    // Cancelled when the ticket says so.
    Result<QList<VerifyCheck>> run(const Ticket &ticket);

private:
    Result<VerifyCheck> references();
    Result<VerifyCheck> auditChain();
    Result<VerifyCheck> sortKeys();
    Result<VerifyCheck> attachments();
    Result<VerifyCheck> sync();

    using Report = std::function<void(const QString &)>;
    // Reports `fault` with the first column in place of %1 for each row: an id where it is one, else text.
    // {x} in the condition of `sql` stands for the rows of this workspace in the table that is called x
    // there.
    Result<void> each(const QByteArray &sql, const QString &fault, const Report &report);
    Result<void> commits(const Report &report);
    Result<void> members(const Report &report);

    Connection &m_connection;
    const Id m_workspace;
    const QByteArray m_own;
    const sql::Dialect m_dialect;
    const DictionaryPtr m_dictionary;
    BlobRows &m_blobs;
};

}  // namespace dw::postgres
