// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/columnset.h"

#include "ui/common/textlayout.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

namespace
{

// Picklists whose labels are single letters are drawn as a boxed letter (grade A to D).
bool isTier(const Field &field)
{
    return field.type == FieldType::Picklist && !field.values.isEmpty() &&
           std::all_of(field.values.begin(), field.values.end(),
                       [](const PicklistValue &value) { return value.label.en.size() == 1; });
}

bool isHealth(const Field &field)
{
    return field.type == FieldType::Picklist && field.picklistValue(u"green") != nullptr &&
           field.picklistValue(u"red") != nullptr;
}

// Companies have long names in both languages: 成都天府轨道交通装备有限公司, Meridian Foods (Shanghai) Ltd.
constexpr int CompanyWidth = 212;
constexpr int ShortText = 60;  // characters
constexpr int PicklistLeast = 88;
constexpr int PicklistMost = 188;
constexpr int CellPadding = 16;

bool isCompany(const QString &object)
{
    return object == QLatin1String("account") || object == QLatin1String("lead") ||
           object == QLatin1String("opportunity") || object == QLatin1String("campaign");
}

// As wide as the longest of its labels.
int labelWidth(const UiContext &context, const Field &field)
{
    qreal widest = 0;
    for (const PicklistValue &value : field.values)
        widest = std::max(widest, textWidth(context.theme, Theme::Scale::Body, Theme::Weight::Regular,
                                            value.label.in(context.language)));
    return std::clamp(int(std::ceil(widest)) + CellPadding, PicklistLeast, PicklistMost);
}

bool isShowable(const Field &field)
{
    switch (field.type) {
        case FieldType::Json:
        case FieldType::Blob:
        case FieldType::Attachments:
        case FieldType::Expression:
        case FieldType::Geo:
        case FieldType::Uuid:
        case FieldType::RichText:
            return false;
        default:
            return field.computed != Computation::MatchKey && field.computed != Computation::Pinyin;
    }
}

}  // namespace

ColumnSet::ColumnSet(const UiContext &context, ObjectTypePtr object, std::shared_ptr<const ListExtras> extras)
    : m_context(context), m_object(std::move(object)), m_extras(std::move(extras))
{}

QStringList ColumnSet::available() const
{
    QStringList keys;
    for (const Field &field : m_object->fields()) {
        if (isShowable(field) && (!field.group.isEmpty() || isHealth(field)))
            keys.append(field.key);
    }
    if (m_extras) {
        const QList<ListExtras::Column> extras = m_extras->columns();
        for (const ListExtras::Column &extra : extras)
            keys.append(extra.key);
    }
    return keys;
}

QStringList ColumnSet::defaults() const
{
    QList<std::pair<int, QString>> listed;
    for (const Field &field : m_object->fields()) {
        if (field.listed && isShowable(field))
            listed.append({field.listOrder, field.key});
    }
    std::stable_sort(listed.begin(), listed.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    QStringList keys;
    for (const auto &[order, key] : std::as_const(listed))
        keys.append(key);
    const QString title = m_object->field(m_object->titleIndex(m_context.language)).key;
    keys.removeAll(title);
    keys.prepend(title);
    return keys;
}

QString ColumnSet::heading(const QString &key) const
{
    if (const Field *field = m_object->find(key))
        return field->label.in(m_context.language);
    if (m_extras) {
        const QList<ListExtras::Column> extras = m_extras->columns();
        for (const ListExtras::Column &extra : extras) {
            if (extra.key == key)
                return extra.heading;
        }
    }
    return key;
}

ListColumn ColumnSet::fieldColumn(int index) const
{
    const Field &field = m_object->field(index);
    ListColumn column;
    column.key = field.key;
    column.field = index;
    column.heading = field.label.in(m_context.language);
    column.sortable = field.isStored() && field.type != FieldType::Address &&
                      field.type != FieldType::LongText && field.type != FieldType::ReferenceList &&
                      field.type != FieldType::Tags && field.type != FieldType::MultiPicklist;
    if (index == m_object->titleIndex(m_context.language)) {
        column.cell = {CellSpec::Kind::Text, true, false};
        column.heading = m_object->label().in(m_context.language);
        return column;
    }
    switch (field.valueType()) {
        case FieldType::Money:
            column.cell.kind = CellSpec::Kind::Number;
            column.width = 118;
            column.heading = QCoreApplication::translate("dw::ui::ColumnSet", "%1, %2")
                                 .arg(column.heading, m_context.configuration()->settings.currency.code());
            break;
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Percent:
        case FieldType::Duration:
            column.cell.kind = CellSpec::Kind::Number;
            column.width = 88;
            break;
        case FieldType::Date:
            column.cell.kind = CellSpec::Kind::Date;
            column.width = 96;
            break;
        case FieldType::DateTime:
            column.cell = {CellSpec::Kind::Date, false, true};
            column.width = 118;
            break;
        case FieldType::Picklist:
            if (isTier(field)) {
                column.cell.kind = CellSpec::Kind::Tier;
                column.width = 56;
            } else if (isHealth(field)) {
                column.cell.kind = CellSpec::Kind::Health;
                column.width = 64;
            } else {
                column.cell = {CellSpec::Kind::Text, false, true};
                column.width = labelWidth(m_context, field);
            }
            break;
        case FieldType::Reference:
            column.width = isCompany(field.target) ? CompanyWidth : 148;
            if (field.target == QLatin1String("stage_definition")) {
                column.cell.kind = CellSpec::Kind::Stage;
                column.width = 128;
            } else if (field.target == QLatin1String("user")) {
                column.cell.kind = CellSpec::Kind::Avatar;
                column.width = 128;
            }
            break;
        case FieldType::Phone:
            column.width = 136;
            column.whole = true;
            break;
        case FieldType::Email:
        case FieldType::Url:
            column.width = 248;
            break;
        case FieldType::Text:
            column.width = field.length > 0 && field.length < ShortText ? 128 : 168;
            break;
        default:
            column.width = 160;
            break;
    }
    if (column.cell.kind == CellSpec::Kind::Number || column.cell.kind == CellSpec::Kind::Date)
        column.align = Qt::AlignRight;
    else if (column.cell.kind == CellSpec::Kind::Health)
        column.align = Qt::AlignHCenter;
    return column;
}

ListColumn ColumnSet::extraColumn(int index) const
{
    const ListExtras::Column extra = m_extras->columns().at(index);
    ListColumn column;
    column.key = extra.key;
    column.source = ListColumn::Source::Extra;
    column.extra = index;
    column.heading = extra.heading;
    if (extra.money)
        column.heading = QCoreApplication::translate("dw::ui::ColumnSet", "%1, %2")
                             .arg(extra.heading, m_context.configuration()->settings.currency.code());
    column.cell = extra.cell;
    column.width = extra.width;
    if (extra.cell.kind == CellSpec::Kind::Number || extra.cell.kind == CellSpec::Kind::Date)
        column.align = Qt::AlignRight;
    return column;
}

QList<ListColumn> ColumnSet::columns(const QStringList &keys) const
{
    QList<ListColumn> made;
    ListColumn mark;
    mark.key = QStringLiteral("mark");
    mark.source = ListColumn::Source::Mark;
    mark.cell.kind = CellSpec::Kind::Mark;
    mark.width = 32;
    made.append(mark);
    const QList<ListExtras::Column> extras = m_extras ? m_extras->columns() : QList<ListExtras::Column>();
    for (const QString &key : keys) {
        if (const int index = m_object->indexOf(key); index >= 0) {
            if (isShowable(m_object->field(index)))
                made.append(fieldColumn(index));
            continue;
        }
        for (int i = 0; i < extras.size(); ++i) {
            if (extras[i].key == key)
                made.append(extraColumn(i));
        }
    }
    return made;
}

}  // namespace dw::ui
