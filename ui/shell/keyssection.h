// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/settingssection.h"

namespace dw::ui
{

class Banner;
class ShortcutEdit;

// Every action with its key, to be changed. A key that something else has is refused and says what has it.
class KeysSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit KeysSection(UiContext &context, QWidget *parent = nullptr);

    void refresh();
    ShortcutEdit *editorOf(const QString &action) const;
    QString refusal() const;

private:
    void choose(const QString &action, ShortcutEdit *editor, const QKeySequence &shortcut);
    void store();

    Banner *m_refusal;
    QWidget *m_list = nullptr;
    QString m_refusalText;
};

}  // namespace dw::ui
