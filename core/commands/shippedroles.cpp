// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/shippedroles.h"

#include "core/commands/shippedrecords.h"
#include "core/store/replica.h"

namespace dw
{

namespace
{

const QString Area = QStringLiteral("configuration");
const QString Key = QStringLiteral("roles_shipped");

}  // namespace

Result<bool> addShippedRoles(WriteSession &session, const Configuration &configuration, const Clock &clock)
{
    DW_ASSIGN(const QByteArray done, session.localValue(Area, Key));
    // What a joined laptop has of roles comes from its server.
    DW_ASSIGN(const QByteArray device, session.replica().value(QStringLiteral("device")));
    if (!done.isEmpty() || !device.isEmpty())
        return false;
    const ObjectTypePtr roles = configuration.dictionary->find(u"role");
    DW_ASSIGN(const Record known, session.find(roles, Id::named("role:administrator")));
    ChangeSet changes;
    if (!known.isValid()) {
        DW_ASSIGN(QList<Record> records, standardRoles(*configuration.dictionary));
        const Id owner = Id::named("user:owner");
        for (Record &record : records) {
            for (const QStringView key : {QStringView(u"created_at"), QStringView(u"updated_at")})
                record.set(key, Value(clock.now()));
            for (const QStringView key :
                 {QStringView(u"created_by"), QStringView(u"updated_by"), QStringView(u"owner_id")})
                record.set(key, Value(owner));
            record.set(u"rev", Value(qint64(1)));
            changes.create(record);
        }
    }
    const auto store = [&]() -> Result<void> {
        DW_TRY(session.begin(Durability::Saved));
        DW_TRY(session.applyUnguarded(changes));
        DW_TRY(session.setLocalValue(Area, Key, QByteArrayLiteral("1")));
        return session.commit();
    };
    if (auto stored = store(); !stored.ok()) {
        session.rollback();
        return stored.error();
    }
    return !changes.isEmpty();
}

}  // namespace dw
