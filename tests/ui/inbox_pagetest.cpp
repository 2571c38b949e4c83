// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/sync/issuebook.h"
#include "tests/support/accessibilitywalk.h"
#include "tests/support/keyboardreach.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"
#include "tests/ui/records_fixture.h"
#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/popover.h"
#include "ui/common/recordtable.h"
#include "ui/inbox/choicecell.h"
#include "ui/inbox/comparison.h"
#include "ui/inbox/inboxactions.h"
#include "ui/inbox/inboxbanner.h"
#include "ui/inbox/inboxdetail.h"
#include "ui/inbox/inboxlist.h"
#include "ui/inbox/inboxpage.h"
#include "ui/inbox/issuespage.h"
#include "ui/records/formsheet.h"
#include "ui/records/recordform.h"

#include <QApplication>
#include <QCheckBox>
#include <QJsonArray>
#include <QPushButton>
#include <QTest>
#include <QTranslator>

namespace dw::test
{

using namespace dw::ui;

// Needs attention on a real laptop of a real server: the entries come from what two people really did.
class InboxPageTest : public QObject
{
    Q_OBJECT

private:
    struct Desk
    {
        SyncWorld world{2};
        SyncLaptop &lin = world.laptop(0);
        SyncLaptop &anna = world.laptop(1);
        AsyncReader reader;
        Theme theme;
        Icons icons{theme};
        Look look{*qApp, theme, icons};
        Format format;
        ActionRegistry actions{icons};
        LocalSettings settings;
        NoticeLog notices;
        NavigatorLog navigator;
        UiContext context;
        QWidget window;
        InboxPage *page = nullptr;

        Desk()
            : reader(*lin.workspace,
                     [this] {
                         const ConfigurationPtr configuration = lin.runner->configuration();
                         return ReadContext{configuration->dictionary, configuration->settings,
                                            configuration->policy,     lin.actor,
                                            world.clock().now(),       Language::English};
                     })
            , settings(reader, *lin.runner)
            , context{theme,
                      icons,
                      format,
                      actions,
                      reader,
                      *lin.runner,
                      settings,
                      notices,
                      &navigator,
                      world.clock(),
                      [this] { return lin.actor; },
                      Language::English}
        {
            window.resize(1318, 704);
        }
        ~Desk()
        {
            delete page;
            settings.flush();
            lin.write([](WriteSession &) {});
        }

        void open()
        {
            page = new InboxPage(context, &window);
            page->resize(window.size());
            window.show();
            window.activateWindow();
            page->show({});
            QTRY_VERIFY(page->isSettled());
        }
        // Until what was decided is shown.
        void settle(int items)
        {
            QTRY_VERIFY(page->isSettled() && page->list()->items().size() == items &&
                        !page->inboxActions()->isBusy());
        }
        Id account(const QString &name)
        {
            const Id id =
                lin.create("account", {{QStringLiteral("name"), name},
                                       {QStringLiteral("website"), QStringLiteral("https://o.example")}});
            world.syncAll();
            return id;
        }
        void collide(const Id &id, const QJsonObject &mine, const QJsonObject &theirs)
        {
            QCOMPARE(anna.update("account", id, theirs).status, CommandResult::Status::Applied);
            QCOMPARE(lin.update("account", id, mine).status, CommandResult::Status::Applied);
            world.sync(anna);
            world.sync(lin);
        }
        // Typed into somebody that another deleted meanwhile.
        Id refusal(const Id &account)
        {
            const Id id = lin.create("contact", {{QStringLiteral("name"), QStringLiteral("王伟")},
                                                 {QStringLiteral("account_id"), account.toString()}});
            world.syncAll();
            anna.done("record.delete", {{QStringLiteral("object"), QStringLiteral("contact")},
                                        {QStringLiteral("ids"), QJsonArray{id.toString()}}});
            lin.update("contact", id, {{QStringLiteral("job_title"), QStringLiteral("Buyer")}});
            world.sync(anna);
            world.sync(lin);
            return id;
        }
        QString stored(const Id &id, const char *field)
        {
            return world.server().stored("account", id).value(QString::fromLatin1(field)).text();
        }
        QPushButton *button(const char *way) { return page->detail()->button(QString::fromLatin1(way)); }
    };

    static QJsonObject website(const char *host)
    {
        return {{QStringLiteral("website"), QStringLiteral("https://%1.example").arg(QLatin1String(host))}};
    }

private Q_SLOTS:
    void nothingWaits()
    {
        Desk desk;
        desk.open();
        QVERIFY(desk.page->isEmpty());
        QVERIFY(desk.page->emptyView()->isVisible());
        QVERIFY(desk.page->scenes().isEmpty());
        QCOMPARE(namelessWidgets(desk.page), QStringList());
    }

    void listsByKindAndNamesEverything()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("宏威金属制品有限公司"));
        desk.refusal(acme);
        desk.collide(acme, website("mine"), website("theirs"));
        desk.open();
        QCOMPARE(desk.page->list()->items().size(), 2);
        QCOMPARE(desk.page->list()->lines(), 4);  // with the heads of two kinds
        // What two people changed comes first, though it came later.
        QVERIFY(desk.page->list()->items().first().isKept());
        QCOMPARE(desk.page->list()->currentItem()->record.id, acme);
        QCOMPARE(desk.page->detail()->comparison()->cells().size(), 2);
        QCOMPARE(namelessWidgets(desk.page), QStringList());
        QCOMPARE(KeyboardReach(desk.page->window()).mouseOnly().join(QLatin1Char('\n')), QString());
        QVERIFY(!desk.button("save")->isEnabled());
        QVERIFY(desk.button("edit")->isHidden());
        desk.page->list()->setCurrentItem(1);
        QCOMPARE(KeyboardReach(desk.page->window()).mouseOnly().join(QLatin1Char('\n')), QString());
        QCOMPARE(desk.page->detail()->item().code, QStringLiteral("deleted"));
        QCOMPARE(desk.button("save")->text(), QStringLiteral("Restore and apply"));
        QVERIFY(desk.button("save")->isEnabled());
        QVERIFY(!desk.button("new")->isHidden());
        QCOMPARE(namelessWidgets(desk.page), QStringList());
    }

    void choosesByKeyboard()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme"));
        desk.collide(acme, website("mine"), website("theirs"));
        desk.open();
        desk.page->focusTarget()->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_M);
        QVERIFY(desk.page->detail()->comparison()->isComplete());
        QVERIFY(desk.page->detail()->resultText().contains(QLatin1String("https://mine.example, from you")));
        QTest::keyClick(desk.page->list(), Qt::Key_Return);
        desk.settle(0);
        QVERIFY(desk.page->emptyView()->isVisible());
        desk.world.syncAll();
        QCOMPARE(desk.stored(acme, "website"), QStringLiteral("https://mine.example"));
    }

    void aChoiceForEachField()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme"));
        QJsonObject mine = website("mine"), theirs = website("theirs");
        mine.insert(QStringLiteral("name"), QStringLiteral("Acme M"));
        theirs.insert(QStringLiteral("name"), QStringLiteral("Acme T"));
        desk.collide(acme, mine, theirs);
        desk.open();
        Comparison *comparison = desk.page->detail()->comparison();
        QCOMPARE(comparison->cells().size(), 4);
        comparison->choose(QStringLiteral("name"), true);
        QVERIFY(!desk.button("save")->isEnabled());
        // A click on the cell chooses it.
        QTest::mouseClick(comparison->cells()[3], Qt::LeftButton);
        QVERIFY(desk.button("save")->isEnabled());
        // What was chosen stays when the list is read anew.
        desk.lin.create("account", {{QStringLiteral("name"), QStringLiteral("Beta")}});
        QTRY_VERIFY(desk.page->isSettled());
        QCOMPARE(comparison->choices().size(), 2);
        desk.button("save")->click();
        desk.settle(0);
        desk.world.syncAll();
        QCOMPARE(desk.stored(acme, "name"), QStringLiteral("Acme M"));
        QCOMPARE(desk.stored(acme, "website"), QStringLiteral("https://theirs.example"));
    }

    // Case 6: lines beside each other, what they come to, and one side for all of them.
    void linesAreChosenAsAWhole()
    {
        Desk desk;
        const Id deal = desk.lin.create(
            "opportunity", {{QStringLiteral("name"), QStringLiteral("Waterworks")},
                            {QStringLiteral("account_id"), desk.account(QStringLiteral("Acme")).toString()},
                            {QStringLiteral("amount"), QStringLiteral("5000")},
                            {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                            {QStringLiteral("next_step"), QStringLiteral("Call")},
                            {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00.000Z")}});
        const auto line = [&](SyncLaptop &laptop, const QString &what) {
            return laptop.create("opportunity_line", {{QStringLiteral("opportunity_id"), deal.toString()},
                                                      {QStringLiteral("free_text"), what},
                                                      {QStringLiteral("qty"), QStringLiteral("2")},
                                                      {QStringLiteral("unit_price"), QStringLiteral("100")}});
        };
        const Id pump = line(desk.lin, QStringLiteral("Pump"));
        desk.world.syncAll();
        line(desk.anna, QStringLiteral("Valve"));
        desk.lin.update("opportunity_line", pump, {{QStringLiteral("qty"), QStringLiteral("7")}});
        desk.world.sync(desk.anna);
        desk.world.sync(desk.lin);
        desk.open();
        Comparison *comparison = desk.page->detail()->comparison();
        // Two lines, of which one is new; the amount is not to be chosen.
        QCOMPARE(comparison->cells().size(), 4);
        QVERIFY2(comparison->cells().first()->accessibleName().contains(QLatin1String("7")),
                 qPrintable(comparison->cells().first()->accessibleName()));
        QVERIFY(!desk.button("save")->isEnabled());
        QTest::mouseClick(comparison->cells()[0], Qt::LeftButton);
        QVERIFY(comparison->cells()[2]->isChecked());
        QTest::mouseClick(comparison->cells()[3], Qt::LeftButton);
        QVERIFY(comparison->cells()[1]->isChecked() && !comparison->cells()[0]->isChecked());
        QTest::mouseClick(comparison->cells()[0], Qt::LeftButton);
        desk.button("save")->click();
        desk.settle(0);
        desk.world.syncAll();
        QVERIFY(desk.lin.inbox().isEmpty());
        QCOMPARE(desk.world.server().stored("opportunity", deal).value(u"amount").money().minor, 90000);
    }

    // Case 11: somebody else was first; that is read and dismissed.
    void aLostClaimIsDismissed()
    {
        Desk desk;
        const Id lead =
            desk.lin.create("lead", {{QStringLiteral("company_name"), QStringLiteral("Acme")},
                                     {QStringLiteral("contact_name"), QStringLiteral("Li")},
                                     {QStringLiteral("mobile"), QStringLiteral("+8613800000001")},
                                     {QStringLiteral("source_channel"), QStringLiteral("other")}});
        const QJsonObject named{{QStringLiteral("id"), lead.toString()}};
        desk.lin.done("lead.release", named);
        desk.world.syncAll();
        desk.lin.run("lead.claim", named);
        desk.anna.run("lead.claim", named);
        desk.world.sync(desk.anna);
        desk.world.sync(desk.lin);
        desk.open();
        QCOMPARE(desk.page->list()->items().size(), 1);
        for (const char *way : {"save", "note", "edit", "new"})
            QVERIFY2(desk.button(way)->isHidden(), way);
        desk.button("discard")->click();
        desk.settle(0);
        QVERIFY(desk.lin.inbox().isEmpty());
    }

    // Another record, the same field, the same other person; what else waits about it goes on waiting.
    void theSameForOthersOfItsKind()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme")), beta = desk.account(QStringLiteral("Beta"));
        desk.collide(acme, website("mine"), website("theirs"));
        QJsonObject mine = website("mine"), theirs = website("theirs");
        mine.insert(QStringLiteral("name"), QStringLiteral("Beta M"));
        theirs.insert(QStringLiteral("name"), QStringLiteral("Beta T"));
        desk.collide(beta, mine, theirs);
        desk.open();
        Place place;
        place.record = {QStringLiteral("account"), acme};
        desk.page->show(place);
        InboxDetail *detail = desk.page->detail();
        QVERIFY(!detail->same()->isVisible());
        detail->chooseAll(false);
        QVERIFY(detail->same()->isVisible());
        QVERIFY(detail->same()->text().startsWith(QLatin1Char('1')) &&
                detail->same()->text().contains(detail->item().fields.first().by));
        detail->same()->setChecked(true);
        desk.button("save")->click();
        desk.settle(1);
        const InboxItem left = desk.page->list()->items().first();
        QCOMPARE(left.record.id, beta);
        QCOMPARE(left.fields.size(), 1);
        QCOMPARE(left.fields.first().field, QStringLiteral("name"));
        QVERIFY(!detail->same()->isChecked());
        // Both are taken back together.
        desk.page->inboxActions()->undo();
        desk.settle(2);
        QCOMPARE(desk.page->list()->items()[0].fields.size() + desk.page->list()->items()[1].fields.size(),
                 3);
    }

    void onlyWhatIsAlikeIsDecidedTheSameWay()
    {
        const ObjectTypePtr type =
            Dictionary::build(BuiltinDictionary::definitions().value()).value()->find(u"account");
        const QString anna = QStringLiteral("Anna"), sun = QStringLiteral("Sun Kai");
        const auto item = [&](const char *name, const QList<std::pair<const char *, QString>> &fields) {
            InboxItem made;
            made.number = name[0];
            made.code = QStringLiteral("kept");
            made.record = {QStringLiteral("account"), Id::named(name)};
            for (const auto &[key, by] : fields) {
                InboxField field;
                field.record = made.record;
                field.field = QString::fromLatin1(key);
                field.type = type;
                field.by = by;
                field.conflict = true;
                made.fields.append(field);
            }
            return made;
        };
        const InboxItem first = item("a", {{"phone", anna}, {"website", anna}});
        InboxItem refused = item("d", {{"phone", anna}});
        refused.code = QStringLiteral("required");
        const QList<InboxItem> all{first, item("b", {{"phone", anna}, {"name", anna}}),
                                   item("c", {{"phone", sun}, {"website", anna}}), refused,
                                   item("e", {{"phone", QString()}})};
        const auto choose = [&](const char *key, bool mine) {
            return InboxDecision::Choice{first.record, QString::fromLatin1(key), mine};
        };
        const SameDifference phone = SameDifference::of(first, {choose("phone", true)}, all);
        QCOMPARE(phone.count, 1);
        QCOMPARE(phone.also.first().item.number, qint64('b'));
        QCOMPARE(phone.also.first().decision.action, InboxDecision::Action::Mine);
        QVERIFY(phone.also.first().decision.onlyChoices);
        const SameDifference both =
            SameDifference::of(first, {choose("phone", true), choose("website", false)}, all);
        QCOMPARE(both.count, 2);
        QCOMPARE(both.also.last().decision.action, InboxDecision::Action::Theirs);
        QCOMPARE(SameDifference::of(first, {}, all).count, 0);
        const InboxItem unknown = item("f", {{"phone", QString()}});
        QCOMPARE(SameDifference::of(unknown, {{unknown.record, QStringLiteral("phone"), true}}, all).count,
                 0);
    }

    void discardAsksAndCanBeTakenBack()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme"));
        desk.collide(acme, website("mine"), website("theirs"));
        desk.open();
        QTest::keyClick(desk.page->list(), Qt::Key_Delete);
        QVERIFY(desk.page->detail()->confirmation()->isVisible());
        QCOMPARE(desk.page->list()->items().size(), 1);
        desk.button("discard_sure")->click();
        desk.settle(0);
        desk.page->inboxActions()->undo();
        desk.settle(1);
        QVERIFY(desk.lin.outbox().isEmpty());
    }

    void plainKeysAreNotThoseOfTheListBelow()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme"));
        desk.collide(acme, website("mine"), website("theirs"));
        desk.open();
        Popover over(desk.page->context().theme, desk.page->window());
        auto *button = new QPushButton(QStringLiteral("Over it"));
        over.body()->addWidget(button);
        over.openAt(desk.page->list());
        button->setFocus();
        QTRY_VERIFY(button->hasFocus());
        QTest::keyClick(button, Qt::Key_Delete);
        QVERIFY(!desk.page->detail()->confirmation()->isVisible());
        QTest::keyClick(button, Qt::Key_Escape);
        desk.page->list()->setFocus();
        QTest::keyClick(desk.page->list(), Qt::Key_Delete);
        QVERIFY(desk.page->detail()->confirmation()->isVisible());
    }

    void aNoteStandsOnTheRecord()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme"));
        desk.collide(acme, website("mine"), website("theirs"));
        desk.open();
        QTest::keyClick(desk.page->list(), Qt::Key_N);
        desk.settle(0);
        QCOMPARE(desk.lin.outbox().size(), 1);
        const Record note = desk.lin.stored("activity", desk.lin.outbox().first().created.first());
        QVERIFY(note.value(u"content").text().contains(QLatin1String("https://mine.example")));
    }

    void editAndResend()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme"));
        const Id deal = desk.lin.create(
            "opportunity", {{QStringLiteral("name"), QStringLiteral("Deal")},
                            {QStringLiteral("account_id"), acme.toString()},
                            {QStringLiteral("amount"), QStringLiteral("5000")},
                            {QStringLiteral("expected_close"), QStringLiteral("2027-01-15")},
                            {QStringLiteral("next_step"), QStringLiteral("Call")},
                            {QStringLiteral("next_step_at"), QStringLiteral("2026-11-25T02:00:00.000Z")}});
        desk.world.syncAll();
        desk.anna.update("opportunity", deal, {{QStringLiteral("amount"), QStringLiteral("7000")}});
        desk.lin.update("opportunity", deal, {{QStringLiteral("amount"), QStringLiteral("6000")}});
        desk.world.sync(desk.anna);
        desk.world.sync(desk.lin);
        desk.open();
        QCOMPARE(desk.page->list()->currentItem()->code, QStringLiteral("conflict_guarded"));
        FormSheet *sheet = desk.page->inboxActions()->edit(*desk.page->list()->currentItem());
        QVERIFY(sheet);
        RecordForm *form = sheet->form();
        QTRY_VERIFY(form->isReady());
        QCOMPARE(form->editor(QStringLiteral("amount"))->value().money().minor, 600000);
        form->editor(QStringLiteral("amount"))->setTyped(QStringLiteral("6500"));
        form->save();
        desk.settle(0);
        QCOMPARE(desk.lin.outbox().size(), 1);
        desk.world.syncAll();
        QCOMPARE(desk.world.server().stored("opportunity", deal).value(u"amount").money().minor, 650000);
        QVERIFY(desk.lin.inbox().isEmpty());
    }

    void whatIsRefusedHereStaysAndSaysWhy()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme"));
        const Id contact = desk.refusal(acme);
        desk.open();
        // Somebody purges it for good in between.
        desk.lin.write([&](WriteSession &session) {
            QVERIFY(session.begin(Durability::Saved).ok());
            ChangeSet purge;
            const auto type = desk.lin.runner->configuration()->dictionary->find(u"contact");
            const auto record = session.find(type, contact);
            purge.changes.append({RecordChange::Kind::Purge, *record, {}});
            QVERIFY(session.apply(purge).ok());
            QVERIFY(session.commit().ok());
        });
        desk.button("save")->click();
        QTRY_VERIFY(desk.page->detail()->problem()->isVisible());
        QCOMPARE(desk.page->list()->items().size(), 1);
        QCOMPARE(desk.lin.inbox().size(), 1);
    }

    void theRecordSaysThatItWaits()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme"));
        desk.window.show();
        auto *banner = new InboxBanner(desk.context, &desk.window);
        const RecordRef record{QStringLiteral("account"), acme};
        banner->setRecord(record);
        QVERIFY(banner->isHidden());
        desk.collide(acme, website("mine"), website("theirs"));
        QTRY_VERIFY(!banner->isHidden());
        banner->lookButton()->click();
        QCOMPARE(desk.navigator.m_places.last().page, QStringLiteral("attention"));
        QCOMPARE(desk.navigator.m_places.last().record, record);
        delete banner;
    }

    // What the administrator's list shows of the same refusal, as the server tells it.
    void administratorsSeeWhatFailed()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme"));
        desk.refusal(acme);
        auto *page = new IssuesPage(desk.context, &desk.window);
        page->resize(desk.window.size());
        desk.window.show();
        page->setAsk([&](const IssuesPage::Answer &done) {
            Result<QJsonArray> lines = QJsonArray();
            desk.world.server().workspace->readNow([&](ReadSession &session) {
                lines = IssueBook(session).list(*desk.world.server().runner->configuration(),
                                                desk.world.server().actor, desk.world.clock().now(), 100);
            });
            done(lines);
        });
        page->show({});
        QVERIFY(page->isSettled());
        QAbstractItemModel *model = page->table()->model();
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("rep0"));
        QCOMPARE(model->index(0, 3).data().toString(), QStringLiteral("王伟"));
        QVERIFY(model->index(0, 5).data().toString().contains(QLatin1String("Buyer")));
        QVERIFY(!page->asOf().isEmpty());
        QCOMPARE(namelessWidgets(page), QStringList());
        // Without a line the list stays, and says so.
        page->setAsk([](const IssuesPage::Answer &done) {
            done(Error(ErrorCode::Network, QStringLiteral("sync.unreachable"), {QStringLiteral("here")}));
        });
        page->show({});
        QVERIFY(page->problem()->isVisible());
        QCOMPARE(model->rowCount(), 1);
        delete page;
    }

    // The measures of picture h.
    void looksAsDrawn()
    {
        Desk desk;
        const Id acme = desk.account(QStringLiteral("Acme"));
        desk.collide(acme, website("mine"), website("theirs"));
        desk.open();
        QCOMPARE(desk.page->list()->width(), 320);
        QCOMPARE(desk.page->list()->visualRect(desk.page->list()->currentIndex()).height(), 56);
        QCOMPARE(desk.page->detail()->comparison()->cells().first()->height(), 45);
        // The head and one line, framed, however much room there is.
        QCOMPARE(desk.page->detail()->comparison()->height(), 45 + 45 + 2);
        for (const Theme::Mode mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            desk.theme.setMode(mode);
            desk.page->detail()->chooseAll(true);
            const ChoiceCell *cell = desk.page->detail()->comparison()->cells().first();
            const QImage picture = desk.page->grab().toImage();
            const QPoint at = cell->mapTo(desk.page, QPoint(cell->width() - 4, 4));
            QCOMPARE(picture.pixelColor(at), desk.theme.color(Theme::Role::AccentTint));
        }
    }
};

DW_TEST(InboxPageTest)

}  // namespace dw::test

#include "inbox_pagetest.moc"
