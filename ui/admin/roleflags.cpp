// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/roleflags.h"

#include "ui/common/switch.h"

#include <QHBoxLayout>

namespace dw::ui
{

RoleFlags::RoleFlags(UiContext &context, QWidget *parent) : QFrame(parent), m_context(context)
{
    const Theme &theme = context.theme;
    setProperty("plane", QStringLiteral("surface"));
    setFixedHeight(theme.size(Theme::Size::Viewbar));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    row->setSpacing(theme.space(6));
    const ObjectType &role = context.configuration()->dictionary->object(u"role");
    for (const char *key :
         {"can_export", "can_export_large", "can_import", "can_import_history", "can_bulk_edit"}) {
        const QString field = QString::fromLatin1(key);
        auto *button = new Switch(theme, role.find(field)->label.in(context.language));
        button->setCheckable(true);
        button->setAccessibleName(button->text());
        // The switch shows what is stored, once it is.
        connect(button, &QAbstractButton::clicked, this, [this, button, field](bool on) {
            button->setChecked(!on);
            Q_EMIT changeAsked(field, on);
        });
        row->addWidget(button);
        m_switches.insert(field, button);
    }
    row->addStretch(1);
    connect(&theme, &Theme::changed, this,
            [this] { setFixedHeight(m_context.theme.size(Theme::Size::Viewbar)); });
}

void RoleFlags::setRole(const Record &role)
{
    const bool admin = role.value(u"kind").text() == QLatin1String("admin");
    for (auto one = m_switches.cbegin(); one != m_switches.cend(); ++one) {
        one.value()->setChecked(admin || role.value(one.key()).boolean());
        one.value()->setEnabled(!admin);
        one.value()->setToolTip(admin ? tr("An administrator may do everything.") : QString());
    }
}

}  // namespace dw::ui
