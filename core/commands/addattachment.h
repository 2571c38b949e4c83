// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"
#include "core/store/workspace.h"

namespace dw
{

// attachment.add {related: {object, id}, file_name, sha256, size, mime, doc_kind}. The content is already in
// the workspace's blobs (Workspace::putBlob), written and synced before this command runs (DESIGN 5): a file
// that is not there is NotFound "store.blob_missing"; one whose size or content is another than what is said
// is Invalid "attachment.not_as_said" (file name). On a server the file may come later: until the user has
// sent its bytes the attachment is "uploading", whatever files with that fingerprint others have there.
class AddAttachment final : public Command
{
public:
    explicit AddAttachment(const Workspace &workspace) : m_workspace(workspace) {}
    QString name() const override { return QStringLiteral("attachment.add"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;

private:
    Result<void> checkContent(const QString &name, const QByteArray &sha256, qint64 size) const;

    const Workspace &m_workspace;
};

}  // namespace dw
