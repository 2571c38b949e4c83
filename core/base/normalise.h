// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace dw
{

// Pure, thread-safe. Each takes what a person or a file gives (full-width forms, spaces around) and returns
// the one form that is stored and compared, or an Error of code Invalid whose first argument is the input as
// given.

// E.164: "+8613800138000"; an extension follows as ";ext=12" (RFC 3966). Spaces, dashes, dots, brackets and
// slashes part digits. Without + or 00 a number is mainland Chinese: a mobile number (11 digits, ^1[3-9]), a
// landline with its area code (0574-87654321, also 400 and 800 service numbers). +86 and 0086 are held to the
// same rules; all others to 7 to 15 digits. Errors: phone.empty, .characters, .mobile_length, .mobile_prefix,
// .area_code, .landline_length, .length.
Result<QString> normalisePhone(QStringView text);

// The domain in lower case; the part before the @ is kept, as it may be case-sensitive (RFC 5321 2.3.11).
// Errors: email.empty, .at, .local, .domain.
Result<QString> normaliseEmail(QStringView text);

// With https:// where no scheme is given, scheme and host in lower case, no user name or password. Only http
// and https, and a host with a dot. Errors: url.empty, .scheme, .host.
Result<QString> normaliseUrl(QStringView text);

// Unified social credit code, 18 characters, upper case, check character of GB 32100-2015 (ISO 7064 style,
// modulus 31, weights 3^i mod 31). Errors: uscc.length, .character, .check_digit (the right one is the second
// argument).
Result<QString> normaliseUscc(QStringView text);
// The check character for 17 valid characters; a null QChar otherwise.
QChar usccCheckCharacter(QStringView first17);

}  // namespace dw
