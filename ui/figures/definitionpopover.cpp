// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/definitionpopover.h"

#include "ui/common/combobox.h"
#include "ui/common/textlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

namespace dw::ui
{

DefinitionPopover::DefinitionPopover(const Theme &theme, QWidget *window)
    : Popover(theme, window)
    , m_theme(theme)
    , m_choice(new ComboBox(theme))
    , m_name(new TextLabel(theme, {}, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_value(new TextLabel(theme, {}, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_definition(new TextLabel(theme, {}, Theme::Scale::Body))
    , m_formula(new QLabel)
    , m_unit(new TextLabel(theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_asOf(new TextLabel(theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_deals(new QPushButton)
{
    setContentWidth(360);
    m_choice->setAccessibleName(tr("Figure"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->hide();
    m_value->setElides(false);
    m_definition->setWordWrap(true);
    m_unit->setWordWrap(true);
    m_asOf->setWordWrap(true);
    m_formula->setTextFormat(Qt::PlainText);
    m_formula->setWordWrap(true);
    m_formula->setFont(theme.monoFont());
    m_formula->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_formula->setAccessibleName(tr("Formula"));
    connect(&theme, &Theme::changed, this, [this] { m_formula->setFont(m_theme.monoFont()); });
    connect(m_choice, &QComboBox::activated, this, &DefinitionPopover::chosen);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.space(3));
    head->addWidget(m_choice, 1);
    head->addWidget(m_name, 1);
    head->addWidget(m_value);
    body()->addLayout(head);
    body()->addWidget(m_definition);
    body()->addWidget(m_formula);
    body()->addWidget(m_unit);
    body()->addWidget(m_asOf);
    body()->addWidget(m_deals, 0, Qt::AlignRight);
}

void DefinitionPopover::setContent(const Content &content)
{
    const MetricExplanation &words = content.words;
    m_name->setText(words.name);
    m_value->setText(content.value);
    m_value->setVisible(!content.value.isEmpty());
    m_definition->setText(words.definition);
    m_formula->setText(words.rows.isEmpty() ? words.formula : words.formula + QLatin1Char('\n') + words.rows);
    m_unit->setText(content.unit);
    m_asOf->setText(content.asOf);
    m_deals->setText(content.rows);
    m_deals->setVisible(!content.rows.isEmpty());
    setPrimary(content.rows.isEmpty() ? nullptr : m_deals);
    setAccessibleName(words.name);
    if (isVisible())
        fit();
}

void DefinitionPopover::setChoice(const QStringList &figures, int current)
{
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    m_choice->addItems(figures);
    m_choice->setCurrentIndex(current);
    // What is chosen is the name.
    m_choice->setVisible(figures.size() > 1);
    m_name->setVisible(figures.size() < 2);
}

QString DefinitionPopover::text() const
{
    QStringList lines{m_name->text(),    m_value->text(), m_definition->text(),
                      m_formula->text(), m_unit->text(),  m_asOf->text()};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

}  // namespace dw::ui
