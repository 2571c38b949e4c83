// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <cstdint>
#include <span>
#include <string_view>

namespace dw
{

// A piece of a text in UTF-16 units.
struct TextRange
{
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const TextRange &, const TextRange &) = default;
};

// Pinyin without tones for every Han character of the table made at build time (41 000 characters). All
// readings are kept; the first is the usual one in names. u with diaeresis is written v (lv, nve). Constant
// data: free to make, thread-safe.
class PinyinTable
{
public:
    using Syllable = std::uint16_t;

    // Empty for what is no Han character of the table.
    std::span<const Syllable> readings(char32_t character) const;
    // Lower-case letters, 1 to 6.
    static std::string_view text(Syllable syllable);

    // "华为 Cloud" -> "huaweicloud" and "hwcloud". ASCII letters and digits are kept in lower case
    // (full-width ones too), everything else is left out. Words such as 银行 and 重庆 are read as words, else
    // the first reading counts.
    QString full(QStringView name) const;
    QString initials(QStringView name) const;

    // What the pinyin column of search holds: per combination of readings the syllables joined, the syllables
    // parted by spaces, and the initials; "huawei hua wei hw", each term once. The same, joined and initials,
    // of each run of Han characters that is not the whole name: "Huawei 华为技术" is found by hwjs. And of
    // what is behind a place that the name begins with (leadingPlace): "深圳市华为技术" is found by hwjs,
    // too. Combinations cover the readings of the first 4 Han characters (MaxCombinations at most), later
    // characters have one reading. lv and nv stand as lu and nu too. Only the first MaxNameLength characters
    // of the name count. Digits part terms and are in none: this column is asked letters alone. Empty without
    // Han characters.
    static constexpr int MaxCombinations = 12;
    static constexpr int MaxNameLength = 64;
    QString searchTerms(QStringView name) const;

    // The characters of `name` that the typed letters hit, merged to ranges in ascending order; empty if they
    // do not. A Han character is hit by a whole syllable of any reading or by its initial (zh, ch, sh by one
    // or two letters), and the last one by any beginning: "huaw", "hwjs", "huaweijish". Latin letters and
    // digits hit themselves. The hit may begin anywhere and is without gaps but for spaces and punctuation.
    // Spaces and ' in `typed` are ignored; other than ASCII in it gives nothing.
    QList<TextRange> matchRanges(QStringView name, QStringView typed) const;
};

}  // namespace dw
