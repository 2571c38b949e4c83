// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QWidget>

class QPushButton;

namespace dw::ui
{

class TextLabel;

// The last line of a list that shows a first part: how much of it, and the way to the rest. Hidden while
// everything is shown.
class CutLine : public QWidget
{
    Q_OBJECT

public:
    // `way` is what the button says.
    CutLine(const Theme &theme, const QString &way, QWidget *parent = nullptr);

    // Empty: nothing is left out.
    void setText(const QString &text);
    QString text() const;
    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void restWanted();

private:
    TextLabel *m_text;
    QPushButton *m_button;
};

}  // namespace dw::ui
