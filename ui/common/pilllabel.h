// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/paint.h"
#include "ui/common/themedwidget.h"

namespace dw::ui
{

// A state with a name: tinted pill, 20 high.
class PillLabel : public ThemedWidget
{
    Q_OBJECT

public:
    PillLabel(const Theme &theme, const Icons &icons, const QString &text, Tone tone = Tone::Neutral,
              const QString &icon = {}, QWidget *parent = nullptr);

    void setState(const QString &text, Tone tone, const QString &icon = {});
    QString text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Icons &m_icons;
    QString m_text;
    QString m_icon;
    Tone m_tone;
};

}  // namespace dw::ui
