// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/themedwidget.h"

#include <QStringList>

namespace dw::ui
{

// Where the person is: parts with an arrow between them, the last one strong and the one that is elided.
class Breadcrumb : public ThemedWidget
{
    Q_OBJECT

public:
    explicit Breadcrumb(const Icons &icons, QWidget *parent = nullptr);

    void setParts(const QStringList &parts);
    const QStringList &parts() const { return m_parts; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(0, sizeHint().height()); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Icons &m_icons;
    QStringList m_parts;
};

}  // namespace dw::ui
