// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/textfold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>

namespace dw
{

namespace
{

// The instances belong to ICU: immutable, shared, never closed.
const UNormalizer2 *nfcInstance()
{
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_getNFCInstance(&status);
}

const UNormalizer2 *foldInstance()
{
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_getNFKCCasefoldInstance(&status);
}

QString normalized(const UNormalizer2 *normalizer, QStringView text)
{
    if (!normalizer)
        return text.toString();
    QString out(text.size() + 16, Qt::Uninitialized);
    for (;;) {
        UErrorCode status = U_ZERO_ERROR;
        const int32_t length =
            unorm2_normalize(normalizer, reinterpret_cast<const UChar *>(text.utf16()), int32_t(text.size()),
                             reinterpret_cast<UChar *>(out.data()), int32_t(out.size()), &status);
        if (status == U_BUFFER_OVERFLOW_ERROR) {
            out.resize(length);
            continue;
        }
        if (U_FAILURE(status))
            return text.toString();
        out.resize(length);
        return out;
    }
}

bool isPlain(char16_t c)
{
    return c < 0x80 || (c >= 0x4e00 && c <= 0x9fff);
}

// Latin letters that have no decomposition, yet are typed by their base letter.
QLatin1String baseOfStrokedLetter(char32_t c)
{
    switch (c) {
        case 0x00e6:
            return QLatin1String("ae");
        case 0x0153:
            return QLatin1String("oe");
        case 0x00f8:
            return QLatin1String("o");
        case 0x0142:
            return QLatin1String("l");
        case 0x0111:
        case 0x00f0:
            return QLatin1String("d");
        case 0x0127:
            return QLatin1String("h");
        case 0x0131:
            return QLatin1String("i");
        case 0x0167:
            return QLatin1String("t");
        case 0x00fe:
            return QLatin1String("th");
        default:
            return {};
    }
}

bool isLatin(char32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    return c < 0x2000 && uscript_getScript(UChar32(c), &status) == USCRIPT_LATIN;
}

QString withoutLatinMarks(const QString &text)
{
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return isPlain(c.unicode()); }))
        return text;
    const UNormalizer2 *normalizer = nfcInstance();
    QString out;
    out.reserve(text.size());
    bool afterLatin = false;
    for (qsizetype i = 0; i < text.size();) {
        UChar32 c = 0;
        const qsizetype start = i;
        U16_NEXT(text.utf16(), i, text.size(), c);
        if (isPlain(char16_t(c)) && c < 0x10000) {
            afterLatin = c < 0x80 && u_isalpha(c);
            out.append(QChar(char16_t(c)));
            continue;
        }
        if (afterLatin && u_charType(c) == U_NON_SPACING_MARK)
            continue;
        afterLatin = isLatin(char32_t(c));
        if (!afterLatin) {
            out.append(QStringView(text).sliced(start, i - start));
            continue;
        }
        // Decompose down to the base letter: ấ -> â + ´ -> a.
        UChar32 base = c;
        for (;;) {
            UChar parts[8];
            UErrorCode status = U_ZERO_ERROR;
            const int32_t length = unorm2_getRawDecomposition(normalizer, base, parts, 8, &status);
            if (length <= 0 || U_FAILURE(status))
                break;
            int32_t at = 0;
            U16_NEXT(parts, at, length, base);
        }
        const QLatin1String stroked = baseOfStrokedLetter(char32_t(base));
        if (stroked.isEmpty())
            out.append(QStringView(QChar::fromUcs4(char32_t(base))));
        else
            out.append(stroked);
    }
    return out;
}

}  // namespace

QString nfc(QStringView text)
{
    // Below U+0300 everything is composed already, and so is every unified ideograph.
    if (std::all_of(text.begin(), text.end(),
                    [](QChar c) { return c.unicode() < 0x300 || isPlain(c.unicode()); }))
        return text.toString();
    return normalized(nfcInstance(), text);
}

QString foldForSearch(QStringView text)
{
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return isPlain(c.unicode()); })) {
        QString out = text.toString();
        for (QChar &c : out) {
            if (c >= u'A' && c <= u'Z')
                c = QChar(char16_t(c.unicode() + 32));
        }
        return out;
    }
    return withoutLatinMarks(normalized(foldInstance(), text));
}

QString toHalfWidth(QStringView text)
{
    QString out = text.toString();
    for (QChar &c : out) {
        if (c >= QChar(0xff01) && c <= QChar(0xff5e))
            c = QChar(char16_t(c.unicode() - 0xfee0));
        else if (c == QChar(0x3000))
            c = u' ';
    }
    return out;
}

}  // namespace dw
