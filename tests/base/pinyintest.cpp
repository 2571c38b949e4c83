// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/pinyin.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QStringList>

#include <algorithm>

namespace dw::test
{

namespace
{

QStringList readings(char32_t c)
{
    QStringList out;
    for (const PinyinTable::Syllable s : PinyinTable().readings(c))
        out.append(QString::fromLatin1(PinyinTable::text(s).data(), qsizetype(PinyinTable::text(s).size())));
    return out;
}

QString hits(const char *name, const char *typed)
{
    const QString text = QString::fromUtf8(name);
    QStringList out;
    const QList<TextRange> ranges = PinyinTable().matchRanges(text, QString::fromUtf8(typed));
    for (const TextRange &range : ranges)
        out.append(text.mid(range.start, range.length));
    return out.join(u'|');
}

}  // namespace

class PinyinTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyReadingIsKept()
    {
        QCOMPARE(readings(U'单'),
                 (QStringList{QStringLiteral("dan"), QStringLiteral("chan"), QStringLiteral("shan")}));
        QCOMPARE(readings(U'曾').first(), QStringLiteral("zeng"));
        for (const QString &reading : {QStringLiteral("chang"), QStringLiteral("zhang")})
            QVERIFY(readings(U'长').contains(reading));
        for (const QString &reading : {QStringLiteral("xing"), QStringLiteral("hang")})
            QVERIFY(readings(U'行').contains(reading));
        QCOMPARE(readings(U'吕').first(), QStringLiteral("lv"));
        QVERIFY(!readings(U'𠀀').isEmpty());
        QVERIFY(readings(U'a').isEmpty());
        QVERIFY(readings(U'か').isEmpty());
        QVERIFY(readings(0x10ffff).isEmpty());
    }

    void fullAndInitials_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("full");
        QTest::addColumn<QString>("initials");
        const auto row = [](const char *name, const char *full, const char *initials) {
            QTest::newRow(name) << QString::fromUtf8(name) << QString::fromLatin1(full)
                                << QString::fromLatin1(initials);
        };
        row("华为", "huawei", "hw");
        row("华为技术", "huaweijishu", "hwjs");
        row("重庆长安", "chongqingchangan", "cqca");
        row("中国工商银行", "zhongguogongshangyinhang", "zggsyh");
        row("曾国藩", "zengguofan", "zgf");
        row("TCL 科技", "tclkeji", "tclkj");
        row("３Ｍ中国", "3mzhongguo", "3mzg");
        row("北京（上海）", "beijingshanghai", "bjsh");
        row("吕布", "lvbu", "lb");
        row("", "", "");
    }
    void fullAndInitials()
    {
        QFETCH(QString, name);
        QFETCH(QString, full);
        QFETCH(QString, initials);
        QCOMPARE(PinyinTable().full(name), full);
        QCOMPARE(PinyinTable().initials(name), initials);
    }

    void searchTerms()
    {
        const PinyinTable table;
        QCOMPARE(table.searchTerms(u"华为"), QStringLiteral("huawei hua wei hw"));
        QCOMPARE(table.searchTerms(u"Acme"), QString());
        const QStringList shan = table.searchTerms(u"单田芳").split(u' ');
        for (const char *term : {"dantianfang", "shantianfang", "chantianfang", "dtf", "stf", "ctf"})
            QVERIFY2(shan.contains(QString::fromLatin1(term)), term);
        QVERIFY(table.searchTerms(u"吕布").split(u' ').contains(QStringLiteral("lubu")));
        QVERIFY(table.searchTerms(u"TCL科技").startsWith(QLatin1String("tclkeji tcl ke ji tclkj")));
        // Each run of Han characters stands for itself, too.
        const QStringList mixed = table.searchTerms(u"Huawei 华为技术（深圳）").split(u' ');
        for (const char *term : {"huaweijishu", "hwjs", "shenzhen", "sz", "huaweihwjssz"})
            QVERIFY2(mixed.contains(QString::fromLatin1(term)), term);
        // What is behind the place of a company stands for itself as well.
        for (const QStringView name : {u"深圳市华为技术", u"广东深圳华为技术", u"广东省深圳市南山区华为技术",
                                       u"昆山市华为技术", u"嘉善县华为技术", u"A 深圳华为技术"}) {
            const QStringList placed = table.searchTerms(name).split(u' ');
            QVERIFY2(placed.contains(QStringLiteral("huaweijishu")), qPrintable(name.toString()));
            QVERIFY2(placed.contains(QStringLiteral("hwjs")), qPrintable(name.toString()));
        }
        QVERIFY(!table.searchTerms(u"深圳市").split(u' ').contains(QString()));
        // The column is asked letters alone: a number parts terms, and repeats none.
        QCOMPARE(table.searchTerms(u"华为3号楼7层"),
                 QStringLiteral("huawei haolou ceng hua wei hao lou hw hl c xiaolou xiao xl"));
        // Nobody's name may blow up the index: many polyphones, and very long text.
        const QString worst = table.searchTerms(QStringLiteral("单长行重乐曾解都").repeated(100));
        QVERIFY(worst.size() < 64 * 7 * 3 * PinyinTable::MaxCombinations);
        QCOMPARE(worst.count(QStringLiteral("danchang")) > 0, true);
    }

    void typedLettersHit_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *typed, const char *expected) {
            QTest::addRow("%s in %s", typed, name)
                << QByteArray(name) << QByteArray(typed) << QString::fromUtf8(expected);
        };
        row("华为技术", "hwjs", "华为技术");
        row("华为技术", "huaw", "华为");
        row("华为技术", "huawe", "华为");
        row("华为技术", "hwjishu", "华为技术");
        row("华为技术", "HuaWei Jis", "华为技术");
        row("华为技术", "js", "技术");
        row("深圳市华为技术有限公司", "hwjs", "华为技术");
        row("华为（中国）技术", "hwzgjs", "华为|中国|技术");
        row("华为技术", "hjs", "");
        row("华为技术", "x", "");
        row("华为技术", "huwei", "");
        row("TCL科技", "tclkj", "TCL科技");
        row("中石化", "zhongshih", "中石化");
        row("中石化", "zhsh", "中石");
        row("长城", "cc", "长城");
        row("长城", "zc", "长城");
        row("吕布", "lubu", "吕布");
        row("𠀀为", "hew", "𠀀为");
        row("西安", "xian", "西安");
        row("先进", "xian", "先");
        row("西安", "xi'an", "西安");
        row("华为", "", "");
        row("华为", "华", "");
        row("", "a", "");
        row("3M中国", "3mzg", "3M中国");
    }
    void typedLettersHit()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, typed);
        QFETCH(QString, expected);
        QCOMPARE(hits(name.constData(), typed.constData()), expected);
    }

    void whatIsIndexedIsAlsoPainted()
    {
        DW_PROPERTY([] {
            const auto chars = *rc::gen::container<std::u16string>(
                rc::gen::oneOf(rc::gen::inRange<char16_t>(0x4e00, 0x9fa6),
                               rc::gen::element(u'单', u'长', u'A', u'7', u'（', u' ', u'行', u'重', u'庆')));
            const QString name = QString::fromStdU16String(chars).left(20);
            const PinyinTable table;
            const QString full = table.full(name);
            RC_PRE(!full.isEmpty() && full.size() <= PinyinTable::MaxNameLength);
            qsizetype painted = 0, last = -1;
            const QList<TextRange> ranges = table.matchRanges(name, full);
            for (const TextRange &range : ranges) {
                RC_ASSERT(range.start > last);
                RC_ASSERT(range.start + range.length <= name.size());
                last = range.start + range.length - 1;
                painted += range.length;
            }
            RC_ASSERT(painted > 0);
            RC_ASSERT(!table.matchRanges(name, table.initials(name)).isEmpty());
        });
    }
};

DW_TEST(PinyinTest)

}  // namespace dw::test

#include "pinyintest.moc"
