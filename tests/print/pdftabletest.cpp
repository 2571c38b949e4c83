// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "core/exchange/exporter.h"
#include "core/reading/exportsearch.h"
#include "tests/exchange/import_support.h"
#include "tests/support/testrunner.h"
#include "ui/print/celltext.h"
#include "ui/print/pdftable.h"

#include <QDir>
#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QStandardPaths>

#include <sys/resource.h>

#include <csignal>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

// What a program says; empty if it failed, or complained in an environment of its own.
QString output(const QString &program, const QStringList &arguments,
               const QProcessEnvironment &environment = {})
{
    QProcess process;
    if (!environment.isEmpty())
        process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        return {};
    if (!environment.isEmpty() && !process.readAllStandardError().isEmpty())
        return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

QString textOf(const QString &pdf)
{
    return output(text("pdftotext"), {text("-layout"), pdf, text("-")});
}

int pagesOf(const QString &pdf)
{
    static const QRegularExpression pages(text("Pages: +(\\d+)"));
    return pages.match(output(text("pdfinfo"), {pdf})).captured(1).toInt();
}

bool isLandscape(const QString &pdf)
{
    return output(text("pdfinfo"), {pdf}).contains(QRegularExpression(text("Page size: +84\\d")));
}

// Shows the phone of customers as a mask alone.
class MaskingPolicy final : public Policy
{
public:
    Decision may(const Actor &, Action, const ObjectType &, const Record *) const override
    {
        return {true, {}};
    }
    Condition readable(const Actor &, const ObjectTypePtr &) const override { return nullptr; }
    FieldRights fields(const Actor &, const ObjectType &) const override
    {
        FieldRights rights;
        rights.byField.insert(text("phone"), FieldRight::Masked);
        return rights;
    }
};

Result<std::unique_ptr<TableWriter>> writerOf(const QString &path, const QList<TableColumn> &columns)
{
    ExportManifest manifest;
    manifest.user = text("Chen Hao");
    return ui::PdfTable::create(path, columns, text("List"), manifest);
}

Exporter printing(AsyncReader &reader, ImportWorld &world)
{
    Exporter exporter(reader, *world.runner);
    exporter.setPrinter(&ui::PdfTable::create);
    return exporter;
}

}  // namespace

// What is on paper, read back by another program.
class PdfTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (QStandardPaths::findExecutable(text("pdftotext")).isEmpty())
            QSKIP("pdftotext is not here");
    }
    void cellsReadAsPeopleWriteThem();
    void aListIsReadBackWhole();
    void everyPageHasItsHeader();
    void aTallTextGoesOn();
    void wideListsTurnThePage();
    void masksStayMasks();
    void notesOfAReportAreBelowIt();
    void limitsNameTheWayOut();
    void whatCannotBeWrittenLeavesNothing();
    void withoutAPrinterItIsRefused();
    void theProgramPrints();
};

void PdfTableTest::cellsReadAsPeopleWriteThem()
{
    const auto shown = [](const Cell &cell) {
        return ui::printedText(cell).replace(QChar(0x00A0), u'_').replace(QChar(0x2212), u'-');
    };
    QCOMPARE(shown(Cell::ofNumber(text("1234567.50"))), text("1,234,567.50"));
    QCOMPARE(shown(Cell::ofNumber(text("-999"))), text("-999"));
    QCOMPARE(shown(Cell::ofNumber(text("-1000"))), text("-1,000"));
    QCOMPARE(ui::printedText(Cell::ofNumber(text("-1"))).front(), QChar(0x2212));
    QCOMPARE(shown(Cell::ofMoney(text("5000.00"), text("EUR"))), text("5,000.00_EUR"));
    QCOMPARE(shown(Cell::ofPercent(text("66.67"))), text("66.67_%"));
    QCOMPARE(shown(Cell::ofDateTime(*Date::fromIso(u"2026-11-19"), 36'000'000)), text("2026-11-19_10:00"));
    QCOMPARE(shown(Cell::ofDate(*Date::fromIso(u"2026-11-19"))), text("2026-11-19"));
    QCOMPARE(shown(Cell::ofBoolean(true)), text("Yes"));
    QCOMPARE(shown(Cell::ofText(text("=1+1\r\na\tb"))), text("=1+1") + QChar::LineSeparator + text("a b"));
    QCOMPARE(shown(Cell()), QString());
}

void PdfTableTest::aListIsReadBackWhole()
{
    ImportWorld world;
    world.actor.name = text("Chen Hao");
    world.import(
        world.file(text("a.csv"), "Name,Phone,Revenue\n宁波华东机械有限公司,,1234567.5\n=1+1,,2\nBolt,,3\n"),
        AccountMap);
    AsyncReader reader = readerOf(world);
    Exporter::Request request;
    request.object = text("account");
    request.view = text("Good ones");
    request.where = text("annual_revenue > 1");
    request.fields = {text("name"), text("annual_revenue"), text("owner_id"), text("created_at")};
    const QString path = world.path(text("list.pdf"));
    const auto report = printing(reader, world).run(request, path);
    QVERIFY2(report.ok(), report.ok() ? "" : qPrintable(errorText(report.error())));
    QCOMPARE(report->rows, 3);
    const QString read = textOf(path);
    for (const char *part :
         {"Exported by: Chen Hao (chen)", "Exported at: 2026-11-19 10:00", "List: Good ones",
          "Filter: annual_revenue > 1", "Customer name", "宁波华东机械有限公司", "=1+1", "Bolt",
          "1,234,567.50", "CNY", "Chen", "Rows expected: 3, rows written: 3",
          "Chen Hao (chen), 2026-11-19 10:00", "Page 1 of 1"})
        QVERIFY2(read.contains(text(part)), qPrintable(text(part) + u'\n' + read));
    // It says itself who took it, and its bytes are in the audit.
    QVERIFY(!QFile::exists(ExportManifest::pathBeside(path)));
    const auto sha256 = ExportSearch::fingerprint(path, {});
    QVERIFY(sha256.ok());
    world.read([&](const Reader &session) {
        const auto lines = ExportSearch(session).lines(10);
        QVERIFY(lines.ok());
        QCOMPARE(lines->size(), 1);
        QCOMPARE(lines->first().entry.values.value(text("sha256")).toArray().at(1).toString(),
                 QString::fromLatin1(sha256->toHex()));
    });
    // name, type, encoding, "yes" for embedded, ...
    const QStringList fonts = output(text("pdffonts"), {path}).split(u'\n', Qt::SkipEmptyParts).mid(2);
    QVERIFY(fonts.size() >= 2);
    QVERIFY2(fonts.join(u' ').contains(text("CJK")), qPrintable(fonts.join(u'\n')));
    for (const QString &font : fonts)
        QVERIFY2(font.contains(QRegularExpression(text(" yes (yes|no) +yes +\\d+ +\\d+$"))),
                 qPrintable(font));
}

void PdfTableTest::everyPageHasItsHeader()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(text("long.pdf"));
    auto writer = writerOf(path, {{text("Heading")}, {text("Count"), Cell::Kind::Number}});
    QVERIFY(writer.ok());
    QString wanted;
    for (int i = 0; i < 500; ++i) {
        const QString name = QStringLiteral("row%1").arg(i, 4, 10, QLatin1Char('0'));
        wanted += name;
        QVERIFY((*writer)->write({Cell::ofText(name), Cell::ofNumber(QString::number(i))}).ok());
    }
    QVERIFY((*writer)->finish(500).ok());
    const int pages = pagesOf(path);
    QVERIFY2(pages >= 5 && pages <= 20, qPrintable(QString::number(pages)));
    QVERIFY(!isLandscape(path));
    const QStringList sheets = textOf(path).split(u'\f', Qt::SkipEmptyParts);
    QCOMPARE(sheets.size(), qsizetype(pages));
    for (int i = 0; i < pages; ++i) {
        QCOMPARE(sheets[i].count(text("Heading")), qsizetype(1));
        QVERIFY2(sheets[i].contains(QStringLiteral("Page %1 of %2").arg(i + 1).arg(pages)),
                 qPrintable(sheets[i]));
        QVERIFY(sheets[i].contains(text("Chen Hao")));
    }
    QString found;
    static const QRegularExpression row(text("row\\d{4}"));
    for (auto match = row.globalMatch(sheets.join(u' ')); match.hasNext();)
        found += match.next().captured();
    QCOMPARE(found, wanted);
    QVERIFY(sheets.last().contains(text("Rows expected: 500, rows written: 500")));
}

// A text longer than a page is on several, with no line lost.
void PdfTableTest::aTallTextGoesOn()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(text("tall.pdf"));
    auto writer = writerOf(path, {{text("Name")}, {text("Note")}});
    QVERIFY(writer.ok());
    QStringList words;
    for (int i = 0; i < 4000; ++i)
        words.append(QStringLiteral("w%1").arg(i, 4, 10, QLatin1Char('0')));
    QVERIFY((*writer)->write({Cell::ofText(text("first")), Cell::ofText(words.join(u' '))}).ok());
    QVERIFY((*writer)->write({Cell::ofText(text("second")), Cell::ofText(text("宁波\n备注"))}).ok());
    QVERIFY((*writer)->finish(2).ok());
    QVERIFY(pagesOf(path) > 1);
    const QString read = textOf(path);
    QStringList found;
    static const QRegularExpression word(text("w\\d{4}"));
    for (auto match = word.globalMatch(read); match.hasNext();)
        found.append(match.next().captured());
    QCOMPARE(found, words);
    QVERIFY(read.contains(text("second")) && read.contains(text("宁波")) && read.contains(text("备注")));
}

void PdfTableTest::wideListsTurnThePage()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(text("wide.pdf"));
    QList<TableColumn> columns;
    Row row;
    for (int i = 0; i < ui::PdfTable::MaxColumns; ++i) {
        columns.append({QStringLiteral("Column %1").arg(i)});
        row.append(Cell::ofText(QStringLiteral("value %1 of a row of many").arg(i)));
    }
    auto writer = writerOf(path, columns);
    QVERIFY(writer.ok());
    QVERIFY((*writer)->write(row).ok());
    QVERIFY((*writer)->finish(1).ok());
    QVERIFY(isLandscape(path));
    QCOMPARE(textOf(path).count(text("value")), qsizetype(ui::PdfTable::MaxColumns));
}

void PdfTableTest::masksStayMasks()
{
    ImportWorld world;
    world.import(world.file(text("a.csv"), "Name,Phone,Revenue\nAlpha,13812345678,1\n"), AccountMap);
    AsyncReader reader = readerOf(world, std::make_shared<MaskingPolicy>());
    Exporter::Request request;
    request.object = text("account");
    request.fields = {text("name"), text("phone")};
    const QString path = world.path(text("list.pdf"));
    QVERIFY(printing(reader, world).run(request, path).ok());
    const QString read = textOf(path);
    QVERIFY2(read.contains(text("Alpha")) && read.contains(text("****")), qPrintable(read));
    QVERIFY2(!read.contains(text("1234567")) && !read.contains(text("2345")), qPrintable(read));
}

void PdfTableTest::notesOfAReportAreBelowIt()
{
    ImportWorld world;
    AsyncReader reader = readerOf(world);
    const QString note = text("Won deals: what was won in the period, by the day on which it was won");
    Exporter::Table table{text("opportunity"),
                          text("won_by_quarter"),
                          text("Won"),
                          {{text("Quarter")}, {text("Won"), Cell::Kind::Money}},
                          {{Cell::ofText(text("2026-Q4")), Cell::ofMoney(text("5000.00"), text("EUR"))}},
                          {Row{}, {Cell::ofText(note)}}};
    table.where = text("owner=chen");
    const QString path = world.path(text("won.pdf"));
    const auto report = printing(reader, world).writeTable(path, table);
    QVERIFY2(report.ok(), report.ok() ? "" : qPrintable(errorText(report.error())));
    const QString read = textOf(path);
    QVERIFY2(read.contains(text("5,000.00")) && read.contains(note) &&
                 read.contains(text("Filter: owner=chen")) &&
                 read.contains(text("Rows expected: 1, rows written: 1")),
             qPrintable(read));
}

void PdfTableTest::limitsNameTheWayOut()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(text("much.pdf"));
    auto writer = writerOf(path, {{text("a")}});
    QVERIFY(writer.ok());
    for (qint64 i = 0; i < ui::PdfTable::MaxRows; ++i)
        QVERIFY((*writer)->write({Cell::ofText(text("x"))}).ok());
    const auto many = (*writer)->write({Cell::ofText(text("x"))});
    QVERIFY(!many.ok());
    QCOMPARE(many.error().key, text("exchange.pdf_rows"));
    QCOMPARE(many.error().arguments, (QStringList{text("much.pdf"), text("10000")}));
    const auto wide = writerOf(path, QList<TableColumn>(ui::PdfTable::MaxColumns + 1));
    QVERIFY(!wide.ok());
    QCOMPARE(wide.error().key, text("exchange.pdf_columns"));
    writer = writerOf(path, {{text("a")}});
    const auto large = (*writer)->write({Cell::ofText(QString(ui::PdfTable::MaxText + 1, u'x'))});
    QVERIFY(!large.ok());
    QCOMPARE(large.error().key, text("exchange.pdf_text"));
    for (const Error &error : {many.error(), wide.error(), large.error()})
        QVERIFY(describe(error).contains(text(".xlsx")));
    writer = writerOf(path, {{text("a")}});
    const auto differs = (*writer)->finish(1);
    QVERIFY(!differs.ok());
    QCOMPARE(differs.error().key, text("exchange.row_count_differs"));
    writer->reset();
    QVERIFY(QDir(folder.path()).isEmpty(QDir::Files | QDir::Hidden));
}

void PdfTableTest::whatCannotBeWrittenLeavesNothing()
{
    const QTemporaryDir folder;
    const auto nowhere = writerOf(folder.filePath(text("no/such/list.pdf")), {{text("a")}});
    QVERIFY(!nowhere.ok());
    QCOMPARE(nowhere.error().key, text("exchange.write_failed"));

    auto writer = writerOf(folder.filePath(text("full.pdf")), {{text("a")}});
    QVERIFY(writer.ok());
    for (int i = 0; i < 2000; ++i)
        QVERIFY((*writer)->write({Cell::ofText(QString::number(i))}).ok());
    Result<void> finished;
    {
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const auto restore = qScopeGuard([&] {
            setrlimit(RLIMIT_FSIZE, &before);
            std::signal(SIGXFSZ, handler);
        });
        const rlimit small{4096, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        finished = (*writer)->finish(2000);
    }
    QVERIFY(!finished.ok());
    QCOMPARE(finished.error().key, text("exchange.write_failed"));
    writer->reset();
    QVERIFY(QDir(folder.path()).isEmpty(QDir::Files | QDir::Hidden));
}

void PdfTableTest::withoutAPrinterItIsRefused()
{
    ImportWorld world;
    AsyncReader reader = readerOf(world);
    Exporter::Request request;
    request.object = text("account");
    const QString path = world.path(text("list.pdf"));
    const auto refused = Exporter(reader, *world.runner).run(request, path);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().key, text("exchange.no_pdf"));
    QVERIFY(!QFile::exists(path));
}

// As a person runs it, without a display.
void PdfTableTest::theProgramPrints()
{
    const QTemporaryDir folder;
    const QString map = folder.filePath(text("map.json")), csv = folder.filePath(text("a.csv"));
    for (const auto &[path, bytes] : {std::pair(map, QByteArray(AccountMap)),
                                      std::pair(csv, QByteArray("Name,Phone,Revenue\n宁波华东,,1500\n"))}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(text("DISPLAY"));
    environment.remove(text("WAYLAND_DISPLAY"));
    environment.remove(text("XDG_RUNTIME_DIR"));
    environment.insert(text("QT_QPA_PLATFORM"), text("nothing"));
    const auto run = [&](const QStringList &arguments) {
        return output(text(DEALWRIGHT_CLI), QStringList{text("-w"), folder.filePath(text("ws"))} + arguments,
                      environment);
    };
    const QString list = folder.filePath(text("list.PDF")), report = folder.filePath(text("rate.pdf"));
    QVERIFY(!run({text("new"), text("--zone"), text("Asia/Shanghai"), text("--currency"), text("CNY")})
                 .isEmpty());
    QVERIFY(!run({text("import"), text("account"), csv, text("--map"), map}).isEmpty());
    QVERIFY(!run({text("--lang"), text("zh_CN"), text("export"), text("account"), list}).isEmpty());
    QString read = textOf(list);
    // Of some letters, 行 and 页, Qt's PDF has it that they are the radicals of the same shape.
    QVERIFY2(read.contains(text("宁波华东")) && read.contains(QRegularExpression(text("第 1 .，共 1 .\n"))) &&
                 read.contains(QRegularExpression(text("应有.数：1，实际.数：1"))),
             qPrintable(read));
    QVERIFY(!run({text("report"), text("win_rate"), text("--out"), report}).isEmpty());
    read = textOf(report);
    QVERIFY2(read.contains(text("Win rate")) && read.contains(text("Page 1 of 1")), qPrintable(read));
}

DW_TEST(PdfTableTest)

}  // namespace dw::test

#include "pdftabletest.moc"
