// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/matchscore.h"

#include "core/matching/comparabletext.h"

#include <algorithm>
#include <tuple>

namespace dw
{

namespace
{

// Points are hundredths of being sure: what is given out once nearly says it, a name needs a second reason
// unless it is whole, and what neighbours, branches or an agent's customers share says little by itself.
namespace points
{
constexpr int SameUscc = 90, SameId = 85, NearId = 45, OtherId = -25;
constexpr int WholeName = 82, NameElsewhereUnknown = 60, PartOfName = 50, NameBegins = 35, NameElsewhere = 20;
constexpr int NearName = 62, NearNameLoss = 32, SharedWords = 50, OtherName = -25;
constexpr int PlaceConfirmed = 8, PlaceDenied = -15, GroupAndMember = -20;
constexpr int Contact = 25, FurtherContact = 10, OtherContact = -5, SameDomain = 12;
constexpr int SameAddress = 25, NearAddress = 18, SamePlace = 5, ApartAddress = -12, FarApart = -30;
constexpr int SamePersonThere = 12;

constexpr int SamePerson = 45, SoundsLikePerson = 38, NearPerson = 34, PartOfPerson = 25, OtherPerson = -25;
constexpr int SameBirthday = 25, NearBirthday = 12, OtherBirthday = -15;
constexpr int OwnContact = 40, SameEmployer = 35, NearEmployer = 20, OtherEmployer = -5;
constexpr int SameHome = 30, NearHome = 22, OtherHome = -5;
}  // namespace points

constexpr int MostOfTwo = 40;  // two that say themselves that they are two
constexpr int MostScore100 = 100;
constexpr int LeastOfOneCode = 90;  // a company may move and take another name
// Below this many letters a name is too short to forgive a slip.
constexpr qsizetype ShortestForgiven = 3;
constexpr qsizetype LongestPlaceInFront = 4;

class Weighing
{
public:
    void add(const char *key, int points, const QStringList &arguments = {})
    {
        m_sum += points;
        m_score.reasons.append({QLatin1String("match.") + QLatin1String(key), arguments, points});
    }
    // Whatever else speaks for it.
    void atMost(int score) { m_most = std::min(m_most, score); }
    void atLeast(int score) { m_sum = std::max(m_sum, score); }

    MatchScore done()
    {
        m_score.score = std::clamp(m_sum, 0, m_most);
        std::stable_sort(m_score.reasons.begin(), m_score.reasons.end(),
                         [](const MatchReason &a, const MatchReason &b) {
                             return std::abs(a.points) > std::abs(b.points);
                         });
        return std::move(m_score);
    }

private:
    MatchScore m_score;
    int m_sum = 0;
    int m_most = MostScore100;
};

int sharedCount(const QStringList &one, const QStringList &other)
{
    return int(
        std::count_if(one.begin(), one.end(), [&](const QString &text) { return other.contains(text); }));
}

enum class PlaceRelation { Same, OneMissing, Other };

QString bareName(const QString &place)
{
    QString bare = place;
    bare.removeIf([](QChar c) { return QStringView(u"省市县区镇乡").contains(c); });
    return bare.isEmpty() ? place : bare;
}

PlaceRelation placesOf(const CompanyName &one, const CompanyName &other)
{
    if (one.place.isEmpty() || other.place.isEmpty())
        return one.place == other.place ? PlaceRelation::Same : PlaceRelation::OneMissing;
    const QString a = bareName(one.place), b = bareName(other.place);
    return a.contains(b) || b.contains(a) ? PlaceRelation::Same : PlaceRelation::Other;
}

QString numeralsOf(QStringView text)
{
    QString found;
    for (const QChar c : text) {
        if (isNumeral(c))
            found.append(c);
    }
    return found;
}

int allowedSlips(const CompanyName &one, const CompanyName &other)
{
    const qsizetype length = std::min(one.core.size(), other.core.size());
    if (length < ShortestForgiven)
        return 0;
    if (hasHan(one.core) || hasHan(other.core))
        return length >= 9 ? 2 : 1;
    return int(std::clamp<qsizetype>(length / 5, 1, 4));
}

// How two names are alike, without where they are.
struct NameLikeness
{
    const char *key = "name_other";
    int points = points::OtherName;
    QStringList arguments;
    bool whole = false;
};

// Tokens of the shorter that the longer has, a slip allowed.
int sharedWords(const QStringList &one, const QStringList &other)
{
    return int(std::count_if(one.begin(), one.end(), [&](const QString &word) {
        return std::any_of(other.begin(), other.end(), [&](const QString &candidate) {
            const int slips = std::min(word.size(), candidate.size()) >= 6 ? 1 : 0;
            return editDistance(word, candidate, slips) <= slips;
        });
    }));
}

NameLikeness likenessOf(const CompanyName &one, const CompanyName &other)
{
    const auto &[shorter, longer] = std::minmax(one, other, [](const CompanyName &a, const CompanyName &b) {
        return std::tuple(a.core.size(), a.core) < std::tuple(b.core.size(), b.core);
    });
    if (one.core == other.core)
        return {"name_same", points::WholeName, {}, true};
    // 第一中学 and 第二中学, store 3 and store 5 are two; one may leave out the number it has.
    const QString numbers = numeralsOf(one.core), otherNumbers = numeralsOf(other.core);
    if (numbers != otherNumbers && !numbers.isEmpty() && !otherNumbers.isEmpty())
        return {};
    if (numbers == otherNumbers) {
        const int slips = editDistance(one.core, other.core, allowedSlips(one, other));
        if (slips <= allowedSlips(one, other)) {
            const bool sounds = !one.sound.isEmpty() && one.sound == other.sound;
            const int lost = points::NearNameLoss * slips / (sounds ? 2 : 1) / int(longer.core.size());
            return {sounds ? "name_sound" : "name_near",
                    points::NearName - lost,
                    {QString::number(slips), QString::number(longer.core.size())}};
        }
    }
    const bool han = hasHan(longer.core);
    const qsizetype more = longer.core.size() - shorter.core.size();
    if (han && shorter.core.size() >= ShortestForgiven && more <= LongestPlaceInFront &&
        longer.core.endsWith(shorter.core))
        return {"name_part", points::PartOfName, {}};
    if (!han && (one.words.size() > 1 || other.words.size() > 1)) {
        const int shared = std::min(sharedWords(one.words, other.words), sharedWords(other.words, one.words));
        const qsizetype most = std::max(one.words.size(), other.words.size());
        const qsizetype fewest = std::min(one.words.size(), other.words.size());
        if (shared == most)
            return {"name_words", points::NearName, {QString::number(shared), QString::number(most)}};
        if (shared > 0 && (shared == fewest || shared * 2 >= most))
            return {"name_words",
                    std::max<int>(points::NameBegins, points::SharedWords * shared / int(most)),
                    {QString::number(shared), QString::number(most)}};
    }
    if (shorter.core.size() >= 2 && longer.core.startsWith(shorter.core))
        return {"name_begins", points::NameBegins, {}};
    return {};
}

// The place of the one's name in the address of the other.
int confirmedPlace(const MatchProfile &placed, const MatchProfile &unplaced)
{
    if (unplaced.address.isEmpty())
        return 0;
    return unplaced.address.text.contains(bareName(placed.company.place)) ? points::PlaceConfirmed
           : unplaced.address.places.isEmpty()                            ? 0
                                                                          : points::PlaceDenied;
}

void weighNames(Weighing &sum, const MatchProfile &one, const MatchProfile &other)
{
    const CompanyName &a = one.company, &b = other.company;
    if (a.isEmpty() || b.isEmpty())
        return;
    NameLikeness name = likenessOf(a, b);
    const PlaceRelation places = placesOf(a, b);
    if (name.points > 0 && places == PlaceRelation::Other) {
        name.points = name.whole ? points::NameElsewhere : 0;
        name.key = "name_elsewhere";
        name.arguments = {std::min(a.place, b.place), std::max(a.place, b.place)};
    } else if (name.whole && places == PlaceRelation::OneMissing) {
        name.points = points::NameElsewhereUnknown;
        name.key = "name_unplaced";
    }
    sum.add(name.key, name.points, name.arguments);
    if (name.points > 0 && places == PlaceRelation::OneMissing) {
        const int confirmed = a.place.isEmpty() ? confirmedPlace(other, one) : confirmedPlace(one, other);
        if (confirmed != 0)
            sum.add(confirmed > 0 ? "place_confirmed" : "place_denied", confirmed);
    }
    if (name.points > 0 && a.isGroup != b.isGroup)
        sum.add("group", points::GroupAndMember);
    if (a.branch != b.branch) {
        sum.add("branch", 0);
        sum.atMost(MostOfTwo);
    }
}

void weighContacts(Weighing &sum, const MatchProfile &one, const MatchProfile &other, int same)
{
    const int phones = sharedCount(one.phones, other.phones), emails = sharedCount(one.emails, other.emails);
    bool first = true;
    const auto add = [&](const char *key, int count) {
        for (int i = 0; i < count; ++i) {
            sum.add(key, first ? same : points::FurtherContact);
            first = false;
        }
    };
    add("phone_same", phones);
    add("email_same", emails);
    if (emails == 0 && sharedCount(one.domains, other.domains) > 0)
        sum.add("domain_same", points::SameDomain);
    if (phones == 0 && !one.phones.isEmpty() && !other.phones.isEmpty())
        sum.add("phone_other", points::OtherContact);
    if (emails == 0 && !one.emails.isEmpty() && !other.emails.isEmpty() &&
        sharedCount(one.domains, other.domains) == 0)
        sum.add("email_other", points::OtherContact);
}

void weighCompanies(Weighing &sum, const MatchProfile &one, const MatchProfile &other)
{
    if (!one.uscc.isEmpty() && !other.uscc.isEmpty()) {
        sum.add(one.uscc == other.uscc ? "uscc_same" : "uscc_other",
                one.uscc == other.uscc ? points::SameUscc : 0);
        if (one.uscc != other.uscc)
            sum.atMost(MostOfTwo);
    }
    weighNames(sum, one, other);
    weighContacts(sum, one, other, points::Contact);
    switch (likeness(one.address, other.address)) {
        case AddressLikeness::Same:
            sum.add("address_same", points::SameAddress);
            break;
        case AddressLikeness::Near:
            sum.add("address_near", points::NearAddress);
            break;
        case AddressLikeness::SamePlace:
            sum.add("address_place", points::SamePlace);
            break;
        case AddressLikeness::Apart:
            sum.add("address_apart", points::ApartAddress);
            break;
        case AddressLikeness::FarApart:
            sum.add("address_far", points::FarApart);
            break;
        case AddressLikeness::Unknown:
            break;
    }
    if (!one.person.isEmpty() && one.person == other.person)
        sum.add("person_there", points::SamePersonThere);
    if (!one.uscc.isEmpty() && one.uscc == other.uscc)
        sum.atLeast(LeastOfOneCode);
}

void weighPersonNames(Weighing &sum, const MatchProfile &one, const MatchProfile &other)
{
    if (one.person.isEmpty() || other.person.isEmpty())
        return;
    const qsizetype length = std::max(one.person.size(), other.person.size());
    const int allowed = hasHan(one.person) || hasHan(other.person) ? (length > 2 ? 1 : 0)
                        : length >= 9                              ? 3
                        : length >= 5                              ? 2
                                                                   : 0;
    const auto fewest = std::min(one.personWords.size(), other.personWords.size());
    const int shared = std::min(sharedWords(one.personWords, other.personWords),
                                sharedWords(other.personWords, one.personWords));
    const int slips = editDistance(one.person, other.person, allowed);
    if (one.person == other.person)
        sum.add("person_same", points::SamePerson);
    else if (!one.personSound.isEmpty() && one.personSound == other.personSound)
        sum.add("person_sound", points::SoundsLikePerson);
    else if (slips <= allowed)
        sum.add("person_near", points::NearPerson, {QString::number(slips), QString::number(length)});
    else if (shared > 0 && shared >= fewest)
        sum.add("person_part", points::PartOfPerson);
    else if (shared > 0)
        sum.add("person_part", points::PartOfPerson / 2);
    else
        sum.add("person_other", points::OtherPerson);
}

// Of numbers that people copy by hand a slip says the same still; nearly.
void weighNumber(Weighing &sum, const QString &one, const QString &other, const char *same, int forSame,
                 const char *near, int forNear, const char *differs, int forOther)
{
    if (one.isEmpty() || other.isEmpty())
        return;
    if (one == other)
        sum.add(same, forSame);
    else if (std::min(one.size(), other.size()) >= 6 && editDistance(one, other, 1) <= 1)
        sum.add(near, forNear);
    else
        sum.add(differs, forOther);
}

void weighPersons(Weighing &sum, const MatchProfile &one, const MatchProfile &other)
{
    weighNumber(sum, one.idNumber, other.idNumber, "id_same", points::SameId, "id_near", points::NearId,
                "id_other", points::OtherId);
    weighPersonNames(sum, one, other);
    weighNumber(sum, one.birthday, other.birthday, "birthday_same", points::SameBirthday, "birthday_near",
                points::NearBirthday, "birthday_other", points::OtherBirthday);
    weighContacts(sum, one, other, points::OwnContact);
    if (!one.employer.isEmpty() && one.employer == other.employer) {
        sum.add("employer_same", points::SameEmployer);
    } else if (!one.company.isEmpty() && !other.company.isEmpty()) {
        const NameLikeness employer = likenessOf(one.company, other.company);
        const bool elsewhere = placesOf(one.company, other.company) == PlaceRelation::Other;
        if (employer.whole && !elsewhere)
            sum.add("employer_same", points::SameEmployer);
        else if (employer.points > 0 && !elsewhere)
            sum.add("employer_near", points::NearEmployer);
        else
            sum.add("employer_other", points::OtherEmployer);
    }
    switch (likeness(one.address, other.address)) {
        case AddressLikeness::Same:
            sum.add("address_same", points::SameHome);
            break;
        case AddressLikeness::Near:
            sum.add("address_near", points::NearHome);
            break;
        case AddressLikeness::Apart:
        case AddressLikeness::FarApart:
            sum.add("address_apart", points::OtherHome);
            break;
        case AddressLikeness::SamePlace:
        case AddressLikeness::Unknown:
            break;
    }
}

}  // namespace

MatchScore scoreOf(const MatchProfile &one, const MatchProfile &other)
{
    Weighing sum;
    if (one.isEmpty() || other.isEmpty())
        return sum.done();
    const bool isCompany = one.kind == MatchInput::Kind::Company || other.kind == MatchInput::Kind::Company;
    if (isCompany)
        weighCompanies(sum, one, other);
    else
        weighPersons(sum, one, other);
    const bool identified = !one.uscc.isEmpty() || !one.idNumber.isEmpty() || !one.phones.isEmpty() ||
                            !one.emails.isEmpty() || !one.company.isEmpty() || !one.address.isEmpty() ||
                            !one.birthday.isEmpty();
    if (one == other && identified)
        sum.atLeast(MostScore100);
    return sum.done();
}

}  // namespace dw
