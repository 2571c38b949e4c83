// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QAbstractButton>

namespace dw::ui
{

// 28 x 16, for what applies at once; the text stands right of it.
class Switch : public QAbstractButton
{
    Q_OBJECT

public:
    Switch(const Theme &theme, const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

}  // namespace dw::ui
