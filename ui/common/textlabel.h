// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QLabel>

namespace dw::ui
{

// Plain text in a scale and a colour role. One line in the scale's line box, elided at the end with the full
// text as tooltip; or wrapped with setWordWrap(true). Rich text is never interpreted.
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    TextLabel(const Theme &theme, const QString &text, Theme::Scale scale,
              Theme::Role role = Theme::Role::Text, Theme::Weight weight = Theme::Weight::OfScale,
              QWidget *parent = nullptr);

    void setRole(Theme::Role role);
    void setWeight(Theme::Weight weight);
    // Shrinks to nothing when true (default); false: never narrower than its text (numbers).
    void setElides(bool elides);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void restyle();

    const Theme &m_theme;
    Theme::Scale m_scale;
    Theme::Role m_role;
    Theme::Weight m_weight;
    bool m_elides = true;
};

}  // namespace dw::ui
