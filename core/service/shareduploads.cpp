// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/shareduploads.h"

#include "core/store/blobstore.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace dw
{

namespace
{

constexpr qint64 DayMs = 86'400'000;

Error notFound()
{
    return {ErrorCode::NotFound, QStringLiteral("service.not_found")};
}

Error notWritten(const QFileDevice &file)
{
    return {ErrorCode::Storage, QStringLiteral("store.io_failed"), {file.fileName()}, file.errorString()};
}

}  // namespace

QString SharedUploads::wholeFile(const Id &user, const QByteArray &sha256) const
{
    return m_folder + QLatin1Char('/') + user.toString() + QLatin1Char('-') +
           QString::fromLatin1(sha256.toHex());
}

Result<Uploads::Manifest> SharedUploads::begun(const Id &user, const QByteArray &sha256) const
{
    DW_ASSIGN(const auto row, m_rows.find(user, sha256));
    if (!row || row->arrived)
        return notFound();
    Manifest manifest;
    manifest.sha256 = sha256;
    manifest.size = row->size;
    for (qsizetype at = 0; at < row->digests.size(); at += 32)
        manifest.chunks.append(row->digests.mid(at, 32));
    return manifest;
}

Result<QList<int>> SharedUploads::begin(const Id &user, const Manifest &manifest)
{
    DW_TRY(check(manifest));
    DW_ASSIGN(const auto there,
              m_rows.begin(user, manifest.sha256, {manifest.size, manifest.chunks.join(), false}, UserBytes));
    if (!there)
        return Error(ErrorCode::Limit, QStringLiteral("service.too_large"));
    QList<int> missing;
    for (int number = 0; number < manifest.chunks.size() && !there->arrived; ++number) {
        if (!there->parts.contains(number))
            missing.append(number);
    }
    return missing;
}

Result<void> SharedUploads::putChunk(const Id &user, const QByteArray &sha256, int number,
                                     const QByteArray &bytes)
{
    DW_ASSIGN(const Manifest manifest, begun(user, sha256));
    DW_TRY(checkChunk(manifest, number, bytes));
    return m_rows.putPart(user, sha256, number, bytes);
}

Result<QString> SharedUploads::assemble(const Id &user, const QByteArray &sha256) const
{
    DW_ASSIGN(const Manifest manifest, begun(user, sha256));
    DW_TRY(makePrivateFolder(m_folder));
    QSaveFile whole(wholeFile(user, sha256));
    if (!whole.open(QIODevice::WriteOnly))
        return notWritten(whole);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int number = 0; number < manifest.chunks.size(); ++number) {
        DW_ASSIGN(const QByteArray bytes, m_rows.part(user, sha256, number));
        if (bytes.size() != chunkSize(manifest, number))
            return notFound();
        hash.addData(bytes);
        if (whole.write(bytes) != bytes.size())
            return notWritten(whole);
    }
    if (hash.result() != sha256)
        return Error(ErrorCode::Invalid, QStringLiteral("service.malformed"));
    if (!whole.commit())
        return notWritten(whole);
    return whole.fileName();
}

Result<void> SharedUploads::setArrived(const Id &user, const QByteArray &sha256)
{
    QFile::remove(wholeFile(user, sha256));
    return m_rows.setArrived(user, sha256);
}

bool SharedUploads::hasFrom(const Id &user, const QByteArray &sha256) const
{
    const auto row = m_rows.find(user, sha256);
    return row.ok() && *row && (*row)->arrived;
}

// The database knows both, whoever put them there.
void SharedUploads::forgetWhatIsGone(const IsStored &)
{
    (void)m_rows.forgetWhatIsGone();
}

Result<qint64> SharedUploads::storedBytes(const Workspace &) const
{
    return m_rows.storedBytes();
}

void SharedUploads::tidy(Instant now) const
{
    (void)m_rows.forget(KeepDays);
    // What was put together and never stored.
    const QFileInfoList files = QDir(m_folder).entryInfoList(QDir::Files);
    for (const QFileInfo &file : files) {
        if (now.ms - file.lastModified().toMSecsSinceEpoch() > DayMs)
            QFile::remove(file.filePath());
    }
}

}  // namespace dw
