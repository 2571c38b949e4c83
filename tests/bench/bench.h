// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/bench/benchoptions.h"
#include "tests/bench/measure.h"

#include <QProcess>
#include <QProcessEnvironment>

namespace dw::bench
{

// Makes the workspaces, runs every part in a process of its own and gathers what they measured.
class Bench
{
public:
    explicit Bench(const BenchOptions &options);

    // False when a part failed; what the others measured is there all the same.
    bool run();
    const QList<Measure> &measures() const { return m_measures; }
    const QStringList &failures() const { return m_failures; }
    const QStringList &notes() const { return m_notes; }

private:
    enum class Platform { Offscreen, X11 };
    bool wants(const QString &part) const;
    bool makeWorkspace(const QString &folder, const QString &only);
    QString scratch();
    // The measures of one part; the figures of the second platform get its name.
    QList<Measure> runPart(const QString &part, const QString &workspace, Platform platform,
                           const QString &argument = {});
    QList<Measure> runSyncPart(const QString &part);
    // What it wrote; without any it failed.
    QList<Measure> measuresOf(const QProcess &ended, const QString &part, const QString &output);
    void add(const QList<Measure> &measures) { m_measures += measures; }
    void runWindowParts(Platform platform);
    QString program(const char *name) const;
    static bool hasX11();

    BenchOptions m_options;
    QString m_all;
    QString m_contacts;
    QList<Measure> m_measures;
    QStringList m_failures;
    QStringList m_notes;
};

}  // namespace dw::bench
