// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/searchcommand.h"

#include "app/cli/cliworkspace.h"
#include "app/cli/tableanswer.h"
#include "core/base/clioptions.h"

#include <QJsonObject>

#include <algorithm>

namespace dw
{

namespace
{

// Per object; more nobody reads.
constexpr qint64 MostHits = 100000;

}  // namespace

QString SearchCommand::usage() const
{
    return QStringLiteral("search TEXT [--limit n]");
}

ExitCode SearchCommand::run(const QStringList &arguments, CliContext &context) const
{
    CliOptions options(arguments);
    const auto limit = options.takeNumber(QStringLiteral("--limit"), 1);
    const auto rest = options.rest();
    if (!limit.ok() || !rest.ok() || rest->size() != 1) {
        context.complain(!limit.ok()  ? limit.error()
                         : !rest.ok() ? rest.error()
                                      : Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"),
                                              {QStringLiteral("TEXT")}));
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    QJsonArray rows;
    const Result<void> done = (*opened)->read([&](const Reader &reader) -> Result<void> {
        DW_ASSIGN(const QList<SearchHit> hits,
                  reader.search(rest->first(), {}, int(std::min<qint64>(limit->value_or(8), MostHits))));
        for (const SearchHit &hit : hits) {
            rows.append(QJsonObject{{QStringLiteral("object"), hit.record.object},
                                    {QStringLiteral("id"), hit.record.id.toString()},
                                    {QStringLiteral("title"), hit.title},
                                    {QStringLiteral("field"), hit.field}});
        }
        return {};
    });
    if (!done.ok())
        return failWith(context, done.error());
    if (context.json) {
        context.answer({{QStringLiteral("rows"), rows}});
    } else {
        answerTable(context,
                    {QStringLiteral("object"), QStringLiteral("title"), QStringLiteral("field"),
                     QStringLiteral("id")},
                    rows, context.clock.now());
    }
    return ExitCode::Done;
}

}  // namespace dw
