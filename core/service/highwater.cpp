// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/highwater.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace dw
{

std::optional<LedgerHead> HighWater::read() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(file.read(4096)).object();
    const auto epoch = Id::fromString(json.value(QLatin1String("epoch")).toString());
    LedgerHead head;
    head.sequence = qint64(json.value(QLatin1String("seq")).toDouble());
    head.tag = quint32(json.value(QLatin1String("tag")).toDouble());
    head.epoch = epoch.value_or(Id());
    if (!epoch || head.sequence < 1)
        return std::nullopt;
    return head;
}

Result<void> HighWater::write(const LedgerHead &head) const
{
    QSaveFile file(m_file);
    const QJsonObject json{{QStringLiteral("epoch"), head.epoch.toString()},
                           {QStringLiteral("seq"), double(head.sequence)},
                           {QStringLiteral("tag"), double(head.tag)}};
    const QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Error(ErrorCode::Storage, QStringLiteral("cli.cannot_write"), {m_file}, file.errorString());
    return {};
}

Result<bool> HighWater::isAheadOf(const Ledger &ledger) const
{
    const std::optional<LedgerHead> mark = read();
    if (!mark)
        return false;
    DW_ASSIGN(const LedgerHead head, ledger.head());
    // Numbers grow from epoch to epoch: files of an older one are behind as well.
    if (mark->sequence > head.sequence)
        return true;
    if (mark->epoch != head.epoch)
        return false;
    DW_ASSIGN(const auto tag, ledger.tagOf(mark->sequence));
    return tag && *tag != mark->tag;
}

}  // namespace dw
