// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QWidget>

class QPushButton;

namespace dw::ui
{

class TextLabel;

// What stands where nothing is: icon, title, one sentence, at most two ways on, centred in the free area.
class EmptyView : public QWidget
{
    Q_OBJECT

public:
    // FirstUse: nothing exists yet; NoMatch: filters hide all; NotHere: it is not on this laptop; NoRight:
    // the role does not show it; Done: nothing is due.
    enum class Reason { FirstUse, NoMatch, NotHere, NoRight, Done };

    EmptyView(const Theme &theme, const Icons &icons, QWidget *parent = nullptr);

    // `icon` replaces the reason's own (the object's icon at first use).
    void setState(Reason reason, const QString &title, const QString &sentence, const QString &icon = {});
    // Empty texts hide the buttons.
    void setActions(const QString &primary, const QString &primaryIcon, const QString &second = {});

    // A quiet way besides, below the buttons; taken over.
    void setFurther(QWidget *further);

    QPushButton *primaryButton() const { return m_primary; }
    QPushButton *secondButton() const { return m_second; }

Q_SIGNALS:
    void primaryChosen();
    void secondChosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    const Icons &m_icons;
    QString m_icon;
    QWidget *m_iconPlace;
    TextLabel *m_title;
    TextLabel *m_sentence;
    QPushButton *m_primary;
    QPushButton *m_second;
};

}  // namespace dw::ui
