// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/sheetbody.h"

#include "core/exchange/files/atomicfile.h"
#include "core/exchange/files/cell.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <iterator>

namespace dw
{

namespace
{

constexpr size_t BufferSize = 256 * 1024;

void appendUtf8(std::string &out, char32_t c)
{
    if (c < 0x80) {
        out += char(c);
    } else if (c < 0x800) {
        const char bytes[] = {char(0xC0 | (c >> 6)), char(0x80 | (c & 0x3F))};
        out.append(bytes, 2);
    } else if (c < 0x10000) {
        const char bytes[] = {char(0xE0 | (c >> 12)), char(0x80 | ((c >> 6) & 0x3F)),
                              char(0x80 | (c & 0x3F))};
        out.append(bytes, 3);
    } else {
        const char bytes[] = {char(0xF0 | (c >> 18)), char(0x80 | ((c >> 12) & 0x3F)),
                              char(0x80 | ((c >> 6) & 0x3F)), char(0x80 | (c & 0x3F))};
        out.append(bytes, 4);
    }
}

// _x0041_ would be read as A.
bool looksLikeEscape(QStringView text, qsizetype at)
{
    if (at + 7 > text.size() || text[at + 1] != u'x' || text[at + 6] != u'_')
        return false;
    for (qsizetype i = at + 2; i < at + 6; ++i) {
        const char16_t c = text[i].unicode();
        if (!((c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'F') || (c >= u'a' && c <= u'f')))
            return false;
    }
    return true;
}

void appendText(std::string &out, QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        switch (c) {
            case u'&':
                out += "&amp;";
                continue;
            case u'<':
                out += "&lt;";
                continue;
            case u'>':
                out += "&gt;";
                continue;
            case u'_':
                out += looksLikeEscape(text, i) ? "_x005F_" : "_";
                continue;
            default:
                break;
        }
        if (c == 0) {  // which no escape names
            appendUtf8(out, QChar::ReplacementCharacter);
        } else if (c < 0x20 && c != u'\t' && c != u'\n') {
            constexpr char digits[] = "0123456789ABCDEF";
            const char escape[] = {'_', 'x', '0', '0', digits[c >> 4], digits[c & 0xF], '_'};
            out.append(escape, std::size(escape));
        } else if (QChar::isSurrogate(c)) {
            if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate())
                appendUtf8(out, QChar::surrogateToUcs4(c, text[++i].unicode()));
            else
                appendUtf8(out, QChar::ReplacementCharacter);
        } else {
            appendUtf8(out, c < 0xFFFE ? c : char16_t(QChar::ReplacementCharacter));
        }
    }
}

}  // namespace

SheetBody::SheetBody(std::FILE *file, const QString &path, int columns) : m_file(file), m_path(path)
{
    for (int i = 0; i < columns; ++i)
        m_begins.push_back("<c r=\"" + columnLetters(i).toStdString());
    m_buffer.reserve(BufferSize + BufferSize / 4);
}

SheetBody::~SheetBody()
{
    std::fclose(m_file);
}

Result<std::unique_ptr<SheetBody>> SheetBody::create(const QString &folder, const QString &path, int columns)
{
    QByteArray name = QFile::encodeName(folder + QStringLiteral("/.dealwright-XXXXXX"));
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0)
        return AtomicFile::errorOf(errno, path);
    ::unlink(name.constData());  // it goes with the program, however that ends
    std::FILE *file = ::fdopen(descriptor, "w+b");
    if (!file) {
        const int fault = errno;
        ::close(descriptor);
        return AtomicFile::errorOf(fault, path);
    }
    std::setvbuf(file, nullptr, _IONBF, 0);
    return std::unique_ptr<SheetBody>(new SheetBody(file, path, columns));
}

void SheetBody::beginRow(qint64 row)
{
    m_row = std::to_string(row);
    m_buffer.append("<row r=\"").append(m_row).append("\">");
}

void SheetBody::cell(int column, int style)
{
    m_buffer.append(m_begins[size_t(column)]).append(m_row);
    if (style > 0)
        m_buffer.append("\" s=\"").append(std::to_string(style));
}

void SheetBody::text(int column, QStringView text, int style)
{
    cell(column, style);
    const bool edges = !text.isEmpty() && (text.front().isSpace() || text.back().isSpace());
    m_buffer += edges ? "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" : "\" t=\"inlineStr\"><is><t>";
    appendText(m_buffer, text);
    m_buffer += "</t></is></c>";
}

void SheetBody::number(int column, QByteArrayView digits, int style)
{
    cell(column, style);
    m_buffer += "\"><v>";
    m_buffer.append(digits.data(), size_t(digits.size()));
    m_buffer += "</v></c>";
}

void SheetBody::number(int column, double value, int style)
{
    char digits[32];
    const auto [end, error] = std::to_chars(std::begin(digits), std::end(digits), value);
    Q_ASSERT(error == std::errc());
    number(column, QByteArrayView(digits, end - digits), style);
}

void SheetBody::boolean(int column, bool value, int style)
{
    cell(column, style);
    m_buffer += value ? "\" t=\"b\"><v>1</v></c>" : "\" t=\"b\"><v>0</v></c>";
}

Result<void> SheetBody::endRow()
{
    m_buffer += "</row>";
    return m_buffer.size() >= BufferSize ? flush() : Result<void>();
}

Result<void> SheetBody::flush()
{
    errno = 0;
    if (std::fwrite(m_buffer.data(), 1, m_buffer.size(), m_file) != m_buffer.size())
        return AtomicFile::errorOf(errno != 0 ? errno : EIO, m_path);
    m_size += qint64(m_buffer.size());
    m_buffer.clear();  // keeps its room
    return {};
}

Result<std::FILE *> SheetBody::rows(qint64 *size)
{
    DW_TRY(flush());
    if (std::fseek(m_file, 0, SEEK_SET) != 0)
        return AtomicFile::errorOf(errno, m_path);
    *size = m_size;
    return m_file;
}

}  // namespace dw
