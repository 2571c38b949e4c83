// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/matchprofile.h"

#include "core/base/normalise.h"
#include "core/base/text/pinyin.h"
#include "core/base/text/textfold.h"
#include "core/matching/comparabletext.h"

#include <algorithm>
#include <array>

namespace dw
{

namespace
{

// Who has an address there has nothing in common with the others.
constexpr std::array<QStringView, 24> PublicMail{
    u"126.com",     u"139.com",    u"163.com",     u"163.net",   u"188.com",     u"189.cn",
    u"21cn.com",    u"aliyun.com", u"foxmail.com", u"gmail.com", u"gmx.de",      u"gmx.net",
    u"hotmail.com", u"icloud.com", u"live.com",    u"mail.ru",   u"outlook.com", u"qq.com",
    u"sina.cn",     u"sina.com",   u"sohu.com",    u"tom.com",   u"yahoo.com",   u"yeah.net"};

constexpr qsizetype FewestDigits = 7;
constexpr qsizetype LongestCode = 40;
constexpr qsizetype MostOfAKind = 10;

QString digitsOf(QStringView text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits.append(QChar(u'0' + c.digitValue()));
    }
    return digits;
}

QString comparablePhone(const QString &given)
{
    const QString text = toHalfWidth(QStringView(given).first(std::min(given.size(), LongestCode)));
    if (const auto normal = normalisePhone(text); normal.ok())
        return normal->section(QLatin1Char(';'), 0, 0);
    // 0431-75555344-431: what hangs on by a dash is an extension where the rest is a number.
    if (const qsizetype dash = text.lastIndexOf(u'-'); dash > 0) {
        if (const auto normal = normalisePhone(QStringView(text).first(dash)); normal.ok())
            return normal->section(QLatin1Char(';'), 0, 0);
    }
    // A number of another country without its code is as good a number to compare.
    const QString digits = digitsOf(text);
    return digits.size() < FewestDigits ? QString() : digits;
}

QString comparableEmail(const QString &given)
{
    const auto normal = normaliseEmail(given.left(MaxComparedText));
    if (!normal.ok())
        return {};
    const QString lower = normal->toLower();
    const qsizetype at = lower.indexOf(u'@'), tag = lower.indexOf(u'+');
    return tag > 0 && tag < at ? QString(lower.left(tag) + lower.sliced(at)) : lower;
}

QStringList sortedOnce(const QStringList &given, QString (*normal)(const QString &))
{
    QStringList all;
    for (const QString &one : given.first(std::min(given.size(), MostOfAKind))) {
        if (const QString text = normal(one); !text.isEmpty() && !all.contains(text))
            all.append(text);
    }
    all.sort();
    return all;
}

}  // namespace

bool MatchProfile::isEmpty() const
{
    return company.isEmpty() && person.isEmpty() && uscc.isEmpty() && idNumber.isEmpty() &&
           phones.isEmpty() && emails.isEmpty();
}

MatchProfile matchProfile(const MatchInput &input)
{
    MatchProfile profile;
    profile.kind = input.kind;
    profile.address = postalAddress(input.address, input.city);
    profile.company = companyName(input.company, profile.address.text);
    profile.personWords = wordsOf(comparableText(input.person));
    profile.personWords.sort();
    profile.person = profile.personWords.join(QString());
    profile.personSound = PinyinTable().full(profile.person);
    if (const auto uscc =
            normaliseUscc(QStringView(input.uscc).first(std::min(input.uscc.size(), LongestCode)));
        uscc.ok())
        profile.uscc = *uscc;
    profile.employer = input.employer;
    profile.idNumber = lettersOf(comparableText(input.idNumber)).left(LongestCode);
    profile.birthday = digitsOf(input.birthday.left(LongestCode));
    profile.phones = sortedOnce(input.phones, comparablePhone);
    profile.emails = sortedOnce(input.emails, comparableEmail);
    for (const QString &email : std::as_const(profile.emails)) {
        const QString domain = email.sliced(email.indexOf(u'@') + 1);
        if (!profile.domains.contains(domain) &&
            std::find(PublicMail.begin(), PublicMail.end(), QStringView(domain)) == PublicMail.end())
            profile.domains.append(domain);
    }
    return profile;
}

}  // namespace dw
