// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/startupwindow.h"

#include "core/base/wording.h"
#include "ui/common/icons.h"
#include "ui/common/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QUrl>

namespace dw::desktop
{

namespace
{

constexpr int IconSize = 32;

}  // namespace

StartupWindow::StartupWindow(const ui::Theme &theme, const ui::Icons &icons, const Options &options,
                             const Error &error)
{
    setWindowTitle(QStringLiteral("Dealwright"));
    setFixedWidth(theme.size(ui::Theme::Size::Dialog));
    auto *row = new QHBoxLayout(this);
    const int margin = theme.space(6);
    row->setContentsMargins(margin, margin, margin, margin);
    row->setSpacing(theme.space(4));
    auto *mark = new QLabel;
    mark->setPixmap(icons.pixmap(QStringLiteral("triangle-alert"), ui::Theme::Role::Warning, IconSize,
                                 devicePixelRatioF()));
    row->addWidget(mark, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(theme.space(2));
    row->addLayout(column, 1);
    const auto say = [&](const QString &text, ui::Theme::Scale scale, ui::Theme::Role role) {
        auto *label = new ui::TextLabel(theme, text, scale, role);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    };
    say(tr("This workspace could not be opened"), ui::Theme::Scale::Title, ui::Theme::Role::Text);
    say(describe(error), ui::Theme::Scale::Body, ui::Theme::Role::Text);
    say(wayOut(error), ui::Theme::Scale::Body, ui::Theme::Role::TextMuted);
    say(QDir::toNativeSeparators(options.workspace), ui::Theme::Scale::Small, ui::Theme::Role::TextFaint);
    column->addSpacing(theme.space(2));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(2));
    column->addLayout(buttons);
    const auto button = [&](const QString &text, const char *kind) {
        auto *made = new QPushButton(text);
        made->setProperty("kind", QString::fromLatin1(kind));
        buttons->addWidget(made);
        return made;
    };
    QPushButton *again = button(tr("Try again"), "primary");
    connect(again, &QPushButton::clicked, this, [this] {
        QProcess::startDetached(QApplication::applicationFilePath(), QApplication::arguments().mid(1));
        close();
    });
    connect(button(tr("Open the folder"), "default"), &QPushButton::clicked, this,
            [options] { QDesktopServices::openUrl(QUrl::fromLocalFile(options.workspace)); });
    connect(button(tr("Copy details"), "default"), &QPushButton::clicked, this, [options, error] {
        QApplication::clipboard()->setText(
            QStringList{options.workspace, error.key, error.arguments.join(QLatin1Char(' ')), error.detail}
                .join(QLatin1Char('\n')));
    });
    buttons->addStretch();
    connect(button(tr("Quit"), "quiet"), &QPushButton::clicked, this, &QWidget::close);
    again->setFocus();
}

QString StartupWindow::wayOut(const Error &error)
{
    switch (error.code) {
        case ErrorCode::Conflict:
            return tr(
                "Another program works with it: an open window, or dealwright-cli. Let it finish or close "
                "it, "
                "then try again. Nothing was changed.");
        case ErrorCode::TooNew:
            return tr(
                "It was written by a newer Dealwright. Update this one, or open a backup of the time before. "
                "The file was not touched.");
        case ErrorCode::NotFound:
            return tr(
                "There is no workspace in this folder. dealwright-cli new makes one; without -w the window "
                "opens your own.");
        case ErrorCode::Storage:
            return tr(
                "The file was not touched. If the disk is full, make room; if the folder is read-only, "
                "change "
                "its permissions; if the file is damaged, dealwright-cli verify says where, and "
                "dealwright-cli restore brings back a backup.");
        default:
            return tr("The file was not touched. Copy the details when you ask for help.");
    }
}

}  // namespace dw::desktop
