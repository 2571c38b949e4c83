// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticket.h"
#include "core/dictionary/dictionary.h"
#include "core/store/blobstore.h"
#include "core/store/workspace.h"

#include <QList>

namespace dw::sqlite
{

class Connection;

// The checks of Workspace::verify, on a connection of its own, over one snapshot: "integrity" (SQLite's own),
// "references" (every id in a reference field or link table has its record, every stage is of the record's
// pipeline), "audit_chain", "search_index"
// (against the rows), "summaries" (against the rows), "computed" (what formulas and roll-ups stored
// against what they give), "sort_keys" (made by this ICU), "attachments" (every
// file that a live record names is there and has its content), "sync" (what a joined laptop and a server keep
// of each other; absent where there is none).
class Verifier
{
public:
    Verifier(Connection &connection, DictionaryPtr dictionary, const BlobStore &blobs);

    // Cancelled when the ticket says so; storage errors other than damage end it.
    Result<QList<VerifyCheck>> run(const Ticket &ticket);

private:
    VerifyCheck integrity();
    Result<VerifyCheck> references();
    Result<VerifyCheck> auditChain();
    Result<VerifyCheck> searchIndex();
    Result<VerifyCheck> summaries();
    Result<VerifyCheck> computed();
    Result<VerifyCheck> sortKeys();
    Result<VerifyCheck> attachments();
    Result<VerifyCheck> sync();

    Connection &m_connection;
    DictionaryPtr m_dictionary;
    const BlobStore &m_blobs;
    Ticket m_ticket;
};

// Meta key of the collator that made the sort keys, and whether it is this program's.
extern const char CollatorKey[];
Result<bool> sortKeysAreCurrent(Connection &connection);

}  // namespace dw::sqlite
