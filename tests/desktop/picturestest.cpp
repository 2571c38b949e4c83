// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/options.h"
#include "app/desktop/pages.h"
#include "tests/desktop/programhome.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QHash>
#include <QImage>
#include <QProcess>
#include <QTest>

namespace dw::test
{

// What --shots leaves behind: every screen of the program, whole, in its size and its theme.
class PicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void picturesOfEveryScreen_data();
    void picturesOfEveryScreen();

private:
    QStringList screens();
    struct Ground
    {
        QRgb colour = 0;
        double share = 1;
    };
    static Ground groundOf(const QImage &picture);

    ProgramHome m_program;
};

// Of the demo company: pages of records need some.
void PicturesTest::initTestCase()
{
    QProcess maker;
    maker.start(QStringLiteral(DEALWRIGHT_CLI),
                {QStringLiteral("-w"), desktop::ownWorkspaceFolder(), QStringLiteral("new"),
                 QStringLiteral("--demo"), QStringLiteral("--seed"), QStringLiteral("1")});
    QVERIFY(maker.waitForFinished(120000));
    QVERIFY2(maker.exitCode() == 0, maker.readAllStandardError().constData());
}

// The names without their ending of all that --shots owes: what the window knows, and what opens over it.
QStringList PicturesTest::screens()
{
    const auto context = m_program.open();
    ui::PageStack &pages = *context->makeWindow().pages();
    QStringList names;
    const auto add = [&](const QString &name, const QStringList &scenes) {
        names.append(name);
        for (const QString &scene : scenes)
            names.append(name + QLatin1Char('-') + scene);
    };
    ui::SyncState state(context->ui());
    for (const ui::MainWindow::PageEntry &entry : desktop::allPages(&state, {})) {
        // A record has a picture of each kind; this one waits for a joined workspace.
        if (entry.key == QLatin1String("record"))
            continue;
        if (!pages.contains(entry.key))
            pages.addPage(entry.key, entry.factory);
        add(entry.key, pages.page(entry.key)->scenes());
    }
    const QStringList record = pages.page(QStringLiteral("record"))->scenes();
    for (const char *kind : {"customer360", "contact", "lead"})
        add(QString::fromLatin1(kind), record);
    for (const char *name : {"customers-columns", "customers-bulk-edit",
                             "customers-assign",  "customers-export",
                             "insight-export",    "pipeline-close",
                             "today-call",        "today-task",
                             "import-check",      "palette",
                             "palette-start",     "palette-commands",
                             "shortcuts",         "toast",
                             "notifications",     "sync-synced",
                             "sync-sending",      "sync-offline",
                             "sync-panel",        "sync-attention",
                             "sync-signin",       "sync-panel-signin",
                             "sync-locked",       "cannot-open"})
        names.append(QString::fromLatin1(name));
    return names;
}

// The colour that most of it has, and how much. A few points of every third line tell it.
PicturesTest::Ground PicturesTest::groundOf(const QImage &picture)
{
    QHash<QRgb, int> seen;
    Ground ground;
    int all = 0, most = 0;
    for (int y = 0; y < picture.height(); y += 3) {
        for (int x = 0; x < picture.width(); x += 7, ++all) {
            const QRgb colour = picture.pixel(x, y);
            if (const int count = ++seen[colour]; count > most) {
                most = count;
                ground.colour = colour;
            }
        }
    }
    ground.share = all == 0 ? 1 : double(most) / all;
    return ground;
}

void PicturesTest::picturesOfEveryScreen_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("ending");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light English") << QStringList{QStringLiteral("--theme"), QStringLiteral("light"),
                                                  QStringLiteral("--lang"), QStringLiteral("en")}
                                   << QStringLiteral("-light-en.png") << QSize(1366, 768);
    QTest::newRow("dark Chinese, twice as fine")
        << QStringList{QStringLiteral("--theme"), QStringLiteral("dark"),           QStringLiteral("--lang"),
                       QStringLiteral("zh_CN"),   QStringLiteral("--scale-factor"), QStringLiteral("2")}
        << QStringLiteral("-dark-zh@2x.png") << QSize(2732, 1536);
}

void PicturesTest::picturesOfEveryScreen()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, ending);
    QFETCH(const QSize, size);
    const QStringList owed = screens();
    QVERIFY2(owed.size() > 60, qPrintable(QString::number(owed.size())));
    const QString folder = m_program.filePath(QStringLiteral("shots"));
    const ProgramHome::Outcome outcome =
        m_program.start(QStringList{QStringLiteral("--shots"), folder} + arguments);
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    const QStringList written = outcome.output.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QStringList wrong;
    for (const QString &name : owed) {
        if (!written.contains(name + ending))
            wrong.append(name + QStringLiteral(" is not there"));
    }
    const bool dark = ending.startsWith(QLatin1String("-dark"));
    for (const QString &name : written) {
        const QImage picture(QDir(folder).filePath(name));
        // What stands in for the window is as large as it needs.
        const bool isWindow =
            !name.startsWith(QLatin1String("sync-locked")) && !name.startsWith(QLatin1String("cannot-open"));
        if (!name.endsWith(ending) || (isWindow ? picture.size() != size : picture.width() < 300))
            wrong.append(
                QStringLiteral("%1 is %2 x %3").arg(name).arg(picture.width()).arg(picture.height()));
        else if (const Ground ground = groundOf(picture); ground.share > 0.985)
            wrong.append(QStringLiteral("%1 is of one colour: %2").arg(name).arg(ground.share));
        else if ((qGray(ground.colour) < 128) != dark)
            wrong.append(name + QStringLiteral(" is in the other theme"));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    // A layer over a page is in its picture.
    for (const char *layer : {"pipeline-close", "pipeline-gate", "insight-export", "customers-columns"}) {
        const QString name = QString::fromLatin1(layer);
        const QDir in(folder);
        QVERIFY2(QImage(in.filePath(name + ending)) !=
                     QImage(in.filePath(name.section(QLatin1Char('-'), 0, 0) + ending)),
                 layer);
    }
    if (!dark)
        return;
    // A form is filled when its picture is taken: ink in its first field, which holds the name.
    const QImage form(QDir(folder).filePath(QStringLiteral("customer360-form-dark-zh@2x.png")));
    const QRect field(2 * 728, 2 * 118, 2 * 120, 2 * 24);
    int ink = 0;
    for (int y = field.top(); y <= field.bottom(); ++y) {
        for (int x = field.left(); x <= field.right(); ++x)
            ink += qGray(form.pixel(x, y)) > 160 ? 1 : 0;
    }
    QVERIFY2(ink > 100, qPrintable(QString::number(ink)));
    // And it is gone from the next one: the list it lay over, left of the preview, is of one colour.
    const QImage empty(QDir(folder).filePath(QStringLiteral("customers-empty-dark-zh@2x.png")));
    QCOMPARE(empty.pixel(2 * 900, 2 * 720), empty.pixel(2 * 700, 2 * 720));
}

}  // namespace dw::test

using dw::test::PicturesTest;
DW_TEST(PicturesTest)
#include "picturestest.moc"
