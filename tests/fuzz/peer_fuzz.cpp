// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/peer_fuzz.h"

#include "core/base/canonicaljson.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/eventparser.h"
#include "core/sync/historyguard.h"
#include "core/sync/inboxreader.h"
#include "core/sync/recordhistory.h"
#include "core/sync/scopedigest.h"
#include "core/sync/syncguard.h"
#include "core/sync/transaction.h"
#include "tests/fuzz/answerdesk.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace dw::test
{

namespace
{

void require(bool promise)
{
    if (!promise)
        std::abort();
}

QJsonObject objectOf(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes).object();
}

std::unique_ptr<AnswerDesk> &deskPlace()
{
    static std::unique_ptr<AnswerDesk> one;
    return one;
}

AnswerDesk &desk()
{
    if (!deskPlace())
        deskPlace() = std::make_unique<AnswerDesk>();
    return *deskPlace();
}

void checkTransaction(const QByteArray &bytes)
{
    const Result<SyncTransaction> read = SyncTransaction::fromJson(objectOf(bytes));
    if (!read.ok()) {
        require(read.error().key == QLatin1String("sync.bad_transaction") ||
                read.error().key == QLatin1String("sync.too_large"));
        return;
    }
    require(!read->id.isNull() && read->number > 0);
    require(read->operations.size() <= SyncTransaction::MaximumOperations);
    // What is taken can be said again, and is the same then.
    const Result<SyncTransaction> again = SyncTransaction::fromJson(read->toJson());
    require(again.ok() && again->toJson() == read->toJson());
}

struct Heard
{
    QList<EventParser::Event> events;
    bool ended = false;
};

Heard hear(const QByteArray &bytes, qsizetype piece)
{
    Heard heard;
    EventParser parser;
    for (qsizetype at = 0; at < bytes.size() && !heard.ended; at += piece) {
        const auto events = parser.take(bytes.mid(at, piece));
        heard.ended = !events;
        heard.events += events.value_or(QList<EventParser::Event>());
    }
    return heard;
}

void checkEvents(const QByteArray &bytes)
{
    const Heard whole = hear(bytes, std::max<qsizetype>(1, bytes.size())), pieces = hear(bytes, 7);
    for (const Heard &heard : {whole, pieces}) {
        for (const EventParser::Event &event : heard.events)
            require(!event.name.isEmpty() && event.data.size() <= EventParser::LongestEvent);
    }
    if (whole.ended || pieces.ended)
        return;
    require(whole.events.size() == pieces.events.size());
    for (qsizetype i = 0; i < whole.events.size(); ++i)
        require(whole.events[i].name == pieces.events[i].name &&
                whole.events[i].data == pieces.events[i].data);
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    require(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

Instant now()
{
    return Instant{1'795'000'000'000};
}

DeviceIdentity enrolled()
{
    static const DeviceIdentity made = [] {
        DeviceIdentity identity, server;
        require(identity.makeKey().ok() && server.makeKey().ok());
        identity.server = QUrl(QStringLiteral("https://127.0.0.1:1"));
        identity.device = Id::named("device");
        identity.user = Id::named("user");
        identity.serverKey = server.publicKey();
        identity.leaseDays = 14;
        identity.enrolledAt = now();
        return identity;
    }();
    return made;
}

void checkDevice(const QByteArray &bytes)
{
    QTemporaryDir folder;
    write(DeviceIdentity::fileIn(folder.path()), bytes);
    const FixedClock clock(now());
    (void)SyncGuard(folder.path(), clock).admit();
    const Result<DeviceIdentity> read = DeviceIdentity::load(folder.path());
    if (!read.ok()) {
        require(read.error().key == QLatin1String("sync.identity_unreadable"));
        return;
    }
    require(!read->device.isNull() && !read->user.isNull() && read->server.isValid());
    require(read->save(folder.path()).ok());
    const Result<DeviceIdentity> again = DeviceIdentity::load(folder.path());
    require(again.ok() && again->device.toString() == read->device.toString() &&
            again->server == read->server && again->secretKey == read->secretKey &&
            again->refresh == read->refresh);
    (void)read->sign("anything");
    (void)read->publicKey();
}

// Whatever the file says: it is told, and nothing is erased but where it says so itself.
void checkGuard(const QByteArray &bytes)
{
    QTemporaryDir folder;
    require(enrolled().save(folder.path()).ok());
    write(folder.filePath(QStringLiteral("guard.json")), bytes);
    const FixedClock clock(now());
    SyncGuard guard(folder.path(), clock);
    const SyncGuard::Status status = guard.status();
    require(status.leaseDays >= 0);
    const Result<void> admitted = guard.admit();
    require(admitted.ok() || admitted.error().key.startsWith(QLatin1String("sync.")));
    require(status.state == SyncGuard::State::Wiped || DeviceIdentity::isIn(folder.path()));
}

// Nobody can sign an order but the server.
void checkWipe(const QByteArray &bytes)
{
    const SyncAnswer answer{403, objectOf(bytes)};
    require(!SyncGuard::isOrderToWipe(enrolled(), answer));
    QTemporaryDir folder;
    require(enrolled().save(folder.path()).ok());
    write(folder.filePath(QStringLiteral("workspace.db")), "x");
    const FixedClock clock(now());
    SyncGuard guard(folder.path(), clock);
    (void)guard.refused(enrolled(), answer);
    require(guard.status().state != SyncGuard::State::Wiped);
    require(QFile::exists(folder.filePath(QStringLiteral("workspace.db"))));
}

void checkCursor(const QByteArray &bytes)
{
    const HistoryCursor cursor("a key that nobody knows");
    const Id epoch = Id::named("epoch");
    const auto read = cursor.read(bytes, epoch);
    if (!read)
        return;
    require(read->sequence >= 0 && !read->proven);
    require(!read->within || (read->within->sequence > 0 && !read->within->upTo.isNull()));
}

void checkHistory(const QByteArray &bytes)
{
    const Result<RecordHistory> read =
        historyFromJson({QStringLiteral("account"), Id::named("account")}, objectOf(bytes));
    if (!read.ok()) {
        require(read.error().key == QLatin1String("sync.bad_answer"));
        return;
    }
    for (const AuditRecord &line : read->lines)
        require(line.entry.record.id.toString() == Id::named("account").toString());
    (void)toJson(*read, 100'000);
}

void checkDigest(const QByteArray &bytes)
{
    const QJsonArray all = QJsonDocument::fromJson(bytes).array();
    for (const QJsonValue &one : all) {
        const auto read = ScopeDigest::fromJson(one);
        require(!read || (read->count >= 0 && ScopeDigest::fromJson(read->toJson()) == read));
    }
}

using Check = void (*)(const QByteArray &);

const QMap<QString, Check> &checks()
{
    static const QMap<QString, Check> all{
        {QStringLiteral("transaction"), checkTransaction},
        {QStringLiteral("events"), checkEvents},
        {QStringLiteral("device"), checkDevice},
        {QStringLiteral("guard"), checkGuard},
        {QStringLiteral("wipe"), checkWipe},
        {QStringLiteral("cursor"), checkCursor},
        {QStringLiteral("history"), checkHistory},
        {QStringLiteral("digest"), checkDigest},
        {QStringLiteral("pull"), [](const QByteArray &bytes) { desk().pull(objectOf(bytes)); }},
        {QStringLiteral("members"), [](const QByteArray &bytes) { desk().members(objectOf(bytes)); }},
        {QStringLiteral("push"), [](const QByteArray &bytes) { desk().push(objectOf(bytes)); }},
        {QStringLiteral("lease"), [](const QByteArray &bytes) { desk().lease(objectOf(bytes)); }},
        {QStringLiteral("reconcile"),
         [](const QByteArray &bytes) { desk().recover(SyncRecovery::Why::Restored, objectOf(bytes)); }},
        {QStringLiteral("verify"),
         [](const QByteArray &bytes) { desk().recover(SyncRecovery::Why::Drift, objectOf(bytes)); }},
        {QStringLiteral("inbox"), [](const QByteArray &bytes) { desk().inbox(objectOf(bytes)); }},
        {QStringLiteral("request"), [](const QByteArray &bytes) { desk().request(objectOf(bytes)); }},
    };
    return all;
}

}  // namespace

void fuzzPeer(QByteArrayView input)
{
    const qsizetype end = std::max<qsizetype>(0, input.indexOf('\n'));
    const Check check = checks().value(QString::fromLatin1(input.first(end)));
    if (check)
        check(input.sliced(std::min(input.size(), end + 1)).toByteArray());
}

QStringList peerDecoders()
{
    return checks().keys();
}

QJsonObject soundAnswer(const QString &decoder)
{
    return desk().soundAnswer(decoder);
}

void endFuzzing()
{
    deskPlace().reset();
}

}  // namespace dw::test

#ifdef DEALWRIGHT_FUZZER
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dw::test::fuzzPeer(QByteArrayView(data, qsizetype(size)));
    return 0;
}
#endif
