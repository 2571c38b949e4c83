// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/userlistmodel.h"

#include "ui/admin/signins.h"
#include "ui/common/recorddelegate.h"

namespace dw::ui
{

UserListModel::UserListModel(const UiContext &context, QObject *parent)
    : QAbstractTableModel(parent), m_context(context)
{}

void UserListModel::setData(const AccessDataPtr &data)
{
    m_data = data;
    refresh();
}

void UserListModel::setRole(const Id &role)
{
    m_role = role;
    refresh();
}

void UserListModel::setText(const QString &text)
{
    m_text = text.trimmed();
    refresh();
}

void UserListModel::setSignIns(const SignIns *signIns)
{
    m_signIns = signIns;
    if (signIns)
        connect(signIns, &SignIns::changed, this, &UserListModel::refresh);
}

bool UserListModel::lacksPassword(const Record &user) const
{
    return m_signIns && m_signIns->of(user.id()) == SignIns::State::None &&
           user.value(u"status").text() != QLatin1String("disabled");
}

void UserListModel::refresh()
{
    QList<Id> shown;
    if (m_data) {
        for (const Record &user : m_data->users) {
            const bool fits = m_text.isEmpty() ||
                              user.value(u"name").text().contains(m_text, Qt::CaseInsensitive) ||
                              user.value(u"login").text().contains(m_text, Qt::CaseInsensitive);
            if (fits && (m_role.isNull() || user.value(u"role_ids").ids().contains(m_role)))
                shown.append(user.id());
        }
    }
    if (shown == m_shown) {
        if (!shown.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(int(shown.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_shown = shown;
    endResetModel();
}

Id UserListModel::user(int row) const
{
    return m_shown.value(row);
}

int UserListModel::rowOf(const Id &user) const
{
    return int(m_shown.indexOf(user));
}

Tone UserListModel::toneOf(const QString &status)
{
    return status == QLatin1String("active")     ? Tone::Success
           : status == QLatin1String("on_leave") ? Tone::Warning
           : status == QLatin1String("invited")  ? Tone::Info
                                                 : Tone::Outline;
}

int UserListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int UserListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant UserListModel::data(const QModelIndex &index, int role) const
{
    const Record *user = m_data ? m_data->user(m_shown.value(index.row())) : nullptr;
    if (!user)
        return {};
    const QString status = user->value(u"status").text();
    if (role == ToneCell && index.column() == Status)
        return int(lacksPassword(*user) ? Tone::Warning : toneOf(status));
    if (role == MineCell)
        return user->id() == m_context.actor().user;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
        case Name:
            return user->value(u"name").text();
        case Login:
            return user->value(u"login").text();
        case Team:
            return m_data->titles.value({QStringLiteral("team"), user->value(u"team_id").id()});
        case Roles:
            return m_data->roleNames(*user);
        default:
            if (lacksPassword(*user))
                return tr("Cannot sign in yet");
            return ValueText(m_context).picklistLabel(*user->type().find(u"status"), status);
    }
}

QVariant UserListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static constexpr const char16_t *Keys[] = {u"name", u"login", u"team_id", u"role_ids", u"status"};
    const Field *field = m_context.configuration()->dictionary->object(u"user").find(Keys[section]);
    return field->label.in(m_context.language);
}

}  // namespace dw::ui
