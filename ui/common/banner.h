// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/paint.h"

#include <QFrame>

class QHBoxLayout;
class QPushButton;

namespace dw::ui
{

class TextLabel;

// A tinted line of a page or a form: coloured icon, plain text, what helps at the right. 36 high; with a
// second line
// 56. It disappears with its cause.
class Banner : public QFrame
{
    Q_OBJECT

public:
    // Tone is one of Success, Warning, Danger, Info.
    Banner(const Theme &theme, const Icons &icons, Tone tone, const QString &text, QWidget *parent = nullptr);

    void setText(const QString &text, const QString &detail = {});
    void setTone(Tone tone);
    // A small button at the right; the caller connects it.
    QPushButton *addAction(const QString &text);
    using QWidget::addAction;
    void setClosable(bool closable);

    QSize sizeHint() const override;

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString iconName() const;

    const Theme &m_theme;
    const Icons &m_icons;
    Tone m_tone;
    QHBoxLayout *m_row;
    TextLabel *m_text;
    TextLabel *m_detail;
    QWidget *m_close = nullptr;
};

}  // namespace dw::ui
