// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/importcommand.h"

#include "app/cli/cliworkspace.h"
#include "core/base/clioptions.h"
#include "core/base/wording.h"
#include "core/exchange/files/csvdelimiter.h"
#include "core/exchange/headermatcher.h"
#include "core/exchange/importengine.h"
#include "core/exchange/tablesource.h"

#include <QJsonObject>

#include <algorithm>

namespace dw
{

namespace
{

struct Wanted
{
    QString object;
    QString file;
    QString map;
    bool acceptIncomplete = false;
    ImportEngine::Options options;
};

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    Wanted wanted;
    wanted.options.dryRun = options.takeFlag(QStringLiteral("--dry-run"));
    wanted.acceptIncomplete = options.takeFlag(QStringLiteral("--accept-incomplete"));
    DW_ASSIGN(const auto map, options.takeValue(QStringLiteral("--map")));
    DW_ASSIGN(const auto match, options.takeValue(QStringLiteral("--match")));
    DW_ASSIGN(const auto duplicates, options.takeValue(QStringLiteral("--on-duplicate")));
    DW_ASSIGN(const auto rejects, options.takeValue(QStringLiteral("--rejects")));
    DW_ASSIGN(const auto headerRow, options.takeValue(QStringLiteral("--header-row")));
    DW_ASSIGN(const auto charset, options.takeValue(QStringLiteral("--charset")));
    DW_ASSIGN(const auto delimiter, options.takeValue(QStringLiteral("--delimiter")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (rest.size() != 2)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("OBJECT FILE")});
    wanted.object = rest[0];
    wanted.file = rest[1];
    wanted.map = map.value_or(QString());
    wanted.options.match = match.value_or(QString()).split(QLatin1Char(','), Qt::SkipEmptyParts);
    wanted.options.rejectsFile = rejects.value_or(QString());
    bool counted = true;
    if (headerRow)
        wanted.options.table.headerRow = headerRow->toLongLong(&counted);
    if (!counted || (headerRow && wanted.options.table.headerRow < 1))
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"),
                     {*headerRow, QStringLiteral("--header-row")});
    if (charset)
        wanted.options.table.stated.charset = charset->toUtf8();
    if (delimiter) {
        wanted.options.table.stated.delimiter = delimiterOf(*delimiter);
        if (!wanted.options.table.stated.delimiter)
            return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"),
                         {*delimiter, QStringLiteral("--delimiter")});
    }
    using OnDuplicate = ImportRecords::OnDuplicate;
    if (duplicates == QLatin1String("skip"))
        wanted.options.onDuplicate = OnDuplicate::Skip;
    else if (duplicates == QLatin1String("update"))
        wanted.options.onDuplicate = OnDuplicate::Update;
    else if (duplicates == QLatin1String("create"))
        wanted.options.onDuplicate = OnDuplicate::Create;
    else if (duplicates)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"),
                     {*duplicates, QStringLiteral("--on-duplicate")});
    return wanted;
}

// Without a map file the columns are matched by their heads and values, as the import screen proposes it.
Result<ImportMapping> mappingFor(const Wanted &wanted, CliWorkspace &workspace, Language language)
{
    if (!wanted.map.isEmpty()) {
        DW_ASSIGN(ImportMapping mapping, ImportMapping::read(wanted.map));
        if (mapping.object != wanted.object)
            return Error(ErrorCode::Invalid, QStringLiteral("cli.map_of_other_object"),
                         {wanted.map, mapping.object, wanted.object});
        return mapping;
    }
    const DictionaryPtr dictionary = workspace.runner().configuration()->dictionary;
    const ObjectTypePtr object = dictionary->find(wanted.object);
    if (!object)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {wanted.object});
    DW_ASSIGN(const HeaderMatcher matcher, HeaderMatcher::create(dictionary));
    DW_ASSIGN(TableSource source, TableSource::open(wanted.file, wanted.options.table));
    constexpr int sampleRows = 200;
    QList<Row> sample;
    Row row;
    while (sample.size() < sampleRows) {
        DW_ASSIGN(const bool there, source.next(row));
        if (!there)
            break;
        sample.append(row);
    }
    const ImportMapping mapping =
        HeaderMatcher::mapping(object, matcher.propose(object, source.header(), sample));
    const bool fits = std::any_of(mapping.columns.begin(), mapping.columns.end(),
                                  [](const auto &column) { return !column.targets.isEmpty(); });
    if (!fits)
        return Error(
            ErrorCode::Invalid, QStringLiteral("cli.no_column_fits"),
            {wanted.file, object->label().in(language), source.header().join(QLatin1String(", ")).left(400)});
    return mapping;
}

void answer(const CliContext &context, const ImportReport &report)
{
    const ImportCounts &counts = report.counts;
    if (context.json) {
        QJsonObject json{
            {QStringLiteral("batch"), report.batch.isNull() ? QJsonValue() : report.batch.toString()},
            {QStringLiteral("total"), counts.total},
            {QStringLiteral("created"), counts.created},
            {QStringLiteral("updated"), counts.updated},
            {QStringLiteral("unchanged"), counts.unchanged},
            {QStringLiteral("rejected"), counts.rejected},
            {QStringLiteral("incomplete"), counts.incomplete},
            {QStringLiteral("dry_run"), report.dryRun}};
        if (!report.charset.isEmpty())
            json.insert(QStringLiteral("read_as"),
                        QJsonObject{{QStringLiteral("charset"), report.charset},
                                    {QStringLiteral("delimiter"), report.delimiter},
                                    {QStringLiteral("certainty"), report.certainty}});
        if (report.waiting > 0)
            json.insert(QStringLiteral("waiting"), report.waiting);
        context.answer(json);
        return;
    }
    context.out << wording(QStringLiteral("cli.imported"),
                           {QString::number(counts.total), QString::number(counts.created),
                            QString::number(counts.updated), QString::number(counts.unchanged),
                            QString::number(counts.rejected), QString::number(counts.incomplete)})
                << '\n';
    for (const FileFinding &note : report.notes) {
        const QString text = wording(note.key, note.arguments);
        context.out << (note.row > 0
                            ? wording(QStringLiteral("cli.rejected_row"), {QString::number(note.row), text})
                            : text)
                    << '\n';
    }
    context.out.flush();
}

// Without a map file nobody has said what becomes of a name that is no record.
void tellGuesses(const CliContext &context, const ImportMapping &mapping, const Dictionary &dictionary)
{
    const ObjectTypePtr object = dictionary.find(mapping.object);
    for (const ImportMapping::Column &column : mapping.columns) {
        for (const ImportTarget &target : column.targets) {
            const Field *field = object ? object->find(target.field) : nullptr;
            if (field && target.missing == MissingReference::Empty)
                context.out << wording(QStringLiteral("cli.left_empty"),
                                       {column.header, field->label.in(context.language)})
                            << '\n';
        }
    }
    context.out.flush();
}

// "Phone: ..." of the column "Phone" need not say so twice.
bool namesColumn(const ImportReject &reject)
{
    return reject.reason.startsWith(reject.column + QLatin1Char(':')) ||
           reject.reason.startsWith(reject.column + QStringLiteral("：")) ||
           reject.reason.startsWith(reject.column + QLatin1Char(' '));
}

void tellRejects(const CliContext &context, const ImportReport &report)
{
    for (const ImportReject &reject : report.rejects) {
        const QString row = QString::number(reject.row);
        context.complain(reject.column.isEmpty() || namesColumn(reject)
                             ? wording(QStringLiteral("cli.rejected_row"), {row, reject.reason})
                             : wording(QStringLiteral("cli.rejected"), {row, reject.column, reject.reason}));
    }
    if (const qint64 more = report.counts.rejected - report.rejects.size(); more > 0)
        context.complain(wording(QStringLiteral("cli.rejected_more"), {QString::number(more)}));
}

}  // namespace

QString ImportCommand::usage() const
{
    return QStringLiteral(
        "import OBJECT FILE [--map FILE] [--match KEY,..] [--on-duplicate skip|update|create] "
        "[--header-row N] [--charset NAME] [--delimiter C|tab|space|none] [--accept-incomplete] [--dry-run] "
        "[--rejects FILE]");
}

ExitCode ImportCommand::run(const QStringList &arguments, CliContext &context) const
{
    const Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadWrite);
    if (!opened.ok())
        return failWith(context, opened.error());
    Result<ImportMapping> mapping = mappingFor(*wanted, **opened, context.language);
    if (!mapping.ok())
        return failWith(context, mapping.error());
    mapping->acceptIncomplete = mapping->acceptIncomplete || wanted->acceptIncomplete;
    ImportEngine engine((*opened)->runner(), (*opened)->actor(), context.language);
    const Result<ImportReport> report = engine.run(wanted->file, *mapping, wanted->options);
    if (!report.ok())
        return failWith(context, report.error());
    answer(context, *report);
    if (wanted->map.isEmpty() && !context.json)
        tellGuesses(context, *mapping, *(*opened)->runner().configuration()->dictionary);
    if (report->counts.rejected == 0)
        return ExitCode::Done;
    if (!wanted->options.rejectsFile.isEmpty())
        return ExitCode::Done;
    tellRejects(context, *report);
    return ExitCode::Failed;
}

}  // namespace dw
