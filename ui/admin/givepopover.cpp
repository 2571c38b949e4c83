// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/givepopover.h"

#include "ui/common/textlabel.h"
#include "ui/records/referenceedit.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

GivePopover::GivePopover(UiContext &context, const QString &role, QWidget *window)
    : Popover(context.theme, window), m_person(new ReferenceEdit(context, QStringLiteral("user")))
{
    auto *title = new TextLabel(context.theme, tr("Give the role %1 to").arg(role), Theme::Scale::Body,
                                Theme::Role::Text, Theme::Weight::Strong);
    setAccessibleName(title->text());
    body()->addWidget(title);
    m_person->setAccessibleName(tr("Person"));
    m_person->setPlaceholderText(tr("Name, pinyin or login"));
    body()->addWidget(m_person);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *give = new QPushButton(tr("Give"));
    give->setProperty("kind", QStringLiteral("primary"));
    give->setEnabled(false);
    setPrimary(give);
    buttons->addWidget(give);
    body()->addLayout(buttons);
    connect(m_person, &ReferenceEdit::chosen, this,
            [this, give] { give->setEnabled(!m_person->id().isNull()); });
    connect(give, &QPushButton::clicked, this, [this] {
        const Id user = m_person->id();
        closePopover();
        Q_EMIT chosen(user);
    });
}

}  // namespace dw::ui
