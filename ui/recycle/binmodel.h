// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/binnedrecords.h"
#include "ui/shell/uicontext.h"

#include <QAbstractTableModel>
#include <QSet>

namespace dw::ui
{

// What is in the recycle bin, as far as it fits the object and the text that are looked for. Rows can be
// marked; what is no longer shown is not marked.
class BinModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Mark, Title, Kind, Along, By, When, Left, ColumnCount };

    BinModel(UiContext &context, QObject *parent = nullptr);

    void setRecords(const QList<BinnedRecord> &records);
    // Empty: every object, every text. Letter case and full-width forms do not count.
    void setFilter(const QString &object, const QString &text);
    const QList<BinnedRecord> &all() const { return m_all; }
    const BinnedRecord &at(int row) const { return m_shown[row]; }

    bool isMarked(int row) const { return m_marked.contains(m_shown[row].record); }
    void setMarked(int row, bool marked);
    void markAll(bool marked);
    QList<BinnedRecord> marked() const;

    QString titleOf(const BinnedRecord &record) const;
    QString kindOf(const BinnedRecord &record) const;
    // "2 Contacts, 1 Task"; empty where nothing went along.
    QString alongOf(const BinnedRecord &record) const;
    // Days until it cannot be restored any more, the begun one too.
    int daysLeft(const BinnedRecord &record) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void marksChanged();

private:
    void fill();
    QString text(const BinnedRecord &record, int column, bool full) const;

    UiContext &m_context;
    QList<BinnedRecord> m_all;
    QList<BinnedRecord> m_shown;
    QSet<RecordRef> m_marked;
    QString m_object;
    QString m_text;
};

}  // namespace dw::ui
