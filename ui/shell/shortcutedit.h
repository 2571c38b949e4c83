// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/lineedit.h"

#include <QKeySequence>

namespace dw::ui
{

// Takes the next key combination as the shortcut. Backspace and Del switch it off, Esc keeps the old one; Tab
// moves on.
class ShortcutEdit : public LineEdit
{
    Q_OBJECT

public:
    ShortcutEdit(const Theme &theme, const Icons &icons, QWidget *parent = nullptr);

    void setShortcut(const QKeySequence &shortcut);
    QKeySequence shortcut() const { return m_shortcut; }

Q_SIGNALS:
    void shortcutChosen(const QKeySequence &shortcut);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QKeySequence m_shortcut;
};

}  // namespace dw::ui
