// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/demo/scaleworkspace.h"
#include "tests/demo/demoworkspace.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

class DemoScaleTest : public QObject
{
    Q_OBJECT

private:
    static Result<std::unique_ptr<DemoWorkspace>> scale(qint64 records, const QString &only)
    {
        return DemoWorkspace::make(false, [&](BulkLoad &load, DemoWorkspace &made) {
            return ScaleWorkspace::write(load, made.configurationPointer(), DemoWorkspace::opener(),
                                         {records, only, DemoWorkspace::date(), 3});
        });
    }

private Q_SLOTS:
    void keepsTheProportions()
    {
        auto made = scale(4000, {});
        QVERIFY(made.ok());
        QCOMPARE((*made)->all(QStringLiteral("account")).size(), 400);
        QCOMPARE((*made)->all(QStringLiteral("contact")).size(), 1000);
        QCOMPARE((*made)->all(QStringLiteral("opportunity")).size(), 600);
        QCOMPARE((*made)->all(QStringLiteral("activity")).size(), 1600);
        QCOMPARE((*made)->all(QStringLiteral("task")).size(), 400);
        const auto checks = (*made)->workspace().verify(Ticket());
        QVERIFY(checks.ok());
        for (const VerifyCheck &check : *checks)
            QVERIFY2(check.ok, qPrintable(check.name + QLatin1String(": ") + check.detail));
        auto again = scale(4000, {});
        QVERIFY(again.ok());
        QCOMPARE((*again)->digest(), (*made)->digest());
    }

    void makesOneObjectOnly()
    {
        auto made = scale(2000, QStringLiteral("contact"));
        QVERIFY(made.ok());
        QCOMPARE((*made)->all(QStringLiteral("contact")).size(), 2000);
        QVERIFY((*made)->all(QStringLiteral("account")).size() <= 20);
        QCOMPARE((*made)->all(QStringLiteral("activity")).size(), 0);
        auto wrong = scale(10, QStringLiteral("pipeline"));
        QVERIFY(!wrong.ok());
        QCOMPARE(wrong.error().key, QStringLiteral("cli.bad_value"));
    }
};

DW_TEST(DemoScaleTest)

}  // namespace dw::test

#include "demo_scaletest.moc"
