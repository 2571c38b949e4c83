// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "core/commands/configuration.h"
#include "core/store/session.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace dw
{

// What is asked of records only since a laptop typed something without a line (sync-protocol.md 3.17): that
// does not fall for it. The record is taken as it was typed, is incomplete, and its next edit asks. For
// Grace after the change, or after it came; who says to have seen nothing for longer is refused as ever.
class NewRequirements
{
public:
    static constexpr qint64 GraceMs = qint64(30) * 24 * 3600 * 1000;

    // `seen` is the last commit that the laptop knew; session and configuration must outlive this.
    NewRequirements(const ReadSession &session, const Configuration &configuration, qint64 seen, Instant now)
        : m_session(session), m_configuration(configuration), m_seen(seen), m_now(now)
    {}

    // Keys, by object, of the company's own fields that began to ask for a value since, to some hours: what
    // says so has no version of its own, but a place in the history of the definition.
    Result<QHash<QString, QSet<QString>>> fields() const;
    // Refused by a rule, also since something is missing.
    static bool mayHelp(const CommandResult &result);

private:
    const ReadSession &m_session;
    const Configuration &m_configuration;
    const qint64 m_seen;
    const Instant m_now;
};

}  // namespace dw
