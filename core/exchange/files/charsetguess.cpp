// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/charsetguess.h"

#include <QString>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace dw
{

namespace
{

using Byte = unsigned char;

struct Score
{
    const char *charset;
    double value;  // 0 (impossible) to 1 (as real text is)
};

CharsetGuess made(const QByteArray &charset, int confidence, const QString &why, bool bom = false)
{
    CharsetGuess guess;
    guess.charset = charset;
    guess.confidence = confidence;
    guess.bom = bom;
    guess.why.key = why;
    guess.why.arguments = QStringList{QString::fromLatin1(charset)};
    return guess;
}

struct Decoded
{
    QString text;
    qint64 faults = 0;  // undecodable places
};

// A character cut off at the end is forgiven unless the sample is whole.
Decoded decoded(const char *charset, QByteArrayView sample, bool whole)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset, &status),
                                                                       &ucnv_close);
    if (U_FAILURE(status))
        return {{}, sample.size()};
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    Decoded result;
    result.text = QString(2 * sample.size() + 64, Qt::Uninitialized);
    UChar *target = reinterpret_cast<UChar *>(result.text.data());
    UChar *const start = target;
    UChar *const limit = start + result.text.size();
    const char *source = sample.data();
    const char *const end = sample.data() + sample.size();
    for (;;) {
        status = U_ZERO_ERROR;
        ucnv_toUnicode(converter.get(), &target, limit, &source, end, nullptr, whole, &status);
        if (U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR)
            break;
        ++result.faults;
        if (source == end)
            break;
    }
    result.text.resize(target - start);
    return result;
}

// 1 without faults, 0 from one fault in a hundred units on: real files have a damaged byte here and there.
double soundness(const Decoded &text)
{
    if (text.faults == 0)
        return 1;
    return std::max(0.0,
                    1.0 - 100.0 * double(text.faults) / double(std::max<qsizetype>(1, text.text.size()))) *
           0.9;
}

// The characters that Chinese business text repeats most, simplified and traditional.
bool veryCommon(char16_t c)
{
    static const QString common = QStringLiteral(
        "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对"
        "公司限市区号路省县业理产品名称电话地址日期客户金额技术科实发展服务信息工程经营部门项目联系"
        "這個們國會時為說對過學來業產稱電話號縣區務實發經營門項聯繫價錢數點還與從開關東車長馬書見"
        "，。、（）：；！？年月元");
    return common.contains(QChar(c));
}

// How much the text looks like something that people wrote: Han by commonness, no controls, no private use.
double usualness(const QString &text)
{
    qint64 good = 0, counted = 0;
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if (u == u'\n' || u == u'\r' || u == u'\t')
            continue;
        counted += 1;
        if (u >= 0x20 && u < 0x7F)
            ++good;
        else if (u >= 0x4E00 && u < 0xA000)
            ++good;
        else if (c.isLetterOrNumber() && u < 0x2000)
            ++good;
        else if (u >= 0x3000 && u < 0x3100)
            ++good;
        else if (u >= 0xFF00 && u < 0xFFF0)
            ++good;
    }
    return counted == 0 ? 0 : double(good) / double(counted);
}

double utf16Score(QByteArrayView sample, bool little)
{
    const QByteArrayView even = sample.first(sample.size() & ~qsizetype(1));
    const auto text = decoded(little ? "UTF-16LE" : "UTF-16BE", even, false);
    // A table has line ends or at least ASCII digits, letters and delimiters; swapped bytes have next to
    // none.
    if (text.faults > 0 || text.text.contains(QChar(u'\0')))
        return 0;
    const qsizetype ascii =
        std::count_if(text.text.cbegin(), text.text.cend(), [](QChar c) { return c.unicode() < 0x80; });
    const double asciiShare = double(ascii) / double(std::max<qsizetype>(1, text.text.size()));
    return asciiShare < 0.02 ? 0 : usualness(text.text);
}

// Double bytes of one Chinese charset: the share that are common characters or punctuation of it.
template <typename IsCommon>
double doubleByteScore(const char *charset, QByteArrayView sample, bool whole, IsCommon isCommon)
{
    const auto text = decoded(charset, sample, whole);
    const double sound = soundness(text);
    if (sound <= 0)
        return 0;
    qint64 pairs = 0, common = 0;
    for (qsizetype i = 0; i + 1 < sample.size(); ++i) {
        const Byte lead = Byte(sample[i]);
        if (lead < 0x80)
            continue;
        const Byte trail = Byte(sample[++i]);
        ++pairs;
        if (isCommon(lead, trail))
            ++common;
    }
    qint64 frequent = 0, beyondAscii = 0;
    for (const QChar c : text.text) {
        if (c.unicode() < 0x80)
            continue;
        ++beyondAscii;
        if (veryCommon(c.unicode()))
            ++frequent;
    }
    if (pairs == 0 || beyondAscii == 0)
        return 0;
    // Real text takes well over a twentieth of its characters from the list of the most frequent ones.
    const double often = std::min(1.0, double(frequent) / double(beyondAscii) / 0.05);
    return sound * (0.75 * double(common) / double(pairs) + 0.25 * often);
}

double windows1252Score(QByteArrayView sample)
{
    qint64 high = 0, good = 0;
    const auto letterAt = [&](qsizetype i) {
        return i >= 0 && i < sample.size() && ((Byte(sample[i]) | 0x20) >= 'a') &&
               ((Byte(sample[i]) | 0x20) <= 'z');
    };
    for (qsizetype i = 0; i < sample.size(); ++i) {
        const Byte b = Byte(sample[i]);
        if (b < 0x80)
            continue;
        ++high;
        if (b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D)
            return 0;
        const bool letter = b >= 0xC0 && b != 0xD7 && b != 0xF7;
        const bool lower = b >= 0xDF;
        // An accented letter has a letter beside it; a capital one does not follow a small letter.
        const bool afterSmall = i > 0 && sample[i - 1] >= 'a' && sample[i - 1] <= 'z';
        if (letter && (letterAt(i - 1) || letterAt(i + 1)) && (lower || !afterSmall))
            ++good;
        else if (b == 0x80 || (b >= 0x91 && b <= 0x97) || b == 0x85 || b == 0xA0 || b == 0xA3 || b == 0xA9 ||
                 b == 0xAB || b == 0xAE || b == 0xB0 || b == 0xB2 || b == 0xB3 || b == 0xB5 || b == 0xBA ||
                 b == 0xBB || b == 0xBF)
            ++good;
    }
    return high == 0 ? 0 : double(good) / double(high);
}

std::optional<CharsetGuess> askDetector(QByteArrayView sample, bool whole)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                              &ucsdet_close);
    if (U_FAILURE(status))
        return std::nullopt;
    ucsdet_setText(detector.get(), sample.data(), int32_t(sample.size()), &status);
    int32_t count = 0;
    const UCharsetMatch **matches = ucsdet_detectAll(detector.get(), &count, &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
        const QByteArray name(ucsdet_getName(matches[i], &status));
        const int confidence = ucsdet_getConfidence(matches[i], &status);
        if (U_FAILURE(status) || confidence < 15 || name.startsWith("UTF-") || name.startsWith("ISO-2022"))
            continue;
        if (decoded(name.constData(), sample, whole).faults == 0)
            return made(name, confidence, QStringLiteral("exchange.why_detector"));
    }
    return std::nullopt;
}

}  // namespace

CharsetGuess CharsetGuess::of(QByteArrayView sample, bool whole)
{
    const QString bomKey = QStringLiteral("exchange.why_bom");
    if (sample.startsWith("\xEF\xBB\xBF"))
        return made("UTF-8", 100, bomKey, true);
    if (sample.startsWith(QByteArrayView("\xFF\xFE\0\0", 4)))
        return made("UTF-32LE", 95, bomKey, true);
    if (sample.startsWith("\xFF\xFE"))
        return made("UTF-16LE", 100, bomKey, true);
    if (sample.startsWith("\xFE\xFF"))
        return made("UTF-16BE", 100, bomKey, true);

    const bool nuls = sample.contains('\0');
    const bool ascii = std::none_of(sample.begin(), sample.end(), [](char c) { return Byte(c) >= 0x80; });
    if (ascii && !nuls)
        return made("UTF-8", 100, QStringLiteral("exchange.why_ascii"));
    const Decoded utf8 = decoded("UTF-8", sample, whole);
    const qsizetype multibyte =
        std::count_if(utf8.text.cbegin(), utf8.text.cend(), [](QChar c) { return c.unicode() >= 0x80; });
    // Other charsets give UTF-8 decoders a fault at nearly every such character.
    if (!nuls && multibyte > 0 && utf8.faults * 20 <= multibyte)
        return made("UTF-8", utf8.faults == 0 ? 99 : 80, QStringLiteral("exchange.why_utf8"));

    const double little = utf16Score(sample, true);
    const double big = utf16Score(sample, false);
    if (std::max(little, big) > 0.9)
        return made(little >= big ? "UTF-16LE" : "UTF-16BE", nuls ? 95 : 80,
                    QStringLiteral("exchange.why_utf16"));

    Score scores[] = {
        {"GB18030", doubleByteScore("GB18030", sample, whole,
                                    [](Byte lead, Byte trail) {
                                        return trail >= 0xA1 && ((lead >= 0xB0 && lead <= 0xD7) ||
                                                                 (lead >= 0xA1 && lead <= 0xA3));
                                    })},
        {"Big5", doubleByteScore("Big5", sample, whole,
                                 [](Byte lead, Byte) { return lead >= 0xA1 && lead <= 0xC6; })},
        {"windows-1252", windows1252Score(sample)},
    };
    std::stable_sort(std::begin(scores), std::end(scores),
                     [](const Score &a, const Score &b) { return a.value > b.value; });
    if (scores[0].value < 0.5) {
        if (auto detected = askDetector(sample, whole))
            return *detected;
    }
    if (scores[0].value > 0) {
        const double lead = scores[0].value - scores[1].value;
        CharsetGuess guess =
            made(scores[0].charset,
                 std::clamp(int(std::lround(100 * scores[0].value * std::min(1.0, 0.5 + 2 * lead))), 1, 98),
                 QStringLiteral("exchange.why_frequency"));
        if (lead < 0.15 && scores[1].value > 0.3)
            guess.alternative = scores[1].charset;
        return guess;
    }
    // Nothing decodes without a fault: UTF-8, whose faults the reader then names one by one.
    return made("UTF-8", 5, QStringLiteral("exchange.why_nothing"));
}

}  // namespace dw
