// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/ledger.h"
#include "core/store/replica.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace dw
{

// Behind which member of a scope it goes on. With a version (q) it stands among those that come by it.
struct MemberPlace
{
    RecordRef root;  // a null id: at the beginning
    qint64 version = -1;

    QJsonObject toJson() const;
    // An empty object is the beginning; nothing for what is no place.
    static std::optional<MemberPlace> fromJson(const QJsonObject &json);
    friend bool operator==(const MemberPlace &, const MemberPlace &) = default;
};

// In which order the members of a scope come to a laptop: what people worked on lately first. The server says
// with the scope since which commit that is; a laptop asks all its scopes for what is recent, then for what
// is older. A scope without such a commit (of an older server, or one that is mended) comes as a whole.
struct MemberOrder
{
    enum class Part {
        All,     // by object and id
        Recent,  // definitions, people and settings, then what changed after `since`, newest commit first;
                 // of that what is urgent before the rest
        Older,   // the rest, by object and id
    };
    // What "lately" is.
    static constexpr qint64 RecentMs = qint64(90) * 24 * 3600 * 1000;

    Part part = Part::All;
    qint64 since = 0;  // a commit of the server's
    MemberPlace place;

    // Of a request, or of what a laptop keeps; nothing for what is none.
    static std::optional<MemberOrder> fromJson(const QJsonObject &json);
    // Puts it into a request.
    void insertInto(QJsonObject &request) const;
    static QString name(Part part);  // "" for All
    static std::optional<Part> partOf(const QString &name);

    // How a laptop fetches a scope. Parts are kept beside the scope, which has no place then: a program that
    // knows none of them begins anew.
    static Result<MemberOrder> of(const Replica &replica, const ReplicaScope &scope);
    // Sets `fetched` of the scope, which is to be written.
    Result<void> keep(Replica &replica, ReplicaScope &scope) const;

    // Without which nothing else can be shown: people, rights and settings. They come before what is recent.
    static bool isGround(const QString &object);
    // For which somebody waits (features: U31).
    static bool isUrgent(const QString &object);

    friend bool operator==(const MemberOrder &, const MemberOrder &) = default;
};

// What stands behind the members that came together.
struct MemberEnd
{
    std::optional<MemberPlace> next;  // nothing: it goes on where it went on before
    bool complete = false;            // all members have come, or all of the part
    MemberOrder::Part part = MemberOrder::Part::All;
    bool older = false;  // of a complete part "recent": there are older ones
};

}  // namespace dw
