// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/bulkload.h"
#include "core/dictionary/builtindictionary.h"
#include "core/exchange/demo/scaleworkspace.h"
#include "core/service/http/contentpacker.h"
#include "core/service/serverhistory.h"
#include "core/sync/memberchunk.h"
#include "core/sync/memberfetch.h"
#include "core/sync/syncserver.h"
#include "tests/laptops/laptop.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>

#include <atomic>
#include <cstdio>
#include <ctime>
#include <vector>

// What the first synchronisation of a new laptop costs:
//     dealwright-bench-snapshots [RECORDS]
// A server that holds so many records (new --scale), over TLS on this machine, and its administrator's
// laptop. In one process by itself: how fast a server makes frames of its rows, on one core, and how fast a
// laptop takes them over.

namespace
{

using namespace dw;
using test::Laptop;
using test::ServerProgram;

template <typename T>
T orDie(Result<T> result, const char *what)
{
    if (!result.ok())
        qFatal("%s: %s", what, qPrintable(test::textOf(result.error())));
    if constexpr (!std::is_void_v<T>)
        return std::move(result).value();
}

DictionaryPtr dictionary()
{
    return *Dictionary::build(*BuiltinDictionary::definitions());
}

double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

double processSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

struct Place
{
    explicit Place(const QString &folder)
        : workspace(
              orDie(Workspace::open(folder, Workspace::Access::ReadWrite, dictionary(), clock, ids), "open"))
        , runner(orDie(CommandRunner::open(*workspace, clock, ids), "run"))
    {}
    SystemClock clock;
    IdGenerator ids{clock};
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<CommandRunner> runner;
};

// Before anybody shares it.
void fill(const QString &folder, qint64 records)
{
    Place place(folder);
    Id owner;
    place.workspace->readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = place.runner->configuration();
        const auto users = orDie(session.rows({configuration->dictionary->find(u"user"), nullptr, {}},
                                              configuration->settings.context(place.clock.now(), {}, {}), 1),
                                 "users");
        const auto page = orDie(session.page(configuration->dictionary->find(u"user"), users, {}), "user");
        owner = page.first().id();
    });
    BulkLoad::Options options;
    options.command = QStringLiteral("scale.load");
    options.user = owner;
    options.device = place.workspace->info().device;
    BulkLoad load(*place.workspace, place.runner->configuration(), place.clock, place.ids, options);
    const BusinessZone &zone = place.runner->configuration()->settings.zone;
    orDie(ScaleWorkspace::write(load, place.runner->configuration(), owner,
                                {records, {}, zone.dateOf(place.clock.now()), 1}),
          "scale");
}

// All chunks of all scopes of the laptop, made on this thread.
struct Scope
{
    QJsonObject request;
    std::vector<QByteArray> chunks;
};

void produce(const QString &folder, Laptop &laptop, const Id &device, std::vector<Scope> &scopes)
{
    Place place(folder);
    Id epoch;
    place.workspace->readNow(
        [&](ReadSession &session) { epoch = orDie(session.ledger().head(), "head").epoch; });
    const auto access = orDie(makeServers(*place.runner, epoch), "server");
    SyncServer engine(*place.runner, access);
    laptop.runner().workspace().readNow([&](ReadSession &session) {
        const auto known = orDie(session.replica().scopes(), "scopes");
        for (const ReplicaScope &scope : known)
            scopes.push_back({{{QStringLiteral("epoch"), epoch.toString()},
                               {QStringLiteral("key"), scope.key},
                               {QStringLiteral("objects"), QJsonArray::fromStringList(scope.objects)}},
                              {}});
    });
    qint64 bytes = 0, packedBytes = 0, members = 0;
    double reading = 0, packing = 0;
    for (Scope &scope : scopes) {
        QJsonObject request = scope.request;
        ContentPacker packer(ContentCoding::Zstd);
        for (bool complete = false; !complete;) {
            SyncServer::MemberFrames frames;
            place.workspace->readNow([&](ReadSession &session) {
                const double begun = processorSeconds();
                frames = engine.memberFrames(session, device, request);
                reading += processorSeconds() - begun;
            });
            if (frames.problem)
                qFatal("frames: %s", qPrintable(frames.problem->code()));
            const double begun = processorSeconds();
            packedBytes += packer.pack(frames.bytes, ContentPacker::Piece::More).size();
            packing += processorSeconds() - begun;
            bytes += frames.bytes.size();
            complete = frames.complete;
            if (frames.next)
                request.insert(QStringLiteral("after"),
                               QJsonObject{{QStringLiteral("o"), frames.next->object},
                                           {QStringLiteral("id"), frames.next->id.toString()}});
            scope.chunks.push_back(std::move(frames.bytes));
        }
    }
    qint64 rows = 0;
    const DictionaryPtr known = place.runner->configuration()->dictionary;
    double decoding = processorSeconds();
    for (const Scope &scope : scopes) {
        MemberChunkReader reader;
        for (const QByteArray &chunk : scope.chunks) {
            orDie(reader.feed(chunk, known), "decode");
            const auto one = reader.take();
            rows += qint64(one->rows.size());
            members += one->roots.size();
        }
    }
    decoding = processorSeconds() - decoding;
    std::printf(
        "production: %lld rows, %lld aggregates, %.0f rows/s of a core (reading %.1f s, packing %.1f s), "
        "%.0f bytes a row, %.0f packed\n",
        rows, members, double(rows) / (reading + packing), reading, packing, double(bytes) / double(rows),
        double(packedBytes) / double(rows));
    std::printf("decoding: %.0f rows/s\n", double(rows) / decoding);
}

void takeOver(Laptop &laptop, const std::vector<Scope> &scopes)
{
    SyncClient client(laptop.runner());
    qint64 rows = 0;
    const double before = processSeconds();
    QElapsedTimer timer;
    timer.start();
    Workspace &workspace = laptop.runner().workspace();
    workspace.writeNow([&](WriteSession &session) { orDie(session.beginBulk(), "bulk"); });
    for (const Scope &scope : scopes) {
        QJsonObject request = scope.request, behind = request;
        std::vector<MemberChunk> waiting;
        size_t count = 0;
        MemberChunkReader reader;
        for (const QByteArray &bytes : scope.chunks) {
            orDie(reader.feed(bytes, laptop.runner().configuration()->dictionary), "decode");
            MemberChunk chunk = *reader.take();
            behind = SyncClient::requestBehind(behind, chunk);
            count += chunk.rows.size();
            const bool defines = !chunk.roots.isEmpty() &&
                                 chunk.roots.first().ref.object.endsWith(QLatin1String("_definition"));
            waiting.push_back(std::move(chunk));
            if (!defines && count < size_t(MemberFetch::RowsAtOnce) && !waiting.back().complete)
                continue;
            workspace.writeNow([&](WriteSession &session) {
                orDie(client.applyChunks(session, request, std::move(waiting)), "apply");
            });
            rows += qint64(count);
            waiting.clear();
            count = 0;
            request = behind;
        }
    }
    const double taken = double(timer.elapsed()) / 1000;
    const double used = processSeconds() - before;
    workspace.writeNow([&](WriteSession &session) { orDie(session.endBulk(), "bulk"); });
    const double whole = double(timer.elapsed()) / 1000;
    std::printf("apply: %lld rows in %.1f s, %.0f rows/s, %.0f rows/s of a core; indexes and search %.1f s; "
                "%.0f rows/s in all\n",
                rows, taken, double(rows) / taken, double(rows) / used, whole - taken, double(rows) / whole);
}

}  // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const qint64 records = QCoreApplication::arguments().value(1, QStringLiteral("100000")).toLongLong();
    QTemporaryDir root;
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
    const QString folder = server.folder() + QStringLiteral("/workspace");
    fill(folder, records);
    QElapsedTimer timer;
    timer.start();
    server.start();
    std::printf("server: %lld records, ready after %.1f s\n", records, double(timer.elapsed()) / 1000);
    Laptop laptop(server, QStringLiteral("chen")), other(server, QStringLiteral("chen"));
    SyncRunner::Options options;
    {
        SyncRunner runner(laptop.runner(), options);
        std::atomic<qint64> usable = -1;
        timer.start();
        QObject::connect(
            &runner, &SyncRunner::progressed, &runner,
            [&](const SyncProgress &progress) {
                if (progress.pulled >= 20'000 && usable < 0)
                    usable = timer.elapsed();
            },
            Qt::DirectConnection);
        const SyncReport report = runner.runNow();
        if (report.error)
            qFatal("sync: %s", qPrintable(test::textOf(report.error)));
        const double whole = double(timer.elapsed()) / 1000;
        std::printf(
            "first synchronisation: %d aggregates in %.1f s, %.0f a second; the first 20000 after %.1f s\n",
            report.pulled, whole, report.pulled / whole, double(usable) / 1000);
    }
    server.stop();
    std::vector<Scope> scopes;
    const Id device = orDie(DeviceIdentity::load(laptop.folder()), "identity").device;
    produce(folder, laptop, device, scopes);
    // The scopes as the pull tells of them, without the rest.
    other.runner().workspace().writeNow([&](WriteSession &session) {
        orDie(session.begin(Durability::Saved), "begin");
        int number = 1;
        for (const Scope &scope : scopes) {
            ReplicaScope made;
            made.number = number++;
            made.key = scope.request.value(QLatin1String("key")).toString();
            const QJsonArray objects = scope.request.value(QLatin1String("objects")).toArray();
            for (const QJsonValue &object : objects)
                made.objects.append(object.toString());
            orDie(session.replica().setScope(made), "scope");
        }
        orDie(session.replica().setValue(QStringLiteral("first_load"), "1"), "first load");
        orDie(session.commit(), "commit");
    });
    takeOver(other, scopes);
    return 0;
}
