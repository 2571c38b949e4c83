// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchreport.h"
#include "tests/bench/parts.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace
{

using namespace dw;
using namespace dw::bench;

constexpr int WrongUsage = 64;

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size())
        return true;
    std::fprintf(stderr, "dealwright-bench: cannot write %s\n", qPrintable(path));
    return false;
}

int runAll(int argc, char **argv, const BenchOptions &options)
{
    const QCoreApplication application(argc, argv);
    Bench bench(options);
    bool done = bench.run();
    const BenchReport report(options, bench);
    std::fputs(qPrintable(report.table()), stdout);
    for (const QString &failure : bench.failures())
        std::fprintf(stderr, "dealwright-bench: %s\n", qPrintable(failure));
    if (!options.json.isEmpty())
        done = write(options.json, QJsonDocument(report.json()).toJson()) && done;
    if (!options.results.isEmpty())
        done = write(options.results, report.markdown().toUtf8()) && done;
    return done ? 0 : 1;
}

int runPart(int argc, char **argv, const BenchOptions &options)
{
    using Part = Measures (*)(PartContext &);
    const QHash<QString, Part> parts{
        {QStringLiteral("start"), startPart},   {QStringLiteral("memory"), memoryPart},
        {QStringLiteral("day"), dayPart},       {QStringLiteral("list"), listPart},
        {QStringLiteral("pages"), pagesPart},   {QStringLiteral("reading"), readingPart},
        {QStringLiteral("saving"), savingPart}, {QStringLiteral("import"), importPart},
        {QStringLiteral("export"), exportPart}, {QStringLiteral("prepare"), preparePart}};
    const Part part = parts.value(options.part, nullptr);
    if (!part)
        return WrongUsage;
    desktop::Application application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("dealwright"));
    desktop::Options opened;
    opened.workspace = options.workspace;
    opened.ownWorkspace = false;
    opened.theme = QStringLiteral("light");
    opened.language = QStringLiteral("en");
    const SystemClock clock;
    auto context = desktop::DesktopContext::open(application, opened, clock);
    if (!context.ok()) {
        std::fprintf(stderr, "dealwright-bench: %s: %s %s\n", qPrintable(options.workspace),
                     qPrintable(context.error().key), qPrintable(context.error().detail));
        return 1;
    }
    PartContext partContext{application, **context, options};
    QJsonArray measures;
    for (const Measure &measure : part(partContext))
        measures.append(measure.toJson());
    return write(options.output, QJsonDocument(QJsonObject{{QStringLiteral("measures"), measures}}).toJson())
               ? 0
               : 1;
}

}  // namespace

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    QString wrong;
    const auto options = BenchOptions::parse(arguments, wrong);
    if (!options) {
        std::fprintf(stderr, "dealwright-bench: %s\n%s\n", qPrintable(wrong),
                     qPrintable(BenchOptions::usage()));
        return WrongUsage;
    }
    return options->part.isEmpty() ? runAll(argc, argv, *options) : runPart(argc, argv, *options);
}
