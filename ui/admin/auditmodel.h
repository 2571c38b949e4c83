// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "ui/records/valuetext.h"

#include <QAbstractTableModel>
#include <QJsonArray>
#include <QStringList>

#include <optional>

namespace dw::ui
{

// Who was shown sensitive values and who took files out, as rows of ReadSearch and ExportSearch, the newest
// first. Rows may come from a server: what they name and this program does not know stands as it came.
class AuditModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Who, What, Object, Records, Which, Narrowed, ColumnCount };
    enum class Shown { All, Reads, Exports };

    explicit AuditModel(const UiContext &context, QObject *parent = nullptr);

    void setRows(const QJsonArray &reads, const QJsonArray &exports);
    void setShown(Shown shown);
    // The one record that a line is about; a null id where it is none.
    RecordRef recordAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line
    {
        bool isRead = false;
        std::optional<Instant> at;
        QString who;
        QString object;
        qint64 records = 0;
        QString way;
        QStringList fields;
        Id record;
        QString title;
        QString narrowed;
    };
    static Line lineOf(const QJsonObject &row, bool isRead);
    QString textOf(const Line &line, int column) const;
    QString whatOf(const Line &line) const;
    QString fieldsOf(const Line &line) const;

    const UiContext &m_context;
    ValueText m_text;
    Shown m_shown = Shown::All;
    QList<Line> m_lines;
    QList<int> m_places;  // of those shown
};

}  // namespace dw::ui
