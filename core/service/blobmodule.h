// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/reading/reader.h"
#include "core/service/accountservice.h"
#include "core/service/servicemodule.h"
#include "core/service/uploads.h"

#include <atomic>

namespace dw
{

// The files of attachments (sync-protocol.md 3.16, 4), with the content in the workspace's blobs:
//   POST /api/v1/blobs {sha256, size, chunks: [sha256]} -> {missing: [number], complete}
//   PUT  /api/v1/blobs/{sha}/chunks/{number}, Digest: sha-256=...
//   POST /api/v1/blobs/{sha}/complete
//   GET  /api/v1/attachments/{id}/content, Range
// Content goes by the attachment that the user sees, never by a fingerprint; what is missing is counted by
// what this user sent or sees.
class BlobModule final : public ServiceModule
{
public:
    BlobModule(CommandRunner &runner, Uploads &uploads, const ServiceContext &context);

    void addRoutes(Router &router) override;
    void writeMetrics(MetricsText &text) const override;

private:
    HttpResponse begin(const HttpRequest &request);
    HttpResponse putChunk(const HttpRequest &request);
    HttpResponse complete(const HttpRequest &request);
    HttpResponse content(const HttpRequest &request);

    struct Access
    {
        bool mayAttach = false;
        bool seesContent = false;  // of what was asked for, if it is there
    };
    Result<bool> hasRoom(qint64 size) const;
    Result<Access> accessOf(const ReadSession &session, const Caller &caller, const QString &sha256) const;
    // Its fingerprint.
    Result<QString> contentOf(const ReadSession &session, const Caller &caller, const Id &attachment) const;
    // The attachments of this user that wait for it.
    std::optional<HttpResponse> tellArrived(const Caller &caller, const QByteArray &sha256);

    CommandRunner &m_runner;
    Uploads &m_uploads;
    const ServiceContext &m_context;
    std::atomic<qint64> m_received{0};
    std::atomic<qint64> m_served{0};
};

}  // namespace dw
