// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/exportsearch.h"

#include "core/base/digest.h"
#include "core/reading/objectlines.h"

#include <QJsonArray>

namespace dw
{

namespace
{

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
    return ObjectLines(m_reader).find(
        {}, [&sha256](const AuditRecord &line) { return isOf(line, sha256); }, limit);
}

Result<QJsonArray> ExportSearch::table(const std::optional<QByteArray> &sha256, int limit) const
{
    DW_ASSIGN(const QList<AuditRecord> lines, sha256 ? linesOf(*sha256, limit) : this->lines(limit));
    return ObjectLines(m_reader).table(lines);
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
