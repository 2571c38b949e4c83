// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/themedwidget.h"

namespace dw::ui
{

// A key in its box, as it stands on buttons.
class KeyLabel : public ThemedWidget
{
    Q_OBJECT

public:
    KeyLabel(const Theme &theme, const QString &shortcut, QWidget *parent = nullptr);

    void setKey(const QString &shortcut);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

}  // namespace dw::ui
