// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/themedwidget.h"

namespace dw::ui
{

// An icon and a short text in one colour: a state in a word.
class IconText : public ThemedWidget
{
    Q_OBJECT

public:
    explicit IconText(const Icons &icons, QWidget *parent = nullptr);

    // Without an icon the text begins at the left edge.
    void set(const QString &icon, const QString &text, Theme::Role role);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Icons &m_icons;
    QString m_icon;
    QString m_text;
    Theme::Role m_role = Theme::Role::TextMuted;
};

}  // namespace dw::ui
