// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <vector>

namespace dw::test
{

namespace
{

struct Entry
{
    const char *name;
    TestRunner::Factory factory;
};

// Filled by static initialisers of the test files, hence the function-local vector.
std::vector<Entry> &entries()
{
    static std::vector<Entry> all;
    return all;
}

struct Counts
{
    int passed = 0;
    int failed = 0;
    int skipped = 0;
};

// QtTest tells a program only how many functions failed; its TAP log tells the rest.
Counts countTap(const QString &fileName)
{
    Counts counts;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return counts;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (line.startsWith("not ok"))
            ++counts.failed;
        else if (line.startsWith("ok"))
            ++(line.contains("# SKIP") ? counts.skipped : counts.passed);
    }
    return counts;
}

}  // namespace

int TestRunner::add(const char *name, Factory factory)
{
    entries().push_back({name, std::move(factory)});
    return int(entries().size());
}

int TestRunner::run(int argc, char *argv[])
{
    QStringList wanted;
    // QtTest's crash handler starts a debugger and then waits for minutes where tracing is not allowed.
    QStringList passOn{QString::fromLocal8Bit(argv[0]), QStringLiteral("-nocrashhandler")};
    bool afterDashes = false;
    for (int i = 1; i < argc; ++i) {
        const QString argument = QString::fromLocal8Bit(argv[i]);
        if (argument == QLatin1String("--"))
            afterDashes = true;
        else
            (afterDashes ? passOn : wanted).append(argument);
    }

    const QTemporaryDir logs;
    QElapsedTimer whole;
    whole.start();
    Counts total;
    int brokenClasses = 0, classes = 0;
    for (const Entry &entry : entries()) {
        if (!wanted.isEmpty() && !wanted.contains(QLatin1String(entry.name)))
            continue;
        ++classes;
        QElapsedTimer one;
        one.start();
        const QString tap = logs.filePath(QLatin1String(entry.name));
        const std::unique_ptr<QObject> test = entry.factory();
        if (QTest::qExec(test.get(),
                         passOn + QStringList{QStringLiteral("-o"), QStringLiteral("-,txt"),
                                              QStringLiteral("-o"), tap + QLatin1String(",tap")}) != 0)
            ++brokenClasses;
        const Counts counts = countTap(tap);
        total.passed += counts.passed;
        total.failed += counts.failed;
        total.skipped += counts.skipped;
        std::printf("%s: %.2f s\n", entry.name, double(one.elapsed()) / 1000.0);
        std::fflush(stdout);
    }
    if (classes == 0) {
        std::fprintf(stderr, "no test class of that name\n");
        return 2;
    }
    std::printf("seconds: %.2f\n%d passed, %d failed, %d skipped\n", double(whole.elapsed()) / 1000.0,
                total.passed, total.failed, total.skipped);
    return brokenClasses == 0 && total.failed == 0 ? 0 : 1;
}

}  // namespace dw::test
