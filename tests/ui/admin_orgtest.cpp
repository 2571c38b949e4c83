// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/accessibilitywalk.h"
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/admin/orgmodel.h"
#include "ui/admin/orgpage.h"
#include "ui/admin/shareaction.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/records/fieldeditor.h"
#include "ui/records/formsheet.h"
#include "ui/records/recordform.h"

#include <QJsonArray>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace dw::test
{

using namespace dw::ui;

// Teams, territories and shares, as administrators keep them.
class OrgPageTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static QString id(const Id &one) { return one.toString(); }

    void open(OrgPage::Kind kind)
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(1318, 704);
        m_page = new OrgPage(*m_fixture->m_context, kind, m_window.get());
        m_page->resize(m_window->size());
        m_window->show();
        m_page->show({});
        QTRY_VERIFY(m_page->isSettled());
    }

    QStringList names() const
    {
        QStringList all;
        for (int row = 0; row < m_page->model()->rowCount(); ++row)
            all.append(m_page->model()->index(row, 0).data(Qt::AccessibleTextRole).toString());
        return all;
    }

    QString shown(int row, const char *field, int role = Qt::DisplayRole) const
    {
        return m_page->model()->index(row, m_page->model()->columnOf(text(field))).data(role).toString();
    }

    void fill(FormSheet *sheet, const char *field, const Value &value)
    {
        QTRY_VERIFY(sheet->form()->isReady());
        FieldEditor *editor = sheet->form()->editor(text(field));
        QVERIFY2(editor, field);
        editor->setValue(value);
    }

    Id team(const char *name, const Id &parent = {})
    {
        QJsonObject set{{text("name"), text(name)},
                        {text("kind"), text("sales")},
                        {text("leader_id"), Id::named("user:owner").toString()}};
        if (!parent.isNull())
            set.insert(text("parent_id"), parent.toString());
        return m_fixture->create("team", set);
    }

    std::unique_ptr<RecordsFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    OrgPage *m_page = nullptr;

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RecordsFixture>(RecordsFixture::Access::Roles); }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void teamsAreATree()
    {
        const Id north = team("North");
        team("Beijing", north);
        team("Tianjin", north);
        open(OrgPage::Kind::Teams);
        QCOMPARE(names(), QStringList({text("North"), text("Beijing, level 2"), text("Tianjin, level 2"),
                                       text("Sales")}));
        QVERIFY(shown(1, "name").startsWith(QChar(0x2003)));
        // The owner is in the first team.
        const QModelIndex members = m_page->model()->index(3, m_page->model()->columnCount() - 1);
        QCOMPARE(members.data().toString(), text("1"));
        QCOMPARE(m_page->model()->index(0, members.column()).data().toString(), text("0"));
        QCOMPARE(namelessWidgets(m_page), QStringList());
    }

    void aTeamIsMadeBelowTheCurrentOne()
    {
        const Id north = team("North");
        open(OrgPage::Kind::Teams);
        m_page->table()->setCurrentIndex(m_page->model()->index(m_page->model()->rowOf(north), 0));
        QTest::mouseClick(m_page->newButton(), Qt::LeftButton);
        auto *sheet = m_page->findChild<FormSheet *>();
        QVERIFY(sheet);
        fill(sheet, "name", Value(text("Beijing")));
        fill(sheet, "kind", Value(text("sales")));
        fill(sheet, "leader_id", Value(Id::named("user:owner")));
        sheet->form()->save();
        QTRY_VERIFY(names().contains(text("Beijing, level 2")));
        // Moved to the top, and deleted.
        const Id beijing = m_page->model()->idAt(int(names().indexOf(text("Beijing, level 2"))));
        m_page->table()->setCurrentIndex(m_page->model()->index(m_page->model()->rowOf(beijing), 0));
        FormSheet *edit = m_page->openCurrent();
        fill(edit, "parent_id", Value());
        edit->form()->save();
        QTRY_VERIFY(names().contains(text("Beijing")));
        m_page->table()->setCurrentIndex(m_page->model()->index(m_page->model()->rowOf(beijing), 0));
        m_page->removeCurrent();
        QTRY_VERIFY(!names().contains(text("Beijing")));
        QVERIFY(m_fixture->m_notices.m_done.last().contains(text("Beijing")));
    }

    void territoriesHaveTheirRules()
    {
        open(OrgPage::Kind::Territories);
        const int before = m_page->model()->rowCount();
        FormSheet *sheet = m_page->openNew();
        fill(sheet, "name", Value(text("Coast")));
        fill(sheet, "code", Value(text("coast")));
        fill(sheet, "rule", Value(text("industry = \"manufacturing\"")));
        sheet->form()->save();
        QTRY_COMPARE(m_page->model()->rowCount(), before + 1);
        const int row = int(names().indexOf(QRegularExpression(text("^Coast"))));
        QVERIFY(row >= 0);
        QCOMPARE(shown(row, "rule"), text("industry = \"manufacturing\""));
        QCOMPARE(shown(row, "code"), text("coast"));
    }

    void aTeamIsNotBelowItself()
    {
        const Id north = team("North");
        const Id beijing = team("Beijing", north);
        const CommandResult refused = m_fixture->attempt(
            "record.update", {{text("object"), text("team")},
                              {text("id"), north.toString()},
                              {text("set"), QJsonObject{{text("parent_id"), beijing.toString()}}}});
        QCOMPARE(refused.status, CommandResult::Status::Refused);
        QCOMPARE(refused.findings.value(0).key, text("value.stands_above_itself"));
        QCOMPARE(refused.findings.value(0).field, text("parent_id"));
    }

    void aRuleThatCannotBeUsedIsRefused()
    {
        open(OrgPage::Kind::Territories);
        const int before = m_page->model()->rowCount();
        FormSheet *sheet = m_page->openNew();
        fill(sheet, "name", Value(text("Coast")));
        fill(sheet, "code", Value(text("coast")));
        fill(sheet, "rule", Value(text("nothing_like_it = 1")));
        QSignalSpy refused(sheet->form(), &RecordForm::refused);
        sheet->form()->save();
        QTRY_COMPARE(refused.size(), 1);
        QVERIFY(!sheet->form()->problemText().isEmpty());
        QCOMPARE(m_page->model()->rowCount(), before);
    }

    void aRecordIsSharedUntilADay()
    {
        const Id company = m_fixture->account(text("Acme"));
        const Id friends = team("Friends");
        open(OrgPage::Kind::Shares);
        QCOMPARE(m_page->model()->rowCount(), 0);
        ShareAction share(*m_fixture->m_context, m_window.get());
        const auto specs = m_fixture->m_context->actions.forRecord(text("account"));
        QVERIFY(std::any_of(specs.begin(), specs.end(),
                            [](const auto &spec) { return spec.id == text("record.share"); }));
        FormSheet *sheet = share.open({text("account"), company});
        QTRY_VERIFY(sheet->form()->isReady());
        QCOMPARE(sheet->form()->editor(text("record_ref"))->value(),
                 Value(RecordRef{text("account"), company}));
        fill(sheet, "grantee", Value(RecordRef{text("team"), friends}));
        fill(sheet, "expires_at", Value(*Instant::fromIso(u"2026-12-01T00:00:00Z", QTimeZone::utc())));
        fill(sheet, "reason", Value(text("They visit together")));
        sheet->form()->save();
        QTRY_COMPARE(m_page->model()->rowCount(), 1);
        QCOMPARE(shown(0, "record_ref"), text("Acme"));
        QCOMPARE(shown(0, "grantee"), text("Friends"));
        QVERIFY(shown(0, "expires_at").contains(text("2026")) ||
                shown(0, "expires_at").contains(text("Dec")));
        QCOMPARE(shown(0, "reason"), text("They visit together"));
        // It ends before its time.
        m_page->table()->setCurrentIndex(m_page->model()->index(0, 0));
        m_page->removeCurrent();
        QTRY_COMPARE(m_page->model()->rowCount(), 0);
    }

    void othersSeeNoneOfIt()
    {
        const Id lin = m_fixture->create(
            "user", {{text("name"), text("Lin")},
                     {text("login"), text("rosa")},
                     {text("email"), text("rosa@example.com")},
                     {text("status"), text("active")},
                     {text("language"), text("en")},
                     {text("time_zone"), text("Asia/Shanghai")},
                     {text("team_id"), Id::named("team:first").toString()},
                     {text("role_ids"), QJsonArray{Id::named("role:sales_rep").toString()}}});
        m_fixture->m_actor = lin;
        open(OrgPage::Kind::Teams);
        QVERIFY(m_page->isRefused());
        QCOMPARE(m_page->model()->rowCount(), 0);
    }
};

DW_TEST(OrgPageTest)

}  // namespace dw::test

#include "admin_orgtest.moc"
