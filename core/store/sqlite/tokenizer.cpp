// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/tokenizer.h"

#include "core/base/text/searchtokens.h"

#include <sqlite3.h>

namespace dw::sqlite
{

namespace
{

// The tokenizer has no state; FTS5 wants a handle that is not null.
int handleTarget = 0;

int create(void *, const char **, int, Fts5Tokenizer **out)
{
    *out = reinterpret_cast<Fts5Tokenizer *>(&handleTarget);
    return SQLITE_OK;
}

void destroy(Fts5Tokenizer *) {}

int tokenize(Fts5Tokenizer *, void *context, int flags, const char *text, int size,
             int (*sink)(void *, int, const char *, int, int, int))
{
    const TokenUse use = (flags & FTS5_TOKENIZE_QUERY) ? TokenUse::Query : TokenUse::Index;
    int code = SQLITE_OK;
    SearchTokens::split(QByteArrayView(text, text ? size : 0), use, [&](const SearchToken &token) {
        code = sink(context, token.place == TokenPlace::Colocated ? FTS5_TOKEN_COLOCATED : 0,
                    token.text.data(), int(token.text.size()), int(token.start), int(token.end));
        return code == SQLITE_OK;
    });
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

}  // namespace

Result<void> registerTokenizer(sqlite3 *connection)
{
    fts5_api *api = nullptr;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    fts5_tokenizer tokenizer{create, destroy, tokenize};
    if (!api || api->xCreateTokenizer(api, "dealwright", nullptr, &tokenizer, nullptr) != SQLITE_OK)
        return Error(ErrorCode::Internal, QStringLiteral("store.internal"), {}, QStringLiteral("no FTS5"));
    return {};
}

}  // namespace dw::sqlite
