// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/resulttablemodel.h"

#include "ui/dashboards/valuetext.h"

namespace dw::ui
{

namespace
{

bool isText(ResultColumn::Type type)
{
    return type == ResultColumn::Type::Text || type == ResultColumn::Type::Key ||
           type == ResultColumn::Type::Reference;
}

}  // namespace

ResultTableModel::ResultTableModel(const Format &format, QObject *parent)
    : QAbstractTableModel(parent), m_format(format)
{}

void ResultTableModel::setTable(const ResultTable &table)
{
    beginResetModel();
    m_table = table;
    endResetModel();
}

QString ResultTableModel::head(int column, bool isShort) const
{
    const ResultColumn &shown = m_table.columns[column];
    const Language language =
        m_format.language() == Format::Language::Chinese ? Language::Chinese : Language::English;
    const bool cut = isShort && shown.shortLabel.isComplete();
    const QString label = (cut ? shown.shortLabel : shown.label).in(language);
    if (shown.type != ResultColumn::Type::Money)
        return label;
    for (const ResultRow &row : m_table.rows) {
        if (!row.values[column].isNull())
            return label + (language == Language::Chinese ? QStringLiteral("，") : QStringLiteral(", ")) +
                   row.values[column].money().currency.code();
    }
    return label;
}

QString ResultTableModel::toText() const
{
    QStringList lines, heads;
    for (int column = 0; column < m_table.columns.size(); ++column)
        heads.append(head(column, false));
    lines.append(heads.join(QLatin1Char('\t')));
    for (qsizetype row = 0; row < m_table.rows.size(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_table.columns.size(); ++column)
            cells.append(plainText(m_table, row, column).simplified());
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

int ResultTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.rows.size());
}

int ResultTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

QVariant ResultTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole && m_isShort &&
        m_table.columns[index.column()].type == ResultColumn::Type::Money)
        return shortMoney(m_table.rows[index.row()].values[index.column()], m_format);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return valueText(m_table, index.row(), index.column(), m_format);
    if (role == Qt::TextAlignmentRole)
        return isText(m_table.columns[index.column()].type) ? int(Qt::AlignLeft | Qt::AlignVCenter)
                                                            : int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant ResultTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_table.columns.size())
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return head(section, m_isShort && role == Qt::DisplayRole);
    if (role == Qt::TextAlignmentRole)
        return isText(m_table.columns[section].type) ? int(Qt::AlignLeft) : int(Qt::AlignRight);
    return {};
}

}  // namespace dw::ui
