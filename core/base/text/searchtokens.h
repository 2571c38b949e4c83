// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>

namespace dw
{

// The tokens of full-text search (DESIGN 5), the same for what is indexed and what is asked.
//  - Each Han, kana or Hangul character is one token; a combining mark belongs to the character before it.
//  - A run of other letters, digits and marks is one token, folded as by foldForSearch(). A run of more than
//    MaxWordLength characters is cut into several.
//  - For TokenUse::Index a run that holds a digit (phone, code) is followed by its suffixes of
//  MinSuffixLength
//    characters and more as co-located tokens, so that a prefix query finds any part of it. Only the last
//    MaxSuffixedLength characters of a run get suffixes.
enum class TokenUse { Index, Query };
enum class TokenPlace { Next, Colocated };

struct SearchToken
{
    QByteArrayView text;  // folded UTF-8, never empty, valid during the call only
    qsizetype start = 0;  // bytes into the input; a suffix has the place of its whole run
    qsizetype end = 0;
    TokenPlace place = TokenPlace::Next;
};

struct SearchTokens
{
    static constexpr qsizetype MaxWordLength = 64;
    static constexpr qsizetype MinSuffixLength = 4;
    static constexpr qsizetype MaxSuffixedLength = 32;

    // Calls `sink` per token until it returns false; then returns false itself. Any bytes may come in: what
    // is not UTF-8 parts tokens. 0 <= start < end <= utf8.size(), on character borders, and starts never
    // fall. Memory does not grow with the input. Thread-safe.
    static bool split(QByteArrayView utf8, TokenUse use,
                      const std::function<bool(const SearchToken &)> &sink);
};

}  // namespace dw
