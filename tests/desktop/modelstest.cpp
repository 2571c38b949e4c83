// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"
#include "tests/support/testrunner.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/userlistmodel.h"
#include "ui/common/gallery.h"
#include "ui/common/searchfield.h"
#include "ui/dashboards/chartcard.h"
#include "ui/dashboards/insightpage.h"
#include "ui/imports/importpage.h"
#include "ui/pipeline/boardpage.h"
#include "ui/records/filterbar.h"
#include "ui/records/listpage.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/viewbar.h"
#include "ui/shell/palette.h"
#include "ui/shell/paletteedit.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

namespace dw::test
{

// Every model of the window under Qt's own tester, from when it is first seen through everything that happens
// to it in a window with a store below: read, paged, sorted, narrowed, grouped, added to, taken from, filled
// anew.
class ModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_desk = DemoDesk::openShown(QStringLiteral(DEALWRIGHT_CLI));
        QVERIFY(m_desk);
    }
    void cleanupTestCase() { m_desk.reset(); }

    void lists();
    void taskAndBoard();
    void palette();
    void insight();
    void import();
    void admin();
    void binAndCompany();
    void gallery();
    void everyModelWasSeen();

private:
    using Mode = QAbstractItemModelTester::FailureReportingMode;

    // Whatever views of the program show now is watched from now on; the tester goes with its model.
    void watch(const QWidget *root)
    {
        const QList<QAbstractItemView *> views = root->findChildren<QAbstractItemView *>();
        for (const QAbstractItemView *view : views) {
            QAbstractItemModel *model = view->model();
            if (model == nullptr || model->findChild<QAbstractItemModelTester *>() != nullptr)
                continue;
            const QString name = QString::fromLatin1(model->metaObject()->className());
            if (!name.startsWith(QLatin1String("dw::ui::")))
                continue;
            new QAbstractItemModelTester(model, Mode::QtTest, model);
            m_seen.insert(name.section(QLatin1String("::"), -1));
        }
    }
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->isSettled(), 20000);
        watch(&m_desk->window());
    }
    void go(const char *page)
    {
        m_desk->go(QString::fromLatin1(page));
        watch(&m_desk->window());
        settle();
    }
    template <typename T>
    T *page()
    {
        return static_cast<T *>(m_desk->window().pages()->currentPage());
    }
    CommandResult run(const char *command, const QJsonObject &arguments)
    {
        ui::UiContext &ui = m_desk->context().ui();
        return ui.commands.runNow({QString::fromLatin1(command), arguments}, ui.actor());
    }
    void trigger(const char *action)
    {
        QAction *found = m_desk->context().ui().actions.action(QString::fromLatin1(action));
        QVERIFY2(found && found->isEnabled(), action);
        found->trigger();
        watch(&m_desk->window());
    }

    std::unique_ptr<DemoDesk> m_desk;
    QSet<QString> m_seen;
};

void ModelsTest::lists()
{
    go("customers");
    auto *list = page<ui::ListPage>();
    ui::RecordListModel *model = list->model();
    QTRY_VERIFY(model->isComplete());
    const int all = model->rowCount();
    QVERIFY2(all > 40, qPrintable(QString::number(all)));
    // Paged: asked for at both ends.
    list->table()->scrollToBottom();
    QTRY_VERIFY(!model->index(all - 1, 1).data().toString().isEmpty());
    list->table()->scrollToTop();
    // Sorted, both ways.
    for (const char *sort : {"-name", "name"}) {
        ui::ListSource source = list->listSource();
        source.sort = {QString::fromLatin1(sort)};
        model->setSource(source, ui::RecordListModel::Keep::Rows);
        QTRY_VERIFY(model->isSettled() && model->isComplete());
        QCOMPARE(model->rowCount(), all);
    }
    // Narrowed to few, to none, and let go.
    list->filterBar()->openQuickFilter();
    for (const auto &[text, most] : {std::pair("hua", all - 1), std::pair("nobody has this name", 0)}) {
        list->filterBar()->quickField()->setText(QString::fromLatin1(text));
        QTRY_VERIFY(model->isSettled() && model->recordCount() <= most);
    }
    list->filterBar()->quickField()->clear();
    QTRY_COMPARE(model->rowCount(), all);
    // One more, one that is called otherwise, one less.
    const QString object = QStringLiteral("account");
    const CommandResult made = run(
        "record.create",
        {{QStringLiteral("object"), object},
         {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Aardvark Works")},
                                             {QStringLiteral("industry"), QStringLiteral("machinery")}}}});
    QCOMPARE(made.status, CommandResult::Status::Applied);
    QTRY_COMPARE(model->rowCount(), all + 1);
    const QString id = made.ids.first().toString();
    run("record.update",
        {{QStringLiteral("object"), object},
         {QStringLiteral("id"), id},
         {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Zebra")}}}});
    QTRY_VERIFY(model->isSettled());
    run("record.delete", {{QStringLiteral("object"), object}, {QStringLiteral("ids"), QJsonArray{id}}});
    QTRY_COMPARE(model->rowCount(), all);
    // Grouped, folded and unfolded.
    list->showScene(QStringLiteral("groups"));
    QTRY_VERIFY(model->isSettled());
    watch(&m_desk->window());
    trigger("list.collapse_groups");
    QTRY_VERIFY(model->isSettled());
    trigger("list.expand_groups");
    QTRY_VERIFY(model->isSettled());
    for (const char *other : {"contacts", "leads", "deals"})
        go(other);
}

void ModelsTest::taskAndBoard()
{
    go("today");
    trigger("task.done");
    settle();
    m_desk->window().undo();
    settle();
    go("tasks");
    trigger("task.done");
    settle();
    go("pipeline");
    const QList<Record> deals =
        m_desk->find(QStringLiteral("opportunity"), QStringLiteral("result = \"open\""), {}, 1);
    QVERIFY(!deals.isEmpty());
    run("record.delete", {{QStringLiteral("object"), QStringLiteral("opportunity")},
                          {QStringLiteral("ids"), QJsonArray{deals.first().ref().id.toString()}}});
    settle();
    m_desk->window().undo();
    settle();
}

void ModelsTest::palette()
{
    ui::Palette &palette = *m_desk->window().palette();
    palette.openPalette();
    watch(&m_desk->window());
    for (const char *text : {"h", "hw", "hwjs", "nobody", "", ">", ">ex"}) {
        palette.edit()->setText(QString::fromLatin1(text));
        QTRY_VERIFY(palette.model().rowCount() > 0 || qstrcmp(text, "nobody") == 0);
    }
    palette.closePalette();
}

void ModelsTest::insight()
{
    go("insight");
    for (const char *scene : {"table", "definition", "empty"}) {
        page<ui::InsightPage>()->showScene(QString::fromLatin1(scene));
        settle();
        m_desk->window().closeInnermostLayer();
    }
}

void ModelsTest::import()
{
    go("import");
    auto *import = page<ui::ImportPage>();
    import->showScene(QStringLiteral("mapping"));
    settle();
    QTRY_VERIFY(import->nextButton()->isEnabled());
    import->next();
    QTRY_VERIFY(import->step() == ui::ImportPage::Check);
    settle();
    import->back();
    settle();
    import->showScene(QStringLiteral("mapping"));
    settle();
}

void ModelsTest::admin()
{
    go("admin");
    auto *admin = page<ui::AdminPage>();
    ui::UserListModel *users = admin->users();
    QVERIFY(users->rowCount() > 10);
    users->setText(QStringLiteral("lin"));
    QVERIFY(users->rowCount() > 0 && users->rowCount() < 10);
    users->setText({});
    for (const QString &scene : admin->scenes()) {
        admin->showScene(scene);
        settle();
        m_desk->window().closeInnermostLayer();
    }
    const QList<Record> found = m_desk->find(QStringLiteral("user"), QStringLiteral("status = \"active\""),
                                             {QStringLiteral("-name")}, 1);
    QVERIFY(!found.isEmpty());
    run("record.update",
        {{QStringLiteral("object"), QStringLiteral("user")},
         {QStringLiteral("id"), found.first().ref().id.toString()},
         {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Somebody Else")}}}});
    settle();
}

void ModelsTest::binAndCompany()
{
    for (const char *name : {"bin", "teams", "territories", "shares", "audit"}) {
        go(name);
        settle();
    }
}

void ModelsTest::gallery()
{
    ui::UiContext &ui = m_desk->context().ui();
    ui::Gallery gallery(ui.theme, ui.icons);
    watch(&gallery);
}

// A model that is new must come into one of the above.
void ModelsTest::everyModelWasSeen()
{
    QSet<QString> known;
    static const QRegularExpression declared(QStringLiteral(
        "class (\\w+)[^;{]*: public Q(Abstract\\w*Model|SortFilterProxyModel|StandardItemModel)\\b"));
    QDirIterator headers(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/ui"), {QStringLiteral("*.h")}, QDir::Files,
                         QDirIterator::Subdirectories);
    while (headers.hasNext()) {
        QFile header(headers.next());
        QVERIFY(header.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(header.readAll());
        auto match = declared.globalMatch(text);
        while (match.hasNext())
            known.insert(match.next().captured(1));
    }
    QVERIFY2(known.size() >= 11, qPrintable(QString::number(known.size())));
    const QSet<QString> unseen = known - m_seen;
    QVERIFY2(unseen.isEmpty(), qPrintable(QStringList(unseen.values()).join(QLatin1Char(' '))));
}

DW_TEST(ModelsTest)

}  // namespace dw::test

#include "modelstest.moc"
