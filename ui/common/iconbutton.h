// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QToolButton>

namespace dw::ui
{

// A tool button that is only an icon: 28 x 28, or 24 x 24 in bars. It always has a name: tooltip and
// accessible name are `name`, the tooltip with the shortcut.
class IconButton : public QToolButton
{
    Q_OBJECT

public:
    enum class Look { Quiet, Framed };
    enum class Extent { Control, Bar };

    IconButton(const Icons &icons, const QString &icon, const QString &name, Extent extent = Extent::Control,
               Look look = Look::Quiet, QWidget *parent = nullptr);

    void setName(const QString &name, const QString &shortcut = {});
    void setIconName(const QString &icon);

private:
    const Icons &m_icons;
};

}  // namespace dw::ui
