// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/saveviewpopover.h"

#include "ui/common/lineedit.h"
#include "ui/common/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

SaveViewPopover::SaveViewPopover(UiContext &context, QWidget *window, const QString &name)
    : Popover(context.theme, window), m_name(new LineEdit(context.theme, context.icons))
{
    setAccessibleName(name.isEmpty() ? tr("Save as a view") : tr("Rename the view"));
    body()->addWidget(
        new TextLabel(context.theme, tr("Name of the view"), Theme::Scale::Small, Theme::Role::TextMuted));
    m_name->setAccessibleName(tr("Name of the view"));
    m_name->setMaxLength(80);
    body()->addWidget(m_name);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *save = new QPushButton(name.isEmpty() ? tr("Save view") : tr("Rename"));
    save->setProperty("kind", QStringLiteral("primary"));
    setPrimary(save);
    save->setEnabled(false);
    row->addWidget(save);
    body()->addLayout(row);
    setFocusProxy(m_name);
    connect(m_name, &QLineEdit::textChanged, save,
            [this, save] { save->setEnabled(!m_name->text().trimmed().isEmpty()); });
    m_name->setText(name);
    m_name->selectAll();
    const auto finish = [this] {
        const QString given = m_name->text().trimmed();
        if (given.isEmpty())
            return;
        Q_EMIT named(given);
        closePopover();
    };
    connect(save, &QPushButton::clicked, this, finish);
}

}  // namespace dw::ui
