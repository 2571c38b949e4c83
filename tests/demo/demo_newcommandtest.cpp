// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"

#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

class DemoNewCommandTest : public QObject
{
    Q_OBJECT

private:
    struct Ran
    {
        int code = -1;
        QString out, err;
    };
    static Ran run(const QString &folder, const QStringList &arguments, const QStringList &before = {})
    {
        QProcess program;
        program.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{QStringLiteral("-w"), folder, QStringLiteral("--now"),
                                  QStringLiteral("2026-11-19T00:00:00Z")} +
                          before + QStringList{QStringLiteral("new")} + arguments);
        if (!program.waitForFinished(300000))
            return {};
        return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
                QString::fromUtf8(program.readAllStandardError())};
    }

private Q_SLOTS:
    void makesAWorkspaceOnce()
    {
        const QTemporaryDir folder;
        const QString place = folder.filePath(QStringLiteral("ws"));
        const Ran first = run(place, {}, {QStringLiteral("--json")});
        QCOMPARE(first.code, 0);
        QVERIFY(first.out.endsWith(QLatin1Char('\n')) && first.out.count(QLatin1Char('\n')) == 1);
        const qint64 size = QFileInfo(place + QStringLiteral("/workspace.db")).size();
        const Ran second = run(place, {});
        QCOMPARE(second.code, 1);
        QVERIFY(second.err.startsWith(QLatin1String("dealwright-cli: ")));
        QCOMPARE(second.err.count(QLatin1Char('\n')), 1);
        QCOMPARE(QFileInfo(place + QStringLiteral("/workspace.db")).size(), size);
    }

    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("error");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--dmeo")}
                                        << QStringLiteral("--dmeo is not an option here. See --help.");
        QTest::newRow("unknown argument")
            << QStringList{QStringLiteral("x")} << QStringLiteral("“x” is not understood here. See --help.");
        QTest::newRow("no value") << QStringList{QStringLiteral("--seed")}
                                  << QStringLiteral("--seed needs a value. See --help.");
        QTest::newRow("bad number") << QStringList{QStringLiteral("--scale"), QStringLiteral("0")}
                                    << QStringLiteral("“0” is no value for --scale. See --help.");
        QTest::newRow("bad date") << QStringList{QStringLiteral("--date=2026-02-30")}
                                  << QStringLiteral("“2026-02-30” is no value for --date. See --help.");
        QTest::newRow("bad currency") << QStringList{QStringLiteral("--currency"), QStringLiteral("yuan")}
                                      << QStringLiteral("“yuan” is no value for --currency. See --help.");
        QTest::newRow("bad zone") << QStringList{QStringLiteral("--zone"), QStringLiteral("Mars")}
                                  << QStringLiteral("“Mars” is no value for --zone. See --help.");
        QTest::newRow("both") << QStringList{QStringLiteral("--demo"), QStringLiteral("--scale"),
                                             QStringLiteral("5")}
                              << QStringLiteral("--demo and --scale do not go together. See --help.");
        QTest::newRow("only alone") << QStringList{QStringLiteral("--only"), QStringLiteral("task")}
                                    << QStringLiteral("--only only goes with --scale. See --help.");
    }

    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, error);
        const QTemporaryDir folder;
        const QString place = folder.filePath(QStringLiteral("ws"));
        const Ran ran = run(place, arguments);
        QCOMPARE(ran.code, 64);
        QCOMPARE(ran.out, QString());
        QCOMPARE(ran.err, QString(QStringLiteral("dealwright-cli: ") + error + QLatin1Char('\n')));
        QVERIFY(!QFileInfo::exists(place));
    }
};

DW_TEST(DemoNewCommandTest)

}  // namespace dw::test

#include "demo_newcommandtest.moc"
