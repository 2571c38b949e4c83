// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/contentlines.h"

#include <cerrno>

namespace dw
{

namespace
{

constexpr qsizetype WriteAt = 256 * 1024;
constexpr qsizetype MaxOctets = 75;

bool isInsideCharacter(char octet)
{
    return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U;
}

// Some readers end a line at these as well.
bool endsLine(char16_t c)
{
    return c == u'\n' || c == u'\r' || c == u'\v' || c == u'\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

}  // namespace

ContentLines::ContentLines(AtomicFile target, const QString &path)
    : m_target(std::move(target)), m_path(path), m_file(m_target.temporaryPath())
{}

Result<std::unique_ptr<ContentLines>> ContentLines::create(const QString &path)
{
    DW_ASSIGN(AtomicFile target, AtomicFile::create(path));
    std::unique_ptr<ContentLines> made(new ContentLines(std::move(target), path));
    errno = 0;
    if (!made->m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return AtomicFile::errorOf(errno, path);
    return made;
}

QByteArray ContentLines::escaped(const QString &text)
{
    QString safe;
    safe.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        if (endsLine(c))
            safe += QLatin1String("\\n");
        else if (c == u'\\' || c == u',' || c == u';')
            safe.append(u'\\').append(text[i]);
        else if (c == u'\t' || (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0)))
            safe += text[i];
    }
    return safe.toUtf8();
}

void ContentLines::add(const QByteArray &name, const QByteArray &value)
{
    const QByteArray line = name + ':' + value;
    qsizetype at = 0;
    while (line.size() - at > MaxOctets - (at > 0 ? 1 : 0)) {
        qsizetype end = at + MaxOctets - (at > 0 ? 1 : 0);
        while (isInsideCharacter(line[end]))
            --end;
        m_buffer.append(at > 0 ? " " : "").append(line.mid(at, end - at)).append("\r\n");
        at = end;
    }
    m_buffer.append(at > 0 ? " " : "").append(line.mid(at)).append("\r\n");
    flush(WriteAt);
}

void ContentLines::addText(const QByteArray &name, const QString &text)
{
    if (!text.isEmpty())
        add(name, escaped(text));
}

void ContentLines::flush(qsizetype threshold)
{
    if (m_buffer.size() < threshold)
        return;
    errno = 0;
    if (m_failure == 0 && m_file.write(m_buffer) != m_buffer.size())
        m_failure = errno != 0 ? errno : EIO;
    m_buffer.clear();
}

Result<void> ContentLines::state() const
{
    if (m_failure != 0)
        return AtomicFile::errorOf(m_failure, m_path);
    return {};
}

Result<void> ContentLines::finish(const AtomicFile::Seal &seal)
{
    flush(1);
    DW_TRY(state());
    m_file.close();
    return m_target.commit(seal);
}

}  // namespace dw
