// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/normalise.h"

#include "core/base/text/textfold.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <optional>

namespace dw
{

namespace
{

Error invalid(const char *key, QStringView input, const QStringList &more = {})
{
    return Error(ErrorCode::Invalid, QString::fromLatin1(key), QStringList{input.toString()} + more);
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isAsciiAlnum(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isPhoneSeparator(QChar c)
{
    return c.isSpace() || c == u'-' || c == u'.' || c == u'(' || c == u')' || c == u'/' || c == u'\u2010' ||
           c == u'\u2011' || c == u'\u2012' || c == u'\u2013' || c == u'\u2014' || c == u'\u2212';
}

// Cuts "ext. 12", "x12", "#12", "转12" off `text`; nothing if there is none.
QString takeExtension(QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral(
            "\\s*[,;]?\\s*(?:;ext=|extension|ext\\.?|x|#|转|轉|分机)\\s*[:.]?\\s*([0-9]{1,8})\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch() || match.capturedStart() == 0)
        return {};
    text.truncate(match.capturedStart());
    return match.captured(1);
}

// Area codes of the mainland: 010 and 02x have three digits with the 0, all others four.
qsizetype areaCodeLength(QStringView withZero)
{
    return withZero.startsWith(QLatin1String("010")) || withZero.startsWith(QLatin1String("02")) ? 3 : 4;
}

Result<QString> mainlandNumber(QString digits, QStringView input)
{
    if (digits.startsWith(u'1') && !digits.startsWith(QLatin1String("10"))) {
        if (digits.size() != 11)
            return invalid("phone.mobile_length", input, {QString::number(digits.size())});
        if (digits[1] < u'3')
            return invalid("phone.mobile_prefix", input);
        return QString(QLatin1String("+86") + digits);
    }
    const bool service = digits.startsWith(QLatin1String("400")) || digits.startsWith(QLatin1String("800"));
    if (service && digits.size() == 10)
        return QString(QLatin1String("+86") + digits);
    if (!digits.startsWith(u'0'))
        return invalid("phone.area_code", input);
    // 013800138000: the trunk 0 before a mobile number.
    if (digits.size() == 12 && digits[1] == u'1' && digits[2] >= u'3')
        return QString(QLatin1String("+86") + digits.sliced(1));
    const qsizetype area = areaCodeLength(digits);
    if (digits.size() < area || (digits[1] == u'1' && digits[2] != u'0'))
        return invalid("phone.area_code", input);
    const qsizetype rest = digits.size() - area;
    if (rest < 7 || rest > 8)
        return invalid("phone.landline_length", input, {digits.left(area)});
    return QString(QLatin1String("+86") + digits.sliced(1));
}

bool isDomain(QStringView domain)
{
    if (domain.size() > 253 || !domain.contains(u'.'))
        return false;
    const QList<QStringView> labels = domain.split(u'.');
    for (const QStringView label : labels) {
        if (label.isEmpty() || label.size() > 63 || label.startsWith(u'-') || label.endsWith(u'-'))
            return false;
        const bool sane = std::all_of(label.begin(), label.end(), [](QChar c) {
            return isAsciiAlnum(c) || c == u'-' || (c.unicode() >= 0x80 && c.isLetterOrNumber());
        });
        if (!sane)
            return false;
    }
    return !isDigit(labels.last().front());
}

constexpr QLatin1String UsccAlphabet("0123456789ABCDEFGHJKLMNPQRTUWXY");

}  // namespace

Result<QString> normalisePhone(QStringView text)
{
    QString rest = toHalfWidth(text).trimmed();
    if (rest.isEmpty())
        return invalid("phone.empty", text);
    const QString extension = takeExtension(rest);
    QString digits;
    bool plus = false;
    for (qsizetype i = 0; i < rest.size(); ++i) {
        const QChar c = rest[i];
        if (isDigit(c))
            digits.append(c);
        else if (c == u'+' && digits.isEmpty() && !plus)
            plus = true;
        else if (!isPhoneSeparator(c))
            return invalid("phone.characters", text);
    }
    if (digits.isEmpty())
        return invalid("phone.characters", text);
    if (!plus && digits.startsWith(QLatin1String("00"))) {
        plus = true;
        digits.remove(0, 2);
    }
    // "86 138 0013 8000" is written so often that it is read as with its +.
    if (!plus && digits.size() == 13 && digits.startsWith(QLatin1String("861")))
        plus = true;

    QString number;
    if (!plus || digits.startsWith(QLatin1String("86"))) {
        if (plus) {
            digits.remove(0, 2);
            const bool service = digits.size() == 10 && (digits.startsWith(QLatin1String("400")) ||
                                                         digits.startsWith(QLatin1String("800")));
            // Abroad the trunk 0 is left out, and some write it all the same: +86 (0)574.
            const bool mobile = digits.startsWith(u'1') && !digits.startsWith(QLatin1String("10"));
            if (!mobile && !service && !digits.startsWith(u'0'))
                digits.prepend(u'0');
        }
        DW_ASSIGN(number, mainlandNumber(digits, text));
    } else {
        if (digits.size() < 7 || digits.size() > 15 || digits.startsWith(u'0'))
            return invalid("phone.length", text);
        number = u'+' + digits;
    }
    return extension.isEmpty() ? number : QString(number + QLatin1String(";ext=") + extension);
}

Result<QString> normaliseEmail(QStringView text)
{
    const QString address = toHalfWidth(text).trimmed();
    if (address.isEmpty())
        return invalid("email.empty", text);
    if (address.count(u'@') != 1)
        return invalid("email.at", text);
    const qsizetype at = address.indexOf(u'@');
    const QString local = address.left(at);
    const QString domain = address.sliced(at + 1).toLower();
    const bool sane = std::all_of(local.begin(), local.end(), [](QChar c) {
        return isAsciiAlnum(c) || (c.unicode() >= 0x80 && c.isLetterOrNumber()) ||
               QLatin1String("!#$%&'*+-/=?^_`{|}~.").contains(c);
    });
    if (local.isEmpty() || local.size() > 64 || !sane || local.startsWith(u'.') || local.endsWith(u'.') ||
        local.contains(QLatin1String("..")))
        return invalid("email.local", text);
    if (!isDomain(domain))
        return invalid("email.domain", text);
    return QString(local + u'@' + domain);
}

Result<QString> normaliseUrl(QStringView text)
{
    QString address = toHalfWidth(text).trimmed();
    if (address.isEmpty())
        return invalid("url.empty", text);
    static const QRegularExpression scheme(
        QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]*):(?![0-9]+(?:[/?#]|$))"));
    const QRegularExpressionMatch match = scheme.match(address);
    if (match.hasMatch()) {
        const QString name = match.captured(1).toLower();
        if (name != QLatin1String("http") && name != QLatin1String("https"))
            return invalid("url.scheme", text);
        if (!QStringView(address).sliced(match.capturedEnd()).startsWith(QLatin1String("//")))
            return invalid("url.host", text);
    } else {
        while (address.startsWith(u'/'))
            address.remove(0, 1);
        address.prepend(QLatin1String("https://"));
    }
    const bool broken = std::any_of(address.begin(), address.end(),
                                    [](QChar c) { return c.isSpace() || c.unicode() < 0x20; });
    const QUrl url(address, QUrl::StrictMode);
    if (broken || !url.isValid() || !url.userInfo().isEmpty() || !isDomain(url.host()))
        return invalid("url.host", text);
    return url.toString(QUrl::FullyEncoded);
}

QChar usccCheckCharacter(QStringView first17)
{
    if (first17.size() != 17)
        return {};
    int weight = 1, sum = 0;
    for (const QChar c : first17) {
        const qsizetype value = UsccAlphabet.indexOf(c);
        if (value < 0)
            return {};
        sum += int(value) * weight;
        weight = weight * 3 % 31;
    }
    return QLatin1Char(UsccAlphabet[(31 - sum % 31) % 31]);
}

Result<QString> normaliseUscc(QStringView text)
{
    QString code = toHalfWidth(text).toUpper();
    code.removeIf([](QChar c) { return c.isSpace() || c == u'-'; });
    if (code.size() != 18)
        return invalid("uscc.length", text, {QString::number(code.size())});
    for (const QChar c : code) {
        if (!UsccAlphabet.contains(c))
            return invalid("uscc.character", text, {QString(c)});
    }
    const QChar check = usccCheckCharacter(QStringView(code).left(17));
    if (check != code.back())
        return invalid("uscc.check_digit", text, {QString(check)});
    return code;
}

}  // namespace dw
