// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/numberformat.h"
#include "core/exchange/files/xlsxreader.h"
#include "core/exchange/files/xlsxwriter.h"
#include "core/exchange/files/zipguard.h"
#include "tests/exchange/files_support.h"
#include "tests/fuzz/xlsx_fuzz.h"
#include "tests/support/testrunner.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <zip.h>

namespace dw::test
{

class FilesXlsxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKindOfCell();
    void knowsNumberFormats();
    void countsDaysAsExcelDoes();
    void findsPartsByAbsoluteNames();
    void choosesSheets();
    void readsOrRefusesEverySample();
    void readsKnownCellsOfSamples();
    void refusesOtherFormatsByName();
    void refusesBombsAndLies();
    void refusesEveryTruncation();
    void survivesDamagedBytes();
    void survivesDeepNesting();
    void refusesCellsBeyondTheSheet();
    void replaysTheFuzzCorpus();

private:
    QTemporaryDir m_dir;
};

namespace
{

using Entries = QList<QPair<QByteArray, QByteArray>>;

QByteArray zipOf(const QTemporaryDir &dir, const Entries &entries)
{
    const QString path = dir.filePath(QStringLiteral("made.zip"));
    int error = 0;
    zip_t *archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (const auto &entry : entries)
        zip_file_add(
            archive, entry.first.constData(),
            zip_source_buffer(archive, entry.second.constData(), zip_uint64_t(entry.second.size()), 0),
            ZIP_FL_OVERWRITE);
    if (zip_close(archive) != 0)
        qFatal("cannot make a zip");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read the zip");
    return file.readAll();
}

const QByteArray Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const QByteArray Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// A workbook of one sheet with the given rows.
Entries workbook(const QByteArray &rows, const QByteArray &root = QByteArray())
{
    const QByteArray rels =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    const auto type = [](const char *part) {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml." + QByteArray(part) + "+xml";
    };
    return {
        {"[Content_Types].xml",
         "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
         "<Default Extension=\"rels\" "
         "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
         "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" +
             type("sheet.main") + "\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" +
             type("worksheet") + "\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" + type("styles") +
             "\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" + type("sharedStrings") +
             "\"/></Types>"},
        {"_rels/.rels", rels + "<Relationship Id=\"r1\" Type=\"" + Office + "/officeDocument\" Target=\"" +
                            root + "xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml",
         "<workbook xmlns=\"" + Main + "\" xmlns:r=\"" + Office +
             "\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         rels + "<Relationship Id=\"r1\" Type=\"" + Office + "/worksheet\" Target=\"" +
             (root.isEmpty() ? "" : root + "xl/") +
             "worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" + Office + "/styles\" Target=\"" +
             (root.isEmpty() ? "" : root + "xl/") + "styles.xml\"/><Relationship Id=\"r3\" Type=\"" + Office +
             "/sharedStrings\" Target=\"" + (root.isEmpty() ? "" : root + "xl/") +
             "sharedStrings.xml\"/></Relationships>"},
        {"xl/styles.xml",
         "<styleSheet xmlns=\"" + Main +
             "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
             "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
             "</numFmts><cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/>"
             "<xf numFmtId=\"10\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"},
        {"xl/sharedStrings.xml", "<sst xmlns=\"" + Main +
                                     "\"><si><t>shared</t></si><si><r><t>rich </t></r><r><t>text</t></r></si>"
                                     "<si><t>a_x000D_b _x005F_x000D_</t></si></sst>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet xmlns=\"" + Main + "\"><sheetData>" + rows + "</sheetData></worksheet>"},
    };
}

Table readXlsx(const QString &path, int sheet = XlsxReader::FirstWithCells)
{
    auto reader = XlsxReader::open(path, sheet);
    if (!reader.ok()) {
        Table table;
        table.error = reader.error();
        return table;
    }
    return readAll(**reader);
}

QString refusal(const QString &path)
{
    const Table table = readXlsx(path);
    return table.error ? table.error->key : QString();
}

QDate day(int y, int m, int d)
{
    return QDate(y, m, d);
}

}  // namespace

void FilesXlsxTest::readsEveryKindOfCell()
{
    const QByteArray rows =
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" "
        "t=\"s\"><v>2</v></c>"
        "<c r=\"E2\" t=\"inlineStr\"><is><t>in</t><rPh><t>phonetic</t></rPh></is></c>"
        "<c r=\"F2\" t=\"str\"><v>loose</v></c></row>"
        "<row r=\"3\"><c r=\"A3\"><v>0.30000000000000004</v></c><c r=\"B3\"><v>9007199254740991</v></c>"
        "<c r=\"C3\" t=\"b\"><v>1</v></c><c r=\"D3\" t=\"e\"><v>#N/A</v></c><c r=\"E3\" "
        "t=\"d\"><v>2026-11-19</v></c>"
        "<c r=\"F3\"><v>1e-7</v></c></row>"
        "<row r=\"5\"><c r=\"A5\" s=\"1\"><v>46345</v></c><c r=\"B5\" s=\"2\"><v>46345.3194444444</v></c>"
        "<c r=\"C5\" s=\"3\"><v>0.125</v></c><c r=\"D5\" s=\"4\"><v>46345</v></c>"
        "<c r=\"E5\"><f>A3*2</f><v>7.5</v></c><c r=\"F5\" t=\"str\"><f>A2</f><v>result</v></c>"
        "<c r=\"G5\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>";
    const Table table = readXlsx(writeFile(m_dir, QStringLiteral("k.xlsx"), zipOf(m_dir, workbook(rows))));
    QVERIFY2(!table.error, table.error ? qPrintable(table.error->key + table.error->detail) : "");
    QCOMPARE(table.rowNumbers, QList<qint64>({2, 3, 5}));
    const auto text = [](const char *s) { return Cell::ofText(QString::fromUtf8(s)); };
    const auto number = [](const char *s) { return Cell::ofNumber(QString::fromUtf8(s)); };
    QCOMPARE(table.rows[0], Row({text("shared"), text("rich text"), text("a\rb _x000D_"), Cell(), text("in"),
                                 text("loose")}));
    QCOMPARE(table.rows[1], Row({number("0.3"), number("9007199254740991"), Cell::ofBoolean(true),
                                 Cell::ofError(QStringLiteral("#N/A")),
                                 Cell::ofDate(Date::fromQDate(day(2026, 11, 19))), number("0.0000001")}));
    const Date date = Date::fromQDate(day(2026, 11, 19));
    QCOMPARE(table.rows[2], Row({Cell::ofDate(date), Cell::ofDateTime(date, (7 * 60 + 40) * 60000),
                                 Cell::ofPercent(QStringLiteral("12.5")), Cell::ofDate(date), number("7.5"),
                                 text("result"), Cell::ofError(QStringLiteral("#DIV/0!"))}));
}

void FilesXlsxTest::knowsNumberFormats()
{
    const auto shape = [](const char *code) { return shapeOfFormatCode(QString::fromUtf8(code)); };
    QCOMPARE(shape("General"), NumberShape::Number);
    QCOMPARE(shape("#,##0.00;[Red]-#,##0.00"), NumberShape::Number);
    QCOMPARE(shape("0.00E+00"), NumberShape::Number);
    QCOMPARE(shape("0.0%"), NumberShape::Percent);
    QCOMPARE(shape("yyyy\\-mm\\-dd"), NumberShape::Date);
    QCOMPARE(shape("[$-804]yyyy\"年\"m\"月\"d\"日\";@"), NumberShape::Date);
    QCOMPARE(shape("[Red]dd/mm/yy"), NumberShape::Date);
    QCOMPARE(shape("[$-409]m/d/yy h:mm AM/PM;@"), NumberShape::DateTime);
    QCOMPARE(shape("hh:mm:ss"), NumberShape::Time);
    QCOMPARE(shape("mm:ss.0"), NumberShape::Time);
    QCOMPARE(shape("[h]:mm"), NumberShape::Number);
    QCOMPARE(shape("\"days\" 0"), NumberShape::Number);
    QCOMPARE(shape("[$USD] #,##0.00"), NumberShape::Number);
    QCOMPARE(shape("mmm"), NumberShape::Date);
}

void FilesXlsxTest::countsDaysAsExcelDoes()
{
    const auto text = [](double serial, DateSystem system, NumberShape shape = NumberShape::Date) {
        return cellOfNumber(serial, shape, system).text;
    };
    QCOMPARE(text(1, DateSystem::From1900), QStringLiteral("1900-01-01"));
    QCOMPARE(text(59, DateSystem::From1900), QStringLiteral("1900-02-28"));
    QCOMPARE(cellOfNumber(60, NumberShape::Date, DateSystem::From1900),
             Cell::ofError(QStringLiteral("1900-02-29")));
    QCOMPARE(text(61, DateSystem::From1900), QStringLiteral("1900-03-01"));
    QCOMPARE(text(0, DateSystem::From1904), QStringLiteral("1904-01-01"));
    QCOMPARE(text(44883, DateSystem::From1904), QStringLiteral("2026-11-19"));
    QCOMPARE(text(2958465, DateSystem::From1900), QStringLiteral("9999-12-31"));
    QCOMPARE(cellOfNumber(2958466, NumberShape::Date, DateSystem::From1900).kind, Cell::Kind::Number);
    QCOMPARE(cellOfNumber(-1, NumberShape::Date, DateSystem::From1900).kind, Cell::Kind::Number);
    QCOMPARE(text(0.3125, DateSystem::From1900, NumberShape::Time), QStringLiteral("07:30:00"));
    QCOMPARE(text(100.9999999999, DateSystem::From1900, NumberShape::DateTime),
             QStringLiteral("1900-04-10T00:00:00.000"));
}

void FilesXlsxTest::findsPartsByAbsoluteNames()
{
    const QByteArray rows = "<row><c t=\"s\" r=\"A1\"><v>0</v></c><c r=\"B1\"><v>4</v></c></row>";
    const Table table =
        readXlsx(writeFile(m_dir, QStringLiteral("abs.xlsx"), zipOf(m_dir, workbook(rows, "/"))));
    QVERIFY2(!table.error, table.error ? qPrintable(table.error->key) : "");
    QCOMPARE(table.utf8(), QList<QList<QByteArray>>({{"shared", "4"}}));
}

void FilesXlsxTest::choosesSheets()
{
    const QString folder = sampleFolder(QStringLiteral("xlsx_readxl"));
    if (folder.isEmpty())
        QSKIP("xlsx_readxl is not here");
    const QString path = folder + QStringLiteral("/inst/extdata/datasets.xlsx");
    const auto reader = XlsxReader::open(path, 2);
    QVERIFY(reader.ok());
    QCOMPARE((*reader)->sheets().size(), 3);
    QCOMPARE((*reader)->sheets()[2].name, QStringLiteral("quakes"));
    QCOMPARE((*reader)->sheets()[2].rows, 1001);
    QCOMPARE(readAll(**reader).rows.size(), 1001);
    QCOMPARE(readXlsx(path, 3).error->key, QStringLiteral("exchange.no_such_sheet"));
}

void FilesXlsxTest::readsOrRefusesEverySample()
{
    int read = 0, refused = 0, xls = 0;
    for (const QString &name : {QStringLiteral("xlsx_readxl"), QStringLiteral("csv_messytables")}) {
        const QString folder = sampleFolder(name);
        if (folder.isEmpty())
            QSKIP("xlsx_readxl or csv_messytables is not here");
        QDirIterator files(folder,
                           {QStringLiteral("*.xls"), QStringLiteral("*.xlsx"), QStringLiteral("*.xlsm"),
                            QStringLiteral("*.ods"), QStringLiteral("*.zip"), QStringLiteral("*.html")},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            const Table table = readXlsx(path);
            if (!table.error) {
                ++read;
                QVERIFY2(path.endsWith(QLatin1String(".xlsx")) || path.endsWith(QLatin1String(".xlsm")),
                         qPrintable(path));
                continue;
            }
            if (path.endsWith(QLatin1String(".xls"))) {
                ++xls;
                QVERIFY2(table.error->key == QLatin1String("exchange.is_xls"),
                         qPrintable(path + table.error->key));
                continue;
            }
            ++refused;
            qInfo("%s: refused, %s", qPrintable(path.section(u'/', -1)), qPrintable(table.error->key));
            QVERIFY2(!path.endsWith(QLatin1String(".xlsx")), qPrintable(path));
        }
    }
    qInfo("%d read, %d .xls refused by name, %d others refused", read, xls, refused);
    QVERIFY(read >= 43);
    QVERIFY(xls >= 35);
}

void FilesXlsxTest::readsKnownCellsOfSamples()
{
    const QString folder = sampleFolder(QStringLiteral("xlsx_readxl"));
    if (folder.isEmpty())
        QSKIP("xlsx_readxl is not here");
    const QString sheets = folder + QStringLiteral("/tests/testthat/sheets/");
    const auto rowsOf = [&sheets](const char *name) { return readXlsx(sheets + QLatin1String(name)).rows; };
    QCOMPARE(rowsOf("inlineStr.xlsx")[1][7].text, QStringLiteral("test"));
    QCOMPARE(rowsOf("los-angeles-arrests-xlsx.xlsx").size(), 196);
    QCOMPARE(rowsOf("los-angeles-arrests-xlsx.xlsx")[2][0].text, QStringLiteral("BKG_NUM"));
    QVERIFY(rowsOf("Ekaterinburg_IP_9.xlsx").size() > 2000);
    const QList<Row> dates = rowsOf("dates-1900-LibreOffice.xlsx");
    for (const Cell &cell : dates[0])
        QCOMPARE(cell.date, Date::fromQDate(day(2000, 1, 1)));
    // The second column says what the first must be.
    const QList<Row> rounding = rowsOf("datetime-rounding.xlsx");
    for (qsizetype i = 1; i < rounding.size(); ++i)
        QCOMPARE(QString(rounding[i][0].text).replace(u'T', u' ').left(19), rounding[i][1].text);
}

void FilesXlsxTest::refusesOtherFormatsByName()
{
    const auto made = [this](const QByteArray &bytes) {
        return refusal(writeFile(m_dir, QStringLiteral("o"), bytes));
    };
    const QByteArray ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    const QByteArray stream(reinterpret_cast<const char *>(u"EncryptedPackage"), 32);
    QCOMPARE(made(ole + QByteArray(600, '\0')), QStringLiteral("exchange.is_xls"));
    QCOMPARE(made(ole + QByteArray(600, '\0') + stream), QStringLiteral("exchange.is_encrypted_workbook"));
    QCOMPARE(made(zipOf(m_dir, {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})),
             QStringLiteral("exchange.is_ods"));
    QCOMPARE(made(zipOf(m_dir, {{"xl/workbook.bin", "x"}})), QStringLiteral("exchange.is_xlsb"));
    QCOMPARE(made(zipOf(m_dir, {{"readme.txt", "x"}})), QStringLiteral("exchange.not_a_workbook"));
    QCOMPARE(made("a,b\n"), QStringLiteral("exchange.not_a_workbook"));
    QCOMPARE(made(""), QStringLiteral("exchange.empty_file"));
    Entries bare = workbook("");
    bare.removeIf([](const auto &entry) { return entry.first.startsWith("xl/"); });
    const QString noParts = made(zipOf(m_dir, bare));
    QVERIFY2(noParts == QLatin1String("exchange.no_sheets") ||
                 noParts == QLatin1String("exchange.workbook_damaged"),
             qPrintable(noParts));
}

void FilesXlsxTest::refusesBombsAndLies()
{
    const auto check = [](const QByteArray &bytes) {
        const auto result = ZipGuard::check(bytes, QStringLiteral("f"));
        return result.ok() ? QString() : result.error().key;
    };
    const QByteArray good = zipOf(m_dir, {{"a", QByteArray(5000, 'x')}});
    QCOMPARE(check(good), QString());
    QCOMPARE(check(zipOf(m_dir, {{"a", QByteArray(20 * 1024 * 1024, '\0')}})),
             QStringLiteral("exchange.zip_bomb"));

    // Uncompressed size in the central directory, 24 bytes behind its signature.
    const auto lying = [](QByteArray bytes, quint32 size) {
        const qsizetype at = bytes.lastIndexOf("PK\x01\x02") + 24;
        for (int i = 0; i < 4; ++i)
            bytes[at + i] = char(size >> (8 * i));
        return bytes;
    };
    QCOMPARE(check(lying(good, 0x7FFFFFFF)), QStringLiteral("exchange.zip_too_large"));
    QVERIFY(!check(lying(good, 4000)).isEmpty());
    QVERIFY(!check(lying(good, 6000)).isEmpty());

    for (const char *name : {"../a", "/etc/passwd", "a/../../b", "C:\\x", "a\\b"})
        QCOMPARE(check(zipOf(m_dir, {{name, "x"}})), QStringLiteral("exchange.zip_bad_name"));

    Entries many;
    for (int i = 0; i < ZipGuard::MaxEntries + 1; ++i)
        many.append({QByteArray::number(i), QByteArray()});
    QCOMPARE(check(zipOf(m_dir, many)), QStringLiteral("exchange.zip_too_many"));
}

void FilesXlsxTest::refusesEveryTruncation()
{
    const QByteArray whole = zipOf(m_dir, workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
    QCOMPARE(refusal(writeFile(m_dir, QStringLiteral("w.xlsx"), whole)), QString());
    for (qsizetype size = 0; size < whole.size(); size += 7) {
        const QString key = refusal(writeFile(m_dir, QStringLiteral("t.xlsx"), whole.left(size)));
        QVERIFY2(!key.isEmpty(), qPrintable(QString::number(size)));
    }
}

void FilesXlsxTest::survivesDamagedBytes()
{
    // Stored, so that damage reaches the XML; the check sums are kept right by damaging before packing.
    QRandomGenerator random(7);
    const QByteArray rows =
        "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>";
    int read = 0;
    for (int i = 0; i < 400; ++i) {
        Entries entries = workbook(rows);
        auto &content = entries[random.bounded(int(entries.size()))].second;
        for (int hit = 0; hit < 3; ++hit)
            content[random.bounded(int(content.size()))] = char(random.bounded(256));
        read += refusal(writeFile(m_dir, QStringLiteral("d.xlsx"), zipOf(m_dir, entries))).isEmpty() ? 1 : 0;
    }
    qInfo("%d of 400 still read", read);
}

void FilesXlsxTest::survivesDeepNesting()
{
    const QByteArray deep = QByteArray("<row>").repeated(100000);
    const QString key = refusal(writeFile(m_dir, QStringLiteral("n.xlsx"), zipOf(m_dir, workbook(deep))));
    QVERIFY(!key.isEmpty());
    const QByteArray closed = deep + "<c r=\"A1\"><v>1</v></c>" + QByteArray("</row>").repeated(100000);
    (void)refusal(writeFile(m_dir, QStringLiteral("n2.xlsx"), zipOf(m_dir, workbook(closed))));
}

void FilesXlsxTest::refusesCellsBeyondTheSheet()
{
    for (const char *address : {"A1048577", "XFE1", "A99999999999", "ZZZZZZZ1"}) {
        const QByteArray rows = "<row><c r=\"" + QByteArray(address) + "\"><v>1</v></c></row>";
        const QString key = refusal(writeFile(m_dir, QStringLiteral("b.xlsx"), zipOf(m_dir, workbook(rows))));
        QVERIFY2(key == QLatin1String("exchange.cell_out_of_sheet"),
                 qPrintable(QLatin1String(address) + key));
    }
}

// Containers and parts that were made to mislead, and each cut off and hit in the middle.
void FilesXlsxTest::replaysTheFuzzCorpus()
{
    QDirIterator files(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/tests/data/fuzz/xlsx"), QDir::Files);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        fuzzWorkbook(bytes);
        fuzzWorkbook(QByteArrayView(bytes).first(bytes.size() / 2));
        QByteArray hit = bytes;
        for (qsizetype at = 11; at < hit.size(); at += 97)
            hit[at] = char(hit[at] ^ 0x41);
        fuzzWorkbook(hit);
        ++count;
    }
    QVERIFY(count >= 33);
}

DW_TEST(FilesXlsxTest)

}  // namespace dw::test

#include "files_xlsxtest.moc"
