// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/programversion.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace dw;

class ProgramVersionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read");  // empty: it is none
        const auto row = [](const char *text, const char *read) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(read);
        };
        row("1.4.2", "1.4.2");
        row("1.4", "1.4.0");
        row("1", "1.0.0");
        row("01.002.3", "1.2.3");
        row("999999.0.0", "999999.0.0");
        for (const char *wrong : {"", ".", "1.", ".1", "1..2", "1.2.3.4", "1000000", "-1", "+1", " 1", "1 ",
                                  "1.x", "1.2-rc1", "\u0661.\u0662", "1,2"})
            row(wrong, "");
    }
    void reads()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, read);
        const auto version = ProgramVersion::fromText(text);
        QCOMPARE(version ? version->text() : QString(), read);
    }

    void comesBeforeANewerOne()
    {
        const auto of = [](const char *text) {
            return ProgramVersion::fromText(QString::fromLatin1(text)).value();
        };
        QVERIFY(of("1.9.9") < of("1.10.0"));
        QVERIFY(of("1.10") < of("2"));
        QVERIFY(of("2.0.1") > of("2"));
        QVERIFY(of("2") == of("2.0.0"));
        QVERIFY(ProgramVersion::ofThis() > ProgramVersion());
    }
};

DW_TEST(ProgramVersionTest)

#include "programversiontest.moc"
