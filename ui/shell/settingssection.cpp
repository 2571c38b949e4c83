// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settingssection.h"

#include "ui/common/sectionhead.h"
#include "ui/common/textlabel.h"

#include <QVBoxLayout>

namespace dw::ui
{

SettingsSection::SettingsSection(UiContext &context, const QString &title, QWidget *parent)
    : QWidget(parent), m_context(context), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, context.theme.space(4));
    m_column->setSpacing(context.theme.space(2));
    m_column->addWidget(new SectionHead(context.theme, title));
}

void SettingsSection::addRow(const QString &label, QWidget *editor)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(m_context.theme.space(3));
    auto *text = new TextLabel(m_context.theme, label, Theme::Scale::Small, Theme::Role::TextMuted);
    text->setFixedWidth(LabelWidth);
    text->setMinimumHeight(m_context.theme.size(Theme::Size::Control));
    text->setBuddy(editor);
    row->addWidget(text);
    row->addWidget(editor);
    row->addStretch();
    if (editor->accessibleName().isEmpty())
        editor->setAccessibleName(label);
    m_column->addLayout(row);
}

void SettingsSection::addWide(QWidget *widget)
{
    m_column->addWidget(widget);
}

void SettingsSection::addHelp(const QString &text)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(LabelWidth + m_context.theme.space(3), 0, 0, 0);
    auto *help = new TextLabel(m_context.theme, text, Theme::Scale::Small, Theme::Role::TextFaint);
    help->setWordWrap(true);
    row->addWidget(help);
    m_column->addLayout(row);
}

}  // namespace dw::ui
