// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QAbstractButton>

namespace dw::ui
{

// Looks like the search field of the top bar, and opens the palette: 400 x 28.
class SearchButton : public QAbstractButton
{
    Q_OBJECT

public:
    SearchButton(const Icons &icons, QWidget *parent = nullptr);

    void setKeyHint(const QString &shortcut);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const Icons &m_icons;
    QString m_hint;
};

}  // namespace dw::ui
