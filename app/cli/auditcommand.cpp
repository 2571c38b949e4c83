// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/auditcommand.h"

#include "app/cli/cliworkspace.h"
#include "app/cli/tableanswer.h"
#include "core/base/clioptions.h"
#include "core/reading/clockcheck.h"
#include "core/reading/exportsearch.h"
#include "core/reading/readsearch.h"
#include "core/rules/decidingtime.h"
#include "core/sync/proventimes.h"

#include <QJsonObject>

#include <algorithm>

namespace dw
{

namespace
{

constexpr qint64 MostLines = 1000000;

struct Wanted
{
    RecordRef record;  // null id = every record
    int limit = 0;
    std::optional<QByteArray> sha256;  // of a file that was exported: its lines alone
    std::optional<ReadSearch::Wanted> reads;
};

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    DW_ASSIGN(const auto object, options.takeValue(QStringLiteral("--object")));
    DW_ASSIGN(const auto id, options.takeValue(QStringLiteral("--id")));
    DW_ASSIGN(const auto limit, options.takeNumber(QStringLiteral("--limit"), 1));
    DW_ASSIGN(const auto file, options.takeValue(QStringLiteral("--file")));
    DW_ASSIGN(const auto sha256, options.takeValue(QStringLiteral("--sha256")));
    const bool reads = options.takeFlag(QStringLiteral("--reads"));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    if (reads && (file || sha256))
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {QStringLiteral("--reads")});
    if (reads) {
        Wanted wanted;
        wanted.limit = int(std::min(limit.value_or(100), MostLines));
        DW_ASSIGN(wanted.reads,
                  ReadSearch::wanted(object.value_or(QString()), id.value_or(QString()), wanted.limit));
        return wanted;
    }
    if (object.has_value() != id.has_value())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_option"),
                     {object ? QStringLiteral("--object") : QStringLiteral("--id"),
                      object ? QStringLiteral("--id") : QStringLiteral("--object")});
    if ((file || sha256) && (id || (file && sha256)))
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"),
                     {id ? QStringLiteral("--id") : QStringLiteral("--sha256")});
    Wanted wanted;
    if (file || sha256) {
        DW_ASSIGN(wanted.sha256, ExportSearch::fingerprint(file, sha256));
    }
    wanted.limit = int(std::min(limit.value_or(100), MostLines));
    if (!id)
        return wanted;
    const std::optional<Id> record = Id::fromString(*id);
    if (!record || record->isNull())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {*id, QStringLiteral("--id")});
    wanted.record = {*object, *record};
    return wanted;
}

// A read of its own: it may not wait for one on the same thread.
Result<QHash<Id, Instant>> proofsOf(Workspace &workspace, const QList<AuditRecord> &lines)
{
    QList<Id> received;
    for (const AuditRecord &line : lines) {
        if (line.entry.receivedAt)
            received.append(line.entry.transaction);
    }
    Result<QHash<Id, Instant>> known = QHash<Id, Instant>();
    workspace.readNow([&](ReadSession &session) { known = ProvenTimes::of(session, received); });
    return known;
}

}  // namespace

QString AuditCommand::usage() const
{
    return QStringLiteral(
        "audit [--object OBJECT --id ID | --reads [--object OBJECT [--id ID]] | "
        "--file FILE | --sha256 HEX] [--limit n]");
}

ExitCode AuditCommand::run(const QStringList &arguments, CliContext &context) const
{
    const Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return wanted.error().code == ErrorCode::Invalid ? ExitCode::Usage : ExitCode::Failed;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    QList<AuditRecord> lines;
    QHash<RecordRef, QString> titles;
    const Result<void> read = (*opened)->read([&](const Reader &reader) -> Result<void> {
        if (wanted->reads) {
            DW_ASSIGN(lines, ReadSearch(reader).lines(*wanted->reads));
        } else if (wanted->sha256) {
            DW_ASSIGN(lines, ExportSearch(reader).linesOf(*wanted->sha256, wanted->limit));
        } else if (wanted->record.id.isNull()) {
            DW_ASSIGN(lines, reader.auditTrail(wanted->limit));
        } else {
            DW_ASSIGN(lines, reader.history(wanted->record, wanted->limit));
        }
        QList<RecordRef> people;
        for (const AuditRecord &line : std::as_const(lines))
            people.append({QStringLiteral("user"), line.entry.user});
        DW_ASSIGN(titles, reader.titles(people));
        return {};
    });
    if (!read.ok())
        return failWith(context, read.error());
    const auto proofs = proofsOf((*opened)->workspace(), lines);
    if (!proofs.ok())
        return failWith(context, proofs.error());
    QJsonArray rows;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const AuditRecord &line = lines[i];
        QJsonObject row({{QStringLiteral("at"), line.entry.at.toIso()},
                         {QStringLiteral("user"), titles.value({QStringLiteral("user"), line.entry.user})},
                         {QStringLiteral("command"), line.entry.command},
                         {QStringLiteral("object"), line.entry.record.object},
                         {QStringLiteral("id"), line.entry.record.id.toString()},
                         {QStringLiteral("fields"), QJsonArray::fromStringList(line.fields)},
                         {QStringLiteral("values"), line.entry.values},
                         {QStringLiteral("note"), line.entry.note},
                         {QStringLiteral("erased"), line.erased}});
        if (line.entry.receivedAt) {
            row.insert(QStringLiteral("received"), line.entry.receivedAt->toIso());
            const auto proven = proofs->constFind(line.entry.transaction);
            if (proven != proofs->cend())
                row.insert(QStringLiteral("proven"), proven->toIso());
            row.insert(QStringLiteral("decides"),
                       decidingTime(line.entry.at, line.entry.receivedAt,
                                    proven != proofs->cend() ? std::optional(*proven) : std::nullopt)
                           .toIso());
        }
        // The newest comes first.
        if (i + 1 < lines.size() && wasClockSetBack(line, lines[i + 1]))
            row.insert(QStringLiteral("clock_set_back"), true);
        rows.append(row);
    }
    QStringList columns{QStringLiteral("at"),     QStringLiteral("user"), QStringLiteral("command"),
                        QStringLiteral("object"), QStringLiteral("id"),   QStringLiteral("fields"),
                        QStringLiteral("note")};
    const bool sent = std::any_of(rows.begin(), rows.end(), [](const QJsonValue &row) {
        return row.toObject().contains(QLatin1String("received"));
    });
    if (sent)
        columns.insert(1, QStringLiteral("received"));
    answerTable(context, columns, rows, context.clock.now());
    return ExitCode::Done;
}

}  // namespace dw
