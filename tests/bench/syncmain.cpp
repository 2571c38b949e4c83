// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/syncparts.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

// dealwright-bench-sync PART [FILE [RECORDS]]: one part; its measures in words, and as JSON into the file.

int main(int argc, char *argv[])
{
    using namespace dw::bench;
    const QCoreApplication application(argc, argv);
    const QHash<QString, SyncPart> parts{{QStringLiteral("snapshot"), snapshotPart},
                                         {QStringLiteral("push"), pushPart},
                                         {QStringLiteral("push_postgres"), pushPostgresPart},
                                         {QStringLiteral("revocation"), revocationPart},
                                         {QStringLiteral("pull"), pullPart},
                                         {QStringLiteral("visible"), visiblePart},
                                         {QStringLiteral("idle"), idlePart},
                                         {QStringLiteral("storm"), stormPart}};
    const QStringList arguments = QCoreApplication::arguments();
    const SyncPart part = parts.value(arguments.value(1), nullptr);
    if (!part) {
        std::fprintf(stderr, "dealwright-bench-sync: one of %s is needed\n",
                     qPrintable(QStringList(parts.keys()).join(QLatin1String(", "))));
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
