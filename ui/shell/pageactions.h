// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/actionregistry.h"
#include "ui/shell/uicontext.h"

#include <functional>
#include <utility>

namespace dw::ui
{

// Makes the actions of one page, which work while it is visible. Qt gives its keys to a page also while what
// lies over it has the focus: where `isCovered` says so they do nothing.
class PageActions
{
public:
    // `group`: translated head in the shortcut sheet.
    PageActions(UiContext &context, QWidget *page, const QString &group, std::function<bool()> isCovered = {})
        : m_context(context), m_page(page), m_group(group), m_isCovered(std::move(isCovered))
    {}

    void add(const char *id, const QString &text, const char *icon, const QKeySequence &key,
             std::function<void()> run, bool inPalette = true) const
    {
        // What has no key is meant, whatever has the focus.
        if (m_isCovered && !key.isEmpty())
            run = [isCovered = m_isCovered, meant = std::move(run)] {
                if (!isCovered())
                    meant();
            };
        m_context.actions.add({QString::fromLatin1(id), text, QString::fromLatin1(icon), key, m_group,
                               ActionRegistry::Spec::Scope::Page, inPalette},
                              m_page, std::move(run));
    }

private:
    UiContext &m_context;
    QWidget *m_page;
    QString m_group;
    std::function<bool()> m_isCovered;
};

}  // namespace dw::ui
