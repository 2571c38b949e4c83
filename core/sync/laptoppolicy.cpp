// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/laptoppolicy.h"

#include <QJsonDocument>

#include <algorithm>

namespace dw
{

namespace
{

const QString Key = QStringLiteral("policy");
const QString RevokedInputDays = QStringLiteral("revoked_input_days");
const QString LeaseDays = QStringLiteral("lease_days");
const QString FetchUpTo = QStringLiteral("fetch_up_to");
const QString FileQuota = QStringLiteral("file_quota");
constexpr double MostBytes = double(qint64(1) << 50);

qint64 bytesIn(const QJsonObject &json, const QString &key, qint64 otherwise)
{
    return qint64(std::clamp(json.value(key).toDouble(double(otherwise)), 0.0, MostBytes));
}

}  // namespace

LaptopPolicy LaptopPolicy::fromJson(const QJsonObject &json)
{
    LaptopPolicy policy;
    policy.revokedInputDays =
        std::clamp(json.value(RevokedInputDays).toInt(policy.revokedInputDays), 0, MostRevokedInputDays);
    policy.leaseDays = std::clamp(json.value(LeaseDays).toInt(policy.leaseDays), 1, MostLeaseDays);
    policy.fetchUpTo = bytesIn(json, FetchUpTo, policy.fetchUpTo);
    policy.fileQuota = bytesIn(json, FileQuota, policy.fileQuota);
    return policy;
}

QJsonObject LaptopPolicy::toJson() const
{
    return {{RevokedInputDays, revokedInputDays},
            {LeaseDays, leaseDays},
            {FetchUpTo, double(fetchUpTo)},
            {FileQuota, double(fileQuota)}};
}

Result<LaptopPolicy> LaptopPolicy::load(const Replica &replica)
{
    DW_ASSIGN(const QByteArray kept, replica.value(Key));
    return fromJson(QJsonDocument::fromJson(kept).object());
}

Result<void> LaptopPolicy::save(Replica &replica) const
{
    return replica.setValue(Key, QJsonDocument(toJson()).toJson(QJsonDocument::Compact));
}

}  // namespace dw
