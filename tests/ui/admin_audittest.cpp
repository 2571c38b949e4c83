// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/sensitiveread.h"
#include "tests/support/accessibilitywalk.h"
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/admin/auditmodel.h"
#include "ui/admin/auditpage.h"
#include "ui/common/recordtable.h"
#include "ui/common/segments.h"

#include <QAbstractButton>
#include <QJsonObject>
#include <QTest>

namespace dw::test
{

using namespace dw::ui;

// Who was shown what, as administrators see it (F3.98).
class AuditPageTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }

    QString shown(int row, int column) const { return m_page->model()->index(row, column).data().toString(); }

    void open()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(1318, 704);
        m_page = new AuditPage(*m_fixture->m_context, m_window.get());
        m_page->resize(m_window->size());
        m_window->show();
        m_page->show({});
        QTRY_VERIFY(m_page->isSettled());
    }

    std::unique_ptr<RecordsFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    AuditPage *m_page = nullptr;

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RecordsFixture>(RecordsFixture::Access::Roles); }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void readsAndExportsAreTold()
    {
        open();
        QCOMPARE(m_page->model()->rowCount(), 0);
        const Id account = m_fixture->account(text("Acme"));
        const Id contact = m_fixture->create("contact", {{text("name"), text("Born")},
                                                         {text("account_id"), account.toString()},
                                                         {text("birthday"), text("1980-05-01")}});
        m_fixture->run("data.read_sensitive", {{text("object"), text("contact")},
                                               {text("id"), contact.toString()},
                                               {text("fields"), QJsonArray{text("birthday")}},
                                               {text("way"), text("reveal")}});
        m_fixture->run("data.export", {{text("object"), text("account")},
                                       {text("fields"), QJsonArray{text("name")}},
                                       {text("rows"), 1},
                                       {text("where"), text("ISBLANK(region)")},
                                       {text("file"), text("taken.csv")}});
        m_page->show({});
        QTRY_COMPARE(m_page->model()->rowCount(), 2);
        QTRY_VERIFY(m_page->isSettled());
        QCOMPARE(m_page->problem(), QString());
        m_page->choice()->button(1)->click();
        QCOMPARE(m_page->model()->rowCount(), 1);
        QCOMPARE(shown(0, AuditModel::What), text("Had it shown"));
        QCOMPARE(shown(0, AuditModel::Object), text("Born"));
        QCOMPARE(shown(0, AuditModel::Which), text("Birthday"));
        QCOMPARE(shown(0, AuditModel::Records), text("1"));
        QVERIFY(!shown(0, AuditModel::Who).isEmpty());
        QVERIFY(!shown(0, AuditModel::When).isEmpty());
        Q_EMIT m_page->table()->activated(m_page->model()->index(0, 0));
        QCOMPARE(m_fixture->m_navigator.m_records.last(), (RecordRef{text("contact"), contact}));
        m_page->choice()->button(2)->click();
        QCOMPARE(m_page->model()->rowCount(), 1);
        QCOMPARE(shown(0, AuditModel::What), text("Exported"));
        QCOMPARE(shown(0, AuditModel::Narrowed), QStringLiteral("ISBLANK(region) · taken.csv"));
        QCOMPARE(namelessWidgets(m_page), QStringList());
    }

    // A server may say anything: what is not known stands as it came, and nothing breaks.
    void whateverAServerSays()
    {
        open();
        const QString endless(100'000, QLatin1Char('x'));
        m_page->showRows(
            {QJsonObject{{text("at"), text("never")}, {text("object"), text("zebras")}, {text("way"), 7}},
             QJsonObject{{text("user"), endless}, {text("records"), -1}, {text("fields"), endless}},
             QJsonObject()},
            {QJsonObject{{text("fields"), QJsonArray{text("stripes"), 1}}, {text("id"), text("x")}}});
        QCOMPARE(m_page->model()->rowCount(), 4);
        QStringList objects, what;
        for (int row = 0; row < 4; ++row) {
            objects.append(shown(row, AuditModel::Object));
            what.append(shown(row, AuditModel::What));
            for (int column = 0; column < AuditModel::ColumnCount; ++column)
                QVERIFY(shown(row, column).size() < 1000);
            QVERIFY(m_page->model()->recordAt(row).id.isNull());
        }
        QVERIFY(objects.contains(text("zebras")));
        QVERIFY(what.contains(text("Read")));
    }

    void onlyAdministratorsSeeIt()
    {
        const QString role = Id::named("role:sales_rep").toString();
        m_fixture->m_actor = m_fixture->create("user", {{text("name"), text("Rep")},
                                                        {text("login"), text("rep")},
                                                        {text("email"), text("rep@example.com")},
                                                        {text("status"), text("active")},
                                                        {text("language"), text("en")},
                                                        {text("time_zone"), text("Asia/Shanghai")},
                                                        {text("team_id"), Id::named("team:first").toString()},
                                                        {text("role_ids"), QJsonArray{role}}});
        open();
        QVERIFY(m_page->isRefused());
        QCOMPARE(m_page->model()->rowCount(), 0);
    }
};

DW_TEST(AuditPageTest)

}  // namespace dw::test

#include "admin_audittest.moc"
