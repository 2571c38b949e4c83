// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QLineEdit>

namespace dw::ui
{

// The line of the palette. Tells choosing from typing: keys that move in the list go to the list, and while
// an input method composes no key chooses anything.
class PaletteEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit PaletteEdit(const Theme &theme, QWidget *parent = nullptr);

    bool isComposing() const { return m_composing; }

Q_SIGNALS:
    void moveRequested(int rows);  // ±1, ± a page
    void chooseRequested();
    void searchAllRequested();
    // Space, once the arrow keys have chosen a line; while one types it is a character.
    void peekRequested();
    void closeRequested();

protected:
    bool event(QEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool m_composing = false;
    bool m_choosing = false;
};

}  // namespace dw::ui
