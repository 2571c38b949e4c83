// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/zipguard.h"

#include <QSet>

#include <zip.h>

#include <algorithm>
#include <memory>

namespace dw
{

namespace
{

struct Close
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
    void operator()(zip_file_t *file) const { zip_fclose(file); }
};

using Archive = std::unique_ptr<zip_t, Close>;
using EntryFile = std::unique_ptr<zip_file_t, Close>;

Archive opened(const QByteArray &bytes, QString &reason)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.constData(), zip_uint64_t(bytes.size()), 0, &error);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (!archive) {
        reason = QString::fromUtf8(zip_error_strerror(&error));
        if (source)
            zip_source_free(source);
    }
    zip_error_fini(&error);
    return Archive(archive);
}

bool plainName(QByteArrayView name)
{
    if (name.isEmpty() || name.startsWith('/') || name.contains('\\') || name.contains(':'))
        return false;
    const QList<QByteArray> parts = name.toByteArray().split('/');
    return !parts.contains("..") && !parts.contains(".");
}

}  // namespace

Result<void> ZipGuard::check(const QByteArray &bytes, const QString &name)
{
    const auto refuse = [&name](ErrorCode code, const char *key, const QStringList &more = {},
                                const QString &detail = {}) {
        return Error(code, QLatin1String(key), QStringList{name} + more, detail);
    };
    QString reason;
    const Archive archive = opened(bytes, reason);
    if (!archive)
        return refuse(ErrorCode::Invalid, "exchange.zip_damaged", {}, reason);
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count > MaxEntries)
        return refuse(ErrorCode::Limit, "exchange.zip_too_many", {QString::number(count)});

    quint64 total = 0;
    QSet<QByteArray> names;
    // First the directory alone: a bomb is refused before a byte of it is inflated.
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(archive.get(), zip_uint64_t(i), ZIP_FL_ENC_RAW, &stat) != 0)
            return refuse(ErrorCode::Invalid, "exchange.zip_damaged", {},
                          QString::fromUtf8(zip_strerror(archive.get())));
        const QByteArray raw(stat.name);
        const QString shown = QString::fromUtf8(raw.left(200));
        if (!plainName(raw) || names.contains(raw.toLower()))
            return refuse(ErrorCode::Invalid, "exchange.zip_bad_name", {shown});
        names.insert(raw.toLower());
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
            return refuse(ErrorCode::Unsupported, "exchange.zip_encrypted");
        if (stat.size > MaxTotal || total + stat.size > MaxTotal)
            return refuse(ErrorCode::Limit, "exchange.zip_too_large", {QString::number(MaxTotal / 1048576)});
        total += stat.size;
        if (stat.size >= RatioFrom && stat.size / MaxRatio >= std::max<quint64>(1, stat.comp_size))
            return refuse(ErrorCode::Limit, "exchange.zip_bomb", {shown});
    }
    if (total >= RatioFrom && total / MaxRatio >= quint64(bytes.size()))
        return refuse(ErrorCode::Limit, "exchange.zip_bomb", {QString()});

    QByteArray buffer(256 * 1024, Qt::Uninitialized);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        zip_stat_index(archive.get(), zip_uint64_t(i), ZIP_FL_ENC_RAW, &stat);
        const QString shown = QString::fromUtf8(QByteArray(stat.name).left(200));
        const EntryFile file(zip_fopen_index(archive.get(), zip_uint64_t(i), 0));
        if (!file)
            return refuse(ErrorCode::Invalid, "exchange.zip_damaged", {},
                          QString::fromUtf8(zip_strerror(archive.get())));
        quint64 inflated = 0;
        for (;;) {
            const zip_int64_t got = zip_fread(file.get(), buffer.data(), zip_uint64_t(buffer.size()));
            if (got < 0)
                return refuse(ErrorCode::Invalid, "exchange.zip_damaged", {},
                              QString::fromUtf8(zip_file_strerror(file.get())));
            if (got == 0)
                break;
            inflated += quint64(got);
            if (inflated > stat.size)
                return refuse(ErrorCode::Invalid, "exchange.zip_lying_size", {shown});
        }
        if (inflated != stat.size)
            return refuse(ErrorCode::Invalid, "exchange.zip_lying_size", {shown});
    }
    return {};
}

QByteArray ZipGuard::entry(const QByteArray &bytes, const QByteArray &entryName)
{
    QString reason;
    const Archive archive = opened(bytes, reason);
    if (!archive)
        return {};
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat(archive.get(), entryName.constData(), ZIP_FL_NOCASE, &stat) != 0 || stat.size > MaxTotal)
        return {};
    const EntryFile file(zip_fopen_index(archive.get(), stat.index, 0));
    if (!file)
        return {};
    QByteArray content(qsizetype(stat.size), Qt::Uninitialized);
    return zip_fread(file.get(), content.data(), stat.size) == zip_int64_t(stat.size) ? content
                                                                                      : QByteArray();
}

QList<QByteArray> ZipGuard::names(const QByteArray &bytes)
{
    QList<QByteArray> found;
    QString reason;
    const Archive archive = opened(bytes, reason);
    const zip_int64_t count = archive ? zip_get_num_entries(archive.get(), 0) : 0;
    for (zip_int64_t i = 0; i < count; ++i)
        found.append(QByteArray(zip_get_name(archive.get(), zip_uint64_t(i), ZIP_FL_ENC_RAW)));
    return found;
}

QByteArray ZipGuard::replaced(const QByteArray &bytes, const QHash<QByteArray, QByteArray> &contents)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.constData(), zip_uint64_t(bytes.size()), 0, &error);
    zip_t *archive = source ? zip_open_from_source(source, 0, &error) : nullptr;
    zip_error_fini(&error);
    if (!archive) {
        if (source)
            zip_source_free(source);
        return {};
    }
    // Kept past zip_close, which writes the new container into it.
    zip_source_keep(source);
    bool good = true;
    for (auto it = contents.cbegin(); good && it != contents.cend(); ++it) {
        zip_source_t *content = zip_source_buffer(archive, it->constData(), zip_uint64_t(it->size()), 0);
        const zip_int64_t index = zip_name_locate(archive, it.key().constData(), 0);
        good = content && index >= 0 && zip_file_replace(archive, zip_uint64_t(index), content, 0) == 0;
        if (!good && content)
            zip_source_free(content);
    }
    if (!good || zip_close(archive) != 0) {
        zip_discard(archive);
        good = false;
    }
    QByteArray written;
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (good && zip_source_stat(source, &stat) == 0 && zip_source_open(source) == 0) {
        written.resize(qsizetype(stat.size));
        if (zip_source_read(source, written.data(), stat.size) != zip_int64_t(stat.size))
            written.clear();
        zip_source_close(source);
    }
    zip_source_free(source);
    return written;
}

}  // namespace dw
