// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/customers/recordcommands.h"
#include "ui/records/listpage.h"
#include "ui/records/peekpanel.h"
#include "ui/records/possibleways.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"

#include <QJsonArray>
#include <QPushButton>
#include <QTest>

#include <algorithm>

namespace dw::test
{

using namespace dw::ui;

// The preview of a lead offers what can be done with it, and no more.
class CustomersLeadWaysTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }

private Q_SLOTS:
    void aLeadIsClaimedOrReleasedWhereThatCanBe()
    {
        RecordsFixture fixture;
        RecordCommands commands(*fixture.m_context);
        commands.registerAll();
        const auto lead = [&](const char *name) {
            return fixture.create("lead", {{text("company_name"), text(name)},
                                           {text("contact_name"), text(name)},
                                           {text("source_channel"), text("web_form")},
                                           {text("owner_id"), RecordsFixture::owner()},
                                           {text("email"), text(name).toLower() + text("@example.com")}});
        };
        const Id mine = lead("Mine");
        const Id nobodys = lead("Nobodys");
        fixture.run("lead.release", {{text("id"), nobodys.toString()}});
        ListPage page(*fixture.m_context, text("leads"), text("lead"));
        page.resize(1318, 704);
        page.QWidget::show();
        Place all;
        all.where = text("NOT(ISBLANK(company_name))");
        all.title = text("All");
        page.show(all);
        QTRY_VERIFY(page.isSettled());
        QTRY_COMPARE(page.model()->recordCount(), 2);
        const auto offered = [&](const Id &id) {
            page.table()->setCurrentRow(page.model()->rowOf(id));
            if (page.peek() == nullptr)
                page.togglePeek();
            [&] { QTRY_VERIFY(page.peek()->record().id == id && !page.peek()->isReading()); }();
            QStringList names;
            for (const QPushButton *one : page.peek()->findChildren<QPushButton *>()) {
                if (one->text() == text("Claim") || one->text() == text("Release"))
                    names.append(one->text());
            }
            return names;
        };
        QCOMPARE(offered(mine), QStringList(text("Release")));
        QCOMPARE(offered(nobodys), QStringList(text("Claim")));
        // A closed one goes to nobody.
        fixture.run("record.update",
                    {{text("object"), text("lead")},
                     {text("id"), mine.toString()},
                     {text("set"), QJsonObject{{text("status"), text("disqualified")},
                                               {text("disqualify_reason"), text("duplicate")}}}});
        const Record closed = fixture.stored({text("lead"), mine});
        QVERIFY(!isPossible(text("record.release"), closed));
        QVERIFY(!isPossible(text("record.claim"), closed));
        QVERIFY(isPossible(text("record.delete"), closed));
    }

    // Who has no right to it sees what there is, and why it is not for them.
    void whatTheRoleDoesNotAllowIsShownWithTheReason()
    {
        RecordsFixture fixture(RecordsFixture::Access::Roles);
        RecordCommands commands(*fixture.m_context);
        commands.registerAll();
        const auto lead = [&](const char *name) {
            return fixture.create("lead", {{text("company_name"), text(name)},
                                           {text("contact_name"), text(name)},
                                           {text("source_channel"), text("web_form")},
                                           {text("owner_id"), RecordsFixture::owner()},
                                           {text("email"), text(name).toLower() + text("@example.com")}});
        };
        const Id others = lead("Others"), nobodys = lead("Nobodys");
        fixture.run("lead.release", {{text("id"), nobodys.toString()}});
        const Id reader =
            fixture.create("user", {{text("name"), text("Rosa")},
                                    {text("login"), text("rosa")},
                                    {text("email"), text("rosa@example.com")},
                                    {text("status"), text("active")},
                                    {text("team_id"), Id::named("team:first").toString()},
                                    {text("language"), text("en")},
                                    {text("time_zone"), text("Asia/Shanghai")},
                                    {text("role_ids"), QJsonArray{Id::named("role:read_only").toString()}}});
        QCOMPARE(
            deniedReason(text("record.release"), fixture.stored({text("lead"), others}), *fixture.m_context),
            QString());
        fixture.m_actor = reader;
        ListPage page(*fixture.m_context, text("leads"), text("lead"));
        page.resize(1318, 704);
        page.QWidget::show();
        Place all;
        all.where = text("NOT(ISBLANK(company_name))");
        all.title = text("All");
        page.show(all);
        QTRY_VERIFY(page.isSettled());
        QTRY_COMPARE(page.model()->recordCount(), 2);
        const QString why = text("Your role does not allow it");
        for (const auto &[id, way] :
             {std::pair(others, text("Release")), std::pair(nobodys, text("Claim"))}) {
            page.table()->setCurrentRow(page.model()->rowOf(id));
            if (page.peek() == nullptr)
                page.togglePeek();
            QTRY_VERIFY(page.peek()->record().id == id && !page.peek()->isReading());
            const QList<QPushButton *> buttons = page.peek()->findChildren<QPushButton *>();
            const auto found = std::find_if(buttons.begin(), buttons.end(),
                                            [&](const QPushButton *one) { return one->text() == way; });
            QVERIFY2(found != buttons.end(), qPrintable(way));
            QVERIFY(!(*found)->isEnabled());
            QCOMPARE((*found)->toolTip(), why);
            QCOMPARE((*found)->accessibleDescription(), why);
        }
    }
};

DW_TEST(CustomersLeadWaysTest)

}  // namespace dw::test

#include "customers_leadwaystest.moc"
