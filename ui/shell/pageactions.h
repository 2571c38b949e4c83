// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/actionregistry.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

// Makes the actions of one page, which work while it is visible.
class PageActions
{
public:
    // `group`: translated head in the shortcut sheet.
    PageActions(UiContext &context, QWidget *page, const QString &group)
        : m_context(context), m_page(page), m_group(group)
    {}

    void add(const char *id, const QString &text, const char *icon, const QKeySequence &key,
             std::function<void()> run, bool inPalette = true) const
    {
        m_context.actions.add({QString::fromLatin1(id), text, QString::fromLatin1(icon), key, m_group,
                               ActionRegistry::Spec::Scope::Page, inPalette},
                              m_page, std::move(run));
    }

private:
    UiContext &m_context;
    QWidget *m_page;
    QString m_group;
};

}  // namespace dw::ui
