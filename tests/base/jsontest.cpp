// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/canonicaljson.h"
#include "core/base/digest.h"
#include "core/base/jsonfile.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

namespace dw::test
{

namespace
{

QByteArray canonical(const QByteArray &json)
{
    return canonicalJson(QJsonDocument::fromJson(json).array());
}

QString failure(const Result<QJsonDocument> &result)
{
    return result.ok() ? QStringLiteral("ok")
                       : result.error().key + u'|' + result.error().arguments.mid(1, 2).join(u':');
}

}  // namespace

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonicalForm()
    {
        QCOMPARE(canonical("[ {\"b\": 1, \"a\": [true, null, \"x\\u00e9\"]} ]"),
                 QByteArray("[{\"a\":[true,null,\"x\xc3\xa9\"],\"b\":1}]"));
        QCOMPARE(canonical("[1.0, 1e3, -0.0, 0.1, 1e300, 9223372036854775807, -5]"),
                 QByteArray("[1,1000,0,0.1,1e+300,9223372036854775807,-5]"));
        QCOMPARE(canonical("[\"\\u0001\\n\\t\\\"\\\\/\\u007f\"]"),
                 QByteArray("[\"\\u0001\\n\\t\\\"\\\\/\x7f\"]"));
        QCOMPARE(canonicalJson(QJsonValue(QJsonValue::Undefined)), QByteArray("null"));
        QCOMPARE(canonicalJson(QJsonValue(std::numeric_limits<double>::infinity())), QByteArray("null"));
        QCOMPARE(canonicalJson(QJsonObject()), QByteArray("{}"));
    }

    // U+FF5E is above U+1F600 by UTF-16 units and below it by UTF-8 bytes.
    void keysAreInByteOrder()
    {
        QCOMPARE(canonical("[{\"😀\": 1, \"～\": 2}]"), QByteArray("[{\"～\":2,\"😀\":1}]"));
    }

    void blake2b()
    {
        // RFC 7693's function with 32 bytes of output over "abc".
        QCOMPARE(blake2b256("abc").toHex(),
                 QByteArray("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"));
        QCOMPARE(blake2b256("").size(), 32);
        const QByteArray salt(16, 's');
        QVERIFY(blake2b256("abc", salt) != blake2b256("abc"));
        QVERIFY(blake2b256("abc", salt) != blake2b256("abc", {}, salt));
        QVERIFY(blake2b256("abc", "short") != blake2b256("abc", "other"));
        QVERIFY(blake2b256("abc", {}, QByteArray(100, 'k')) != blake2b256("abc", {}, QByteArray(101, 'k')));
    }

    void fileDigest()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a"));
        QVERIFY(QFile(path).open(QIODevice::WriteOnly));
        QCOMPARE(sha256OfFile(path)->sha256.toHex(),
                 QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(1'000'000, 'a'));
        file.close();
        // FIPS 180-2 appendix B.3.
        QCOMPARE(sha256OfFile(path)->sha256.toHex(),
                 QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
        QCOMPARE(sha256OfFile(path)->size, 1'000'000);
        QCOMPARE(sha256OfFile(dir.filePath(QStringLiteral("none"))).error().key,
                 QStringLiteral("file.not_found"));
        QCOMPARE(sha256OfFile(dir.path()).error().code, ErrorCode::Storage);
    }

    void jsonErrorsNameThePlace()
    {
        const QString name = QStringLiteral("x.json");
        QCOMPARE(failure(parseJson("{\"a\": 1}", name)), QStringLiteral("ok"));
        QCOMPARE(failure(parseJson("\xef\xbb\xbf{\"a\": 1}", name)), QStringLiteral("ok"));
        const auto broken = parseJson("{\n  \"a\": 1,\n  \"b\" 2\n}", name);
        QVERIFY(failure(broken).startsWith(QLatin1String("json.syntax|3:")));
        QCOMPARE(broken.error().arguments.first(), name);
        QVERIFY(failure(parseJson("", name)).startsWith(QLatin1String("json.syntax|1:")));
        QCOMPARE(failure(parseJson("[\n [[]]]", name, {100, 2})), QStringLiteral("json.too_deep|2:3"));
        QCOMPARE(failure(parseJson("[\"[[[[\\\"[[\"]", name, {100, 1})), QStringLiteral("ok"));
        QCOMPARE(parseJson("[1,2,3]", name, {6, 2}).error().key, QStringLiteral("json.too_large"));
        QCOMPARE(parseJson(QByteArray(1'000'000, '['), name).error().key, QStringLiteral("json.too_deep"));
    }

    void jsonFiles()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"a\": [1, 2]}");
        file.close();
        QCOMPARE(readJsonFile(path)->object().value(QLatin1String("a")).toArray().size(), 2);
        QCOMPARE(readJsonFile(path, {5, 5}).error().key, QStringLiteral("json.too_large"));
        QCOMPARE(readJsonFile(dir.filePath(QStringLiteral("b"))).error().code, ErrorCode::NotFound);
        QCOMPARE(readJsonFile(dir.path()).error().code, ErrorCode::Storage);
    }
};

DW_TEST(JsonTest)

}  // namespace dw::test

#include "jsontest.moc"
