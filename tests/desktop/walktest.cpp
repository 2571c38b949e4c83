// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"
#include "tests/support/accessibilitywalk.h"
#include "tests/support/testrunner.h"
#include "ui/shell/palette.h"

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
        ui::MainWindow &window = desk->window();
        QStringList nameless;
        int seen = 0;
        const auto look = [&](const QString &where) {
            QVERIFY2(QTest::qWaitFor([&] { return desk->isSettled(); }, 20000), qPrintable(where));
            ++seen;
            for (const QString &widget : namelessWidgets(&window))
                nameless.append(where + QStringLiteral(": ") + widget);
        };
        const auto scenes = [&](const QString &where, const std::function<void()> &reopen) {
            ui::Page *page = window.pages()->currentPage();
            for (const QString &scene : page->scenes()) {
                page->showScene(scene);
                look(where + QLatin1Char('/') + scene);
                window.closeInnermostLayer();
                reopen();
            }
        };
        for (const char *name : {"welcome", "today", "customers", "contacts", "leads", "pipeline", "tasks",
                                 "tasklist", "insight", "import", "admin", "settings", "join", "devices"}) {
            const QString key = QLatin1String(name);
            QVERIFY2(window.pages()->contains(key), name);
            desk->go(key);
            look(key);
            scenes(key, [&] { desk->go(key); });
        }
        for (const char *name : {"account", "opportunity", "contact", "lead"}) {
            const QString object = QLatin1String(name);
            const QList<Record> found = desk->find(object, {}, {}, 1);
            QVERIFY(!found.isEmpty());
            const RecordRef record = found.first().ref();
            window.pages()->openRecord(record);
            look(object);
            scenes(object, [&] { window.pages()->openRecord(record); });
        }
        window.palette()->openPalette();
        look(QStringLiteral("palette"));
        window.palette()->closePalette();
        nameless.removeDuplicates();
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
        // Thirteen pages, four kinds of record, the palette, and their scenes.
        QVERIFY2(seen > 40, qPrintable(QString::number(seen)));
    }
};

DW_TEST(WalkTest)

}  // namespace dw::test

#include "walktest.moc"
