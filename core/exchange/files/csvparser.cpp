// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/csvparser.h"

#include "core/exchange/files/tablereader.h"

namespace dw
{

namespace
{

// Equals no UTF-16 unit.
constexpr char32_t None = 0xFFFFFFFF;

}  // namespace

CsvParser::CsvParser(const CsvDialect &dialect)
    : m_dialect(dialect)
    , m_delimiter(dialect.delimiter == 0 ? None : dialect.delimiter)
    , m_quote(dialect.quote == 0 ? None : dialect.quote)
{}

CsvParser::Step CsvParser::fail(ErrorCode code, const QString &key, const QStringList &arguments)
{
    m_error = Error(code, key, arguments);
    return Step::Failed;
}

bool CsvParser::append(QStringView text)
{
    m_recordSize += text.size();
    if (m_field.size() + text.size() > TableReader::MaxField) {
        const bool quoted = m_state == State::Quoted || m_state == State::Escaped;
        fail(ErrorCode::Limit,
             quoted ? QStringLiteral("exchange.quoted_field_too_long")
                    : QStringLiteral("exchange.field_too_long"),
             {QString::number(quoted ? m_quoteLine : m_startLine), columnText()});
        return false;
    }
    if (m_recordSize > TableReader::MaxRecord) {
        fail(ErrorCode::Limit, QStringLiteral("exchange.record_too_long"),
             {QString::number(m_startLine), columnText()});
        return false;
    }
    m_field.append(text);
    return true;
}

bool CsvParser::endField()
{
    if (m_fields.size() >= TableReader::MaxColumns) {
        fail(ErrorCode::Limit, QStringLiteral("exchange.too_many_columns"),
             {QString::number(m_startLine), QString::number(TableReader::MaxColumns)});
        return false;
    }
    if (m_state == State::AfterQuotes && m_field.size() > m_closedAt) {
        // Blanks between a closing quote and the delimiter are decoration; anything else is kept.
        if (QStringView(m_field).mid(m_closedAt).trimmed().isEmpty())
            m_field.truncate(m_closedAt);
        else
            m_findings.append(
                {QStringLiteral("exchange.text_after_quote"), m_line, int(m_fields.size()) + 1, {}});
    }
    Cell &cell = m_fields.emplace_back();
    if (m_badField)
        cell.kind = Cell::Kind::Error;
    else if (!m_field.isEmpty())
        cell.kind = Cell::Kind::Text;
    m_badField = false;
    cell.text = std::move(m_field);
    m_field = QString();
    return true;
}

void CsvParser::endRecord(QChar terminator)
{
    m_recordLine = m_startLine;
    m_recordSize = 0;
    m_recordDone = true;
    m_state = State::RecordStart;
    m_previousCr = terminator == u'\r';
    ++m_line;
}

CsvParser::Step CsvParser::parse(QStringView chunk, qsizetype &position)
{
    if (m_recordDone) {
        m_recordDone = false;
        m_fields.clear();
    }
    const char16_t *const data = chunk.utf16();
    const qsizetype size = chunk.size();
    qsizetype i = position;
    const auto isPlain = [this](char16_t c) {
        return c != m_delimiter && c != u'\n' && c != u'\r' && c != u'\0';
    };
    const auto nul = [this, &position, &i] {
        position = i;
        return fail(ErrorCode::Invalid, QStringLiteral("exchange.csv_nul"),
                    {QString::number(m_line), columnText()});
    };
    while (i < size) {
        const char16_t c = data[i];
        switch (m_state) {
            case State::RecordStart:
                if (c == u'\n' && m_previousCr) {
                    m_previousCr = false;
                    ++i;
                    break;
                }
                m_previousCr = false;
                if (c == u'\n' || c == u'\r') {
                    m_previousCr = c == u'\r';
                    ++m_line;
                    ++i;
                    break;
                }
                m_startLine = m_line;
                m_state = State::FieldStart;
                break;
            case State::FieldStart:
                if (c == m_quote) {
                    m_quoteLine = m_line;
                    m_state = State::Quoted;
                    ++i;
                } else if (c == u' ' && m_dialect.skipInitialSpace && c != m_delimiter) {
                    ++i;
                } else {
                    m_state = State::Unquoted;
                }
                break;
            case State::Unquoted:
            case State::AfterQuotes: {
                const qsizetype from = i;
                while (i < size && isPlain(data[i]))
                    ++i;
                if (i > from) {
                    if (!append(chunk.mid(from, i - from)))
                        return Step::Failed;
                }
                if (i == size)
                    break;
                if (data[i] == u'\0')
                    return nul();
                const char16_t end = data[i++];
                if (!endField())
                    return Step::Failed;
                if (end == m_delimiter) {
                    m_state = State::FieldStart;
                    break;
                }
                endRecord(QChar(end));
                position = i;
                return Step::Record;
            }
            case State::Quoted: {
                const qsizetype from = i;
                const bool backslash = m_dialect.escape == CsvDialect::Escape::Backslash;
                for (; i < size; ++i) {
                    const char16_t q = data[i];
                    if (q == m_quote || q == u'\0' || (backslash && q == u'\\'))
                        break;
                    if (q == u'\r' || (q == u'\n' && !m_previousCr))
                        ++m_line;
                    m_previousCr = q == u'\r';
                }
                if (i > from && !append(chunk.mid(from, i - from)))
                    return Step::Failed;
                if (i == size)
                    break;
                if (data[i] == u'\0')
                    return nul();
                m_previousCr = false;
                m_state = data[i] == m_quote ? State::QuoteSeen : State::Escaped;
                ++i;
                break;
            }
            case State::Escaped:
                if (c == u'\0')
                    return nul();
                // A backslash before anything but a quote or a backslash is an ordinary character.
                if (c != m_quote && c != u'\\' && !append(u"\\"))
                    return Step::Failed;
                m_state = State::Quoted;
                if (c == m_quote || c == u'\\') {
                    if (!append(chunk.mid(i, 1)))
                        return Step::Failed;
                    ++i;
                }
                break;
            case State::QuoteSeen:
                // In a backslash dialect a doubled quote is still read as one: files mix both.
                if (c == m_quote) {
                    m_state = State::Quoted;
                    if (!append(chunk.mid(i, 1)))
                        return Step::Failed;
                    ++i;
                } else {
                    m_closedAt = m_field.size();
                    m_state = State::AfterQuotes;
                }
                break;
        }
    }
    position = i;
    return Step::NeedMore;
}

CsvParser::Step CsvParser::finish()
{
    if (m_recordDone) {
        m_recordDone = false;
        m_fields.clear();
    }
    switch (m_state) {
        case State::RecordStart:
            return Step::NeedMore;
        case State::Quoted:
        case State::Escaped:
            return fail(ErrorCode::Invalid, QStringLiteral("exchange.unterminated_quote"),
                        {QString::number(m_quoteLine), columnText()});
        case State::FieldStart:
        case State::Unquoted:
        case State::QuoteSeen:
        case State::AfterQuotes:
            break;
    }
    if (!endField())
        return Step::Failed;
    endRecord(u'\n');
    return Step::Record;
}

void CsvParser::markUndecodable(const QByteArray &bytes)
{
    if (m_recordDone) {
        m_recordDone = false;
        m_fields.clear();
    }
    if (m_state == State::RecordStart) {
        m_previousCr = false;
        m_startLine = m_line;
    }
    if (m_state == State::RecordStart || m_state == State::FieldStart)
        m_state = State::Unquoted;
    if (m_state == State::QuoteSeen) {
        m_closedAt = m_field.size();
        m_state = State::AfterQuotes;
    }
    m_badField = true;
    m_findings.append(
        {QStringLiteral("exchange.undecodable"),
         m_line,
         int(m_fields.size()) + 1,
         {QString::fromLatin1(bytes.toHex(' ').toUpper()), QString::fromLatin1(m_dialect.charset)}});
    m_recordSize += 1;
    if (m_field.size() < TableReader::MaxField)
        m_field.append(QChar::ReplacementCharacter);
}

}  // namespace dw
