// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/themedwidget.h"

#include <QString>

namespace dw::ui
{

// One entry of a timeline: icon in a ring on the line, strong title with who, the time right, the text below.
class TimelineItem : public ThemedWidget
{
    Q_OBJECT

public:
    struct Content
    {
        QString icon;
        QString title;
        QString who;
        QString when;
        QString text;
        bool last = false;  // no line beyond it
    };

    TimelineItem(const Theme &theme, const Icons &icons, const Content &content, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(200, sizeHint().height()); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Icons &m_icons;
    const Content m_content;
};

}  // namespace dw::ui
