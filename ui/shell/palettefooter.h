// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/themedwidget.h"

namespace dw::ui
{

// The line below the palette that says what its keys do. Only to be read: it takes no focus.
class PaletteFooter : public ThemedWidget
{
    Q_OBJECT

public:
    explicit PaletteFooter(const Theme &theme, QWidget *parent = nullptr);

    static constexpr int Height = 32;

protected:
    void paintEvent(QPaintEvent *event) override;
};

}  // namespace dw::ui
