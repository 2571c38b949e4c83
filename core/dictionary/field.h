// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/dictionary/localtext.h"

#include <QList>
#include <QString>

#include <optional>

namespace dw
{

// DESIGN 4. In parentheses the `type` of the dictionary JSON.
enum class FieldType {
    Text,           // (text) single line, `length` characters at most
    LongText,       // (longtext) 100 000 characters
    RichText,       // (richtext) safe subset, stored as text
    Integer,        // (int) 64 bit
    Decimal,        // (decimal) precision, scale
    Money,          // (money) minor units in the record's currency
    Percent,        // (percent) basis points
    Boolean,        // (bool) empty is not false
    Date,           // (date)
    DateTime,       // (datetime)
    Duration,       // (duration_s) seconds
    Picklist,       // (enum) key of `values`
    MultiPicklist,  // (multienum)
    Reference,      // (ref, to = object)
    AnyReference,   // (ref, to = "*") object and id
    ReferenceList,  // (reflist)
    Phone,          // (phone) E.164, raw text beside it
    Email,          // (email)
    Url,            // (url)
    Address,        // (address) JSON {country, province, city, district, street, postcode}
    Geo,            // (geo) text "lat,lon"
    Json,           // (json) configuration bodies
    Expression,     // (expr) text of the formula language
    Blob,           // (blobref) SHA-256 in the attachment store
    Attachments,    // (attachments) attachment list
    AutoNumber,     // (seq)
    Tags,           // (tags)
    Formula,        // (formula) read-only, see Field::formula
    RollUp,         // (rollup) aggregate over a collection, read-only
    Uuid,           // (uuid)
};

enum class Uniqueness { None, DuplicateCheck, InParent, Hard };
enum class Sensitivity { None, Personal, Commercial, Secret };
// How concurrent changes meet (sync-protocol.md 3.5). Append: written once with the record, never changed
// after. Strict: of the reference that makes a record a part of another one, see strictlink.h.
enum class MergeClass { ThreeWay, Text3, Set, Guarded, Derived, Append, Counter, Strict };
// Stored values that the engine works out by a rule of its own, not by a formula, from the field
// `computedFrom`.
enum class Computation {
    None,
    MatchKey,  // (match_key) normalised name for duplicate checks
    Pinyin,    // (pinyin) readings of a name
};

// Who gives the number of an AutoNumber field, and when (sync-protocol.md 3.9).
enum class NumberMode {
    Server,        // the server, in its own order: "O-010233"; none until it has spoken
    DevicePrefix,  // the laptop, for good and without a line: "O26-K7-0012"
    Block,         // the laptop, out of ranges that the server leased to it: as Server, with gaps
};

struct PicklistValue
{
    QString key;   // stable, lower_snake
    QString code;  // the standard's own spelling where it differs from the key (CNY, zh-CN)
    LocalText label;
    bool retired = false;  // kept for old records, not offered

    friend bool operator==(const PicklistValue &, const PicklistValue &) = default;
};

// When a value is needed. Gate is only the starting content of stage definitions, never checked by itself.
struct Requirement
{
    enum class Kind { Never, Always, System, When, Gate, Status };
    Kind kind = Kind::Never;
    // When: expression; Gate: stage keys joined by commas, "*" = every forward move; Status: value key of the
    // object's field `status` or `lifecycle`.
    QString argument;

    friend bool operator==(const Requirement &, const Requirement &) = default;
};

// One field as data. A plain value; FieldIndex is its place in ObjectType::fields() and so in Record.
struct Field
{
    QString key;  // immutable; custom ones start with "c_"
    FieldType type = FieldType::Text;
    FieldType resultType = FieldType::Text;  // Formula, RollUp: type of the result; else equals type
    LocalText label;
    LocalText help;
    Requirement required;
    Uniqueness unique = Uniqueness::None;
    Sensitivity sensitivity = Sensitivity::None;
    MergeClass merge = MergeClass::ThreeWay;
    bool searchable = false;
    bool audited = true;
    bool listed = false;                      // in the default list view
    int listOrder = 0;                        // 1 first; 0 = not in the default list view
    bool indexed = false;                     // an index for sorting and filtering exists
    NumberMode numbers = NumberMode::Server;  // AutoNumber
    bool custom = false;
    bool system = false;  // added from system.json; false where the object narrows a system field by its own
    int length = 0;       // Text: characters, 0 = 200
    int precision = 18;   // Decimal
    int scale = 0;        // Decimal, and Decimal-valued formulas
    QString unit;
    QString target;  // Reference, ReferenceList: object key
    QList<PicklistValue> values;
    bool openValues = false;        // the company may add its own
    std::optional<qint64> minimum;  // in stored units (minor, basis points, unscaled, days)
    std::optional<qint64> maximum;
    Value defaultValue;  // money without a currency: it takes the record's
    QString formula;     // Formula: expression; RollUp: "SUM(lines.amount)"
    QString validation;  // expression that must hold, empty = none
    LocalText validationText;
    QString group;  // key of a LayoutGroup; empty = on no form
    Computation computed = Computation::None;
    QString computedFrom;  // field key

    // Has a column (or a link table). What has none is worked out at every reading: it can be shown and
    // filtered, not sorted by.
    bool isStored() const { return type != FieldType::Formula || storedFormula; }
    // A formula without TODAY/NOW is a stored column (DESIGN 4); Dictionary::build finds it out.
    bool storedFormula = false;
    // Only the engine writes it; forms show it read-only and imports refuse it (unless history import).
    bool isReadOnly() const
    {
        return required.kind == Requirement::Kind::System || type == FieldType::Formula ||
               type == FieldType::RollUp || type == FieldType::AutoNumber || computed != Computation::None;
    }
    // The type of the value itself: the result of a formula or roll-up, else the type.
    FieldType valueType() const { return isFormula() ? resultType : type; }
    bool isFormula() const { return type == FieldType::Formula || type == FieldType::RollUp; }
    const PicklistValue *picklistValue(QStringView valueKey) const;
};

// The key used in JSON and in messages: "text", "money", ...
QString fieldTypeKey(FieldType type);
std::optional<FieldType> fieldTypeFromKey(QStringView key);

QString mergeClassKey(MergeClass merge);
std::optional<MergeClass> mergeClassFromKey(QStringView key);
QString uniquenessKey(Uniqueness unique);
std::optional<Uniqueness> uniquenessFromKey(QStringView key);
QString sensitivityKey(Sensitivity sensitivity);
std::optional<Sensitivity> sensitivityFromKey(QStringView key);
std::optional<Computation> computationFromKey(QStringView key);
std::optional<NumberMode> numberModeFromKey(QStringView key);  // "server", "device_prefix", "block"

}  // namespace dw
