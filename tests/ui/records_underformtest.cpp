// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/records/draftbanner.h"
#include "ui/records/fieldeditor.h"
#include "ui/records/filterbar.h"
#include "ui/records/filterpopover.h"
#include "ui/records/formdraft.h"
#include "ui/records/formsheet.h"
#include "ui/records/listpage.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordform.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/saveviewpopover.h"

#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

#include <optional>

namespace dw::test
{

using namespace dw::ui;

// What lies over a list has the keys, and what is typed there is its writer's.
class RecordsUnderFormTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RecordsFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    ListPage *m_page = nullptr;

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

    void open()
    {
        m_window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(m_window.get());
        column->setContentsMargins(0, 0, 0, 0);
        m_page = new ListPage(*m_fixture->m_context, text("customers"), text("account"));
        column->addWidget(m_page);
        m_window->resize(1318, 704);
        m_window->show();
        m_window->activateWindow();
        m_page->show(Place());
        QTRY_VERIFY(m_page->isSettled());
    }

    RecordForm *form()
    {
        FormSheet *sheet = m_page->openForm({});
        [&] { QTRY_VERIFY(sheet->form()->isReady()); }();
        return sheet->form();
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RecordsFixture>(); }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void plainKeysAreNotThoseOfTheListBelow()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        m_fixture->account(text("Beta"));
        open();
        m_page->table()->setFocus();
        m_page->table()->setCurrentRow(m_page->model()->rowOf(alpha));
        QTest::keyClick(m_page->table(), Qt::Key_X);
        QCOMPARE(m_page->model()->markedCount(), 1);
        const QPointer<FormSheet> sheet(m_page->openForm({}));
        QTRY_VERIFY(sheet->form()->isReady());
        QPushButton *save = sheet->saveButton();
        save->setFocus();
        QTRY_VERIFY(save->hasFocus());
        // Each of these does something to the list: marks all, deletes, previews, filters, sorts.
        QTest::keyClick(save, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(save, Qt::Key_X);
        QTest::keyClick(save, Qt::Key_F);
        QTest::keyClick(save, Qt::Key_Equal);
        const QStringList sorted = m_page->listSource().sort;
        QTest::keyClick(save, Qt::Key_S);
        QTest::keyClick(save, Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_page->listSource().sort, sorted);
        QTest::keyClick(save, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_window->findChildren<SaveViewPopover *>().isEmpty());
        QCOMPARE(m_page->model()->markedCount(), 1);
        QVERIFY(m_page->peek() == nullptr);
        QVERIFY(!m_page->filterBar()->builder()->isVisible());
        QTest::keyClick(save, Qt::Key_Delete);
        QTest::qWait(0);
        QVERIFY(m_fixture->m_notices.m_done.isEmpty());
        // Esc is the form's too, and takes no marks with it.
        QTest::keyClick(save, Qt::Key_Escape);
        QTRY_VERIFY(sheet.isNull());
        QCOMPARE(m_page->model()->markedCount(), 1);
        m_page->table()->setFocus();
        QTest::keyClick(m_page->table(), Qt::Key_Escape);
        QCOMPARE(m_page->model()->markedCount(), 0);
    }

    // A draft is of who typed it, a change of a record and a note on it too: somebody else at the same laptop
    // begins anew.
    void aDraftIsItsWriters()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        const QStringList areas{text("account"), text("activity.note")};
        for (const QString &area : areas) {
            FormDraft draft(*m_fixture->m_context, area);
            draft.setRecord(alpha);
            draft.touch([] { return QHash<QString, QString>{{text("content"), text("Between us")}}; });
            draft.flush();
        }
        const auto kept = [&](const QString &area) {
            FormDraft draft(*m_fixture->m_context, area);
            draft.setRecord(alpha);
            std::optional<QHash<QString, QString>> typed;
            draft.read([&typed](const QHash<QString, QString> &read) { typed = read; });
            [&] { QTRY_VERIFY(typed.has_value()); }();
            return typed->value(text("content"));
        };
        open();
        RecordForm *mine = form();
        mine->editor(text("name"))->setTyped(text("Kestrel Avionics"));
        mine->editor(text("name"))->notifyChanged();
        m_page->findChild<FormSheet *>()->closeSheet();
        m_window.reset();

        m_fixture->m_actor = m_fixture->create("user", {{text("name"), text("wei")},
                                                        {text("login"), text("wei")},
                                                        {text("email"), text("wei@example.com")},
                                                        {text("status"), text("active")},
                                                        {text("team_id"), Id::named("team:first").toString()},
                                                        {text("language"), text("en")},
                                                        {text("time_zone"), text("Asia/Shanghai")}});
        open();
        RecordForm *theirs = form();
        QCOMPARE(theirs->editor(text("name"))->typed(), QString());
        QVERIFY(!theirs->draftBanner()->isVisibleTo(theirs));
        for (const QString &area : areas)
            QCOMPARE(kept(area), QString());
        m_page->findChild<FormSheet *>()->closeSheet();
        m_window.reset();

        m_fixture->m_actor = Id::named("user:owner");
        open();
        QCOMPARE(form()->editor(text("name"))->typed(), text("Kestrel Avionics"));
        for (const QString &area : areas)
            QCOMPARE(kept(area), text("Between us"));
    }
};

DW_TEST(RecordsUnderFormTest)

}  // namespace dw::test

#include "records_underformtest.moc"
