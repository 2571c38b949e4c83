// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlite/connection.h"

#include <QFile>
#include <QList>
#include <QRegularExpression>
#include <QString>

#include <sqlite3.h>

namespace dw::test
{

// Writes down what a connection reads (and changes or removes by searching) while it lives.
class PlanRecorder
{
public:
    explicit PlanRecorder(sqlite::Connection &connection) : m_connection(connection)
    {
        sqlite3_trace_v2(connection.handle(), SQLITE_TRACE_STMT, &PlanRecorder::note, this);
    }
    ~PlanRecorder() { stop(); }
    PlanRecorder(const PlanRecorder &) = delete;
    PlanRecorder &operator=(const PlanRecorder &) = delete;

    // What EXPLAIN QUERY PLAN says about each, once.
    QString plans()
    {
        stop();
        QString all;
        for (const QByteArray &sql : std::as_const(m_statements)) {
            auto read = m_connection.prepare("EXPLAIN QUERY PLAN " + sql);
            if (!read.ok())
                return QString::fromUtf8(sql) + read.error().detail;
            QString plan;
            // The number stands for columns of the search index, of no matter here.
            static const QRegularExpression number(QStringLiteral(" INDEX \\d+:\\S+"));
            while (read->step().value())
                plan += QLatin1String("  ") + read->text(3).remove(number) + QLatin1Char('\n');
            if (!plan.isEmpty() && !all.contains(plan))
                all += plan + QLatin1String("  .\n");
        }
        return all;
    }

private:
    static int note(unsigned, void *self, void *, void *sql)
    {
        const QByteArray statement(static_cast<const char *>(sql));
        auto &statements = static_cast<PlanRecorder *>(self)->m_statements;
        // Not what the search index asks of its own tables.
        const bool own = statement.contains("'main'.") || statement.startsWith("--");
        bool searches = false;
        for (const char *word : {"SELECT", "WITH", "UPDATE", "DELETE"})
            searches = searches || statement.startsWith(word);
        if (searches && !own && !statements.contains(statement))
            statements.append(statement);
        return 0;
    }
    void stop() { sqlite3_trace_v2(m_connection.handle(), 0, nullptr, nullptr); }

    sqlite::Connection &m_connection;
    QList<QByteArray> m_statements;
};

// The first line in which the plans differ from tests/data/FILE; empty where they are what stands there.
// DEALWRIGHT_UPDATE_GOLDENS writes the file.
inline QString planFault(const QString &file, const QString &actual)
{
    QFile golden(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/tests/data/") + file);
    if (qEnvironmentVariableIsSet("DEALWRIGHT_UPDATE_GOLDENS")) {
        if (!golden.open(QIODevice::WriteOnly) || golden.write(actual.toUtf8()) < 0)
            return file + QStringLiteral(" cannot be written");
        golden.close();
    }
    if (!golden.open(QIODevice::ReadOnly))
        return file + QStringLiteral(" cannot be read");
    const QStringList expected = QString::fromUtf8(golden.readAll()).split(QLatin1Char('\n'));
    const QStringList lines = actual.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < qMax(expected.size(), lines.size()); ++i) {
        if (lines.value(i) != expected.value(i))
            return QStringLiteral("%1:%2 is \"%3\" and not \"%4\"")
                .arg(file)
                .arg(i + 1)
                .arg(lines.value(i), expected.value(i));
    }
    return {};
}

}  // namespace dw::test
