// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

class ReferenceEdit;

// To whom a role is given: a person found by name, pinyin or login.
class GivePopover : public Popover
{
    Q_OBJECT

public:
    GivePopover(UiContext &context, const QString &role, QWidget *window);

    ReferenceEdit *person() const { return m_person; }

Q_SIGNALS:
    void chosen(const dw::Id &user);

private:
    ReferenceEdit *m_person;
};

}  // namespace dw::ui
