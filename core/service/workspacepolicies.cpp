// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/workspacepolicies.h"

#include <QJsonObject>

#include <algorithm>
#include <array>

namespace dw
{

namespace
{

constexpr qint64 KiB = 1024;
constexpr qint64 MiB = KiB * KiB;
constexpr const char *RevokedInputDays = "revoked_input_days";
constexpr const char *LeaseDays = "lease_days";
constexpr const char *FetchKiB = "fetch_kib";
constexpr const char *LaptopFilesMiB = "laptop_files_mib";
constexpr const char *ServerFilesMiB = "server_files_mib";

struct Known
{
    const char *name;
    qint64 otherwise;
    qint64 most;
    bool byRole;
    qint64 least = 0;
};

const std::array<Known, 5> &known()
{
    static const LaptopPolicy policy;
    static const std::array<Known, 5> all{{
        {RevokedInputDays, policy.revokedInputDays, LaptopPolicy::MostRevokedInputDays, false},
        {LeaseDays, policy.leaseDays, LaptopPolicy::MostLeaseDays, false, 1},
        {FetchKiB, policy.fetchUpTo / KiB, 100 * KiB, true},
        {LaptopFilesMiB, policy.fileQuota / MiB, MiB, true},
        {ServerFilesMiB, 0, 1024 * MiB, false},
    }};
    return all;
}

const Known *find(const QString &name)
{
    const auto one = std::find_if(known().begin(), known().end(),
                                  [&](const Known &each) { return name == QLatin1String(each.name); });
    return one == known().end() ? nullptr : &*one;
}

QString settingOf(const QString &name, const QString &role)
{
    return QStringLiteral("policy:%1:%2").arg(name, role);
}

}  // namespace

Result<void> WorkspacePolicies::set(const QString &name, const QString &role, std::optional<qint64> value)
{
    const Known *one = find(name);
    if (!one)
        return Error(ErrorCode::Invalid, QStringLiteral("server.unknown_policy"), {name});
    if (!role.isEmpty() && !one->byRole)
        return Error(ErrorCode::Invalid, QStringLiteral("server.policy_for_all"), {name});
    if (value && (*value < one->least || *value > one->most))
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {QString::number(*value), name});
    return m_accounts.setSetting(settingOf(name, role), value ? QByteArray::number(*value) : QByteArray());
}

Result<std::optional<qint64>> WorkspacePolicies::stored(const QString &name, const QString &role)
{
    DW_ASSIGN(const QByteArray text, m_accounts.setting(settingOf(name, role)));
    return text.isEmpty() ? std::nullopt : std::optional(text.toLongLong());
}

Result<qint64> WorkspacePolicies::value(const QString &name, const QStringList &roles)
{
    std::optional<qint64> largest;
    for (const QString &role : roles) {
        DW_ASSIGN(const auto own, stored(name, role));
        if (own)
            largest = std::max(largest.value_or(0), *own);
    }
    if (largest)
        return *largest;
    DW_ASSIGN(const auto ofAll, stored(name, {}));
    return ofAll.value_or(find(name)->otherwise);
}

Result<QJsonArray> WorkspacePolicies::list(const QStringList &roles)
{
    QJsonArray rows;
    for (const Known &one : known()) {
        const QString name = QString::fromLatin1(one.name);
        for (const QString &role : QStringList{QString()} + roles) {
            DW_ASSIGN(const auto own, stored(name, role));
            if (own || role.isEmpty())
                rows.append(QJsonObject{{QStringLiteral("name"), name},
                                        {QStringLiteral("role"), role},
                                        {QStringLiteral("value"), double(own.value_or(one.otherwise))},
                                        {QStringLiteral("set"), own.has_value()}});
        }
    }
    return rows;
}

Result<LaptopPolicy> WorkspacePolicies::of(const ReadSession &session, const Configuration &configuration,
                                           const Id &user)
{
    QStringList codes;
    std::optional<qint64> lease;
    DW_ASSIGN(const Record record, session.find(configuration.dictionary->find(u"user"), user));
    if (record.isValid()) {
        DW_ASSIGN(const QList<Record> roles,
                  session.findMany(configuration.dictionary->find(u"role"), record.value(u"role_ids").ids()));
        for (const Record &role : roles) {
            if (!role.isValid() || role.isDeleted())
                continue;
            codes.append(role.value(u"code").text());
            // Records of before, and of a laptop that is not up to date, may say what is not offered any
            // more.
            if (const Value &days = role.value(u"offline_days"); !days.isNull())
                lease = std::clamp<qint64>(days.integer(), 1, lease.value_or(LaptopPolicy::MostLeaseDays));
        }
    }
    LaptopPolicy policy;
    DW_ASSIGN(const qint64 days, value(QString::fromLatin1(RevokedInputDays), {}));
    policy.revokedInputDays = int(days);
    if (!lease) {
        DW_ASSIGN(lease, value(QString::fromLatin1(LeaseDays), {}));
    }
    policy.leaseDays = int(*lease);
    DW_ASSIGN(const qint64 fetch, value(QString::fromLatin1(FetchKiB), codes));
    policy.fetchUpTo = fetch * KiB;
    DW_ASSIGN(const qint64 quota, value(QString::fromLatin1(LaptopFilesMiB), codes));
    policy.fileQuota = quota * MiB;
    return policy;
}

Result<qint64> WorkspacePolicies::serverFileBytes()
{
    DW_ASSIGN(const qint64 most, value(QString::fromLatin1(ServerFilesMiB), {}));
    return most * MiB;
}

}  // namespace dw
