// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/attachedfile.h"

#include <algorithm>

namespace dw
{

namespace
{

constexpr qint64 MaximumBytes = 100LL * 1024 * 1024;
constexpr qsizetype DigestBytes = 32;

bool isSafeName(const QString &name)
{
    return !name.contains(QLatin1Char('/')) && !name.contains(QLatin1Char('\\')) &&
           std::none_of(name.begin(), name.end(),
                        [](QChar c) { return c.category() == QChar::Other_Control; });
}

}  // namespace

Result<void> checkAttachedFile(const Record &attachment)
{
    const QString name = attachment.value(u"file_name").text();
    const QString sha256 = attachment.value(u"sha256").text();
    const qint64 size = attachment.value(u"size").integer();
    const QByteArray digest = QByteArray::fromHex(sha256.toLatin1());
    if (!isSafeName(name) || size <= 0 || size > MaximumBytes ||
        QString::fromLatin1(digest.toHex()) != sha256 || digest.size() != DigestBytes)
        return Error(ErrorCode::Invalid, QStringLiteral("attachment.bad_file"), {name});
    return {};
}

bool noteArrival(const CommandContext &context, Record &attachment)
{
    if (!context.expectsFiles())
        return false;
    const bool follows =
        !context.hasArrived(QByteArray::fromHex(attachment.value(u"sha256").text().toLatin1()));
    attachment.set(u"uploaded", Value(follows ? QStringLiteral("uploading") : QStringLiteral("stored")));
    return follows;
}

}  // namespace dw
