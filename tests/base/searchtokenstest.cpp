// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/searchtokens.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

namespace dw::test
{

namespace
{

// "token@start-end", a co-located one with "+" before it.
QString tokens(const QByteArray &utf8, TokenUse use = TokenUse::Index)
{
    QStringList out;
    SearchTokens::split(utf8, use, [&out](const SearchToken &token) {
        out.append(QString(token.place == TokenPlace::Colocated ? QStringLiteral("+") : QString()) +
                   QString::fromUtf8(token.text) + u'@' + QString::number(token.start) + u'-' +
                   QString::number(token.end));
        return true;
    });
    return out.join(u' ');
}

}  // namespace

class SearchTokensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *input, const char *expected) {
            QTest::newRow(input) << QString::fromUtf8(input) << QString::fromUtf8(expected);
        };
        row("", "");
        row(" .,- ", "");
        row("华为", "华@0-3 为@3-6");
        row("Acme GmbH", "acme@0-4 gmbh@5-9");
        row("TCL科技", "tcl@0-3 科@3-6 技@6-9");
        row("Müller", "muller@0-7");
        row("ＡＢＣ", "abc@0-9");
        row("かな", "か@0-3 な@3-6");
        row("か\u3099な", "が@0-6 な@6-9");
        row("삼성", "삼@0-3 성@3-6");
        row("𠀀x", "𠀀@0-4 x@4-5");
        row("123", "123@0-3");
        row("12345", "12345@0-5 +2345@0-5");
        row("１２３４５", "12345@0-15 +2345@0-15");
        row("A1b2c3", "a1b2c3@0-6 +1b2c3@0-6 +b2c3@0-6");
        row("\u0301 x", "x@3-4");
    }
    void splits()
    {
        QFETCH(QString, input);
        QFETCH(QString, expected);
        QCOMPARE(tokens(input.toUtf8()), expected);
    }

    void queriesHaveNoSuffixes()
    {
        QCOMPARE(tokens("13800138000", TokenUse::Query), QStringLiteral("13800138000@0-11"));
    }

    void phoneSuffixesReachTheLastFour()
    {
        const QString all = tokens("+8613800138000");
        QVERIFY(all.startsWith(QLatin1String("8613800138000@1-14 ")));
        QVERIFY(all.contains(QLatin1String("+13800138000@")));
        QVERIFY(all.endsWith(QLatin1String("+8000@1-14")));
    }

    void longRunsAreCut()
    {
        qsizetype whole = 0, suffixes = 0, longest = 0;
        SearchTokens::split(QByteArray(1'000, '7'), TokenUse::Index, [&](const SearchToken &token) {
            ++(token.place == TokenPlace::Next ? whole : suffixes);
            longest = std::max(longest, token.text.size());
            return true;
        });
        QCOMPARE(whole, 16);
        QCOMPARE(longest, SearchTokens::MaxWordLength);
        QVERIFY(suffixes <= whole * SearchTokens::MaxSuffixedLength);
    }

    void stopsWhenTold()
    {
        int count = 0;
        QVERIFY(!SearchTokens::split("a b c", TokenUse::Index,
                                     [&count](const SearchToken &) { return ++count < 2; }));
        QCOMPARE(count, 2);
    }

    void anyBytesKeepOffsetsInsideAndOnBorders()
    {
        DW_PROPERTY([] {
            // Fragments of real text cut anywhere reach more than bytes by chance alone.
            const auto fragment =
                rc::gen::oneOf(rc::gen::element<std::string>(
                                   "华", "為", "a", "7", "１", "é", "e\xcc\x81", "\xe4\xb8", "\xff", "\x80",
                                   " ", "か\u3099", "𠀀", std::string(1, '\0'), "ﾊﾟ", "\xcc\x81", "ß"),
                               rc::gen::arbitrary<std::string>());
            const auto parts = *rc::gen::container<std::vector<std::string>>(fragment);
            QByteArray bytes;
            for (const std::string &part : parts)
                bytes.append(part.data(), qsizetype(part.size()));
            qsizetype lastStart = 0, lastEnd = 0;
            SearchTokens::split(bytes, TokenUse::Index, [&](const SearchToken &token) {
                RC_ASSERT(token.start >= 0);
                RC_ASSERT(token.start < token.end);
                RC_ASSERT(token.end <= bytes.size());
                RC_ASSERT(!token.text.isEmpty());
                RC_ASSERT(QString::fromUtf8(token.text).toUtf8() == token.text.toByteArray());
                if (token.place == TokenPlace::Next) {
                    RC_ASSERT(token.start >= lastEnd);
                } else {
                    RC_ASSERT(token.start == lastStart);
                    RC_ASSERT(token.end == lastEnd);
                }
                lastStart = token.start;
                lastEnd = token.end;
                // A token is whole characters: what stands there is valid UTF-8 by itself.
                const QByteArray raw = bytes.sliced(token.start, token.end - token.start);
                RC_ASSERT(QString::fromUtf8(raw).toUtf8() == raw);
                return true;
            });
        });
    }
};

DW_TEST(SearchTokensTest)

}  // namespace dw::test

#include "searchtokenstest.moc"
