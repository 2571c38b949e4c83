// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/sheetsplice.h"

#include "core/exchange/files/atomicfile.h"

#include <QFile>
#include <QFileInfo>

#include <zip.h>

#include <algorithm>
#include <cerrno>

namespace dw
{

namespace
{

// Level 1 takes a third of the time of level 6 for a file that is a fifth larger.
constexpr zip_uint32_t FastLevel = 1;
constexpr zip_uint16_t FirstDay = (1 << 5) | 1;  // 1980-01-01

struct Discard
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

// A sheet in three pieces, as libzip reads it.
class Pieces
{
public:
    Pieces(const QByteArray &head, std::FILE *rows, qint64 size, const QByteArray &tail)
        : m_head(head), m_tail(tail), m_rows(rows), m_size(size)
    {
        zip_error_init(&m_error);
    }
    ~Pieces() { zip_error_fini(&m_error); }
    Pieces(const Pieces &) = delete;
    Pieces &operator=(const Pieces &) = delete;

    static zip_int64_t call(void *self, void *data, zip_uint64_t length, zip_source_cmd_t command)
    {
        auto *pieces = static_cast<Pieces *>(self);
        switch (command) {
            case ZIP_SOURCE_OPEN:
                pieces->m_at = 0;
                return std::fseek(pieces->m_rows, 0, SEEK_SET) == 0 ? 0 : pieces->fail();
            case ZIP_SOURCE_READ:
                return pieces->read(static_cast<char *>(data), length);
            case ZIP_SOURCE_CLOSE:
                return 0;
            case ZIP_SOURCE_STAT: {
                auto *stat = static_cast<zip_stat_t *>(data);
                zip_stat_init(stat);
                stat->size = zip_uint64_t(pieces->total());
                stat->valid = ZIP_STAT_SIZE;
                return sizeof(zip_stat_t);
            }
            case ZIP_SOURCE_ERROR:
                return zip_error_to_data(&pieces->m_error, data, length);
            case ZIP_SOURCE_FREE:
                delete pieces;
                return 0;
            case ZIP_SOURCE_SUPPORTS:
                return ZIP_SOURCE_SUPPORTS_READABLE;
            default:
                zip_error_set(&pieces->m_error, ZIP_ER_OPNOTSUPP, 0);
                return -1;
        }
    }

private:
    qint64 total() const { return m_head.size() + m_size + m_tail.size(); }

    zip_int64_t fail()
    {
        zip_error_set(&m_error, ZIP_ER_READ, errno);
        return -1;
    }

    zip_int64_t read(char *to, zip_uint64_t length)
    {
        const qint64 begin = m_at, end = std::min(total(), begin + qint64(length));
        const qint64 rows = m_head.size(), tail = rows + m_size;
        while (m_at < end) {
            if (m_at < rows) {
                const qint64 count = std::min(end, rows) - m_at;
                std::copy_n(m_head.constData() + m_at, count, to);
                m_at += count;
                to += count;
            } else if (m_at < tail) {
                const size_t count = size_t(std::min(end, tail) - m_at);
                errno = 0;
                if (std::fread(to, 1, count, m_rows) != count)
                    return fail();
                m_at += qint64(count);
                to += count;
            } else {
                const qint64 count = end - m_at;
                std::copy_n(m_tail.constData() + (m_at - tail), count, to);
                m_at += count;
                to += count;
            }
        }
        return end - begin;
    }

    QByteArray m_head;
    QByteArray m_tail;
    std::FILE *m_rows;
    qint64 m_size;
    qint64 m_at = 0;
    zip_error_t m_error;
};

Error failure(zip_error_t *error, const QString &path)
{
    const int system = zip_error_system_type(error) == ZIP_ET_SYS ? zip_error_code_system(error) : 0;
    Error answer = AtomicFile::errorOf(system != 0 ? system : EIO, path);
    answer.detail += QLatin1String("; ") + QString::fromUtf8(zip_error_strerror(error));
    return answer;
}

Result<QByteArray> readEntry(zip_t *archive, zip_uint64_t index, const QString &path)
{
    zip_stat_t stat;
    if (zip_stat_index(archive, index, 0, &stat) != 0)
        return failure(zip_get_error(archive), path);
    QByteArray bytes(qsizetype(stat.size), Qt::Uninitialized);
    zip_file_t *file = zip_fopen_index(archive, index, 0);
    if (!file)
        return failure(zip_get_error(archive), path);
    const zip_int64_t count = zip_fread(file, bytes.data(), stat.size);
    zip_fclose(file);
    if (count != zip_int64_t(stat.size))
        return AtomicFile::errorOf(EIO, path);
    return bytes;
}

Result<void> splice(zip_t *archive, int number, SheetBody &body, const QString &path)
{
    const QByteArray name = "xl/worksheets/sheet" + QByteArray::number(number) + ".xml";
    const zip_int64_t index = zip_name_locate(archive, name.constData(), 0);
    if (index < 0)
        return failure(zip_get_error(archive), path);
    DW_ASSIGN(const QByteArray sheet, readEntry(archive, zip_uint64_t(index), path));
    const qsizetype header = sheet.indexOf("</row>"), end = sheet.indexOf("</sheetData>");
    if (header < 0 || end < header)
        return Error(ErrorCode::Internal, QStringLiteral("exchange.write_failed"),
                     {QFileInfo(path).fileName()}, QString::fromLatin1(name));
    qint64 size = 0;
    DW_ASSIGN(std::FILE *const rows, body.rows(&size));
    auto pieces = std::make_unique<Pieces>(sheet.left(header + 6), rows, size, sheet.mid(end));
    zip_source_t *source = zip_source_function(archive, &Pieces::call, pieces.get());
    if (!source)
        return failure(zip_get_error(archive), path);
    (void)pieces.release();  // the source frees it
    // A new entry of the same name: libzip takes no level for one whose method stays.
    zip_int64_t added = -1;
    if (zip_delete(archive, zip_uint64_t(index)) == 0)
        added = zip_file_add(archive, name.constData(), source, 0);
    if (added < 0) {
        zip_source_free(source);
        return failure(zip_get_error(archive), path);
    }
    // No clock has a say, as in libxlsxwriter's own entries.
    if (zip_set_file_compression(archive, zip_uint64_t(added), ZIP_CM_DEFLATE, FastLevel) != 0 ||
        zip_file_set_dostime(archive, zip_uint64_t(added), 0, FirstDay, 0) != 0)
        return failure(zip_get_error(archive), path);
    return {};
}

}  // namespace

Result<void> spliceSheets(const QString &file, const std::vector<std::unique_ptr<SheetBody>> &bodies,
                          const QString &path)
{
    int code = 0;
    Archive archive(zip_open(QFile::encodeName(file).constData(), 0, &code));
    if (!archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const Error failed = failure(&error, path);
        zip_error_fini(&error);
        return failed;
    }
    for (size_t i = 0; i < bodies.size(); ++i)
        DW_TRY(splice(archive.get(), int(i) + 1, *bodies[i], path));
    if (zip_close(archive.get()) != 0)
        return failure(zip_get_error(archive.get()), path);
    (void)archive.release();
    return {};
}

}  // namespace dw
