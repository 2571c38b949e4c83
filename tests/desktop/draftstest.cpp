// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopcontext.h"
#include "core/dictionary/builtindictionary.h"
#include "tests/desktop/hand.h"
#include "tests/support/testrunner.h"
#include "ui/common/popover.h"
#include "ui/pipeline/logform.h"
#include "ui/records/draftbanner.h"
#include "ui/records/fieldeditor.h"
#include "ui/records/formsheet.h"
#include "ui/records/recordform.h"
#include "ui/tasks/logpopover.h"
#include "ui/tasks/quickaddbar.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// What was typed and never saved, when the program dies without a word: bin/dealwright itself, in a real
// window, is typed into and killed, at several moments; what is left of it is opened again.
class DraftsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void aFormIsThereAgain();
    void inTheMiddleOfAWord();
    void whileItIsSaved();
    void smallFormsAreThereAgain();

private:
    using Texts = QHash<QString, QString>;
    static constexpr int Patience = 20'000;

    QString folder() const { return m_home.filePath(QStringLiteral("workspace")); }
    // The program with its window up, and nothing open in it but Today.
    void start();
    void kill();
    // The first of what can be made anew.
    void openNewAccount()
    {
        QVERIFY(m_hand.press({QStringLiteral("ctrl+n"), QStringLiteral("Down"), QStringLiteral("Return")}));
    }
    // Of a draft that is no record's: it is the person's who acts.
    static QString mine(const char *what)
    {
        return QString::fromLatin1(what) + QLatin1Char('/') + Id::named("user:owner").toString();
    }
    // As it lies in the workspace now, read from outside.
    Texts kept(const QString &key) const;
    QStringList accounts() const;
    std::unique_ptr<desktop::DesktopContext> open();
    ui::RecordForm *newAccountIn(desktop::DesktopContext &context);

    QTemporaryDir m_home;
    SystemClock m_clock;
    std::unique_ptr<IdGenerator> m_ids;
    std::unique_ptr<Workspace> m_look;  // reads only: the program holds the lock
    QProcess m_program;
    Hand m_hand;
};

void DraftsTest::initTestCase()
{
    DW_NEED_HAND();
    QProcess maker;
    maker.start(QStringLiteral(DEALWRIGHT_CLI), {QStringLiteral("-w"), folder(), QStringLiteral("new")});
    QVERIFY(maker.waitForFinished(Patience));
    QVERIFY2(maker.exitCode() == 0, maker.readAllStandardError().constData());
    m_ids = std::make_unique<IdGenerator>(m_clock);
    auto dictionary = Dictionary::build(*BuiltinDictionary::definitions());
    QVERIFY(dictionary.ok());
    auto look = Workspace::open(folder(), Workspace::Access::ReadOnly, *dictionary, m_clock, *m_ids);
    QVERIFY(look.ok());
    m_look = std::move(*look);
    m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

void DraftsTest::cleanup()
{
    kill();
}

void DraftsTest::start()
{
    m_program.start(QStringLiteral(DEALWRIGHT_PROGRAM),
                    {QStringLiteral("-w"), folder(), QStringLiteral("--lang"), QStringLiteral("en")});
    QVERIFY(m_program.waitForStarted(Patience));
    QVERIFY(m_hand.waitForWindow(m_program.processId()));
}

void DraftsTest::kill()
{
    if (m_program.state() == QProcess::NotRunning)
        return;
    m_program.kill();
    QVERIFY(m_program.waitForFinished(Patience));
    QCOMPARE(m_program.exitStatus(), QProcess::CrashExit);
}

DraftsTest::Texts DraftsTest::kept(const QString &key) const
{
    Texts texts;
    m_look->readNow([&](ReadSession &session) {
        const auto values = session.localValues(QStringLiteral("draft"));
        if (values.ok())
            texts = ui::FormDraft::unpack(values->value(key));
    });
    return texts;
}

QStringList DraftsTest::accounts() const
{
    QStringList names;
    const auto context = const_cast<DraftsTest *>(this)->open();
    context->workspace().readNow([&](ReadSession &session) {
        const Reader reader(session, context->readContextNow());
        const auto query = reader.query(QStringLiteral("account"), QString(), {});
        const auto rows = reader.rows(*query, 100);
        const auto records = reader.page(query->object, *rows, {query->object->indexOf(u"name")});
        for (const Record &record : *records)
            names.append(record.value(u"name").text());
    });
    return names;
}

std::unique_ptr<desktop::DesktopContext> DraftsTest::open()
{
    desktop::Options options;
    options.workspace = folder();
    options.ownWorkspace = false;
    options.language = QStringLiteral("en");
    auto context = desktop::DesktopContext::open(*qApp, options, m_clock);
    if (!context.ok())
        qFatal("%s %s", qPrintable(context.error().key), qPrintable(context.error().detail));
    return std::move(*context);
}

ui::RecordForm *DraftsTest::newAccountIn(desktop::DesktopContext &context)
{
    context.window()->newRecord(QStringLiteral("account"));
    auto *sheet = context.window()->findChild<ui::FormSheet *>();
    return sheet && QTest::qWaitFor([sheet] { return sheet->form()->isReady(); }, Patience) ? sheet->form()
                                                                                            : nullptr;
}

void DraftsTest::aFormIsThereAgain()
{
    const QString typed = QStringLiteral("Kestrel Avionics");
    start();
    if (QTest::currentTestFailed())
        return;
    openNewAccount();
    QVERIFY(m_hand.type(typed));
    QTRY_COMPARE_WITH_TIMEOUT(kept(mine("account/new")).value(QStringLiteral("name")), typed, Patience);
    kill();
    {
        const auto context = open();
        context->makeWindow().show();
        ui::RecordForm *form = newAccountIn(*context);
        QVERIFY(form);
        ui::FieldEditor *name = form->editor(QStringLiteral("name"));
        QCOMPARE(name->typed(), typed);
        QVERIFY(form->draftBanner()->isVisible());
        // Dropped by accident.
        form->draftBanner()->button()->click();
        QVERIFY(name->typed().isEmpty());
        QVERIFY(form->draftBanner()->isVisible());
        form->draftBanner()->button()->click();
        QCOMPARE(name->typed(), typed);
    }
    // The program dies with the form dropped: that was not the last word.
    start();
    if (QTest::currentTestFailed())
        return;
    openNewAccount();
    // The button stands before the first field.
    QVERIFY(
        m_hand.press({QStringLiteral("shift+Tab"), QStringLiteral("shift+Tab"), QStringLiteral("space")}));
    QVERIFY(m_hand.press({QStringLiteral("Tab"), QStringLiteral("Tab"), QStringLiteral("Tab")}));
    kill();
    QCOMPARE(kept(mine("account/new")).value(QStringLiteral("name")), typed);
    {
        // Dropped, and closed so: that is.
        const auto context = open();
        context->makeWindow().show();
        ui::RecordForm *form = newAccountIn(*context);
        QVERIFY(form);
        QCOMPARE(form->editor(QStringLiteral("name"))->typed(), typed);
        form->draftBanner()->button()->click();
        context->window()->findChild<ui::FormSheet *>()->closeSheet();
        QTRY_VERIFY(kept(mine("account/new")).isEmpty());
    }
}

void DraftsTest::inTheMiddleOfAWord()
{
    const QString typed =
        QStringLiteral("a name that has no end at all and goes on and on from word to word, ")
            .repeated(2)
            .trimmed();
    for (const int least : {1, 60}) {
        start();
        if (QTest::currentTestFailed())
            return;
        openNewAccount();
        const auto length = [&] { return kept(mine("account/new")).value(QStringLiteral("name")).size(); };
        // A few letters at a time, until the program has kept some of them, and no further.
        for (int from = 0; from < typed.size() && length() < least; from += 4)
            QVERIFY(m_hand.type(typed.mid(from, 4)));
        QTRY_VERIFY_WITH_TIMEOUT(length() >= least, Patience);
        kill();
        // Whole up to where it was kept.
        const QString stored = kept(mine("account/new")).value(QStringLiteral("name"));
        QVERIFY2(typed.startsWith(stored) && stored.size() >= least, qPrintable(stored));
        const auto context = open();
        context->makeWindow().show();
        ui::RecordForm *form = newAccountIn(*context);
        QVERIFY(form);
        QCOMPARE(form->editor(QStringLiteral("name"))->typed(), stored);
        QVERIFY(form->draftBanner()->isVisible());
        form->dropDraft();
        QTRY_VERIFY(kept(mine("account/new")).isEmpty());
    }
}

// Killed the moment after Ctrl+S, and when the record is there: it is in the form, or it is saved.
void DraftsTest::whileItIsSaved()
{
    for (const bool wait : {false, true}) {
        const QString typed = wait ? QStringLiteral("Second Works") : QStringLiteral("First Works");
        start();
        if (QTest::currentTestFailed())
            return;
        openNewAccount();
        QVERIFY(m_hand.type(typed));
        QTRY_COMPARE_WITH_TIMEOUT(kept(mine("account/new")).value(QStringLiteral("name")), typed, Patience);
        QVERIFY(m_hand.press({QStringLiteral("ctrl+s")}));
        if (wait)
            QTRY_VERIFY_WITH_TIMEOUT(kept(mine("account/new")).isEmpty(), Patience);
        kill();
        const bool isDraft = kept(mine("account/new")).value(QStringLiteral("name")) == typed;
        const bool isSaved = accounts().contains(typed);
        QVERIFY(isSaved || isDraft);
        QVERIFY(!wait || (isSaved && !isDraft));
        const auto context = open();
        context->makeWindow().show();
        ui::RecordForm *form = newAccountIn(*context);
        QVERIFY(form);
        QCOMPARE(form->editor(QStringLiteral("name"))->typed(), isDraft ? typed : QString());
        form->dropDraft();
    }
}

// The call and the line for a task, which are no forms of a record.
void DraftsTest::smallFormsAreThereAgain()
{
    const QString call = QStringLiteral("They want it in writing");
    const QString line = QStringLiteral("send the offer fri 3pm");
    start();
    if (QTest::currentTestFailed())
        return;
    QVERIFY(m_hand.press({QStringLiteral("c"), QStringLiteral("Tab")}));
    QVERIFY(m_hand.type(call));
    QTRY_COMPARE_WITH_TIMEOUT(kept(mine("activity.log/new")).value(QStringLiteral("subject")), call,
                              Patience);
    QVERIFY(m_hand.press({QStringLiteral("Escape"), QStringLiteral("q")}));
    QVERIFY(m_hand.type(line));
    QTRY_COMPARE_WITH_TIMEOUT(kept(mine("task.line.today/new")).value(QStringLiteral("line")), line,
                              Patience);
    kill();
    const auto context = open();
    context->makeWindow().show();
    ui::Place today;
    today.page = QStringLiteral("today");
    context->window()->pages()->open(today);
    context->ui().actions.action(QStringLiteral("activity.log_call"))->trigger();
    const QPointer<ui::LogPopover> popover(context->window()->findChild<ui::LogPopover *>());
    QVERIFY(popover);
    QTRY_VERIFY(popover->draftBanner()->isVisible());
    QCOMPARE(popover->form()->subject(), call);
    context->window()->closeInnermostLayer();
    QTRY_VERIFY(popover.isNull());
    context->ui().actions.action(QStringLiteral("task.add"))->trigger();
    auto *bar = context->window()->pages()->currentPage()->window()->findChild<ui::QuickAddBar *>();
    QVERIFY(bar);
    QTRY_COMPARE(bar->edit()->text(), line);
    // What became a task is no draft any more.
    QTest::keyClick(bar->edit(), Qt::Key_Return);
    QTRY_VERIFY(kept(mine("task.line.today/new")).isEmpty());
    QCOMPARE(kept(mine("activity.log/new")).value(QStringLiteral("subject")), call);
}

DW_TEST(DraftsTest)

}  // namespace dw::test

#include "draftstest.moc"
