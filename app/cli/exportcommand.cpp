// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exportcommand.h"

#include "app/cli/cliworkspace.h"
#include "core/base/clioptions.h"
#include "core/base/wording.h"
#include "core/exchange/exporter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace dw
{

namespace
{

struct Wanted
{
    Exporter::Request request;
    QString file;
};

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    Wanted wanted;
    DW_ASSIGN(const auto where, options.takeValue(QStringLiteral("--where")));
    DW_ASSIGN(const auto fields, options.takeValue(QStringLiteral("--fields")));
    DW_ASSIGN(const auto sort, options.takeValue(QStringLiteral("--sort")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (rest.size() != 2)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("OBJECT FILE")});
    wanted.request.object = rest[0];
    wanted.file = rest[1];
    wanted.request.where = where.value_or(QString());
    wanted.request.fields = fields.value_or(QString()).split(QLatin1Char(','), Qt::SkipEmptyParts);
    wanted.request.sort = sort.value_or(QString()).split(QLatin1Char(','), Qt::SkipEmptyParts);
    return wanted;
}

QStringList texts(const QString &json)
{
    QStringList all;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue &entry : array)
        all.append(entry.toString());
    return all;
}

// A saved view by its name stands for its object, filter, columns and order.
Result<void> resolveView(CliWorkspace &workspace, Exporter::Request &request)
{
    if (workspace.runner().configuration()->dictionary->find(request.object))
        return {};
    return workspace.read([&](const Reader &reader) -> Result<void> {
        QString name = request.object;
        name.replace(QLatin1Char('"'), QLatin1String("\"\""));
        DW_ASSIGN(const Query query,
                  reader.query(QStringLiteral("saved_view"), QStringLiteral("name = \"%1\"").arg(name), {}));
        DW_ASSIGN(const auto rows, reader.rows(query, 1));
        QList<int> parts;
        for (const QStringView part : {u"object_type", u"filter", u"columns", u"sort"})
            parts.append(query.object->indexOf(part));
        DW_ASSIGN(const QList<Record> views, reader.page(query.object, rows, parts));
        if (views.isEmpty())
            return Error(ErrorCode::NotFound, QStringLiteral("cli.unknown_view"), {request.object});
        const Record &view = views.first();
        request.view = request.object;
        request.object = view.value(u"object_type").text();
        const QString filter = view.value(u"filter").text();
        if (request.where.isEmpty() || filter.isEmpty())
            request.where += filter;
        else
            request.where = QStringLiteral("AND(%1, %2)").arg(filter, request.where);
        if (request.fields.isEmpty())
            request.fields = texts(view.value(u"columns").text());
        if (request.sort.isEmpty())
            request.sort = texts(view.value(u"sort").text());
        return {};
    });
}

}  // namespace

QString ExportCommand::usage() const
{
    return QStringLiteral("export OBJECT|VIEW FILE [--where EXPR] [--fields a,b] [--sort k]");
}

ExitCode ExportCommand::run(const QStringList &arguments, CliContext &context) const
{
    Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::openForExport(context);
    if (!opened.ok())
        return failWith(context, opened.error());
    if (auto resolved = resolveView(**opened, wanted->request); !resolved.ok())
        return failWith(context, resolved.error());
    const Result<ExportReport> report = (*opened)->exporter().run(wanted->request, wanted->file);
    if (!report.ok())
        return failWith(context, report.error());
    if (context.json)
        context.answer({{QStringLiteral("file"), report->file}, {QStringLiteral("rows"), report->rows}});
    else
        context.out << wording(QStringLiteral("cli.exported"), {QString::number(report->rows), report->file})
                    << '\n';
    context.out.flush();
    return ExitCode::Done;
}

}  // namespace dw
