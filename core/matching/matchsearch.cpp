// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/matchsearch.h"

#include "core/matching/comparabletext.h"

#include <QHashFunctions>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace dw
{

namespace
{

constexpr size_t BlockSeed = 20261119;  // any, but the same in every run
// Pairs are put together up to here before doubles are thrown out.
constexpr size_t ManyPairs = 4'000'000;
constexpr qsizetype LongestSlipped = 24;
constexpr qsizetype ShortestSlipped = 3;

enum class BlockBy { Code, Phone, Email, Domain, Address, Name, Sound, Slip, Words, Person, Birthday };
constexpr std::array AllBlocks{BlockBy::Code,    BlockBy::Phone,  BlockBy::Email,   BlockBy::Domain,
                               BlockBy::Address, BlockBy::Name,   BlockBy::Sound,   BlockBy::Slip,
                               BlockBy::Words,   BlockBy::Person, BlockBy::Birthday};

QString nameOf(BlockBy by)
{
    switch (by) {
        case BlockBy::Code:
            return QStringLiteral("match.by_code");
        case BlockBy::Phone:
            return QStringLiteral("match.by_phone");
        case BlockBy::Email:
            return QStringLiteral("match.by_email");
        case BlockBy::Domain:
            return QStringLiteral("match.by_domain");
        case BlockBy::Address:
            return QStringLiteral("match.by_address");
        case BlockBy::Name:
        case BlockBy::Sound:
        case BlockBy::Slip:
        case BlockBy::Words:
            return QStringLiteral("match.by_name");
        case BlockBy::Person:
            return QStringLiteral("match.by_person");
        case BlockBy::Birthday:
            return QStringLiteral("match.by_birthday");
    }
    Q_UNREACHABLE();
}

struct Blocked
{
    quint64 value = 0;
    quint32 profile = 0;

    friend auto operator<=>(const Blocked &, const Blocked &) = default;
};

using BlockValues = std::vector<quint64>;

void addValue(BlockValues &values, QStringView text)
{
    if (!text.isEmpty())
        values.push_back(quint64(qHash(text, BlockSeed)));
}

// What is left of the text when one letter is taken away: the same for two that differ in one letter, that
// one lacks a letter, or that swap two.
void addSlips(BlockValues &values, const QString &text)
{
    const QString begin = text.left(LongestSlipped);
    if (begin.size() < ShortestSlipped)
        return;
    addValue(values, begin);
    for (qsizetype i = 0; i < begin.size(); ++i) {
        if (i == 0 || begin[i] != begin[i - 1])
            addValue(values, QString(begin).remove(i, 1));
    }
}

void addNames(BlockValues &values, const CompanyName &name)
{
    addValue(values, name.core);
    // 大爱健康 of 安乡大爱健康: a place that no list knows.
    if (hasHan(name.core)) {
        for (const qsizetype place : {2, 3, 4}) {
            if (name.core.size() >= place + ShortestSlipped)
                addValue(values, QStringView(name.core).sliced(place));
        }
    }
}

// Latin names in any order and with more or fewer words: by each two of their first words.
void addWords(BlockValues &values, QStringList words)
{
    words.removeIf([](const QString &word) { return word.size() < 3; });
    words.resize(std::min<qsizetype>(words.size(), 5));
    words.sort();
    if (words.size() == 1)
        addValue(values, words.first());
    for (qsizetype i = 0; i < words.size(); ++i) {
        addValue(values, words[i]);
        for (qsizetype j = i + 1; j < words.size(); ++j)
            addValue(values, QString(words[i] + u' ' + words[j]));
    }
}

BlockValues valuesOf(const MatchProfile &profile, BlockBy by)
{
    BlockValues values;
    const bool isPerson = profile.kind == MatchInput::Kind::Person;
    switch (by) {
        case BlockBy::Code:
            addValue(values, profile.uscc);
            addSlips(values, profile.idNumber);
            break;
        case BlockBy::Phone:
            for (const QString &phone : profile.phones)
                addValue(values, phone);
            break;
        case BlockBy::Email:
            for (const QString &email : profile.emails)
                addValue(values, email);
            break;
        case BlockBy::Domain:
            for (const QString &domain : profile.domains)
                addValue(values, domain);
            break;
        case BlockBy::Address:
            // What is left out in front does not matter here.
            addValue(values,
                     QString(profile.address.numbers.join(u' ') + profile.address.words.join(u' ') +
                             (hasHan(profile.address.text) ? profile.address.text.right(8) : QString())));
            break;
        case BlockBy::Name:
            addNames(values, profile.company);
            break;
        case BlockBy::Sound:
            addValue(values, isPerson ? profile.personSound : profile.company.sound);
            break;
        case BlockBy::Slip:
            addSlips(values, isPerson ? profile.person : profile.company.core);
            break;
        case BlockBy::Words:
            if (!isPerson && !hasHan(profile.company.core))
                addWords(values, profile.company.words);
            break;
        case BlockBy::Person:
            if (isPerson) {
                for (const QString &word : profile.personWords)
                    addValue(values, word);
            }
            break;
        case BlockBy::Birthday:
            addValue(values, profile.birthday);
            break;
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

class MatchPairing
{
public:
    explicit MatchPairing(std::span<const MatchProfile> profiles) : m_profiles(profiles) {}

    void add(BlockBy by)
    {
        std::vector<Blocked> blocked;
        for (quint32 i = 0; i < m_profiles.size(); ++i) {
            for (const quint64 value : valuesOf(m_profiles[i], by))
                blocked.push_back({value, i});
        }
        std::sort(blocked.begin(), blocked.end());
        qsizetype largest = 0;
        for (size_t from = 0, to = 0; from < blocked.size(); from = to) {
            while (to < blocked.size() && blocked[to].value == blocked[from].value)
                ++to;
            const std::span<Blocked> block(blocked.data() + from, to - from);
            if (block.size() > MostInBlock)
                largest = std::max(largest, qsizetype(block.size()));
            pair(block);
        }
        if (largest > 0)
            tell(nameOf(by), largest);
    }

    MatchSearch found(int minScore)
    {
        throwOutDoubles();
        for (const quint64 pair : m_pairs) {
            const auto one = quint32(pair >> 32), other = quint32(pair);
            if (MatchScore match = scoreOf(m_profiles[one], m_profiles[other]); match.score >= minScore)
                m_found.pairs.push_back({one, other, std::move(match)});
        }
        std::sort(m_found.pairs.begin(), m_found.pairs.end(), [](const MatchedPair &a, const MatchedPair &b) {
            return std::tuple(-a.match.score, a.one, a.other) < std::tuple(-b.match.score, b.one, b.other);
        });
        std::stable_sort(m_found.capped.begin(), m_found.capped.end(),
                         [](const CappedBlock &a, const CappedBlock &b) { return a.profiles > b.profiles; });
        return std::move(m_found);
    }

private:
    void pair(std::span<Blocked> block)
    {
        if (block.size() < 2)
            return;
        if (block.size() <= MostInBlock) {
            for (size_t i = 0; i < block.size(); ++i) {
                for (size_t j = i + 1; j < block.size(); ++j)
                    note(block[i].profile, block[j].profile);
            }
            return;
        }
        const auto next = [&](const auto &content) {
            std::sort(block.begin(), block.end(), [&](const Blocked &a, const Blocked &b) {
                return content(m_profiles[a.profile]) < content(m_profiles[b.profile]);
            });
            for (size_t i = 0; i < block.size(); ++i) {
                for (size_t j = i + 1; j < std::min(block.size(), i + 1 + BlockWindow); ++j)
                    note(block[i].profile, block[j].profile);
            }
        };
        // By content alone, so that the order in which records come says nothing.
        next([](const MatchProfile &profile) {
            return std::tie(profile.company.core, profile.person, profile.company.place, profile.address.text,
                            profile.phones, profile.emails, profile.uscc, profile.idNumber, profile.birthday);
        });
        next([](const MatchProfile &profile) {
            return std::tie(profile.address.text, profile.birthday, profile.company.core, profile.person,
                            profile.phones, profile.emails, profile.uscc, profile.idNumber);
        });
    }

    void note(quint32 one, quint32 other)
    {
        m_pairs.push_back(quint64(std::min(one, other)) << 32 | std::max(one, other));
        if (m_pairs.size() >= m_next)
            throwOutDoubles();
    }

    void throwOutDoubles()
    {
        std::sort(m_pairs.begin(), m_pairs.end());
        m_pairs.erase(std::unique(m_pairs.begin(), m_pairs.end()), m_pairs.end());
        m_next = std::max(ManyPairs, m_pairs.size() * 2);
    }

    void tell(const QString &key, qsizetype largest)
    {
        const auto known = std::find_if(m_found.capped.begin(), m_found.capped.end(),
                                        [&](const CappedBlock &capped) { return capped.key == key; });
        if (known == m_found.capped.end())
            m_found.capped.append({key, {}, largest});
        else
            known->profiles = std::max(known->profiles, largest);
    }

    const std::span<const MatchProfile> m_profiles;
    std::vector<quint64> m_pairs;
    size_t m_next = ManyPairs;
    MatchSearch m_found;
};

}  // namespace

MatchSearch searchMatches(std::span<const MatchProfile> profiles, int minScore)
{
    MatchPairing pairing(profiles);
    for (const BlockBy by : AllBlocks)
        pairing.add(by);
    return pairing.found(minScore);
}

}  // namespace dw
