// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

#include "tests/bench/windowdriver.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>

#include <unistd.h>

#include <cstdio>

namespace dw::bench
{

namespace
{

constexpr int PartMs = 15 * 60'000;
constexpr int DayMs = 30 * 60'000;  // a thousand acts, and calm after each

void say(const QString &text)
{
    std::fputs(qPrintable(text + QLatin1Char('\n')), stdout);
    std::fflush(stdout);
}

QJsonObject readJson(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

bool writeJson(const QString &path, const QJsonObject &json)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(json).toJson()) > 0;
}

// The samples of several processes as one measure.
void merge(QList<Measure> &into, const QList<Measure> &more)
{
    for (const Measure &one : more) {
        bool known = false;
        for (Measure &measure : into) {
            if (measure.key != one.key)
                continue;
            if (measure.judged == Measure::Judged::Worst && one.judgedValue() > measure.judgedValue())
                measure.note = one.note;
            measure.samples += one.samples;
            known = true;
        }
        if (!known)
            into.append(one);
    }
}

}  // namespace

Bench::Bench(const BenchOptions &options)
    : m_options(options)
    , m_all(options.folder + QStringLiteral("/all-%1").arg(options.scale))
    , m_contacts(options.folder + QStringLiteral("/contact-%1").arg(options.scale))
{}

bool Bench::wants(const QString &part) const
{
    return m_options.only.isEmpty() || m_options.only.contains(part);
}

QString Bench::program(const char *name) const
{
    return QCoreApplication::applicationDirPath() + QLatin1Char('/') + QLatin1String(name);
}

bool Bench::hasX11()
{
    return !QStandardPaths::findExecutable(QStringLiteral("xvfb-run")).isEmpty() &&
           !QStandardPaths::findExecutable(QStringLiteral("openbox")).isEmpty();
}

bool Bench::makeWorkspace(const QString &folder, const QString &only)
{
    const QString stampFile = folder + QStringLiteral(".json");
    QJsonObject stamp = readJson(stampFile);
    if (!stamp.isEmpty() && stamp.value(QLatin1String("stamp")).toString() == m_options.dataStamp &&
        QDir(folder).exists()) {
        say(QStringLiteral("workspace %1: made before").arg(folder));
    } else {
        QDir(folder).removeRecursively();
        QFile::remove(stampFile);
        say(QStringLiteral("workspace %1: being made").arg(folder));
        QStringList arguments{QStringLiteral("-w"),
                              folder,
                              QStringLiteral("new"),
                              QStringLiteral("--scale"),
                              QString::number(m_options.scale),
                              QStringLiteral("--seed"),
                              QStringLiteral("1"),
                              QStringLiteral("--date"),
                              QDate::currentDate().toString(Qt::ISODate)};
        if (!only.isEmpty())
            arguments << QStringLiteral("--only") << only;
        QProcess made;
        made.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QElapsedTimer timer;
        timer.start();
        made.start(program("dealwright-cli"), arguments);
        if (!made.waitForFinished(PartMs) || made.exitCode() != 0) {
            m_failures.append(QStringLiteral("the workspace %1 could not be made").arg(folder));
            return false;
        }
        stamp = {{QStringLiteral("stamp"), m_options.dataStamp},
                 {QStringLiteral("seconds"), double(timer.elapsed()) / 1000}};
        const QList<Measure> prepared = runPart(QStringLiteral("prepare"), folder, Platform::Offscreen);
        if (prepared.isEmpty())
            return false;
        stamp.insert(QStringLiteral("histories"), prepared.first().samples.value(0));
        writeJson(stampFile, stamp);
    }
    Measure seeded;
    seeded.key = only.isEmpty() ? QStringLiteral("new") : QStringLiteral("new_") + only;
    seeded.what = QStringLiteral("new --scale %1%2")
                      .arg(m_options.scale)
                      .arg(only.isEmpty() ? QString() : QStringLiteral(" --only ") + only);
    seeded.unit = QStringLiteral("s");
    seeded.budget = only.isEmpty() ? 60 : 0;
    seeded.samples = {stamp.value(QLatin1String("seconds")).toDouble()};
    m_measures.append(seeded);
    if (const qint64 lines = qint64(stamp.value(QLatin1String("histories")).toDouble());
        lines > 0 && only.isEmpty())
        m_notes.append(
            QStringLiteral("The deals of the seeded workspace got stage histories of %1 lines, which "
                           "stand besides its records.")
                .arg(lines));
    return true;
}

// What is written goes to a copy, so that the next run finds the same.
QString Bench::scratch()
{
    const QString folder = m_options.folder + QStringLiteral("/scratch");
    QDir(folder).removeRecursively();
    if (QProcess::execute(QStringLiteral("cp"),
                          {QStringLiteral("-a"), QStringLiteral("--reflink=auto"), m_all, folder}) != 0)
        m_failures.append(QStringLiteral("the workspace could not be copied"));
    // The copy is on the disk, as a workspace of every day is: else the first commits pay for writing it.
    ::sync();
    return folder;
}

QList<Measure> Bench::runPart(const QString &part, const QString &workspace, Platform platform,
                              const QString &argument)
{
    const QString output = m_options.folder + QStringLiteral("/part.json");
    QFile::remove(output);
    QStringList arguments{QStringLiteral("--part"),      part,
                          QStringLiteral("--workspace"), workspace,
                          QStringLiteral("--output"),    output,
                          QStringLiteral("--scale"),     QString::number(m_options.scale),
                          QStringLiteral("--runs"),      QString::number(m_options.runs),
                          QStringLiteral("--idle"),      QString::number(m_options.idleSeconds),
                          QStringLiteral("--argument"),  argument};
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DEALWRIGHT_WATCHDOG"), QStringLiteral("1"));
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("dealwright.watchdog=false"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    if (!environment.contains(QStringLiteral("XDG_RUNTIME_DIR"))) {
        const QString runtime = QDir(m_options.folder).absoluteFilePath(QStringLiteral("run"));
        QDir().mkpath(runtime);
        QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime);
    }
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"),
                       platform == Platform::X11 ? QStringLiteral("xcb") : QStringLiteral("offscreen"));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    arguments << QStringLiteral("--started") << QString::number(WindowDriver::monotonicNs());
    if (platform == Platform::X11) {
        arguments.prepend(QCoreApplication::applicationFilePath());
        process.start(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/tests/support/inx11.sh"), arguments);
    } else {
        process.start(QCoreApplication::applicationFilePath(), arguments);
    }
    const int most = (part == QLatin1String("day") ? DayMs : PartMs) + m_options.idleSeconds * 1000;
    if (!process.waitForFinished(most)) {
        process.kill();
        process.waitForFinished();
    }
    return measuresOf(process, part, output);
}

QList<Measure> Bench::measuresOf(const QProcess &ended, const QString &part, const QString &output)
{
    QList<Measure> measures;
    const QJsonArray answers = readJson(output).value(QLatin1String("measures")).toArray();
    for (const QJsonValue &answer : answers)
        measures.append(Measure::fromJson(answer.toObject()));
    QFile::remove(output);
    if (ended.exitStatus() != QProcess::NormalExit || ended.exitCode() != 0 || measures.isEmpty())
        m_failures.append(QStringLiteral("part %1 ended with code %2").arg(part).arg(ended.exitCode()));
    return measures;
}

// Servers and laptops of their own: nothing of the seeded workspaces is used.
QList<Measure> Bench::runSyncPart(const QString &part)
{
    const QString output = m_options.folder + QStringLiteral("/part.json");
    QFile::remove(output);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(program("dealwright-bench-sync"), {part, output, QString::number(m_options.scale)});
    if (!process.waitForFinished(PartMs)) {
        process.kill();
        process.waitForFinished();
    }
    return measuresOf(process, part, output);
}

void Bench::runWindowParts(Platform platform)
{
    QList<Measure> measures;
    // Under X the server itself would be started with it.
    if (wants(QStringLiteral("start")) && platform == Platform::Offscreen) {
        say(QStringLiteral("start"));
        // The first one warms the file cache.
        runPart(QStringLiteral("start"), m_all, platform);
        for (int run = 0; run < m_options.runs; ++run)
            merge(measures, runPart(QStringLiteral("start"), m_all, platform));
    }
    if (wants(QStringLiteral("list"))) {
        say(QStringLiteral("list"));
        measures += runPart(QStringLiteral("list"), m_contacts, platform);
    }
    if (wants(QStringLiteral("pages"))) {
        say(QStringLiteral("pages"));
        measures += runPart(QStringLiteral("pages"), scratch(), platform);
    }
    if (platform == Platform::X11) {
        for (Measure &measure : measures) {
            measure.key += QLatin1String("_x11");
            measure.what += QLatin1String(" (X11)");
        }
    }
    add(measures);
}

bool Bench::run()
{
    QDir().mkpath(m_options.folder);
    if (!makeWorkspace(m_all, {}))
        return false;
    if (wants(QStringLiteral("list")) && !makeWorkspace(m_contacts, QStringLiteral("contact")))
        return false;
    runWindowParts(Platform::Offscreen);
    if (wants(QStringLiteral("reading"))) {
        say(QStringLiteral("reading"));
        add(runPart(QStringLiteral("reading"), m_all, Platform::Offscreen));
    }
    if (wants(QStringLiteral("saving"))) {
        say(QStringLiteral("saving"));
        add(runPart(QStringLiteral("saving"), scratch(), Platform::Offscreen));
    }
    if (wants(QStringLiteral("import"))) {
        say(QStringLiteral("import"));
        QList<Measure> imports;
        for (int run = 0; run < 3; ++run)
            merge(imports, runPart(QStringLiteral("import"), scratch(), Platform::Offscreen));
        add(imports);
    }
    if (wants(QStringLiteral("export"))) {
        say(QStringLiteral("export"));
        QList<Measure> exports =
            runPart(QStringLiteral("export"), m_all, Platform::Offscreen, QStringLiteral("mine"));
        for (int run = 0; run < 3; ++run)
            merge(exports,
                  runPart(QStringLiteral("export"), m_all, Platform::Offscreen, QStringLiteral("all")));
        add(exports);
    }
    if (wants(QStringLiteral("sync"))) {
        for (const char *part :
             {"snapshot", "push", "push_postgres", "pull", "visible", "idle", "storm", "revocation"}) {
            say(QStringLiteral("sync: %1").arg(QLatin1String(part)));
            add(runSyncPart(QLatin1String(part)));
        }
    }
    if (wants(QStringLiteral("memory"))) {
        say(QStringLiteral("memory: %1 s").arg(m_options.idleSeconds));
        add(runPart(QStringLiteral("memory"), m_all, Platform::Offscreen));
    }
    if (wants(QStringLiteral("day"))) {
        say(QStringLiteral("day: memory after 1 000 acts in the window"));
        add(runPart(QStringLiteral("day"), scratch(), Platform::Offscreen));
    }
    if (!m_options.x11) {
        m_notes.append(QStringLiteral("Not measured in an X server, as asked."));
    } else if (hasX11()) {
        m_notes.append(QStringLiteral("Lines with (X11) are the same in an X server of their own (Xvfb)."));
        runWindowParts(Platform::X11);
    } else {
        m_notes.append(QStringLiteral("Not measured in an X server: xvfb-run or openbox is not installed."));
    }
    QDir(m_options.folder + QStringLiteral("/scratch")).removeRecursively();
    return m_failures.isEmpty();
}

}  // namespace dw::bench
