// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/comparabletext.h"
#include "core/matching/matchscore.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <string>
#include <vector>

namespace dw::test
{

namespace
{

QString oneOf(const std::vector<const char *> &texts)
{
    return QString::fromUtf8(*rc::gen::elementOf(texts));
}

QString digits(int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text.append(QChar(u'0' + *rc::gen::inRange(0, 10)));
    return text;
}

// From few parts, so that two often have something in common.
MatchInput anyInput()
{
    MatchInput input;
    const bool person = *rc::gen::arbitrary<bool>();
    input.kind = person ? MatchInput::Kind::Person : MatchInput::Kind::Company;
    input.company = oneOf({"", "合肥", "北京市", "安乡", "双牌县"}) +
                    oneOf({"辰盈", "辰赢", "中泰", "华远达", "鑫達", "Acme ", "Blue Sky "}) +
                    oneOf({"商贸", "贸易", "物流", "", "Trading"}) +
                    oneOf({"有限公司", "集团", "有限公司芜湖分公司", " Ltd.", "", "（大连）有限公司"});
    input.person = oneOf({"", "王晓明", "王小明", "Anna Berg", "Berg Anna", "欧阳娜"});
    input.address = oneOf({"", "安徽省合肥市蜀山区长江西路88号", "合肥市蜀山区长江西路88号", "12 Main St.",
                           "14 main street", "湖南省永州市双牌县1号"});
    input.uscc = oneOf({"", "", "914403001922038216", "91110000600007156J", "wrong"});
    input.phones =
        QStringList{oneOf({"", "0551-65556268", "0551-65556268-12", "138 0013 8000", "310/246-1501"}),
                    QStringLiteral("1390000") + digits(4)};
    input.emails = QStringList{oneOf({"", "a@b.example", "c+d@b.example", "x@163.com", "no mail"})};
    input.birthday = oneOf({"", "1980-01-02", "1980-02-01"});
    input.idNumber = oneOf({"", "6988048", "6988084"});
    return input;
}

QString widened(const QString &text)
{
    QString wide = text;
    for (QChar &c : wide) {
        if (c.unicode() > 0x20 && c.unicode() < 0x7f)
            c = QChar(char16_t(c.unicode() + 0xfee0));
    }
    return wide;
}

// The same, as another program or another keyboard writes it.
MatchInput otherwiseWritten(MatchInput input)
{
    const auto each = [&](QString (*write)(const QString &)) {
        input.company = write(input.company);
        input.person = write(input.person);
        input.address = write(input.address);
        input.uscc = write(input.uscc);
        for (QString &phone : input.phones)
            phone = write(phone);
        for (QString &email : input.emails)
            email = write(email);
    };
    if (*rc::gen::arbitrary<bool>())
        each([](const QString &text) { return text.toUpper(); });
    if (*rc::gen::arbitrary<bool>())
        each([](const QString &text) {
            QString traditional = text;
            return traditional.replace(u'达', u'達')
                .replace(u'贸', u'貿')
                .replace(u'长', u'長')
                .replace(u'华', u'華');
        });
    if (*rc::gen::arbitrary<bool>())
        each(widened);
    if (*rc::gen::arbitrary<bool>())
        each([](const QString &text) { return QString(QLatin1String("  ") + text + QChar(0x3000)); });
    return input;
}

QString anyText()
{
    const auto units =
        *rc::gen::resize(60, rc::gen::container<std::u16string>(rc::gen::oneOf(
                                 rc::gen::arbitrary<char16_t>(),
                                 rc::gen::element(u'公', u'司', u'分', u'(', u')', u'（', u'市', u'县', u'\0',
                                                  u'\xd800', u'\xdc00', u'+', u'@', u'.', u' '))));
    return QString::fromStdU16String(units);
}

}  // namespace

class MatchPropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOrderOfTwoSaysNothing()
    {
        DW_PROPERTY([] {
            const MatchProfile one = matchProfile(anyInput()), other = matchProfile(anyInput());
            RC_ASSERT(scoreOf(one, other) == scoreOf(other, one));
            const int score = scoreOf(one, other).score;
            RC_ASSERT(score >= 0 && score <= 100);
        });
    }

    void everyoneIsThemselves()
    {
        DW_PROPERTY([] {
            const MatchProfile one = matchProfile(anyInput());
            RC_ASSERT(scoreOf(one, one).score == 100);
        });
    }

    void widthCaseAndTraditionalCharactersSayNothing()
    {
        DW_PROPERTY([] {
            const MatchInput input = anyInput();
            const MatchProfile plain = matchProfile(input), written = matchProfile(otherwiseWritten(input));
            const MatchProfile other = matchProfile(anyInput());
            RC_ASSERT(scoreOf(plain, written).score == 100);
            RC_ASSERT(scoreOf(plain, other) == scoreOf(written, other));
        });
    }

    void anyTextMayComeIn()
    {
        DW_PROPERTY([] {
            const auto any = [] {
                MatchInput input;
                input.kind = *rc::gen::element(MatchInput::Kind::Company, MatchInput::Kind::Person);
                input.company = anyText();
                input.person = anyText();
                input.address = anyText();
                input.uscc = anyText();
                input.idNumber = anyText();
                input.birthday = anyText();
                input.phones = QStringList{anyText()};
                input.emails = QStringList{anyText()};
                return input;
            };
            const MatchProfile one = matchProfile(any()), other = matchProfile(any());
            RC_ASSERT(scoreOf(one, other) == scoreOf(other, one));
        });
    }

    // What is longer than a name can be is cut, so that no text takes time by its square.
    void hugeTextsAreCut()
    {
        for (const QString &part : {QStringLiteral("公司"), QStringLiteral("市县"), QStringLiteral("(a) "),
                                    QStringLiteral("分公司"), QString(QChar(0xd800)), QStringLiteral("1-")}) {
            MatchInput input;
            input.company = input.person = input.address = input.idNumber = part.repeated(1'000'000);
            input.phones = input.emails = QStringList(1000, part.repeated(10'000));
            const MatchProfile profile = matchProfile(input);
            QVERIFY(profile.company.core.size() <= 2 * MaxComparedText);
            QVERIFY(profile.person.size() <= 2 * MaxComparedText);
            QVERIFY(profile.address.text.size() <= 2 * MaxComparedText);
            QVERIFY(profile.phones.size() <= 10);
            QCOMPARE(scoreOf(profile, profile), scoreOf(profile, profile));
        }
    }
};

DW_TEST(MatchPropertyTest)

}  // namespace dw::test

#include "matchpropertytest.moc"
