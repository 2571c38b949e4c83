// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/csvwriter.h"
#include "core/exchange/files/xlsxwriter.h"
#include "tests/support/testdata.h"
#include "tests/support/testrunner.h"
#include "tests/ui/imports_world.h"
#include "ui/common/combobox.h"
#include "ui/common/iconbutton.h"
#include "ui/common/lineedit.h"
#include "ui/common/look.h"
#include "ui/common/segments.h"
#include "ui/common/switch.h"
#include "ui/imports/columnpanel.h"
#include "ui/imports/exportactions.h"
#include "ui/imports/exportdialog.h"
#include "ui/imports/fieldoptions.h"
#include "ui/imports/filestep.h"
#include "ui/imports/importpage.h"
#include "ui/imports/mappingrow.h"
#include "ui/imports/mappingstep.h"
#include "ui/imports/outcomestep.h"
#include "ui/imports/recordpanel.h"
#include "ui/imports/rulespanel.h"
#include "ui/imports/texttablemodel.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

namespace
{

using namespace dw::ui;

const char Accounts[] =
    "公司名称,行业,手机,Email,备用列\n"
    "绍兴电力设备,energy,13805712204,zhou@sxdl.example,1\n"
    "嘉兴石化,五金店,13905731188,he@jxsh.example,2\n"
    "湖州食品,food,nonsense,lin@hzfood.example,3\n";

}  // namespace

class ImportPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proposesAMapping();
    void settlesValuesThatDoNotFit();
    void checksImportsAndUndoes();
    void readsWorkbooks();
    void refusesWhatIsNoTable();
    void savesAndChoosesMappings();
    void aMappingSaysHowTheFileIsRead();
    void walksByKeyboard();
    void historyIsOfferedAndIsARightOfItsOwn();
    void importsTheSalesHistory();
    void exportsAList();
    void exportsContactsAsCards();
    void exportsAReportWithItsNotes();
};

void ImportPageTest::proposesAMapping()
{
    PageWorld made;
    ImportPage page(made.context);
    page.resize(1318, 700);
    page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    page.QWidget::show();
    QVERIFY(!page.nextButton()->isEnabled());
    page.openFile(made.world.file(QStringLiteral("cards.csv"), Accounts));
    settle(page);
    QCOMPARE(page.fileStep()->previewModel()->rowCount(), 3);
    QVERIFY(page.fileStep()->guessText().contains(QStringLiteral("UTF-8")));
    QCOMPARE(page.nextButton()->text(), QStringLiteral("Map 5 columns"));
    page.next();
    QCOMPARE(page.step(), ImportPage::Mapping);
    const int name = columnOf(page, QStringLiteral("公司名称"));
    QCOMPARE(page.state().columns()[name].targets.first().field, QStringLiteral("name"));
    QVERIFY(page.mappingStep()->row(name)->matchText().contains(QStringLiteral("synonym")) ||
            page.mappingStep()->row(name)->matchText().contains(QStringLiteral("same")));
    QCOMPARE(page.mappingStep()->row(columnOf(page, QStringLiteral("备用列")))->matchText(),
             QStringLiteral("left out"));
    QCOMPARE(page.nextButton()->text(), QStringLiteral("Check 3 rows"));
    QVERIFY(page.mappingStep()
                ->recordPanel()
                ->lines()
                .join(QLatin1Char('\n'))
                .contains(QStringLiteral("绍兴电力设备")));
    // In a narrow window the examples give way; nothing is cut off at the panel.
    page.resize(976, 636);
    const MappingRow *row = page.mappingStep()->row(name);
    QTRY_VERIFY(row->width() <= 976 - page.mappingStep()->sidePanel()->width());
    QVERIFY(row->fieldChoice()->width() >= MappingColumns::FieldLeast);
    page.resize(1318, 700);
    page.mappingStep()->recordPanel()->nextButton()->click();
    settle(page);
    QVERIFY(page.mappingStep()
                ->recordPanel()
                ->lines()
                .join(QLatin1Char('\n'))
                .contains(QStringLiteral("嘉兴石化")));
    QCOMPARE(made.world.count(QStringLiteral("account")), 0);
}

void ImportPageTest::settlesValuesThatDoNotFit()
{
    PageWorld made;
    ImportPage page(made.context);
    page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    page.openFile(made.world.file(QStringLiteral("cards.csv"),
                                  "Name,Status\nAlpha,a\nBeta,frozen solid\nGamma,frozen solid\n"));
    settle(page);
    page.next();
    const int status = columnOf(page, QStringLiteral("Status"));
    const QString picklist = QStringLiteral("credit_grade");
    choose(page.mappingStep()->row(status)->fieldChoice(), picklist);
    settle(page);
    QCOMPARE(page.mappingStep()->row(status)->matchText(), QStringLiteral("2 rows do not fit"));
    page.mappingStep()->setCurrentColumn(status);
    ComboBox *meaning = page.mappingStep()->columnPanel()->valueChoice(QStringLiteral("frozen solid"));
    QVERIFY(meaning);
    QVERIFY(!meaning->accessibleName().isEmpty());
    choose(meaning, QStringLiteral("b"));
    settle(page);
    QCOMPARE(page.findings().columns[status].badRows, 0);
    QCOMPARE(page.mappingStep()->row(status)->matchText(), QStringLiteral("your choice"));
    // It stays to be changed.
    QVERIFY(page.mappingStep()->columnPanel()->valueChoice(QStringLiteral("frozen solid")));
    // A field goes to one column only.
    choose(page.mappingStep()->row(columnOf(page, QStringLiteral("Name")))->fieldChoice(), picklist);
    settle(page);
    QVERIFY(page.state().columns()[status].targets.isEmpty());
}

void ImportPageTest::checksImportsAndUndoes()
{
    PageWorld made;
    ImportPage page(made.context);
    page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    const QString file = made.world.file(QStringLiteral("cards.csv"),
                                         "Name,Phone\nAlpha Ltd,0575-85123300\nBeta Ltd,call me\nGamma "
                                         "Ltd,0571-88123456\n");
    page.openFile(file);
    settle(page);
    page.next();
    choose(page.mappingStep()->row(columnOf(page, QStringLiteral("Phone")))->fieldChoice(),
           QStringLiteral("phone"));
    page.mappingStep()->rulesPanel()->incompleteSwitch()->click();
    settle(page);
    QVERIFY(page.state().acceptIncomplete());
    page.next();
    QCOMPARE(page.step(), ImportPage::Check);
    settle(page);
    QCOMPARE(page.checkStep()->count(QStringLiteral("rejected")), 1);
    QCOMPARE(page.checkStep()->count(QStringLiteral("created")), 2);
    QCOMPARE(page.checkStep()->rejectsModel()->rowCount(), 1);
    QCOMPARE(page.checkStep()->rejectsModel()->rows().first()[0], QStringLiteral("3"));
    QCOMPARE(page.checkStep()->rejectsModel()->rows().first()[1], QStringLiteral("Phone"));
    QCOMPARE(made.world.count(QStringLiteral("account")), 0);
    QCOMPARE(page.nextButton()->text(), QStringLiteral("Import 2 rows"));
    const QString rejects = made.world.path(QStringLiteral("rejects.xlsx"));
    page.saveRejects(rejects);
    settle(page);
    auto saved = XlsxReader::open(rejects);
    QVERIFY(saved.ok());
    Row row;
    QVERIFY((*saved)->next(row).ok());
    QVERIFY((*saved)->next(row).ok());
    QCOMPARE(row.value(0).text, QStringLiteral("Beta Ltd"));

    page.next();
    QCOMPARE(page.step(), ImportPage::Import);
    settle(page);
    QCOMPARE(page.importStep()->count(QStringLiteral("created")), 2);
    QCOMPARE(made.world.count(QStringLiteral("account")), 2);
    QCOMPARE(made.notices.entries().first().kind, WindowNotices::Entry::Kind::Job);
    page.importStep()->showButton()->click();
    QCOMPARE(made.navigator.places.size(), 1);
    QCOMPARE(made.world.count(QStringLiteral("account"), made.navigator.places.first().where), 2);

    page.importStep()->undoButton()->click();
    settle(page);
    QCOMPARE(made.world.count(QStringLiteral("account")), 0);
    QVERIFY(page.importStep()->message().contains(QLatin1Char('2')));

    // Again, twice: the second time nothing changes.
    for (const int expected : {2, 0}) {
        page.next();
        QCOMPARE(page.step(), ImportPage::File);
        page.openFile(file);
        settle(page);
        page.next();
        choose(page.mappingStep()->row(columnOf(page, QStringLiteral("Phone")))->fieldChoice(),
               QStringLiteral("phone"));
        page.mappingStep()->rulesPanel()->incompleteSwitch()->click();
        settle(page);
        page.next();
        settle(page);
        page.next();
        settle(page);
        QCOMPARE(page.importStep()->count(QStringLiteral("created")), expected);
        QCOMPARE(page.importStep()->count(QStringLiteral("unchanged")), 2 - expected);
    }
    QCOMPARE(made.world.count(QStringLiteral("account")), 2);
}

void ImportPageTest::readsWorkbooks()
{
    PageWorld made;
    const QString path = made.world.path(QStringLiteral("cards.xlsx"));
    {
        auto writer = XlsxWriter::create(path, {{QStringLiteral("Name")}, {QStringLiteral("Phone")}}, {});
        QVERIFY(writer.ok());
        for (const char *name : {"Alpha Ltd", "Beta Ltd", "Gamma Ltd"})
            QVERIFY((*writer)
                        ->write({Cell::ofText(QLatin1String(name)),
                                 Cell::ofText(QStringLiteral("0575-85123300"))})
                        .ok());
        QVERIFY((*writer)->finish(3).ok());
    }
    ImportPage page(made.context);
    page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    page.openFile(path);
    settle(page);
    QCOMPARE(page.fileStep()->previewModel()->rowCount(), 3);
    QCOMPARE(page.state().columns().first().header, QStringLiteral("Name"));
    QCOMPARE(page.fileStep()->sheetChoice()->count(), 2);  // the second counts the rows
    choose(page.fileStep()->sheetChoice(), 1);
    settle(page);
    QVERIFY(page.state().columns().size() != 2 ||
            page.state().columns().first().header != QStringLiteral("Name"));
    choose(page.fileStep()->sheetChoice(), 0);
    settle(page);
    page.next();
    QCOMPARE(page.state().columns().size(), 2);
    QCOMPARE(page.state().columns().first().header, QStringLiteral("Name"));
    QCOMPARE(page.state().columnOf(QStringLiteral("name")), 0);
}

void ImportPageTest::refusesWhatIsNoTable()
{
    PageWorld made;
    ImportPage page(made.context);
    page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    page.openFile(made.world.file(QStringLiteral("empty.csv"), ""));
    settle(page);
    QVERIFY(!page.nextButton()->isEnabled());
    QVERIFY(!page.nextButton()->toolTip().isEmpty());
    page.openFile(made.world.path(QStringLiteral("missing.csv")));
    settle(page);
    QVERIFY(!page.nextButton()->isEnabled());
    page.next();
    QCOMPARE(page.step(), ImportPage::File);
}

void ImportPageTest::savesAndChoosesMappings()
{
    PageWorld made;
    ImportPage page(made.context);
    page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    const QString file = made.world.file(QStringLiteral("cards.csv"), "Firm,Note\nA,one\nB,two\n");
    page.openFile(file);
    settle(page);
    page.next();
    choose(page.mappingStep()->row(columnOf(page, QStringLiteral("Note")))->fieldChoice(),
           QStringLiteral("name_en"));
    page.saveMapping(QStringLiteral("Fair"));
    QTRY_VERIFY(page.mappingStep()->savedChoice()->findData(QStringLiteral("Fair")) > 0);
    const QString map = made.world.path(QStringLiteral("fair.json"));
    page.saveMappingFile(map);
    settle(page);

    page.openFile(file);
    settle(page);
    QTRY_VERIFY(page.mappingStep()->savedChoice()->findData(QStringLiteral("Fair")) > 0);
    const int note = columnOf(page, QStringLiteral("Note"));
    QVERIFY(page.state().columnOf(QStringLiteral("name_en")) != note);
    choose(page.mappingStep()->savedChoice(), QStringLiteral("Fair"));
    settle(page);
    QCOMPARE(page.state().columnOf(QStringLiteral("name_en")), note);
    QCOMPARE(page.mappingStep()->row(note)->matchText(), QStringLiteral("saved mapping"));

    page.openFile(file);
    settle(page);
    page.loadMappingFile(map);
    settle(page);
    QCOMPARE(page.state().columnOf(QStringLiteral("name_en")), note);
}

// What a mapping says of the text file is not guessed, and what was chosen on the screen goes into a mapping.
void ImportPageTest::aMappingSaysHowTheFileIsRead()
{
    PageWorld made;
    ImportPage page(made.context);
    page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    page.openFile(made.world.file(QStringLiteral("cut.csv"), "Firm;Note\nA;one\nB;two\n"));
    settle(page);
    QCOMPARE(page.state().columns().size(), 2);
    const QString map = made.world.file(
        QStringLiteral("whole.json"),
        R"({"object": "account", "match": ["name"], "delimiter": "none", "columns": {"Firm;Note": "name"}})");
    page.loadMappingFile(map);
    settle(page);
    QCOMPARE(page.state().columns().size(), 1);
    QCOMPARE(page.state().columnOf(QStringLiteral("name")), 0);
    const QString kept = made.world.path(QStringLiteral("kept.json"));
    page.saveMappingFile(kept);
    settle(page);
    const auto read = ImportMapping::read(kept);
    QVERIFY(read.ok());
    QCOMPARE(read->text.delimiter, std::optional<char32_t>(U'\0'));

    // A change on the first screen states that alone: the rest was guessed, and is guessed again.
    ImportPage other(made.context);
    other.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    other.openFile(made.world.path(QStringLiteral("cut.csv")));
    settle(other);
    TableOptions options;
    options.dialect = CsvDialect{};
    options.dialect->delimiter = U',';
    Q_EMIT other.fileStep()->optionsChosen(options);
    settle(other);
    other.saveMappingFile(kept);
    settle(other);
    const auto chosen = ImportMapping::read(kept);
    QVERIFY(chosen.ok());
    QCOMPARE(chosen->text.charset, std::optional<QByteArray>());
    QCOMPARE(chosen->text.delimiter, std::optional<char32_t>(U','));
}

void ImportPageTest::walksByKeyboard()
{
    PageWorld made;
    QWidget window;
    ImportPage page(made.context, &window);
    window.resize(1366, 768);
    page.resize(window.size());
    page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    window.show();
    QApplication::setActiveWindow(&window);
    page.openFile(made.world.file(QStringLiteral("cards.csv"), "Name,Phone\nAlpha Ltd,0575-85123300\n"));
    settle(page);
    QAction *forward = made.actions.action(QStringLiteral("import.next"));
    QVERIFY(forward);
    QCOMPARE(forward->shortcut(), QKeySequence(Qt::ALT | Qt::Key_N));
    forward->trigger();
    QCOMPARE(page.step(), ImportPage::Mapping);
    made.actions.action(QStringLiteral("import.back"))->trigger();
    QCOMPARE(page.step(), ImportPage::File);
    for (const QWidget *widget : page.findChildren<QAbstractButton *>()) {
        if (widget->focusPolicy() == Qt::NoFocus)
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty() ||
                     !static_cast<const QAbstractButton *>(widget)->text().isEmpty(),
                 widget->metaObject()->className());
    }
    for (const QComboBox *combo : page.findChildren<QComboBox *>())
        QVERIFY(!combo->accessibleName().isEmpty());
}

void ImportPageTest::historyIsOfferedAndIsARightOfItsOwn()
{
    auto strict = std::make_shared<TestPolicy>();
    strict->denied = {Action::ImportHistory};
    for (const bool allowed : {true, false}) {
        PageWorld made(QStringLiteral("CNY"),
                       allowed ? std::shared_ptr<const Policy>(std::make_shared<OwnerPolicy>()) : strict);
        ImportPage page(made.context);
        page.resize(1318, 700);
        page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
        page.QWidget::show();
        page.openFile(made.world.file(QStringLiteral("old.csv"), "Name,Created at\nAlpha,2017-04-24\n"));
        settle(page);
        page.next();
        RulesPanel *rules = page.mappingStep()->rulesPanel();
        QCOMPARE(rules->historySwitch()->isEnabled(), allowed);
        QCOMPARE(rules->historySwitch()->toolTip().isEmpty(), allowed);
        QVERIFY(rules->waitingLabel()->isVisibleTo(rules));
        QVERIFY(rules->waitingLabel()->text().contains(QLatin1String("Created at")));
        const int created = columnOf(page, QStringLiteral("Created at"));
        QVERIFY(page.state().columns()[created].targets.isEmpty());
        bool moves = false;
        for (const ObjectTypePtr &object : importableObjects(*made.context.configuration(), made.world.actor))
            moves = moves || object->key() == QLatin1String("stage_history");
        QCOMPARE(moves, allowed);
        if (!allowed)
            continue;
        rules->historySwitch()->click();
        settle(page);
        QCOMPARE(page.state().columns()[created].targets.first().field, QStringLiteral("created_at"));
        QVERIFY(!rules->waitingLabel()->isVisibleTo(rules));
    }
}

void ImportPageTest::importsTheSalesHistory()
{
    DW_NEED_DATA("crm_sparklesquad_original");
    const QString data = testDataDir() + QStringLiteral("/crm_sparklesquad_original/original/");
    PageWorld made(QStringLiteral("USD"));
    ImportPage page(made.context);
    page.show(Place{QStringLiteral("import"), {}, QStringLiteral("account"), {}, {}, {}});
    page.openFile(data + QStringLiteral("accounts.csv"));
    settle(page);
    page.next();
    const int name = columnOf(page, QStringLiteral("Account"));
    choose(page.mappingStep()->row(name)->fieldChoice(), QStringLiteral("name"));
    settle(page);
    choose(page.mappingStep()->rulesPanel()->matchChoice(), QStringList{QStringLiteral("name")});
    page.mappingStep()->rulesPanel()->incompleteSwitch()->click();
    settle(page);
    for (int i = 0; i < page.state().columns().size(); ++i) {
        const MappingFindings::Column &found = page.findings().columns[i];
        if (i != name && (found.badRows > 0 || !found.error.isEmpty()))
            choose(page.mappingStep()->row(i)->fieldChoice(), QString());
    }
    settle(page);
    page.next();
    settle(page);
    const qint64 total = page.checkStep()->count(QStringLiteral("total"));
    QCOMPARE(page.checkStep()->count(QStringLiteral("rejected")), 0);
    page.next();
    settle(page);
    QCOMPARE(page.importStep()->count(QStringLiteral("created")), total);
    QCOMPARE(made.world.count(QStringLiteral("account")), total);
}

void ImportPageTest::exportsAList()
{
    PageWorld made;
    made.world.import(made.world.file(QStringLiteral("a.csv"), "Name,English\nAlpha Ltd,x\nBeta Ltd,y\n"),
                      R"({"object": "account", "match": ["name"], "accept_incomplete": true,
 "columns": {"Name": "name"}})");
    QWidget window;
    window.resize(1366, 768);
    window.show();
    ExportSource source;
    source.title = QStringLiteral("All: customers");
    source.object = QStringLiteral("account");
    source.where = QStringLiteral("name = \"Alpha Ltd\"");
    source.shownFields = {QStringLiteral("name"), QStringLiteral("lifecycle")};
    source.count = 1;
    addExportAction(made.context, &window, ExportKind::List, source.object,
                    [source](const auto &found) { found(source); });
    for (const char *ending : {".xlsx", ".csv"}) {
        made.actions.action(QStringLiteral("export.list"))->trigger();
        auto *dialog = window.findChild<ExportDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->nameEdit()->text(), QStringLiteral("All customers"));
        QCOMPARE(dialog->exportButton()->text(), QStringLiteral("Export 1 rows"));
        dialog->formatChoice()->button(qstrcmp(ending, ".csv") == 0 ? 1 : 0)->click();
        dialog->nameEdit()->setText(QString());
        QVERIFY(!dialog->exportButton()->isEnabled());
        dialog->nameEdit()->setText(made.world.path(QStringLiteral("nowhere/out")));
        dialog->exportNow();
        QVERIFY(made.notices.entries().size() < 2);
        const QString path = made.world.path(QStringLiteral("out")) + QLatin1String(ending);
        dialog->nameEdit()->setText(made.world.path(QStringLiteral("out")));
        dialog->exportNow();
        QTRY_VERIFY(QFile::exists(path));
        QTRY_VERIFY(!made.notices.entries().isEmpty() && made.notices.entries().first().resultPath == path);
        QVERIFY2(made.notices.entries().first().text.contains(QStringLiteral("1 rows")),
                 qPrintable(made.notices.entries().first().text));
        auto read = TableSource::open(path, {});
        QVERIFY(read.ok());
        QCOMPARE(read->header().size(), 2);
        Row row;
        QVERIFY(*read->next(row));
        QCOMPARE(row.first().text, QStringLiteral("Alpha Ltd"));
        QVERIFY(!*read->next(row));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

void ImportPageTest::exportsContactsAsCards()
{
    PageWorld made;
    QWidget window;
    window.show();
    ExportSource source;
    source.title = QStringLiteral("All: contacts");
    source.object = QStringLiteral("contact");
    source.shownFields = {QStringLiteral("email")};
    source.count = 0;
    addExportAction(made.context, &window, ExportKind::List, source.object,
                    [source](const auto &found) { found(source); });
    made.actions.action(QStringLiteral("export.list"))->trigger();
    auto *dialog = window.findChild<ExportDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->formatChoice()->count(), 3);
    QVERIFY(dialog->columnsChoice()->isEnabled());
    dialog->formatChoice()->button(2)->click();
    // A card says itself what it has a place for.
    QVERIFY(!dialog->columnsChoice()->isEnabled());
    QVERIFY(!dialog->columnsChoice()->toolTip().isEmpty());
    dialog->nameEdit()->setText(made.world.path(QStringLiteral("people")));
    dialog->exportNow();
    const QString path = made.world.path(QStringLiteral("people.vcf"));
    QTRY_VERIFY(!made.notices.entries().isEmpty() && made.notices.entries().first().resultPath == path);
    QVERIFY(QFile::exists(path));
    QVERIFY(QFile::exists(path + QStringLiteral(".manifest.json")));
}

void ImportPageTest::exportsAReportWithItsNotes()
{
    PageWorld made;
    QWidget window;
    window.show();
    ExportSource source;
    source.title = QStringLiteral("Funnel");
    source.tableObject = QStringLiteral("opportunity");
    source.report = QStringLiteral("funnel");
    source.columns = {{QStringLiteral("Stage")}};
    source.rows = {{Cell::ofText(QStringLiteral("Needs"))}};
    source.notes = {{Cell::ofText(QStringLiteral("As of today"))}};
    source.scope = QStringLiteral("Team: East region");
    source.count = 1;
    addExportAction(made.context, &window, ExportKind::Report, source.tableObject,
                    [source](const auto &found) { found(source); });
    made.actions.action(QStringLiteral("export.report"))->trigger();
    auto *dialog = window.findChild<ExportDialog *>();
    QVERIFY(dialog);
    dialog->formatChoice()->button(1)->click();
    dialog->nameEdit()->setText(made.world.path(QStringLiteral("funnel")));
    dialog->exportNow();
    QFile file(made.world.path(QStringLiteral("funnel.csv")));
    QTRY_VERIFY(file.exists());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(text.contains("Needs") && text.contains("As of today"), text.constData());
    QVERIFY2(text.contains("Filter: Team: East region"), text.constData());
}

DW_TEST(ImportPageTest)

}  // namespace dw::test

#include "imports_importtest.moc"
