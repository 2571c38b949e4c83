// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/factlist.h"

#include "ui/common/textlabel.h"
#include "ui/common/textlayout.h"

#include <QGridLayout>

namespace dw::ui
{

FactList::FactList(const Theme &theme, int labelWidth, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_grid(new QGridLayout(this)), m_labelWidth(labelWidth)
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.space(3));
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnMinimumWidth(0, labelWidth);
    m_grid->setColumnStretch(1, 1);
}

void FactList::addFact(const QString &label, const QString &value, Theme::Role role)
{
    addFact(label, new TextLabel(m_theme, value, Theme::Scale::Body, role));
}

void FactList::addFact(const QString &label, QWidget *value)
{
    auto *name = new TextLabel(m_theme, label, Theme::Scale::Small, Theme::Role::TextMuted);
    name->setFixedWidth(m_labelWidth);
    // A long name takes a second line: cut off it could not be told from its neighbours.
    const bool isLong = textWidth(m_theme, Theme::Scale::Small, Theme::Weight::Regular, label) > m_labelWidth;
    name->setWordWrap(isLong);
    name->setBuddy(value);
    if (value->accessibleName().isEmpty())
        value->setAccessibleDescription(label);
    m_grid->addWidget(name, m_count, 0, Qt::AlignVCenter);
    m_grid->addWidget(value, m_count, 1, Qt::AlignVCenter);
    m_grid->setRowMinimumHeight(m_count, isLong ? 2 * m_theme.line(Theme::Scale::Small) + 4 : 24);
    ++m_count;
}

void FactList::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < m_count; ++row)
        m_grid->setRowMinimumHeight(row, 0);
    m_count = 0;
}

}  // namespace dw::ui
