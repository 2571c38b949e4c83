// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/exchange/files/cell.h"
#include "core/exchange/files/csvdialect.h"
#include "core/exchange/files/filefinding.h"

#include <QStringView>

namespace dw
{

// Cuts decoded text into records, whatever the chunks: RFC 4180 with the liberties real files take. Quotes
// open only at the start of a field; text after a closing quote is kept and reported; CR, LF and CRLF end a
// record; lines without a character are skipped. Knows nothing of files, which is why the sniffer tries
// dialects with it, and what is fuzzed.
class CsvParser
{
public:
    enum class Step { NeedMore, Record, Failed };

    explicit CsvParser(const CsvDialect &dialect);

    // Reads `chunk` from `position` on and moves it; stops after each record, which fields() then holds.
    Step parse(QStringView chunk, qsizetype &position);
    // After the last chunk: Record once if the last line has no newline, then NeedMore for "nothing left".
    Step finish();

    // The bytes stand where the last chunk ended: the field becomes an Error cell showing U+FFFD, and a
    // finding.
    void markUndecodable(const QByteArray &bytes);

    // Of the last record.
    Row takeFields() { return std::move(m_fields); }
    qint64 recordLine() const { return m_recordLine; }
    // Findings since the last call.
    QList<FileFinding> takeFindings() { return std::exchange(m_findings, {}); }
    bool hasFindings() const { return !m_findings.isEmpty(); }
    const Error &error() const { return m_error; }

private:
    enum class State { RecordStart, FieldStart, Unquoted, Quoted, Escaped, QuoteSeen, AfterQuotes };

    bool append(QStringView text);
    bool endField();
    void endRecord(QChar terminator);
    Step fail(ErrorCode code, const QString &key, const QStringList &arguments);
    QString columnText() const { return QString::number(m_fields.size() + 1); }

    CsvDialect m_dialect;
    char32_t m_delimiter;
    char32_t m_quote;
    State m_state = State::RecordStart;
    bool m_previousCr = false;
    bool m_badField = false;
    bool m_recordDone = false;
    QString m_field;
    Row m_fields;
    qsizetype m_recordSize = 0;
    qsizetype m_closedAt = 0;  // length of m_field at the closing quote
    qint64 m_line = 1;
    qint64 m_startLine = 1;   // of the record being read
    qint64 m_quoteLine = 1;   // where the open quote began
    qint64 m_recordLine = 0;  // of the record given last
    QList<FileFinding> m_findings;
    Error m_error;
};

}  // namespace dw
