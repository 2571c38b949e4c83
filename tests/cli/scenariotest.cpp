// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/scenario.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace dw::test
{

// The command line, exactly: standard output, standard error and exit code of whole sessions (DESIGN 11).
// With DEALWRIGHT_UPDATE_GOLDENS set the files are written as the program answers: read them before you keep
// them.
class CliScenarioTest : public QObject
{
    Q_OBJECT

private:
    static QDir folder() { return QDir(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/tests/data/cli")); }

private Q_SLOTS:
    void answersExactly_data()
    {
        QTest::addColumn<QString>("file");
        const QStringList files = folder().entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name);
        QVERIFY(!files.isEmpty());
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << folder().filePath(file);
    }

    void answersExactly()
    {
        QFETCH(const QString, file);
        QFile golden(file);
        QVERIFY(golden.open(QIODevice::ReadOnly));
        const QString expected = QString::fromUtf8(golden.readAll());
        golden.close();
        const QString actual = Scenario().play(expected);
        if (qEnvironmentVariableIsSet("DEALWRIGHT_UPDATE_GOLDENS")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(actual.toUtf8());
        }
        const QStringList before = expected.split(QLatin1Char('\n')), now = actual.split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < qMax(before.size(), now.size()); ++i) {
            if (before.value(i) != now.value(i)) {
                QFAIL(qPrintable(QStringLiteral("%1:%2\n   expected: %3\n   came out: %4")
                                     .arg(file)
                                     .arg(i + 1)
                                     .arg(before.value(i), now.value(i))));
            }
        }
    }

    // Every command that the program knows has a good case, a --json case and a wrong usage.
    void everyCommandIsCovered()
    {
        QString all;
        const QStringList files = folder().entryList({QStringLiteral("*.txt")}, QDir::Files);
        for (const QString &file : files) {
            QFile golden(folder().filePath(file));
            QVERIFY(golden.open(QIODevice::ReadOnly));
            all += QString::fromUtf8(golden.readAll());
        }
        const QString help = Scenario().play(QStringLiteral("$ --help"));
        QStringList commands;
        for (const QString &line : help.split(QLatin1Char('\n'))) {
            if (line.startsWith(QLatin1String(">   ")))
                commands.append(line.mid(4).section(QLatin1Char(' '), 0, 0));
        }
        QVERIFY(commands.size() >= 11);
        // One step is a command and its answer up to the exit code.
        const QStringList steps = all.split(QLatin1String("\n$ "));
        for (const QString &command : std::as_const(commands)) {
            bool good = false, json = false, usage = false;
            for (const QString &step : steps) {
                const QStringList words = step.section(QLatin1Char('\n'), 0, 0).split(QLatin1Char(' '));
                if (!words.contains(command))
                    continue;
                good = good || step.contains(QLatin1String("\n= 0"));
                json = json ||
                       (words.contains(QLatin1String("--json")) && step.contains(QLatin1String("\n> {")));
                usage = usage || step.contains(QLatin1String("\n= 64"));
            }
            QVERIFY2(good, qPrintable(command + QStringLiteral(" has no good case")));
            QVERIFY2(json, qPrintable(command + QStringLiteral(" has no case of --json")));
            QVERIFY2(usage, qPrintable(command + QStringLiteral(" has no case of wrong usage")));
        }
    }
};

DW_TEST(CliScenarioTest)

}  // namespace dw::test

#include "scenariotest.moc"
