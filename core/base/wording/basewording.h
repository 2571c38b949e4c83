// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wording.h"

#include <QtGlobal>

namespace dw
{

// Messages of files, JSON, input parsing and normalising. Add a line per message; keys are unique over all
// areas.
inline constexpr WordingLine BaseWording[] = {
    {"file.not_found", QT_TRANSLATE_NOOP("wording", "%1 does not exist. Check the path.")},
    {"file.read_failed", QT_TRANSLATE_NOOP("wording", "%1 could not be read: %2")},
    {"json.too_large", QT_TRANSLATE_NOOP("wording", "%1 is larger than the %2 bytes that are allowed.")},
    {"json.too_deep", QT_TRANSLATE_NOOP("wording", "%1, line %2, column %3: nested deeper than %4 levels.")},
    {"json.syntax", QT_TRANSLATE_NOOP("wording", "%1, line %2, column %3: %4")},
    {"input.number_empty", QT_TRANSLATE_NOOP("wording", "Type a number, such as 1286000 or 128.6 万.")},
    {"input.number_unreadable",
     QT_TRANSLATE_NOOP("wording", "“%1” is not a number. Write it like 1286000, 1,286,000 or 128.6 万.")},
    {"input.number_ambiguous",
     QT_TRANSLATE_NOOP("wording",
                       "“%1” can be read in two ways. Write it without a separator for thousands.")},
    {"input.number_too_large", QT_TRANSLATE_NOOP("wording", "“%1” is larger than can be stored.")},
    {"input.date_empty", QT_TRANSLATE_NOOP("wording", "Type a date, such as 2026-11-19.")},
    {"input.date_unreadable",
     QT_TRANSLATE_NOOP("wording", "“%1” is not a date. Write it like 2026-11-19 or 19 Nov.")},
    {"input.date_missing", QT_TRANSLATE_NOOP("wording", "“%1”: this day does not exist.")},
    {"phone.empty", QT_TRANSLATE_NOOP("wording", "Type a phone number.")},
    {"phone.characters", QT_TRANSLATE_NOOP("wording", "“%1” holds characters that no phone number has.")},
    {"phone.mobile_length",
     QT_TRANSLATE_NOOP("wording", "“%1”: a mainland mobile number has 11 digits, this has %2.")},
    {"phone.mobile_prefix",
     QT_TRANSLATE_NOOP("wording", "“%1”: no mainland mobile number begins like this.")},
    {"phone.area_code",
     QT_TRANSLATE_NOOP("wording", "“%1”: a landline needs its area code, as in 0574-8765 4321.")},
    {"phone.landline_length",
     QT_TRANSLATE_NOOP("wording", "“%1”: after the area code %2 a landline has 7 or 8 digits.")},
    {"phone.length",
     QT_TRANSLATE_NOOP("wording", "“%1”: an international number has 7 to 15 digits after the +.")},
    {"email.empty", QT_TRANSLATE_NOOP("wording", "Type an e-mail address.")},
    {"email.at", QT_TRANSLATE_NOOP("wording", "“%1”: an e-mail address has exactly one @.")},
    {"email.local", QT_TRANSLATE_NOOP("wording", "“%1”: the part before the @ is not valid.")},
    {"email.domain",
     QT_TRANSLATE_NOOP("wording", "“%1”: the part after the @ is not a domain such as example.com.")},
    {"url.empty", QT_TRANSLATE_NOOP("wording", "Type a web address.")},
    {"url.scheme", QT_TRANSLATE_NOOP("wording", "“%1”: only http and https addresses are kept.")},
    {"url.host", QT_TRANSLATE_NOOP("wording", "“%1”: a web address needs a host such as example.com.")},
    {"uscc.length",
     QT_TRANSLATE_NOOP("wording", "“%1”: a unified social credit code has 18 characters, this has %2.")},
    {"uscc.character",
     QT_TRANSLATE_NOOP("wording", "“%1”: character %2 cannot stand in a unified social credit code.")},
    {"uscc.check_digit",
     QT_TRANSLATE_NOOP("wording",
                       "“%1”: the check character should be %2. Compare it with the business licence.")},
};

}  // namespace dw
