// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/lockedwindow.h"

#include "ui/common/textlabel.h"
#include "ui/sync/signinform.h"
#include "ui/sync/synctext.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int IconSize = 32;

bool isOneOf(const Error &error, std::initializer_list<const char *> keys)
{
    return std::any_of(keys.begin(), keys.end(),
                       [&](const char *key) { return error.key == QLatin1String(key); });
}

}  // namespace

LockedWindow::LockedWindow(const Icons &icons, const QString &folder, const Error &reason)
    : m_theme(icons.theme())
    , m_title(new TextLabel(m_theme, {}, Theme::Scale::Title))
    , m_reason(new TextLabel(m_theme, {}, Theme::Scale::Body))
    , m_signIn(new SignInForm(icons, folder))
    , m_again(new QPushButton(tr("Try again")))
{
    setWindowTitle(QStringLiteral("Dealwright"));
    setFixedWidth(m_theme.size(Theme::Size::Dialog));
    auto *row = new QHBoxLayout(this);
    const int margin = m_theme.space(6);
    row->setContentsMargins(margin, margin, margin, margin);
    row->setSpacing(m_theme.space(4));
    auto *mark = new QLabel;
    mark->setPixmap(
        icons.pixmap(QStringLiteral("lock"), Theme::Role::TextFaint, IconSize, devicePixelRatioF()));
    row->addWidget(mark, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(m_theme.space(2));
    row->addLayout(column, 1);
    column->addWidget(m_title);
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_reason);
    column->addWidget(m_signIn);
    column->addWidget(new TextLabel(m_theme, QDir::toNativeSeparators(folder), Theme::Scale::Small,
                                    Theme::Role::TextFaint));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(m_theme.space(2));
    buttons->addWidget(m_again);
    buttons->addStretch(1);
    auto *quit = new QPushButton(tr("Quit"));
    quit->setProperty("kind", QStringLiteral("quiet"));
    buttons->addWidget(quit);
    column->addLayout(buttons);
    connect(m_again, &QPushButton::clicked, this, &LockedWindow::tryAgain);
    connect(m_signIn, &SignInForm::signedIn, this, &LockedWindow::tryAgain);
    connect(quit, &QPushButton::clicked, this, &QWidget::close);
    setReason(reason);
}

bool LockedWindow::isLock(const Error &reason)
{
    return isOneOf(reason, {"sync.lease_over", "sync.clock_set_back", "sync.user_disabled",
                            "sync.hand_over_full", "sync.device_revoked", "sync.device_forked",
                            "sync.device_wiped", "sync.was_wiped", "sync.not_wiped"});
}

void LockedWindow::setReason(const Error &reason)
{
    const bool wiped = isOneOf(reason, {"sync.was_wiped", "sync.not_wiped"});
    m_title->setText(wiped ? tr("The data of this workspace was deleted") : tr("This workspace is locked"));
    m_reason->setText(syncText(reason));
    m_signIn->setVisible(!wiped && !isOneOf(reason, {"sync.device_wiped"}));
    m_again->setVisible(!wiped);
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_reason->text());
}

QString LockedWindow::reasonText() const
{
    return m_reason->text();
}

}  // namespace dw::ui
