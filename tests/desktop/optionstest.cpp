// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/options.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

class OptionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void all();
    void refusals_data();
    void refusals();
};

void OptionsTest::defaults()
{
    QString error;
    const auto options = desktop::parseOptions({QStringLiteral("dealwright")}, error);
    QVERIFY(options);
    QVERIFY(options->ownWorkspace);
    QCOMPARE(options->workspace, desktop::ownWorkspaceFolder());
    QVERIFY(options->workspace.endsWith(QLatin1String("/dealwright/workspace")));
    QVERIFY(options->shots.isEmpty());
    QCOMPARE(options->size, QSize(1366, 768));
}

void OptionsTest::all()
{
    QString error;
    const auto options = desktop::parseOptions(
        {QStringLiteral("dealwright"), QStringLiteral("-w"), QStringLiteral("/tmp/x"),
         QStringLiteral("--shots"), QStringLiteral("out"), QStringLiteral("--theme=dark"),
         QStringLiteral("--lang"), QStringLiteral("zh_CN"), QStringLiteral("--size"),
         QStringLiteral("1024x700"), QStringLiteral("--scale-factor"), QStringLiteral("2")},
        error);
    QVERIFY2(options, qPrintable(error));
    QVERIFY(!options->ownWorkspace);
    QCOMPARE(options->workspace, QStringLiteral("/tmp/x"));
    QCOMPARE(options->shots, QStringLiteral("out"));
    QCOMPARE(options->theme, QStringLiteral("dark"));
    QCOMPARE(options->language, QStringLiteral("zh_CN"));
    QCOMPARE(options->size, QSize(1024, 700));
    QCOMPARE(options->scaleFactor, QStringLiteral("2"));
}

void OptionsTest::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown") << QStringList{QStringLiteral("--colour"), QStringLiteral("red")};
    QTest::newRow("no value") << QStringList{QStringLiteral("-w")};
    QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("blue")};
    QTest::newRow("language") << QStringList{QStringLiteral("--lang"), QStringLiteral("fr")};
    QTest::newRow("size") << QStringList{QStringLiteral("--size"), QStringLiteral("wide")};
    QTest::newRow("factor") << QStringList{QStringLiteral("--scale-factor"), QStringLiteral("0")};
}

void OptionsTest::refusals()
{
    QFETCH(QStringList, arguments);
    QString error;
    QVERIFY(!desktop::parseOptions(QStringList{QStringLiteral("dealwright")} + arguments, error));
    QVERIFY(!error.isEmpty());
    QVERIFY(!error.contains(QLatin1Char('\n')));
}

}  // namespace dw::test

using dw::test::OptionsTest;
DW_TEST(OptionsTest)
#include "optionstest.moc"
