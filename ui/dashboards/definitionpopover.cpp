// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/definitionpopover.h"

#include "ui/common/textlabel.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

DefinitionPopover::DefinitionPopover(const Theme &theme, QWidget *window)
    : Popover(theme, window)
    , m_theme(theme)
    , m_name(new TextLabel(theme, {}, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_definition(new TextLabel(theme, {}, Theme::Scale::Body))
    , m_formula(new QLabel)
    , m_asOf(new TextLabel(theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_deals(new QPushButton(tr("Show its deals")))
{
    setContentWidth(360);
    m_definition->setWordWrap(true);
    m_formula->setTextFormat(Qt::PlainText);
    m_formula->setWordWrap(true);
    m_formula->setFont(theme.monoFont());
    m_formula->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_formula->setAccessibleName(tr("Formula"));
    connect(&theme, &Theme::changed, this, [this] { m_formula->setFont(m_theme.monoFont()); });
    body()->addWidget(m_name);
    body()->addWidget(m_definition);
    body()->addWidget(m_formula);
    body()->addWidget(m_asOf);
    body()->addWidget(m_deals, 0, Qt::AlignRight);
}

void DefinitionPopover::setExplanation(const MetricExplanation &explanation, const QString &asOf,
                                       bool hasDeals)
{
    m_name->setText(explanation.name);
    m_definition->setText(explanation.definition);
    m_formula->setText(explanation.rows.isEmpty()
                           ? explanation.formula
                           : explanation.formula + QLatin1Char('\n') + explanation.rows);
    m_asOf->setText(asOf);
    m_deals->setVisible(hasDeals);
    setAccessibleName(explanation.name);
}

QString DefinitionPopover::text() const
{
    return QStringList{m_name->text(), m_definition->text(), m_formula->text(), m_asOf->text()}.join(
        QLatin1Char('\n'));
}

}  // namespace dw::ui
