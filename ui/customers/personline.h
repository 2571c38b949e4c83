// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/paint.h"

#include <QAbstractButton>

namespace dw::ui
{

// A person, company or record in a narrow panel: avatar or icon, name over a small line, a pill or a word
// right. 36 high.
class PersonLine : public QAbstractButton
{
    Q_OBJECT

public:
    struct Content
    {
        QString name;
        QString note;
        QString icon;  // instead of the avatar
        QString pill;
        Tone tone = Tone::Neutral;
        QString word;  // muted, right, when there is no pill
    };

    PersonLine(const Theme &theme, const Icons &icons, const Content &content, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(160, sizeHint().height()); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    const Icons &m_icons;
    const Content m_content;
};

}  // namespace dw::ui
