// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/iconbutton.h"

namespace dw::ui
{

// The bell of the top bar, with a dot while something in the list has not been seen.
class BellButton : public IconButton
{
    Q_OBJECT

public:
    explicit BellButton(const Icons &icons, QWidget *parent = nullptr);

    void setUnseen(int count);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    int m_unseen = 0;
};

}  // namespace dw::ui
