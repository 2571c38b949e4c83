// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/parts.h"

#include <QFile>

namespace dw::bench
{

QList<Record> PartContext::sample(const QString &object, int count)
{
    return read<QList<Record>>([&](const Reader &reader) -> Result<QList<Record>> {
        DW_ASSIGN(const Query query, reader.query(object, {}, {}));
        DW_ASSIGN(const std::vector<RowRef> all, reader.rows(query));
        if (all.empty())
            return Error(ErrorCode::NotFound, QStringLiteral("bench.nothing"), {object});
        std::vector<RowRef> rows;
        for (int i = 0; i < count; ++i)
            rows.push_back(all[size_t(random.bounded(quint32(all.size())))]);
        QList<int> fields;
        for (int i = 0; i < query.object->fieldCount(); ++i)
            fields.append(i);
        return reader.page(query.object, rows, fields);
    });
}

Measure longestBlock(const PartContext &context, const QString &where)
{
    Measure longest;
    longest.key = QStringLiteral("block_") + where;
    longest.what = QStringLiteral("longest event of the window's thread: ") + where;
    longest.unit = QStringLiteral("ms");
    longest.budget = desktop::Application::LimitMs;
    longest.judged = Measure::Judged::Worst;
    longest.samples = {double(context.application.longestNs()) / 1e6};
    longest.note = context.application.longest();
    return longest;
}

qint64 kilobytes(const char *file, const char *line)
{
    QFile from(QStringLiteral("/proc/self/") + QLatin1String(file));
    if (!from.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = from.readAll().split('\n');
    for (const QByteArray &one : lines) {
        if (one.startsWith(line))
            return one.mid(qsizetype(qstrlen(line))).simplified().split(' ').value(0).toLongLong();
    }
    return 0;
}

}  // namespace dw::bench
