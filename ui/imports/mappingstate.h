// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/headermatcher.h"
#include "core/exchange/importmapping.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace dw::ui
{

// The mapping as the person works on it: one entry for each column of the file, and where it came from.
class MappingState
{
public:
    enum class Origin { Proposed, Chosen, Saved };
    struct Column
    {
        QString header;
        QStringList examples;
        QList<ImportTarget> targets;                          // empty: left out
        HeaderProposal::How how = HeaderProposal::How::None;  // of the proposal
        Origin origin = Origin::Proposed;
    };

    MappingState() = default;
    // What is proposed; columns that only an import of history may fill wait until it is switched on.
    MappingState(ObjectTypePtr object, const QList<HeaderProposal> &proposals);

    const ObjectTypePtr &object() const { return m_object; }
    const QList<Column> &columns() const { return m_columns; }
    int mappedCount() const;
    // Column that fills the field, -1 if none does.
    int columnOf(const QString &field) const;

    // An empty field leaves the column out. A field goes to one column only: another one that had it gives it
    // up.
    void choose(int column, const QString &field);
    void addTarget(int column, const QString &field);
    void removeTarget(int column, const QString &field);
    // The first target of a column; does nothing for a column left out.
    void setValue(int column, const QString &text, const QString &key);  // an empty key forgets the text
    void setDates(int column, std::optional<DateOrder> order);
    void setNaming(int column, const QString &by);
    void setMissing(int column, MissingReference missing);
    void setCurrency(int column, std::optional<Currency> currency);

    bool history() const { return m_history; }
    void setHistory(bool history);
    // Columns of original dates and authors, which wait until history is switched on.
    QStringList waitingHeaders() const;
    bool acceptIncomplete() const { return m_rest.acceptIncomplete; }
    void setAcceptIncomplete(bool accept) { m_rest.acceptIncomplete = accept; }
    ImportRecords::OnDuplicate onDuplicate() const;
    void setOnDuplicate(ImportRecords::OnDuplicate what) { m_rest.onDuplicate = what; }
    ImportRecords::OnMissing onMissing() const { return m_rest.onMissing; }
    void setOnMissing(ImportRecords::OnMissing what) { m_rest.onMissing = what; }
    const QStringList &match() const { return m_rest.match; }  // empty: the usual ones
    void setMatch(const QStringList &match) { m_rest.match = match; }
    const QMap<QString, QString> &constants() const { return m_rest.constants; }

    ImportMapping mapping() const;
    // Takes a saved mapping over. Columns that it does not name keep their proposal where its field is free;
    // columns that it names and the file lacks are answered.
    QStringList apply(const ImportMapping &mapping);

private:
    void free(const QString &field, int except);
    ImportTarget *first(int column);

    ObjectTypePtr m_object;
    QList<Column> m_columns;
    QList<ImportTarget> m_proposed;  // by column; without a field where nothing was proposed
    bool m_history = false;
    ImportMapping m_rest;  // all but the columns
};

}  // namespace dw::ui
