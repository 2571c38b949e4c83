// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/tokenizer.h"

#include "core/base/text/searchtokens.h"

#include <sqlite3.h>

#include <utility>

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
    QByteArrayView input(text, text ? size : 0);
    const bool query = (flags & FTS5_TOKENIZE_QUERY) != 0;
    const bool marked = query && input.startsWith(BeginningMark);
    if (marked)
        input = input.sliced(1);
    bool first = true;
    int code = SQLITE_OK;
    const auto give = [&](QByteArrayView token, int how, const SearchToken &at) {
        code = sink(context, how, token.data(), int(token.size()), int(at.start), int(at.end));
        return code == SQLITE_OK;
    };
    SearchTokens::split(input, query ? TokenUse::Query : TokenUse::Index, [&](const SearchToken &token) {
        const int how = token.place == TokenPlace::Colocated ? FTS5_TOKEN_COLOCATED : 0;
        if (!std::exchange(first, false) || (query && !marked))
            return give(token.text, how, token);
        const QByteArray atBeginning = BeginningMark + token.text.toByteArray();
        if (marked)
            return give(atBeginning, 0, token);
        return give(token.text, how, token) && give(atBeginning, FTS5_TOKEN_COLOCATED, token);
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
