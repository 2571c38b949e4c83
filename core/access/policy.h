// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/base/result.h"
#include "core/records/query.h"

#include <QHash>
#include <QString>

#include <limits>
#include <optional>

namespace dw
{

enum class Action {
    Read,
    Create,
    Edit,
    Delete,
    Export,
    ExportLarge,  // more rows than exportRows(), or columns with sensitive values
    Import,
    ImportHistory,
    Approve,
    Transfer,
    BulkEdit,  // many records in one command
    Share,     // let somebody else see or edit a record
    WaiveGate,
    Configure
};

struct Decision
{
    bool allowed = true;
    QString reasonKey;  // wording key of the reason when not allowed
};

enum class FieldRight { Hidden, Masked, ReadOnly, Editable };

// Rights per field of one object; fields not listed are Editable.
struct FieldRights
{
    QHash<QString, FieldRight> byField;

    FieldRight of(const QString &field) const { return byField.value(field, FieldRight::Editable); }
    bool mayRead(const QString &field) const { return of(field) >= FieldRight::ReadOnly; }
    bool mayEdit(const QString &field) const { return of(field) == FieldRight::Editable; }
    bool restrictsAny() const { return !byField.isEmpty(); }
};

// What an actor may do and see. Immutable and thread-safe: part of the configuration snapshot.
class Policy
{
public:
    virtual ~Policy() = default;
    // Denies nothing to anyone: what follows from denials need not be looked for.
    virtual bool isOpen() const { return false; }
    // `record` is null where no single record is meant (create, list, import).
    virtual Decision may(const Actor &actor, Action action, const ObjectType &object,
                         const Record *record) const = 0;
    // Null = every record; else only records that fulfil it are visible to reads.
    virtual Condition readable(const Actor &actor, const ObjectTypePtr &object) const = 0;
    // Of the records that may() speaks of, those that `action` is allowed on; null = every one. Of a new
    // record (Create) as it will be. What commands change they ask this of; `readable` answers for reads.
    virtual Condition within(const Actor &, Action, const ObjectTypePtr &) const { return nullptr; }
    virtual FieldRights fields(const Actor &actor, const ObjectType &object) const = 0;
    // So many rows an export may have without Action::ExportLarge.
    virtual qint64 exportRows(const Actor &) const { return std::numeric_limits<qint64>::max(); }
};

// The standalone workspace: its owner may do and see everything.
class OwnerPolicy final : public Policy
{
public:
    bool isOpen() const override { return true; }
    Decision may(const Actor &, Action, const ObjectType &, const Record *) const override { return {}; }
    Condition readable(const Actor &, const ObjectTypePtr &) const override { return nullptr; }
    FieldRights fields(const Actor &, const ObjectType &) const override { return {}; }
};

}  // namespace dw
