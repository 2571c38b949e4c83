// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/sortkey.h"
#include "core/base/text/textfold.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <algorithm>

namespace dw::test
{

class TextFoldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folds_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *input, const char *expected) {
            QTest::newRow(input) << QString::fromUtf8(input) << QString::fromUtf8(expected);
        };
        row("ACME Ltd", "acme ltd");
        row("ＡＢＣ１２３（华为）", "abc123(华为)");
        row("Müller", "muller");
        row("MU\u0308LLER", "muller");
        row("Straße", "strasse");
        row("Ørsted Łódź Đặng", "orsted lodz dang");
        row("Œuvre Æon", "oeuvre aeon");
        row("İstanbul", "istanbul");
        row("ﾊﾟｿｺﾝ", "パソコン");
        row("ガス", "ガス");
        row("Ελλάς", "ελλάσ");
        row("㎏", "kg");
        row("華為", "華為");
        row("zero\u200bwidth", "zerowidth");
        row("𠀀Q", "𠀀q");
        row("", "");
    }
    void folds()
    {
        QFETCH(QString, input);
        QFETCH(QString, expected);
        QCOMPARE(foldForSearch(input), expected);
    }

    void nfcComposes()
    {
        QCOMPARE(nfc(u"e\u0301"), QStringLiteral("é"));
        QCOMPARE(nfc(u"ＡＢＣ"), QStringLiteral("ＡＢＣ"));
        QCOMPARE(nfc(u"か\u3099"), QStringLiteral("が"));
        QCOMPARE(nfc(u""), QString());
    }

    void halfWidth() { QCOMPARE(toHalfWidth(u"１３８－０００　Ａ。"), QStringLiteral("138-000 A。")); }

    void foldingIsIdempotentAndNeverCrashes()
    {
        DW_PROPERTY([](const std::vector<char16_t> &units) {
            const QString text(reinterpret_cast<const QChar *>(units.data()), qsizetype(units.size()));
            const QString once = foldForSearch(text);
            RC_ASSERT(foldForSearch(once) == once);
            RC_ASSERT(nfc(nfc(text)) == nfc(text));
        });
    }

    void pinyinOrder()
    {
        const Collator collator;
        QStringList names{QStringLiteral("张伟"),   QStringLiteral("Acme"),  QStringLiteral("华为"),
                          QStringLiteral("阿里"),   QStringLiteral("店10"),  QStringLiteral("店9"),
                          QStringLiteral("比亚迪"), QStringLiteral("zebra"), QStringLiteral("ACME 2")};
        std::sort(names.begin(), names.end(), [&collator](const QString &a, const QString &b) {
            return collator.sortKey(a) < collator.sortKey(b);
        });
        QCOMPARE(names.join(u' '), QStringLiteral("阿里 比亚迪 店9 店10 华为 张伟 Acme ACME 2 zebra"));
    }

    void sortKeysIgnoreCaseAndWidthAndHoldNoNul()
    {
        const Collator collator;
        QCOMPARE(collator.sortKey(u"ＡＣＭＥ"), collator.sortKey(u"acme"));
        QVERIFY(!collator.sortKey(u"华为技术").contains('\0'));
        QCOMPARE(collator.sortKey(u""), QByteArray());
        const QString longName = QStringLiteral("深圳市华为技术有限公司").repeated(40);
        QVERIFY(collator.sortKey(longName).startsWith(collator.sortKey(longName.left(100))));
        QVERIFY(collator.version().startsWith(QLatin1String("zh/")));
        QVERIFY(collator.version().size() > 3);
    }
};

DW_TEST(TextFoldTest)

}  // namespace dw::test

#include "textfoldtest.moc"
