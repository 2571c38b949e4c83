// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/record.h"
#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

class QPushButton;

namespace dw::ui
{

class LineEdit;
class SignIns;
class TextLabel;

// A first password for somebody: made up by the server, shown once with the way to copy it, gone when this
// closes. What the server says against it stands in it.
class PasswordPopover : public Popover
{
    Q_OBJECT

public:
    // `signIns` outlives it.
    PasswordPopover(UiContext &context, SignIns &signIns, const Record &user, QWidget *window);

    void make();
    void copy();
    void showPassword(const QString &password);
    QString password() const;
    QString errorText() const;
    QPushButton *copyButton() const { return m_copy; }

private:
    UiContext &m_context;
    SignIns &m_signIns;
    const Id m_user;
    TextLabel *m_help;
    LineEdit *m_password;
    TextLabel *m_error;
    QPushButton *m_make;
    QPushButton *m_copy;
};

}  // namespace dw::ui
