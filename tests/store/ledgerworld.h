// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/idgenerator.h"
#include "core/store/ledger.h"

#include <QTest>

#include <memory>
#include <optional>

namespace dw::test
{

enum class Database { Sqlite, Postgres };

// An empty ledger, a writer's and a reader's, and the writer's transactions.
class LedgerWorld
{
public:
    virtual ~LedgerWorld() = default;
    static std::unique_ptr<LedgerWorld> make(Database database);

    virtual Ledger &ledger() = 0;
    virtual Ledger &reader() = 0;  // another connection, in no transaction
    virtual Result<void> beginRead() = 0;
    virtual IdGenerator &ids() = 0;

    virtual Result<void> begin() = 0;
    virtual Result<void> commit() = 0;
    virtual void rollback() = 0;
    virtual Result<void> setMark() = 0;
    virtual Result<void> backToMark() = 0;
    // Empties it: a new one for each case of a property takes too long.
    virtual Result<void> clear() = 0;
    virtual qint64 rowsOf(const char *table) = 0;

    RecordRef ref(const char *object = "company") { return {QString::fromLatin1(object), ids().next()}; }
    // In a transaction of its own.
    template <typename Work>
    void writing(Work work)
    {
        QVERIFY(begin().ok());
        work();
        QVERIFY(commit().ok());
    }
    // A commit that touches these.
    void commitOf(const QList<std::pair<RecordRef, std::optional<LedgerPlacement>>> &touched);
};

}  // namespace dw::test

Q_DECLARE_METATYPE(dw::test::Database)
