// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/passwordpopover.h"

#include "ui/admin/signins.h"
#include "ui/common/lineedit.h"
#include "ui/common/textlabel.h"
#include "ui/shell/notices.h"
#include "ui/sync/synctext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

PasswordPopover::PasswordPopover(UiContext &context, SignIns &signIns, const Record &user, QWidget *window)
    : Popover(context.theme, window)
    , m_context(context)
    , m_signIns(signIns)
    , m_user(user.id())
    , m_password(new LineEdit(context.theme, context.icons))
    , m_error(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::Danger))
    , m_make(new QPushButton(tr("Make a password")))
    , m_copy(new QPushButton(context.icons.icon(QStringLiteral("copy")), tr("Copy")))
{
    const Theme &theme = context.theme;
    const QString name = user.value(u"name").text();
    auto *title = new TextLabel(theme, tr("First password of %1").arg(name), Theme::Scale::Body,
                                Theme::Role::Text, Theme::Weight::Strong);
    setAccessibleName(title->text());
    body()->addWidget(title);
    m_help =
        new TextLabel(theme,
                      tr("The server makes one up, and %1 changes it at the first sign-in. Laptops of %1 "
                         "are signed out; what waits on them stays.")
                          .arg(name),
                      Theme::Scale::Small, Theme::Role::TextMuted);
    m_help->setWordWrap(true);
    body()->addWidget(m_help);
    m_password->setReadOnly(true);
    m_password->setAccessibleName(title->text());
    m_password->hide();
    body()->addWidget(m_password);
    m_error->setWordWrap(true);
    m_error->hide();
    body()->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    m_make->setProperty("kind", QStringLiteral("primary"));
    m_copy->setProperty("kind", QStringLiteral("primary"));
    m_copy->hide();
    buttons->addWidget(m_make);
    buttons->addWidget(m_copy);
    body()->addLayout(buttons);
    setPrimary(m_make);
    connect(m_make, &QPushButton::clicked, this, &PasswordPopover::make);
    connect(m_copy, &QPushButton::clicked, this, &PasswordPopover::copy);
}

QString PasswordPopover::password() const
{
    return m_password->text();
}

QString PasswordPopover::errorText() const
{
    return m_error->isHidden() ? QString() : m_error->text();
}

void PasswordPopover::make()
{
    m_error->hide();
    m_make->setEnabled(false);
    const bool begun =
        m_signIns.give(m_user, [popover = QPointer<PasswordPopover>(this)](const Result<QString> &given) {
            if (!popover)
                return;
            popover->m_make->setEnabled(true);
            if (given.ok()) {
                popover->showPassword(*given);
                return;
            }
            popover->m_error->setText(syncText(given.error()));
            popover->m_error->show();
            popover->fit();
        });
    if (!begun)
        m_make->setEnabled(true);
}

void PasswordPopover::showPassword(const QString &password)
{
    m_password->setText(password);
    m_password->show();
    m_help->setText(tr("Tell it to them now: it is not shown again."));
    m_make->hide();
    m_copy->show();
    setPrimary(m_copy);
    m_copy->setFocus(Qt::OtherFocusReason);
    fit();
}

// The notice stays in a list: it does not say the password.
void PasswordPopover::copy()
{
    QGuiApplication::clipboard()->setText(m_password->text());
    m_context.notices.done(tr("Copied the password"));
}

}  // namespace dw::ui
