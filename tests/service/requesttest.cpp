// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/http/router.h"
#include "core/service/ratelimiter.h"
#include "tests/fuzz/request_fuzz.h"
#include "tests/support/files.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QTest>

using namespace dw;
using namespace dw::test;

// Paths, and what the fuzzer has found so far.
class RequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheRoute_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *path, const char *pattern, const QString &id = {}) {
            QTest::newRow(path) << QByteArray(path) << QByteArray(pattern) << id;
        };
        row("/a", "/a");
        row("/a/", "");
        row("/a/b", "/a/{id}", QStringLiteral("b"));
        row("/a/b%2fc", "/a/{id}", QStringLiteral("b/c"));
        row("/a/%E6%9E%97", "/a/{id}", QStringLiteral("林"));
        row("/a//x", "");
        row("/a/b/x", "/a/{id}/x", QStringLiteral("b"));
        row("/a/%2e%2e/x", "/a/{id}/x", QStringLiteral(".."));
        row("/A", "");
        row("", "");
        row("//", "");
    }
    void findsTheRoute()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, pattern);
        QFETCH(QString, id);
        Router router;
        for (const char *known : {"/a", "/a/{id}", "/a/{id}/x"}) {
            Route route;
            route.pattern = known;
            router.add(route, [](const HttpRequest &) { return HttpResponse::empty(); });
        }
        const Router::Match match = router.match(HttpMethod::Get, path);
        QCOMPARE(match.route ? match.route->pattern : QByteArray(), pattern);
        QCOMPARE(match.parameters.value("id"), id);
        QCOMPARE(router.match(HttpMethod::Post, path).allowed.isEmpty(), pattern.isEmpty());
        QCOMPARE(router.match(HttpMethod::Head, path).route, match.route);
    }

    void limitsEachCaller()
    {
        RateLimiter limiter;
        const RateLimit limit{"push", 60, 3};
        Instant now{1'000'000};
        for (int i = 0; i < 3; ++i)
            QCOMPARE(limiter.take("one", limit, now), 0);
        QCOMPARE(limiter.take("one", limit, now), 1);
        QCOMPARE(limiter.take("two", limit, now), 0);
        QCOMPARE(limiter.take("one", {"pull", 60, 3}, now), 0);
        now.ms += 1000;
        QCOMPARE(limiter.take("one", limit, now), 0);
        QCOMPARE(limiter.take("one", limit, now), 1);
        // However long it was quiet, and wherever the clock goes.
        now.ms += 86'400'000;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(limiter.take("one", limit, now), 0);
        now.ms -= 86'400'000;
        QVERIFY(limiter.take("one", limit, now) > 0);
    }

    void replaysTheFuzzCorpus()
    {
        const QDir corpus(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/tests/data/fuzz/request"));
        const QStringList files = corpus.entryList(QDir::Files);
        QVERIFY(files.size() >= 12);
        for (const QString &name : files) {
            const QByteArray bytes = bytesOf(corpus.filePath(name));
            for (qsizetype size = 0; size <= bytes.size(); size += std::max<qsizetype>(1, bytes.size() / 64))
                QCOMPARE(LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(bytes.constData()),
                                                size_t(size)),
                         0);
        }
    }
};

DW_TEST(RequestTest)

#include "requesttest.moc"
