// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <rapidcheck.h>

#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace dw::test
{

namespace
{

void feed(const QByteArray &bytes)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                           std::size_t(bytes.size()));
}

QByteArray shipped(const char *name)
{
    QFile file(QStringLiteral(":/dictionary/%1.json").arg(QString::fromLatin1(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

// Whatever comes in, parse() answers with an error or a definition. The fuzz entry states what holds and
// traps.
class ParserPropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(BuiltinDictionary::definitions().ok()); }

    void corpusIsReplayed()
    {
        const QDir corpus(QStringLiteral(DEALWRIGHT_FUZZ_CORPUS));
        const QStringList names = corpus.entryList(QDir::Files);
        QVERIFY(names.size() >= 8);
        for (const QString &name : names) {
            QFile file(corpus.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            feed(file.readAll());
        }
    }

    void anyBytes()
    {
        QVERIFY(
            rc::check("any bytes", [](const std::string &bytes) { feed(QByteArray::fromStdString(bytes)); }));
    }

    // Random bytes hardly ever get past the JSON reader; a shipped file with some bytes changed does.
    void changedFiles()
    {
        const QByteArray base = shipped("opportunity_line");
        QVERIFY(!base.isEmpty());
        QVERIFY(rc::check("a shipped file with changed, lost and doubled pieces", [&base] {
            QByteArray json = base;
            const int changes = *rc::gen::inRange(1, 5);
            for (int i = 0; i < changes; ++i) {
                const int at = *rc::gen::inRange(0, int(json.size()));
                switch (*rc::gen::inRange(0, 3)) {
                    case 0:
                        json[at] =
                            *rc::gen::element('"', '0', '-', '{', '}', '[', ']', ',', 'a', ' ', '\xff');
                        break;
                    case 1:
                        json.remove(at, *rc::gen::inRange(1, 40));
                        break;
                    default:
                        json.insert(
                            at, json.mid(*rc::gen::inRange(0, int(json.size())), *rc::gen::inRange(1, 40)));
                        break;
                }
            }
            feed(json);
        }));
    }

    void deepNestingIsRefused()
    {
        const QByteArray deep = QByteArray(100000, '[') + QByteArray(100000, ']');
        feed(deep);
        const auto parsed =
            BuiltinDictionary::parse(R"({"key": )" + deep + '}', QStringLiteral("deep.json"), {});
        QCOMPARE(parsed.error().key, QStringLiteral("json.too_deep"));
    }
};

DW_TEST(ParserPropertyTest)

}  // namespace dw::test

#include "parserpropertytest.moc"
