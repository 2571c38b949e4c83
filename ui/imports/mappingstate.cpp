// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/mappingstate.h"

#include "core/base/text/textfold.h"
#include "ui/imports/fieldoptions.h"

#include <algorithm>

namespace dw::ui
{

MappingState::MappingState(ObjectTypePtr object, const QList<HeaderProposal> &proposals)
    : m_object(std::move(object))
{
    m_rest.object = m_object->key();
    for (const HeaderProposal &proposal : proposals) {
        Column column;
        column.header = proposal.header;
        column.examples = proposal.examples;
        column.how = proposal.how;
        if (proposal.how != HeaderProposal::How::None && !isHistoryField(*m_object, proposal.target.field))
            column.targets.append(proposal.target);
        m_columns.append(column);
        m_proposed.append(proposal.target);
    }
}

int MappingState::mappedCount() const
{
    return int(std::count_if(m_columns.begin(), m_columns.end(),
                             [](const Column &column) { return !column.targets.isEmpty(); }));
}

int MappingState::columnOf(const QString &field) const
{
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        for (const ImportTarget &target : m_columns[i].targets) {
            if (target.field == field)
                return int(i);
        }
    }
    return -1;
}

void MappingState::free(const QString &field, int except)
{
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        if (i == except)
            continue;
        m_columns[i].targets.removeIf([&](const ImportTarget &target) { return target.field == field; });
    }
    m_rest.constants.remove(field);
}

ImportTarget *MappingState::first(int column)
{
    const bool there = column >= 0 && column < m_columns.size() && !m_columns[column].targets.isEmpty();
    return there ? &m_columns[column].targets.first() : nullptr;
}

void MappingState::choose(int column, const QString &field)
{
    if (column < 0 || column >= m_columns.size())
        return;
    Column &chosen = m_columns[column];
    if (!chosen.targets.isEmpty() && chosen.targets.first().field == field)
        return;
    chosen.origin = Origin::Chosen;
    chosen.targets.clear();
    if (!field.isEmpty()) {
        free(field, column);
        ImportTarget target;
        target.field = field;
        chosen.targets.append(target);
    }
    // A way to find records that no column fills any more is none.
    m_rest.match.removeIf([this](const QString &way) {
        const QStringList fields = way.split(QLatin1Char('+'));
        return std::any_of(fields.begin(), fields.end(), [this](const QString &key) {
            return columnOf(key.trimmed()) < 0 && !m_rest.constants.contains(key.trimmed());
        });
    });
}

void MappingState::addTarget(int column, const QString &field)
{
    if (!first(column) || field.isEmpty())
        return;
    free(field, -1);
    ImportTarget target;
    target.field = field;
    m_columns[column].targets.append(target);
}

void MappingState::removeTarget(int column, const QString &field)
{
    if (first(column))
        m_columns[column].targets.removeIf([&](const ImportTarget &target) { return target.field == field; });
}

void MappingState::setValue(int column, const QString &text, const QString &key)
{
    if (ImportTarget *target = first(column)) {
        if (key.isEmpty())
            target->values.remove(text);
        else
            target->values.insert(text, key);
    }
}

void MappingState::setDates(int column, std::optional<DateOrder> order)
{
    if (!first(column))
        return;
    for (ImportTarget &target : m_columns[column].targets)
        target.dates = order;
}

void MappingState::setNaming(int column, const QString &by)
{
    if (ImportTarget *target = first(column))
        target->by = by;
}

void MappingState::setMissing(int column, MissingReference missing)
{
    if (ImportTarget *target = first(column))
        target->missing = missing;
}

void MappingState::setCurrency(int column, std::optional<Currency> currency)
{
    if (ImportTarget *target = first(column))
        target->currency = currency;
}

void MappingState::setHistory(bool history)
{
    m_history = history;
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        Column &column = m_columns[i];
        if (!history) {
            column.targets.removeIf(
                [this](const ImportTarget &target) { return isHistoryField(*m_object, target.field); });
        } else if (column.targets.isEmpty() && column.origin == Origin::Proposed &&
                   isHistoryField(*m_object, m_proposed[i].field) && columnOf(m_proposed[i].field) < 0) {
            column.targets.append(m_proposed[i]);
        }
    }
}

QStringList MappingState::waitingHeaders() const
{
    QStringList headers;
    for (qsizetype i = 0; i < m_columns.size() && !m_history; ++i) {
        const Column &column = m_columns[i];
        if (column.targets.isEmpty() && column.origin == Origin::Proposed &&
            isHistoryField(*m_object, m_proposed[i].field) && columnOf(m_proposed[i].field) < 0)
            headers.append(column.header);
    }
    return headers;
}

ImportRecords::OnDuplicate MappingState::onDuplicate() const
{
    return m_rest.onDuplicate.value_or(ImportRecords::OnDuplicate::Update);
}

ImportMapping MappingState::mapping() const
{
    ImportMapping mapping = m_rest;
    mapping.history = m_history;
    for (const Column &column : m_columns)
        mapping.columns.append({column.header, column.targets});
    return mapping;
}

QStringList MappingState::apply(const ImportMapping &mapping)
{
    m_rest = mapping;
    m_rest.columns.clear();
    m_rest.object = m_object->key();
    QStringList lacking;
    QList<bool> named(m_columns.size(), false);
    for (const ImportMapping::Column &saved : mapping.columns) {
        qsizetype at = -1;
        for (qsizetype i = 0; i < m_columns.size() && at < 0; ++i) {
            if (m_columns[i].header == saved.header ||
                foldForSearch(m_columns[i].header) == foldForSearch(saved.header.simplified()))
                at = i;
        }
        if (at < 0) {
            if (!saved.targets.isEmpty())
                lacking.append(saved.header);
            continue;
        }
        for (const ImportTarget &target : saved.targets)
            free(target.field, int(at));
        m_columns[at].targets = saved.targets;
        m_columns[at].origin = Origin::Saved;
        named[at] = true;
    }
    m_rest.constants = mapping.constants;
    bool history = false;
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        for (const ImportTarget &target : std::as_const(m_columns[i].targets))
            history = history || (named[i] && isHistoryField(*m_object, target.field));
    }
    m_history = mapping.history.value_or(history);
    return lacking;
}

}  // namespace dw::ui
