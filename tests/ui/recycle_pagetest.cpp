// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/accessibilitywalk.h"
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/common/banner.h"
#include "ui/common/combobox.h"
#include "ui/common/emptyview.h"
#include "ui/common/lineedit.h"
#include "ui/common/popover.h"
#include "ui/common/recordtable.h"
#include "ui/common/searchfield.h"
#include "ui/recycle/binmodel.h"
#include "ui/recycle/recyclepage.h"

#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// The recycle bin in the window (A31).
class RecyclePageTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

    void begin(RecordsFixture::Access access = RecordsFixture::Access::Owner)
    {
        m_window.reset();
        m_fixture = std::make_unique<RecordsFixture>(access);
    }
    void open()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(1318, 704);
        m_page = new RecyclePage(*m_fixture->m_context, m_window.get());
        m_page->resize(m_window->size());
        m_window->show();
        m_window->activateWindow();
        m_page->show({});
        QTRY_VERIFY(m_page->isSettled());
    }
    Id contact(const char *name, const Id &account)
    {
        return m_fixture->create("contact",
                                 {{text("name"), text(name)}, {text("account_id"), account.toString()}});
    }
    void remove(const char *object, const Id &id)
    {
        m_fixture->m_clock.advanceMs(1000);
        m_fixture->run("record.delete",
                       {{text("object"), text(object)}, {text("ids"), QJsonArray{id.toString()}}});
    }
    QStringList rows() const
    {
        QStringList found;
        for (int row = 0; row < m_page->model()->rowCount(); ++row) {
            QStringList cells;
            for (const int column : {BinModel::Title, BinModel::Kind, BinModel::Along})
                cells.append(m_page->model()->index(row, column).data().toString());
            found.append(cells.join(QLatin1Char('|')));
        }
        return found;
    }
    int rowOf(const char *title) const
    {
        for (int row = 0; row < m_page->model()->rowCount(); ++row) {
            if (m_page->model()->index(row, BinModel::Title).data().toString() == text(title))
                return row;
        }
        return -1;
    }
    void choose(const char *title)
    {
        m_page->table()->setCurrentIndex(m_page->model()->index(rowOf(title), BinModel::Title));
    }
    bool isThere(const char *object, const Id &id)
    {
        const Record stored = m_fixture->stored({text(object), id});
        return stored.isValid() && !stored.isDeleted();
    }
    QString asked() const
    {
        QStringList said;
        const QList<QLabel *> labels = m_page->question()->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            said.append(label->text());
        return said.join(QLatin1Char('\n'));
    }

    std::unique_ptr<RecordsFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    RecyclePage *m_page = nullptr;

private Q_SLOTS:
    void init() { begin(); }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void listsWhatWasDeleted()
    {
        const Id alpha = m_fixture->account(text("Alpha")), beta = m_fixture->account(text("Beta"));
        contact("Zhang", alpha);
        const Id li = contact("Li", beta);
        open();
        QVERIFY(m_page->emptyView()->isVisibleTo(m_page));
        QVERIFY(!m_page->restoreButton()->isEnabled());
        remove("account", alpha);
        remove("contact", li);
        // Seen without asking: what was deleted elsewhere stands there.
        QTRY_COMPARE(rows(), (QStringList{text("Li|Contact|"), text("Alpha|Customer|1 contact")}));
        const auto cell = [this](const char *title, int column) {
            return m_page->model()->index(rowOf(title), column).data().toString();
        };
        QCOMPARE(cell("Alpha", BinModel::By), text("Lin Yue"));
        QCOMPARE(cell("Alpha", BinModel::Left), text("90"));
        QVERIFY(!cell("Alpha", BinModel::When).isEmpty());
        // By kind and by name.
        QCOMPARE(m_page->objectChoice()->count(), 3);
        m_page->objectChoice()->setCurrentIndex(m_page->objectChoice()->findData(text("contact")));
        QCOMPARE(rows(), QStringList{text("Li|Contact|")});
        m_page->objectChoice()->setCurrentIndex(0);
        m_page->searchField()->setText(text("ALP"));
        QCOMPARE(rows(), QStringList{text("Alpha|Customer|1 contact")});
        m_page->searchField()->setText(text("nothing like it"));
        QVERIFY(m_page->emptyView()->isVisibleTo(m_page));
        m_page->searchField()->clear();
        QCOMPARE(rows().size(), qsizetype(2));
        QCOMPARE(namelessWidgets(m_window.get()), QStringList());
        // After ninety days nothing is restored, so nothing is shown.
        m_fixture->m_clock.advanceMs(91 * qint64(86400000));
        m_page->show({});
        QTRY_VERIFY(m_page->isSettled());
        QVERIFY(rows().isEmpty());
    }

    void restoresWithWhatBelongsToIt()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        const Id zhang = contact("Zhang", alpha);
        remove("account", alpha);
        open();
        m_page->table()->setFocus();
        choose("Alpha");
        QTest::keyClick(m_page->table(), Qt::Key_R);
        QTRY_VERIFY(m_fixture->m_notices.m_done.contains(text("Restored the record")));
        QVERIFY(isThere("account", alpha) && isThere("contact", zhang));
        QTRY_VERIFY(m_page->isSettled());
        QVERIFY(rows().isEmpty());
        // And back again: a restore is undone as any other change.
        m_fixture->run("change.undo", {{text("transaction"), m_fixture->m_notices.m_last.toString()}});
        QTRY_COMPARE(rows(), QStringList{text("Alpha|Customer|1 contact")});
    }

    void plainKeysAreNotThoseOfTheBinBelow()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        remove("account", alpha);
        open();
        m_page->table()->setFocus();
        choose("Alpha");
        Popover over(m_fixture->m_theme, m_window.get());
        auto *button = new QPushButton(text("Over it"));
        over.body()->addWidget(button);
        over.openAt(m_page->table());
        button->setFocus();
        QTRY_VERIFY(button->hasFocus());
        QTest::keyClick(button, Qt::Key_X);
        QVERIFY(m_page->model()->marked().isEmpty());
        QTest::keyClick(button, Qt::Key_R);
        QTest::keyClick(button, Qt::Key_Escape);
        QTRY_VERIFY(m_page->table()->hasFocus());
        // Written after what the key would have done.
        m_fixture->account(text("Later"));
        QVERIFY(!isThere("account", alpha));
        QTest::keyClick(m_page->table(), Qt::Key_R);
        QTRY_VERIFY(m_fixture->m_notices.m_done.contains(text("Restored the record")));
    }

    // One that cannot come back holds no other back, and says why; a customer comes before its contact.
    void saysWhatCouldNotBeRestored()
    {
        const Id alpha = m_fixture->account(text("Alpha"), {{text("uscc"), text("91350100M000100Y43")}});
        const Id beta = m_fixture->account(text("Beta"));
        const Id li = contact("Li", beta), zhang = contact("Zhang", beta);
        remove("account", alpha);
        remove("account", beta);
        m_fixture->run("record.restore",
                       {{text("object"), text("account")}, {text("ids"), QJsonArray{beta.toString()}}});
        remove("contact", li);
        remove("account", beta);
        m_fixture->account(text("Gamma"), {{text("uscc"), text("91350100M000100Y43")}});
        open();
        QCOMPARE(rows().size(), qsizetype(3));
        m_page->table()->setFocus();
        for (const char *title : {"Li", "Alpha", "Beta"}) {
            choose(title);
            QTest::keyClick(m_page->table(), Qt::Key_X);
        }
        QCOMPARE(m_page->model()->marked().size(), qsizetype(3));
        QCOMPARE(m_page->restoreButton()->text(), text("Restore 3"));
        m_page->restoreButton()->click();
        QTRY_VERIFY(m_page->problem()->isVisibleTo(m_page));
        QCOMPARE(m_fixture->m_notices.m_done.last(), text("Restored 2 record(s)"));
        QVERIFY(isThere("account", beta) && isThere("contact", li) && isThere("contact", zhang));
        QVERIFY(!isThere("account", alpha));
        const QString said = m_page->problem()->accessibleName();
        QVERIFY2(said.contains(text("Alpha")) && said.contains(text("Gamma")), qPrintable(said));
        QTRY_VERIFY(m_page->isSettled());
        QCOMPARE(rows(), QStringList{text("Alpha|Customer|")});
    }

    void removesForGoodAfterAQuestionThatNamesWhatGoes()
    {
        const Id alpha = m_fixture->account(text("Alpha"));
        const Id zhang = contact("Zhang", alpha);
        remove("account", alpha);
        open();
        choose("Alpha");
        m_page->purgeButton()->click();
        QTRY_VERIFY(m_page->question() && m_page->question()->isVisible());
        QVERIFY2(asked().contains(text("Customer: Alpha, with 1 contact")), qPrintable(asked()));
        QVERIFY(!m_page->numberField());
        QTest::keyClick(m_page->question(), Qt::Key_Escape);
        QTRY_VERIFY(!m_page->question());
        QVERIFY(m_fixture->stored({text("account"), alpha}).isValid());
        m_page->purgeButton()->click();
        QTRY_VERIFY(m_page->question() && m_page->question()->isVisible());
        m_page->confirmButton()->click();
        QTRY_COMPARE(m_fixture->m_notices.m_done.size(), qsizetype(1));
        QVERIFY(!m_fixture->stored({text("account"), alpha}).isValid());
        QVERIFY(!m_fixture->stored({text("contact"), zhang}).isValid());
        QTRY_VERIFY(m_page->isSettled());
        QVERIFY(rows().isEmpty());
    }

    // What one in the bin names goes after it, in whatever order they were deleted.
    void removesWhatIsNamedAfterWhatNamesIt()
    {
        const Id rival = m_fixture->create("competitor", {{text("name"), text("Rival")}});
        const Id deal = m_fixture->deal(text("Line"), m_fixture->account(text("Alpha")),
                                        {{text("competitor_ids"), QJsonArray{rival.toString()}}});
        remove("opportunity", deal);
        remove("competitor", rival);
        open();
        choose("Rival");
        m_page->purgeButton()->click();
        QTRY_VERIFY(m_page->confirmButton());
        m_page->confirmButton()->click();
        QTRY_VERIFY(m_page->problem()->isVisibleTo(m_page));
        QVERIFY(m_fixture->stored({text("competitor"), rival}).isValid());
        QTRY_VERIFY(m_page->isSettled() && !m_page->question());
        m_page->model()->markAll(true);
        QCOMPARE(m_page->model()->marked().first().record.id, rival);
        m_page->purgeButton()->click();
        QTRY_VERIFY(m_page->confirmButton());
        m_page->confirmButton()->click();
        QTRY_COMPARE(m_fixture->m_notices.m_done, QStringList{text("Deleted 2 record(s) for ever")});
        QVERIFY(!m_fixture->stored({text("competitor"), rival}).isValid());
        QVERIFY(!m_page->problem()->isVisibleTo(m_page));
    }

    void manyAreRemovedByTheirNumberTyped()
    {
        for (int i = 0; i <= RecyclePage::MostUntyped; ++i)
            remove("account", m_fixture->account(text("Customer %1").arg(i)));
        open();
        m_page->model()->markAll(true);
        m_page->purgeButton()->click();
        QTRY_VERIFY(m_page->numberField());
        QVERIFY(!m_page->confirmButton()->isEnabled());
        m_page->numberField()->setText(text("100"));
        QVERIFY(!m_page->confirmButton()->isEnabled());
        m_page->numberField()->setText(text("101"));
        QVERIFY(m_page->confirmButton()->isEnabled());
        m_page->confirmButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->m_notices.m_done.size(), qsizetype(1), 60000);
        QTRY_VERIFY(m_page->isSettled());
        QVERIFY(rows().isEmpty());
    }

    // Nobody sees, restores or removes what their role does not let them.
    void rightsHold()
    {
        begin(RecordsFixture::Access::Roles);
        const Id wei = m_fixture->create(
            "user", {{text("name"), text("Wei")},
                     {text("login"), text("wei")},
                     {text("email"), text("wei@example.com")},
                     {text("status"), text("active")},
                     {text("team_id"), Id::named("team:first").toString()},
                     {text("language"), text("en")},
                     {text("time_zone"), text("Asia/Shanghai")},
                     {text("role_ids"), QJsonArray{Id::named("role:sales_rep").toString()}}});
        const Id others = m_fixture->account(text("Alpha"));
        const Id own = m_fixture->account(text("Beta"), {{text("owner_id"), wei.toString()}});
        remove("account", others);
        remove("account", own);
        m_fixture->m_actor = wei;
        open();
        QCOMPARE(rows(), QStringList{text("Beta|Customer|")});
        QVERIFY(!m_page->purgeButton()->isEnabled());
        QVERIFY(m_page->purgeButton()->toolTip().contains(text("role")));
    }
};

DW_TEST(RecyclePageTest)

}  // namespace dw::test

#include "recycle_pagetest.moc"
