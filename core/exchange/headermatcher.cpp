// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/headermatcher.h"

#include "core/base/jsonfile.h"
#include "core/base/normalise.h"
#include "core/base/text/textfold.h"
#include "core/exchange/files/headerguess.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <functional>

namespace dw
{

namespace
{

constexpr qsizetype SampleValues = 200;
constexpr int Needed = 3;        // so few values prove nothing
constexpr int NeededShare = 80;  // of a hundred must fit

bool isOffered(const Field &field)
{
    switch (field.type) {
        case FieldType::Formula:
        case FieldType::RollUp:
        case FieldType::AutoNumber:
        case FieldType::Uuid:
        case FieldType::Blob:
        case FieldType::Attachments:
        case FieldType::Json:
            return false;
        default:
            return field.computed == Computation::None;
    }
}

QStringList valuesOf(int column, const QList<Row> &sample)
{
    QStringList values;
    for (const Row &row : sample) {
        const QString text = row.value(column).text.trimmed();
        if (!text.isEmpty() && !ImportMapping::defaultEmptyTexts().contains(text))
            values.append(text);
        if (values.size() >= SampleValues)
            break;
    }
    return values;
}

bool mostly(const QStringList &values, const std::function<bool(const QString &)> &fits)
{
    if (values.size() < Needed)
        return false;
    qsizetype fitting = 0;
    for (const QString &value : values)
        fitting += fits(value) ? 1 : 0;
    return fitting * 100 >= values.size() * NeededShare;
}

bool isMobile(const QString &text)
{
    const auto phone = normalisePhone(text);
    return phone.ok() && phone->startsWith(QLatin1String("+861")) && phone->size() == 14;
}

// Bare digits of seven or eight places are numbers of anything.
bool isPhone(const QString &text)
{
    return normalisePhone(text).ok() && (text.size() >= 10 || text.contains(QLatin1Char('-')));
}

bool fitsField(const Field &field, const QStringList &values)
{
    switch (field.type) {
        case FieldType::Email:
            return mostly(values, [](const QString &text) { return normaliseEmail(text).ok(); });
        case FieldType::Phone:
            if (field.key == QLatin1String("mobile"))
                return mostly(values, isMobile);
            return mostly(values, [](const QString &text) { return isPhone(text) && !isMobile(text); });
        case FieldType::Url:
            return mostly(values, [](const QString &text) { return textForm(text) == TextForm::Url; });
        case FieldType::Text:
            return field.key == QLatin1String("uscc") &&
                   mostly(values, [](const QString &text) { return normaliseUscc(text).ok(); });
        case FieldType::Picklist:
        case FieldType::MultiPicklist: {
            QSet<QString> known;
            for (const PicklistValue &value : field.values) {
                for (const QString &name : {value.key, value.label.en, value.label.zh})
                    known.insert(foldForSearch(name));
            }
            const QSet<QString> different(values.begin(), values.end());
            return different.size() > 1 &&
                   mostly(values, [&](const QString &text) { return known.contains(foldForSearch(text)); });
        }
        default:
            return false;
    }
}

// The one date that a person would mean by a column of dates without a telling name; none elsewhere.
bool isUsualDate(const ObjectType &object, const Field &field)
{
    return (object.key() == QLatin1String("opportunity") && field.key == QLatin1String("expected_close")) ||
           (object.key() == QLatin1String("activity") && field.key == QLatin1String("occurred_at")) ||
           (object.key() == QLatin1String("task") && field.key == QLatin1String("due_at"));
}

// Nobody has said that the column means records: what names none is left empty, save where one is required.
ImportTarget guessed(ImportTarget target, const Field &field)
{
    const bool refers = field.type == FieldType::Reference || field.type == FieldType::ReferenceList ||
                        field.type == FieldType::AnyReference;
    if (refers && field.required.kind != Requirement::Kind::Always)
        target.missing = MissingReference::Empty;
    return target;
}

ImportTarget targetOf(const QString &field)
{
    ImportTarget target;
    target.field = field;
    return target;
}

}  // namespace

QString HeaderMatcher::normalised(const QString &name)
{
    static const QRegularExpression brackets(QStringLiteral("[(\\[（【][^)\\]）】]*[)\\]）】]"));
    static const QRegularExpression hump(QStringLiteral("(?<=[a-z])(?=[A-Z])"));
    QString text = name;
    text.remove(brackets);
    text.replace(hump, QStringLiteral(" "));
    QString made;
    for (const QChar c : foldForSearch(text)) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            made.append(c);
    }
    return made;
}

Result<HeaderMatcher> HeaderMatcher::create(const DictionaryPtr &dictionary)
{
    HeaderMatcher matcher;
    matcher.m_dictionary = dictionary;
    DW_ASSIGN(const QJsonDocument document, readJsonFile(QStringLiteral(":/import/synonyms.json")));
    const QJsonObject objects = document.object();
    for (auto object = objects.constBegin(); object != objects.constEnd(); ++object) {
        const QJsonObject fields = object->toObject();
        for (auto field = fields.constBegin(); field != fields.constEnd(); ++field) {
            const QJsonArray names = field->toArray();
            for (const QJsonValue &name : names)
                matcher.m_synonyms[object.key()][normalised(name.toString())].append(field.key());
        }
    }
    return matcher;
}

QList<HeaderProposal> HeaderMatcher::propose(const ObjectTypePtr &object, const QStringList &header,
                                             const QList<Row> &sample) const
{
    QList<HeaderProposal> proposals;
    QSet<QString> taken;
    for (int i = 0; i < int(header.size()); ++i) {
        HeaderProposal proposal;
        proposal.header = header[i];
        proposal.column = i;
        for (const QString &value : valuesOf(i, sample)) {
            if (proposal.examples.size() < 3 && !proposal.examples.contains(value))
                proposal.examples.append(value);
        }
        proposals.append(proposal);
    }
    const auto take = [&](HeaderProposal &proposal, const QString &field, HeaderProposal::How how) {
        const Field *shape = object->find(QStringView(field).left(
            field.contains(QLatin1Char('.')) ? field.indexOf(QLatin1Char('.')) : field.size()));
        if (!shape || !isOffered(*shape) || taken.contains(field))
            return false;
        taken.insert(field);
        proposal.how = how;
        proposal.target = targetOf(field);
        return true;
    };

    QHash<QString, QString> names;
    for (const Field &field : object->fields()) {
        for (const QString &name : {field.key, field.label.zh, field.label.en})
            names.insert(normalised(name), field.key);
    }
    for (HeaderProposal &proposal : proposals) {
        if (const auto found = names.constFind(normalised(proposal.header)); found != names.cend())
            take(proposal, *found, HeaderProposal::How::SameName);
    }
    for (const QString &table : {object->key(), QStringLiteral("common")}) {
        const QHash<QString, QStringList> known = m_synonyms.value(table);
        for (HeaderProposal &proposal : proposals) {
            if (proposal.how != HeaderProposal::How::None)
                continue;
            for (const QString &field : known.value(normalised(proposal.header))) {
                if (take(proposal, field, HeaderProposal::How::Synonym))
                    break;
            }
        }
    }
    for (HeaderProposal &proposal : proposals) {
        if (proposal.how != HeaderProposal::How::None)
            continue;
        const QStringList values = valuesOf(proposal.column, sample);
        for (const Field &field : object->fields()) {
            const bool date = isUsualDate(*object, field) && mostly(values, [](const QString &text) {
                                  return textForm(text) == TextForm::Date;
                              });
            const bool fits = date || (!field.isReadOnly() && !field.system && fitsField(field, values));
            if (fits && take(proposal, field.key, HeaderProposal::How::Values))
                break;
        }
    }
    return proposals;
}

ImportMapping HeaderMatcher::mapping(const ObjectTypePtr &object, const QList<HeaderProposal> &proposals)
{
    ImportMapping mapping;
    mapping.object = object->key();
    for (const HeaderProposal &proposal : proposals) {
        ImportMapping::Column column;
        column.header = proposal.header;
        // Also of a part: the field of "address.province" is the address.
        const Field *field = object->find(proposal.target.field.section(QLatin1Char('.'), 0, 0));
        const bool history = field && field->isReadOnly() && field->key != QLatin1String("currency");
        if (proposal.how != HeaderProposal::How::None && field && !history)
            column.targets.append(guessed(proposal.target, *field));
        mapping.columns.append(column);
    }
    return mapping;
}

}  // namespace dw
