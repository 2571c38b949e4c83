// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QString>
#include <QStringView>

#include <compare>
#include <optional>

namespace dw
{

// A part of the workspace that records belong to and users reach, whichever object: everything, what one user
// owns, what lies in one territory, one record that is shared and what is seen with it, what one team shows
// each other.
struct ScopeKey
{
    enum class Kind { All, Own, Territory, Record, Team };
    Kind kind = Kind::All;
    Id id;  // null for All

    static ScopeKey all() { return {}; }
    static ScopeKey own(const Id &user) { return {Kind::Own, user}; }
    static ScopeKey territory(const Id &territory) { return {Kind::Territory, territory}; }
    static ScopeKey record(const Id &record) { return {Kind::Record, record}; }
    static ScopeKey team(const Id &team) { return {Kind::Team, team}; }

    // "all", "own:<id>", "ter:<id>", "rec:<id>", "team:<id>": stored and sent so, never changed.
    QString text() const;
    static std::optional<ScopeKey> fromText(QStringView text);

    friend auto operator<=>(const ScopeKey &, const ScopeKey &) = default;
    friend bool operator==(const ScopeKey &, const ScopeKey &) = default;
};

inline size_t qHash(const ScopeKey &key, size_t seed = 0) noexcept
{
    return qHash(key.id, seed) ^ size_t(key.kind);
}

}  // namespace dw
