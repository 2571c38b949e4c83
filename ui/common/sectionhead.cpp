// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/sectionhead.h"

#include "ui/common/textlabel.h"

#include <QHBoxLayout>

namespace dw::ui
{

SectionHead::SectionHead(const Theme &theme, const QString &title, const QString &note, QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_title(new TextLabel(theme, title, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_note(new TextLabel(theme, note, Theme::Scale::Small, Theme::Role::TextFaint))
{
    setFixedHeight(32);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(theme.space(2));
    m_row->addWidget(m_title);
    m_row->addWidget(m_note);
    m_row->addStretch(1);
    m_note->setVisible(!note.isEmpty());
    setAccessibleName(title);
}

void SectionHead::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void SectionHead::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void SectionHead::addNote(QWidget *widget)
{
    m_row->insertWidget(2, widget);
}

void SectionHead::addAction(QWidget *widget)
{
    m_row->addWidget(widget);
}

}  // namespace dw::ui
