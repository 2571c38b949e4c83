// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"

#include <QByteArray>

#include <functional>

namespace dw::sqlite
{

class Connection;

// What a laptop keeps of its server and a server of its laptops (replica.h, ledger.h), against itself and the
// records, as verify asks.
class SyncCheck
{
public:
    using Report = std::function<void(const QString &)>;
    SyncCheck(Connection &connection, DictionaryPtr dictionary);

    // False: the workspace has joined no server and serves nobody.
    Result<bool> applies() const;
    // Tells each fault.
    Result<void> run(const Report &report) const;

private:
    Result<void> outbox(const Report &report) const;
    Result<void> bases(const Report &report) const;
    Result<void> roots(const Report &report) const;
    Result<void> commits(const Report &report) const;
    Result<void> members(const Report &report) const;
    // Reports `fault` with the first column in place of %1 for each row: an id where it is a blob, else text.
    Result<void> each(const QByteArray &sql, const QString &fault, const Report &report) const;

    Connection &m_connection;
    DictionaryPtr m_dictionary;
};

}  // namespace dw::sqlite
