// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/xlsx_fuzz.h"

#include "core/exchange/files/xlsxreader.h"
#include "core/exchange/files/zipguard.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdlib>

namespace dw
{

namespace
{

void require(bool promise)
{
    if (!promise)
        std::abort();
}

bool isSaid(const Error &error)
{
    return error.key.startsWith(QLatin1String("exchange."));
}

}  // namespace

void fuzzWorkbook(QByteArrayView bytes)
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("in.xlsx"));
    {
        QFile file(path);
        require(file.open(QIODevice::WriteOnly) && file.write(bytes.data(), bytes.size()) == bytes.size());
    }
    const auto checked = ZipGuard::check(bytes.toByteArray(), QStringLiteral("in.xlsx"));
    require(checked.ok() || isSaid(checked.error()));
    const auto opened = XlsxReader::open(path);
    // Nothing reads what the check of the container refused.
    require(opened.ok() ? checked.ok() : isSaid(opened.error()));
    if (!opened.ok())
        return;
    XlsxReader &reader = **opened;
    require(reader.sheet() < reader.sheets().size());
    constexpr int Most = 2000;
    qint64 last = 0;
    for (int rows = 0; rows < Most; ++rows) {
        Row row;
        const Result<bool> more = reader.next(row);
        require(more.ok() || isSaid(more.error()));
        if (!more.ok() || !*more)
            return;
        require(reader.rowNumber() > last && row.size() <= 16'384);
        last = reader.rowNumber();
    }
}

}  // namespace dw

#ifdef DEALWRIGHT_FUZZER
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dw::fuzzWorkbook(QByteArrayView(data, qsizetype(size)));
    return 0;
}
#endif
