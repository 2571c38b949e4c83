// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"
#include "tests/support/accessibilitywalk.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

// Every screen and every scene of it, in both languages, as a screen reader meets it.
class WalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScreenHasWords_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    }
    void everyScreenHasWords()
    {
        QFETCH(const QString, language);
        const auto desk = DemoDesk::open(QStringLiteral(DEALWRIGHT_CLI), language);
        QVERIFY(desk);
        QVERIFY(desk->show());
        QStringList nameless;
        int seen = 0;
        QVERIFY(desk->everyScreen([&](const QString &where, QWidget *root) {
            ++seen;
            for (const QString &widget : namelessWidgets(root))
                nameless.append(where + QStringLiteral(": ") + widget);
        }));
        nameless.removeDuplicates();
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
        // Sixteen pages, four kinds of record, their scenes, ten layers, and what stands alone.
        QVERIFY2(seen > 85, qPrintable(QString::number(seen)));
    }
};

DW_TEST(WalkTest)

}  // namespace dw::test

#include "walktest.moc"
