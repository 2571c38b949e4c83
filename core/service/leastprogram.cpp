// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/leastprogram.h"

#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

// Every request is asked for its version; the database is not, each time.
constexpr qint64 LatelyMs = 10'000;
constexpr qsizetype LongestPlace = 200;

QString ruleSetting()
{
    return QStringLiteral("least_program");
}

}  // namespace

// What stands behind the stroke is for people who read logs.
std::optional<ProgramVersion> LeastProgram::versionOf(const HttpRequest &request)
{
    const QByteArray said = request.header("x-app");
    const qsizetype end = said.indexOf('/');
    return ProgramVersion::fromText(QString::fromLatin1(said.first(end < 0 ? said.size() : end)));
}

Result<std::optional<LeastProgram::Rule>> LeastProgram::rule() const
{
    DW_ASSIGN(const QByteArray kept, m_accounts.setting(ruleSetting()));
    const QJsonObject json = QJsonDocument::fromJson(kept).object();
    const auto version = ProgramVersion::fromText(json.value(QLatin1String("version")).toString());
    return version ? std::optional(Rule{*version, json.value(QLatin1String("from")).toString()})
                   : std::nullopt;
}

Result<void> LeastProgram::set(const QString &version, const QString &from)
{
    const auto least = ProgramVersion::fromText(version);
    if (!version.isEmpty() && !least)
        return Error(ErrorCode::Invalid, QStringLiteral("server.bad_version"), {version});
    const bool line = std::all_of(from.begin(), from.end(), [](QChar c) { return c.isPrint(); });
    if (from.size() > LongestPlace || !line)
        return Error(ErrorCode::Invalid, QStringLiteral("server.bad_place"), {from.left(LongestPlace)});
    const QByteArray kept = least ? QJsonDocument(QJsonObject{{QStringLiteral("version"), least->text()},
                                                              {QStringLiteral("from"), from.trimmed()}})
                                        .toJson(QJsonDocument::Compact)
                                  : QByteArray();
    return m_accounts.setSetting(ruleSetting(), kept);
}

Result<std::optional<Problem>> LeastProgram::refusal(const HttpRequest &request, Known known)
{
    std::optional<Rule> least;
    {
        const std::lock_guard lock(m_mutex);
        const qint64 age = m_readAt ? m_clock.now().ms - m_readAt->ms : LatelyMs;
        if (known == Known::Now || age < 0 || age >= LatelyMs) {
            DW_ASSIGN(m_rule, rule());
            m_readAt = m_clock.now();
        }
        least = m_rule;
    }
    const auto version = versionOf(request);
    if (!least || (version && *version >= least->version))
        return std::optional<Problem>();
    QJsonObject more{{QStringLiteral("min_app"), least->version.text()}};
    if (!least->from.isEmpty())
        more.insert(QStringLiteral("from"), least->from);
    return std::optional(Problem(ProblemCode::UpgradeRequired, std::move(more)));
}

}  // namespace dw
