// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/postaladdress.h"

#include "core/matching/comparabletext.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dw
{

namespace
{

constexpr std::array<std::pair<QStringView, QStringView>, 29> Abbreviations{{
    {u"av", u"avenue"},      {u"ave", u"avenue"},  {u"bl", u"boulevard"}, {u"blv", u"boulevard"},
    {u"blvd", u"boulevard"}, {u"ct", u"court"},    {u"dr", u"drive"},     {u"drv", u"drive"},
    {u"e", u"east"},         {u"hwy", u"highway"}, {u"ln", u"lane"},      {u"n", u"north"},
    {u"pkwy", u"parkway"},   {u"pl", u"place"},    {u"plz", u"plaza"},    {u"rd", u"road"},
    {u"s", u"south"},        {u"sq", u"square"},   {u"st", u"street"},    {u"str", u"street"},
    {u"strasse", u"street"}, {u"ter", u"terrace"}, {u"w", u"west"},       {u"cres", u"crescent"},
    {u"pde", u"parade"},     {u"cl", u"close"},    {u"cct", u"circuit"},  {u"ste", u"suite"},
    {u"fl", u"floor"},
}};

constexpr QStringView DistrictEnds = u"省市县区旗州盟";
constexpr qsizetype LongestDistrict = 12;
constexpr int MostPlaces = 4;
// 阜阳市 after 安徽省: the finest places say whether two are far apart; a shorter text is a place alone.
constexpr qsizetype ShortestSameText = 4;

QString writtenOut(const QString &word)
{
    const auto found = std::find_if(Abbreviations.begin(), Abbreviations.end(),
                                    [&](const auto &pair) { return pair.first == QStringView(word); });
    return found == Abbreviations.end() ? word : found->second.toString();
}

bool hasDigit(const QString &word)
{
    return std::any_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
}

QStringList digitRuns(QStringView text)
{
    QStringList runs;
    QString run;
    const auto end = [&] {
        while (run.size() > 1 && run.front() == u'0')
            run.remove(0, 1);
        if (!run.isEmpty())
            runs.append(std::exchange(run, {}));
    };
    for (const QChar c : text) {
        if (c.isDigit())
            run.append(c);
        else
            end();
    }
    end();
    return runs;
}

QStringList leadingDistricts(QStringView text)
{
    QStringList places;
    qsizetype from = 0;
    for (qsizetype i = 0; i < text.size() && i - from < LongestDistrict && places.size() < MostPlaces; ++i) {
        if (!isHan(text[i]))
            break;
        if (i - from < 1 || !DistrictEnds.contains(text[i]))
            continue;
        places.append(text.sliced(from, i - from + 1).toString());
        from = i + 1;
    }
    return places;
}

// One leaves out in front what the other says: 阜阳市临泉县... of 安徽省阜阳市临泉县...
bool endsAlike(const QString &one, const QString &other)
{
    const auto &[shorter, longer] =
        std::minmax(one, other, [](const QString &a, const QString &b) { return a.size() < b.size(); });
    return shorter.size() >= ShortestSameText && longer.endsWith(shorter);
}

// How many words of the one have a partner in the other: the same, its beginning, or a slip away.
int partners(const QStringList &one, QStringList other)
{
    int count = 0;
    for (const QString &word : one) {
        const auto found = std::find_if(other.begin(), other.end(), [&](const QString &candidate) {
            const int slips = std::min(word.size(), candidate.size()) >= 5 ? 1 : 0;
            return editDistance(word, candidate, slips) <= slips;
        });
        if (found != other.end()) {
            other.erase(found);
            ++count;
        }
    }
    return count;
}

bool areFarApart(const PostalAddress &one, const PostalAddress &other)
{
    for (const QString &a : one.places) {
        for (const QString &b : other.places) {
            if (a == b || a.back() != b.back())
                continue;
            // 金华市 over 义乌市 is a city in a city: only where neither is named by the other.
            if (!other.places.contains(a) && !one.places.contains(b) && !other.text.contains(a) &&
                !one.text.contains(b))
                return true;
        }
    }
    return false;
}

AddressLikeness hanLikeness(const PostalAddress &one, const PostalAddress &other)
{
    const qsizetype length = std::min(one.text.size(), other.text.size());
    const int slips = length >= 10 ? 2 : length >= 6 ? 1 : 0;
    if (endsAlike(one.text, other.text))
        return AddressLikeness::Same;
    if (one.numbers == other.numbers && editDistance(one.text, other.text, slips) <= slips)
        return AddressLikeness::Near;
    if (areFarApart(one, other))
        return AddressLikeness::FarApart;
    if (one.numbers != other.numbers && !one.numbers.isEmpty() && !other.numbers.isEmpty())
        return AddressLikeness::Apart;
    // What one leaves out in front may be in another form there.
    const qsizetype tail = std::min<qsizetype>(length, 12);
    if (!one.numbers.isEmpty() && length >= 8 && one.text.right(tail) == other.text.right(tail))
        return AddressLikeness::Near;
    return AddressLikeness::SamePlace;
}

AddressLikeness latinLikeness(const PostalAddress &one, const PostalAddress &other)
{
    const auto most = std::max(one.words.size(), other.words.size());
    const auto fewest = std::min(one.words.size(), other.words.size());
    const int shared = one.words.size() <= other.words.size() ? partners(one.words, other.words)
                                                              : partners(other.words, one.words);
    const bool sameNumbers = one.numbers == other.numbers;
    if (sameNumbers && shared == most)
        return AddressLikeness::Same;
    const bool house =
        !one.numbers.isEmpty() && !other.numbers.isEmpty() && one.numbers.first() == other.numbers.first();
    if ((house || sameNumbers) && shared > 0 && shared * 2 >= fewest)
        return AddressLikeness::Near;
    if (shared * 5 >= most * 4 && most > 1)
        return AddressLikeness::SamePlace;
    return AddressLikeness::Apart;
}

}  // namespace

PostalAddress postalAddress(QStringView address, QStringView city)
{
    PostalAddress parts;
    const QString text = comparableText(address);
    const QString town = comparableText(city);
    if (hasHan(text)) {
        parts.text = lettersOf(text);
        parts.numbers = digitRuns(text);
        parts.places = leadingDistricts(parts.text);
        return parts;
    }
    const QStringList words = wordsOf(text);
    for (const QString &word : words) {
        if (!hasDigit(word))
            parts.words.append(writtenOut(word));
    }
    parts.numbers = digitRuns(text);
    parts.words.sort();
    parts.text = lettersOf(text) + lettersOf(town);
    if (!town.isEmpty())
        parts.places = {lettersOf(town)};
    return parts;
}

AddressLikeness likeness(const PostalAddress &one, const PostalAddress &other)
{
    if (one.isEmpty() || other.isEmpty())
        return AddressLikeness::Unknown;
    if (one == other)
        return AddressLikeness::Same;
    const bool han = hasHan(one.text);
    if (han != hasHan(other.text))
        return AddressLikeness::Unknown;
    return han ? hanLikeness(one, other) : latinLikeness(one, other);
}

}  // namespace dw
