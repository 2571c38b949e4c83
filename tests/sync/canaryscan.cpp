// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/canaryscan.h"

#include "core/base/text/sortkey.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/schema.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <memory>

namespace dw::test
{

namespace
{

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

std::unique_ptr<sqlite::Connection> fileOf(const SyncLaptop &laptop)
{
    // Temporary tables are written, too.
    auto connection = sqlite::Connection::open(laptop.folder.path() + text("/w/workspace.db"),
                                               sqlite::Connection::Mode::ReadWrite, 1024);
    if (!connection.ok())
        qFatal("the file cannot be read");
    return std::move(*connection);
}

QStringList column(sqlite::Connection &connection, const QByteArray &sql)
{
    auto read = connection.prepare(sql);
    if (!read.ok())
        qFatal("%s: %s", sql.constData(), qPrintable(read.error().detail));
    QStringList values;
    while (*read->step())
        values.append(read->text(0));
    return values;
}

// What the value says when it is unpacked; nothing where it is as it says.
QByteArray unpacked(QByteArrayView value)
{
    if (value.isEmpty())
        return {};
    if (value[0] == '{' || value[0] == '[')
        return QJsonDocument::fromJson(value.toByteArray()).toJson(QJsonDocument::Compact);
    // What qCompress() made begins with the size and the head of zlib.
    const bool packed = value.size() > 6 && value[0] == 0 && value[4] == 0x78 &&
                        (quint8(value[4]) * 256 + quint8(value[5])) % 31 == 0;
    return packed ? qUncompress(value.toByteArray()) : QByteArray();
}

}  // namespace

CanaryScan::CanaryScan(SyncLaptop &laptop) : m_laptop(laptop), m_before(words()) {}

void CanaryScan::planted()
{
    m_words |= words() - m_before;
}

QSet<QString> CanaryScan::words() const
{
    QSet<QString> found;
    const auto connection = fileOf(m_laptop);
    const QStringList tables = column(*connection,
                                      "SELECT name FROM main.sqlite_schema WHERE name LIKE 'search:%' AND "
                                      "sql LIKE 'CREATE VIRTUAL%'");
    for (const QString &table : tables) {
        const QByteArray sql =
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main','" + table.toUtf8() + "','row')";
        if (const auto made = connection->execute(sql); !made.ok())
            qFatal("%s", qPrintable(made.error().detail));
        const QStringList terms = column(*connection, "SELECT term FROM temp.words");
        found |= QSet<QString>(terms.begin(), terms.end());
        (void)connection->execute("DROP TABLE temp.words");
    }
    return found;
}

void CanaryScan::execute(const QByteArray &sql) const
{
    if (const auto done = fileOf(m_laptop)->execute(sql); !done.ok())
        qFatal("%s", qPrintable(done.error().detail));
}

QStringList CanaryScan::traces(const QStringList &canaries) const
{
    QStringList found;
    const QSet<QString> left = words() & m_words;
    for (const QString &word : left)
        found.append(text("word: ") + word);
    for (const QString &canary : canaries)
        scanFiles(canary, found);
    scanValues(canaries, found);
    found.removeDuplicates();
    found.sort();
    return found;
}

void CanaryScan::scanFiles(const QString &canary, QStringList &found) const
{
    const QByteArray key = Collator().sortKey(canary);
    QDirIterator files(m_laptop.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        const QString name = QFileInfo(file).fileName();
        if (bytes.contains(canary.toUtf8()) || bytes.contains(canary.toLower().toUtf8()))
            found.append(text("bytes: ") + name);
        if (!key.isEmpty() && bytes.contains(key))
            found.append(text("sort key: ") + name);
    }
}

void CanaryScan::scanValues(const QStringList &canaries, QStringList &found) const
{
    QList<std::pair<QByteArray, QByteArray>> sought;  // as text, as a sort key
    const Collator collator;
    for (const QString &canary : canaries)
        sought.append({canary.toUtf8(), collator.sortKey(canary)});
    const auto connection = fileOf(m_laptop);
    const QStringList tables = column(*connection,
                                      "SELECT name FROM main.sqlite_schema WHERE type='table' AND "
                                      "sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'search:%'");
    for (const QString &table : tables) {
        const QStringList columns =
            column(*connection, "SELECT name FROM pragma_table_info('" + table.toUtf8() + "')");
        auto read = connection->prepare("SELECT * FROM " + sqlite::quoted(table));
        while (*read->step()) {
            for (int i = 0; i < columns.size(); ++i) {
                if (read->isNull(i))
                    continue;
                const QByteArrayView value = read->bytes(i);
                const QByteArray said = unpacked(value);
                for (const auto &[words, key] : std::as_const(sought)) {
                    if (value.contains(words) || said.contains(words))
                        found.append(text("value: ") + table + QLatin1Char('.') + columns[i]);
                    if (!key.isEmpty() && value.contains(key))
                        found.append(text("sort key: ") + table + QLatin1Char('.') + columns[i]);
                }
            }
        }
    }
}

}  // namespace dw::test
