// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/banner.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

// Says that what stands here was typed earlier and never saved, and offers to drop it. Dropped by accident,
// it can be brought back as long as this stands. Hidden until showRestored().
class DraftBanner : public Banner
{
    Q_OBJECT

public:
    explicit DraftBanner(UiContext &context, QWidget *parent = nullptr);

    void showRestored();
    bool isDropped() const { return m_dropped; }
    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void dropRequested();
    void bringBackRequested();

private:
    void setDropped(bool dropped);

    QPushButton *m_button;
    bool m_dropped = false;
};

}  // namespace dw::ui
