// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/customers_recorddesk.h"
#include "ui/common/fieldrow.h"
#include "ui/common/lineedit.h"
#include "ui/common/pilllabel.h"
#include "ui/customers/historyview.h"
#include "ui/customers/recordview.h"
#include "ui/records/bulkeditpopover.h"
#include "ui/records/draftbanner.h"
#include "ui/records/duplicatepanel.h"
#include "ui/records/listbulk.h"
#include "ui/records/listpage.h"
#include "ui/records/pendingmarks.h"
#include "ui/records/recordform.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/referenceedit.h"
#include "ui/records/similarpanel.h"

#include <QPushButton>
#include <QStandardItemModel>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// What rules say of bad input, where a person meets it: B1, B6, B7, B8 and B12.
class RecordsRulesTest : public RecordDesk
{
    Q_OBJECT

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    std::unique_ptr<RecordForm> form(const char *object, const QHash<QString, Value> &presets = {})
    {
        auto made =
            std::make_unique<RecordForm>(*m_fixture->m_context, m_fixture->m_dictionary->find(text(object)));
        made->startNew(presets);
        made->show();
        return made;
    }
    std::unique_ptr<ListPage> list()
    {
        auto page = std::make_unique<ListPage>(*m_fixture->m_context, text("customers"), text("account"));
        page->resize(1318, 704);
        page->QWidget::show();
        page->show({});
        return page;
    }
    CommandResult change(const Id &account, const QJsonObject &set)
    {
        return m_fixture->attempt(
            "record.update",
            {{text("object"), text("account")}, {text("id"), account.toString()}, {text("set"), set}});
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { leave(); }

    void aSecondOneIsAskedAbout()
    {
        const Id alpha = m_fixture->account(text("Alpha Ltd"));
        const auto made = form("account");
        QTRY_VERIFY(made->isReady());
        RecordRef saved;
        connect(made.get(), &RecordForm::saved, this, [&](const RecordRef &ref) { saved = ref; });
        made->editor(text("name"))->setTyped(text("Alpha Inc"));
        made->save();
        QTRY_VERIFY(made->duplicates()->isVisibleTo(made.get()));
        QCOMPARE(made->problemText(), text("There may be one already"));
        QVERIFY(made->row(text("name"))->error().isEmpty());
        QCOMPARE(made->duplicates()->candidates().size(), 1);
        made->duplicates()->candidates().first()->click();
        QCOMPARE(m_fixture->m_navigator.m_records, (QList<RecordRef>{{text("account"), alpha}}));
        // What was typed is there still; without a reason nothing goes on.
        QCOMPARE(made->editor(text("name"))->typed(), text("Alpha Inc"));
        QVERIFY(!made->duplicates()->anyway()->isEnabled());
        made->duplicates()->reasonEdit()->setText(text("The plant in Suzhou"));
        made->duplicates()->anyway()->click();
        QTRY_VERIFY(!saved.id.isNull());
        QCOMPARE(m_fixture->stored(saved).value(u"name").text(), text("Alpha Inc"));
    }

    // While it is typed, by what the form says so far: nothing stands in the way of going on.
    void whatLooksLikeItIsToldWhileItIsTyped()
    {
        const Id alpha = m_fixture->account(QStringLiteral("合肥辰盈商贸有限公司"),
                                            {{text("phone"), text("0551-65556268")}});
        const auto made = form("account");
        QTRY_VERIFY(made->isReady());
        SimilarPanel *similar = made->similar();
        const auto type = [&](const char *field, const QString &typed) {
            made->editor(text(field))->setTyped(typed);
            made->editor(text(field))->notifyChanged();
        };
        type("name", QStringLiteral("合肥辰赢商贸有限公司"));
        type("phone", text("+8655165556268"));
        QTRY_VERIFY(similar->isVisibleTo(made.get()));
        QCOMPARE(similar->candidates().size(), 1);
        QVERIFY(similar->candidates().first()->accessibleDescription().contains(text("same phone")));
        similar->candidates().first()->click();
        QCOMPARE(m_fixture->m_navigator.m_records, (QList<RecordRef>{{text("account"), alpha}}));
        // Another phone makes it another company.
        type("phone", text("+8655165559999"));
        QTRY_VERIFY(!similar->isVisibleTo(made.get()));
        // What the save asks about is not told twice.
        type("phone", QString());
        type("name", QStringLiteral("合肥辰盈商贸有限公司"));
        QTRY_VERIFY(similar->isVisibleTo(made.get()));
        made->save();
        QTRY_VERIFY(made->duplicates()->isVisibleTo(made.get()));
        QVERIFY(!similar->isVisibleTo(made.get()));
        made->dropDraft();
    }

    // What it was told of is dropped, and brought back, with what was typed.
    void theHintGoesAndComesWithTheDraft()
    {
        m_fixture->account(QStringLiteral("合肥辰盈商贸有限公司"), {{text("phone"), text("0551-65556268")}});
        {
            const auto begun = form("account");
            QTRY_VERIFY(begun->isReady());
            begun->editor(text("name"))->setTyped(QStringLiteral("合肥辰盈商贸有限公司"));
            begun->editor(text("name"))->notifyChanged();
            begun->flushDraft();
        }
        const auto made = form("account");
        QTRY_VERIFY(made->isReady());
        QVERIFY(made->draftBanner()->isVisibleTo(made.get()));
        QTRY_VERIFY(made->similar()->isVisibleTo(made.get()));
        made->draftBanner()->button()->click();
        QVERIFY(!made->similar()->isVisibleTo(made.get()));
        made->draftBanner()->button()->click();
        QTRY_VERIFY(made->similar()->isVisibleTo(made.get()));
        made->dropDraft();
    }

    void noHintWhereARecordIsOnlyChanged()
    {
        m_fixture->account(QStringLiteral("合肥辰盈商贸有限公司"), {{text("phone"), text("0551-65556268")}});
        const Id other = m_fixture->account(QStringLiteral("大连中泰物流有限公司"));
        RecordForm form(*m_fixture->m_context, m_fixture->m_dictionary->find(u"account"));
        form.startEdit({text("account"), other});
        QTRY_VERIFY(form.isReady());
        form.editor(text("name"))->setTyped(QStringLiteral("合肥辰盈商贸"));
        form.editor(text("name"))->notifyChanged();
        QTest::qWait(2 * m_fixture->m_theme.duration(Theme::Duration::Autosave));
        QVERIFY(!form.similar()->isVisibleTo(&form));
        form.dropDraft();
    }

    void whoIsNotThereIsKeptAndMade()
    {
        const auto made = form("contact");
        QTRY_VERIFY(made->isReady());
        FieldEditor *customer = made->editor(text("account_id"));
        auto *edit = qobject_cast<ReferenceEdit *>(customer->widget());
        QVERIFY(edit != nullptr);
        edit->setFocus();
        edit->setText(text("Kestrel Avionics"));
        made->editor(text("name"))->widget()->setFocus();
        QTRY_COMPARE(made->row(text("account_id"))->offer(),
                     QStringLiteral("Make Customer \u201cKestrel Avionics\u201d"));
        QCOMPARE(edit->text(), text("Kestrel Avionics"));
        QVERIFY(!customer->problem().isEmpty());
        // It is no value: nothing is saved in its place.
        made->save();
        QVERIFY(!made->isSaving());
        QCOMPARE(customer->typed(), text("Kestrel Avionics"));
        Q_EMIT made->row(text("account_id"))->offerRequested();
        QTRY_VERIFY(!customer->value().isNull());
        QCOMPARE(m_fixture->stored({text("account"), customer->value().id()}).value(u"name").text(),
                 text("Kestrel Avionics"));
        QVERIFY(customer->problem().isEmpty());
        QVERIFY(made->row(text("account_id"))->offer().isEmpty());
        made->dropDraft();
    }

    void aNameTypedToItsEndIsChosen()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        const auto made = form("contact");
        QTRY_VERIFY(made->isReady());
        FieldEditor *customer = made->editor(text("account_id"));
        customer->widget()->setFocus();
        qobject_cast<ReferenceEdit *>(customer->widget())->setText(text("alpha"));
        made->editor(text("name"))->widget()->setFocus();
        QTRY_COMPARE(customer->value().id(), alpha);
        QVERIFY(customer->problem().isEmpty());
        made->dropDraft();
    }

    void theirsSaysWhatWasThereBefore()
    {
        const Id id = m_fixture->account(text("Alpha"), {{text("short_name"), text("Old")}});
        RecordForm form(*m_fixture->m_context, m_fixture->m_dictionary->find(u"account"));
        form.startEdit({text("account"), id});
        form.show();
        QTRY_VERIFY(form.isReady());
        form.editor(text("short_name"))->setTyped(text("Mine"));
        QCOMPARE(change(id, {{text("short_name"), text("Theirs")}}).status, CommandResult::Status::Applied);
        QTRY_VERIFY(
            form.row(text("short_name"))->foot()->accessibleName().endsWith(text(": Theirs (was Old)")));
        form.dropDraft();
    }

    void aBulkEditGoesByWhatWasSeen()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        const auto page = list();
        QTRY_VERIFY(page->isSettled());
        QTRY_COMPARE(page->model()->rowCount(), 1);
        page->model()->setMarked(0, true);
        page->bulk()->editField();
        BulkEditPopover *popover = page->bulk()->popover();
        QVERIFY(!popover->applyButton()->isEnabled());  // a name cannot be emptied
        popover->setField(text("industry"), 1);
        QCOMPARE(popover->applyButton()->text(), text("Empty it in 1 record(s)"));
        popover->editor()->setTyped(text("chemicals"));
        popover->editor()->notifyChanged();
        QCOMPARE(popover->applyButton()->text(), text("Set it in 1 record(s)"));
        QTRY_VERIFY(page->bulk()->seen().contains(alpha.toString()));
        QCOMPARE(change(alpha, {{text("industry"), text("electronics")}}).status,
                 CommandResult::Status::Applied);
        Q_EMIT popover->chosen({{text("industry"), text("chemicals")}});
        QTRY_COMPARE(m_fixture->m_notices.m_failed.size(), 1);
        QVERIFY(m_fixture->m_notices.m_failed.first().contains(text("changed meanwhile")));
        QCOMPARE(m_fixture->stored({text("account"), alpha}).value(u"industry").text(), text("electronics"));
    }

    // A choice not made, or blanks alone, store nothing.
    void aBulkEditSaysWhatEmpties()
    {
        QWidget window;
        auto *popover =
            new BulkEditPopover(*m_fixture->m_context, m_fixture->m_dictionary->find(u"contact"), &window);
        popover->setField(text("do_not_contact"), 2);
        QCOMPARE(popover->applyButton()->text(), text("Empty it in 2 record(s)"));
        popover->editor()->setValue(Value::boolean(false));
        popover->editor()->notifyChanged();
        QCOMPARE(popover->applyButton()->text(), text("Set it in 2 record(s)"));
        popover->setField(text("department"), 2);
        popover->editor()->setTyped(text("  "));
        popover->editor()->notifyChanged();
        QCOMPARE(popover->applyButton()->text(), text("Empty it in 2 record(s)"));
    }

    void whatWaitsForTheServerIsMarked()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        m_fixture->account(text("Beta"));
        PendingMarks marks(*m_fixture->m_context);
        m_fixture->m_context->pending = &marks;
        const auto page = list();
        QTRY_VERIFY(page->isSettled());
        QTRY_COMPARE(page->model()->rowCount(), 2);
        int name = 0;
        while (page->model()->columns().at(name).key != text("name"))
            ++name;
        const auto said = [&](const Id &id) {
            return page->model()
                ->index(page->model()->rowOf(id), name)
                .data(Qt::AccessibleTextRole)
                .toString();
        };
        QTRY_VERIFY(said(alpha).endsWith(text("Alpha")));
        open({text("account"), alpha});
        const auto pill = [&] {
            const QList<PillLabel *> pills = m_page->view()->findChildren<PillLabel *>();
            return std::any_of(pills.begin(), pills.end(), [](const PillLabel *one) {
                return one->isVisible() && one->accessibleName() == QLatin1String("Provisional");
            });
        };
        QVERIFY(!pill());
        WaitingRecords waiting;
        waiting.byRecord.insert({text("account"), alpha}, WaitingRecords::Kind::Provisional);
        marks.set(waiting);
        QVERIFY(said(alpha).endsWith(text("Provisional: the server decides")));
        QVERIFY(page->model()->index(page->model()->rowOf(alpha), name).data(PendingCell).toBool());
        QVERIFY(pill());
        marks.set({});
        QVERIFY(said(alpha).endsWith(text("Alpha")));
        QVERIFY(!pill());
        m_page.reset();
        m_fixture->m_context->pending = nullptr;
    }

    void aClockThatWasSetBackIsSaid()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        QCOMPARE(change(alpha, {{text("industry"), text("electronics")}}).status,
                 CommandResult::Status::Applied);
        m_fixture->m_clock.advanceMs(-2 * 60'000);
        QCOMPARE(change(alpha, {{text("short_name"), text("A")}}).status, CommandResult::Status::Applied);
        m_fixture->m_clock.advanceMs(-3'600'000);
        QCOMPARE(change(alpha, {{text("name_en"), text("Alpha Works")}}).status,
                 CommandResult::Status::Applied);
        open({text("account"), alpha});
        m_page->view()->showTab(text("history"));
        const QStandardItemModel *lines = m_page->view()->history()->model();
        QTRY_VERIFY(lines->rowCount() > 2);
        QStringList warned;
        for (int row = 0; row < lines->rowCount(); ++row) {
            if (lines->item(row, HistoryView::When)->data(ToneCell).toInt() == int(Tone::Warning))
                warned.append(lines->item(row, HistoryView::After)->text());
        }
        // Two minutes are drift.
        QCOMPARE(warned, QStringList{text("Alpha Works")});
    }

    // Who was first is told by what the server can prove, not by a laptop's clock.
    void whatWasProvedToBeThereIsSaid()
    {
        const RecordRef alpha{text("account"), m_fixture->account(text("Alpha"))};
        m_fixture->m_clock.advanceMs(60'000);
        QCOMPARE(change(alpha.id, {{text("industry"), text("electronics")}}).status,
                 CommandResult::Status::Applied);
        m_fixture->m_workspace->writeNow([&](WriteSession &session) {
            const QList<AuditRecord> lines = *session.history(alpha, 10, 0);
            const Id changed = lines.first().entry.transaction, made = lines.last().entry.transaction;
            const Instant at = lines.first().entry.at;
            QVERIFY(session.begin(Durability::Saved).ok());
            for (const Id &transaction : {changed, made})
                QVERIFY(session.noteReceived(transaction, {alpha}, Instant{at.ms + 148 * 60'000}).ok());
            QVERIFY(session
                        .setLocalValue(text("proven"), changed.toString(),
                                       QByteArray::number(at.ms + 30 * 60'000))
                        .ok());
            QVERIFY(session.commit().ok());
        });
        open(alpha);
        m_page->view()->showTab(text("history"));
        const QStandardItemModel *lines = m_page->view()->history()->model();
        QTRY_VERIFY(lines->rowCount() > 1);
        // It was changed at 07:41; of how it was made nothing is proved.
        const QString changed = lines->item(0, HistoryView::When)->text();
        QVERIFY2(changed.contains(text("received")) && changed.contains(text("10:09")) &&
                     changed.endsWith(text("08:11")),
                 qPrintable(changed));
        const QString made = lines->item(lines->rowCount() - 1, HistoryView::When)->text();
        QVERIFY2(made.endsWith(text("10:09")), qPrintable(made));
    }
};

DW_TEST(RecordsRulesTest)

}  // namespace dw::test

#include "records_rulestest.moc"
