// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/exportsearch.h"

#include "core/base/digest.h"

#include <QJsonArray>

#include <algorithm>

namespace dw
{

namespace
{

constexpr int PageLines = 500;

bool isOf(const AuditRecord &line, const QString &sha256)
{
    return line.entry.command == QLatin1String("data.export") &&
           (sha256.isEmpty() ||
            line.entry.values.value(QLatin1String("sha256")).toArray().at(1).toString() == sha256);
}

}  // namespace

Result<QList<AuditRecord>> ExportSearch::linesOf(const QByteArray &sha256, int limit) const
{
    return find(QString::fromLatin1(sha256.toHex()), limit);
}

Result<QList<AuditRecord>> ExportSearch::lines(int limit) const
{
    return find({}, limit);
}

Result<QList<AuditRecord>> ExportSearch::find(const QString &sha256, int limit) const
{
    QList<AuditRecord> found;
    for (const ObjectTypePtr &object : m_reader.context().dictionary->objects()) {
        int ofObject = 0;
        qint64 before = 0;
        while (ofObject < limit) {
            DW_ASSIGN(const QList<AuditRecord> page,
                      m_reader.history({object->key(), Id()}, PageLines, before));
            for (const AuditRecord &line : page) {
                if (!isOf(line, sha256) || ofObject >= limit)
                    continue;
                found.append(line);
                ++ofObject;
            }
            if (page.size() < PageLines)
                break;
            before = page.last().sequence;
        }
    }
    std::sort(found.begin(), found.end(),
              [](const AuditRecord &a, const AuditRecord &b) { return a.sequence > b.sequence; });
    return found.mid(0, limit);
}

Result<QJsonArray> ExportSearch::table(const std::optional<QByteArray> &sha256, int limit) const
{
    DW_ASSIGN(const QList<AuditRecord> lines, sha256 ? linesOf(*sha256, limit) : this->lines(limit));
    const QString user = QStringLiteral("user");
    QList<RecordRef> people;
    for (const AuditRecord &line : lines)
        people.append({user, line.entry.user});
    DW_ASSIGN(const auto titles, m_reader.titles(people));
    QJsonArray rows;
    for (const AuditRecord &line : lines) {
        QJsonObject row{{QStringLiteral("at"), line.entry.at.toIso()},
                        {user, titles.value({user, line.entry.user})},
                        {QStringLiteral("object"), line.entry.record.object}};
        if (line.entry.receivedAt)
            row.insert(QStringLiteral("received"), line.entry.receivedAt->toIso());
        for (auto it = line.entry.values.constBegin(); it != line.entry.values.constEnd(); ++it)
            row.insert(it.key(), it.value().toArray().at(1));
        rows.append(row);
    }
    return rows;
}

Result<QByteArray> ExportSearch::fingerprint(const std::optional<QString> &file,
                                             const std::optional<QString> &digits)
{
    if (file) {
        DW_ASSIGN(const FileDigest digest, sha256OfFile(*file));
        return digest.sha256;
    }
    const QString text = digits.value_or(QString()).toLower();
    const QByteArray bytes = QByteArray::fromHex(text.toLatin1());
    if (bytes.size() != 32 || QString::fromLatin1(bytes.toHex()) != text)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {text, QStringLiteral("--sha256")});
    return bytes;
}

}  // namespace dw
