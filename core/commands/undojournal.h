// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/commands/commandcontext.h"
#include "core/store/localarea.h"
#include "core/store/session.h"

#include <QJsonObject>
#include <QSet>
#include <QString>

#include <functional>

namespace dw
{

// The stored inverse of the last 100 undoable commands of this laptop (DESIGN 3), or of those that a server
// executed for a user, as local values that never travel.
class UndoJournal
{
public:
    static constexpr int Depth = 100;

    struct Entry
    {
        Id transaction;
        Id user;
        QString command;
        // [{object, id, kind: create|update, fields: {key: [before, after]}, asked: [key]}], values in
        // canonical JSON; `asked` are the fields that the actor set, the others the engine
        QJsonObject body;
    };

    explicit UndoJournal(WriteSession &session, const QString &area = undoArea())
        : m_session(session), m_area(area)
    {}

    // The change set of a command that has run.
    Result<void> remember(const Entry &entry, const CommandContext &context);
    // ErrorCode::NotFound if it is not among the last 100.
    Result<Entry> find(const Id &transaction) const;
    // The newest of this user that is not undone and none of `passed`; NotFound if there is none.
    Result<Entry> last(const Id &user, const QSet<Id> &passed = {}) const;
    Result<void> forget(const Id &transaction);
    // Every entry of whose text (Entry::body) it is said.
    Result<void> forgetWhere(const std::function<bool(const QByteArray &body)> &said);

private:
    Result<QStringList> index() const;
    Result<void> setIndex(const QStringList &index);

    WriteSession &m_session;
    const QString m_area;
};

}  // namespace dw
