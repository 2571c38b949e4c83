// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/fieldrightsmodel.h"

#include "core/access/sensitiveread.h"
#include "ui/admin/rightsmodel.h"
#include "ui/common/recorddelegate.h"

namespace dw::ui
{

namespace
{

// What forms and lists show; what the system keeps for itself has no right of its own.
bool isShown(const Field &field)
{
    return !field.group.isEmpty() && field.group != QLatin1String("system") &&
           field.key != QLatin1String("id");
}

FieldLine lineOf(const Field &field, Language language)
{
    FieldLine line;
    line.key = field.key;
    line.label = field.label.in(language);
    line.isSensitive = SensitiveRead::isSensitive(field);
    return line;
}

}  // namespace

QString FieldRightsModel::rightName(FieldRight right)
{
    switch (right) {
        case FieldRight::Hidden:
            return tr("Hidden");
        case FieldRight::Masked:
            return tr("Masked");
        case FieldRight::ReadOnly:
            return tr("Read-only");
        case FieldRight::Editable:
            break;
    }
    return tr("Editable");
}

QList<FieldLine> FieldRightsModel::ofRole(const AccessData &data, const Id &id, const ObjectType &object,
                                          Language language)
{
    QList<FieldLine> lines;
    const Role *role = data.book.role(id);
    if (!role)
        return lines;
    const auto grants = role->objects.contains(object.key()) || role->admin;
    const QHash<QString, FieldGrant> said = role->fields.value(object.key());
    for (const Field &field : object.fields()) {
        if (!isShown(field))
            continue;
        FieldLine line = lineOf(field, language);
        const auto grant = said.constFind(field.key);
        if (grant != said.cend() && !role->admin) {
            line.right = grant->right;
            line.isOwn = grant->writtenIn == id;
            if (const Record *from = line.isOwn ? nullptr : data.role(grant->writtenIn))
                line.origin = tr("From %1").arg(from->value(u"name").text());
        } else if (!grants || (field.custom && !role->admin)) {
            line.right = FieldRight::Hidden;
            line.origin = grants ? tr("A field of your own is hidden until it is granted.")
                                 : tr("The role does not show these records.");
        }
        lines.append(line);
    }
    return lines;
}

QList<FieldLine> FieldRightsModel::ofUser(const RolePolicy &policy, const Id &user, const ObjectType &object,
                                          Language language)
{
    QList<FieldLine> lines;
    const auto actor = policy.rightsOf(user);
    const auto rights = actor->of(object.key());
    for (const Field &field : object.fields()) {
        if (!isShown(field))
            continue;
        FieldLine line = lineOf(field, language);
        line.right = rights->fields.of(field.key);
        line.isOwn = line.right != FieldRight::Editable;
        QStringList said;
        for (const ActorRights::Standing &standing : actor->standings()) {
            for (const Role *role : standing.roles) {
                if (const auto one = ActorRights::fieldRightOf(*role, object, field))
                    said.append(tr("%1 from %2").arg(rightName(*one), role->name));
            }
        }
        line.origin = said.join(QLatin1Char('\n'));
        lines.append(line);
    }
    return lines;
}

void FieldRightsModel::setLines(const QList<FieldLine> &lines)
{
    const bool isSame = lines.size() == m_lines.size() && !lines.isEmpty() &&
                        lines.first().key == m_lines.first().key && lines.last().key == m_lines.last().key;
    if (isSame) {
        m_lines = lines;
        Q_EMIT dataChanged(index(0, 0), index(int(lines.size()) - 1, 1));
        return;
    }
    beginResetModel();
    m_lines = lines;
    endResetModel();
}

int FieldRightsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int FieldRightsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant FieldRightsModel::data(const QModelIndex &index, int role) const
{
    const FieldLine &line = m_lines[index.row()];
    switch (role) {
        case Qt::DisplayRole:
            return index.column() == 0 ? line.label : rightName(line.right);
        case Qt::AccessibleTextRole:
            return line.label + QStringLiteral(": ") + rightName(line.right);
        case Qt::ToolTipRole:
            if (index.column() == 0 && line.isSensitive)
                return tr("Tells of a person, or is secret");
            return line.origin.isEmpty() ? QVariant() : QVariant(line.origin);
        case InheritedCell:
            return index.column() == 1 && !line.isOwn;
        case IconCell:
            return index.column() == 0 && line.isSensitive ? QStringLiteral("lock") : QString();
        default:
            return {};
    }
}

QVariant FieldRightsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Field") : tr("Right");
}

}  // namespace dw::ui
