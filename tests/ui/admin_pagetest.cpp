// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/accessibilitywalk.h"
#include "tests/support/testrunner.h"
#include "tests/ui/records_fixture.h"
#include "ui/admin/absencepopover.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/adminside.h"
#include "ui/admin/fieldspanel.h"
#include "ui/admin/givepopover.h"
#include "ui/admin/rightstable.h"
#include "ui/admin/roleflags.h"
#include "ui/admin/userlistmodel.h"
#include "ui/admin/userpanel.h"
#include "ui/admin/whypopover.h"
#include "ui/common/banner.h"
#include "ui/common/combobox.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/switch.h"
#include "ui/records/formsheet.h"
#include "ui/records/pendingmarks.h"
#include "ui/records/recordform.h"
#include "ui/records/referenceedit.h"

#include <QApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace dw::test
{

using namespace dw::ui;

// Users, roles and rights, in a workspace whose access goes by its roles.
class AdminPageTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static Id roleId(const char *code) { return Id::named(QByteArray("role:") + code); }

    void begin()
    {
        m_fixture = std::make_unique<RecordsFixture>(RecordsFixture::Access::Roles);
        m_window = std::make_unique<QWidget>();
        m_window->resize(1318, 704);
        m_page = new AdminPage(*m_fixture->m_context, m_window.get());
        m_page->resize(m_window->size());
        m_window->show();
        m_window->activateWindow();
        go({});
    }

    void go(const RecordRef &record, const QString &where = {})
    {
        Place place;
        place.page = text("admin");
        place.record = record;
        place.where = where;
        m_page->show(place);
        QTRY_VERIFY(m_page->isSettled());
    }

    // Where the page wants to be.
    void follow()
    {
        QVERIFY(!m_fixture->m_navigator.m_places.isEmpty());
        m_page->show(m_fixture->m_navigator.m_places.last());
        QTRY_VERIFY(m_page->isSettled());
    }

    Id person(const char *login, const QStringList &codes = {})
    {
        QJsonArray roles;
        for (const QString &code : codes)
            roles.append(roleId(code.toLatin1().constData()).toString());
        return m_fixture->create("user", {{text("name"), text(login).toUpper()},
                                          {text("login"), text(login)},
                                          {text("email"), text(login) + text("@example.com")},
                                          {text("status"), text("active")},
                                          {text("language"), text("en")},
                                          {text("time_zone"), text("Asia/Shanghai")},
                                          {text("team_id"), Id::named("team:first").toString()},
                                          {text("role_ids"), roles}});
    }

    QModelIndex cell(const char *object, RightColumn column) const
    {
        RightsModel *model = m_page->rights()->rights();
        return model->index(model->rowOf(text(object)), RightsModel::FirstRight + int(column));
    }

    QString stored(const char *role, const char *object, const char *field, const char *value) const
    {
        const Record *row = m_page->data()->permission(roleId(role), text(object), text(field));
        return row ? row->value(text(value)).toJson().toVariant().toString() : text("none at all");
    }

    void choose(QMenu *menu, const QString &entry)
    {
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == entry) {
                action->trigger();
                menu->close();
                return;
            }
        }
        QFAIL(qPrintable(entry));
    }

    std::unique_ptr<RecordsFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    AdminPage *m_page = nullptr;

private Q_SLOTS:
    void init() { begin(); }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void matrixTellsWhatIsInherited()
    {
        // Users and four roles, each below its head.
        QCOMPARE(m_page->side()->lines(), 7);
        m_page->side()->setFocus();
        for (int i = 0; i < 4 && m_page->side()->currentRole() != roleId("manager"); ++i)
            QTest::keyClick(m_page->side(), Qt::Key_Down);
        QCOMPARE(m_page->side()->currentRole(), roleId("manager"));
        follow();
        QCOMPARE(m_page->breadcrumb().value(1), text("Roles"));
        // Its own.
        QCOMPARE(cell("account", RightColumn::Read).data().toString(), text("Team and below"));
        QVERIFY(!cell("account", RightColumn::Read).data(InheritedCell).toBool());
        // Of the sales rep, and said so.
        QCOMPARE(cell("record_share", RightColumn::Read).data().toString(), text("Own"));
        QVERIFY(cell("record_share", RightColumn::Read).data(InheritedCell).toBool());
        QVERIFY(cell("record_share", RightColumn::Read)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(text("Sales rep")));
        QVERIFY(cell("activity", RightColumn::Create).data(InheritedCell).toBool());
        // Lines go with their deal, and nobody but administrators changes roles.
        QCOMPARE(cell("opportunity_line", RightColumn::Read).data().toString(), text("With its record"));
        QVERIFY(cell("role", RightColumn::Edit).data(LockedCell).toBool());
        QCOMPARE(m_page->rights()->rights()->rowOf(text("permission")), -1);
    }

    void rightsChangeByKeyboardAndAreUndone()
    {
        go({text("role"), roleId("sales_rep")});
        RightsTable *table = m_page->rights();
        table->setFocus();
        table->setCurrentIndex(cell("account", RightColumn::Delete));
        QVERIFY(cell("account", RightColumn::Delete).data().toString().isEmpty());
        QTest::keyClick(table, Qt::Key_Return);
        choose(table->menu(), text("Team"));
        QTRY_COMPARE(stored("sales_rep", "account", "", "delete"), text("team"));
        QCOMPARE(cell("account", RightColumn::Delete).data().toString(), text("Team"));
        QCOMPARE(m_fixture->m_notices.m_done.size(), 1);
        QVERIFY(m_fixture->m_notices.m_done.first().contains(text("Team")));
        // The place stays, and Del takes the right.
        QCOMPARE(table->currentIndex(), cell("account", RightColumn::Delete));
        QTest::keyClick(table, Qt::Key_Delete);
        QTRY_COMPARE(stored("sales_rep", "account", "", "delete"), text("none"));
        m_fixture->run("change.undo", {{text("transaction"), m_fixture->m_notices.m_last.toString()}});
        QTRY_COMPARE(stored("sales_rep", "account", "", "delete"), text("team"));
        // A right that is held or not; of an object that the role says nothing about it makes the permission.
        table->setCurrentIndex(cell("import_batch", RightColumn::Approve));
        QCOMPARE(stored("sales_rep", "import_batch", "", "approve"), text("none at all"));
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_COMPARE(stored("sales_rep", "import_batch", "", "approve"), text("true"));
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_COMPARE(stored("sales_rep", "import_batch", "", "approve"), text("false"));
        // Export by the permission alone does nothing, which the cell says.
        table->setCurrentIndex(cell("account", RightColumn::Export));
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_COMPARE(stored("sales_rep", "account", "", "export"), text("true"));
        QVERIFY(cell("account", RightColumn::Export)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(text("Without effect until the role may export")));
        m_page->flags()->button(text("can_export"))->click();
        QTRY_VERIFY(m_page->flags()->button(text("can_export"))->isChecked());
        QTRY_VERIFY(!cell("account", RightColumn::Export).data(InheritedCell).toBool());
        QVERIFY(m_fixture->m_notices.m_failed.isEmpty());
    }

    void whatCannotBeChangedSaysWhy()
    {
        go({text("role"), roleId("manager")});
        RightsTable *table = m_page->rights();
        table->setFocus();
        table->setCurrentIndex(cell("user", RightColumn::Edit));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(m_fixture->m_notices.m_failed.size(), 1);
        QVERIFY(m_fixture->m_notices.m_failed.first().contains(text("Only administrators")));
        // What is inherited is taken where it was given.
        table->setCurrentIndex(cell("activity", RightColumn::Create));
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(m_fixture->m_notices.m_failed.size(), 2);
        QVERIFY(m_fixture->m_notices.m_failed.last().contains(text("Sales rep")));
        go({text("role"), roleId("administrator")});
        QVERIFY(cell("account", RightColumn::Read).data(LockedCell).toBool());
        QVERIFY(!m_page->flags()->button(text("can_export"))->isEnabled());
    }

    void fieldsHaveRightsOfTheirOwn()
    {
        go({text("role"), roleId("sales_rep")});
        m_page->rights()->setCurrentObject(text("contact"));
        FieldsPanel *fields = m_page->fields();
        const auto rowOf = [&](const char *key) {
            const QList<FieldLine> &lines = fields->model()->lines();
            for (int row = 0; row < lines.size(); ++row) {
                if (lines[row].key == text(key))
                    return row;
            }
            return -1;
        };
        const int mobile = rowOf("mobile");
        QVERIFY(mobile >= 0);
        QCOMPARE(fields->model()->lines()[mobile].right, FieldRight::Editable);
        RecordTable *table = fields->table();
        table->setFocus();
        table->setCurrentIndex(fields->model()->index(mobile, 1));
        QTest::keyClick(table, Qt::Key_Return);
        choose(fields->menu(), text("Masked"));
        QTRY_COMPARE(stored("sales_rep", "contact", "mobile", "field_read"), text("masked"));
        QTRY_COMPARE(fields->model()->lines()[mobile].right, FieldRight::Masked);
        QVERIFY(fields->model()->lines()[mobile].isOwn);
        QTest::keyClick(table, Qt::Key_Return);
        choose(fields->menu(), text("Read-only"));
        QTRY_COMPARE(stored("sales_rep", "contact", "mobile", "field_read"), text("read"));
        QCOMPARE(stored("sales_rep", "contact", "mobile", "field_edit"), text("false"));
        // The manager inherits it, and is told from whom.
        go({text("role"), roleId("manager")});
        QCOMPARE(fields->model()->lines()[mobile].right, FieldRight::ReadOnly);
        QVERIFY(!fields->model()->lines()[mobile].isOwn);
        QVERIFY(fields->model()->lines()[mobile].origin.contains(text("Sales rep")));
        go({text("role"), roleId("sales_rep")});
        table->setCurrentIndex(fields->model()->index(mobile, 1));
        QTest::keyClick(table, Qt::Key_Return);
        choose(fields->menu(), text("As its record"));
        QTRY_COMPARE(stored("sales_rep", "contact", "mobile", "field_read"), text("none at all"));
        QTRY_COMPARE(fields->model()->lines()[mobile].right, FieldRight::Editable);
    }

    void rolesAreGivenAndTaken()
    {
        // Nobody has a role: the banner says what that means.
        QVERIFY(m_page->bannerText().contains(text("everybody may do everything")));
        // The owner of a new workspace has no address yet: the way out is the form that asks for it.
        auto *way = m_page->banner()->findChild<QPushButton *>();
        QVERIFY(way && way->isVisible());
        way->click();
        QTRY_VERIFY2(m_page->bannerText().contains(text("Lin Yue stays as it was")),
                     qPrintable(m_page->bannerText()));
        way->click();
        auto *sheet = m_page->findChild<FormSheet *>();
        QVERIFY(sheet);
        QTRY_VERIFY(sheet->form()->isReady());
        QCOMPARE(sheet->form()->editor(text("login"))->value().text(), text("lin"));
        sheet->closeSheet();
        const Id ada = person("ada");
        const Id ben = person("ben");
        QTRY_VERIFY(m_page->users()->rowOf(ben) >= 0);
        RecordTable *table = m_page->userTable();
        const auto show = [&](const Id &user) {
            table->setCurrentIndex(m_page->users()->index(m_page->users()->rowOf(user), 0));
            QCOMPARE(m_page->userPanel()->user(), user);
        };
        const auto has = [&](const Id &user, const char *role) {
            const Record *record = m_page->data()->user(user);
            return record && record->value(u"role_ids").ids().contains(roleId(role));
        };
        show(ada);
        m_page->userPanel()->openRoleMenu();
        choose(m_page->userPanel()->menu(),
               m_page->data()->role(roleId("administrator"))->value(u"name").text());
        QTRY_VERIFY(has(ada, "administrator"));
        QTRY_VERIFY(m_page->bannerText().isEmpty());
        // The last one keeps it: said in place, with the way out.
        QTRY_VERIFY(m_page->userPanel()->revokeButton(roleId("administrator")));
        m_page->userPanel()->revokeButton(roleId("administrator"))->click();
        QTRY_VERIFY(m_page->bannerText().contains(text("The last administrator keeps the role")) ||
                    m_page->bannerText().contains(text("Without this role nobody would have one")));
        QVERIFY(has(ada, "administrator"));
        QVERIFY(m_fixture->m_notices.m_failed.isEmpty());
        GivePopover *give = m_page->openGive(roleId("administrator"));
        QVERIFY(give && give->isVisible());
        QVERIFY(!give->primary()->isEnabled());
        give->person()->setReference(ben, text("BEN"));
        Q_EMIT give->person()->chosen();
        give->primary()->click();
        QTRY_VERIFY(has(ben, "administrator"));
        QTRY_VERIFY(m_page->bannerText().isEmpty());
        QTRY_VERIFY(m_page->userPanel()->revokeButton(roleId("administrator")));
        m_page->userPanel()->revokeButton(roleId("administrator"))->click();
        QTRY_VERIFY(!has(ada, "administrator"));
        // And whoever is disabled cannot be the last one either.
        show(ben);
        Q_EMIT m_page->userPanel()->statusAsked(text("disabled"));
        QTRY_VERIFY(!m_page->bannerText().isEmpty());
        QCOMPARE(m_page->data()->user(ben)->value(u"status").text(), text("active"));
    }

    void severalRolesAreShownTogetherWithTheirOrigin()
    {
        const Id eve = person("eve", {text("sales_rep"), text("read_only")});
        go({text("user"), eve});
        QCOMPARE(m_page->breadcrumb().last(), text("EVE"));
        const QString tip = cell("account", RightColumn::Read).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(text("Sales rep")) && tip.contains(text("Read-only")), qPrintable(tip));
        QVERIFY(!cell("account", RightColumn::Export).data(IconCell).isValid() ||
                cell("account", RightColumn::Export).data(IconCell).toString().isEmpty());
        const auto labels = m_page->fields()->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(QStringLiteral("from 销售代表 Sales rep"));
        }));
        // Nothing changes here.
        m_page->rights()->setCurrentIndex(cell("account", RightColumn::Edit));
        QVERIFY(cell("account", RightColumn::Edit).data(LockedCell).toBool());
        m_page->rights()->changeCurrent();
        QVERIFY(!m_page->rights()->menu());
    }

    void whySomebodyCanOrCannot()
    {
        const Id rep = person("rep", {text("sales_rep")});
        const Id account = m_fixture->account(text("Alpha"));
        WhyPopover *why = m_page->openWhy();
        QSignalSpy answered(why, &WhyPopover::answered);
        why->setQuestion(rep, {text("account"), account});
        QVERIFY(answered.wait());
        QVERIFY2(why->sentences().last().contains(text("does not see")),
                 qPrintable(why->sentences().join(QLatin1Char('\n'))));
        m_fixture->run("record.update", {{text("object"), text("account")},
                                         {text("id"), account.toString()},
                                         {text("set"), QJsonObject{{text("owner_id"), rep.toString()}}}});
        why->action()->setCurrentIndex(1);
        QVERIFY(answered.wait());
        QVERIFY2(why->sentences().last().contains(text("has the right")),
                 qPrintable(why->sentences().join(QLatin1Char('\n'))));
        why->action()->setCurrentIndex(why->action()->findData(int(Action::Transfer)));
        QVERIFY(answered.wait());
        QVERIFY(why->sentences().last().contains(text("does not have the right")));
        // A field.
        why->action()->setCurrentIndex(0);
        QVERIFY(answered.wait());
        why->field()->setCurrentIndex(why->field()->findData(text("website")));
        QVERIFY(answered.wait());
        QVERIFY2(why->sentences().last().contains(text("is editable")),
                 qPrintable(why->sentences().join(QLatin1Char('\n'))));
        QVERIFY(namelessWidgets(m_window.get()).isEmpty());
    }

    // Nobody signs in to a workspace of one's own: said, and not offered.
    void passwordsNeedAServer()
    {
        const Id ada = person("ada");
        QTRY_VERIFY(m_page->users()->rowOf(ada) >= 0);
        m_page->userTable()->setCurrentIndex(m_page->users()->index(m_page->users()->rowOf(ada), 0));
        QVERIFY(!m_page->userPanel()->passwordButton());
        QVERIFY(!m_page->openPassword());
        QCOMPARE(m_fixture->m_notices.m_failed.size(), 1);
        QVERIFY(m_fixture->m_notices.m_failed.first().contains(text("not joined to a server")));
        QCOMPARE(m_page->users()->index(m_page->users()->rowOf(ada), UserListModel::Status).data().toString(),
                 text("Active"));
    }

    void absencesNameADelegate()
    {
        const Id ada = person("ada", {text("administrator")});
        const Id ben = person("ben");
        QTRY_VERIFY(m_page->users()->rowOf(ada) >= 0);
        RecordTable *table = m_page->userTable();
        table->setCurrentIndex(m_page->users()->index(m_page->users()->rowOf(ada), 0));
        QPointer<AbsencePopover> popover = m_page->openAbsence();
        QVERIFY(popover);
        popover->editor(text("delegate_id"))->setValue(Value(ben));
        popover->editor(text("away_from"))->setTyped(text("2026-12-01 09:00"));
        popover->editor(text("away_to"))->setTyped(text("2026-11-20 18:00"));
        popover->save();
        QTRY_VERIFY2(popover->errorText().contains(text("ends before it begins")),
                     qPrintable(popover->errorText()));
        popover->editor(text("away_to"))->setTyped(text("2026-12-05 18:00"));
        popover->save();
        QTRY_VERIFY(m_page->data()->user(ada)->value(u"delegate_id").id() == ben);
        QTRY_VERIFY(!popover || popover->isHidden());
        QVERIFY(!m_page->data()->user(ada)->value(u"away_to").isNull());
    }

    void plainKeysAreNotThoseOfThePageBelow()
    {
        const QPointer<FormSheet> sheet(m_page->openForm({}, text("user")));
        QTRY_VERIFY(sheet->form()->isReady());
        QPushButton *save = sheet->saveButton();
        save->setFocus();
        QTRY_VERIFY(save->hasFocus());
        QTest::keyClick(save, Qt::Key_N);
        QTest::keyClick(save, Qt::Key_N, Qt::ShiftModifier);
        QTest::keyClick(save, Qt::Key_Slash);
        QVERIFY(sheet && sheet->isVisible() && save->hasFocus());
        QCOMPARE(m_page->window()->findChildren<FormSheet *>().size(), 1);
    }

    void aUserIsMadeByTheForm()
    {
        FormSheet *sheet = m_page->openForm({}, text("user"));
        QTRY_VERIFY(sheet->form()->isReady());
        const auto type = [&](const char *field, const char *typed) {
            sheet->form()->editor(text(field))->setTyped(text(typed));
        };
        type("name", "Nora New");
        type("login", "nora");
        type("email", "nora@example.com");
        // The team of who makes it, until told otherwise.
        QCOMPARE(sheet->form()->editor(text("team_id"))->value().id(), Id::named("team:first"));
        sheet->form()->save();
        QTRY_VERIFY(m_page->users()->rowCount() == 2);
        QTRY_COMPARE(m_page->data()->user(m_page->userPanel()->user())->value(u"login").text(), text("nora"));
    }

    void everythingHasANameAndItsPlace()
    {
        person("ada", {text("administrator")});
        m_page->resize(1318, 704);
        for (const QString &scene : m_page->scenes()) {
            m_page->showScene(scene);
            if (!m_fixture->m_navigator.m_places.isEmpty())
                follow();
            QTRY_VERIFY(m_page->isSettled());
            const QStringList nameless = namelessWidgets(m_window.get());
            QVERIFY2(nameless.isEmpty(),
                     qPrintable(scene + QLatin1Char(' ') + nameless.join(QLatin1Char(' '))));
        }
        go({text("role"), roleId("manager")});
        const auto left = [&](const QWidget *widget) { return widget->mapTo(m_page, QPoint()).x(); };
        QCOMPARE(left(m_page->rights()), 184);
        QCOMPARE(m_page->fields()->width(), 288);
        QCOMPARE(m_page->rights()->horizontalHeader()->length(), m_page->rights()->viewport()->width());
    }

    // Only where there is a server that knows any.
    void leadsToEverybodysLaptops()
    {
        QVERIFY(!m_page->wayButton(text("laptops")));
        PendingMarks marks(*m_fixture->m_context);
        m_fixture->m_context->pending = &marks;
        {
            AdminPage joined(*m_fixture->m_context);
            QVERIFY(joined.wayButton(text("laptops")));
            QTest::keyClick(joined.wayButton(text("laptops")), Qt::Key_Space);
        }
        m_fixture->m_context->pending = nullptr;
        QCOMPARE(m_fixture->m_navigator.m_places.last().page, text("laptops"));
    }
};

DW_TEST(AdminPageTest)

}  // namespace dw::test

#include "admin_pagetest.moc"
