// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace dw::bench
{

// The command line of dealwright-bench. Called without --part it makes the workspaces and runs each part in a
// process of its own, so that no measure warms or fattens another.
struct BenchOptions
{
    int scale = 1'000'000;
    int runs = 7;
    int idleSeconds = 60;
    QString folder = QStringLiteral("build/bench");
    QString results;    // Markdown
    QString json;       // all samples
    QString commit;     // what is measured, as the report names it
    QString dataStamp;  // workspaces made under another one are made anew
    QStringList only;   // names of parts; empty: all
    bool x11 = true;    // window parts also in an X server of their own, where there is one

    // Of a part's own process:
    QString part;
    QString workspace;
    QString output;
    qint64 startedNs = 0;  // of CLOCK_MONOTONIC
    QString argument;

    static std::optional<BenchOptions> parse(const QStringList &arguments, QString &error);
    static QString usage();
};

}  // namespace dw::bench
