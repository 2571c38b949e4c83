// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/listpage.h"

namespace dw::ui
{

class Segments;

// The pipeline as a list: what the board shows, and every drill-down to deals. The switch leads back to the
// board.
class DealsPage : public ListPage
{
    Q_OBJECT

public:
    explicit DealsPage(UiContext &context, QWidget *parent = nullptr);

    Segments *segments() const { return m_segments; }

private:
    Segments *m_segments;
};

}  // namespace dw::ui
