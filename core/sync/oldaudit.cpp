// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/oldaudit.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <utility>

namespace dw
{

namespace
{

constexpr int PageLines = 500;

QByteArray lineOf(const AuditRecord &line)
{
    const QJsonObject json{{QStringLiteral("seq"), double(line.sequence)},
                           {QStringLiteral("at"), line.entry.at.toIso()},
                           {QStringLiteral("user"), line.entry.user.toString()},
                           {QStringLiteral("command"), line.entry.command},
                           {QStringLiteral("object"), line.entry.record.object},
                           {QStringLiteral("id"), line.entry.record.id.toString()},
                           {QStringLiteral("fields"), QJsonArray::fromStringList(line.fields)},
                           {QStringLiteral("values"), line.entry.values},
                           {QStringLiteral("note"), line.entry.note},
                           {QStringLiteral("erased"), line.erased},
                           {QStringLiteral("hash"), QString::fromLatin1(line.hash.toHex())}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

}  // namespace

Result<AuditSeal> writeOldAudit(const StandaloneSource &source, const QString &file)
{
    QSaveFile out(file);
    const auto unwritable = [&] {
        return Error(ErrorCode::Storage, QStringLiteral("sync.identity_unwritable"),
                     {file, out.errorString()});
    };
    if (!out.open(QIODevice::WriteOnly) ||
        !out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return unwritable();
    AuditSeal seal;
    QCryptographicHash digest(QCryptographicHash::Sha256);
    DW_TRY(source.read([&](ReadSession &session) -> Result<void> {
        QList<AuditRecord> page;
        qint64 before = 0;
        for (;;) {
            Result<QList<AuditRecord>> lines = session.auditTrail(PageLines, before);
            if (!lines.ok())
                return lines.error();
            page = std::move(lines).value();
            if (page.isEmpty())
                return {};
            if (seal.lines == 0)
                seal.last = page.first().hash;
            for (const AuditRecord &line : std::as_const(page)) {
                const QByteArray bytes = lineOf(line);
                digest.addData(bytes);
                if (out.write(bytes) != bytes.size())
                    return unwritable();
                ++seal.lines;
            }
            before = page.last().sequence;
        }
    }));
    if (!out.commit())
        return unwritable();
    seal.sha256 = digest.result();
    return seal;
}

}  // namespace dw
