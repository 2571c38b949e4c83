// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/cutline.h"

#include "ui/common/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace dw::ui
{

CutLine::CutLine(const Theme &theme, const QString &way, QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel(theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_button(new QPushButton(way))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.space(4), theme.space(1), theme.space(4), theme.space(1));
    row->setSpacing(theme.space(2));
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    m_button->setProperty("kind", QStringLiteral("quiet"));
    connect(m_button, &QPushButton::clicked, this, &CutLine::restWanted);
    hide();
}

void CutLine::setText(const QString &text)
{
    m_text->setText(text);
    m_button->setAccessibleDescription(text);
    setVisible(!text.isEmpty());
}

QString CutLine::text() const
{
    return m_text->text();
}

}  // namespace dw::ui
