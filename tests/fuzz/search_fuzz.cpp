// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/searchquery.h"
#include "core/store/sqlite/tokenizer.h"

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <memory>

// Whatever is typed, the expression made of it is one that FTS5 takes; and whatever is indexed can be taken
// out again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace dw::sqlite;
    static const auto connection = [] {
        sqlite3 *made = nullptr;
        if (sqlite3_open(":memory:", &made) != SQLITE_OK || !registerTokenizer(made).ok() ||
            sqlite3_exec(made,
                         "CREATE VIRTUAL TABLE s USING fts5(\"f:name\", \"p:name\", content='', "
                         "tokenize='dealwright')",
                         nullptr, nullptr, nullptr) != SQLITE_OK)
            __builtin_trap();
        return std::unique_ptr<sqlite3, decltype(&sqlite3_close)>(made, sqlite3_close);
    }();
    const auto run = [](const char *sql, const QByteArray &text) {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(connection.get(), sql, -1, &statement, nullptr) != SQLITE_OK)
            __builtin_trap();
        sqlite3_bind_text(statement, 1, text.constData(), int(text.size()), SQLITE_TRANSIENT);
        int code = SQLITE_ROW;
        while (code == SQLITE_ROW)
            code = sqlite3_step(statement);
        if (code != SQLITE_DONE)
            __builtin_trap();
        sqlite3_finalize(statement);
    };
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    run("INSERT INTO s(rowid, \"f:name\") VALUES(1, ?1)", bytes);
    for (const QString &text : {QString::fromUtf8(bytes), QString::fromLatin1(bytes)}) {
        const SearchQuery query(text);
        if (query.isEmpty())
            continue;
        for (const QString &match :
             {query.expression({QStringLiteral("f:name")}, {QStringLiteral("p:name")}),
              query.atBeginning({QStringLiteral("f:name")}, {QStringLiteral("p:name")})})
            run("SELECT rowid FROM s WHERE s MATCH ?1", match.toUtf8());
    }
    run("INSERT INTO s(s, rowid, \"f:name\") VALUES('delete', 1, ?1)", bytes);
    run("INSERT INTO s(s) SELECT 'integrity-check' WHERE ?1 IS NOT NULL", bytes);
    return 0;
}
