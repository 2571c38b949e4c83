// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/currencycode.h"

#include <QString>

#include <unicode/ucal.h>
#include <unicode/ucurr.h>

namespace dw
{

bool isStandard(Currency currency)
{
    UErrorCode status = U_ZERO_ERROR;
    const QString code = currency.code();
    const UBool known =
        ucurr_isAvailable(reinterpret_cast<const UChar *>(code.utf16()), U_DATE_MIN, U_DATE_MAX, &status);
    return !currency.isNull() && U_SUCCESS(status) && known;
}

}  // namespace dw
