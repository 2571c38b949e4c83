// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/common/icons.h"

#include <QWidget>

class QPushButton;

namespace dw::ui
{

class SignInForm;
class TextLabel;

// In place of a workspace that its server has locked, or that has not heard from it for too long: why, and
// the way back. Nothing of the workspace is seen.
class LockedWindow : public QWidget
{
    Q_OBJECT

public:
    LockedWindow(const Icons &icons, const QString &folder, const Error &reason);

    // Whether the workspace may not be shown for this reason (SyncGuard).
    static bool isLock(const Error &reason);

    void setReason(const Error &reason);
    QString reasonText() const;
    SignInForm *signInForm() const { return m_signIn; }
    QPushButton *againButton() const { return m_again; }

Q_SIGNALS:
    // Somebody signed in, or wants it tried once more.
    void tryAgain();

private:
    const Theme &m_theme;
    TextLabel *m_title;
    TextLabel *m_reason;
    SignInForm *m_signIn;
    QPushButton *m_again;
};

}  // namespace dw::ui
