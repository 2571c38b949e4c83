// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settingspage.h"

#include "ui/common/textlabel.h"
#include "ui/shell/demosection.h"
#include "ui/shell/firstfocusable.h"
#include "ui/shell/keyssection.h"
#include "ui/shell/looksection.h"
#include "ui/shell/workspacesection.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace dw::ui
{

SettingsPage::SettingsPage(UiContext &context, QWidget *parent)
    : Page(context, parent), m_area(new QScrollArea(this))
{
    const Theme &theme = context.theme;
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto *header = new QFrame;
    header->setObjectName(QStringLiteral("pageHeader"));
    header->setFixedHeight(theme.size(Theme::Size::PageHeader));
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    row->addWidget(new TextLabel(theme, tr("Settings"), Theme::Scale::Title));
    whole->addWidget(header);

    auto *content = new QFrame;
    content->setProperty("plane", QStringLiteral("surface"));
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(4));
    column->setSpacing(0);
    auto *look = new LookSection(context);
    auto *workspace = new WorkspaceSection(context);
    m_demo = new DemoSection(context);
    auto *keys = new KeysSection(context);
    for (QWidget *section : {static_cast<QWidget *>(look), static_cast<QWidget *>(workspace),
                             static_cast<QWidget *>(m_demo), static_cast<QWidget *>(keys)}) {
        section->setMaximumWidth(theme.size(Theme::Size::FormColumnMax));
        column->addWidget(section);
    }
    column->addStretch();
    m_look = look;
    m_workspace = workspace;
    m_keys = keys;
    m_area->setWidget(content);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    whole->addWidget(m_area, 1);
    connect(m_demo, &DemoSection::removed, workspace, &WorkspaceSection::refresh);
    connect(workspace, &WorkspaceSection::refreshed, this, [this] {
        m_settled = true;
        Q_EMIT settled();
    });
}

void SettingsPage::show(const Place &)
{
    m_area->verticalScrollBar()->setValue(0);
    static_cast<KeysSection *>(m_keys)->refresh();
    static_cast<WorkspaceSection *>(m_workspace)->refresh();
    m_demo->refresh();
    Q_EMIT headChanged();
}

QStringList SettingsPage::breadcrumb() const
{
    return {tr("Settings")};
}

QStringList SettingsPage::statusTexts() const
{
    return {tr("Kept on this laptop, applied at once")};
}

QWidget *SettingsPage::focusTarget()
{
    return firstFocusable(m_look);
}

void SettingsPage::showScene(const QString &scene)
{
    QWidget *section = scene == QLatin1String("shortcuts") ? m_keys : m_workspace;
    m_area->ensureWidgetVisible(section, 0, m_area->height());
    Q_EMIT settled();
}

}  // namespace dw::ui
