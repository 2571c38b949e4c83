// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "tests/support/testrunner.h"

#include <QCoreApplication>
#include <QSet>
#include <QTest>
#include <QTranslator>

namespace dw::test
{

namespace
{

class OneTranslation : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (qstrcmp(context, "wording") == 0 && qstrcmp(source, "%1 could not be read: %2") == 0)
            return QStringLiteral("因为 %2，%1 读不了");
        return {};
    }
};

}  // namespace

class WordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownKey()
    {
        QCOMPARE(wording(QStringLiteral("file.read_failed"),
                         {QStringLiteral("a.csv"), QStringLiteral("no right")}),
                 QStringLiteral("a.csv could not be read: no right"));
        QCOMPARE(describe(Error(ErrorCode::NotFound, QStringLiteral("file.not_found"), {QStringLiteral("b")},
                                QStringLiteral("errno 2"))),
                 QStringLiteral("b does not exist. Check the path."));
    }

    void argumentsAreNotReplacedAgain()
    {
        QCOMPARE(
            wording(QStringLiteral("file.read_failed"), {QStringLiteral("%2"), QStringLiteral("%1 100 %")}),
            QStringLiteral("%2 could not be read: %1 100 %"));
        QCOMPARE(wording(QStringLiteral("file.read_failed"), {QStringLiteral("a")}),
                 QStringLiteral("a could not be read: ?"));
    }

    void unknownKeyShowsItself()
    {
        QCOMPARE(wording(QStringLiteral("no.such")), QStringLiteral("no.such"));
        QCOMPARE(wording(QStringLiteral("no.such"), {QStringLiteral("a"), QStringLiteral("b")}),
                 QStringLiteral("no.such: a, b"));
        QVERIFY(!hasWording(QStringLiteral("no.such")));
        QVERIFY(hasWording(QStringLiteral("file.not_found")));
    }

    void translatorsDecideTheOrder()
    {
        OneTranslation translation;
        QCoreApplication::installTranslator(&translation);
        const QString text =
            wording(QStringLiteral("file.read_failed"), {QStringLiteral("a"), QStringLiteral("b")});
        QCoreApplication::removeTranslator(&translation);
        QCOMPARE(text, QStringLiteral("因为 b，a 读不了"));
    }

    void keysAreUniqueAndTextsAreText()
    {
        QSet<QByteArray> keys;
        const QList<WordingLine> lines = allWording();
        QVERIFY(!lines.isEmpty());
        for (const WordingLine &line : lines) {
            QVERIFY2(!keys.contains(line.key), line.key);
            keys.insert(line.key);
            const QString source = QString::fromUtf8(line.source);
            QVERIFY2(!source.trimmed().isEmpty() && source == source.trimmed(), line.key);
            QVERIFY2(QByteArray(line.key).contains('.'), line.key);
        }
    }
};

DW_TEST(WordingTest)

}  // namespace dw::test

#include "wordingtest.moc"
