// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QAbstractButton>

namespace dw::ui
{

// The person who acts, at the foot of the rail: 28 px, opens the menu of people.
class AvatarButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit AvatarButton(const Theme &theme, QWidget *parent = nullptr);

    void setPerson(const QString &name);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_name;
};

}  // namespace dw::ui
