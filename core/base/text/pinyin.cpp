// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/pinyin.h"

#include "core/base/text/chineseplace.h"
#include "core/base/text/textfold.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace dw
{

namespace
{

#include "core/base/text/pinyintable.inc"

// Words of company and place names whose reading is not that of their characters alone.
struct Word
{
    std::u16string_view han;
    std::array<std::string_view, 2> syllables;
};

constexpr Word Words[] = {
    {u"重庆", {"chong", "qing"}},  {u"银行", {"yin", "hang"}},  {u"行业", {"hang", "ye"}},
    {u"商行", {"shang", "hang"}},  {u"分行", {"fen", "hang"}},  {u"支行", {"zhi", "hang"}},
    {u"大厦", {"da", "sha"}},      {u"音乐", {"yin", "yue"}},   {u"会计", {"kuai", "ji"}},
    {u"六安", {"lu", "an"}},       {u"蚌埠", {"beng", "bu"}},   {u"番禺", {"pan", "yu"}},
    {u"西藏", {"xi", "zang"}},     {u"朝阳", {"chao", "yang"}}, {u"单县", {"shan", "xian"}},
    {u"调味", {"tiao", "wei"}},    {u"空调", {"kong", "tiao"}}, {u"重工", {"zhong", "gong"}},
    {u"成长", {"cheng", "zhang"}}, {u"长孙", {"zhang", "sun"}}, {u"尉迟", {"yu", "chi"}},
    {u"乐器", {"yue", "qi"}},      {u"自行", {"zi", "xing"}},   {u"洋行", {"yang", "hang"}},
    {u"车行", {"che", "hang"}},    {u"商会", {"shang", "hui"}}, {u"都匀", {"du", "yun"}},
    {u"厦门", {"xia", "men"}},     {u"六合", {"lu", "he"}},     {u"台州", {"tai", "zhou"}},
};

constexpr int PolyphoneCharacters = 4;

// One character of a name that pinyin can meet: a Han character with readings, or an ASCII letter or digit.
struct Unit
{
    qsizetype start = 0;
    qsizetype length = 0;
    char ascii = 0;
    std::span<const PinyinTable::Syllable> readings;
    std::string_view usual;  // the reading full() takes
};

const Word *wordAt(QStringView name, qsizetype at)
{
    if (at + 2 > name.size())
        return nullptr;
    const char16_t first = name[at].unicode(), second = name[at + 1].unicode();
    for (const Word &word : Words) {
        if (word.han[0] == first && word.han[1] == second)
            return &word;
    }
    return nullptr;
}

char asciiOf(char16_t c)
{
    if (c >= 0xff01 && c <= 0xff5e)
        c = char16_t(c - 0xfee0);
    if (c >= u'A' && c <= u'Z')
        return char(c + 32);
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') ? char(c) : '\0';
}

std::vector<Unit> unitsOf(QStringView name, const PinyinTable &table)
{
    std::vector<Unit> units;
    units.reserve(std::size_t(std::min<qsizetype>(name.size(), PinyinTable::MaxNameLength)));
    std::string_view rest;  // the second syllable of a word whose first was just taken
    for (qsizetype i = 0; i < name.size() && units.size() < std::size_t(PinyinTable::MaxNameLength);) {
        Unit unit;
        unit.start = i;
        char32_t c = name[i].unicode();
        unit.length = 1;
        if (name[i].isHighSurrogate() && i + 1 < name.size() && name[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(name[i], name[i + 1]);
            unit.length = 2;
        }
        i += unit.length;
        if (c < 0x10000)
            unit.ascii = asciiOf(char16_t(c));
        if (unit.ascii == 0) {
            unit.readings = table.readings(c);
            if (unit.readings.empty()) {
                rest = {};
                continue;
            }
            unit.usual = PinyinTable::text(unit.readings.front());
            if (!rest.empty()) {
                unit.usual = rest;
                rest = {};
            } else if (unit.readings.size() > 1 || (i < name.size() && unit.length == 1)) {
                if (const Word *word = wordAt(name, unit.start)) {
                    unit.usual = word->syllables[0];
                    rest = word->syllables[1];
                }
            }
        }
        units.push_back(unit);
    }
    return units;
}

void append(QString &out, std::string_view text)
{
    out.append(QLatin1String(text.data(), qsizetype(text.size())));
}

// The syllable with u for v (as people type it), empty without a v.
std::string_view asU(std::string_view syllable)
{
    constexpr std::array<std::array<std::string_view, 2>, 4> pairs{
        {{"lv", "lu"}, {"lve", "lue"}, {"nv", "nu"}, {"nve", "nue"}}};
    for (const auto &[v, u] : pairs) {
        if (syllable == v)
            return u;
    }
    return {};
}

// What one character may be read as.
using Choices = QVarLengthArray<std::string_view, 8>;

void addChoice(Choices &choices, std::string_view syllable)
{
    if (!syllable.empty() && std::find(choices.begin(), choices.end(), syllable) == choices.end())
        choices.append(syllable);
}

// The readings of a Han character in the order of use; the usual one first, then the others, then v written
// as u.
Choices choicesOf(const Unit &unit)
{
    Choices choices;
    choices.append(unit.usual);
    for (const PinyinTable::Syllable syllable : unit.readings)
        addChoice(choices, PinyinTable::text(syllable));
    const qsizetype count = choices.size();
    for (qsizetype i = 0; i < count; ++i)
        addChoice(choices, asU(choices[i]));
    return choices;
}

// A Han character is a word, and so are ASCII letters and digits side by side.
std::size_t endOfWord(const std::vector<Unit> &units, std::size_t at)
{
    std::size_t end = at + 1;
    while (end < units.size() && units[at].ascii != 0 && units[end].ascii != 0 &&
           units[end].start == units[end - 1].start + units[end - 1].length)
        ++end;
    return end;
}

// Han characters that stand side by side, where the name is more than they.
struct Run
{
    std::size_t first = 0;
    std::size_t count = 0;
};

// Of Han characters, where they are not the whole name, and what is behind a place that the name begins with.
std::vector<Run> runsOf(QStringView name, const std::vector<Unit> &units)
{
    std::vector<Run> runs;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].ascii != 0)
            continue;
        const bool goesOn =
            i > 0 && units[i - 1].ascii == 0 && units[i].start == units[i - 1].start + units[i - 1].length;
        if (!goesOn)
            runs.push_back({i, 0});
        ++runs.back().count;
    }
    const Run first = runs.empty() ? Run() : runs.front();
    if (runs.size() == 1 && first.count == units.size())
        runs.clear();
    if (first.count == 0)
        return runs;
    const qsizetype start = units[first.first].start;
    const Unit &last = units[first.first + first.count - 1];
    const qsizetype place = leadingPlace(name.sliced(start, last.start + last.length - start));
    if (place > 0) {
        std::size_t behind = first.first;
        while (units[behind].start < start + place)
            ++behind;
        runs.push_back({behind, first.first + first.count - behind});
    }
    return runs;
}

bool isDigit(const Unit &unit)
{
    return unit.ascii >= '0' && unit.ascii <= '9';
}

constexpr std::string_view Parting = " ";

// Terms that differ, parted by spaces.
class TermList
{
public:
    TermList() { m_text.reserve(256); }
    void add(std::string_view term)
    {
        if (term.empty())
            return;
        for (const auto &[start, length] : m_terms) {
            if (length == term.size() && std::string_view(m_text).substr(start, length) == term)
                return;
        }
        if (!m_text.empty())
            m_text.push_back(' ');
        m_terms.append({m_text.size(), term.size()});
        m_text.append(term);
    }
    // The pieces between spaces.
    void addParted(std::string_view text)
    {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find(Parting), text.size());
            add(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }
    QString text() const { return QString::fromLatin1(m_text.data(), qsizetype(m_text.size())); }

private:
    std::string m_text;
    QVarLengthArray<std::pair<std::size_t, std::size_t>, 48> m_terms;
};

// Backtracking over (unit, typed position) that remembers failures, hence at most units * letters steps.
class Matcher
{
public:
    Matcher(const std::vector<Unit> &units, std::string_view typed)
        : m_units(units), m_typed(typed), m_failed(units.size() * (typed.size() + 1), false)
    {}

    // The first unit after the hit, or 0 if the letters do not fit from `first` on.
    std::size_t endOfHit(std::size_t first) { return step(first, 0); }

private:
    std::size_t step(std::size_t unit, std::size_t at)
    {
        if (at == m_typed.size())
            return unit;
        if (unit == m_units.size())
            return 0;
        const std::size_t slot = unit * (m_typed.size() + 1) + at;
        if (m_failed[slot])
            return 0;
        for (std::size_t length = std::min<std::size_t>(6, m_typed.size() - at); length > 0; --length) {
            if (!hits(m_units[unit], m_typed.substr(at, length), at + length == m_typed.size()))
                continue;
            if (const std::size_t end = step(unit + 1, at + length))
                return end;
        }
        m_failed[slot] = true;
        return 0;
    }

    static bool hits(const Unit &unit, std::string_view letters, bool last)
    {
        if (unit.ascii != 0)
            return letters.size() == 1 && letters[0] == unit.ascii;
        return std::any_of(unit.readings.begin(), unit.readings.end(), [&](PinyinTable::Syllable syllable) {
            const std::string_view reading = PinyinTable::text(syllable);
            const auto same = [](char read, char typed) {
                return read == typed || (read == 'v' && typed == 'u');
            };
            if (letters.size() > reading.size() ||
                !std::equal(letters.begin(), letters.end(), reading.begin(),
                            [&same](char typed, char read) { return same(read, typed); }))
                return false;
            const bool initial = letters.size() == 1 || (letters.size() == 2 && letters[1] == 'h');
            return last || initial || letters.size() == reading.size();
        });
    }

    const std::vector<Unit> &m_units;
    std::string_view m_typed;
    std::vector<bool> m_failed;
};

}  // namespace

std::span<const PinyinTable::Syllable> PinyinTable::readings(char32_t character) const
{
    std::size_t set = 0;
    if (character >= DenseFirst && character <= DenseLast) {
        set = Dense[std::size_t(character - DenseFirst)];
    } else {
        const auto *const found = std::lower_bound(SparseChars.begin(), SparseChars.end(), character);
        if (found == SparseChars.end() || *found != character)
            return {};
        set = SparseSets[std::size_t(std::distance(SparseChars.begin(), found))];
    }
    return std::span(Pool).subspan(SetStarts[set], std::size_t(SetStarts[set + 1] - SetStarts[set]));
}

std::string_view PinyinTable::text(Syllable syllable)
{
    return syllable < Syllables.size() ? Syllables[syllable] : std::string_view();
}

QString PinyinTable::full(QStringView name) const
{
    QString out;
    for (const Unit &unit : unitsOf(name, *this)) {
        if (unit.ascii != 0)
            out.append(QLatin1Char(unit.ascii));
        else
            append(out, unit.usual);
    }
    return out;
}

QString PinyinTable::initials(QStringView name) const
{
    QString out;
    for (const Unit &unit : unitsOf(name, *this))
        out.append(QLatin1Char(unit.ascii != 0 ? unit.ascii : unit.usual.front()));
    return out;
}

QString PinyinTable::searchTerms(QStringView name) const
{
    const bool plain = std::all_of(name.begin(), name.end(), [](QChar c) { return c.unicode() < 0x2e80; });
    if (plain)
        return {};
    const std::vector<Unit> units = unitsOf(name, *this);
    // Only the first Han characters have more than one reading here.
    struct Varying
    {
        std::size_t unit = 0;
        Choices choices;
        qsizetype chosen = 0;
    };
    QVarLengthArray<Varying, PolyphoneCharacters> varying;
    QVarLengthArray<std::string_view, MaxNameLength> syllables;
    int han = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Unit &unit = units[i];
        if (unit.ascii != 0) {
            syllables.append(isDigit(unit) ? Parting : std::string_view(&unit.ascii, 1));
            continue;
        }
        syllables.append(unit.usual);
        if (++han > PolyphoneCharacters)
            continue;
        Choices choices = choicesOf(unit);
        if (choices.size() > 1)
            varying.append({i, std::move(choices), 0});
    }
    if (han == 0)
        return {};

    const std::vector<Run> runs = runsOf(name, units);
    TermList terms;
    std::string joined, firsts;
    joined.reserve(units.size() * 6);
    firsts.reserve(units.size());
    // Where in `joined` each unit begins; the last is the end.
    QVarLengthArray<std::size_t, MaxNameLength + 1> begins(qsizetype(units.size()) + 1);
    for (int combination = 0; combination < MaxCombinations; ++combination) {
        joined.clear();
        firsts.clear();
        for (qsizetype i = 0; i < syllables.size(); ++i) {
            begins[i] = joined.size();
            joined.append(syllables[i]);
            firsts.push_back(syllables[i].front());
        }
        begins.back() = joined.size();
        terms.addParted(joined);
        if (combination == 0) {
            for (std::size_t i = 0; i < units.size();) {
                const std::size_t next = endOfWord(units, i);
                terms.addParted(std::string_view(joined).substr(begins[i], begins[next] - begins[i]));
                i = next;
            }
        }
        for (const Varying &one : std::as_const(varying))
            terms.add(syllables[qsizetype(one.unit)]);
        terms.addParted(firsts);
        for (const Run &run : runs) {
            const std::size_t end = run.first + run.count;
            terms.add(std::string_view(joined).substr(begins[run.first], begins[end] - begins[run.first]));
            terms.add(std::string_view(firsts).substr(run.first, run.count));
        }
        // Count up with the first character turning fastest: surnames and first words vary before all else.
        qsizetype digit = 0;
        for (; digit < varying.size(); ++digit) {
            Varying &one = varying[digit];
            const bool over = ++one.chosen == one.choices.size();
            one.chosen = over ? 0 : one.chosen;
            syllables[qsizetype(one.unit)] = one.choices[one.chosen];
            if (!over)
                break;
        }
        if (digit == varying.size())
            break;
    }
    return terms.text();
}

QList<TextRange> PinyinTable::matchRanges(QStringView name, QStringView typed) const
{
    std::string letters;
    for (const QChar c : typed) {
        if (c == u' ' || c == u'\'')
            continue;
        const char ascii = asciiOf(c.unicode());
        if (ascii == 0 || letters.size() == std::size_t(MaxNameLength))
            return {};
        letters.push_back(ascii);
    }
    if (letters.empty())
        return {};
    const std::vector<Unit> units = unitsOf(name, *this);
    Matcher matcher(units, letters);
    for (std::size_t first = 0; first < units.size(); ++first) {
        const std::size_t end = matcher.endOfHit(first);
        if (end == 0)
            continue;
        QList<TextRange> ranges;
        for (std::size_t i = first; i < end; ++i) {
            if (!ranges.isEmpty() && ranges.last().start + ranges.last().length == units[i].start)
                ranges.last().length += units[i].length;
            else
                ranges.append({units[i].start, units[i].length});
        }
        return ranges;
    }
    return {};
}

}  // namespace dw
