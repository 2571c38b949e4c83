// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/auditmodel.h"

#include "core/access/sensitiveread.h"

#include <QTimeZone>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr qsizetype MostText = 300;  // of what a server says in one place
constexpr int MostFields = 40;

}  // namespace

AuditModel::AuditModel(const UiContext &context, QObject *parent)
    : QAbstractTableModel(parent), m_context(context), m_text(context)
{}

AuditModel::Line AuditModel::lineOf(const QJsonObject &row, bool isRead)
{
    const auto text = [&row](const char *key) {
        return row.value(QLatin1String(key)).toString().left(MostText).simplified();
    };
    Line line;
    line.isRead = isRead;
    line.at = Instant::fromIso(text("at"), QTimeZone::utc());
    line.who = text("user");
    line.object = text("object");
    line.records = row.value(QLatin1String(isRead ? "records" : "rows")).toInteger();
    line.way = text("way");
    const QJsonArray fields = row.value(QLatin1String("fields")).toArray();
    for (qsizetype i = 0; i < std::min<qsizetype>(fields.size(), MostFields); ++i)
        line.fields.append(fields[i].toString().left(MostText));
    line.record = Id::fromString(text("id")).value_or(Id());
    line.title = text("title");
    QStringList narrowed{text("view"), text("report"), text("where"), text("quick"), text("file")};
    narrowed.removeAll(QString());
    line.narrowed = narrowed.join(QStringLiteral(" · "));
    return line;
}

void AuditModel::setRows(const QJsonArray &reads, const QJsonArray &exports)
{
    m_lines.clear();
    for (const QJsonValue &row : reads)
        m_lines.append(lineOf(row.toObject(), true));
    for (const QJsonValue &row : exports)
        m_lines.append(lineOf(row.toObject(), false));
    std::stable_sort(m_lines.begin(), m_lines.end(), [](const Line &a, const Line &b) {
        return a.at.value_or(Instant()).ms > b.at.value_or(Instant()).ms;
    });
    setShown(m_shown);
}

void AuditModel::setShown(Shown shown)
{
    beginResetModel();
    m_shown = shown;
    m_places.clear();
    for (int i = 0; i < int(m_lines.size()); ++i) {
        if (shown == Shown::All || (shown == Shown::Reads) == m_lines[i].isRead)
            m_places.append(i);
    }
    endResetModel();
}

RecordRef AuditModel::recordAt(int row) const
{
    if (row < 0 || row >= m_places.size())
        return {};
    const Line &line = m_lines[m_places[row]];
    return {line.object, line.record};
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_places.size());
}

int AuditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString AuditModel::whatOf(const Line &line) const
{
    if (!line.isRead)
        return tr("Exported");
    const auto way = SensitiveRead::wayFromKey(line.way);
    if (!way)
        return tr("Read");
    switch (*way) {
        case SensitiveRead::Way::Reveal:
            return tr("Had it shown");
        case SensitiveRead::Way::Form:
            return tr("Opened in a form");
        case SensitiveRead::Way::List:
            return tr("Saw a list");
        case SensitiveRead::Way::Query:
            break;
    }
    return tr("Asked on the command line");
}

QString AuditModel::fieldsOf(const Line &line) const
{
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(line.object);
    QStringList names;
    for (const QString &key : line.fields) {
        const Field *field = type ? type->find(key) : nullptr;
        names.append(field ? m_text.label(*field) : key);
    }
    return m_context.format.list(names);
}

QString AuditModel::textOf(const Line &line, int column) const
{
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(line.object);
    switch (column) {
        case When:
            return line.at ? m_context.format.dateTime(m_text.local(*line.at), m_text.today()) : QString();
        case Who:
            return line.who;
        case What:
            return whatOf(line);
        case Object: {
            const QString name = type ? type->plural().in(m_context.language) : line.object;
            return line.title.isEmpty() ? name : line.title;
        }
        case Records:
            return m_context.format.integer(line.records);
        case Which:
            return fieldsOf(line);
        case Narrowed:
            return line.narrowed;
        default:
            return {};
    }
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (index.row() < 0 || index.row() >= m_places.size())
        return {};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    return textOf(m_lines[m_places[index.row()]], index.column());
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    // Over its numbers.
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Records)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
        case When:
            return tr("When");
        case Who:
            return tr("Who");
        case What:
            return tr("What");
        case Object:
            return tr("Of what");
        case Records:
            return tr("Records");
        case Which:
            return tr("Fields");
        case Narrowed:
            return tr("Filter or file");
        default:
            return {};
    }
}

}  // namespace dw::ui
