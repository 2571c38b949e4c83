// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace dw::ui
{

// Two to five short choices of how to see something, in one frame. Left and Right move the choice.
class Segments : public QWidget
{
    Q_OBJECT

public:
    Segments(const Theme &theme, const Icons &icons, QWidget *parent = nullptr);

    // Returns the index of the new choice; the first one added is chosen.
    int addSegment(const QString &text, const QString &icon = {});
    int current() const;
    void setCurrent(int index);  // emits nothing
    int count() const;
    QAbstractButton *button(int index) const;

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    const Icons &m_icons;
    QButtonGroup *m_group;
};

}  // namespace dw::ui
