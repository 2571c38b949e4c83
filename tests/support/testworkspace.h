// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/newworkspace.h"

#include <QString>

#include <memory>

namespace dw::test
{

// A workspace in the database that a run of the tests is about: PostgreSQL where the environment says
// DEALWRIGHT_TEST_DATABASE=postgres, else a file. On PostgreSQL each has a database of its own, copied from
// one that was made once in the process. Close what was opened before it ends.
class TestWorkspace
{
public:
    // Starts the server, which ends after everything that is made from here on.
    static bool onPostgres();

    // Its folder, or that of what it keeps beside its database.
    explicit TestWorkspace(QString folder);
    ~TestWorkspace();
    TestWorkspace(const TestWorkspace &) = delete;
    TestWorkspace &operator=(const TestWorkspace &) = delete;

    // As createStandaloneWorkspace().
    Result<void> create(const Workspace::NewWorkspace &options, const WorkspaceOwner &owner,
                        const Clock &clock, IdGenerator &ids);
    // For writing.
    Result<std::unique_ptr<Workspace>> open(const DictionaryPtr &dictionary, const Clock &clock,
                                            IdGenerator &ids) const;
    // Changes what is stored, past the store: where both databases take the same SQL.
    Result<void> execute(const QByteArray &sql) const;

    // --- on PostgreSQL alone; neither is open ---
    // In place of what it is, what the other one is.
    Result<void> copy(const TestWorkspace &other);
    // The same, and the other one is nothing any more: a copy is a thousand files.
    void take(TestWorkspace &other);
    // Copies of it are made often: a database that had one of them is emptied and filled again, which takes
    // a tenth of making it.
    Result<void> becomeTemplate();

private:
    void drop();
    Result<bool> refill(const QString &database) const;

    const QString m_folder;
    QString m_database;  // PostgreSQL's name of it
    QString m_template;  // whose copy it is, or itself
    Id m_id;
};

}  // namespace dw::test
