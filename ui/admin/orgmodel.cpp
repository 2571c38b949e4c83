// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/orgmodel.h"

#include "ui/common/paint.h"
#include "ui/common/recorddelegate.h"

namespace dw::ui
{

namespace
{

constexpr QChar EmSpace(0x2003);

QStringList fieldsOf(const QString &object)
{
    if (object == QLatin1String("team"))
        return {QStringLiteral("name"), QStringLiteral("kind"), QStringLiteral("leader_id")};
    if (object == QLatin1String("territory"))
        return {QStringLiteral("name"), QStringLiteral("code"), QStringLiteral("manager_id"),
                QStringLiteral("rule")};
    return {QStringLiteral("record_ref"), QStringLiteral("grantee"), QStringLiteral("right"),
            QStringLiteral("expires_at"), QStringLiteral("reason"),  QStringLiteral("created_by")};
}

}  // namespace

OrgModel::OrgModel(const UiContext &context, const QString &object, QObject *parent)
    : QAbstractTableModel(parent)
    , m_context(context)
    , m_object(object)
    , m_fields(fieldsOf(object))
    , m_counts(object != QLatin1String("record_share"))
{}

void OrgModel::setData(const OrgDataPtr &data)
{
    beginResetModel();
    m_data = data;
    endResetModel();
}

Id OrgModel::idAt(int row) const
{
    return m_data && row >= 0 && row < m_data->lines.size() ? m_data->lines[row].record.id() : Id();
}

int OrgModel::rowOf(const Id &id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (idAt(row) == id)
            return row;
    }
    return -1;
}

int OrgModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_data ? 0 : int(m_data->lines.size());
}

int OrgModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_fields.size()) + (m_counts ? 1 : 0);
}

QString OrgModel::textOf(const OrgData::Line &line, int column) const
{
    if (column >= m_fields.size())
        return m_context.format.integer(line.members);
    const Field *field = line.record.type().find(m_fields[column]);
    if (!field)
        return {};
    const Value &value = line.record.value(field->key);
    if (value.isNull() && field->key == QLatin1String("expires_at"))
        return tr("Without an end");
    return ValueText(m_context).text(*field, value, m_data->titles);
}

QVariant OrgModel::data(const QModelIndex &index, int role) const
{
    if (!m_data || index.row() < 0 || index.row() >= m_data->lines.size())
        return {};
    const OrgData::Line &line = m_data->lines[index.row()];
    if (role == ToneCell && m_fields.value(index.column()) == QLatin1String("expires_at")) {
        const Value &end = line.record.value(u"expires_at");
        const bool over = end.kind() == Value::Kind::Instant && end.instant() <= m_context.clock.now();
        return int(over ? Tone::Warning : Tone::Neutral);
    }
    switch (role) {
        case Qt::DisplayRole:
            return (index.column() == 0 ? QString(2 * line.depth, EmSpace) : QString()) +
                   textOf(line, index.column());
        case Qt::AccessibleTextRole:
            return index.column() == 0 && line.depth > 0
                       ? tr("%1, level %2").arg(textOf(line, 0), m_context.format.integer(line.depth + 1))
                       : textOf(line, index.column());
        case Qt::ToolTipRole:
            return textOf(line, index.column());
        default:
            return {};
    }
}

QVariant OrgModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section >= m_fields.size())
        return tr("Users");
    const Field *field = m_context.configuration()->dictionary->object(m_object).find(m_fields[section]);
    return field ? field->label.in(m_context.language) : QString();
}

}  // namespace dw::ui
