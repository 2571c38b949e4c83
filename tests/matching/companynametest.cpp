// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/companyname.h"
#include "core/matching/postaladdress.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

class CompanyNameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTakenApart_data()
    {
        QTest::addColumn<QString>("core");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("branch");
        QTest::addColumn<bool>("isGroup");
        const auto add = [](const char *name, const char *core, const char *place = "",
                            const char *branch = "", bool isGroup = false) {
            QTest::newRow(name) << QString::fromUtf8(core) << QString::fromUtf8(place)
                                << QString::fromUtf8(branch) << isGroup;
        };
        add("深圳市华为技术有限公司", "华为技术", "深圳市");
        add("华为技术（深圳）有限责任公司", "华为技术", "深圳");
        add("華為技術(深圳)股份有限公司", "华为技术", "深圳");
        add("岳阳县正瑞商贸有限公司", "正瑞商贸", "岳阳县");
        add("北京百度网讯科技有限公司上海分公司", "百度网讯科技", "北京", "上海分公司");
        add("海尔集团有限公司", "海尔", "", "", true);
        add("海尔集团", "海尔", "", "", true);
        add("有限公司", "有限公司");
        add("公司", "公司");
        add("上海", "上海");
        add("ＡＣＭＥ Co., Ltd.", "acme");
        add("The Acme Company", "acme");
        add("Müller GmbH & Co. KG", "muller");
        add("Banco Norte S.A.", "banconorte");
        add("Berg Group", "berg", "", "", true);
        add("Limited", "limited");
        add("上药（集团）股份有限公司", "上药", "", "", true);
        add("华为(Huawei)有限公司", "华为huawei");
    }
    void isTakenApart()
    {
        const CompanyName name = companyName(QString::fromUtf8(QTest::currentDataTag()));
        QTEST(name.core, "core");
        QTEST(name.place, "place");
        QTEST(name.branch, "branch");
        QTEST(name.isGroup, "isGroup");
    }

    // No list has every county: the address does.
    void aPlaceMayComeFromTheAddress()
    {
        const QString name = QStringLiteral("安乡大爱健康管理有限公司");
        QCOMPARE(companyName(name).core, QStringLiteral("安乡大爱健康管理"));
        const CompanyName placed = companyName(name, u"湖南省常德市安乡县深柳镇壹号公馆");
        QCOMPARE(placed.core, QStringLiteral("大爱健康管理"));
        QCOMPARE(placed.place, QStringLiteral("安乡"));
    }

    void addressesAreCompared_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<int>("expected");
        const auto add = [](const char *what, const char *one, const char *other, AddressLikeness expected) {
            QTest::newRow(what) << QString::fromUtf8(one) << QString::fromUtf8(other) << int(expected);
        };
        add("nothing", "", "合肥市长江西路88号", AddressLikeness::Unknown);
        add("without province", "安徽省合肥市蜀山区长江西路88号", "合肥市蜀山区長江西路88號",
            AddressLikeness::Same);
        add("full width", "长江西路８８号－１", "长江西路88号-1", AddressLikeness::Same);
        add("one slip", "合肥市蜀山区长江西路城北区88号", "合肥市蜀山区长江西路成北区88号",
            AddressLikeness::Near);
        add("next door", "合肥市蜀山区长江西路88号1505室", "合肥市蜀山区长江西路88号1506室",
            AddressLikeness::Apart);
        add("other county", "安徽省阜阳市临泉县城东街1号", "湖南省永州市双牌县泷泊镇1号",
            AddressLikeness::FarApart);
        add("abbreviated", "435 s. la cienega blv.", "435 South La Cienega Boulevard", AddressLikeness::Same);
        add("other house", "12 Main St", "14 Main St", AddressLikeness::SamePlace);
        add("other street", "12 Main St", "99 Ocean Drive", AddressLikeness::Apart);
    }
    void addressesAreCompared()
    {
        QFETCH(const QString, one);
        QFETCH(const QString, other);
        QFETCH(const int, expected);
        QCOMPARE(int(likeness(postalAddress(one), postalAddress(other))), expected);
        QCOMPARE(int(likeness(postalAddress(other), postalAddress(one))), expected);
    }
};

DW_TEST(CompanyNameTest)

}  // namespace dw::test

#include "companynametest.moc"
