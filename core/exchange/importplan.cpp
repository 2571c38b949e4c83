// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/importplan.h"

#include "core/base/text/textfold.h"
#include "core/commands/importablefield.h"
#include "core/dictionary/referencetargets.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace dw
{

namespace
{

enum Order { Ymd = 1, Mdy = 2, Dmy = 4 };

// Set by the engine alone in daily work; an import of history brings the original.
bool onlyHistorySets(const Field &field)
{
    return field.isReadOnly();
}

bool isAddressPart(const QString &part)
{
    static const QStringList parts{QStringLiteral("country"), QStringLiteral("province"),
                                   QStringLiteral("city"),    QStringLiteral("district"),
                                   QStringLiteral("street"),  QStringLiteral("postcode")};
    return parts.contains(part);
}

// What stands in brackets of a header: "注册资金(万元)".
QString bracketed(const QString &header)
{
    static const QRegularExpression brackets(QStringLiteral("[(\\[（【]([^)\\]）】]*)[)\\]）】]"));
    const auto match = brackets.match(header);
    return match.hasMatch() ? match.captured(1) : QString();
}

QString orderName(DateOrder order)
{
    switch (order) {
        case DateOrder::Ymd:
            return QStringLiteral("ymd");
        case DateOrder::Mdy:
            return QStringLiteral("mdy");
        case DateOrder::Dmy:
            return QStringLiteral("dmy");
    }
    Q_UNREACHABLE();
}

// Shares such as 0.15 in a column of percentages: all between 0 and 1 and one of them broken.
bool areFractions(int column, const QList<Row> &sample)
{
    bool broken = false;
    for (const Row &row : sample) {
        const Cell cell = row.value(column);
        if (cell.isEmpty() || cell.text.trimmed().isEmpty())
            continue;
        const auto number = Decimal::fromString(cell.text.trimmed());
        if (!number || cell.kind == Cell::Kind::Percent || *number < Decimal(0, 0) || *number > Decimal(1, 0))
            return false;
        broken = broken || (*number != Decimal(0, 0) && *number != Decimal(1, 0));
    }
    return broken;
}

Finding problem(const Error &error, const Field &field)
{
    Finding finding;
    finding.key = error.key;
    finding.arguments = error.arguments;
    finding.field = field.key;
    return finding;
}

}  // namespace

bool ImportPlan::takes(const Field &field)
{
    return isImportable(field);
}

int ImportPlan::possibleOrders(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral("^\\s*(\\d{1,4})[-/. ](\\d{1,2})(?:[-/. ](\\d{1,4}))?(?!\\d)"));
    const auto match = shape.match(toHalfWidth(text));
    if (!match.hasMatch() || match.captured(1).size() > 2)
        return Ymd | Mdy | Dmy;
    const int first = match.captured(1).toInt();
    const int second = match.captured(2).toInt();
    int possible = 0;
    if (first >= 1 && first <= 12 && second <= 31)
        possible |= Mdy;
    if (second >= 1 && second <= 12 && first <= 31)
        possible |= Dmy;
    const int third = match.captured(3).toInt();
    if (match.captured(3).size() <= 2 && !match.captured(3).isEmpty() && second >= 1 && second <= 12 &&
        third <= 31)
        possible |= Ymd;
    return possible;
}

Result<ImportPlan> ImportPlan::make(const ImportMapping &mapping, const QStringList &header,
                                    const QList<Row> &sample, const ConfigurationPtr &configuration,
                                    Instant now)
{
    ImportPlan plan;
    plan.m_configuration = configuration;
    plan.m_validator = std::make_unique<Validator>(configuration->rulebook);
    plan.m_object = configuration->dictionary->find(mapping.object);
    plan.m_acceptIncomplete = mapping.acceptIncomplete;
    if (!plan.m_object)
        return Error(ErrorCode::Invalid, QStringLiteral("import.unknown_object"), {mapping.object});
    for (const ImportMapping::Column &column : mapping.columns) {
        qsizetype index = header.indexOf(column.header);
        for (qsizetype i = 0; index < 0 && i < header.size(); ++i) {
            if (foldForSearch(header[i]) == foldForSearch(column.header.simplified()))
                index = i;
        }
        if (column.targets.isEmpty())
            continue;
        if (index < 0)
            return Error(ErrorCode::Invalid, QStringLiteral("import.column_missing"),
                         {column.header, header.join(QLatin1String(", "))});
        for (const ImportTarget &target : column.targets)
            DW_TRY(plan.add(target, int(index), column.header, sample, mapping, now));
    }
    for (auto constant = mapping.constants.constBegin(); constant != mapping.constants.constEnd();
         ++constant) {
        ImportTarget target;
        target.field = constant.key();
        DW_TRY(plan.add(target, -1, {}, {}, mapping, now));
        plan.m_targets.back().constant = Cell::ofText(constant.value());
    }
    // Currency and pipeline first: what amounts and stages mean hangs on them.
    const auto rank = [&](const Target &target) {
        const QString &key = target.parser->field().key;
        return key == QLatin1String("currency") ? 0 : key == QLatin1String("pipeline_id") ? 1 : 2;
    };
    std::stable_sort(plan.m_targets.begin(), plan.m_targets.end(),
                     [&](const Target &a, const Target &b) { return rank(a) < rank(b); });
    for (const Target &target : plan.m_targets)
        plan.m_history = plan.m_history || (onlyHistorySets(target.parser->field()) &&
                                            target.parser->index() != plan.m_object->currencyIndex());
    if (mapping.history)
        plan.m_history = *mapping.history;
    for (const Target &target : plan.m_targets) {
        const Field &field = target.parser->field();
        if (onlyHistorySets(field) && !plan.m_history &&
            target.parser->index() != plan.m_object->currencyIndex())
            return Error(ErrorCode::Invalid, QStringLiteral("import.field_not_importable"),
                         {plan.m_object->key(), field.key});
    }
    DW_TRY(plan.setMatch(mapping));
    return plan;
}

Result<void> ImportPlan::add(const ImportTarget &target, int column, const QString &header,
                             const QList<Row> &sample, const ImportMapping &mapping, Instant now)
{
    Target made;
    made.column = column;
    QString key = target.field;
    if (const qsizetype dot = key.indexOf(QLatin1Char('.')); dot > 0) {
        made.addressPart = key.mid(dot + 1);
        key.truncate(dot);
    }
    const int index = m_object->indexOf(key);
    const bool partFits =
        made.addressPart.isEmpty() ||
        (index >= 0 && m_object->field(index).type == FieldType::Address && isAddressPart(made.addressPart));
    if (index < 0 || !partFits)
        return Error(ErrorCode::Invalid, QStringLiteral("import.map_unknown_field"),
                     {m_object->key(), target.field});
    const Field &field = m_object->field(index);
    if (!takes(field))
        return Error(ErrorCode::Invalid, QStringLiteral("import.field_not_importable"),
                     {m_object->key(), key});
    for (const Target &other : m_targets) {
        if (other.parser->index() == index && other.addressPart == made.addressPart)
            return Error(ErrorCode::Invalid, QStringLiteral("import.map_duplicate_field"), {target.field});
    }
    if (!target.by.isEmpty()) {
        const Dictionary &dictionary = *m_configuration->dictionary;
        const QList<ObjectTypePtr> targets = field.type == FieldType::AnyReference
                                                 ? referenceTargets(dictionary, m_object->key(), field.key)
                                                 : QList<ObjectTypePtr>{dictionary.find(field.target)};
        if (std::none_of(targets.begin(), targets.end(),
                         [&](const ObjectTypePtr &to) { return to && to->find(target.by); }))
            return Error(ErrorCode::Invalid, QStringLiteral("import.map_unknown_field"),
                         {field.target, target.by});
    }

    CellParser::Rules rules;
    rules.today = m_configuration->settings.zone.dateOf(now);
    rules.zone = m_configuration->settings.zone;
    rules.currency = m_configuration->settings.currency;
    rules.values = target.values;
    rules.emptyTexts = mapping.emptyTexts.value_or(ImportMapping::defaultEmptyTexts());
    if (field.type == FieldType::Date || field.type == FieldType::DateTime)
        rules.dates = dateOrder(target, column, header, sample, mapping);
    if (field.type == FieldType::Money) {
        const QString hint = bracketed(header);
        const CellParser::Unit unit = CellParser::unitOf(hint);
        rules.unitPower = unit.power;
        made.currency = target.currency.value_or(unit.currency);
        if (unit.power > 0)
            m_notes.append(
                FileFinding{QStringLiteral("import.unit_in_header"), 0, column + 1, {header, hint}});
    }
    if (field.type == FieldType::Percent && areFractions(column, sample)) {
        rules.fractions = true;
        m_notes.append(FileFinding{QStringLiteral("import.percent_fractions"), 0, column + 1, {header}});
    }
    made.by = target.by;
    made.missing = target.missing;
    made.parser = std::make_unique<CellParser>(m_object, index, rules);
    if (!m_columnOf.contains(key))
        m_columnOf.insert(key, column);
    m_targets.push_back(std::move(made));
    return {};
}

DateOrder ImportPlan::dateOrder(const ImportTarget &target, int column, const QString &header,
                                const QList<Row> &sample, const ImportMapping &mapping)
{
    if (target.dates)
        return *target.dates;
    if (mapping.dates)
        return *mapping.dates;
    const int all = Ymd | Mdy | Dmy;
    int possible = all;
    for (const Row &row : sample) {
        const Cell cell = row.value(column);
        if (cell.kind != Cell::Kind::Text)
            continue;
        // One odd cell is its own row's fault, not the column's.
        if (const int narrowed = possible & possibleOrders(cell.text); narrowed != 0)
            possible = narrowed;
    }
    if (possible == all)
        return DateOrder::Ymd;
    const DateOrder order = (possible & Ymd)   ? DateOrder::Ymd
                            : (possible & Mdy) ? DateOrder::Mdy
                                               : DateOrder::Dmy;
    const bool open = possible != Ymd && possible != Mdy && possible != Dmy;
    if (open && !m_ambiguous.contains(column))
        m_ambiguous.append(column);
    m_notes.append(
        FileFinding{open ? QStringLiteral("import.dates_ambiguous") : QStringLiteral("import.dates_guessed"),
                    0,
                    column + 1,
                    {header, orderName(order)}});
    return order;
}

QList<QList<int>> ImportPlan::defaultMatch() const
{
    QList<QList<int>> ways;
    const auto mapped = [this](int index) {
        return std::any_of(m_targets.begin(), m_targets.end(),
                           [index](const Target &target) { return target.parser->index() == index; });
    };
    if (const int source = m_object->indexOf(u"source_key"); source >= 0 && mapped(source))
        return {{source}};
    for (int i = 0; i < m_object->fieldCount(); ++i) {
        if (m_object->field(i).unique == Uniqueness::Hard && mapped(i))
            ways.append(QList<int>{i});
    }
    if (!ways.isEmpty())
        return ways;
    const int title = m_object->titleIndex(Language::English);
    if (title >= 0 && mapped(title) && m_object->field(title).unique != Uniqueness::None)
        return {{title}};
    for (int i = 0; i < m_object->fieldCount(); ++i) {
        const Field &field = m_object->field(i);
        const bool reach = field.type == FieldType::Email || field.type == FieldType::Phone;
        if (reach && field.unique == Uniqueness::DuplicateCheck && mapped(i))
            ways.append(QList<int>{i});
    }
    return ways;
}

Result<void> ImportPlan::setMatch(const ImportMapping &mapping)
{
    if (mapping.match.isEmpty()) {
        m_match = defaultMatch();
        return {};
    }
    for (const QString &way : mapping.match) {
        QList<int> fields;
        for (const QString &name : way.split(QLatin1Char('+'))) {
            const QString key = name.trimmed();
            const int index = m_object->indexOf(key);
            if (index < 0)
                return Error(ErrorCode::Invalid, QStringLiteral("import.map_unknown_field"),
                             {m_object->key(), key});
            const bool mapped = std::any_of(m_targets.begin(), m_targets.end(), [&](const Target &target) {
                return target.parser->index() == index;
            });
            if (!mapped)
                return Error(ErrorCode::Invalid, QStringLiteral("import.match_not_mapped"), {key});
            fields.append(index);
        }
        m_match.append(fields);
    }
    return {};
}

QList<int> ImportPlan::fields() const
{
    QList<int> fields;
    for (const Target &target : m_targets) {
        if (!fields.contains(target.parser->index()))
            fields.append(target.parser->index());
    }
    return fields;
}

void ImportPlan::addValue(ImportRow &row, int field, Value value)
{
    if (value.isNull())
        return;
    Findings problems = m_validator->checkField(*m_object, field, value);
    for (Finding &finding : problems)
        row.problems.append(std::move(finding));
    row.values.append({field, std::move(value)});
}

// A text that a list of the company's own does not have yet: an import that accepts incomplete records leaves
// it out and says so; it never becomes a value by itself.
bool ImportPlan::leavesOut(const Target &target, const Cell &cell, const Error &error)
{
    constexpr int MostNamed = 20;
    if (!m_acceptIncomplete || !target.parser->field().openValues || target.column < 0 ||
        error.key != QLatin1String("value.not_in_list"))
        return false;
    QStringList &texts = m_leftOut[target.column];
    const QString text = cell.text.trimmed();
    if (texts.size() < MostNamed && !texts.contains(text))
        texts.append(text);
    return true;
}

QList<FileFinding> ImportPlan::leftOut() const
{
    QList<FileFinding> findings;
    for (const Target &target : m_targets) {
        const QStringList texts = m_leftOut.value(target.column);
        if (!texts.isEmpty() && target.parser->field().openValues)
            findings.append({QStringLiteral("import.values_left_out"),
                             0,
                             target.column + 1,
                             {target.parser->field().key, texts.join(QLatin1String(", "))}});
    }
    return findings;
}

void ImportPlan::convertTarget(Target &target, const Cell &cell, ImportRow &row,
                               QHash<int, QString> &addresses)
{
    CellParser &parser = *target.parser;
    const Field &field = parser.field();
    if (parser.isReference()) {
        const QStringList texts = parser.texts(cell);
        if (!texts.isEmpty())
            row.references.append({parser.index(), texts, target.by, target.missing});
        return;
    }
    const Currency stated = target.currency.isNull() ? row.currency : target.currency;
    auto parsed = parser.parse(cell, stated);
    if (!parsed.ok() && leavesOut(target, cell, parsed.error()))
        return;
    if (!parsed.ok()) {
        row.problems.append(problem(parsed.error(), field));
        return;
    }
    if (parsed->value.isNull())
        return;
    if (field.type == FieldType::Address) {
        const QString part = target.addressPart.isEmpty() ? QStringLiteral("street") : target.addressPart;
        QJsonObject address = QJsonDocument::fromJson(addresses.value(parser.index()).toUtf8()).object();
        address.insert(part, parsed->value.text());
        addresses.insert(parser.index(),
                         QString::fromUtf8(QJsonDocument(address).toJson(QJsonDocument::Compact)));
        return;
    }
    if (field.type == FieldType::Money && !parsed->currency.isNull()) {
        if (!row.currency.isNull() && row.currency != parsed->currency) {
            row.problems.append(problem({ErrorCode::Invalid,
                                         QStringLiteral("import.mixed_currencies"),
                                         {row.currency.code(), parsed->currency.code()}},
                                        field));
            return;
        }
        row.currency = parsed->currency;
    }
    if (parser.index() == m_object->currencyIndex()) {
        if (const auto currency = Currency::fromCode(parsed->value.text()))
            row.currency = *currency;
    }
    addValue(row, parser.index(), std::move(parsed->value));
}

ImportRow ImportPlan::convert(const Row &cells, qint64 rowNumber)
{
    ImportRow row;
    row.row = rowNumber;
    row.values.reserve(qsizetype(m_targets.size()));
    QHash<int, QString> addresses;
    static const Cell nothing;
    for (Target &target : m_targets) {
        const bool inside = target.column >= 0 && target.column < cells.size();
        convertTarget(target,
                      target.column < 0 ? target.constant
                      : inside          ? cells[target.column]
                                        : nothing,
                      row, addresses);
    }
    for (auto address = addresses.constBegin(); address != addresses.constEnd(); ++address)
        addValue(row, address.key(), Value(address.value()));
    return row;
}

}  // namespace dw
