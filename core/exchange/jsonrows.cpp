// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/jsonrows.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <utility>

namespace dw
{

JsonRows::JsonRows(AtomicFile target, const QString &path)
    : m_target(std::move(target)), m_path(path), m_file(m_target.temporaryPath())
{}

Result<std::unique_ptr<JsonRows>> JsonRows::create(const QString &path)
{
    DW_ASSIGN(AtomicFile target, AtomicFile::create(path));
    std::unique_ptr<JsonRows> made(new JsonRows(std::move(target), path));
    if (!made->m_file.open(QIODevice::WriteOnly))
        return Error(ErrorCode::Storage, QStringLiteral("exchange.write_failed"),
                     {QFileInfo(path).fileName()}, made->m_file.errorString());
    return made;
}

Result<void> JsonRows::put(const QByteArray &bytes)
{
    if (m_file.write(bytes) == bytes.size())
        return {};
    const bool full = m_file.error() == QFileDevice::ResourceError;
    return Error(ErrorCode::Storage,
                 full ? QStringLiteral("exchange.disk_full") : QStringLiteral("exchange.write_failed"),
                 {QFileInfo(m_path).fileName()}, m_file.errorString());
}

Result<void> JsonRows::write(const QJsonObject &row)
{
    DW_TRY(put((m_rows == 0 ? QByteArrayLiteral("[\n") : QByteArrayLiteral(",\n")) +
               QJsonDocument(row).toJson(QJsonDocument::Compact)));
    ++m_rows;
    return {};
}

Result<void> JsonRows::finish(const AtomicFile::Seal &seal)
{
    DW_TRY(put(m_rows == 0 ? QByteArrayLiteral("[]\n") : QByteArrayLiteral("\n]\n")));
    if (!m_file.flush())
        return put("x");
    m_file.close();
    return m_target.commit(seal);
}

}  // namespace dw
