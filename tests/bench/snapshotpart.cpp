// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/service/http/contentpacker.h"
#include "core/service/serverhistory.h"
#include "core/sync/memberchunk.h"
#include "core/sync/memberfetch.h"
#include "core/sync/syncserver.h"
#include "tests/bench/ordie.h"
#include "tests/bench/serverfill.h"
#include "tests/bench/syncparts.h"
#include "tests/laptops/laptop.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>

#include <ctime>
#include <vector>

namespace dw::bench
{

namespace
{

using test::Laptop;
using test::ServerProgram;

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

Measure measure(const char *key, const QString &what, const char *unit, double value, double budget,
                Measure::Better better)
{
    Measure made;
    made.key = QLatin1String(key);
    made.what = what;
    made.unit = QLatin1String(unit);
    made.budget = budget;
    made.better = better;
    made.samples = {value};
    return made;
}

// All chunks of all scopes of the laptop, made on this thread.
struct Scope
{
    QJsonObject request;
    std::vector<QByteArray> chunks;
};

Measure produce(const QString &folder, Laptop &laptop, const Id &device, std::vector<Scope> &scopes)
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
                request.insert(QStringLiteral("after"), frames.next->toJson());
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
    Measure made = measure("snapshot_production",
                           QStringLiteral("snapshot: a server's rows to packed frames, of a core"), "rows/s",
                           double(rows) / (reading + packing), 100'000, Measure::Better::Higher);
    made.note = QStringLiteral(
                    "%1 rows of %2 aggregates, %3 bytes a row, %4 packed; a laptop reads them at %5 rows/s")
                    .arg(rows)
                    .arg(members)
                    .arg(bytes / rows)
                    .arg(packedBytes / rows)
                    .arg(qint64(double(rows) / decoding));
    return made;
}

QList<Measure> takeOver(Laptop &laptop, const std::vector<Scope> &scopes)
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
            if (!defines && count < size_t(MemberFetch::RowsAtOnce) && !waiting.back().end.complete)
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
    Measure applied =
        measure("snapshot_apply", QStringLiteral("snapshot: a laptop reads frames and writes its tables"),
                "records/s", double(rows) / taken, 60'000, Measure::Better::Higher);
    applied.note =
        QStringLiteral("%1 rows; %2 a second of processor").arg(rows).arg(qint64(double(rows) / used));
    return {applied, measure("snapshot_indexes",
                             QStringLiteral("snapshot: list indexes, search index and sums at the end"), "s",
                             whole - taken, 0, Measure::Better::Lower)};
}

QList<Measure> synchronised(Laptop &laptop, qint64 records)
{
    // Of what comes first: what a person works on, and more than they see.
    constexpr int Usable = 20'000;
    SyncRunner runner(laptop.runner(), {});
    QElapsedTimer timer;
    qint64 usable = 0, here = 0;
    QObject::connect(
        &runner, &SyncRunner::progressed, &runner,
        [&](const SyncProgress &progress) {
            if (progress.phase != SyncProgress::Phase::Fetching)
                return;
            if (progress.pulled >= Usable && usable == 0)
                usable = timer.elapsed();
            if (progress.pulled < records)
                here = timer.elapsed();
        },
        Qt::DirectConnection);
    timer.start();
    const SyncReport report = runner.runNow();
    if (report.error)
        qFatal("sync: %s", qPrintable(test::textOf(report.error)));
    const double whole = double(timer.elapsed()) / 1000;
    Measure all = measure("snapshot_end_to_end",
                          QStringLiteral("snapshot of %1 records: in step, all of it found").arg(records),
                          "s", whole, 30.0 * double(records) / 1e6, Measure::Better::Lower);
    all.note =
        QStringLiteral("%1 aggregates; all are in the tables after %2 s, the rest is indexes and search")
            .arg(report.pulled)
            .arg(double(here) / 1000);
    return {all,
            measure("snapshot_usable", QStringLiteral("snapshot: the first %1 records are there").arg(Usable),
                    "s", double(usable) / 1000, 5, Measure::Better::Lower)};
}

}  // namespace

QList<Measure> snapshotPart(qint64 records)
{
    QTemporaryDir root;
    ServerProgram server(QStringLiteral(DEALWRIGHT_SERVER), root.path());
    const QString folder = server.folder() + QStringLiteral("/workspace");
    fillServer(folder, records);
    server.start();
    Laptop laptop(server, QStringLiteral("chen")), other(server, QStringLiteral("chen"));
    QList<Measure> measures = synchronised(laptop, records);
    server.stop();
    std::vector<Scope> scopes;
    measures.append(
        produce(folder, laptop, orDie(DeviceIdentity::load(laptop.folder()), "identity").device, scopes));
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
    return measures + takeOver(other, scopes);
}

}  // namespace dw::bench
