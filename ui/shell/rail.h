// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QFrame>
#include <QHash>

class QVBoxLayout;

namespace dw::ui
{

class AvatarButton;
class RailButton;

// The navigation at the left: 48 wide, with labels 176. Holds only the pages that exist.
class Rail : public QFrame
{
    Q_OBJECT

public:
    Rail(const Icons &icons, QWidget *parent = nullptr);

    enum class Place { Top, Bottom };
    void addEntry(const QString &page, const QString &icon, const QString &name, const QString &shortcut,
                  Place place = Place::Top);
    void setEntryVisible(const QString &page, bool visible);
    void setCurrent(const QString &page);  // no entry is chosen when the page has none
    void setBadge(const QString &page, int count);
    void setPerson(const QString &name);
    void setWide(bool wide);

    RailButton *button(const QString &page) const { return m_buttons.value(page); }
    AvatarButton *avatar() const { return m_avatar; }
    // Where F6 arrives: the chosen entry, else the first.
    QWidget *focusTarget() const;

Q_SIGNALS:
    void chosen(const QString &page);
    void avatarClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Icons &m_icons;
    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
    AvatarButton *m_avatar;
    QHash<QString, RailButton *> m_buttons;
    QStringList m_order;
    QString m_current;
};

}  // namespace dw::ui
