// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/customers_recorddesk.h"
#include "ui/common/banner.h"
#include "ui/common/lineedit.h"
#include "ui/common/listfooter.h"
#include "ui/common/popover.h"
#include "ui/common/segments.h"
#include "ui/common/tabbar.h"
#include "ui/common/textlabel.h"
#include "ui/common/textlayout.h"
#include "ui/customers/activitypopover.h"
#include "ui/customers/collectiontab.h"
#include "ui/customers/customerspage.h"
#include "ui/customers/factspanel.h"
#include "ui/customers/historyview.h"
#include "ui/customers/recordcommands.h"
#include "ui/customers/recordview.h"
#include "ui/customers/stagebar.h"
#include "ui/customers/tilestrip.h"
#include "ui/customers/timelineview.h"
#include "ui/figures/figurebutton.h"
#include "ui/records/draftbanner.h"
#include "ui/records/formsheet.h"
#include "ui/records/peekpanel.h"
#include "ui/records/pendingmarks.h"
#include "ui/records/recordform.h"
#include "ui/records/recordlistmodel.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

class CustomersRecordPageTest : public RecordDesk
{
    Q_OBJECT

private:
    void call(const RecordRef &about, const QString &subject)
    {
        m_fixture->run("activity.log",
                       {{QStringLiteral("set"),
                         QJsonObject{{QStringLiteral("kind"), QStringLiteral("call")},
                                     {QStringLiteral("subject"), subject},
                                     {QStringLiteral("related"), Value(about).toJson()},
                                     {QStringLiteral("occurred_at"), m_fixture->m_clock.now().toIso()},
                                     {QStringLiteral("duration_s"), 720},
                                     {QStringLiteral("direction"), QStringLiteral("out")},
                                     {QStringLiteral("outcome"), QStringLiteral("positive")},
                                     {QStringLiteral("performer_id"), RecordsFixture::owner()}}}});
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { leave(); }

    void customerShowsDealsCountsAndTimeline()
    {
        const Id account = m_fixture->account(QStringLiteral("宏威金属制品有限公司"));
        const RecordRef ref{QStringLiteral("account"), account};
        const QJsonObject money{{QStringLiteral("minor"), 74200000},
                                {QStringLiteral("currency"), QStringLiteral("CNY")}};
        m_fixture->deal(QStringLiteral("Flow line 3"), account, {{QStringLiteral("amount"), money}});
        m_fixture->create("contact", {{QStringLiteral("name"), QStringLiteral("郭文博")},
                                      {QStringLiteral("account_id"), account.toString()},
                                      {QStringLiteral("buying_role"), QStringLiteral("decision")}});
        call(ref, QStringLiteral("Call with 郭文博"));
        open(ref);
        RecordView *view = m_page->view();
        QCOMPARE(m_page->breadcrumb(),
                 (QStringList{QStringLiteral("Customers"), QStringLiteral("宏威金属制品有限公司")}));
        QCOMPARE(view->openDeals()->model()->rowCount(), 1);
        QCOMPARE(view->tiles()->tiles().size(), 3);  // no tile for what comes later
        QCOMPARE(view->tiles()->tiles()[0].value, QStringLiteral("Call back"));
        QVERIFY(view->tiles()->tiles()[1].value.contains(QLatin1String("742,000")));
        QVERIFY(!view->overviewTimeline()->entries().isEmpty());
        const int deals = int(view->tabKeys().indexOf(QStringLiteral("opportunities")));
        const int people = int(view->tabKeys().indexOf(QStringLiteral("contacts")));
        QCOMPARE(view->tabs()->tabCount(deals), QStringLiteral("1"));
        QCOMPARE(view->tabs()->tabCount(people), QStringLiteral("1"));
        view->overviewTimeline()->segments()->button(int(TimelineView::Filter::Mail))->click();
        QVERIFY(view->overviewTimeline()->entries().isEmpty());
        const QList<TextLabel *> labels = view->overviewTimeline()->findChildren<TextLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const TextLabel *label) {
            return label->isVisible() && label->text() == QLatin1String("Nothing of this kind yet.");
        }));
        view->overviewTimeline()->segments()->button(int(TimelineView::Filter::Calls))->click();
        QCOMPARE(view->overviewTimeline()->entries().size(), 1);
        // A commit by anyone shows at once.
        call(ref, QStringLiteral("Another call"));
        QTRY_COMPARE(view->overviewTimeline()->entries().size(), 2);
    }

    // DESIGN 4: never a silent sum.
    void tilesSayWhatTheyLeaveOut()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        const auto deal = [&](const char *name, const char *currency) {
            const QJsonObject amount{{QStringLiteral("minor"), 100000},
                                     {QStringLiteral("currency"), QString::fromLatin1(currency)}};
            return m_fixture->deal(QString::fromLatin1(name), account,
                                   {{QStringLiteral("amount"), amount},
                                    {QStringLiteral("currency"), QString::fromLatin1(currency).toLower()}});
        };
        const auto win = [&](const Id &id) {
            QJsonObject arguments{{QStringLiteral("id"), id.toString()},
                                  {QStringLiteral("to"), QStringLiteral("won")}};
            QJsonObject waive;
            for (const Finding &finding : m_fixture->attempt("opportunity.advance", arguments).findings)
                waive.insert(finding.item, QStringLiteral("a test"));
            arguments.insert(QStringLiteral("waive"), waive);
            m_fixture->run("opportunity.advance", arguments);
        };
        win(deal("Won at home", "CNY"));
        win(deal("Won abroad", "USD"));
        deal("Open at home", "CNY");
        deal("Open abroad", "USD");
        open({QStringLiteral("account"), account});
        const QList<TileStrip::Tile> &tiles = m_page->view()->tiles()->tiles();
        QCOMPARE(tiles[1].value, QStringLiteral("¥1,000 + 1 in USD"));
        QVERIFY2(tiles[1].note.startsWith(QLatin1String("2 deal(s), weighted ")), qPrintable(tiles[1].note));
        QCOMPARE(tiles[2].value, QStringLiteral("¥1,000 + 1 in USD"));
        QCOMPARE(tiles[2].note, QStringLiteral("2 deal(s)"));
        // The foot of the list of customers knows nothing of rates.
        m_fixture->deal(
            QStringLiteral("Another"), m_fixture->account(QStringLiteral("Beta")),
            {{QStringLiteral("amount"), QJsonObject{{QStringLiteral("minor"), 500000},
                                                    {QStringLiteral("currency"), QStringLiteral("CNY")}}}});
        CustomersPage page(*m_fixture->m_context);
        page.resize(1318, 704);
        page.QWidget::show();
        page.show({});
        QTRY_VERIFY(page.isSettled());
        QVERIFY(page.footer()->totals().values().contains(QStringLiteral("several currencies")));
    }

    // Of all its deals, however many there are; the list shows the largest.
    void customerWithManyDealsIsSummedWhole()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        const QJsonObject amount{{QStringLiteral("minor"), 100000},
                                 {QStringLiteral("currency"), QStringLiteral("CNY")}};
        for (int i = 0; i < 205; ++i)
            m_fixture->deal(QStringLiteral("Deal %1").arg(i), account, {{QStringLiteral("amount"), amount}});
        open({QStringLiteral("account"), account});
        const QList<TileStrip::Tile> &tiles = m_page->view()->tiles()->tiles();
        QCOMPARE(tiles[1].value, QStringLiteral("¥205,000"));
        QVERIFY2(tiles[1].note.startsWith(QLatin1String("205 deal(s)")), qPrintable(tiles[1].note));
        PeekPanel peek(*m_fixture->m_context);
        QSignalSpy shown(&peek, &PeekPanel::shown);
        peek.showRecord({QStringLiteral("account"), account}, 1, 1);
        QTRY_COMPARE(shown.size(), 1);
        QStringList texts;
        for (const TextLabel *label : peek.findChildren<TextLabel *>())
            texts.append(label->text());
        // Nobody explains them here.
        QVERIFY(peek.findChildren<FigureButton *>().isEmpty());
        QVERIFY2(texts.contains(QStringLiteral("CNY\u00a0205,000")), qPrintable(texts.join(u'|')));
        QVERIFY2(texts.contains(QStringLiteral("205")), qPrintable(texts.join(u'|')));
    }

    void withoutOpenDealsTheWayToOneIsOffered()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        open({QStringLiteral("account"), account});
        RecordView *view = m_page->view();
        QVERIFY(!view->openDeals()->isVisible());
        QVERIFY(view->noDeals()->isVisible());
        auto *create = view->noDeals()->findChild<QPushButton *>();
        create->click();
        auto *sheet = m_page->window()->findChild<FormSheet *>();
        QVERIFY(sheet);
        QTRY_VERIFY(sheet->form()->isReady());
        QCOMPARE(sheet->form()->editor(QStringLiteral("account_id"))->value().id(), account);
        sheet->closeSheet();

        const Id deal = m_fixture->deal(QStringLiteral("Flow line"), account);
        QTRY_VERIFY(view->openDeals()->isVisible() && !view->noDeals()->isVisible());
        // A deal that was made came from nowhere.
        const auto made = [&] {
            for (const TimelineEntry &entry : view->overviewTimeline()->entries()) {
                if (entry.about.id == deal)
                    return entry.text;
            }
            return QString();
        };
        QTRY_COMPARE(made(), QStringLiteral("Created in First contact"));
    }

    void noFactIsCutOffByItsName()
    {
        const Id account = m_fixture->account(
            QStringLiteral("Alpha"), {{QStringLiteral("uscc"), QStringLiteral("91330200MA6BLJG3B0")}});
        open({QStringLiteral("account"), account});
        int longNames = 0;
        for (const TextLabel *label : m_page->findChild<FactsPanel *>()->findChildren<TextLabel *>()) {
            if (label->buddy() == nullptr)
                continue;
            const qreal needed =
                textWidth(m_fixture->m_theme, Theme::Scale::Small, Theme::Weight::Regular, label->text());
            if (needed > label->width()) {
                QVERIFY2(label->wordWrap() && label->height() >= label->heightForWidth(label->width()),
                         qPrintable(label->text()));
                ++longNames;
            }
        }
        QVERIFY(longNames > 0);
    }

    void whatNeedsNoFormIsDoneAtOnce()
    {
        RecordCommands commands(*m_fixture->m_context);
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        const RecordRef contact{
            QStringLiteral("contact"),
            m_fixture->create("contact", {{QStringLiteral("name"), QStringLiteral("郭文博")},
                                          {QStringLiteral("account_id"), account.toString()},
                                          {QStringLiteral("email"), QStringLiteral("guo@alpha.example")}})};
        commands.copyEmail(contact);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("guo@alpha.example"));
        QCOMPARE(m_fixture->m_notices.m_done, QStringList{QStringLiteral("Copied guo@alpha.example")});
        commands.copyPhone(contact);
        QTRY_COMPARE(m_fixture->m_notices.m_failed,
                     QStringList{QStringLiteral("No phone number is known here.")});
        const RecordRef task{
            QStringLiteral("task"),
            m_fixture->create("task",
                              {{QStringLiteral("subject"), QStringLiteral("Call back")},
                               {QStringLiteral("due_at"), QStringLiteral("2026-11-19T01:00:00.000Z")}})};
        commands.complete(task);
        QTRY_COMPARE(m_fixture->stored(task).value(u"status").text(), QStringLiteral("done"));
        commands.remove(contact);
        QTRY_COMPARE(m_fixture->m_notices.m_done.last(), QStringLiteral("Deleted the contact"));
        QVERIFY(!m_fixture->stored(contact).value(u"deleted_at").isNull());
        m_fixture->run("change.undo",
                       {{QStringLiteral("transaction"), m_fixture->m_notices.m_last.toString()}});
        QVERIFY(m_fixture->stored(contact).value(u"deleted_at").isNull());
    }

    void everyTabShowsItsRecords()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        m_fixture->deal(QStringLiteral("Flow line"), account);
        open({QStringLiteral("account"), account});
        const QStringList keys = m_page->view()->tabKeys();
        for (const QString &key : keys) {
            m_page->view()->showTab(key);
            QTRY_VERIFY2(m_page->isSettled(), qPrintable(key));
            QCOMPARE(m_page->view()->currentTab(), key);
        }
    }

    void historyNamesFieldsBeforeAndAfter()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        m_fixture->run("record.update",
                       {{QStringLiteral("object"), QStringLiteral("account")},
                        {QStringLiteral("id"), account.toString()},
                        {QStringLiteral("set"),
                         QJsonObject{{QStringLiteral("industry"), QStringLiteral("electronics")}}}});
        open({QStringLiteral("account"), account});
        m_page->view()->showTab(QStringLiteral("history"));
        QTRY_VERIFY(m_page->view()->history()->model()->rowCount() > 0);
        const QStandardItemModel *lines = m_page->view()->history()->model();
        bool found = false;
        for (int row = 0; row < lines->rowCount() && !found; ++row)
            found =
                lines->item(row, HistoryView::FieldName)->text() == QLatin1String("Industry") &&
                lines->item(row, HistoryView::Before)->text() == QLatin1String("Machinery and equipment") &&
                lines->item(row, HistoryView::After)->text() ==
                    QLatin1String("Electronics and semiconductors") &&
                lines->item(row, HistoryView::Who)->text() == QLatin1String("Lin Yue");
        QVERIFY(found);
    }

    // A laptop's file has what was done on it; the server knows the rest, or cannot be asked.
    void historyAsksTheServerForWhatOthersDid()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        const RecordRef ref{QStringLiteral("account"), account};
        HistoryView view(*m_fixture->m_context);
        QList<qint64> asked;
        HistoryView::Answer answer;
        view.setAsk([&](const RecordRef &record, qint64 before, const HistoryView::Answer &done) {
            asked.append(record == ref ? before : -1);
            answer = done;
            return true;
        });
        view.resize(900, 400);
        view.QWidget::show();
        view.showRecord(ref);
        QTRY_VERIFY(!view.isReading());
        const int here = view.model()->rowCount();
        QVERIFY(here > 0);
        QCOMPARE(asked, QList<qint64>{0});
        QVERIFY(!view.alone()->isVisible());

        answer(Error(ErrorCode::Network, QStringLiteral("sync.unreachable")));
        QVERIFY(view.alone()->isVisible());
        QCOMPARE(view.model()->rowCount(), here);

        view.alone()->findChild<QPushButton *>()->click();
        QCOMPARE(asked, (QList<qint64>{0, 0}));
        AuditRecord others;
        others.sequence = 41;
        others.entry.transaction = Id::named("of another");
        others.entry.at = m_fixture->m_clock.now();
        others.entry.receivedAt = others.entry.at;
        others.entry.user = Id::fromString(RecordsFixture::owner()).value();
        others.entry.command = QStringLiteral("record.update");
        others.fields = QStringList{QStringLiteral("website")};
        others.entry.values = QJsonObject{
            {QStringLiteral("website"), QJsonArray{QJsonValue::Null, QStringLiteral("alpha.example")}}};
        RecordHistory told;
        told.lines = {others};
        told.more = true;
        answer(told);
        QTRY_COMPARE(view.model()->rowCount(), here + 1);
        QVERIFY(!view.alone()->isVisible());
        const int last = view.model()->rowCount() - 1;
        QCOMPARE(view.model()->item(last, HistoryView::After)->text(), QStringLiteral("alpha.example"));
        // What is earlier is the server's to say.
        QVERIFY(view.more()->isVisible());
        view.more()->click();
        QCOMPARE(asked.last(), 41);
        others.sequence = 40;
        told.lines = {others};
        told.more = false;
        answer(told);
        QTRY_COMPARE(view.model()->rowCount(), here + 2);
        QVERIFY(!view.more()->isVisible());
    }

    // The answer about a record that is shown no more is not shown; the one that is gets its own.
    void historyOfAnotherRecordIsNotMixedIn()
    {
        const Id first = m_fixture->account(QStringLiteral("Alpha"));
        const Id second = m_fixture->account(QStringLiteral("Beta"));
        HistoryView view(*m_fixture->m_context);
        QList<Id> asked;
        HistoryView::Answer answer;
        view.setAsk([&](const RecordRef &record, qint64, const HistoryView::Answer &done) {
            asked.append(record.id);
            answer = done;
            return true;
        });
        view.showRecord({QStringLiteral("account"), first});
        view.showRecord({QStringLiteral("account"), second});
        QCOMPARE(asked, QList<Id>{first});
        const HistoryView::Answer late = answer;
        AuditRecord line;
        line.sequence = 3;
        line.entry.transaction = Id::named("of the first");
        line.entry.user = Id::fromString(RecordsFixture::owner()).value();
        line.fields = QStringList{QStringLiteral("website")};
        RecordHistory told;
        told.lines = {line};
        late(told);
        QCOMPARE(asked, (QList<Id>{first, second}));
        QTRY_VERIFY(!view.isReading());
        for (int row = 0; row < view.model()->rowCount(); ++row)
            QVERIFY(view.model()->item(row, HistoryView::FieldName)->text() != QLatin1String("Website"));
    }

    void changesTellTheFieldsAndWhatWasErased()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        const RecordRef ref{QStringLiteral("account"), account};
        m_fixture->run("record.update",
                       {{QStringLiteral("object"), QStringLiteral("account")},
                        {QStringLiteral("id"), account.toString()},
                        {QStringLiteral("set"),
                         QJsonObject{{QStringLiteral("industry"), QStringLiteral("electronics")}}}});
        call(ref, QStringLiteral("A call"));
        open(ref);
        TimelineView *timeline = m_page->view()->overviewTimeline();
        timeline->segments()->button(int(TimelineView::Filter::Changes))->click();
        const auto told = [timeline] {
            QStringList lines;
            for (const TimelineEntry &entry : timeline->entries())
                lines.append(entry.title + QLatin1Char('|') + entry.text + QLatin1Char('|') + entry.who);
            return lines;
        };
        QCOMPARE(told(), (QStringList{QStringLiteral("Changed a field|Industry: Machinery and equipment → "
                                                     "Electronics and semiconductors|Lin Yue"),
                                      QStringLiteral("Created||Lin Yue")}));
        m_fixture->m_workspace->writeNow([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            QVERIFY(session.eraseAudit(ref).ok());
            QVERIFY(session.commit().ok());
        });
        timeline->showRecord(ref);
        QTRY_VERIFY(!timeline->isReading() && !timeline->entries().isEmpty());
        QVERIFY2(told().first().startsWith(QLatin1String("Changed a field|Industry: erased|")),
                 qPrintable(told().first()));
    }

    void callAndNoteAndTaskAreLogged()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        const RecordRef ref{QStringLiteral("account"), account};
        open(ref);
        ActivityPopover *popover = m_page->recordActions()->openActivity(ActivityPopover::Kind::Call, ref);
        popover->content()->setPlainText(QStringLiteral("Budget stays"));
        popover->save();
        QTRY_COMPARE(m_fixture->m_notices.m_done, QStringList{QStringLiteral("Logged the call")});
        popover = m_page->recordActions()->openActivity(ActivityPopover::Kind::Note, ref);
        popover->save();
        QCOMPARE(m_fixture->m_notices.m_done.size(), 1);  // an empty note is not kept
        popover->content()->setPlainText(QStringLiteral("Likes the pilot"));
        popover->save();
        QTRY_COMPARE(m_fixture->m_notices.m_done.size(), 2);
        popover = m_page->recordActions()->openActivity(ActivityPopover::Kind::Task, ref);
        popover->subject()->setText(QStringLiteral("Send the quote"));
        popover->save();
        QTRY_COMPARE(m_fixture->m_notices.m_done.size(), 3);
        // The call, the note, and that the customer was created.
        QTRY_COMPARE(m_page->view()->overviewTimeline()->entries().size(), 3);
    }

    // A note that was closed without being kept, on purpose or by a click beside it, is there the next time,
    // and only where it was written.
    void aNoteThatWasLeftIsThereAgain()
    {
        const RecordRef ref{QStringLiteral("account"), m_fixture->account(QStringLiteral("Alpha"))};
        const RecordRef other{QStringLiteral("account"), m_fixture->account(QStringLiteral("Beta"))};
        open(ref);
        const auto note = [&](const RecordRef &about) {
            return m_page->recordActions()->openActivity(ActivityPopover::Kind::Note, about);
        };
        QPointer<ActivityPopover> popover(note(ref));
        const QString text = QStringLiteral("Likes the pilot\nAsk again in May");
        popover->content()->setPlainText(text);
        popover->closePopover();
        QTRY_VERIFY(popover.isNull());
        popover = note(other);
        popover->content()->setPlainText(QStringLiteral("Another one"));
        popover->closePopover();
        QTRY_VERIFY(popover.isNull());

        popover = note(ref);
        QTRY_COMPARE(popover->content()->toPlainText(), text);
        QVERIFY(popover->draftBanner()->isVisibleTo(popover));
        // Dropped by accident, and brought back.
        popover->draftBanner()->button()->click();
        QCOMPARE(popover->content()->toPlainText(), QString());
        popover->draftBanner()->button()->click();
        QCOMPARE(popover->content()->toPlainText(), text);
        popover->save();
        QTRY_VERIFY(popover.isNull());
        QCOMPARE(m_fixture->m_notices.m_done, QStringList{QStringLiteral("Kept the note")});

        // Saved, it is no draft; dropped and closed, the other is none either.
        popover = note(other);
        QTRY_COMPARE(popover->content()->toPlainText(), QStringLiteral("Another one"));
        popover->draftBanner()->button()->click();
        popover->closePopover();
        QTRY_VERIFY(popover.isNull());
        const auto left = [&] {
            const auto kept = m_fixture->m_context->reader.runNow<QHash<QString, QByteArray>>(
                [](const Reader &reader) { return reader.localValues(QStringLiteral("draft")); });
            return kept.ok() ? kept->size() : -1;
        };
        QTRY_COMPARE(left(), 0);
    }

    void dealMovesThroughItsGate()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        const Id deal = m_fixture->deal(QStringLiteral("Flow line"), account);
        open({QStringLiteral("opportunity"), deal});
        QCOMPARE(m_page->view()->errorText(), QString());
        const Pipeline *pipeline =
            m_fixture->m_runner->configuration()->rulebook->pipelineByCode(u"standard");
        QCOMPARE(m_page->view()->stageBar()->buttons().size(), pipeline->stages.size());
        m_page->view()->moveTo(pipeline->stages[3].id, nullptr);
        // The gate asks for what is missing, or says why nothing helps.
        QTRY_VERIFY(!m_fixture->m_notices.m_failed.isEmpty() ||
                    !m_page->window()->findChildren<Popover *>().isEmpty());
        QCOMPARE(m_fixture->stored({QStringLiteral("opportunity"), deal}).value(u"stage_id").id(),
                 pipeline->stages[0].id);
    }

    void missingRecordSaysSo()
    {
        open({QStringLiteral("account"), Id::named("nobody")});
        QVERIFY(m_page->view()->title().isEmpty());
        QVERIFY(!m_page->view()->errorText().isEmpty());
        // There is nothing to fetch it from.
        QVERIFY(!m_page->view()->fetchButton()->isVisible());
    }

    // On a laptop it may not have come yet: it is fetched when there is a line, and shown as it comes (F5.4).
    void whatIsNotOnTheLaptopIsFetched()
    {
        PendingMarks marks(*m_fixture->m_context);
        m_fixture->m_context->pending = &marks;
        const auto joined = qScopeGuard([this] { m_fixture->m_context->pending = nullptr; });
        const QString name = QStringLiteral("Acme");
        const Id coming = Id::named("account:coming");
        int asked = 0;
        ActionRegistry::Spec spec;
        spec.id = QStringLiteral("sync.now");
        spec.text = QStringLiteral("Sync now");
        open({QStringLiteral("account"), coming});
        m_fixture->m_actions->add(spec, m_page.get(), [&] { ++asked; });
        QVERIFY(m_page->view()->errorText().contains(QStringLiteral("not on this laptop")));
        QVERIFY(m_page->view()->fetchButton()->isVisible());
        QTest::keyClick(m_page->view()->fetchButton(), Qt::Key_Space);
        QCOMPARE(asked, 1);
        m_fixture->run("record.create",
                       {{QStringLiteral("object"), QStringLiteral("account")},
                        {QStringLiteral("id"), coming.toString()},
                        {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), name}}}});
        QTRY_COMPARE(m_page->view()->title(), name);
        QVERIFY(m_page->view()->errorText().isEmpty() && !m_page->view()->fetchButton()->isVisible());
    }

    void customersListKnowsOpenDeals()
    {
        const Id account = m_fixture->account(QStringLiteral("Alpha"));
        const QJsonObject money{{QStringLiteral("minor"), 12860000},
                                {QStringLiteral("currency"), QStringLiteral("CNY")}};
        m_fixture->deal(QStringLiteral("Flow line"), account, {{QStringLiteral("amount"), money}});
        m_fixture->deal(QStringLiteral("Furnace"), account, {{QStringLiteral("amount"), money}});
        CustomersPage page(*m_fixture->m_context);
        page.resize(1318, 704);
        page.QWidget::show();
        page.show({});
        QTRY_VERIFY(page.isSettled());
        int column = -1;
        for (int i = 0; i < page.model()->columns().size(); ++i) {
            if (page.model()->columns()[i].key == QLatin1String("open_amount"))
                column = i;
        }
        QTRY_COMPARE(page.model()->index(0, column).data().toString(), QStringLiteral("257,200"));
    }
};

DW_TEST(CustomersRecordPageTest)

}  // namespace dw::test

#include "customers_recordpagetest.moc"
