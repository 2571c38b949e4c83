// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Why two records look like one, or like two. Add a line per message; keys are unique over all areas.
inline constexpr WordingLine MatchingWording[] = {
    {"match.uscc_same", QT_TRANSLATE_NOOP("wording", "same credit code")},
    {"match.uscc_other", QT_TRANSLATE_NOOP("wording", "another credit code")},
    {"match.name_same", QT_TRANSLATE_NOOP("wording", "same name")},
    {"match.name_unplaced", QT_TRANSLATE_NOOP("wording", "same name, one without its place")},
    {"match.name_elsewhere", QT_TRANSLATE_NOOP("wording", "such a name in %1 and in %2")},
    {"match.name_near", QT_TRANSLATE_NOOP("wording", "name differs by %1 of %2 characters")},
    {"match.name_sound", QT_TRANSLATE_NOOP("wording", "name sounds the same, %1 of %2 characters differ")},
    {"match.name_part", QT_TRANSLATE_NOOP("wording", "one name ends with the other")},
    {"match.name_begins", QT_TRANSLATE_NOOP("wording", "one name begins with the other")},
    {"match.name_words", QT_TRANSLATE_NOOP("wording", "%1 of %2 words of the name are the same")},
    {"match.name_other", QT_TRANSLATE_NOOP("wording", "another name")},
    {"match.place_confirmed", QT_TRANSLATE_NOOP("wording", "the address has the place of the name")},
    {"match.place_denied", QT_TRANSLATE_NOOP("wording", "the address lacks the place of the name")},
    {"match.group", QT_TRANSLATE_NOOP("wording", "one is a group")},
    {"match.branch", QT_TRANSLATE_NOOP("wording", "another branch")},
    {"match.phone_same", QT_TRANSLATE_NOOP("wording", "same phone")},
    {"match.phone_other", QT_TRANSLATE_NOOP("wording", "another phone")},
    {"match.email_same", QT_TRANSLATE_NOOP("wording", "same e-mail")},
    {"match.email_other", QT_TRANSLATE_NOOP("wording", "another e-mail")},
    {"match.domain_same", QT_TRANSLATE_NOOP("wording", "e-mails of one domain")},
    {"match.address_same", QT_TRANSLATE_NOOP("wording", "same address")},
    {"match.address_near", QT_TRANSLATE_NOOP("wording", "almost the same address")},
    {"match.address_place", QT_TRANSLATE_NOOP("wording", "addresses of one place")},
    {"match.address_apart", QT_TRANSLATE_NOOP("wording", "another address")},
    {"match.address_far", QT_TRANSLATE_NOOP("wording", "address in another place")},
    {"match.person_there", QT_TRANSLATE_NOOP("wording", "same contact person")},
    {"match.person_same", QT_TRANSLATE_NOOP("wording", "same name of the person")},
    {"match.person_sound", QT_TRANSLATE_NOOP("wording", "name of the person sounds the same")},
    {"match.person_near", QT_TRANSLATE_NOOP("wording", "name of the person differs by %1 of %2 characters")},
    {"match.person_part", QT_TRANSLATE_NOOP("wording", "names of the persons share a word")},
    {"match.person_other", QT_TRANSLATE_NOOP("wording", "another name of the person")},
    {"match.id_same", QT_TRANSLATE_NOOP("wording", "same ID number")},
    {"match.id_near", QT_TRANSLATE_NOOP("wording", "ID number differs by one character")},
    {"match.id_other", QT_TRANSLATE_NOOP("wording", "another ID number")},
    {"match.birthday_same", QT_TRANSLATE_NOOP("wording", "same birthday")},
    {"match.birthday_near", QT_TRANSLATE_NOOP("wording", "birthday differs by one digit")},
    {"match.birthday_other", QT_TRANSLATE_NOOP("wording", "another birthday")},
    {"match.employer_same", QT_TRANSLATE_NOOP("wording", "same company")},
    {"match.employer_near", QT_TRANSLATE_NOOP("wording", "almost the same company")},
    {"match.employer_other", QT_TRANSLATE_NOOP("wording", "another company")},
    {"match.field_same", QT_TRANSLATE_NOOP("wording", "same %1")},
    {"match.code_other", QT_TRANSLATE_NOOP("wording", "another code of those that are given out once")},
    {"match.capped",
     QT_TRANSLATE_NOOP("wording", "%2 records share one value (%1): not every pair of them was compared.")},
    {"match.by_code", QT_TRANSLATE_NOOP("wording", "code")},
    {"match.by_phone", QT_TRANSLATE_NOOP("wording", "phone")},
    {"match.by_email", QT_TRANSLATE_NOOP("wording", "e-mail")},
    {"match.by_domain", QT_TRANSLATE_NOOP("wording", "domain of the e-mail")},
    {"match.by_address", QT_TRANSLATE_NOOP("wording", "address")},
    {"match.by_name", QT_TRANSLATE_NOOP("wording", "a part of the name")},
    {"match.by_person", QT_TRANSLATE_NOOP("wording", "a part of the person's name")},
    {"match.by_birthday", QT_TRANSLATE_NOOP("wording", "birthday")},
};

}  // namespace dw
