// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/programhome.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QProcess>

namespace dw::test
{

ProgramHome::ProgramHome()
{
    qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
    const QString runtime = m_folder.filePath(QStringLiteral("run"));
    if (!QDir().mkpath(runtime))
        qFatal("%s", qPrintable(runtime));
    QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("XDG_RUNTIME_DIR", runtime.toLocal8Bit());
    qunsetenv("DISPLAY");
    qunsetenv("WAYLAND_DISPLAY");
}

ProgramHome::Outcome ProgramHome::start(const QStringList &arguments) const
{
    QProcess program;
    program.start(QStringLiteral(DEALWRIGHT_PROGRAM), arguments);
    Outcome outcome;
    if (!program.waitForFinished(120000))
        return outcome;
    outcome.code = program.exitCode();
    outcome.errors = QString::fromUtf8(program.readAllStandardError());
    outcome.output = QString::fromUtf8(program.readAllStandardOutput());
    return outcome;
}

std::unique_ptr<desktop::DesktopContext> ProgramHome::open()
{
    desktop::Options options;
    options.workspace = desktop::ownWorkspaceFolder();
    options.language = QStringLiteral("en");
    auto made = desktop::DesktopContext::open(*qobject_cast<QApplication *>(QCoreApplication::instance()),
                                              options, m_clock);
    if (!made.ok())
        qFatal("%s %s", qPrintable(made.error().key), qPrintable(made.error().detail));
    return std::move(*made);
}

}  // namespace dw::test
