// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "core/matching/duplicatekey.h"
#include "core/matching/matchscore.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

MatchInput aCompany(const char *name, const char *address = "", const char *phone = "", const char *uscc = "")
{
    MatchInput input;
    input.company = QString::fromUtf8(name);
    input.address = QString::fromUtf8(address);
    input.phones = QStringList{QString::fromUtf8(phone)};
    input.uscc = QString::fromLatin1(uscc);
    return input;
}

MatchInput aPerson(const char *name, const char *mobile = "", const char *email = "",
                   const char *employer = "")
{
    MatchInput input;
    input.kind = MatchInput::Kind::Person;
    input.person = QString::fromUtf8(name);
    input.phones = QStringList{QString::fromLatin1(mobile)};
    input.emails = QStringList{QString::fromLatin1(email)};
    input.employer = QString::fromLatin1(employer);
    return input;
}

constexpr const char *Hefei = "安徽省合肥市蜀山区长江西路88号11栋1505";
constexpr const char *OneCode = "914403001922038216";
constexpr const char *OtherCode = "91110000600007156J";

}  // namespace

class MatchScoreTest : public QObject
{
    Q_OBJECT

private:
    static void addRows()
    {
        QTest::addColumn<MatchInput>("one");
        QTest::addColumn<MatchInput>("other");
        QTest::addColumn<QString>("reason");
    }

    static MatchScore score()
    {
        QFETCH(const MatchInput, one);
        QFETCH(const MatchInput, other);
        QFETCH(const QString, reason);
        const MatchScore match = scoreOf(matchProfile(one), matchProfile(other));
        const bool told = std::any_of(match.reasons.begin(), match.reasons.end(),
                                      [&](const MatchReason &given) { return given.key == reason; });
        if (!told) {
            QStringList keys;
            for (const MatchReason &given : match.reasons)
                keys.append(given.key);
            qWarning("%d: %s", match.score, qPrintable(keys.join(QLatin1Char(' '))));
        }
        [&] { QVERIFY2(told, qPrintable(reason)); }();
        return match;
    }

private Q_SLOTS:
    void theseAreOne_data()
    {
        addRows();
        const auto add = [](const char *name, const MatchInput &one, const MatchInput &other,
                            const char *reason) {
            QTest::newRow(name) << one << other << QString::fromLatin1(reason);
        };
        add("code", aCompany("合肥辰盈商贸有限公司", "", "", OneCode),
            aCompany("另一个名称有限公司", "", "", OneCode), "match.uscc_same");
        add("legal form", aCompany("合肥辰盈商贸有限公司"), aCompany("合肥辰盈商贸有限责任公司"),
            "match.name_same");
        add("traditional", aCompany("合肥辰盈商贸有限公司"), aCompany("合肥辰盈商貿有限公司"),
            "match.name_same");
        add("bracketed place", aCompany("合肥辰盈商贸有限公司"), aCompany("辰盈商贸（合肥）有限公司"),
            "match.name_same");
        add("no place", aCompany("合肥辰盈商贸有限公司", Hefei), aCompany("辰盈商贸", Hefei),
            "match.name_unplaced");
        add("one letter and phone", aCompany("合肥市辰盈化工商贸有限公司", "", "0551-65556268"),
            aCompany("合肥市辰赢化工商贸有限公司", "", "(0551)65556268转12"), "match.name_sound");
        add("extension by a dash", aCompany("合肥市辰盈化工商贸有限公司", "", "0551-65556268-431"),
            aCompany("合肥市辰赢化工商贸有限公司", "", "0551 65556268"), "match.phone_same");
        add("swapped and address", aCompany("大连中远达工贸有限公司", Hefei),
            aCompany("大连中达远工贸有限公司", Hefei), "match.name_near");
        add("Latin words", aCompany("Bel-Air Hotel Ltd", "701 Stone Canyon Rd."),
            aCompany("Hotel Bel Air", "701 stone canyon road"), "match.name_words");
        add("e-mail with a tag", aPerson("Anna Berg", "", "anna@berg.example"),
            aPerson("Berg, Anna", "", "ANNA+crm@berg.example"), "match.email_same");
        add("homophone at one company", aPerson("王晓明", "", "", "a1"),
            aPerson("王小明", "13800138000", "w@b.example", "a1"), "match.person_sound");
    }
    void theseAreOne()
    {
        const MatchScore match = score();
        if (QLatin1String(QTest::currentDataTag()) == QLatin1String("homophone at one company"))
            QVERIFY(match.score < AskedScore);  // two colleagues may be called so: told from 60 on, not asked
        else
            QVERIFY2(match.score >= AskedScore, qPrintable(QString::number(match.score)));
    }

    void theseAreTwo_data()
    {
        addRows();
        const auto add = [](const char *name, const MatchInput &one, const MatchInput &other,
                            const char *reason) {
            QTest::newRow(name) << one << other << QString::fromLatin1(reason);
        };
        add("two codes", aCompany("合肥辰盈商贸有限公司", Hefei, "0551-65556268", OneCode),
            aCompany("合肥辰盈商贸有限公司", Hefei, "0551-65556268", OtherCode), "match.uscc_other");
        add("branch", aCompany("合肥辰盈商贸有限公司", Hefei, "0551-65556268"),
            aCompany("合肥辰盈商贸有限公司芜湖分公司", Hefei, "0551-65556268"), "match.branch");
        add("two branches", aCompany("辰盈商贸有限公司芜湖分公司", Hefei, "0551-65556268"),
            aCompany("辰盈商贸有限公司安庆分公司", Hefei, "0551-65556268"), "match.branch");
        add("group", aCompany("海尔集团有限公司"), aCompany("海尔有限公司"), "match.group");
        add("elsewhere", aCompany("北票市中泰物流有限公司"), aCompany("合阳县中泰物流有限公司"),
            "match.name_elsewhere");
        add("one house, one switchboard", aCompany("合肥辰盈商贸有限公司", Hefei, "0551-65556268"),
            aCompany("合肥九鼎物流有限公司", Hefei, "0551-65556268"), "match.name_other");
        add("number one and two", aCompany("合肥第一机床厂", Hefei), aCompany("合肥第二机床厂", Hefei),
            "match.name_other");
        add("store one and two", aCompany("Blue Store 01", "12 Main Street", "5551234567"),
            aCompany("Blue Store 02", "12 Main Street", "5551234567"), "match.name_other");
        add("chain", aCompany("Blue Cafe", "12 Main Street", "5551234567"),
            aCompany("Blue Cafe", "99 Ocean Drive", "5557654321"), "match.address_apart");
        add("assistant's number", aPerson("王晓明", "13800138000"), aPerson("李芳", "13800138000"),
            "match.person_other");
    }
    void theseAreTwo()
    {
        const MatchScore match = score();
        QVERIFY2(match.score < AskedScore, qPrintable(QString::number(match.score)));
    }

    void reasonsSayWhatTheyCount()
    {
        const MatchScore match = scoreOf(matchProfile(aCompany("Nordlicht Ltd", "", "010-85200000")),
                                         matchProfile(aCompany("Nordlight", "", "+86 10 8520 0000")));
        QStringList texts;
        for (const MatchReason &reason : match.reasons)
            texts.append(wording(reason.key, reason.arguments));
        QCOMPARE(texts, (QStringList{QStringLiteral("name differs by 1 of 9 characters"),
                                     QStringLiteral("same phone")}));
        int sum = 0;
        for (const MatchReason &reason : match.reasons)
            sum += reason.points;
        QCOMPARE(match.score, sum);
    }

    // Every reason that can be given has a text.
    void everyReasonIsWorded()
    {
        QVERIFY(hasWording(QStringLiteral("match.capped")));
        const MatchScore match = scoreOf(matchProfile(aCompany("Blue", "12 Main Street", "5551234567")),
                                         matchProfile(aCompany("Red", "99 Ocean Drive", "5557654321")));
        QVERIFY(match.reasons.size() >= 3);
        for (const MatchReason &reason : match.reasons)
            QVERIFY2(hasWording(reason.key), qPrintable(reason.key));
    }

    void nothingIsLikeNothing()
    {
        QCOMPARE(scoreOf(matchProfile({}), matchProfile({})), MatchScore());
        // A name that thousands have is no proof, even of itself.
        QVERIFY(scoreOf(matchProfile(aPerson("王伟")), matchProfile(aPerson("王伟"))).score < AskedScore);
    }
};

DW_TEST(MatchScoreTest)

}  // namespace dw::test

#include "matchscoretest.moc"
