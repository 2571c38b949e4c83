// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/csvreader.h"
#include "core/exchange/files/fileguard.h"
#include "tests/exchange/files_support.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>

namespace dw::test
{

class FilesCsvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsRecords_data();
    void cutsRecords();
    void givesTheSameForEveryChunking();
    void namesTheLineWhereARecordStarts();
    void refusesNul();
    void saysWhereAnOpenQuoteBegan();
    void stopsAtTheFieldCapWithFlatMemory();
    void stopsAtTheColumnAndRecordCaps();
    void reportsRaggedRows();
    void marksUndecodableBytes();
    void refusesWhatIsNoFile();
    void refusesABadDialect();

private:
    QTemporaryDir m_dir;
};

using Lines = QList<QList<QByteArray>>;  // UTF-8

void FilesCsvTest::cutsRecords_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<Lines>("expected");

    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &options,
                        const Lines &expected) { QTest::newRow(name) << bytes << options << expected; };
    const QByteArray none;
    row("plain", "a,b\n1,2\n", none, {{"a", "b"}, {"1", "2"}});
    row("no newline at the end", "a,b\n1,2", none, {{"a", "b"}, {"1", "2"}});
    row("empty last field at the end", "a,", none, {{"a", ""}});
    row("mixed newlines", "a\rb\r\nc\nd", none, {{"a"}, {"b"}, {"c"}, {"d"}});
    row("blank lines", "\n\na\r\n\r\n\rb\n\n", none, {{"a"}, {"b"}});
    row("quoted empty line counts", "\"\"\n", none, {{""}});
    row("doubled", "\"a \"\"b\"\"\",c\n", none, {{"a \"b\"", "c"}});
    row("newline in quotes", "\"a\r\nb\nc\rd\",e\n", none, {{"a\r\nb\nc\rd", "e"}});
    row("quote inside a plain field", "a\"b,c\n", none, {{"a\"b", "c"}});
    row("text after quotes is kept", "\"a\"b,c\n", none, {{"ab", "c"}});
    row("blanks after quotes are dropped", "\"a\" ,c\n", none, {{"a", "c"}});
    row("space before quote is text", "a, \"b\"\n", none, {{"a", " \"b\""}});
    row("skipped initial space", "a, \"b, c\"\n", "skip", {{"a", "b, c"}});
    row("backslash", "\"a\\\"b\\\\c\\n\",d\n", "backslash", {{"a\"b\\c\\n", "d"}});
    row("backslash before a doubled quote", "\"a\"\"b\",d\n", "backslash", {{"a\"b", "d"}});
    row("apostrophes", "'a,b','it''s'\n", "apostrophe", {{"a,b", "it's"}});
    row("tab", "a\tb,c\n", "tab", {{"a", "b,c"}});
    row("one column", "a,b\n\"c\n", "one", {{"a,b"}, {"\"c"}});
    row("byte order mark", "\xEF\xBB\xBF\"a\",b\n", none, {{"a", "b"}});
    row("preamble", "Report\n\n,,\na,b\n", "preamble", {{"a", "b"}});
}

void FilesCsvTest::cutsRecords()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, options);
    QFETCH(Lines, expected);
    CsvDialect dialect;
    if (options == "skip")
        dialect.skipInitialSpace = true;
    if (options == "backslash")
        dialect.escape = CsvDialect::Escape::Backslash;
    if (options == "apostrophe")
        dialect.quote = U'\'';
    if (options == "tab")
        dialect.delimiter = U'\t';
    if (options == "one") {
        dialect.delimiter = 0;
        dialect.quote = 0;
    }
    if (options == "preamble")
        dialect.preambleRecords = 2;
    const Table table = readCsv(writeFile(m_dir, QStringLiteral("t.csv"), bytes), dialect);
    QVERIFY2(!table.error, table.error ? qPrintable(table.error->key) : "");
    QCOMPARE(table.utf8(), expected);
}

void FilesCsvTest::givesTheSameForEveryChunking()
{
    const QString text = QStringLiteral("a,\"b\"\"c\r\nd\" x,e\r\n\r\n\"\",f \n\"g\"  ,h\r\"i\"  j,");
    const auto cutIn = [&text](qsizetype chunk) {
        CsvParser parser{CsvDialect()};
        QList<Row> rows;
        for (qsizetype from = 0; from < text.size(); from += chunk) {
            const QStringView piece = QStringView(text).mid(from, chunk);
            qsizetype position = 0;
            while (parser.parse(piece, position) == CsvParser::Step::Record)
                rows.append(parser.takeFields());
        }
        while (parser.finish() == CsvParser::Step::Record)
            rows.append(parser.takeFields());
        return rows;
    };
    const QList<Row> whole = cutIn(text.size());
    QCOMPARE(whole.size(), 4);
    QCOMPARE(whole[0][1].text, QStringLiteral("b\"c\r\nd x"));
    for (qsizetype chunk = 1; chunk < text.size(); ++chunk)
        QCOMPARE(cutIn(chunk), whole);
}

void FilesCsvTest::namesTheLineWhereARecordStarts()
{
    const QByteArray bytes = "h,i\r\n\"x\ny\r\nz\rq\",1\n\n2,3\n";
    const Table table = readCsv(writeFile(m_dir, QStringLiteral("l.csv"), bytes), {});
    QCOMPARE(table.rowNumbers, QList<qint64>({1, 2, 7}));
}

void FilesCsvTest::refusesNul()
{
    const Table table =
        readCsv(writeFile(m_dir, QStringLiteral("n.csv"), QByteArray("a,b\n1,x\0y\n", 10)), {});
    QVERIFY(table.error);
    QCOMPARE(table.error->key, QStringLiteral("exchange.csv_nul"));
    QCOMPARE(table.error->arguments, strings({"2", "2"}));
}

void FilesCsvTest::saysWhereAnOpenQuoteBegan()
{
    const Table table = readCsv(writeFile(m_dir, QStringLiteral("q.csv"), "a,b\n1,2\n3,\"x\n4,5\n"), {});
    QVERIFY(table.error);
    QCOMPARE(table.error->key, QStringLiteral("exchange.unterminated_quote"));
    QCOMPARE(table.error->arguments, strings({"3", "2"}));
    QCOMPARE(table.rows.size(), 2);
}

void FilesCsvTest::stopsAtTheFieldCapWithFlatMemory()
{
    QFile file(m_dir.filePath(QStringLiteral("big.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("a,b\n1,\"");
    const QByteArray mebibyte(1024 * 1024, 'x');
    for (int i = 0; i < 64; ++i)
        file.write(mebibyte);
    file.close();
    struct rusage before = {}, after = {};
    getrusage(RUSAGE_SELF, &before);
    const Table table = readCsv(file.fileName(), {});
    getrusage(RUSAGE_SELF, &after);
    QVERIFY(table.error);
    QCOMPARE(table.error->code, ErrorCode::Limit);
    QCOMPARE(table.error->key, QStringLiteral("exchange.quoted_field_too_long"));
    QCOMPARE(table.error->arguments, strings({"2", "2"}));
    // In KiB: far less than the 128 MiB that the text would take.
    QVERIFY(after.ru_maxrss - before.ru_maxrss < 32 * 1024);
}

void FilesCsvTest::stopsAtTheColumnAndRecordCaps()
{
    const QByteArray wide = "x\n" + QByteArray(20000, ',') + "\n";
    const Table columns = readCsv(writeFile(m_dir, QStringLiteral("wide.csv"), wide), {});
    QVERIFY(columns.error);
    QCOMPARE(columns.error->key, QStringLiteral("exchange.too_many_columns"));
    QCOMPARE(columns.error->arguments, strings({"2", "16384"}));

    const QByteArray fields = (QByteArray(1000 * 1000, 'y') + ",").repeated(20);
    const Table record = readCsv(writeFile(m_dir, QStringLiteral("long.csv"), fields), {});
    QVERIFY(record.error);
    QCOMPARE(record.error->key, QStringLiteral("exchange.record_too_long"));
    QCOMPARE(record.error->arguments, strings({"1", "17"}));
}

void FilesCsvTest::reportsRaggedRows()
{
    const Table table =
        readCsv(writeFile(m_dir, QStringLiteral("r.csv"), "a,b,c\n1,2\n3,4,5\n6,7,8,9\n"), {});
    QVERIFY(!table.error);
    QCOMPARE(table.rows.size(), 4);
    QCOMPARE(table.findings.size(), 2);
    QCOMPARE(table.findings[0],
             (FileFinding{QStringLiteral("exchange.ragged_row"), 2, 0, strings({"2", "3"})}));
    QCOMPARE(table.findings[1],
             (FileFinding{QStringLiteral("exchange.ragged_row"), 4, 0, strings({"4", "3"})}));
}

void FilesCsvTest::marksUndecodableBytes()
{
    const Table table =
        readCsv(writeFile(m_dir, QStringLiteral("u.csv"), "a,b\nok,x\xFFy\n\xC3,2\n3,\xE4\xB8"), {});
    QVERIFY(!table.error);
    QCOMPARE(table.rows.size(), 4);
    QCOMPARE(table.rows[1][1].kind, Cell::Kind::Error);
    QCOMPARE(table.rows[1][1].text, QStringLiteral("x\uFFFDy"));
    QCOMPARE(table.rows[1][0].kind, Cell::Kind::Text);
    QCOMPARE(table.rows[2][0].kind, Cell::Kind::Error);
    QCOMPARE(table.rows[2][1].kind, Cell::Kind::Text);
    QCOMPARE(table.rows[3][1].kind, Cell::Kind::Error);
    QCOMPARE(table.findings.size(), 3);
    QCOMPARE(table.findings[0],
             (FileFinding{QStringLiteral("exchange.undecodable"), 2, 2, strings({"FF", "UTF-8"})}));
    QCOMPARE(table.findings[1],
             (FileFinding{QStringLiteral("exchange.undecodable"), 3, 1, strings({"C3", "UTF-8"})}));
    QCOMPARE(table.findings[2],
             (FileFinding{QStringLiteral("exchange.undecodable"), 4, 2, strings({"E4 B8", "UTF-8"})}));
}

void FilesCsvTest::refusesWhatIsNoFile()
{
    const auto key = [](const QString &path, qint64 cap = FileGuard::MaxBytes) {
        const auto file = FileGuard::openForReading(path, cap);
        return file.ok() ? QString() : file.error().key;
    };
    QCOMPARE(key(m_dir.path()), QStringLiteral("exchange.not_a_file"));
    QCOMPARE(key(QStringLiteral("/dev/zero")), QStringLiteral("exchange.not_a_file"));
    QCOMPARE(key(m_dir.filePath(QStringLiteral("none"))), QStringLiteral("exchange.file_missing"));
    const QString pipe = m_dir.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QCOMPARE(key(pipe), QStringLiteral("exchange.not_a_file"));
    const QString small = writeFile(m_dir, QStringLiteral("small"), "12345");
    QCOMPARE(key(small, 4), QStringLiteral("exchange.file_too_large"));
    QCOMPARE(key(small, 5), QString());
}

void FilesCsvTest::refusesABadDialect()
{
    const QString path = writeFile(m_dir, QStringLiteral("d.csv"), "a,b\n");
    CsvDialect same;
    same.quote = U',';
    QCOMPARE(readCsv(path, same).error->key, QStringLiteral("exchange.bad_dialect"));
    CsvDialect unknown;
    unknown.charset = "no such charset";
    QCOMPARE(readCsv(path, unknown).error->key, QStringLiteral("exchange.charset_unknown"));
}

DW_TEST(FilesCsvTest)

}  // namespace dw::test

#include "files_csvtest.moc"
