// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QFrame>
#include <QPointer>
#include <QPushButton>

class QVBoxLayout;

namespace dw::ui
{

// A floating frame inside the window (no Qt::Popup: it holds combos and file dialogs), with an arrow to what
// it is about. Esc and a click outside close it; it is hidden, not deleted, so that what was typed stays.
// Closing gives the focus back to where it was.
class Popover : public QFrame
{
    Q_OBJECT

public:
    enum class Side { Below, Above, RightOf, LeftOf };

    // `window` is the top-level widget it floats in.
    Popover(const Theme &theme, QWidget *window);

    // Layout of the content; margins 16.
    QVBoxLayout *body() const { return m_body; }
    // Width of the frame without its shadow; 320 unless told.
    void setContentWidth(int width);

    // What Ctrl+Enter does everywhere in the frame, and Enter wherever the focus has no other use for it.
    void setPrimary(QPushButton *button) { m_primary = button; }
    QPushButton *primary() const { return m_primary; }

    // Opens beside `anchor`, moved so that it stays inside the window (the arrow still meets the anchor).
    void openAt(QWidget *anchor, Side side = Side::Below);
    void openAt(const QRect &anchorInWindow, Side side);
    // To be called when what it holds has changed while it is open: as high as it needs, at its anchor.
    void fit();
    // The frame in the window's coordinates, without arrow and shadow.
    QRect frameRect() const;

public Q_SLOTS:
    void closePopover();

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    // Tab stays inside: it goes around what the frame holds.
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    const Theme &m_theme;
    QVBoxLayout *m_body;
    QPointer<QPushButton> m_primary;
    QPointer<QWidget> m_focusBefore;
    QRect m_anchor;
    Side m_side = Side::Below;
    int m_width;
};

}  // namespace dw::ui
