// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QToolButton>

namespace dw::ui
{

class SyncState;

// The sync state in the top bar: 24 high, quiet while all is well, framed where there is something to know. A
// change of kind is told once to those who hear the window.
class SyncButton : public QToolButton
{
    Q_OBJECT

public:
    SyncButton(const Icons &icons, const SyncState &state, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    bool isFramed() const;

    const Icons &m_icons;
    const SyncState &m_state;
    int m_face = -1;
};

}  // namespace dw::ui
