// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/addattachment.h"

#include "core/base/digest.h"
#include "core/commands/arguments.h"
#include "core/commands/attachedfile.h"

#include <QFileInfo>

namespace dw
{

Result<void> AddAttachment::run(CommandContext &context, const QJsonObject &arguments) const
{
    DW_ASSIGN(const QString name, textArgument(arguments, QStringLiteral("file_name")));
    DW_ASSIGN(const QString sha256, textArgument(arguments, QStringLiteral("sha256")));
    const QJsonObject about = arguments.value(QLatin1String("related")).toObject();
    DW_ASSIGN(const Id id, idArgument(about, QStringLiteral("id")));
    DW_ASSIGN(const Record target, context.load(about.value(QLatin1String("object")).toString(), id));
    const qint64 size = qint64(arguments.value(QLatin1String("size")).toDouble());
    Record attachment(context.object(QStringLiteral("attachment")), context.newId());
    attachment.set(u"related", Value(target.ref()));
    attachment.set(u"file_name", Value(name));
    attachment.set(u"sha256", Value(sha256));
    attachment.set(u"size", Value(size));
    attachment.set(u"mime", Value(arguments.value(QLatin1String("mime")).toString()));
    attachment.set(u"doc_kind", Value(arguments.value(QLatin1String("doc_kind")).toString()));
    DW_TRY(checkAttachedFile(attachment));
    const bool follows = noteArrival(context, attachment);
    DW_TRY(context.save({}, attachment));
    // After the rights: who may not attach anything learns nothing of what is stored.
    return follows ? Result<void>() : checkContent(name, QByteArray::fromHex(sha256.toLatin1()), size);
}

Result<void> AddAttachment::checkContent(const QString &name, const QByteArray &sha256, qint64 size) const
{
    DW_ASSIGN(const QString path, m_workspace.blobPath(sha256));
    const Error other(ErrorCode::Invalid, QStringLiteral("attachment.not_as_said"), {name});
    if (QFileInfo(path).size() != size)
        return other;
    DW_ASSIGN(const FileDigest stored, sha256OfFile(path));
    if (stored.sha256 != sha256)
        return other;
    return {};
}

}  // namespace dw
