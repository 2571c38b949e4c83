// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/signinform.h"

#include "core/sync/serverline.h"
#include "ui/common/fieldrow.h"
#include "ui/common/lineedit.h"
#include "ui/sync/synctext.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace dw::ui
{

namespace
{

// A new password goes over the same line: until it is there the server lets nothing else through.
Result<void> signInAgain(HttpTransport &transport, const DeviceIdentity &identity, const QString &folder,
                         const QString &password, const QString &newPassword)
{
    ServerLine line(identity, folder, transport, {1, 1, 1});
    const Result<void> done = line.signIn(password);
    if (newPassword.isEmpty() ||
        (!done.ok() && done.error().key != QLatin1String("sync.password_must_change")))
        return done;
    DW_ASSIGN(const SyncAnswer answer,
              line.ask(QStringLiteral("auth/password"),
                       {{QStringLiteral("old"), password}, {QStringLiteral("new"), newPassword}}));
    return answer.ok() || answer.status == 204 ? Result<void>() : ServerLine::errorOf(answer);
}

}  // namespace

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
    const Result<DeviceIdentity> identity = DeviceIdentity::load(m_folder);
    if (!identity.ok()) {
        answered(identity.error());
        return;
    }
    const bool asked = m_job.run<void>(
        identity->server, identity->pin, m_limits,
        [identity = *identity, folder = m_folder, password = m_password->text(),
         newPassword = wantsNew ? m_new->text() : QString()](HttpTransport &transport) {
            return signInAgain(transport, identity, folder, password, newPassword);
        },
        [this](const Result<void> &result) { answered(result); });
    m_button->setEnabled(!asked);
    m_button->setText(tr("Signing in"));
}

void SignInForm::answered(const Result<void> &result)
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
