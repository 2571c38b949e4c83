// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"

namespace dw
{

// attachment.add {related: {object, id}, file_name, sha256, size, mime, doc_kind}. The content is already in
// the workspace's blobs (Workspace::putBlob), written and synced before this command runs (DESIGN 5).
class AddAttachment final : public Command
{
public:
    QString name() const override { return QStringLiteral("attachment.add"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
};

}  // namespace dw
