// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/exchange/files/csvreader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace dw::test
{

// Public sample files that are not part of the sources; empty where absent.
inline QString sampleFolder(const QString &name)
{
    QString root = qEnvironmentVariable("DEALWRIGHT_TEST_DATA");
    if (root.isEmpty())
        root = QStringLiteral(DEALWRIGHT_SOURCE_DIR "/../shared/data");
    const QString folder = root + QLatin1Char('/') + name;
    return QDir(folder).exists() ? folder : QString();
}

inline QString writeFile(const QTemporaryDir &dir, const QString &name, const QByteArray &bytes)
{
    const QString path = dir.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a test file");
    return path;
}

inline QStringList strings(std::initializer_list<const char *> texts)
{
    QStringList all;
    for (const char *text : texts)
        all.append(QString::fromUtf8(text));
    return all;
}

struct Table
{
    QList<Row> rows;
    QList<qint64> rowNumbers;
    QList<FileFinding> findings;
    std::optional<Error> error;

    QList<QList<QByteArray>> utf8() const
    {
        QList<QList<QByteArray>> all;
        for (const Row &row : rows) {
            QList<QByteArray> line;
            for (const Cell &cell : row)
                line.append(cell.text.toUtf8());
            all.append(line);
        }
        return all;
    }
};

inline Table readAll(TableReader &reader)
{
    Table table;
    for (;;) {
        Row row;
        const Result<bool> more = reader.next(row);
        table.findings.append(reader.takeFindings());
        if (!more.ok()) {
            table.error = more.error();
            return table;
        }
        if (!*more)
            return table;
        table.rows.append(row);
        table.rowNumbers.append(reader.rowNumber());
    }
}

inline Table readCsv(const QString &path, const CsvDialect &dialect)
{
    auto reader = CsvReader::open(path, dialect);
    if (!reader.ok()) {
        Table table;
        table.error = reader.error();
        return table;
    }
    return readAll(**reader);
}

}  // namespace dw::test
