// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/paint.h"
#include "ui/common/themedwidget.h"

namespace dw::ui
{

// A person as initials in a circle; the name is its tooltip and accessible name.
class Avatar : public ThemedWidget
{
    Q_OBJECT

public:
    Avatar(const Theme &theme, const QString &name, Whose whose, Theme::Size size = Theme::Size::AvatarSmall,
           QWidget *parent = nullptr);

    void setPerson(const QString &name, Whose whose);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    Whose m_whose;
    Theme::Size m_size;
};

}  // namespace dw::ui
