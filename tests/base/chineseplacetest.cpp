// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/chineseplace.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

class ChinesePlaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereANameBegins_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("behind");
        const auto row = [](const char16_t *name, const char16_t *behind) {
            const QString text = QString::fromUtf16(name);
            QTest::newRow(qPrintable(text)) << text << QString::fromUtf16(behind);
        };
        row(u"深圳市华为技术有限公司", u"华为技术有限公司");
        row(u"深圳华为", u"华为");
        row(u"北京百度网讯", u"百度网讯");
        row(u"广东省深圳市南山区华为", u"华为");
        row(u"内蒙古自治区呼和浩特市伊利", u"伊利");
        row(u"广西壮族自治区柳州市五菱", u"五菱");
        row(u"延边朝鲜", u"朝鲜");
        row(u"嘉善县华联", u"华联");
        row(u"中国广东深圳华为", u"华为");
        // No place, or nothing else.
        row(u"华为技术", u"华为技术");
        row(u"深圳市", u"深圳市");
        row(u"阳光小区物业", u"阳光小区物业");
        row(u"市", u"市");
        row(u"", u"");
    }

    void whereANameBegins()
    {
        QFETCH(QString, name);
        QFETCH(QString, behind);
        QCOMPARE(name.sliced(leadingPlace(name)), behind);
    }
};

DW_TEST(ChinesePlaceTest)

}  // namespace dw::test

#include "chineseplacetest.moc"
