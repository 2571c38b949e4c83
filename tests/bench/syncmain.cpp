// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/syncparts.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <unistd.h>

#include <cstdio>

// dealwright-bench-sync PART [FILE [RECORDS]]: one part; its measures in words, and as JSON into the file.

namespace dw::bench
{

double processorSeconds(qint64 process)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = stat.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return double(fields.value(11).toLongLong() + fields.value(12).toLongLong()) /
           double(::sysconf(_SC_CLK_TCK));
}

}  // namespace dw::bench

int main(int argc, char *argv[])
{
    using namespace dw::bench;
    const QCoreApplication application(argc, argv);
    const QHash<QString, SyncPart> parts{{QStringLiteral("snapshot"), snapshotPart},
                                         {QStringLiteral("push"), pushPart},
                                         {QStringLiteral("revocation"), revocationPart}};
    const QStringList arguments = QCoreApplication::arguments();
    const SyncPart part = parts.value(arguments.value(1), nullptr);
    if (!part) {
        std::fputs("dealwright-bench-sync: snapshot, push or revocation is needed\n", stderr);
        return 64;
    }
    const QList<Measure> measures = part(arguments.value(3, QStringLiteral("1000000")).toLongLong());
    QJsonArray json;
    for (const Measure &measure : measures) {
        json.append(measure.toJson());
        std::printf("%s: %s %s, p95 %s, %d samples; %s\n", qPrintable(measure.what),
                    qPrintable(Measure::text(measure.median())), qPrintable(measure.unit),
                    qPrintable(Measure::text(measure.p95())), int(measure.samples.size()),
                    qPrintable(measure.note));
    }
    if (arguments.value(2).isEmpty())
        return 0;
    QFile file(arguments[2]);
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("measures"), json}}).toJson();
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? 0 : 1;
}
