// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/filesync.h"

#include "core/base/digest.h"
#include "core/commands/namedfiles.h"
#include "core/store/blobstore.h"
#include "core/store/replica.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr qint64 ChunkBytes = 4LL * 1024 * 1024;
constexpr qint64 PartBytes = 1024 * 1024;  // what is fetched at a time

QByteArray fingerprintOf(const Record &attachment)
{
    return QByteArray::fromHex(attachment.value(u"sha256").text().toLatin1());
}

bool isState(const Record &attachment, QLatin1String state)
{
    return attachment.value(u"uploaded").text() == state;
}

// Everything that looks like a fingerprint: what waits names files in the arguments of its commands.
void addNamed(QSet<QByteArray> &named, const QByteArray &body)
{
    static const QRegularExpression fingerprint(QStringLiteral("\\b[0-9a-f]{64}\\b"));
    auto found = fingerprint.globalMatch(QString::fromUtf8(body));
    while (found.hasNext())
        named.insert(QByteArray::fromHex(found.next().captured().toLatin1()));
}

}  // namespace

Result<QList<Record>> FileSync::attachments() const
{
    const ConfigurationPtr configuration = m_runner.configuration();
    const ObjectTypePtr type = configuration->dictionary->find(u"attachment");
    QList<int> fields;
    for (const char *key : {"sha256", "size", "uploaded", "created_by", "created_at", "keep_offline"})
        fields.append(type->indexOf(QString::fromLatin1(key)));
    Result<QList<Record>> all = QList<Record>();
    m_runner.workspace().readNow([&](ReadSession &session) {
        const auto read = [&]() -> Result<QList<Record>> {
            QList<Record> found;
            DW_ASSIGN(const auto cursor, session.open({type, nullptr, {}, {}}, fields, {}));
            QList<Record> page;
            do {
                DW_TRY(cursor->next(page, 1000));
                found += page;
            } while (!page.isEmpty());
            return found;
        };
        all = read();
    });
    return all;
}

bool FileSync::isHere(const Record &attachment) const
{
    return m_runner.workspace().blobPath(fingerprintOf(attachment)).ok();
}

Result<QList<FileSync::Waiting>> FileSync::waiting(const Id &user) const
{
    DW_ASSIGN(const QList<Record> all, attachments());
    QList<Waiting> files;
    QSet<QByteArray> seen;
    for (const Record &attachment : all) {
        const bool unsent = isState(attachment, QLatin1String("local_only")) ||
                            isState(attachment, QLatin1String("uploading"));
        const QByteArray sha256 = fingerprintOf(attachment);
        if (!unsent || attachment.value(u"created_by").id() != user || seen.contains(sha256))
            continue;
        seen.insert(sha256);
        const Result<QString> path = m_runner.workspace().blobPath(sha256);
        if (path.ok())
            files.append({sha256, *path, QFileInfo(*path).size()});
    }
    std::sort(files.begin(), files.end(), [](const Waiting &a, const Waiting &b) { return a.size < b.size; });
    return files;
}

Result<bool> FileSync::hasToSend(const Id &user) const
{
    DW_ASSIGN(const QList<Waiting> files, waiting(user));
    return !files.isEmpty();
}

Result<int> FileSync::send(const Id &user, qint64 largest)
{
    DW_ASSIGN(const QList<Waiting> files, waiting(user));
    int sent = 0;
    for (const Waiting &file : files) {
        if (file.size > largest)
            break;
        DW_ASSIGN(const bool done, sendOne(file));
        sent += done ? 1 : 0;
    }
    return sent;
}

// False: the server does not want it.
Result<bool> FileSync::sendOne(const Waiting &file)
{
    QFile content(file.path);
    if (!content.open(QIODevice::ReadOnly))
        return false;
    QJsonArray chunks;
    for (QByteArray chunk = content.read(ChunkBytes); !chunk.isEmpty(); chunk = content.read(ChunkBytes))
        chunks.append(
            QString::fromLatin1(QCryptographicHash::hash(chunk, QCryptographicHash::Sha256).toHex()));
    const QString name = QString::fromLatin1(file.sha256.toHex());
    DW_ASSIGN(const SyncAnswer begun,
              m_line.ask(QStringLiteral("blobs"), {{QStringLiteral("sha256"), name},
                                                   {QStringLiteral("size"), double(file.size)},
                                                   {QStringLiteral("chunks"), chunks}}));
    if (!begun.ok())
        return false;
    if (begun.body.value(QLatin1String("complete")).toBool())
        return true;
    const QJsonArray missing = begun.body.value(QLatin1String("missing")).toArray();
    for (const QJsonValue &one : missing) {
        const int number = one.toInt(-1);
        if (number < 0 || number >= chunks.size() || !content.seek(number * ChunkBytes))
            return Error(ErrorCode::Invalid, QStringLiteral("sync.bad_answer"), {QStringLiteral("missing")});
        DW_ASSIGN(const SyncAnswer put, m_line.put(QStringLiteral("blobs/%1/chunks/%2").arg(name).arg(number),
                                                   content.read(ChunkBytes)));
        if (put.status != 204)
            return false;
    }
    DW_ASSIGN(const SyncAnswer ended, m_line.ask(QStringLiteral("blobs/%1/complete").arg(name), {}));
    return ended.ok();
}

Result<qint64> FileSync::makeRoom(const QList<Record> &all)
{
    struct Held
    {
        QByteArray sha256;
        QFileInfo info;
    };
    QList<Held> mayGo;
    QSet<QByteArray> counted;
    qint64 room = m_policy.fileQuota;
    for (const Record &attachment : all) {
        const QByteArray sha256 = fingerprintOf(attachment);
        const Result<QString> path = m_runner.workspace().blobPath(sha256);
        if (!path.ok() || counted.contains(sha256))
            continue;
        counted.insert(sha256);
        const QFileInfo info(*path);
        room -= info.size();
        if (isState(attachment, QLatin1String("stored")) && !attachment.value(u"keep_offline").boolean())
            mayGo.append({sha256, info});
    }
    std::sort(mayGo.begin(), mayGo.end(),
              [](const Held &a, const Held &b) { return a.info.lastModified() < b.info.lastModified(); });
    for (const Held &held : std::as_const(mayGo)) {
        if (room >= 0)
            break;
        DW_ASSIGN(const bool gone, m_runner.workspace().dropBlob(held.sha256));
        room += gone ? held.info.size() : 0;
    }
    return room;
}

QString FileSync::incoming() const
{
    return m_runner.workspace().folder() + QStringLiteral("/incoming");
}

QList<Record> FileSync::wantedOf(const QList<Record> &all) const
{
    QList<Record> wanted;
    for (const Record &attachment : all) {
        const bool small = attachment.value(u"size").integer() <= m_policy.fetchUpTo;
        if ((small || attachment.value(u"keep_offline").boolean()) &&
            !isState(attachment, QLatin1String("uploading")) &&
            !isState(attachment, QLatin1String("failed")) && !isHere(attachment))
            wanted.append(attachment);
    }
    std::sort(wanted.begin(), wanted.end(), [](const Record &a, const Record &b) {
        return a.value(u"created_at").instant().ms > b.value(u"created_at").instant().ms;
    });
    return wanted;
}

Result<bool> FileSync::hasToFetch() const
{
    DW_ASSIGN(const QList<Record> all, attachments());
    return !wantedOf(all).isEmpty();
}

Result<int> FileSync::fetchWanted()
{
    DW_ASSIGN(const QList<Record> all, attachments());
    const QList<Record> wanted = wantedOf(all);
    DW_ASSIGN(qint64 room, makeRoom(all));
    int fetched = 0;
    for (const Record &attachment : wanted) {
        const qint64 size = attachment.value(u"size").integer();
        if (size > room)
            continue;
        const Result<void> came = fetch(attachment);
        if (!came.ok() && came.error().code != ErrorCode::NotFound)
            return came.error();
        if (!came.ok())
            continue;
        room -= size;
        ++fetched;
    }
    return fetched;
}

Result<void> FileSync::fetch(const Record &attachment)
{
    const QString name = attachment.value(u"sha256").text();
    const QByteArray sha256 = fingerprintOf(attachment);
    const qint64 size = attachment.value(u"size").integer();
    const Error notThere(ErrorCode::NotFound, QStringLiteral("sync.file_not_there"));
    if (sha256.size() != 32 || size <= 0)
        return notThere;
    DW_TRY(makePrivateFolder(incoming()));
    QFile file(incoming() + QLatin1Char('/') + name);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append))
        return Error(ErrorCode::Storage, QStringLiteral("store.io_failed"), {file.fileName()},
                     file.errorString());
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const QString path = QStringLiteral("attachments/%1/content").arg(attachment.id().toString());
    while (file.size() < size) {
        const qint64 before = file.size();
        DW_ASSIGN(const SyncAnswer answer, m_line.download(path, std::min(PartBytes, size - before), file));
        if (answer.status != 206 || !file.flush() || file.size() <= before) {
            file.remove();
            return notThere;
        }
    }
    file.close();
    const Result<FileDigest> digest = sha256OfFile(file.fileName());
    const bool same = digest.ok() && digest->sha256 == sha256;
    const auto taken =
        same ? m_runner.workspace().takeBlob(file.fileName()) : Result<Workspace::StoredBlob>(notThere);
    file.remove();
    return taken.ok() ? Result<void>() : taken.error();
}

Result<int> FileSync::sweep()
{
    const QList<QByteArray> files = m_runner.workspace().blobs();
    const QStringList begun = QDir(incoming()).entryList(QDir::Files);
    if (files.isEmpty() && begun.isEmpty())
        return 0;
    Result<QSet<QByteArray>> named = QSet<QByteArray>();
    m_runner.workspace().readNow([&](ReadSession &session) {
        const auto read = [&]() -> Result<QSet<QByteArray>> {
            DW_ASSIGN(QSet<QByteArray> all, namedFiles(session, *m_runner.configuration()->dictionary));
            DW_ASSIGN(const QList<OutboxEntry> outbox, session.replica().outbox(0, -1));
            DW_ASSIGN(const QList<InboxEntry> inbox, session.replica().inbox());
            for (const OutboxEntry &entry : outbox)
                addNamed(all, entry.body);
            for (const InboxEntry &entry : inbox)
                addNamed(all, entry.body);
            return all;
        };
        named = read();
    });
    DW_TRY(named);
    int gone = 0;
    // Copies that other programs look at.
    const QDir opened(m_runner.workspace().folder() + QStringLiteral("/opened"));
    const QStringList copies = opened.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : copies) {
        if (!named->contains(QByteArray::fromHex(name.toLatin1())))
            QDir(opened.filePath(name)).removeRecursively();
    }
    for (const QString &name : begun) {
        if (!named->contains(QByteArray::fromHex(name.toLatin1())))
            gone += QFile::remove(incoming() + QLatin1Char('/') + name) ? 1 : 0;
    }
    for (const QByteArray &file : files) {
        if (named->contains(file))
            continue;
        DW_ASSIGN(const bool dropped, m_runner.workspace().dropBlob(file));
        gone += dropped ? 1 : 0;
    }
    return gone;
}

}  // namespace dw
