// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/companyname.h"
#include "core/matching/postaladdress.h"

#include <QString>
#include <QStringList>

namespace dw
{

// What is known of a company or a person, as given. Empty: not known.
struct MatchInput
{
    enum class Kind { Company, Person };
    Kind kind = Kind::Company;
    QString company;  // the name; of a person where they work
    QString person;   // the name; of a company whom one speaks to there
    QString uscc;
    QString employer;  // of a person: a key of the record they work at; compared as it is
    QString idNumber;  // of a person
    QString birthday;  // of a person
    QStringList phones;
    QStringList emails;
    QString address;
    QString city;
};

// The same brought to one form, made once for a record and compared many times. About a kilobyte.
struct MatchProfile
{
    MatchInput::Kind kind = MatchInput::Kind::Company;
    CompanyName company;
    QString person;       // comparable letters, of Latin names the words sorted: family name first or last
    QString personSound;  // in pinyin
    QStringList personWords;
    QString uscc;  // empty unless its check character is right
    QString employer;
    QString idNumber;     // letters and digits
    QString birthday;     // digits
    QStringList phones;   // E.164 without extension where it is a number, else its digits; sorted, each once
    QStringList emails;   // lower case, without what is behind a +; sorted, each once
    QStringList domains;  // of the e-mails, without those of public mail providers
    PostalAddress address;

    // Nothing to find another one by.
    bool isEmpty() const;
    friend bool operator==(const MatchProfile &, const MatchProfile &) = default;
};

// Any text may come in; what is no phone number, e-mail or credit code is left out of the comparison. Pure,
// thread-safe.
MatchProfile matchProfile(const MatchInput &input);

}  // namespace dw
