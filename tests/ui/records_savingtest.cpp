// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/customers_recorddesk.h"
#include "ui/common/combobox.h"
#include "ui/common/fieldrow.h"
#include "ui/common/toast.h"
#include "ui/common/toasthost.h"
#include "ui/records/fieldeditors.h"
#include "ui/records/formsheet.h"
#include "ui/records/inlineedit.h"
#include "ui/records/listpage.h"
#include "ui/records/recordform.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/referenceedit.h"
#include "ui/records/viewkeeper.h"
#include "ui/shell/windownotices.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// What a person sees of a change that was made, or refused.
class RecordsSavingTest : public RecordDesk
{
    Q_OBJECT

private:
    QStringList warned() const { return m_fixture->m_notices.m_warned; }

private Q_SLOTS:
    // How a task repeats is chosen by name, or written.
    void aTaskRepeatsAsChosen()
    {
        const Field &field = *m_fixture->m_dictionary->find(u"task")->find(u"recurrence");
        QWidget place;
        FieldEditor *editor = FieldEditors(*m_fixture->m_context).make(field, {}, &place);
        auto *combo = qobject_cast<QComboBox *>(editor->widget());
        QVERIFY(combo);
        QVERIFY(editor->value().isNull());
        QSignalSpy changed(editor, &FieldEditor::changed);
        combo->setCurrentIndex(combo->findText(QStringLiteral("Every weekday")));
        Q_EMIT combo->activated(combo->currentIndex());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(editor->value().text(), QStringLiteral("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"));
        combo->lineEdit()->clear();
        QTest::keyClicks(combo->lineEdit(), QStringLiteral("FREQ=MONTHLY;BYMONTHDAY=-1"));
        QCOMPARE(editor->value().text(), QStringLiteral("FREQ=MONTHLY;BYMONTHDAY=-1"));
        editor->setValue(Value(QStringLiteral("FREQ=WEEKLY")));
        QCOMPARE(combo->currentText(), QStringLiteral("Every week"));
        editor->setValue(Value(QStringLiteral("FREQ=DAILY;COUNT=3")));
        QCOMPARE(combo->currentText(), QStringLiteral("FREQ=DAILY;COUNT=3"));
        QCOMPARE(editor->value().text(), QStringLiteral("FREQ=DAILY;COUNT=3"));
        editor->setValue(Value());
        QVERIFY(editor->value().isNull());
    }

    // A customer's own field says its unit as it was written; of the shipped ones, those with a word for it.
    void ownFieldsKeepTheirUnit()
    {
        Field field = *m_fixture->m_dictionary->find(u"account")->find(u"payment_terms_days");
        QWidget place;
        const auto room = [&] {
            FieldEditor *editor = FieldEditors(*m_fixture->m_context).make(field, {}, &place);
            return qobject_cast<QLineEdit *>(editor->widget())->textMargins().right();
        };
        field.unit.clear();
        const int without = room();
        field.unit = QStringLiteral("pallets");
        QCOMPARE(room(), without);
        field.key = QStringLiteral("c_stock");
        QVERIFY(room() > without);
        field.unit = QStringLiteral("°C");
        QVERIFY(room() > without);
    }

    void init() { begin(); }
    void cleanup() { leave(); }

    void aFormTellsWhatItsSaveWarnsOf()
    {
        const Id deal =
            m_fixture->deal(QStringLiteral("Flow line 3"), m_fixture->account(QStringLiteral("Alpha")));
        open({QStringLiteral("opportunity"), deal});
        FormSheet *sheet = m_page->recordActions()->openEdit({QStringLiteral("opportunity"), deal});
        QTRY_VERIFY(sheet->form()->isReady());
        sheet->form()->editor(QStringLiteral("next_step"))->setTyped(QString());
        sheet->form()->save();
        QTRY_COMPARE(m_fixture->m_notices.m_done, QStringList{QStringLiteral("Saved")});
        QCOMPARE(warned(), QStringList{QStringLiteral("Next step is missing: an open deal needs one.")});
    }

    void aCellTellsWhatItsSaveWarnsOf()
    {
        m_fixture->deal(QStringLiteral("Flow line 3"), m_fixture->account(QStringLiteral("Alpha")));
        ListPage page(*m_fixture->m_context, QStringLiteral("deals"), QStringLiteral("opportunity"));
        page.resize(1318, 704);
        page.QWidget::show();
        page.show({});
        QTRY_VERIFY(page.isSettled());
        QTRY_COMPARE(page.model()->rowCount(), 1);
        int column = 0;
        while (page.model()->columns().at(column).key != QLatin1String("next_step"))
            ++column;
        page.table()->setCurrentIndex(page.model()->index(0, column));
        InlineEdit edit(*m_fixture->m_context, page.table());
        edit.begin();
        QVERIFY(edit.isOpen());
        edit.editor()->setTyped(QString());
        edit.commit();
        QTRY_COMPARE(m_fixture->m_notices.m_done.size(), 1);
        QCOMPARE(warned(), QStringList{QStringLiteral("Next step is missing: an open deal needs one.")});
    }

    void aRefusedViewSaysWhy()
    {
        QWidget page;
        ViewKeeper keeper(*m_fixture->m_context, QStringLiteral("account"), QStringLiteral("list"), &page);
        ListView mine;
        mine.name = {QStringLiteral("Mine"), QStringLiteral("Mine")};
        mine.columns = {QStringLiteral("name")};
        QJsonObject set = ListView::toFields(mine, QStringLiteral("account"));
        set.insert(QStringLiteral("kind"), QStringLiteral("list"));
        mine.id = m_fixture->create("saved_view", set);
        mine.mayEdit = true;
        mine.filter = QStringLiteral("colour = 1");
        keeper.setShown(mine, mine, true);
        keeper.update();
        QTRY_COMPARE(m_fixture->m_notices.m_failed.size(), 1);
        QVERIFY2(m_fixture->m_notices.m_failed[0].startsWith(
                     QStringLiteral("Filter is wrong in line 1, character 1")),
                 qPrintable(m_fixture->m_notices.m_failed[0]));
    }

    void anOpenListGrowsInTheForm()
    {
        RecordForm form(*m_fixture->m_context, m_fixture->m_dictionary->find(u"account"));
        form.startNew({});
        form.show();
        QTRY_VERIFY(form.isReady());
        FieldEditor *industry = form.editor(QStringLiteral("industry"));
        FieldRow *row = form.row(QStringLiteral("industry"));
        auto *combo = qobject_cast<ComboBox *>(industry->widget());
        form.editor(QStringLiteral("name"))->setTyped(QStringLiteral("Hudong"));
        combo->setFocus();
        combo->lineEdit()->selectAll();
        QTest::keyClicks(combo->lineEdit(), QStringLiteral("Shipyards"));
        QCOMPARE(row->offer(), QStringLiteral("Add “Shipyards” to the list"));
        // What was typed stays when the field is left, and is no value yet.
        QTest::keyClick(combo->lineEdit(), Qt::Key_Tab);
        QCOMPARE(combo->currentText(), QStringLiteral("Shipyards"));
        form.save();
        QVERIFY(!form.problemText().isEmpty());
        QCOMPARE(row->error(), QStringLiteral("“Shipyards” is not in the list."));
        Q_EMIT row->offerRequested();
        QTRY_COMPARE(m_fixture->m_notices.m_done,
                     QStringList{QStringLiteral("Added “Shipyards” to Industry")});
        QCOMPARE(industry->value().text(), QStringLiteral("c_shipyards"));
        QVERIFY(row->offer().isEmpty() && row->error().isEmpty());
        Q_EMIT industry->left();
        QVERIFY(row->error().isEmpty());
        RecordRef made;
        connect(&form, &RecordForm::saved, this, [&](const RecordRef &ref) { made = ref; });
        form.save();
        QTRY_VERIFY(!made.id.isNull());
        QCOMPARE(m_fixture->stored(made).value(u"industry").text(), QStringLiteral("c_shipyards"));
        // The next form has it, under its label.
        RecordForm next(*m_fixture->m_context,
                        m_fixture->m_runner->configuration()->dictionary->find(u"account"));
        next.startNew({});
        QTRY_VERIFY(next.isReady());
        auto *list = qobject_cast<ComboBox *>(next.editor(QStringLiteral("industry"))->widget());
        QVERIFY(list->findText(QStringLiteral("Shipyards")) > 0);
    }

    void anotherCustomerTakesTheContactsOff()
    {
        const Id alpha = m_fixture->account(QStringLiteral("Alpha"));
        const Id beta = m_fixture->account(QStringLiteral("Beta"));
        const Id wang = m_fixture->create("contact", {{QStringLiteral("name"), QStringLiteral("Wang Wei")},
                                                      {QStringLiteral("account_id"), alpha.toString()}});
        const Id deal = m_fixture->deal(QStringLiteral("Flow line 3"), alpha,
                                        {{QStringLiteral("primary_contact_id"), wang.toString()}});
        RecordForm form(*m_fixture->m_context, m_fixture->m_dictionary->find(u"opportunity"));
        form.startEdit({QStringLiteral("opportunity"), deal});
        form.show();
        QTRY_VERIFY(form.isReady());
        auto *contact =
            qobject_cast<ReferenceEdit *>(form.editor(QStringLiteral("primary_contact_id"))->widget());
        QTRY_COMPARE(contact->title(), QStringLiteral("Wang Wei"));
        form.editor(QStringLiteral("account_id"))->setTyped(beta.toString());
        form.save();
        FieldRow *row = form.row(QStringLiteral("primary_contact_id"));
        QTRY_COMPARE(row->offer(), QStringLiteral("Take Wang Wei off the deal"));
        QVERIFY2(form.problemText().contains(QStringLiteral("Wang Wei belongs to another customer.")),
                 qPrintable(form.problemText()));
        Q_EMIT row->offerRequested();
        QVERIFY(row->offer().isEmpty());
        bool saved = false;
        connect(&form, &RecordForm::saved, this, [&] { saved = true; });
        form.save();
        QTRY_VERIFY(saved);
        const Record stored = m_fixture->stored({QStringLiteral("opportunity"), deal});
        QCOMPARE(stored.value(u"account_id").id(), beta);
        QVERIFY(stored.value(u"primary_contact_id").isNull());
    }

    void aToastShowsTheWarningBelow()
    {
        QWidget window;
        window.resize(1366, 768);
        ToastHost toasts(m_fixture->m_theme, m_fixture->m_icons, &window, 24);
        WindowNotices notices(m_fixture->m_clock, 300);
        notices.setToasts(&toasts);
        notices.done(QStringLiteral("Saved"), m_fixture->m_ids.next(),
                     QStringLiteral("Close date has passed."));
        QCOMPARE(toasts.toast()->warning(), QStringLiteral("Close date has passed."));
        QVERIFY(toasts.toast()->accessibleName().contains(QStringLiteral("has passed")));
        QCOMPARE(toasts.toast()->height(), 60);
        QCOMPARE(notices.entries().first().warning, QStringLiteral("Close date has passed."));
        notices.done(QStringLiteral("Saved"));
        QVERIFY(toasts.toast()->warning().isEmpty());
        QCOMPARE(toasts.toast()->height(), 40);
    }
};

DW_TEST(RecordsSavingTest)

}  // namespace dw::test

#include "records_savingtest.moc"
