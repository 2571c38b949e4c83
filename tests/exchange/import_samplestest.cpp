// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "core/exchange/files/csvsniffer.h"
#include "core/exchange/tablesource.h"
#include "tests/support/testdata.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// Each of the odd files of others by its name: read as an import reads it, with the head where a person sees
// it, or refused with a true reason.
class ImportSamplesTest : public QObject
{
    Q_OBJECT

private:
    static QString folder(const char *name) { return testDataDir() + QLatin1Char('/') + QLatin1String(name); }

    // Every file below `root` that ends so, by its path below it.
    static QStringList filesOf(const QString &root, const QStringList &endings)
    {
        QDirIterator files(root, endings, QDir::Files, QDirIterator::Subdirectories);
        QStringList paths;
        while (files.hasNext())
            paths.append(QDir(root).relativeFilePath(files.next()));
        paths.sort();
        return paths;
    }

    struct Found
    {
        qint64 headerRow = 0;
        QStringList header;
        QStringList firstCells;  // of each row
        std::optional<Error> refused;
    };
    static Found readAll(const QString &path, const TableOptions &options = {})
    {
        Found found;
        auto source = TableSource::open(path, options);
        if (!source.ok()) {
            found.refused = source.error();
            return found;
        }
        found.headerRow = source->headerRow();
        found.header = source->header();
        Row row;
        for (;;) {
            const auto more = source->next(row);
            if (!more.ok()) {
                found.refused = more.error();
                return found;
            }
            if (!*more)
                return found;
            found.firstCells.append(row.isEmpty() ? QString() : row.first().text);
        }
    }
    QString written(const QByteArray &text)
    {
        QFile file(m_folder.filePath(QStringLiteral("made.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }
    static TableOptions namedIn(qint64 row)
    {
        TableOptions options;
        options.headerRow = row;
        return options;
    }

    // Where the names stand, 0 for nowhere; a refusal by its key.
    static void expectHeads(const char *name, const QStringList &endings,
                            const QHash<QString, std::pair<int, const char *>> &known)
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("headerRow");
        QTest::addColumn<QString>("refused");
        for (const QString &path : filesOf(folder(name), endings)) {
            const QString file = path.section(QLatin1Char('/'), -1);
            // Other formats are refused by their name, whatever is in them.
            const char *why = path.endsWith(QLatin1String(".xls"))    ? "exchange.is_xls"
                              : path.endsWith(QLatin1String(".ods"))  ? "exchange.is_ods"
                              : path.endsWith(QLatin1String(".html")) ? "exchange.is_html"
                                                                      : "";
            const auto expected = known.value(file, std::pair(1, why));
            QTest::newRow(qUtf8Printable(path)) << folder(name) + QLatin1Char('/') + path << expected.first
                                                << QString::fromLatin1(expected.second);
        }
    }
    static void checkHead()
    {
        QFETCH(const QString, path);
        QFETCH(const int, headerRow);
        QFETCH(const QString, refused);
        const Found found = readAll(path);
        QCOMPARE(found.refused ? found.refused->key : QString(), refused);
        if (!refused.isEmpty()) {
            QVERIFY(hasWording(refused));
            return;
        }
        QVERIFY2(found.headerRow == headerRow,
                 qPrintable(QStringLiteral("%1: %2")
                                .arg(found.headerRow)
                                .arg(found.header.join(QLatin1String(" | ")).left(200))));
        QVERIFY(!found.header.isEmpty());
        if (headerRow == 0)
            return;
        // The same head when it is stated, and the same rows below it.
        const Found stated = readAll(path, namedIn(headerRow));
        QVERIFY2(!stated.refused, stated.refused ? qPrintable(stated.refused->key) : "");
        QCOMPARE(stated.firstCells, found.firstCells);
    }

private Q_SLOTS:
    void workbooks_data()
    {
        const QHash<QString, std::pair<int, const char *>> known{
            {QStringLiteral("deaths.xlsx"), {5, ""}},
            {QStringLiteral("geometry.xlsx"), {3, ""}},
            {QStringLiteral("skipping.xlsx"), {3, ""}},
            {QStringLiteral("los-angeles-arrests-xlsx.xlsx"), {3, ""}},
            {QStringLiteral("Ekaterinburg_IP_9.xlsx"), {4, ""}},
            // Values alone: days and numbers.
            {QStringLiteral("color-date-xlsx.xlsx"), {0, ""}},
            {QStringLiteral("color-date-lowercase-xlsx.xlsx"), {0, ""}},
            {QStringLiteral("dates-1900-LibreOffice.xlsx"), {0, ""}},
            {QStringLiteral("missing-first-column.xlsx"), {0, ""}},
            // The same name again and again is taken for a value: the row is to be said (theRowIsSaid).
            {QStringLiteral("richtext-coloured.xlsx"), {0, ""}},
            {QStringLiteral("unnamed-duplicated-columns.xlsx"), {0, ""}},
        };
        expectHeads("xlsx_readxl", {QStringLiteral("*.xls"), QStringLiteral("*.xlsx")}, known);
    }
    void workbooks()
    {
        DW_NEED_DATA("xlsx_readxl");
        checkHead();
    }

    void messyTables_data()
    {
        const QHash<QString, std::pair<int, const char *>> known{
            {QStringLiteral("excel_pasting.csv"), {4, ""}},
            {QStringLiteral("begrotingsanalyse-2011.csv"), {4, ""}},
            {QStringLiteral("mixedGLB.csv"), {4, ""}},
            {QStringLiteral("long.csv"), {0, ""}},
            {QStringLiteral("null.csv"), {0, ""}},
            // A letter of the formulas stands above each name: the row is to be said (theRowIsSaid).
            {QStringLiteral("large.xlsx"), {4, ""}},
            // Text, and no table.
            {QStringLiteral("bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm"), {0, ""}},
            {QStringLiteral("weird_head_padding.csv"), {0, ""}},
            {QStringLiteral("libreoffice.xlsx"), {0, "import.no_rows"}},
            {QStringLiteral("simple.unknown"), {0, "exchange.empty_file"}},
            {QStringLiteral("simple.zip"), {0, "exchange.not_a_workbook"}},
        };
        expectHeads("csv_messytables",
                    {QStringLiteral("*.?sv"), QStringLiteral("*.unknown"), QStringLiteral("*.xls?"),
                     QStringLiteral("*.xls"), QStringLiteral("*.ods"), QStringLiteral("*.html"),
                     QStringLiteral("*.zip")},
                    known);
    }
    void messyTables()
    {
        DW_NEED_DATA("csv_messytables");
        checkHead();
    }

    void dialects_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<uint>("delimiter");
        const QHash<QByteArray, char32_t> names{{"comma", U','}, {"semicolon", U';'}, {"tab", U'\t'},
                                                {"space", U' '}, {"vslash", U'|'},    {"colon", U':'}};
        for (const auto &[list, below] : {std::pair("Dialect_annotations_open.txt", "CSV"),
                                          std::pair("W3C-CSVW-Dialect_annotations.txt", "W3C-CSVW")}) {
            QFile file(folder("csv_dialects") + QLatin1Char('/') + QLatin1String(list));
            if (!file.open(QIODevice::ReadOnly))
                continue;
            while (!file.atEnd()) {
                const QList<QByteArray> fields = file.readLine().trimmed().split('|');
                if (fields.size() < 6 || !names.contains(fields[2]))
                    continue;
                const QString path = folder("csv_dialects") + QLatin1Char('/') + QLatin1String(below) +
                                     QLatin1Char('/') + QString::fromUtf8(fields[0]);
                if (QFile::exists(path))
                    QTest::newRow(fields[0].constData()) << path << uint(names.value(fields[2]));
            }
        }
    }
    void dialects()
    {
        DW_NEED_DATA("csv_dialects");
        QFETCH(const QString, path);
        QFETCH(const uint, delimiter);
        const auto guess = CsvSniffer::guess(path);
        QVERIFY2(guess.ok(), guess.ok() ? "" : qPrintable(guess.error().key));
        TableOptions options;
        options.dialect = guess->dialect;
        if (uint(guess->dialect.delimiter) != delimiter) {
            // A wrong guess is put right by saying so, as the screen lets one do.
            ++m_wrong;
            options.dialect->delimiter = char32_t(delimiter);
        }
        const Found found = readAll(path, options);
        if (found.refused) {
            QVERIFY2(hasWording(found.refused->key), qPrintable(found.refused->key));
            qInfo("refused: %s", qPrintable(describe(*found.refused)));
            return;
        }
        QVERIFY(!found.header.isEmpty());
    }
    // Where the guess is not what a person sees, the person says it.
    void theRowIsSaid_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("named");  // columns with a name of their own
        const QString sheets = folder("xlsx_readxl") + QLatin1String("/tests/testthat/sheets/");
        QTest::newRow("richtext") << sheets + QLatin1String("richtext-coloured.xlsx") << 1 << 4;
        QTest::newRow("unnamed") << sheets + QLatin1String("unnamed-duplicated-columns.xlsx") << 1 << 4;
        QTest::newRow("large") << folder("csv_messytables") + QLatin1String("/large.xlsx") << 5 << 11;
    }
    void theRowIsSaid()
    {
        QFETCH(const QString, path);
        QFETCH(const int, row);
        QFETCH(const int, named);
        if (!QFile::exists(path))
            QSKIP("the file is not here");
        const Found found = readAll(path, namedIn(row));
        QVERIFY2(!found.refused, found.refused ? qPrintable(found.refused->key) : "");
        QCOMPARE(found.headerRow, row);
        QCOMPARE(QSet<QString>(found.header.begin(), found.header.end()).size(), named);
        QVERIFY(!found.firstCells.isEmpty());
    }

    // Rows are counted as a person does: blank lines too, and of a text over several lines the first.
    void theStatedRowIsThatOfThePerson()
    {
        const QString path =
            written("\nCustomers of the north\n\n\"two\nlines\",x\n\nName,Phone\nAlpha,1\nBeta,2\n");
        const Found found = readAll(path, namedIn(7));
        QVERIFY(!found.refused);
        QCOMPARE(found.header, (QStringList{QStringLiteral("Name"), QStringLiteral("Phone")}));
        QCOMPARE(found.firstCells, (QStringList{QStringLiteral("Alpha"), QStringLiteral("Beta")}));
        for (const qint64 empty : {6, 5, 99}) {
            const Found refused = readAll(path, namedIn(empty));
            QVERIFY(refused.refused);
            QCOMPARE(refused.refused->key, QStringLiteral("import.no_header_row"));
            QCOMPARE(refused.refused->arguments.value(1), QString::number(empty));
        }
    }

    // Of merged cells the upper left one holds the text.
    void aNameOverTwoRowsIsTakenFromAbove()
    {
        const QString path = written(
            "Customers,,,\nName,Address,,Amount\n,Street,City,\nAlpha,Main 1,Bonn,12\nBeta,High 2,Ulm,3\n");
        const Found found = readAll(path, namedIn(3));
        QVERIFY(!found.refused);
        QCOMPARE(found.header, (QStringList{QStringLiteral("Name"), QStringLiteral("Street"),
                                            QStringLiteral("City"), QStringLiteral("Amount")}));
        QCOMPARE(found.firstCells, (QStringList{QStringLiteral("Alpha"), QStringLiteral("Beta")}));
        // A title is no name of a column.
        QCOMPARE(readAll(path, namedIn(2)).header.first(), QStringLiteral("Name"));
    }

    void titlesOfSeveralCellsAreNoHead()
    {
        const Found found =
            readAll(written("Report,,,\nby,the,north,\nName,Phone,Since,Amount\nAlpha,1,2026-01-02,12\n"
                            "Beta,2,2026-01-03,3\nGamma,3,2026-01-04,4\n"));
        QCOMPARE(found.headerRow, 3);
        QCOMPARE(found.header.last(), QStringLiteral("Amount"));
    }

    void fewDialectsAreGuessedWrong()
    {
        DW_NEED_DATA("csv_dialects");
        QVERIFY2(m_wrong <= 4, qPrintable(QString::number(m_wrong)));
    }

private:
    QTemporaryDir m_folder;
    int m_wrong = 0;
};

DW_TEST(ImportSamplesTest)

}  // namespace dw::test

#include "import_samplestest.moc"
