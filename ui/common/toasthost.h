// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QObject>

#include <functional>

namespace dw::ui
{

class Toast;

// Shows one toast at a time at the bottom centre of the window, 16 above the status bar. A later notice takes
// the place of the one shown and says how many came before. It stays 10 s, longer while the pointer is on it.
class ToastHost : public QObject
{
    Q_OBJECT

public:
    // `window` is the top-level widget; `bottomInset` what lies below the free area (the status bar).
    ToastHost(const Theme &theme, const Icons &icons, QWidget *window, int bottomInset);

    // Without `undo` the toast only tells. `undo` runs at most once. `warning` stands in a line below.
    void show(const QString &text, std::function<void()> undo = {}, const QString &warning = {});
    // What Ctrl+Z does while a toast is up; false when there is nothing to undo.
    bool undo();
    void dismiss();
    bool isShown() const;
    Toast *toast() const { return m_toast; }

Q_SIGNALS:
    // For the notification list.
    void shown(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QWidget *m_window;
    Toast *m_toast;
    std::function<void()> m_undo;
    int m_bottomInset;
    int m_replaced = 0;
};

}  // namespace dw::ui
