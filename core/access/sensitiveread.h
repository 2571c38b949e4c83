// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"
#include "core/base/id.h"
#include "core/records/record.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// A reading of sensitive values that the audit must know of before they are shown (F3.98). Of one record:
// its secret values. Of a list: a column of secret values, or one of personal values of many records (DESIGN
// 7, mass views of contact data). What the actor sees masked or not at all is not read, and a title is none:
// without it nothing could be named. Values are never part of it, only which ones they were.
struct SensitiveRead
{
    enum class Way { Reveal, Form, List, Query };

    // More records than this at once are a mass view.
    static constexpr qint64 MassRecords = 50;
    // What the same person is shown again within this time needs no line of its own.
    static constexpr qint64 SpanMs = 30 * 60 * 1000;

    QString object;
    Id record;  // null: several
    QStringList fields;
    qint64 records = 1;
    QString where;  // what the list is narrowed to; may be empty
    QString quick;
    Way way = Way::List;

    // Personal or secret, by its definition.
    static bool isSensitive(const Field &field);
    // Whether a single value of it is kept covered until somebody asks for it: secret, and read in clear.
    static bool isCovered(const Field &field, const FieldRights &rights);
    // Nothing: it needs no line.
    static std::optional<SensitiveRead> ofRecord(const Record &record, const FieldRights &rights, Way way);
    // `fields` are indices of the object. The same for a list of so many records.
    static std::optional<SensitiveRead> ofRecords(const ObjectType &object, const FieldRights &rights,
                                                  const QList<int> &fields, qint64 records, Way way);
    // Whether a list with these columns could need one.
    static bool mayNeedLine(const ObjectType &object, const FieldRights &rights, const QList<int> &fields);

    // Whether a line about `other`, written within the span, tells of this one too.
    bool isToldBy(const SensitiveRead &other) const;

    // Of the command that writes the line.
    static QString commandName() { return QStringLiteral("data.read_sensitive"); }
    QJsonObject arguments() const;
    // What its line holds (AuditEntry::values), and back; what is missing there has its default.
    QJsonObject values() const;
    static SensitiveRead ofValues(const QString &object, const QJsonObject &values);
    static QString wayKey(Way way);  // "reveal"
    static std::optional<Way> wayFromKey(QStringView key);
    // The answer where the line could not be written: Storage "access.read_not_audited" {why}.
    static Error notAudited(const Error &why);
};

}  // namespace dw
