// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/machine.h"

#include <QFile>
#include <QStringList>
#include <QSysInfo>
#include <QThread>

#include <sqlite3.h>

namespace dw::bench
{

namespace
{

// The value of the first line of a "name : value" file that begins so.
QString lineOf(const char *path, const char *name)
{
    QFile file(QString::fromLatin1(path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1)).trimmed();
    }
    return {};
}

}  // namespace

Machine Machine::here()
{
    Machine machine;
    machine.cpu = lineOf("/proc/cpuinfo", "model name");
    if (machine.cpu.isEmpty())
        machine.cpu = QSysInfo::currentCpuArchitecture();
    machine.cores = QThread::idealThreadCount();
    machine.memoryMb =
        lineOf("/proc/meminfo", "MemTotal").split(QLatin1Char(' ')).value(0).toLongLong() >> 10;
    machine.system = QSysInfo::prettyProductName() + QLatin1String(", kernel ") + QSysInfo::kernelVersion();
    machine.qt = QString::fromLatin1(qVersion());
    machine.sqlite = QString::fromLatin1(sqlite3_libversion());
    machine.compiler = QStringLiteral("GCC " __VERSION__);
    return machine;
}

QJsonObject Machine::toJson() const
{
    return {{QStringLiteral("cpu"), cpu},
            {QStringLiteral("cores"), cores},
            {QStringLiteral("memory_mb"), memoryMb},
            {QStringLiteral("system"), system},
            {QStringLiteral("qt"), qt},
            {QStringLiteral("sqlite"), sqlite},
            {QStringLiteral("compiler"), compiler}};
}

QString Machine::text() const
{
    return QStringLiteral("%1, %2 cores, %3 GB of memory; %4; Qt %5, SQLite %6, %7, release build")
        .arg(cpu)
        .arg(cores)
        .arg((memoryMb + 512) >> 10)
        .arg(system, qt, sqlite, compiler);
}

}  // namespace dw::bench
