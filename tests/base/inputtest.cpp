// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/inputparser.h"
#include "core/base/normalise.h"
#include "core/base/wording.h"
#include "tests/support/property.h"
#include "tests/support/testdata.h"
#include "tests/support/testrunner.h"

#include <QFile>

namespace dw::test
{

namespace
{

QString shown(const Result<QString> &result)
{
    return result.ok() ? result.value() : result.error().key;
}

using Normaliser = Result<QString> (*)(QStringView);

}  // namespace

class InputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *input, const char *expected) {
            QTest::newRow(input) << QString::fromUtf8(input) << QString::fromUtf8(expected);
        };
        row("1,286,000", "1286000");
        row("1286000", "1286000");
        row("128.6 万", "1286000");
        row("１２８万", "1280000");
        row("１，２８６，０００", "1286000");
        row("3.5亿", "350000000");
        row("1.2345678万", "12345.678");
        row("2.5k", "2500");
        row("3 M", "3000000");
        row("¥1,200.50", "1200.5");
        row("-¥5", "-5");
        row("￥-5", "-5");
        row("5 元", "5");
        row("128万元", "1280000");
        row("USD 12.5", "12.5");
        row("(1,200)", "-1200");
        row("\u2212"
            "0.05",
            "-0.05");
        row(".5", "0.5");
        row("5.", "5");
        row("1 286 000", "1286000");
        row("1'286'000", "1286000");
        row("", "input.number_empty");
        row("  ", "input.number_empty");
        row("abc", "input.number_unreadable");
        row("万", "input.number_unreadable");
        row("1,5", "input.number_ambiguous");
        row("1.286,00", "input.number_ambiguous");
        row("1,28,000", "input.number_unreadable");
        row("1.2.3", "input.number_unreadable");
        row("12%", "input.number_unreadable");
        row("+7", "7");
        row("--5", "input.number_unreadable");
        row("99999999999999999999", "input.number_too_large");
        row("999999999999亿", "input.number_too_large");
    }
    void numbers()
    {
        QFETCH(QString, input);
        QFETCH(QString, expected);
        const Result<Decimal> number = parseNumber(input);
        QCOMPARE(number.ok() ? number->toString() : number.error().key, expected);
        QVERIFY(number.ok() || hasWording(number.error().key));
    }

    void everyDecimalIsReadBack()
    {
        DW_PROPERTY([](qint64 unscaled) {
            const Decimal d(unscaled, *rc::gen::inRange(0, Decimal::MaxScale + 1));
            const Result<Decimal> back = parseNumber(d.toString());
            RC_ASSERT(back.ok());
            RC_ASSERT(*back == d);
        });
    }

    void dates_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<DateOrder>("order");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *input, DateOrder order, const char *expected) {
            QTest::addRow("%s/%d", input, int(order))
                << QString::fromUtf8(input) << order << QString::fromUtf8(expected);
        };
        using enum DateOrder;
        row("2026-11-19", Dmy, "2026-11-19");
        row("2026/11/28", Mdy, "2026-11-28");
        row("2026.1.5", Ymd, "2026-01-05");
        row("20261128", Ymd, "2026-11-28");
        row("２０２６年１１月２８日", Ymd, "2026-11-28");
        row("11月28日", Ymd, "2026-11-28");
        row("1月5号", Ymd, "2027-01-05");
        row("28 Nov", Ymd, "2026-11-28");
        row("28-Nov-25", Ymd, "2025-11-28");
        row("Nov 28, 2026", Ymd, "2026-11-28");
        row("November 28", Ymd, "2026-11-28");
        row("3rd March 2027", Ymd, "2027-03-03");
        row("5 Jan", Ymd, "2027-01-05");
        row("19.11.2026", Mdy, "2026-11-19");
        row("19.11.", Ymd, "2026-11-19");
        row("03/04/2026", Dmy, "2026-04-03");
        row("03/04/2026", Mdy, "2026-03-04");
        row("26/03/04", Ymd, "2026-03-04");
        row("03/04", Mdy, "2027-03-04");
        row("03/04", Dmy, "2027-04-03");
        row("29 Feb", Ymd, "2028-02-29");
        row("today", Ymd, "2026-11-19");
        row("明天", Ymd, "2026-11-20");
        row("", Ymd, "input.date_empty");
        row("2026-02-30", Ymd, "input.date_missing");
        row("31/02", Dmy, "input.date_missing");
        row("13月1日", Ymd, "input.date_missing");
        row("soon", Ymd, "input.date_unreadable");
        row("28 Foo", Ymd, "input.date_unreadable");
        row("2026-11-19x", Ymd, "input.date_unreadable");
        row("1", Ymd, "input.date_unreadable");
    }
    void dates()
    {
        QFETCH(QString, input);
        QFETCH(DateOrder, order);
        QFETCH(QString, expected);
        const Result<Date> date = parseDate(input, order, Date::fromYmd(2026, 11, 19));
        QCOMPARE(date.ok() ? date->toIso() : date.error().key, expected);
        QVERIFY(date.ok() || hasWording(date.error().key));
    }

    void normalises_data()
    {
        QTest::addColumn<Normaliser>("normalise");
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("expected");
        Normaliser normalise = &normalisePhone;
        const auto row = [&normalise](const char *input, const char *expected) {
            QTest::newRow(input) << normalise << QString::fromUtf8(input) << QString::fromUtf8(expected);
        };
        row("13800138000", "+8613800138000");
        row("１３８ ００１３ ８０００", "+8613800138000");
        row("138-0013-8000", "+8613800138000");
        row("+86 138 0013 8000", "+8613800138000");
        row("0086-13800138000", "+8613800138000");
        row("86 13800138000", "+8613800138000");
        row("013800138000", "+8613800138000");
        row("(0574) 8765 4321", "+8657487654321");
        row("0574-87654321 转 12", "+8657487654321;ext=12");
        row("+86 (0)574 8765 4321 ext. 305", "+8657487654321;ext=305");
        row("010-62345678", "+861062345678");
        row("+86 10 6234 5678", "+861062345678");
        row("021 6234567", "+86216234567");
        row("400-820-8820", "+864008208820");
        row("+44 20 7946 0958", "+442079460958");
        row("001 415 555 2671", "+14155552671");
        row("+852 2123 4567", "+85221234567");
        row("", "phone.empty");
        row("n/a", "phone.characters");
        row("138001380001", "phone.mobile_length");
        row("1380013800", "phone.mobile_length");
        row("12800138000", "phone.mobile_prefix");
        row("87654321", "phone.area_code");
        row("0574-876543", "phone.landline_length");
        row("+86 1380013800", "phone.mobile_length");
        row("+1 23", "phone.length");
        row("+1234567890123456", "phone.length");
        row("13800138000<script>", "phone.characters");
        normalise = &normaliseEmail;
        row(" Li.Wei@Example.COM ", "Li.Wei@example.com");
        row("a+b@sub.example.cn", "a+b@sub.example.cn");
        row("ｌｉ＠example.com", "li@example.com");
        row("\t", "email.empty");
        row("a@b@c.de", "email.at");
        row("example.com", "email.at");
        row("@example.com", "email.local");
        row("a b@example.com", "email.local");
        row("a..b@example.com", "email.local");
        row("a@localhost", "email.domain");
        row("a@-x.com", "email.domain");
        row("a@x..com", "email.domain");
        row("a@10.0.0.1", "email.domain");
        normalise = &normaliseUrl;
        row("Example.com", "https://example.com");
        row("HTTP://Example.com/Pfad?q=1#x", "http://example.com/Pfad?q=1#x");
        row("www.example.com:8080/a", "https://www.example.com:8080/a");
        row("//example.com", "https://example.com");
        row("\n", "url.empty");
        row("javascript:alert(1)", "url.scheme");
        row("JavaScript://example.com/%0aalert(1)", "url.scheme");
        row("file:///etc/passwd", "url.scheme");
        row("data:text/html,x", "url.scheme");
        row("localhost", "url.host");
        row("https://user:secret@example.com", "url.host");
        row("exa mple.com", "url.host");
        row("http:example.com", "url.host");
        normalise = &normaliseUscc;
        row("91350100M000100Y43", "91350100M000100Y43");
        row("９１３５０１００ｍ０００１００ｙ４３", "91350100M000100Y43");
        row("91350100M000100Y44", "uscc.check_digit");
        row("91350100M000100Y4", "uscc.length");
        row("91350100I000100Y43", "uscc.character");
    }
    void normalises()
    {
        QFETCH(Normaliser, normalise);
        QFETCH(QString, input);
        QFETCH(QString, expected);
        const Result<QString> result = normalise(input);
        QCOMPARE(shown(result), expected);
        if (result.ok()) {
            QCOMPARE(shown(normalise(*result)), expected);  // what is stored stays as it is
        } else {
            QVERIFY(hasWording(result.error().key));
            QCOMPARE(result.error().arguments.value(0), input);
        }
    }

    void anyTextIsAnsweredAndResultsAreStable()
    {
        for (const Normaliser normalise : {&normalisePhone, &normaliseEmail, &normaliseUrl, &normaliseUscc}) {
            DW_PROPERTY([normalise] {
                const auto text = *rc::gen::container<std::string>(rc::gen::element(
                    '1', '3', '8', '0', '+', '-', '(', 'x', '@', '.', 'a', ':', '/', 'Y', ' ', '#', '%'));
                const Result<QString> once = normalise(QString::fromStdString(text));
                if (once.ok())
                    RC_ASSERT(shown(normalise(*once)) == *once);
            });
        }
        DW_PROPERTY([](const std::vector<char16_t> &units) {
            const QString text(reinterpret_cast<const QChar *>(units.data()), qsizetype(units.size()));
            (void)parseNumber(text);
            (void)parseDate(text, DateOrder::Ymd, Date{20'000});
        });
    }

    void aWrongCharacterIsAlwaysFound()
    {
        DW_PROPERTY([] {
            const QString good = QStringLiteral("91350100M000100Y43");
            const int at = *rc::gen::inRange(0, 18);
            const QString alphabet = QStringLiteral("0123456789ABCDEFGHJKLMNPQRTUWXY");
            QString bad = good;
            bad[at] = alphabet[*rc::gen::inRange(0, 31)];
            RC_ASSERT(normaliseUscc(bad).ok() == (bad == good));
        });
    }
};

DW_TEST(InputTest)

}  // namespace dw::test

#include "inputtest.moc"
