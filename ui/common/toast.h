// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QWidget>

class QTimer;

namespace dw::ui
{

// The bar that says what was done: text, Undo with its key, x, and below the text what is to be seen to
// nevertheless. 40 high, 60 with a warning, in the tooltip colours. Made by ToastHost.
class Toast : public QWidget
{
    Q_OBJECT

public:
    Toast(const Theme &theme, const Icons &icons, QWidget *parent);

    // `more` is how many notices before it were replaced while still visible.
    void setContent(const QString &text, bool undoable, int more, const QString &warning = {});
    QString text() const { return m_text; }
    QString warning() const { return m_warning; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void undoRequested();
    void closeRequested();
    void expired();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    const Theme &m_theme;
    const Icons &m_icons;
    QString m_text;
    QString m_more;
    QString m_warning;
    QWidget *m_undo;
    QWidget *m_close;
    QTimer *m_stay;
};

}  // namespace dw::ui
