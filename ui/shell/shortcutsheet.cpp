// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsheet.h"

#include "ui/common/paint.h"
#include "ui/common/sectionhead.h"
#include "ui/common/textlabel.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/keylabel.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int Width = 680;
constexpr int MostHeight = 520;
constexpr int Columns = 2;

}  // namespace

ShortcutSheet::ShortcutSheet(const Theme &theme, const ActionRegistry &actions, QWidget *window)
    : Popover(theme, window), m_theme(theme), m_actions(actions), m_area(new QScrollArea(this))
{
    setContentWidth(Width);
    setAccessibleName(tr("Keyboard shortcuts"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setAccessibleName(accessibleName());
    m_area->viewport()->setAutoFillBackground(false);
    body()->addWidget(new TextLabel(theme, accessibleName(), Theme::Scale::Title));
    body()->addWidget(m_area);
}

void ShortcutSheet::open(QWidget *anchor)
{
    // Window keys first, then those of the page, each in the order they were added.
    QStringList groups;
    QHash<QString, QList<ActionRegistry::Spec>> byGroup;
    for (const ActionRegistry::Spec &spec : m_actions.available()) {
        // A second key of the same action is a line of its own only in the settings.
        if (m_actions.shortcut(spec.id).isEmpty() || spec.id.endsWith(QLatin1String("_too")))
            continue;
        if (!groups.contains(spec.group))
            groups.append(spec.group);
        byGroup[spec.group].append(spec);
    }
    auto *sheet = new QWidget;
    auto *columns = new QHBoxLayout(sheet);
    columns->setContentsMargins(0, 0, m_theme.space(3), 0);
    columns->setSpacing(m_theme.space(6));
    QList<QVBoxLayout *> sides;
    QList<int> filled(Columns, 0);
    for (int i = 0; i < Columns; ++i) {
        sides.append(new QVBoxLayout);
        sides.last()->setSpacing(m_theme.space(1));
        columns->addLayout(sides.last(), 1);
    }
    for (const QString &group : std::as_const(groups)) {
        const auto shortest = std::distance(filled.begin(), std::min_element(filled.begin(), filled.end()));
        QVBoxLayout *side = sides.at(shortest);
        side->addWidget(new SectionHead(m_theme, group));
        for (const ActionRegistry::Spec &spec : byGroup.value(group)) {
            auto *row = new QHBoxLayout;
            row->addWidget(new TextLabel(m_theme, spec.text, Theme::Scale::Body), 1);
            row->addWidget(
                new KeyLabel(m_theme, m_actions.shortcut(spec.id).toString(QKeySequence::PortableText)));
            side->addLayout(row);
        }
        filled[shortest] += int(byGroup.value(group).size()) + 2;
    }
    for (QVBoxLayout *side : std::as_const(sides))
        side->addStretch();
    m_area->setWidget(sheet);
    sheet->setAutoFillBackground(false);  // setWidget() switches it on
    m_area->setFixedHeight(std::min(MostHeight, sheet->sizeHint().height()));
    openAt(anchor, Side::Below);
}

}  // namespace dw::ui
