// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/csvsniffer.h"
#include "core/exchange/files/csvwriter.h"
#include "core/exchange/files/xlsxreader.h"
#include "core/exchange/files/xlsxwriter.h"
#include "tests/exchange/files_support.h"
#include "tests/fuzz/csv_fuzz.h"
#include "tests/support/testrunner.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

#include <rapidcheck.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <ctime>

namespace dw::test
{

class FilesWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBackAnyCsv();
    void readsBackAnyWorkbook();
    void writesTypedCells();
    void makesFormulasInert();
    void cutsLongTexts();
    void splitsSheets();
    void writesNumbersOfAnyNotation();
    void leavesNoHalfFile();
    void aFullDiskLeavesNothing();
    void aFullDiskIsToldOnce();
    void refusesAWrongCount();
    void isReadByAnotherProgram();
    void replaysTheFuzzCorpus();
    void measuresThroughput();

private:
    QString path(const char *name) const { return m_dir.filePath(QLatin1String(name)); }

    QTemporaryDir m_dir;
};

namespace
{

QList<TableColumn> columnsNamed(std::initializer_list<const char *> titles)
{
    QList<TableColumn> columns;
    for (const char *title : titles)
        columns.append({QString::fromUtf8(title)});
    return columns;
}

// Text of letters that trouble writers and readers, never with a NUL or half a surrogate pair.
QString randomText()
{
    static const QStringList pieces{
        QStringLiteral(","),      QStringLiteral("\""),      QStringLiteral("\n"),
        QStringLiteral("\r\n"),   QStringLiteral("\r"),      QStringLiteral(" "),
        QStringLiteral("="),      QStringLiteral("+"),       QStringLiteral("'"),
        QStringLiteral("a"),      QStringLiteral("中"),      QStringLiteral("\U0001F600"),
        QStringLiteral("\t"),     QStringLiteral("1"),       QStringLiteral(";"),
        QStringLiteral("\\"),     QStringLiteral("_x000D_"), QStringLiteral("<&>"),
        QStringLiteral("\u0001"), QStringLiteral("\uFEFF")};
    const auto chosen = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, int(pieces.size())));
    QString text;
    for (const int piece : chosen)
        text += pieces[piece];
    return text;
}

QList<Row> randomRows(int width)
{
    QList<Row> rows;
    const int count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i) {
        Row row;
        for (int column = 0; column < width; ++column)
            row.append(Cell::ofText(randomText()));
        rows.append(row);
    }
    return rows;
}

}  // namespace

void FilesWriterTest::readsBackAnyCsv()
{
    const QString file = path("any.csv");
    const bool good = rc::check("CSV round trip", [&file] {
        const int width = *rc::gen::inRange(1, 5);
        QList<TableColumn> columns;
        for (int i = 0; i < width; ++i)
            columns.append({QStringLiteral("c%1").arg(i)});
        const QList<Row> rows = randomRows(width);
        auto writer = CsvWriter::create(file, columns, CsvWriter::Formula::Verbatim);
        RC_ASSERT(writer.ok());
        for (const Row &row : rows)
            RC_ASSERT((*writer)->write(row).ok());
        RC_ASSERT((*writer)->finish(rows.size()).ok());
        const Table table = readCsv(file, {});
        RC_ASSERT(!table.error);
        RC_ASSERT(table.findings.isEmpty());
        RC_ASSERT(table.rows.mid(1) == rows);
    });
    QVERIFY(good);
}

void FilesWriterTest::readsBackAnyWorkbook()
{
    const QString file = path("any.xlsx");
    const bool good = rc::check("workbook round trip", [&file] {
        const int width = *rc::gen::inRange(1, 4);
        QList<TableColumn> columns;
        for (int i = 0; i < width; ++i)
            columns.append({QStringLiteral("c%1").arg(i)});
        const QList<Row> rows = randomRows(width);
        auto writer = XlsxWriter::create(file, columns, {});
        RC_ASSERT(writer.ok());
        for (const Row &row : rows)
            RC_ASSERT((*writer)->write(row).ok());
        RC_ASSERT((*writer)->finish(rows.size()).ok());
        auto reader = XlsxReader::open(file, 0);
        RC_ASSERT(reader.ok());
        const Table table = readAll(**reader);
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const qsizetype at = table.rowNumbers.indexOf(i + 2);
            for (int column = 0; column < width; ++column) {
                const Cell got = at >= 0 && column < table.rows[at].size() ? table.rows[at][column] : Cell();
                RC_ASSERT(got == rows[i][column]);
            }
        }
    });
    QVERIFY(good);
}

void FilesWriterTest::writesTypedCells()
{
    const QString file = path("typed.xlsx");
    const Date date = Date::fromQDate(QDate(2026, 11, 19));
    const Row row{Cell::ofText(QStringLiteral("华为")),
                  Cell::ofNumber(QStringLiteral("-1234.5")),
                  Cell::ofMoney(QStringLiteral("100000.25"), QStringLiteral("CNY")),
                  Cell::ofPercent(QStringLiteral("12.5")),
                  Cell::ofDate(date),
                  Cell::ofDateTime(date, (7 * 60 + 40) * 60000),
                  Cell::ofBoolean(true),
                  Cell(),
                  Cell::ofNumber(QStringLiteral("12345678901234567890"))};
    auto writer = XlsxWriter::create(file, columnsNamed({"a", "b", "c", "d", "e", "f", "g", "h", "i"}),
                                     {QStringLiteral("Q4 [draft]: a/b")});
    QVERIFY(writer.ok());
    QVERIFY((*writer)->write(row).ok());
    QVERIFY((*writer)->finish(1).ok());
    auto reader = XlsxReader::open(file, 0);
    QVERIFY(reader.ok());
    QCOMPARE((*reader)->sheets()[0].name, QStringLiteral("Q4  draft   a b"));
    const Table table = readAll(**reader);
    QCOMPARE(table.rows.size(), 2);
    Row expected = row;
    expected[2] = Cell::ofNumber(QStringLiteral("100000.25"));
    expected[8] = Cell::ofText(row[8].text);
    QCOMPARE(table.rows[1], expected);
    // The check sheet.
    const Table check = [&file] { return readAll(**XlsxReader::open(file, 1)); }();
    QCOMPARE(check.utf8(), QList<QList<QByteArray>>({{"Rows expected", "1"}, {"Rows written", "1"}}));
}

void FilesWriterTest::makesFormulasInert()
{
    const Row row{Cell::ofText(QStringLiteral("=1+1")), Cell::ofText(QStringLiteral("@x")),
                  Cell::ofNumber(QStringLiteral("-5"))};
    auto guarded = CsvWriter::create(path("g.csv"), columnsNamed({"a", "b", "c"}));
    QVERIFY((*guarded)->write(row).ok());
    QVERIFY((*guarded)->finish(1).ok());
    QCOMPARE(readCsv(path("g.csv"), {}).utf8()[1], QList<QByteArray>({"'=1+1", "'@x", "-5"}));

    auto workbook = XlsxWriter::create(path("g.xlsx"), columnsNamed({"a", "b", "c"}), {});
    QVERIFY((*workbook)->write(row).ok());
    QVERIFY((*workbook)->finish(1).ok());
    const Table table = readAll(**XlsxReader::open(path("g.xlsx"), 0));
    QCOMPARE(table.rows[1], row);
}

void FilesWriterTest::cutsLongTexts()
{
    auto writer = XlsxWriter::create(path("long.xlsx"), columnsNamed({"a"}), {});
    QVERIFY((*writer)->write({Cell::ofText(QString(40000, u'中'))}).ok());
    QVERIFY((*writer)->finish(1).ok());
    const QList<FileFinding> findings = (*writer)->takeFindings();
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings[0], (FileFinding{QStringLiteral("exchange.cell_cut"), 1, 1, strings({"32767"})}));
    QCOMPARE(readAll(**XlsxReader::open(path("long.xlsx"), 0)).rows[1][0].text.size(), 32767);
}

void FilesWriterTest::splitsSheets()
{
    XlsxWriter::Options options;
    options.sheetName = QStringLiteral("Deals");
    options.sheetRows = 4;
    auto writer = XlsxWriter::create(path("split.xlsx"), columnsNamed({"n"}), options);
    for (int i = 0; i < 8; ++i)
        QVERIFY((*writer)->write({Cell::ofNumber(QString::number(i))}).ok());
    QVERIFY((*writer)->finish(8).ok());
    const auto reader = XlsxReader::open(path("split.xlsx"), 2);
    QVERIFY(reader.ok());
    QCOMPARE((*reader)->sheets().size(), 4);
    QCOMPARE((*reader)->sheets()[1].name, QStringLiteral("Deals 2"));
    QCOMPARE(readAll(**reader).utf8(), QList<QList<QByteArray>>({{"n"}, {"6"}, {"7"}}));
}

void FilesWriterTest::writesNumbersOfAnyNotation()
{
    const QList<std::pair<const char *, Cell>> cases{
        {"0", Cell::ofNumber(QStringLiteral("0"))},
        {"-0.50", Cell::ofNumber(QStringLiteral("-0.5"))},
        {"999999999999999", Cell::ofNumber(QStringLiteral("999999999999999"))},
        {"0.000001", Cell::ofNumber(QStringLiteral("0.000001"))},
        {"007", Cell::ofNumber(QStringLiteral("7"))},
        {"+5", Cell::ofNumber(QStringLiteral("5"))},
        {".5", Cell::ofNumber(QStringLiteral("0.5"))},
        {"5.", Cell::ofNumber(QStringLiteral("5"))},
        {"1e5", Cell::ofNumber(QStringLiteral("100000"))},
        {"9999999999999999", Cell::ofText(QStringLiteral("9999999999999999"))},
        {"--1", Cell::ofText(QStringLiteral("--1"))},
        {"1<2", Cell::ofText(QStringLiteral("1<2"))},
        {"inf", Cell::ofText(QStringLiteral("inf"))},
        {"nan", Cell::ofText(QStringLiteral("nan"))}};
    auto writer = XlsxWriter::create(path("numbers.xlsx"), columnsNamed({"n"}), {});
    for (const auto &[digits, expected] : cases)
        QVERIFY((*writer)->write({Cell::ofNumber(QString::fromLatin1(digits))}).ok());
    QVERIFY((*writer)->finish(cases.size()).ok());
    const Table table = readAll(**XlsxReader::open(path("numbers.xlsx"), 0));
    QCOMPARE(table.rows.size(), cases.size() + 1);
    for (qsizetype i = 0; i < cases.size(); ++i)
        QCOMPARE(table.rows[i + 1], Row{cases[i].second});
}

void FilesWriterTest::leavesNoHalfFile()
{
    const QTemporaryDir folder;
    const auto names = [&folder] {
        return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot);
    };
    writeFile(folder, QStringLiteral("old.xlsx"), "old");
    for (const bool workbook : {true, false}) {
        const QString target = folder.filePath(QStringLiteral("old.xlsx"));
        std::unique_ptr<TableWriter> writer;
        if (workbook)
            writer = std::move(XlsxWriter::create(target, columnsNamed({"a"}), {})).value();
        else
            writer = std::move(CsvWriter::create(target, columnsNamed({"a"}))).value();
        QVERIFY(writer->write({Cell::ofText(QStringLiteral("x"))}).ok());
        writer.reset();
        QCOMPARE(names(), strings({"old.xlsx"}));
        QFile old(target);
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("old"));
    }
    const auto nowhere =
        CsvWriter::create(folder.filePath(QStringLiteral("no/such/folder.csv")), columnsNamed({"a"}));
    QVERIFY(!nowhere.ok());
    QCOMPARE(nowhere.error().key, QStringLiteral("exchange.write_failed"));
}

// Files of this process may grow to 1 MiB for the time of the test.
void FilesWriterTest::aFullDiskLeavesNothing()
{
    const QTemporaryDir folder;
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const auto restore = qScopeGuard([&] {
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
    });
    const rlimit small{1024 * 1024, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    auto writer =
        XlsxWriter::create(folder.filePath(QStringLiteral("full.xlsx")), columnsNamed({"a", "b"}), {});
    QVERIFY(writer.ok());
    const Row row{Cell::ofText(QString(500, u'x')), Cell::ofNumber(QStringLiteral("1"))};
    Result<void> written;
    int rows = 0;
    for (; rows < 10'000 && written.ok(); ++rows)
        written = (*writer)->write(row);
    QVERIFY(!written.ok());
    QCOMPARE(written.error().key, QStringLiteral("exchange.write_failed"));
    writer->reset();
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
}

// The library has lines of its own for it; people get our one.
void FilesWriterTest::aFullDiskIsToldOnce()
{
    const QTemporaryDir folder;
    auto writer = XlsxWriter::create(folder.filePath(QStringLiteral("full.xlsx")), columnsNamed({"a"}), {});
    QVERIFY(writer.ok());
    QVERIFY((*writer)->write({Cell::ofText(QStringLiteral("x"))}).ok());
    QFile told(folder.filePath(QStringLiteral("told")));
    QVERIFY(told.open(QIODevice::ReadWrite));
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const int kept = ::dup(STDERR_FILENO);
    const rlimit small{512, before.rlim_max};
    ::dup2(told.handle(), STDERR_FILENO);
    setrlimit(RLIMIT_FSIZE, &small);
    const Result<void> finished = (*writer)->finish(1);
    setrlimit(RLIMIT_FSIZE, &before);
    ::dup2(kept, STDERR_FILENO);
    ::close(kept);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!finished.ok());
    QCOMPARE(finished.error().code, ErrorCode::Storage);
    QVERIFY(told.seek(0));
    QCOMPARE(told.readAll(), QByteArray());
}

void FilesWriterTest::refusesAWrongCount()
{
    auto writer = XlsxWriter::create(path("count.xlsx"), columnsNamed({"a"}), {});
    QVERIFY((*writer)->write({Cell::ofText(QStringLiteral("x"))}).ok());
    const auto result = (*writer)->finish(2);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().key, QStringLiteral("exchange.row_count_differs"));
    writer->reset();
    QVERIFY(!QFile::exists(path("count.xlsx")));
    auto wide = CsvWriter::create(path("wide.csv"), columnsNamed({"a"}));
    QVERIFY(!(*wide)->write({Cell(), Cell()}).ok());
}

void FilesWriterTest::isReadByAnotherProgram()
{
    QProcess python;
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), QStringLiteral("import openpyxl")});
    if (!python.waitForFinished() || python.exitCode() != 0)
        QSKIP("python3 with openpyxl is not here");
    auto writer = XlsxWriter::create(path("py.xlsx"), columnsNamed({"t", "n", "d"}), {});
    QVERIFY((*writer)
                ->write({Cell::ofText(QStringLiteral("=1+1")), Cell::ofNumber(QStringLiteral("2.5")),
                         Cell::ofDate(Date::fromQDate(QDate(2026, 11, 19)))})
                .ok());
    QVERIFY((*writer)->finish(1).ok());
    const QString script = QStringLiteral(
        "import openpyxl,sys\ns=openpyxl.load_workbook(sys.argv[1]).worksheets[0]\n"
        "print([c.value for c in s[2]],[c.data_type for c in s[2]],s.freeze_panes,s.auto_filter.ref)");
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), script, path("py.xlsx")});
    QVERIFY(python.waitForFinished());
    QCOMPARE(python.readAllStandardOutput().trimmed(),
             QByteArray("['=1+1', 2.5, datetime.datetime(2026, 11, 19, 0, 0)] ['s', 'n', 'd'] A2 A1:C2"));
}

void FilesWriterTest::replaysTheFuzzCorpus()
{
    QDirIterator files(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/tests/data/fuzz/csv"), QDir::Files);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (int first = 0; first < 128; first += 1) {
            QByteArray input = bytes;
            if (first > 0)
                input[0] = char(first);
            LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(input.constData()),
                                   size_t(input.size()));
        }
        ++count;
    }
    QVERIFY(count >= 15);
}

// Prints figures only where asked for; nothing is asserted about time.
void FilesWriterTest::measuresThroughput()
{
    if (!qEnvironmentVariableIsSet("DEALWRIGHT_MEASURE"))
        QSKIP("set DEALWRIGHT_MEASURE to see rows a second");
    const auto peak = [] {
        struct rusage usage = {};
        getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss / 1024;
    };
    QElapsedTimer timer;
    // Processor seconds say more than the clock where other programs run.
    std::clock_t begun = std::clock();
    const auto report = [&](const char *what, int rows) {
        qInfo("%s: %.0f rows a processor second", what,
              double(rows) * CLOCKS_PER_SEC / double(std::max<std::clock_t>(1, std::clock() - begun)));
        begun = std::clock();
        qInfo("%s: %.0f rows/s, peak %ld MiB", what,
              rows * 1000.0 / double(std::max<qint64>(1, timer.elapsed())), peak());
    };
    const auto columns = [](int count) {
        QList<TableColumn> all;
        for (int i = 0; i < count; ++i)
            all.append({QStringLiteral("Column %1").arg(i)});
        return all;
    };
    const auto rowOf = [](int i, int width) {
        Row row;
        for (int column = 0; column < width; ++column) {
            if (column % 4 == 0)
                row.append(Cell::ofText(QStringLiteral("客户 %1-%2").arg(i).arg(column)));
            else if (column % 4 == 1)
                row.append(Cell::ofNumber(QString::number(i * 17 + column)));
            else if (column % 4 == 2)
                row.append(Cell::ofDate(Date{20000 + i % 900}));
            else
                row.append(Cell::ofMoney(QString::number(i) + QStringLiteral(".25"), QStringLiteral("CNY")));
        }
        return row;
    };
    timer.start();
    auto csv = CsvWriter::create(path("m.csv"), columns(14));
    for (int i = 0; i < 200000; ++i)
        QVERIFY((*csv)->write(rowOf(i, 14)).ok());
    QVERIFY((*csv)->finish(200000).ok());
    report("CSV written, 14 columns", 200000);

    timer.restart();
    const auto guess = CsvSniffer::guess(path("m.csv"));
    qInfo("guess: %lld ms", qlonglong(timer.elapsed()));
    timer.restart();
    auto reader = CsvReader::open(path("m.csv"), guess->dialect);
    Row row;
    int rows = 0;
    while (*(*reader)->next(row))
        ++rows;
    report("CSV read, 14 columns", rows);

    timer.restart();
    auto xlsx = XlsxWriter::create(path("m.xlsx"), columns(20), {});
    for (int i = 0; i < 100000; ++i)
        QVERIFY((*xlsx)->write(rowOf(i, 20)).ok());
    QVERIFY((*xlsx)->finish(100000).ok());
    report("XLSX written, 20 columns", 100000);

    timer.restart();
    auto workbook = XlsxReader::open(path("m.xlsx"));
    QVERIFY2(workbook.ok(), workbook.ok() ? "" : qPrintable(workbook.error().key));
    rows = 0;
    while (*(*workbook)->next(row))
        ++rows;
    report("XLSX read, 20 columns", rows);
}

DW_TEST(FilesWriterTest)

}  // namespace dw::test

#include "files_writertest.moc"
