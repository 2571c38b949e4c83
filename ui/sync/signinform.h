// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sync/httptransport.h"
#include "core/sync/serverjob.h"
#include "ui/common/icons.h"

#include <QWidget>

class QPushButton;

namespace dw::ui
{

class FieldRow;
class LineEdit;

// Signs a laptop in again whose sign-in is over, or registers it anew (signInAgain()): the password, and a
// new one where the server asks for it. What was typed stays on an error.
class SignInForm : public QWidget
{
    Q_OBJECT

public:
    // `folder` holds the laptop's identity.
    SignInForm(const Icons &icons, QString folder, QWidget *parent = nullptr);

    void setLimits(const HttpTransport::Limits &limits) { m_limits = limits; }
    // Asks for the new password too.
    void askForNew();
    void signIn();
    LineEdit *password() const { return m_password; }
    LineEdit *newPassword() const { return m_new; }
    QPushButton *button() const { return m_button; }
    QString error() const;

Q_SIGNALS:
    void signedIn();

private:
    void answered(const Result<DeviceIdentity> &result);

    const QString m_folder;
    HttpTransport::Limits m_limits;
    ServerJob m_job;
    LineEdit *m_password;
    LineEdit *m_new;
    FieldRow *m_passwordRow;
    FieldRow *m_newRow;
    QPushButton *m_button;
};

}  // namespace dw::ui
