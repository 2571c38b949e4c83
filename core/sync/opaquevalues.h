// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/store/session.h"

#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QStringList>

namespace dw
{

// What came from a newer server and has no place in this program (sync-protocol.md 3.17): values of fields
// whose type it does not know, and records of objects that it does not know. The values wait beside their
// rows, of the objects it is remembered that they were passed over, until a newer program takes both up.
// Nothing of it is sent: a laptop sends what was typed, so what it cannot show it cannot write over.
class OpaqueValues
{
public:
    static Result<OpaqueValues> load(const ReadSession &session);

    // --- in the running transaction ---
    // The values of a row as they came: those that have no place stay, in place of what stayed before.
    Result<void> keep(WriteSession &session, const ObjectType &type, const Id &id, const QJsonObject &values);
    Result<void> passOver(WriteSession &session, const QString &object);
    Result<void> forget(WriteSession &session, const RecordRef &record) const;
    Result<void> hide(WriteSession &session, const QString &object, const QStringList &fields) const;

    // What has a place by now: objects that were passed over, and fields by object. Nothing of it is kept by
    // this any more; values() gives what waited.
    QStringList objectsOf(const Dictionary &dictionary) const;
    QMap<QString, QStringList> fieldsOf(const Dictionary &dictionary) const;
    static Result<QHash<Id, QJsonObject>> values(const ReadSession &session, const QString &object);
    static Result<void> setValues(WriteSession &session, const RecordRef &record, const QJsonObject &values);
    Result<void> drop(WriteSession &session, const QStringList &objects,
                      const QMap<QString, QStringList> &fields);

private:
    Result<void> save(WriteSession &session) const;

    QMap<QString, QSet<QString>> m_fields;
    QSet<QString> m_objects;
};

}  // namespace dw
