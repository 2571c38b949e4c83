// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/commands/importrow.h"
#include "core/exchange/cellparser.h"
#include "core/exchange/files/filefinding.h"
#include "core/exchange/importmapping.h"
#include "core/rules/validator.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace dw
{

// A mapping made ready for one file: every column knows its field and how its cells are read. convert() is
// what runs per row; one thread at a time.
class ImportPlan
{
public:
    static constexpr int SampleRows = 1000;

    // `sample`: the first rows, for the guesses (order of dates, fractions as percentages), which notes()
    // states. Errors, Invalid: import.unknown_object {object}, import.column_missing {column, file's
    // columns}, import.map_unknown_field {object, field}, import.map_duplicate_field {field},
    // import.field_not_importable {object, field} for formulas and the like, import.match_not_mapped {field}.
    static Result<ImportPlan> make(const ImportMapping &mapping, const QStringList &header,
                                   const QList<Row> &sample, const ConfigurationPtr &configuration,
                                   Instant now);

    // Whether a column can go to the field at all; what only the engine writes takes an import of history.
    static bool takes(const Field &field);

    const ObjectTypePtr &object() const { return m_object; }
    const QList<QList<int>> &match() const { return m_match; }
    bool isHistory() const { return m_history; }
    QList<int> fields() const;  // that rows may set
    // import.dates_guessed {column, order}, import.dates_ambiguous {column, order}, import.percent_fractions
    // {column}, import.unit_in_header {column, unit}.
    const QList<FileFinding> &notes() const { return m_notes; }
    // What convert() has left out so far: per column the texts that its list does not have.
    QList<FileFinding> leftOut() const;
    // Columns whose dates the sample leaves open (all of them fit two orders): more rows may decide.
    QList<int> ambiguousDateColumns() const { return m_ambiguous; }

    ImportRow convert(const Row &row, qint64 rowNumber);
    // 0-based column of the file that fills the field (also "address"); -1 if none does.
    int columnOf(const QString &field) const { return m_columnOf.value(field, -1); }

    // Which orders the texts of a column leave possible: 1 = ymd or no digits at all, 2 = mdy, 4 = dmy.
    static int possibleOrders(const QString &text);

private:
    struct Target
    {
        int column = -1;  // -1: a constant
        Cell constant;
        QString addressPart;  // "province"; empty: the whole field
        Currency currency;    // that the mapping or the header states
        QString by;
        MissingReference missing = MissingReference::Reject;
        std::unique_ptr<CellParser> parser;
    };

    ImportPlan() = default;
    Result<void> add(const ImportTarget &target, int column, const QString &header, const QList<Row> &sample,
                     const ImportMapping &mapping, Instant now);
    Result<void> setMatch(const ImportMapping &mapping);
    QList<QList<int>> defaultMatch() const;
    DateOrder dateOrder(const ImportTarget &target, int column, const QString &header,
                        const QList<Row> &sample, const ImportMapping &mapping);
    void convertTarget(Target &target, const Cell &cell, ImportRow &row, QHash<int, QString> &addresses);
    void addValue(ImportRow &row, int field, Value value);
    bool leavesOut(const Target &target, const Cell &cell, const Error &error);

    ConfigurationPtr m_configuration;
    std::unique_ptr<Validator> m_validator;
    ObjectTypePtr m_object;
    std::vector<Target> m_targets;
    QList<QList<int>> m_match;
    bool m_history = false;
    bool m_acceptIncomplete = false;
    QMap<int, QStringList> m_leftOut;  // column -> distinct texts
    QList<FileFinding> m_notes;
    QList<int> m_ambiguous;
    QHash<QString, int> m_columnOf;
};

}  // namespace dw
