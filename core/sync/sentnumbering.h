// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/numbering.h"
#include "core/sync/transaction.h"

#include <QHash>
#include <QJsonArray>

namespace dw
{

// The numbers that a laptop gave, where the server runs its transaction: they are final, so they are taken as
// they are, where they are its user's to give (the short name in them, or the lease, is of one of the user's
// devices) and no record has them or had them. In place of any other the server gives one of its own, and the
// answer says so.
class SentNumbering final : public Numbering
{
public:
    SentNumbering(const SyncTransaction &transaction, const Id &user);

    Result<Value> next(WriteSession &session, const Record &record, const Field &field, Date today) override;

    // Lines of "kept": what was sent and what the server gave instead.
    const QJsonArray &replaced() const { return m_replaced; }

private:
    Result<bool> mayGive(WriteSession &session, const Record &record, const Field &field, const QString &text,
                         Date today) const;
    Result<bool> isUsers(const ReadSession &session, const Id &device) const;

    QHash<Id, QHash<QString, QString>> m_sent;  // record, field -> number
    Id m_user;
    QJsonArray m_replaced;
};

}  // namespace dw
