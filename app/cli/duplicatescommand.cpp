// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/duplicatescommand.h"

#include "app/cli/cliworkspace.h"
#include "app/cli/tableanswer.h"
#include "core/base/clioptions.h"
#include "core/base/wording.h"
#include "core/matching/reasontext.h"
#include "core/reading/duplicatepairs.h"

#include <QJsonObject>

#include <algorithm>
#include <limits>

namespace dw
{

namespace
{

constexpr qint64 MostScore = 100;

struct Wanted
{
    QString object;
    int minScore = AskedScore;
    qsizetype limit = -1;  // all
};

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    Wanted wanted;
    DW_ASSIGN(const auto score, options.takeNumber(QStringLiteral("--min-score"), 0));
    DW_ASSIGN(const auto limit, options.takeNumber(QStringLiteral("--limit"), 0));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (rest.size() != 1)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("OBJECT")});
    if (score.value_or(0) > MostScore)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"),
                     {QString::number(*score), QStringLiteral("--min-score")});
    wanted.object = rest.first();
    wanted.minScore = int(score.value_or(wanted.minScore));
    wanted.limit = qsizetype(std::min<qint64>(limit.value_or(wanted.limit), std::numeric_limits<int>::max()));
    return wanted;
}

QJsonObject reference(const Id &id, const QString &title)
{
    return {{QStringLiteral("id"), id.toString()}, {QStringLiteral("title"), title}};
}

QJsonArray reasons(const ObjectType &object, const MatchScore &match, Language language)
{
    QJsonArray all;
    for (const MatchReason &reason : match.reasons) {
        all.append(QJsonObject{{QStringLiteral("key"), reason.key},
                               {QStringLiteral("arguments"), QJsonArray::fromStringList(reason.arguments)},
                               {QStringLiteral("points"), reason.points},
                               {QStringLiteral("text"), reasonText(object, reason, language)}});
    }
    return all;
}

QString reasonLine(const ObjectType &object, const MatchScore &match, Language language)
{
    QStringList texts;
    for (const MatchReason &reason : match.reasons)
        texts.append(reasonText(object, reason, language));
    return texts.join(QLatin1String("; "));
}

// What was left out is said, and for programs too.
QJsonArray tellCapped(const CliContext &context, const ObjectType &object, const QList<CappedBlock> &capped)
{
    QJsonArray all;
    for (const CappedBlock &block : capped) {
        const QString by = block.field.isEmpty()
                               ? wording(block.key)
                               : object.field(object.indexOf(block.field)).label.in(context.language);
        context.complain(wording(QStringLiteral("match.capped"), {by, QString::number(block.profiles)}));
        all.append(QJsonObject{{QStringLiteral("key"), block.key},
                               {QStringLiteral("field"), block.field},
                               {QStringLiteral("records"), block.profiles}});
    }
    return all;
}

}  // namespace

QString DuplicatesCommand::usage() const
{
    return QStringLiteral("duplicates OBJECT [--min-score N] [--limit n]");
}

ExitCode DuplicatesCommand::run(const QStringList &arguments, CliContext &context) const
{
    const Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    QJsonArray rows, capped;
    const Result<void> done = (*opened)->read([&](const Reader &reader) -> Result<void> {
        DW_ASSIGN(const DuplicatePairs found,
                  duplicatePairs(reader, wanted->object, wanted->minScore, wanted->limit));
        DW_ASSIGN(const ObjectTypePtr object, reader.object(wanted->object));
        capped = tellCapped(context, *object, found.capped);
        for (const DuplicatePair &pair : found.pairs) {
            QJsonObject row{{QStringLiteral("score"), pair.match.score}};
            if (context.json) {
                row.insert(QStringLiteral("reasons"), reasons(*object, pair.match, context.language));
                row.insert(QStringLiteral("one"), reference(pair.one, pair.oneTitle));
                row.insert(QStringLiteral("other"), reference(pair.other, pair.otherTitle));
            } else {
                row.insert(QStringLiteral("reasons"), reasonLine(*object, pair.match, context.language));
                row.insert(QStringLiteral("one"), pair.oneTitle);
                row.insert(QStringLiteral("one_id"), pair.one.toString());
                row.insert(QStringLiteral("other"), pair.otherTitle);
                row.insert(QStringLiteral("other_id"), pair.other.toString());
            }
            rows.append(row);
        }
        return {};
    });
    if (!done.ok())
        return failWith(context, done.error());
    answerTable(context,
                {QStringLiteral("score"), QStringLiteral("reasons"), QStringLiteral("one"),
                 QStringLiteral("other"), QStringLiteral("one_id"), QStringLiteral("other_id")},
                rows, context.clock.now(), {{QStringLiteral("capped"), capped}});
    return ExitCode::Done;
}

}  // namespace dw
