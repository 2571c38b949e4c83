// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/syncworld.h"

#include <QSet>
#include <QStringList>

namespace dw::test
{

// Looks for what was planted in a laptop's files, in any script: in the bytes of all of them, as sort keys,
// in what has to be decoded first (every value of every table: packed journals, escaped JSON, amounts, what
// lies across two pages), and among the words of the search indexes, which stand there cut, folded and as
// pinyin. Made before anything is planted: the words of then are nobody's.
class CanaryScan
{
public:
    explicit CanaryScan(SyncLaptop &laptop);

    // What is planted stands there now.
    void planted();
    // Where any of them still stands: "word: ...", "sort key: ...", "bytes: FILE", "value: TABLE.COLUMN".
    QStringList traces(const QStringList &canaries) const;
    // Every word of every search index, pinyin included.
    QSet<QString> words() const;
    // Runs SQL on the file, behind the program's back.
    void execute(const QByteArray &sql) const;

private:
    void scanFiles(const QString &canary, QStringList &found) const;
    void scanValues(const QStringList &canaries, QStringList &found) const;

    SyncLaptop &m_laptop;
    QSet<QString> m_before;
    QSet<QString> m_words;
};

}  // namespace dw::test
