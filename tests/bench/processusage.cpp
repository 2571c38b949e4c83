// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/processusage.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>
#include <QStringList>

#include <unistd.h>

namespace dw::bench
{

namespace
{

QByteArray contentOf(const char *name, qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(process).arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// proc(5), from the third field on.
QList<QByteArray> statOf(qint64 process)
{
    const QByteArray line = contentOf("stat", process);
    return line.mid(line.lastIndexOf(')') + 2).split(' ');
}

double seconds(const QList<QByteArray> &stat, qsizetype user)
{
    return double(stat.value(user).toLongLong() + stat.value(user + 1).toLongLong()) /
           double(::sysconf(_SC_CLK_TCK));
}

}  // namespace

double processorSeconds(qint64 process)
{
    return seconds(statOf(process), 11);
}

double processorSecondsOfAll(qint64 process)
{
    double all = processorSeconds(process) + seconds(statOf(process), 13);
    const QStringList known = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &name : known) {
        const QList<QByteArray> stat = statOf(name.toLongLong());
        if (stat.value(1).toLongLong() == process)
            all += seconds(stat, 11);
    }
    return all;
}

double residentMegabytes(qint64 process)
{
    const QByteArray text = contentOf("status", process);
    const qsizetype at = text.indexOf("VmRSS:");
    return at < 0 ? 0 : double(text.mid(at + 6).trimmed().split(' ').first().toLongLong()) * 1024 / 1e6;
}

}  // namespace dw::bench
