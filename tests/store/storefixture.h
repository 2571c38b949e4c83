// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/dictionary/dictionary.h"
#include "core/records/record.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/sqlitesession.h"
#include "core/store/workspace.h"

#include <QTemporaryDir>

#include <memory>

namespace dw::test
{

// A small dictionary with every field type: company (with every type), person (child of company), user, team,
// exchange_rate. `extra` fields are appended to company.
DictionaryPtr storeDictionary(const QList<Field> &extra = {});
Field makeField(const char *key, FieldType type);

// A file with the schema of storeDictionary() and one writing session on it, in a folder of its own.
class StoreFixture
{
public:
    StoreFixture();

    QString file() const { return m_folder.filePath(QStringLiteral("workspace.db")); }
    sqlite::SqliteSession &session() { return *m_session; }
    sqlite::Connection &connection() { return *m_connection; }
    const DictionaryPtr &dictionary() const { return m_dictionary; }
    ObjectTypePtr type(const char *key) const { return m_dictionary->find(QString::fromLatin1(key)); }
    IdGenerator &ids() { return m_ids; }
    FixedClock &clock() { return m_clock; }
    WorkspaceInfo info() const { return m_info; }

    // In a transaction of its own.
    Result<void> apply(const ChangeSet &changes);
    Record company(const QString &name);
    // As the program left it that knew no newer schema than this one (1 to 4).
    Result<void> backToVersion(int version);
    // Empties the tables of replica and ledger: a new file for each case of a property takes too long.
    Result<void> clearSync();

private:
    QTemporaryDir m_folder;
    FixedClock m_clock;
    IdGenerator m_ids;
    DictionaryPtr m_dictionary;
    WorkspaceInfo m_info;
    std::unique_ptr<sqlite::Connection> m_connection;
    std::unique_ptr<sqlite::SqliteSession> m_session;
};

}  // namespace dw::test
