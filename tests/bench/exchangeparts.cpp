// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/exporter.h"
#include "core/exchange/importengine.h"
#include "tests/bench/customerfile.h"
#include "tests/bench/parts.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace dw::bench
{

namespace
{

constexpr int MostRows = 50'000;
constexpr int Columns = 20;

}  // namespace

Measures importPart(PartContext &context)
{
    const int rows = std::min(MostRows, context.options.scale);
    const QString path = context.options.workspace + QStringLiteral("-import.csv");
    if (!writeCustomers(path, rows, context.random))
        qFatal("cannot write %s", qPrintable(path));
    ui::UiContext &ui = context.desktop.ui();
    const Result<ImportMapping> mapping = customerMapping(path, ui.configuration()->dictionary);
    if (!mapping.ok())
        qFatal("no mapping: %s", qPrintable(mapping.error().key));
    qsizetype mapped = 0;
    for (const ImportMapping::Column &column : mapping->columns)
        mapped += column.targets.isEmpty() ? 0 : 1;
    Measure import;
    import.key = QStringLiteral("import");
    import.what = QStringLiteral("import CSV with mapping, validation and duplicate check");
    import.unit = QStringLiteral("rows/s");
    import.budget = 20'000;
    import.better = Measure::Better::Higher;
    QElapsedTimer timer;
    timer.start();
    ImportEngine engine(ui.commands, ui.actor(), ui.language);
    const Result<ImportReport> report = engine.run(path, *mapping, {});
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    QFile::remove(path);
    if (!report.ok())
        qFatal("import: %s", qPrintable(report.error().key));
    import.samples = {double(report->counts.created) / seconds};
    import.note = QStringLiteral("%1 of %2 rows, %3 columns, peak memory %4 MB")
                      .arg(report->counts.created)
                      .arg(rows)
                      .arg(mapped)
                      .arg(kilobytes("status", "VmHWM:") / 1024);
    return {import};
}

// The argument says which deals: a small part of them or all, so that the peaks can be compared.
Measures exportPart(PartContext &context)
{
    ui::UiContext &ui = context.desktop.ui();
    const bool all = context.options.argument == QLatin1String("all");
    Exporter::Request request;
    request.object = QStringLiteral("opportunity");
    if (!all)
        request.where = QStringLiteral("owner_id = CURRENTUSER()");
    const ObjectTypePtr object = ui.configuration()->dictionary->find(request.object);
    for (const QStringView key : {QStringView(u"opp_no"),           QStringView(u"name"),
                                  QStringView(u"account_id"),       QStringView(u"primary_contact_id"),
                                  QStringView(u"owner_id"),         QStringView(u"team_id"),
                                  QStringView(u"pipeline_id"),      QStringView(u"stage_id"),
                                  QStringView(u"amount"),           QStringView(u"probability"),
                                  QStringView(u"weighted_amount"),  QStringView(u"expected_close"),
                                  QStringView(u"next_step"),        QStringView(u"next_step_at"),
                                  QStringView(u"stage_entered_at"), QStringView(u"result"),
                                  QStringView(u"won_at"),           QStringView(u"lost_at"),
                                  QStringView(u"created_at"),       QStringView(u"last_activity_at")}) {
        if (object->indexOf(key) < 0)
            qFatal("no such field");
        request.fields.append(key.toString());
    }
    if (request.fields.size() != Columns)
        qFatal("columns");
    const QString path = context.options.workspace + QStringLiteral("-export.xlsx");
    QElapsedTimer timer;
    timer.start();
    const Result<ExportReport> report = Exporter(ui.reader, ui.commands).run(request, path);
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    if (!report.ok())
        qFatal("export: %s", qPrintable(report.error().key));
    const qint64 bytes = QFileInfo(path).size();
    QFile::remove(path);
    Measure memory;
    memory.key = all ? QStringLiteral("export_memory") : QStringLiteral("export_memory_part");
    memory.what = QStringLiteral("export to xlsx: peak memory of the process, %1 rows").arg(report->rows);
    memory.unit = QStringLiteral("MB");
    memory.samples = {double(kilobytes("status", "VmHWM:")) / 1024};
    if (!all)
        return {memory};
    Measure speed;
    speed.key = QStringLiteral("export");
    speed.what = QStringLiteral("export to xlsx, 20 columns");
    speed.unit = QStringLiteral("rows/s");
    speed.budget = 50'000;
    speed.better = Measure::Better::Higher;
    speed.samples = {double(report->rows) / seconds};
    speed.note = QStringLiteral("%1 rows, %2 MB").arg(report->rows).arg(bytes >> 20);
    return {speed, memory};
}

}  // namespace dw::bench
