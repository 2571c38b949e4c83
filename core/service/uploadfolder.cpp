// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/uploadfolder.h"

#include "core/base/digest.h"
#include "core/store/blobstore.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <utility>

namespace dw
{

namespace
{

constexpr qint64 DayMs = 86'400'000;

QString manifestFile(const QString &place)
{
    return place + QStringLiteral("/manifest.json");
}

QString arrivedFile(const QString &place)
{
    return place + QStringLiteral("/arrived");
}

QString chunkFile(const QString &place, int number)
{
    return place + QLatin1Char('/') + QString::number(number);
}

Error malformed()
{
    return {ErrorCode::Invalid, QStringLiteral("service.malformed")};
}

Error notFound()
{
    return {ErrorCode::NotFound, QStringLiteral("service.not_found")};
}

Error notWritten(const QFileDevice &file)
{
    return {ErrorCode::Storage, QStringLiteral("store.io_failed"), {file.fileName()}, file.errorString()};
}

Result<void> write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return notWritten(file);
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return {};
}

QJsonObject toJson(const UploadFolder::Manifest &manifest)
{
    QJsonArray chunks;
    for (const QByteArray &chunk : manifest.chunks)
        chunks.append(QString::fromLatin1(chunk.toHex()));
    return {{QStringLiteral("size"), double(manifest.size)}, {QStringLiteral("chunks"), chunks}};
}

// What was begun here; of nothing, or of what cannot be read, no chunks.
UploadFolder::Manifest begun(const QString &place, const QByteArray &sha256)
{
    UploadFolder::Manifest manifest;
    QFile file(manifestFile(place));
    if (!file.open(QIODevice::ReadOnly))
        return manifest;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    manifest.sha256 = sha256;
    manifest.size = qint64(json.value(QLatin1String("size")).toDouble());
    const QJsonArray chunks = json.value(QLatin1String("chunks")).toArray();
    for (const QJsonValue &chunk : chunks)
        manifest.chunks.append(QByteArray::fromHex(chunk.toString().toLatin1()));
    return manifest;
}

bool isThere(const QString &place, const UploadFolder::Manifest &manifest, qsizetype number)
{
    const QFileInfo info(chunkFile(place, int(number)));
    return info.isFile() && info.size() == Uploads::chunkSize(manifest, number);
}

}  // namespace

QString UploadFolder::placeOf(const Id &user, const QByteArray &sha256) const
{
    return m_folder + QLatin1Char('/') + user.toString() + QLatin1Char('/') +
           QString::fromLatin1(sha256.toHex());
}

qint64 UploadFolder::unfinished(const Id &user, const QString &but) const
{
    qint64 bytes = 0;
    QDirIterator places(m_folder + QLatin1Char('/') + user.toString(), QDir::Dirs | QDir::NoDotAndDotDot);
    while (places.hasNext()) {
        const QString place = places.next();
        if (place != but && QFileInfo::exists(manifestFile(place)))
            bytes += begun(place, {}).size;
    }
    return bytes;
}

Result<QList<int>> UploadFolder::begin(const Id &user, const Manifest &manifest)
{
    DW_TRY(check(manifest));
    const std::lock_guard lock(m_mutex);
    const QString place = placeOf(user, manifest.sha256);
    if (QFileInfo::exists(arrivedFile(place)))
        return QList<int>();
    const Manifest before = begun(place, manifest.sha256);
    if (before.size != manifest.size || before.chunks != manifest.chunks) {
        if (unfinished(user, place) + manifest.size > UserBytes)
            return Error(ErrorCode::Limit, QStringLiteral("service.too_large"));
        QDir(place).removeRecursively();
        DW_TRY(makePrivateFolder(place));
        DW_TRY(write(manifestFile(place), QJsonDocument(toJson(manifest)).toJson(QJsonDocument::Compact)));
    }
    QList<int> missing;
    for (int number = 0; number < manifest.chunks.size(); ++number) {
        if (!isThere(place, manifest, number))
            missing.append(number);
    }
    return missing;
}

Result<void> UploadFolder::putChunk(const Id &user, const QByteArray &sha256, int number,
                                    const QByteArray &bytes)
{
    const QString place = placeOf(user, sha256);
    const Manifest manifest = begun(place, sha256);
    DW_TRY(checkChunk(manifest, number, bytes));
    return write(chunkFile(place, number), bytes);
}

Result<QString> UploadFolder::assemble(const Id &user, const QByteArray &sha256) const
{
    const QString place = placeOf(user, sha256);
    const Manifest manifest = begun(place, sha256);
    if (manifest.chunks.isEmpty())
        return notFound();
    const QString path = place + QStringLiteral("/whole");
    QSaveFile whole(path);
    if (!whole.open(QIODevice::WriteOnly))
        return notWritten(whole);
    for (int number = 0; number < manifest.chunks.size(); ++number) {
        QFile chunk(chunkFile(place, number));
        if (!isThere(place, manifest, number) || !chunk.open(QIODevice::ReadOnly))
            return notFound();
        const QByteArray bytes = chunk.readAll();
        if (bytes.size() != chunkSize(manifest, number) || whole.write(bytes) != bytes.size())
            return notWritten(whole);
    }
    if (!whole.commit())
        return notWritten(whole);
    DW_ASSIGN(const FileDigest digest, sha256OfFile(path));
    if (digest.sha256 != sha256)
        return malformed();
    return path;
}

Result<void> UploadFolder::setArrived(const Id &user, const QByteArray &sha256)
{
    const std::lock_guard lock(m_mutex);
    const QString place = placeOf(user, sha256);
    DW_TRY(makePrivateFolder(place));
    DW_TRY(write(arrivedFile(place), {}));
    const QStringList files = QDir(place).entryList(QDir::Files);
    for (const QString &file : files) {
        if (file != QLatin1String("arrived"))
            QFile::remove(place + QLatin1Char('/') + file);
    }
    return {};
}

bool UploadFolder::hasFrom(const Id &user, const QByteArray &sha256) const
{
    return QFileInfo::exists(arrivedFile(placeOf(user, sha256)));
}

QList<std::pair<Id, QByteArray>> UploadFolder::arrived() const
{
    QList<std::pair<Id, QByteArray>> found;
    QDirIterator files(m_folder, {QStringLiteral("arrived")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        QDir place = files.fileInfo().dir();
        const QByteArray sha256 = QByteArray::fromHex(place.dirName().toLatin1());
        if (!place.cdUp())
            continue;
        if (const auto user = Id::fromString(place.dirName()); user && sha256.size() == 32)
            found.append({*user, sha256});
    }
    return found;
}

void UploadFolder::tidy(Instant now) const
{
    QDirIterator manifests(m_folder, {QStringLiteral("manifest.json")}, QDir::Files,
                           QDirIterator::Subdirectories);
    while (manifests.hasNext()) {
        manifests.next();
        const QDir place = manifests.fileInfo().dir();
        qint64 newest = 0;
        const QFileInfoList files = place.entryInfoList(QDir::Files);
        for (const QFileInfo &file : files)
            newest = std::max(newest, file.lastModified().toMSecsSinceEpoch());
        if (now.ms - newest > KeepDays * DayMs)
            QDir(place).removeRecursively();
    }
}

// A file is in the store before it is noted as arrived.
void UploadFolder::forgetWhatIsGone(const IsStored &isStored)
{
    const std::lock_guard lock(m_mutex);
    QDirIterator arrived(m_folder, {QStringLiteral("arrived")}, QDir::Files, QDirIterator::Subdirectories);
    while (arrived.hasNext()) {
        arrived.next();
        QDir place = arrived.fileInfo().dir();
        if (!isStored(QByteArray::fromHex(place.dirName().toLatin1())))
            place.removeRecursively();
    }
}

}  // namespace dw
