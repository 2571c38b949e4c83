// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/record.h"
#include "ui/shell/uicontext.h"

#include <QFrame>

namespace dw::ui
{

class Switch;

// What a role may as a whole: export, import, edit in bulk. Each applies at once.
class RoleFlags : public QFrame
{
    Q_OBJECT

public:
    explicit RoleFlags(UiContext &context, QWidget *parent = nullptr);

    void setRole(const Record &role);
    Switch *button(const QString &field) const { return m_switches.value(field); }

Q_SIGNALS:
    void changeAsked(const QString &field, bool on);

private:
    UiContext &m_context;
    QHash<QString, Switch *> m_switches;
};

}  // namespace dw::ui
