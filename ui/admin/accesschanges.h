// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "ui/admin/accessdata.h"
#include "ui/admin/rightsmatrix.h"
#include "ui/shell/uicontext.h"

#include <QObject>

namespace dw::ui
{

// What the screens of administration change: one command each, told in a toast that undoes it. What is
// refused is for the screen to show in its place.
class AccessChanges : public QObject
{
    Q_OBJECT

public:
    // Held: the rules keep a right where it is. Incomplete: the user lacks something that nobody asked for
    // here.
    enum class Refusal { Held, Incomplete };

    AccessChanges(UiContext &context, QObject *parent = nullptr);

    void setData(const AccessDataPtr &data) { m_data = data; }

    // `value`: a scope's key for columns of scopes, else true or false.
    void setRight(const Id &role, const QString &object, RightColumn column, const QVariant &value);
    // Null: as its record.
    void setFieldRight(const Id &role, const QString &object, const QString &field,
                       std::optional<FieldRight> right);
    // "can_export" and the other rights of a role as a whole.
    void setRoleFlag(const Id &role, const QString &field, bool on);
    void grant(const Id &user, const Id &role);
    void revoke(const Id &user, const Id &role);
    void setStatus(const Id &user, const QString &status);
    void remove(const Id &role);
    bool isBusy() const { return m_underWay > 0; }

Q_SIGNALS:
    void applied();
    // `role`: the one that it is about, if any.
    void refused(const QString &why, dw::ui::AccessChanges::Refusal refusal, const dw::Id &user,
                 const dw::Id &role);

private:
    void submit(const CommandRequest &request, const QString &done, const Id &user = {}, const Id &role = {});
    QString roleName(const Id &role) const;
    QString userName(const Id &user) const;

    UiContext &m_context;
    AccessDataPtr m_data;
    int m_underWay = 0;
};

}  // namespace dw::ui
