// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"
#include "tests/support/keyboardreach.h"
#include "tests/support/testrunner.h"
#include "ui/common/popover.h"

#include <QMenu>
#include <QPushButton>
#include <QTest>

namespace dw::test
{

namespace
{

// Looks like a tile, and only a mouse can use it.
class MouseTile : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void mousePressEvent(QMouseEvent *) override {}
};

}  // namespace

// Everything that a mouse can do in the window, the keyboard can (A22).
class KeyboardTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DemoDesk> m_desk;

    ui::MainWindow &window() { return m_desk->window(); }
    ui::ActionRegistry &actions() { return m_desk->context().ui().actions; }

    // What the keyboard is in: a popover keeps it until it is closed.
    QWidget *layer()
    {
        const QList<ui::Popover *> popovers = window().findChildren<ui::Popover *>();
        for (auto popover = popovers.crbegin(); popover != popovers.crend(); ++popover) {
            if ((*popover)->isVisible())
                return *popover;
        }
        return &window();
    }

    KeyboardReach::HasAction hasAction()
    {
        return [this](const QString &id) {
            const QAction *action = actions().action(id);
            if (action == nullptr)
                return false;
            const QList<ui::ActionRegistry::Spec> all = actions().available();
            return std::any_of(all.begin(), all.end(), [&](const ui::ActionRegistry::Spec &spec) {
                return spec.id == id && (spec.inPalette || !actions().shortcut(id).isEmpty());
            });
        };
    }

    QStringList mouseOnly(QWidget *root) { return KeyboardReach(root, hasAction()).mouseOnly(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_desk = DemoDesk::openShown(QStringLiteral(DEALWRIGHT_CLI));
        QVERIFY(m_desk);
    }
    void cleanupTestCase() { m_desk.reset(); }

    // Before any other screen was opened, the list in the settings has every key that works anywhere.
    void theListOfKeysIsWhole()
    {
        m_desk->go(QStringLiteral("settings"));
        QTRY_VERIFY(m_desk->isSettled());
        struct Line
        {
            QString text, key;
        };
        QHash<QString, Line> listed;
        for (const ui::ActionRegistry::Spec &spec : actions().specs()) {
            QVERIFY2(window().pages()->currentPage()->findChild<QWidget *>(QStringLiteral("key.") + spec.id),
                     qPrintable(spec.id));
            listed.insert(spec.id, {spec.text, actions().shortcut(spec.id).toString()});
        }
        QSet<QString> ofRecords;
        for (const char *object : {"account", "opportunity", "contact", "lead", "task"}) {
            for (const ui::ActionRegistry::RecordSpec &spec : actions().forRecord(QLatin1String(object)))
                ofRecords.insert(QStringLiteral("page.") + spec.id);
        }
        QSet<QString> met;
        QStringList wrong;
        const auto look = [&] {
            for (const ui::ActionRegistry::Spec &spec : actions().available()) {
                met.insert(spec.id);
                const QString key = actions().shortcut(spec.id).toString();
                const auto line = listed.constFind(spec.id);
                // Without a key an action is in the palette; what is not there has another way: a form of the
                // page is "New ..." of the palette, what is done to a record stands there with the record,
                // and the import stands in the menu of Ctrl+N.
                const bool otherwise = spec.id.startsWith(QLatin1String("record.new.")) ||
                                       spec.id == QLatin1String("go.import") || ofRecords.contains(spec.id);
                if (key.isEmpty() && !spec.inPalette && !otherwise)
                    wrong.append(spec.id + QStringLiteral(": neither a key nor in the palette"));
                if (!key.isEmpty() && (line == listed.cend() || line->text != spec.text || line->key != key))
                    wrong.append(QStringLiteral("%1: %2, %3").arg(spec.id, spec.text, key));
            }
        };
        for (const char *name :
             {"welcome", "today", "customers", "contacts", "leads", "deals", "pipeline", "tasks", "tasklist",
              "insight", "import", "admin", "settings", "join", "devices", "bin"}) {
            m_desk->go(QLatin1String(name));
            QTRY_VERIFY(m_desk->isSettled());
            look();
        }
        for (const char *object : {"account", "opportunity", "contact", "lead"}) {
            window().pages()->openRecord(m_desk->find(QLatin1String(object), {}, {}, 1).first().ref());
            QTRY_VERIFY(m_desk->isSettled());
            look();
            window().pages()->currentPage()->showScene(QStringLiteral("form"));
            QTRY_VERIFY(m_desk->isSettled());
            look();
            window().closeInnermostLayer();
        }
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
        // And no key that works nowhere.
        for (auto line = listed.cbegin(); line != listed.cend(); ++line)
            QVERIFY2(line->key.isEmpty() || met.contains(line.key()), qPrintable(line.key()));
        QVERIFY(actions().clashes().isEmpty());
    }

    void whatOnlyAMouseCanUseIsFound()
    {
        m_desk->go(QStringLiteral("today"));
        QTRY_VERIFY(m_desk->isSettled());
        ui::Page *page = window().pages()->currentPage();
        const QStringList before = mouseOnly(&window());
        MouseTile tile(page);
        tile.setObjectName(QStringLiteral("planted.tile"));
        tile.setGeometry(300, 300, 40, 40);
        tile.show();
        QPushButton button(QStringLiteral("Planted"), page);
        button.setObjectName(QStringLiteral("planted.button"));
        button.setFocusPolicy(Qt::ClickFocus);
        button.setGeometry(300, 360, 80, 28);
        button.show();
        MouseTile deaf(page);
        deaf.setObjectName(QStringLiteral("planted.deaf"));
        deaf.setFocusPolicy(Qt::TabFocus);
        deaf.setGeometry(300, 400, 40, 40);
        deaf.show();
        QStringList found = mouseOnly(&window());
        for (const QString &known : before)
            found.removeOne(known);
        QCOMPARE(found.size(), 3);
        const auto said = [&](const char *fault, const char *name) {
            return std::any_of(found.begin(), found.end(), [&](const QString &line) {
                return line.startsWith(QLatin1String(fault)) && line.endsWith(QLatin1String(name));
            });
        };
        QVERIFY2(said("Tab does not come to it", "planted.tile"), qPrintable(found.join(QLatin1Char('\n'))));
        QVERIFY2(said("Tab does not come to it", "planted.button"),
                 qPrintable(found.join(QLatin1Char('\n'))));
        QVERIFY2(said("takes no keys", "planted.deaf"), qPrintable(found.join(QLatin1Char('\n'))));
        // An action that is there stands for it.
        tile.setProperty("keyboardAction", QStringLiteral("palette.open"));
        QVERIFY(!mouseOnly(&window()).filter(QStringLiteral("planted.tile")).size());
        tile.setProperty("keyboardAction", QStringLiteral("nothing.there"));
        QVERIFY(mouseOnly(&window()).filter(QStringLiteral("names an action")).size() == 1);
    }

    void everyScreenIsReached()
    {
        QStringList found;
        int seen = 0, looked = 0;
        QVERIFY(m_desk->everyScreen([&](const QString &where, QWidget *root) {
            KeyboardReach reach(root == &window() ? layer() : root, hasAction());
            const QStringList faults = reach.mouseOnly();
            for (const QString &line : faults)
                found.append(where + QStringLiteral(": ") + line);
            looked += reach.looked();
            ++seen;
        }));
        found.removeDuplicates();
        for (const QString &line : std::as_const(found))
            fprintf(stderr, "%s\n", qPrintable(line));
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
        QVERIFY2(seen > 85, qPrintable(QString::number(seen)));
        QVERIFY2(looked > 1000, qPrintable(QString::number(looked)));
    }
};

DW_TEST(KeyboardTest)

}  // namespace dw::test

#include "keyboardtest.moc"
