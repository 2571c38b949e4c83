// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QFrame>
#include <QPointer>
#include <QStringList>

class QPushButton;

namespace dw::ui
{

class BellButton;
class Breadcrumb;
class IconButton;
class SearchButton;

// Back, forward, where one is; search in the middle; sync state, bell and New. Nothing else ever (ui.md 2).
class TopBar : public QFrame
{
    Q_OBJECT

public:
    explicit TopBar(const Icons &icons, QWidget *parent = nullptr);

    void setBreadcrumb(const QStringList &parts);
    void setHistory(bool canBack, bool canForward);

    IconButton *backButton() const { return m_back; }
    IconButton *forwardButton() const { return m_forward; }
    Breadcrumb *breadcrumb() const { return m_crumb; }
    SearchButton *searchButton() const { return m_search; }
    BellButton *bell() const { return m_bell; }
    QPushButton *newButton() const { return m_new; }
    // How the workspace stands with its server, left of the bell; none for a standalone one. Taken over.
    void setState(QWidget *state);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    const Icons &m_icons;
    IconButton *m_back;
    IconButton *m_forward;
    Breadcrumb *m_crumb;
    SearchButton *m_search;
    QPointer<QWidget> m_state;
    BellButton *m_bell;
    QPushButton *m_new;
};

}  // namespace dw::ui
