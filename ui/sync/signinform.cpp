// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/signinform.h"

#include "core/sync/enrolment.h"
#include "ui/common/fieldrow.h"
#include "ui/common/lineedit.h"
#include "ui/sync/synctext.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace dw::ui
{

SignInForm::SignInForm(const Icons &icons, QString folder, QWidget *parent)
    : QWidget(parent)
    , m_folder(std::move(folder))
    , m_password(new LineEdit(icons.theme(), icons))
    , m_new(new LineEdit(icons.theme(), icons))
    , m_passwordRow(new FieldRow(icons.theme(), icons, tr("Password"), m_password, FieldRow::Need::Required))
    , m_newRow(new FieldRow(icons.theme(), icons, tr("New password"), m_new, FieldRow::Need::Required))
    , m_button(new QPushButton(tr("Sign in")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(icons.theme().space(1));
    for (LineEdit *edit : {m_password, m_new}) {
        edit->setEchoMode(QLineEdit::Password);
        connect(edit, &QLineEdit::returnPressed, this, &SignInForm::signIn);
    }
    column->addWidget(m_passwordRow);
    column->addWidget(m_newRow);
    m_newRow->hide();
    m_button->setProperty("kind", QStringLiteral("primary"));
    column->addWidget(m_button, 0, Qt::AlignLeft);
    connect(m_button, &QPushButton::clicked, this, &SignInForm::signIn);
}

void SignInForm::askForNew()
{
    m_newRow->show();
    updateGeometry();
}

QString SignInForm::error() const
{
    return m_passwordRow->error() + m_newRow->error();
}

void SignInForm::signIn()
{
    const bool wantsNew = !m_newRow->isHidden();
    m_passwordRow->setError(m_password->text().isEmpty() ? tr("Type your password.") : QString());
    m_newRow->setError(wantsNew && m_new->text().isEmpty() ? tr("Type a new password.") : QString());
    if (!error().isEmpty()) {
        (m_password->text().isEmpty() ? m_password : m_new)->setFocus();
        return;
    }
    const bool asked = m_job.runAs<DeviceIdentity>(
        m_folder, m_limits,
        [folder = m_folder, limits = m_limits, password = m_password->text(),
         newPassword = wantsNew ? m_new->text() : QString()](HttpTransport &transport,
                                                             const DeviceIdentity &identity) {
            const SystemClock clock;
            return signInAgain(transport, limits, identity, folder, password, newPassword, clock);
        },
        [this](const Result<DeviceIdentity> &result) { answered(result); });
    m_button->setEnabled(!asked);
    m_button->setText(tr("Signing in"));
}

void SignInForm::answered(const Result<DeviceIdentity> &result)
{
    m_button->setEnabled(true);
    m_button->setText(tr("Sign in"));
    if (result.ok()) {
        m_password->clear();
        m_new->clear();
        m_newRow->hide();
        Q_EMIT signedIn();
        return;
    }
    const bool mustChange = result.error().key == QLatin1String("sync.password_must_change");
    if (mustChange)
        askForNew();
    FieldRow *row = mustChange || !m_newRow->isHidden() ? m_newRow : m_passwordRow;
    if (result.error().key == QLatin1String("sync.bad_credentials"))
        row = m_passwordRow;
    row->setError(syncText(result.error()));
    row->editor()->setFocus();
}

}  // namespace dw::ui
