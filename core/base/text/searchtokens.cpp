// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/searchtokens.h"

#include "core/base/text/textfold.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace dw
{

namespace
{

enum class Class { Gap, Word, Single, Mark };

Class classOf(UChar32 c)
{
    if (c < 0)
        return Class::Gap;
    if (c < 0x80) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        return word ? Class::Word : Class::Gap;
    }
    if (c >= 0x4e00 && c <= 0x9fff)
        return Class::Single;
    const int8_t type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK)
        return Class::Mark;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    const bool single = script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
                        script == USCRIPT_HANGUL || script == USCRIPT_BOPOMOFO;
    if (single)
        return Class::Single;
    return u_isalnum(c) ? Class::Word : Class::Gap;
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

class Splitter
{
public:
    Splitter(QByteArrayView utf8, TokenUse use, const std::function<bool(const SearchToken &)> &sink)
        : m_utf8(utf8), m_use(use), m_sink(sink)
    {}

    bool run()
    {
        const char *text = m_utf8.data();
        const auto size = int64_t(m_utf8.size());
        for (int64_t at = 0; at < size;) {
            const int64_t start = at;
            UChar32 c = 0;
            U8_NEXT(text, at, size, c);
            switch (classOf(c)) {
                case Class::Gap:
                    if (!flush())
                        return false;
                    break;
                case Class::Mark:
                    // A mark without a letter before it is nothing to search for.
                    if (m_length > 0 && m_length < SearchTokens::MaxWordLength) {
                        ++m_length;
                        m_end = at;
                    }
                    break;
                case Class::Single:
                    if (!flush())
                        return false;
                    begin(start, at);
                    m_single = true;
                    break;
                case Class::Word:
                    if ((m_single || m_length >= SearchTokens::MaxWordLength) && !flush())
                        return false;
                    if (m_length == 0)
                        begin(start, at);
                    else
                        ++m_length;
                    m_end = at;
                    m_hasDigit = m_hasDigit || (c < 0x80 ? c >= '0' && c <= '9' : bool(u_isdigit(c)));
                    break;
            }
        }
        return flush();
    }

private:
    void begin(int64_t start, int64_t end)
    {
        m_start = start;
        m_end = end;
        m_length = 1;
        m_single = false;
        m_hasDigit = false;
    }

    bool emitToken(QByteArrayView text, TokenPlace place) const
    {
        return m_sink({text, qsizetype(m_start), qsizetype(m_end), place});
    }

    bool flush()
    {
        if (m_length == 0)
            return true;
        const qsizetype length = m_length;
        m_length = 0;
        const QByteArrayView raw = m_utf8.sliced(qsizetype(m_start), qsizetype(m_end - m_start));
        // Unified ideographs, by far the most frequent, fold to themselves.
        if (m_single && length == 1 && raw.size() == 3 && static_cast<unsigned char>(raw[0]) >= 0xe4 &&
            static_cast<unsigned char>(raw[0]) <= 0xe9)
            return emitToken(raw, TokenPlace::Next);
        if (raw.size() == length)
            return giveWord(foldAscii(raw));
        const QByteArray folded = foldForSearch(QString::fromUtf8(raw)).toUtf8();
        return folded.isEmpty() || giveWord(folded);
    }

    // As foldForSearch() does, without the ways through UTF-16: most words are of ASCII. At most
    // MaxWordLength bytes; valid until the next call.
    QByteArrayView foldAscii(QByteArrayView raw)
    {
        std::transform(raw.begin(), raw.end(), m_ascii.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; });
        return QByteArrayView(m_ascii.data(), raw.size());
    }

    bool giveWord(QByteArrayView folded) const
    {
        if (!emitToken(folded, TokenPlace::Next))
            return false;
        return m_single || !m_hasDigit || m_use == TokenUse::Query || suffixes(folded);
    }

    bool suffixes(QByteArrayView folded) const
    {
        const auto characters =
            std::count_if(folded.begin(), folded.end(), [](char c) { return !isContinuation(c); });
        auto left = qsizetype(characters);
        for (qsizetype i = 0; i < folded.size(); ++i) {
            if (isContinuation(folded[i]))
                continue;
            if (left < SearchTokens::MinSuffixLength)
                break;
            if (i > 0 && left <= SearchTokens::MaxSuffixedLength &&
                !emitToken(folded.sliced(i), TokenPlace::Colocated))
                return false;
            --left;
        }
        return true;
    }

    QByteArrayView m_utf8;
    TokenUse m_use;
    const std::function<bool(const SearchToken &)> &m_sink;
    int64_t m_start = 0;
    int64_t m_end = 0;
    qsizetype m_length = 0;  // characters of the run under way
    bool m_single = false;
    bool m_hasDigit = false;
    std::array<char, size_t(SearchTokens::MaxWordLength)> m_ascii;
};

}  // namespace

bool SearchTokens::split(QByteArrayView utf8, TokenUse use,
                         const std::function<bool(const SearchToken &)> &sink)
{
    return Splitter(utf8, use, sink).run();
}

}  // namespace dw
