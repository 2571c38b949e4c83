// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/searchquery.h"

#include "core/base/text/searchtokens.h"
#include "core/base/text/textfold.h"
#include "core/store/sqlite/tokenizer.h"

#include <algorithm>

namespace dw::sqlite
{

namespace
{

// Longer input is a pasted text, not a search; terms beyond these only slow it down.
constexpr int MaxLength = 200;
constexpr int MaxTerms = 12;

QString quotedTerm(const QString &term)
{
    QString text = term;
    text.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

QString columnFilter(const QStringList &columns)
{
    QStringList names;
    for (const QString &column : columns)
        names.append(quotedTerm(column));
    return QLatin1Char('{') + names.join(QLatin1Char(' ')) + QLatin1String("} : ");
}

// Written without gaps between words: each character is a token of its own.
bool isIdeographic(const QString &token)
{
    const QList<uint> points = token.toUcs4();
    const QChar::Script script = points.isEmpty() ? QChar::Script_Unknown : QChar::script(points.first());
    return script == QChar::Script_Han || script == QChar::Script_Hiragana ||
           script == QChar::Script_Katakana || script == QChar::Script_Hangul;
}

// A number as dialled from abroad, 0086 138...: stored it begins with +86.
QString withoutDialPrefix(const QString &folded)
{
    constexpr int LeastDigits = 9;  // fewer may be any number, unless they begin with ours
    int digits = 0;
    for (const QChar c : folded) {
        if (c >= u'0' && c <= u'9')
            ++digits;
        else if (c != u' ' && c != u'-' && c != u'(' && c != u')')
            return folded;
    }
    const bool dialled = folded.startsWith(QLatin1String("00")) && folded.size() > 2 && folded[2] != u'0';
    const bool mainland = folded.startsWith(QLatin1String("0086"));
    return dialled && (mainland || digits >= LeastDigits) ? folded.mid(2) : folded;
}

}  // namespace

SearchQuery::SearchQuery(const QString &text)
{
    QString clean = text.left(MaxLength);
    clean.remove(QChar(0));
    m_folded = foldForSearch(clean).simplified();
    m_folded = withoutDialPrefix(m_folded);
    const bool letters = !m_folded.isEmpty() && std::all_of(m_folded.begin(), m_folded.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || c == u' ' || c == u'\'';
    });
    m_pinyin = letters;

    const QByteArray utf8 = m_folded.toUtf8();
    qsizetype end = -1;
    bool runOpen = false;
    SearchTokens::split(utf8, TokenUse::Query, [&](const SearchToken &token) {
        const QString word = QString::fromUtf8(token.text);
        const bool ideographic = isIdeographic(word);
        if (ideographic && runOpen && token.start == end) {
            m_terms.last() += word;
        } else {
            if (m_terms.size() == MaxTerms)
                return false;
            m_terms.append(word);
            m_prefix.append(!ideographic &&
                            std::any_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); }));
        }
        runOpen = ideographic;
        end = token.end;
        return true;
    });
    if (!m_terms.isEmpty() && !runOpen)
        m_prefix.last() = true;
}

QString SearchQuery::conjunction(bool first) const
{
    QStringList parts;
    for (int i = 0; i < m_terms.size(); ++i) {
        // One letter begins half of all words; alone it must be a word.
        const bool prefix = m_prefix[i] && m_terms[i].size() > 1;
        const QString mark = first && i == 0 ? QString(QLatin1Char(BeginningMark)) : QString();
        parts.append(quotedTerm(mark + m_terms[i]) + (prefix ? QLatin1String(" *") : QLatin1String("")));
    }
    return QLatin1Char('(') + parts.join(QLatin1String(" AND ")) + QLatin1Char(')');
}

QString SearchQuery::expression(const QStringList &columns, const QStringList &pinyinColumns) const
{
    QString text = QLatin1Char('(') + columnFilter(columns) + conjunction(false) + QLatin1Char(')');
    if (m_pinyin && !pinyinColumns.isEmpty())
        text += QLatin1String(" OR (") + columnFilter(pinyinColumns) + conjunction(false) + QLatin1Char(')');
    return text;
}

QString SearchQuery::atBeginning(const QStringList &columns, const QStringList &pinyinColumns) const
{
    QString text = QLatin1Char('(') + columnFilter(columns) + conjunction(true) + QLatin1Char(')');
    if (m_pinyin && !pinyinColumns.isEmpty())
        text += QLatin1String(" OR (") + columnFilter(pinyinColumns) + conjunction(true) + QLatin1Char(')');
    return text;
}

}  // namespace dw::sqlite
