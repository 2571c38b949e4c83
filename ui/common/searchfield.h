// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/lineedit.h"

namespace dw::ui
{

// A line edit with a magnifier and, while empty and not in focus, the key that leads to it. Esc clears the
// text first.
class SearchField : public LineEdit
{
    Q_OBJECT

public:
    SearchField(const Theme &theme, const Icons &icons, const QString &placeholder,
                QWidget *parent = nullptr);

    void setKeyHint(const QString &shortcut);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_hint;
};

}  // namespace dw::ui
