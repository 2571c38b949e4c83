// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/inputparser.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/commands/importrecords.h"
#include "core/dictionary/dictionary.h"
#include "core/exchange/files/csvsniffer.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// Where a column of a file goes.
struct ImportTarget
{
    QString field;  // "amount"; a part of an address as "address.province"
    QString by;  // references: the field of the target that the texts name; empty: key, number, source key or
                 // title
    MissingReference missing = MissingReference::Reject;
    std::optional<Currency> currency;
    std::optional<DateOrder> dates;
    QMap<QString, QString> values;  // text in the file -> key, as written

    friend bool operator==(const ImportTarget &, const ImportTarget &) = default;
};

// How a table file becomes records of one object: the map file of DESIGN 11, which the import screen saves
// and loads too. The keys of DESIGN 11 are object, match, dates, accept_incomplete and columns; besides them
//   on_duplicate  "skip" | "update" | "create"     what happens to a row whose record exists (default update)
//   on_missing    "create" | "reject"              what happens to a row that matches none (default create)
//   history       true | false                     default: true where a column goes to a date or author that
//   only an
//                                                  import of history may set (created_at, won_at ...)
//   empty         ["Select", ...]                  texts that mean nothing; default: defaultEmptyTexts()
//   charset       "GB18030", ...                   of a text file; default: guessed
//   delimiter     ";" | "tab" | "space" | "none"   of a text file, any one character; default: guessed
//   set           {field: text}                    the same for every row, read like a cell
// An element of `match` is a field, or several that must all be equal joined by + ("name+account_id").
struct ImportMapping
{
    struct Column
    {
        QString header;
        QList<ImportTarget> targets;  // empty: left out on purpose

        friend bool operator==(const Column &, const Column &) = default;
    };

    QString object;
    QStringList match;
    std::optional<DateOrder> dates;
    std::optional<ImportRecords::OnDuplicate> onDuplicate;
    ImportRecords::OnMissing onMissing = ImportRecords::OnMissing::Create;
    bool acceptIncomplete = false;
    std::optional<bool> history;
    std::optional<QStringList> emptyTexts;
    CsvStated text;  // what the options of an import do not say
    QMap<QString, QString> constants;
    QList<Column> columns;

    const Column *column(const QString &header) const;

    // Strict: an unknown key, a wrong type or an unknown value is ErrorCode::Invalid import.map_unknown_key
    // or import.map_wrong_value {source, path of the key, what is expected}. Fields are checked by
    // ImportPlan.
    static Result<ImportMapping> fromJson(const QByteArray &json, const QString &source);
    static Result<ImportMapping> read(const QString &path);
    QByteArray toJson() const;  // indented, keys sorted

    // "Select", "请选择", "N/A", "NULL" and dashes: what programs write for nothing.
    static const QStringList &defaultEmptyTexts();

    friend bool operator==(const ImportMapping &, const ImportMapping &) = default;
};

}  // namespace dw
