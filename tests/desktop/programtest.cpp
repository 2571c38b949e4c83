// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopcontext.h"
#include "app/desktop/singleinstance.h"
#include "app/desktop/startupwindow.h"
#include "tests/support/testrunner.h"
#include "ui/shell/settingkeys.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// The program as a person starts it: the first time, a second time, and when the workspace will not open.
class ProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void firstStartMakesAWorkspace();
    void settingsApplyAtOnce();
    void secondWindowRaisesTheFirst();
    void picturesOfEveryScreen();
    void failuresSayAWayOut();

private:
    struct Outcome
    {
        int code = -1;
        QString errors;
        QString output;
    };
    Outcome start(const QStringList &arguments) const;
    std::unique_ptr<desktop::DesktopContext> open();

    QTemporaryDir m_home;
    SystemClock m_clock;
};

void ProgramTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.filePath(QStringLiteral("data")).toLocal8Bit());
    const QString runtime = m_home.filePath(QStringLiteral("run"));
    QVERIFY(QDir().mkpath(runtime));
    QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("XDG_RUNTIME_DIR", runtime.toLocal8Bit());
    qunsetenv("DISPLAY");
    qunsetenv("WAYLAND_DISPLAY");
}

ProgramTest::Outcome ProgramTest::start(const QStringList &arguments) const
{
    QProcess program;
    program.start(QStringLiteral(DEALWRIGHT_PROGRAM), arguments);
    Outcome outcome;
    if (!program.waitForFinished(120000))
        return outcome;
    outcome.code = program.exitCode();
    outcome.errors = QString::fromUtf8(program.readAllStandardError());
    outcome.output = QString::fromUtf8(program.readAllStandardOutput());
    return outcome;
}

std::unique_ptr<desktop::DesktopContext> ProgramTest::open()
{
    desktop::Options options;
    options.workspace = desktop::ownWorkspaceFolder();
    options.language = QStringLiteral("en");
    auto made = desktop::DesktopContext::open(*qobject_cast<QApplication *>(QCoreApplication::instance()),
                                              options, m_clock);
    if (!made.ok())
        qFatal("%s %s", qPrintable(made.error().key), qPrintable(made.error().detail));
    return std::move(*made);
}

void ProgramTest::firstStartMakesAWorkspace()
{
    QVERIFY(!QFile::exists(desktop::ownWorkspaceFolder()));
    {
        const auto context = open();
        QVERIFY(context->isNew());
        QVERIFY(!context->ui().actor().user.isNull());
        QVERIFY(context->ui().configuration()->rulebook->pipelineByCode(u"standard"));
    }
    const auto context = open();
    QVERIFY(!context->isNew());
}

void ProgramTest::settingsApplyAtOnce()
{
    const auto context = open();
    ui::MainWindow &window = context->makeWindow();
    ui::Place place;
    place.page = QStringLiteral("settings");
    window.pages()->open(place);
    window.show();
    context->ui().settings.setValue(ui::setting::theme(), QStringLiteral("dark"));
    QTRY_VERIFY(context->ui().theme.isDark());
    context->ui().settings.setValue(ui::setting::highContrast(), true);
    QTRY_VERIFY(context->ui().theme.highContrast());
    context->ui().settings.setValue(ui::setting::textSize(), 130);
    QTRY_COMPARE(context->ui().theme.textScale(), 1.3);
    QCOMPARE(window.pages()->current().page, QStringLiteral("settings"));
    context->ui().settings.setValue(ui::setting::textSize(), 100);
    context->ui().settings.setValue(ui::setting::theme(), QStringLiteral("light"));
    QTRY_VERIFY(!context->ui().theme.isDark());
    context->setLanguage(Language::Chinese);
    QCOMPARE(window.pages()->currentPage()->breadcrumb(), QStringList{QStringLiteral("设置")});
    context->setLanguage(Language::English);
}

void ProgramTest::secondWindowRaisesTheFirst()
{
    const auto context = open();
    const desktop::SingleInstance first(context->workspace().info().id);
    QSignalSpy raised(&first, &desktop::SingleInstance::raiseRequested);
    QProcess second;
    second.start(QStringLiteral(DEALWRIGHT_PROGRAM), {});
    QVERIFY(second.waitForStarted());
    QVERIFY(raised.wait(60000));
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 60000);
    QCOMPARE(second.exitCode(), 0);
}

void ProgramTest::picturesOfEveryScreen()
{
    const QString folder = m_home.filePath(QStringLiteral("shots"));
    const Outcome outcome = start({QStringLiteral("--shots"), folder, QStringLiteral("--theme"),
                                   QStringLiteral("dark"), QStringLiteral("--lang"), QStringLiteral("zh_CN"),
                                   QStringLiteral("--scale-factor"), QStringLiteral("2")});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    for (const QString &name :
         {QStringLiteral("settings-dark-zh@2x.png"), QStringLiteral("palette-dark-zh@2x.png"),
          QStringLiteral("welcome-dark-zh@2x.png")}) {
        const QImage picture(QDir(folder).filePath(name));
        QCOMPARE(picture.size(), QSize(2732, 1536));
        QVERIFY(outcome.output.contains(name));
    }
}

void ProgramTest::failuresSayAWayOut()
{
    const QString absent = m_home.filePath(QStringLiteral("absent"));
    const Outcome missing = start({QStringLiteral("-w"), absent});
    QCOMPARE(missing.code, 1);
    QVERIFY(missing.errors.contains(absent));
    QVERIFY(!QFile::exists(absent));
    QCOMPARE(start({QStringLiteral("--theme"), QStringLiteral("blue")}).code, 64);

    const QString damaged = m_home.filePath(QStringLiteral("damaged"));
    QVERIFY(QDir().mkpath(damaged));
    QFile file(damaged + QStringLiteral("/workspace.db"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray garbage(8192, 'x');
    file.write(garbage);
    file.close();
    QCOMPARE(start({QStringLiteral("-w"), damaged}).code, 1);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), garbage);

    for (const ErrorCode code : {ErrorCode::Conflict, ErrorCode::TooNew, ErrorCode::NotFound,
                                 ErrorCode::Storage, ErrorCode::Internal})
        QVERIFY(desktop::StartupWindow::wayOut(Error(code, QStringLiteral("x"))).size() > 20);
    ui::Theme theme;
    const ui::Icons icons(theme);
    desktop::Options options;
    options.workspace = damaged;
    desktop::StartupWindow window(theme, icons, options,
                                  Error(ErrorCode::Conflict, QStringLiteral("store.in_use"), {damaged}));
    window.show();
    QVERIFY(window.height() > 100);
}

}  // namespace dw::test

using dw::test::ProgramTest;
DW_TEST(ProgramTest)
#include "programtest.moc"
