// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/shell_testpage.h"
#include "tests/ui/shell_world.h"
#include "ui/shell/hitranges.h"
#include "ui/shell/palette.h"
#include "ui/shell/paletteedit.h"
#include "ui/shell/recentrecords.h"

#include <QInputMethodEvent>
#include <QJsonArray>
#include <QListView>
#include <QPaintEvent>
#include <QScopeGuard>
#include <QScreen>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

namespace dw::test
{

namespace
{

// What of a widget was painted.
class PaintedRegion : public QObject
{
public:
    explicit PaintedRegion(QWidget *watched) { watched->installEventFilter(this); }
    void clear() { m_painted = {}; }
    QRegion painted() const { return m_painted; }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            m_painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }

private:
    QRegion m_painted;
};

}  // namespace

class ShellPaletteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frame();
    void theInputStandsOnThePlaneOfThePalette();
    void hits_data();
    void hits();
    void findsByInitialsAndOpens();
    void oneCharacterShowsWhatWasOpenedLast();
    void whatIsHiddenIsNeitherShownNorCounted();
    void whatIsTypedIsNoQuery();
    void amountsSayInWhichCurrency();
    void composingChoosesNothing();
    void prefixes();
    void recordCommands();
    void newestTextWins();
    void burstAsksTwice();
    void paintsWhatChanged();

private:
    // The titles of the lines that can be chosen.
    static QStringList titles(const ui::Palette &palette)
    {
        QStringList found;
        for (const ui::PaletteRow &row : palette.model().rows())
            if (!row.isHead)
                found.append(row.title);
        return found;
    }
    static void type(ui::Palette &palette, const QString &text)
    {
        QSignalSpy answered(&palette, &ui::Palette::answered);
        palette.edit()->setText(text);
        QVERIFY(answered.wait());
    }
};

void ShellPaletteTest::theInputStandsOnThePlaneOfThePalette()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.resize(1366, 768);
    window.show();
    window.palette()->openPalette();
    for (const ui::Theme::Mode mode : {ui::Theme::Mode::Light, ui::Theme::Mode::Dark}) {
        world.theme().setMode(mode);
        const ui::PaletteEdit *edit = window.palette()->edit();
        const QImage picture = window.grab().toImage();
        const QPoint corner = edit->mapTo(&window, QPoint(edit->width() - 3, 3));
        QCOMPARE(picture.pixelColor(corner), world.theme().color(ui::Theme::Role::Raised));
    }
}

void ShellPaletteTest::frame()
{
    UiWorld world;
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.resize(1366, 768);
    window.show();
    window.palette()->openPalette();
    QCOMPARE(window.palette()->frameRect().width(), 640);
    QCOMPARE(window.palette()->frameRect().top(), 88);
    QVERIFY(std::abs(window.palette()->frameRect().left() - 387) <= 2);
    QCOMPARE(window.palette()->edit()->geometry().bottom(), 88 + 47);
}

void ShellPaletteTest::hits_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("marked");  // the hit characters
    QTest::newRow("substring") << QStringLiteral("Meridian Foods") << QStringLiteral("foo")
                               << QStringLiteral("Foo");
    QTest::newRow("full width") << QStringLiteral("Ｍeridian") << QStringLiteral("meri")
                                << QStringLiteral("Ｍeri");
    QTest::newRow("diacritics") << QStringLiteral("Société Générale") << QStringLiteral("generale")
                                << QStringLiteral("Générale");
    QTest::newRow("sharp s") << QStringLiteral("Straße 5") << QStringLiteral("strasse")
                             << QStringLiteral("Straße");
    QTest::newRow("initials") << QStringLiteral("宏威金属制品有限公司") << QStringLiteral("hwjs")
                              << QStringLiteral("宏威金属");
    QTest::newRow("Han") << QStringLiteral("宏威金属") << QStringLiteral("金属") << QStringLiteral("金属");
    QTest::newRow("words") << QStringLiteral("Bayside Hotels") << QStringLiteral("hot bay")
                           << QStringLiteral("BayHot");
    QTest::newRow("none") << QStringLiteral("Bayside") << QStringLiteral("zzz") << QString();
}

void ShellPaletteTest::hits()
{
    QFETCH(QString, title);
    QFETCH(QString, typed);
    QFETCH(QString, marked);
    QString found;
    for (const TextRange &range : ui::hitRanges(PinyinTable(), title, typed))
        found += title.mid(range.start, range.length);
    QCOMPARE(found, marked);
}

void ShellPaletteTest::findsByInitialsAndOpens()
{
    UiWorld world;
    const Id first =
        world.create("account", {{QStringLiteral("name"), QStringLiteral("宏威金属制品有限公司")}});
    world.create("account", {{QStringLiteral("name"), QStringLiteral("海湾建设工程有限公司")}});
    world.create("account", {{QStringLiteral("name"), QStringLiteral("Meridian Foods")}});
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.pages()->open(placeOf("today"));
    QWidget *before = window.pages()->currentPage()->focusTarget();
    before->setFocus();
    QTest::keyClick(before, Qt::Key_K, Qt::ControlModifier);
    ui::Palette &palette = *window.palette();
    QVERIFY(palette.isOpen());
    type(palette, QStringLiteral("hwjs"));
    const QStringList found = titles(palette);
    QVERIFY2(found.contains(QStringLiteral("宏威金属制品有限公司")),
             qPrintable(found.join(QLatin1Char('|'))));
    QVERIFY(found.contains(QStringLiteral("海湾建设工程有限公司")));
    QVERIFY(!found.contains(QStringLiteral("Meridian Foods")));
    QVERIFY(palette.countText().startsWith(QLatin1String("2 results, ")));
    for (const ui::PaletteRow &row : palette.model().rows())
        if (row.record.id == first)
            QCOMPARE(row.hits.size(), 1);

    while (palette.model().row(palette.currentRow()).record.id != first) {
        const int at = palette.currentRow();
        QTest::keyClick(palette.edit(), Qt::Key_Down);
        QVERIFY(palette.currentRow() != at);
    }
    QTest::keyClick(palette.edit(), Qt::Key_Return);
    QVERIFY(!palette.isOpen());
    QCOMPARE(window.pages()->current().record.id, first);

    // Esc gives the focus back to where it was.
    window.pages()->open(placeOf("today"));
    before->setFocus();
    QTest::keyClick(before, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(palette.edit(), Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), before);
    // What was opened is offered first next time.
    QCOMPARE(ui::recentRecords(world.settings()).value(0).record.id, first);
    palette.openPalette();
    QTRY_COMPARE(palette.model().row(palette.currentRow()).record.id, first);
}

// Before anything is typed, and before what one character finds, stand the records opened last (F2.10).
void ShellPaletteTest::oneCharacterShowsWhatWasOpenedLast()
{
    UiWorld world;
    const auto account = [&](const char *name) {
        return RecordRef{QStringLiteral("account"),
                         world.create("account", {{QStringLiteral("name"), QString::fromUtf8(name)}})};
    };
    const RecordRef bay = account("海湾建设工程"), metal = account("宏威金属制品"), gone = account("Gone"),
                    never = account("宏图电子");
    for (const RecordRef &one : {gone, metal, bay})
        ui::rememberRecent(world.settings(), {one, QStringLiteral("as it was called then")});
    world.run("record.delete", {{QStringLiteral("object"), gone.object},
                                {QStringLiteral("ids"), QJsonArray{gone.id.toString()}}});
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    window.pages()->open(placeOf("today"));
    ui::Palette &palette = *window.palette();
    const QString head = QStringLiteral("Recently opened");
    const auto begins = [&](const QStringList &with) {
        QStringList shown;
        for (const ui::PaletteRow &row : palette.model().rows().mid(0, with.size()))
            shown.append(row.title);
        return shown == with;
    };
    // By the names they have now, newest first; what was deleted is not there any more.
    palette.openPalette();
    QTRY_VERIFY(begins({head, QStringLiteral("海湾建设工程"), QStringLiteral("宏威金属制品")}));
    QVERIFY(!titles(palette).contains(QStringLiteral("Gone")));
    // At one character they stay, those that have it first; then what it finds, no record twice.
    type(palette, QStringLiteral("宏"));
    QVERIFY2(begins({head, QStringLiteral("宏威金属制品"), QStringLiteral("海湾建设工程"),
                     QStringLiteral("Customers"), QStringLiteral("宏图电子")}),
             qPrintable(titles(palette).join(QLatin1Char('|'))));
    QCOMPARE(titles(palette).count(QStringLiteral("宏威金属制品")), 1);
    QVERIFY(palette.countText().startsWith(QLatin1String("2 results, ")));
    type(palette, QStringLiteral("h"));
    QVERIFY(begins({head, QStringLiteral("海湾建设工程"), QStringLiteral("宏威金属制品")}));
    // A character of two code units is one, too; two characters are a search and nothing else.
    type(palette, QStringLiteral("𠮷"));
    QVERIFY(begins({head}));
    type(palette, QStringLiteral("宏图"));
    QVERIFY(!titles(palette).contains(QStringLiteral("海湾建设工程")));
    QCOMPARE(palette.model().row(palette.currentRow()).record, never);
    // A command or a number is no record that was opened.
    palette.edit()->setText(QStringLiteral(">"));
    QVERIFY(!begins({head}));
}

// What was opened once and may not be seen now is in no line and in no count, whoever has the laptop.
void ShellPaletteTest::whatIsHiddenIsNeitherShownNorCounted()
{
    UiWorld world(UiWorld::Access::Roles);
    const Id rosa = world.create(
        "user", {{QStringLiteral("name"), QStringLiteral("Rosa Rep")},
                 {QStringLiteral("login"), QStringLiteral("rosa")},
                 {QStringLiteral("email"), QStringLiteral("rosa@example.com")},
                 {QStringLiteral("status"), QStringLiteral("active")},
                 {QStringLiteral("language"), QStringLiteral("en")},
                 {QStringLiteral("time_zone"), QStringLiteral("Asia/Shanghai")},
                 {QStringLiteral("team_id"), Id::named("team:first").toString()},
                 {QStringLiteral("role_ids"), QJsonArray{Id::named("role:sales_rep").toString()}}});
    const auto account = [&](const char *name, const Id &owner) {
        return RecordRef{QStringLiteral("account"),
                         world.create("account", {{QStringLiteral("name"), QString::fromUtf8(name)},
                                                  {QStringLiteral("owner_id"), owner.toString()}})};
    };
    const RecordRef hers = account("Zebra Works", rosa), mine = account("Zebra Secret", world.actor().user);
    account("Zebra Hidden", world.actor().user);
    for (const RecordRef &one : {hers, mine})
        ui::rememberRecent(world.settings(), {one, QStringLiteral("Zebra")});
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    window.pages()->open(placeOf("today"));
    ui::Palette &palette = *window.palette();
    palette.openPalette();
    QTRY_VERIFY(titles(palette).contains(QStringLiteral("Zebra Secret")));
    type(palette, QStringLiteral("zebra"));
    QVERIFY(palette.countText().startsWith(QLatin1String("3 results, ")));
    palette.closePalette();

    world.actAs(rosa);
    QSignalSpy read(&palette, &ui::Palette::recentsRead);
    palette.openPalette();
    // Not for a moment: what was shown to somebody else is not what is shown first.
    QVERIFY(!titles(palette).contains(QStringLiteral("Zebra Secret")));
    QVERIFY(read.wait());
    QVERIFY(titles(palette).contains(QStringLiteral("Zebra Works")));
    for (const char *typed : {"z", "zebra", "zebra secret", "#zebra", "@zebra"}) {
        type(palette, QString::fromLatin1(typed));
        const bool hasHers = !palette.countText().startsWith(QLatin1String("0 results, "));
        QVERIFY2(!hasHers || palette.countText().startsWith(QLatin1String("1 results, ")),
                 qPrintable(palette.countText()));
        const QString shown = titles(palette).join(QLatin1Char('|'));
        QVERIFY2(!shown.contains(QLatin1String("Zebra Secret")), typed);
        QVERIFY2(!shown.contains(QLatin1String("Zebra Hidden")), typed);
    }
    type(palette, QStringLiteral("zebra"));
    QVERIFY(palette.countText().startsWith(QLatin1String("1 results, ")));
    QTest::keyClick(palette.edit(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!titles(palette).contains(QStringLiteral("Search all text for “zebra”")));
    QVERIFY(!titles(palette).contains(QStringLiteral("Zebra Secret")));
    QVERIFY(palette.countText().startsWith(QLatin1String("1 results, ")));
}

// Whatever is typed is looked for, and never a part of a query.
void ShellPaletteTest::whatIsTypedIsNoQuery()
{
    UiWorld world;
    const RecordRef plain{QStringLiteral("account"),
                          world.create("account", {{QStringLiteral("name"), QStringLiteral("Plain")}})};
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    window.pages()->open(placeOf("today"));
    ui::Palette &palette = *window.palette();
    palette.openPalette();
    for (const char *typed : {"\"",
                              "'",
                              "' OR 1=1 --",
                              "'; DROP TABLE account; --",
                              "\" OR name:*",
                              "NEAR(a b, 2)",
                              "name : x",
                              "{name} : x",
                              "x AND NOT y OR",
                              "(((",
                              "*",
                              "x*",
                              "^x",
                              "-x",
                              "%",
                              "_",
                              "\\",
                              "name = \"x\"",
                              "AND(",
                              "1; DELETE FROM task",
                              "” OR ”",
                              "｛｝：＊"}) {
        const QString odd = QString::fromUtf8(typed);
        // With letters around it too, and behind the prefix of a mode.
        for (const QString &text : {odd, QStringLiteral("q") + odd, QStringLiteral("#") + odd,
                                    QLatin1Char('@') + odd + QLatin1Char('q')}) {
            type(palette, text);
            // Answered, without a fault, and what does not hold the text is not found by it.
            QVERIFY2(palette.countText().startsWith(QLatin1String("0 results, ")), qPrintable(text));
            const QStringList found = titles(palette);
            QVERIFY2(!found.contains(QStringLiteral("Plain")), qPrintable(text));
            for (const ui::PaletteRow &row : palette.model().rows()) {
                const bool isKnown = !row.isHead || row.title == QLatin1String("Everywhere") ||
                                     row.title == QLatin1String("Commands") ||
                                     row.title == QLatin1String("Go to") ||
                                     row.title.startsWith(QLatin1String("Nothing found for"));
                QVERIFY2(isKnown, qPrintable(row.title));
            }
        }
    }
    type(palette, QStringLiteral("plain"));
    QVERIFY(titles(palette).contains(QStringLiteral("Plain")));
    QVERIFY(palette.countText().startsWith(QLatin1String("1 results, ")));
    const RecordRef found = palette.model().row(palette.currentRow()).record;
    QCOMPARE(found, plain);
}

void ShellPaletteTest::amountsSayInWhichCurrency()
{
    UiWorld world;
    const Id account = world.create("account", {{QStringLiteral("name"), QStringLiteral("Bayside")}});
    const auto deal = [&](const char *name, int minor, const char *currency) {
        const QJsonObject amount{{QStringLiteral("minor"), minor},
                                 {QStringLiteral("currency"), QString::fromLatin1(currency)}};
        world.create("opportunity",
                     {{QStringLiteral("name"), QString::fromUtf8(name)},
                      {QStringLiteral("account_id"), account.toString()},
                      {QStringLiteral("amount"), amount},
                      {QStringLiteral("currency"), QString::fromLatin1(currency).toLower()},
                      {QStringLiteral("expected_close"), QStringLiteral("2030-01-15")},
                      {QStringLiteral("next_step"), QStringLiteral("Call")},
                      {QStringLiteral("next_step_at"), QStringLiteral("2030-01-01T02:00:00.000Z")}});
    };
    deal("Own deal", 120000, "CNY");
    deal("Foreign deal", 340000, "USD");
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    ui::Palette &palette = *window.palette();
    palette.openPalette();
    type(palette, QStringLiteral("deal"));
    const auto detail = [&](const char *title) {
        for (const ui::PaletteRow &row : palette.model().rows())
            if (row.title == QLatin1String(title))
                return row.detail;
        return QString();
    };
    QVERIFY2(detail("Foreign deal").contains(QStringLiteral("USD\u00a03,400")),
             qPrintable(detail("Foreign deal")));
    QVERIFY2(detail("Own deal").contains(QStringLiteral("1,200")), qPrintable(detail("Own deal")));
    QVERIFY2(!detail("Own deal").contains(QStringLiteral("CNY")), qPrintable(detail("Own deal")));
}

void ShellPaletteTest::composingChoosesNothing()
{
    UiWorld world;
    world.create("account", {{QStringLiteral("name"), QStringLiteral("宏威金属")}});
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    window.pages()->open(placeOf("today"));
    ui::Palette &palette = *window.palette();
    palette.openPalette();
    type(palette, QStringLiteral("宏"));
    QInputMethodEvent composing(QStringLiteral("wei"), {});
    QApplication::sendEvent(palette.edit(), &composing);
    QVERIFY(palette.edit()->isComposing());
    QTest::keyClick(palette.edit(), Qt::Key_Return);
    QVERIFY(palette.isOpen());
    QTest::keyClick(palette.edit(), Qt::Key_Escape);
    QVERIFY(palette.isOpen());
    QInputMethodEvent done;
    done.setCommitString(QStringLiteral("威"));
    QSignalSpy answered(&palette, &ui::Palette::answered);
    QApplication::sendEvent(palette.edit(), &done);
    QVERIFY(!palette.edit()->isComposing());
    QCOMPARE(palette.edit()->text(), QStringLiteral("宏威"));
    QVERIFY(answered.wait());
    QTest::keyClick(palette.edit(), Qt::Key_Return);
    QVERIFY(!palette.isOpen());
    QCOMPARE(window.pages()->current().page, QStringLiteral("record"));
}

void ShellPaletteTest::prefixes()
{
    UiWorld world;
    world.create("account", {{QStringLiteral("name"), QStringLiteral("Undo Industries")}});
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    window.pages()->open(placeOf("today"));
    window.pages()->open(placeOf("leads"));
    ui::Palette &palette = *window.palette();
    palette.openPalette(QStringLiteral(">undo"));
    QCOMPARE(titles(palette), QStringList{QStringLiteral("Undo the last change")});
    palette.edit()->setText(QStringLiteral(">command of"));
    QCOMPARE(titles(palette), QStringList{QStringLiteral("Command of leads")});  // the other page is hidden
    palette.edit()->setText(QStringLiteral("＞command of"));
    QCOMPARE(titles(palette).size(), 1);
    type(palette, QStringLiteral("@lin"));
    QVERIFY(titles(palette).contains(QStringLiteral("Lin Yue")));
    type(palette, QStringLiteral("undo"));
    QVERIFY(titles(palette).contains(QStringLiteral("Undo Industries")));
    QVERIFY(titles(palette).contains(QStringLiteral("Undo the last change")));
    // Places by name.
    palette.edit()->setText(QStringLiteral("pipel"));
    QTRY_VERIFY(titles(palette).contains(QStringLiteral("Pipeline")));
}

void ShellPaletteTest::recordCommands()
{
    UiWorld world;
    const Id id = world.create("account", {{QStringLiteral("name"), QStringLiteral("Kestrel Avionics")}});
    RecordRef given;
    world.actions().addForRecord({QStringLiteral("log"),
                                  QStringLiteral("Log call"),
                                  QStringLiteral("phone"),
                                  {QStringLiteral("account")},
                                  QKeySequence(Qt::Key_C),
                                  [&given](const RecordRef &record) { given = record; }});
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    ui::Palette &palette = *window.palette();
    palette.openPalette();
    type(palette, QStringLiteral("kestrel"));
    while (palette.model().row(palette.currentRow()).title != QLatin1String("Log call"))
        QTest::keyClick(palette.edit(), Qt::Key_Down);
    QTest::keyClick(palette.edit(), Qt::Key_Enter);
    QCOMPARE(given.id, id);
}

void ShellPaletteTest::newestTextWins()
{
    UiWorld world;
    for (int i = 0; i < 30; ++i)
        world.create("account", {{QStringLiteral("name"), QStringLiteral("Northgate %1").arg(i)}});
    world.create("account", {{QStringLiteral("name"), QStringLiteral("Aurora")}});
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    ui::Palette &palette = *window.palette();
    palette.openPalette();
    palette.edit()->setText(QStringLiteral("north"));
    palette.edit()->setText(QStringLiteral("aur"));
    QTRY_VERIFY(titles(palette).contains(QStringLiteral("Aurora")));
    QVERIFY(!titles(palette).contains(QStringLiteral("Northgate 1")));
}

// However fast somebody types, the reader is asked for the first letter and for the last text.
void ShellPaletteTest::burstAsksTwice()
{
    UiWorld world;
    world.create("account", {{QStringLiteral("name"), QStringLiteral("Northgate")}});
    world.create("account", {{QStringLiteral("name"), QStringLiteral("Aurora Lighting")}});
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.show();
    ui::Palette &palette = *window.palette();
    palette.openPalette();
    QSignalSpy asked(&palette, &ui::Palette::asked);
    QSignalSpy answered(&palette, &ui::Palette::answered);
    QSemaphore gate;
    world.workspace().read(Workspace::Lane::Detail, {},
                           [&gate](ReadSession &, const Ticket &) { gate.tryAcquire(1, 10000); });
    QTest::keyClicks(palette.edit(), QStringLiteral("north"));
    palette.edit()->clear();
    QTest::keyClicks(palette.edit(), QStringLiteral("aurora"));
    QCOMPARE(asked.size(), 1);
    gate.release();
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE(asked.size(), 2);
    QVERIFY(titles(palette).contains(QStringLiteral("Aurora Lighting")));
    QVERIFY(!titles(palette).contains(QStringLiteral("Northgate")));

    // What was asked before the palette closed is not shown when it opens again.
    world.workspace().read(Workspace::Lane::Detail, {},
                           [&gate](ReadSession &, const Ticket &) { gate.tryAcquire(1, 10000); });
    QTest::keyClick(palette.edit(), Qt::Key_I);
    palette.closePalette();
    palette.openPalette();
    gate.release();
    world.workspace().readNow([](ReadSession &) {});
    QCoreApplication::processEvents();
    QCOMPARE(answered.size(), 1);
    QCOMPARE(palette.countText(), QString());
    type(palette, QStringLiteral("north"));
    QVERIFY(titles(palette).contains(QStringLiteral("Northgate")));
}

// The frame follows the number of lines, and only what differs is painted: the same picture all the same.
void ShellPaletteTest::paintsWhatChanged()
{
    const int flash = QApplication::cursorFlashTime();
    QApplication::setCursorFlashTime(0);
    const auto flashing = qScopeGuard([flash] { QApplication::setCursorFlashTime(flash); });
    UiWorld world;
    for (int i = 0; i < 4; ++i)
        world.create("account", {{QStringLiteral("name"), QStringLiteral("Northgate %1").arg(i)}});
    world.create("account", {{QStringLiteral("name"), QStringLiteral("Northwind")}});
    ui::MainWindow window(world.ui(), world.notices(), testPages());
    window.resize(1366, 768);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.pages()->open(placeOf("today"));
    ui::Palette &palette = *window.palette();
    palette.openPalette();
    QList<int> bottoms;
    for (const char *text : {"north", "northw", "northgate", "zzzz", "north"}) {
        type(palette, QString::fromLatin1(text));
        bottoms.append(palette.frameRect().bottom());
        QCoreApplication::processEvents();
        const QImage shown = window.screen()->grabWindow(window.winId()).toImage();
        QCOMPARE(shown.size(), window.size());
        const QImage whole = window.grab().toImage();
        QVERIFY2(shown.convertToFormat(QImage::Format_RGB32) == whole.convertToFormat(QImage::Format_RGB32),
                 text);
    }
    QVERIFY(bottoms.at(1) < bottoms.at(0));
    QVERIFY(bottoms.at(2) > bottoms.at(1));

    // An answer as long as the one before leaves the page below alone.
    PaintedRegion below(window.pages());
    type(palette, QStringLiteral("northg"));
    const QRect before = palette.frameRect();
    QCoreApplication::processEvents();
    below.clear();
    type(palette, QStringLiteral("northga"));
    QCoreApplication::processEvents();
    QCOMPARE(palette.frameRect(), before);
    QCOMPARE(below.painted(), QRegion());
}

}  // namespace dw::test

using dw::test::ShellPaletteTest;
DW_TEST(ShellPaletteTest)
#include "shell_palettetest.moc"
