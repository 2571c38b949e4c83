// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace dw::sqlite
{

// What was typed, as an FTS5 expression. Every term is quoted, so no text is ever syntax.
//  - a run of Han (kana, Hangul) characters is one phrase
//  - every word must occur; the last one, and any with a digit, may be the beginning of a word (a code's or
//  phone
//    number's suffixes are indexed, so that finds any part of 4 characters and more)
//  - text of ASCII letters alone is also looked for in the pinyin columns
class SearchQuery
{
public:
    explicit SearchQuery(const QString &text);

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool isPinyin() const { return m_pinyin; }
    // Folded text and terms, for ranking.
    const QString &folded() const { return m_folded; }
    const QStringList &terms() const { return m_terms; }

    // Columns must not be empty.
    QString expression(const QStringList &columns, const QStringList &pinyinColumns) const;
    // The same at the very beginning of a column; for what begins with one run.
    QString atBeginning(const QStringList &columns, const QStringList &pinyinColumns) const;

private:
    QString conjunction(bool first) const;

    QString m_folded;
    QStringList m_terms;
    QList<bool> m_prefix;
    bool m_pinyin = false;
};

}  // namespace dw::sqlite
