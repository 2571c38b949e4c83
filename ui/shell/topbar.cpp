// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/topbar.h"

#include "ui/common/iconbutton.h"
#include "ui/shell/bellbutton.h"
#include "ui/shell/breadcrumb.h"
#include "ui/shell/searchbutton.h"

#include <QEvent>
#include <QPushButton>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int CrumbWidth = 380;  // back, forward and breadcrumb together
constexpr int CrumbGap = 6;
constexpr int LeastSearch = 160;

}  // namespace

TopBar::TopBar(const Icons &icons, QWidget *parent)
    : QFrame(parent)
    , m_icons(icons)
    , m_back(new IconButton(icons, QStringLiteral("arrow-left"), tr("Back"), IconButton::Extent::Bar,
                            IconButton::Look::Quiet, this))
    , m_forward(new IconButton(icons, QStringLiteral("arrow-right"), tr("Forward"), IconButton::Extent::Bar,
                               IconButton::Look::Quiet, this))
    , m_crumb(new Breadcrumb(icons, this))
    , m_search(new SearchButton(icons, this))
    , m_bell(new BellButton(icons, this))
    , m_new(new QPushButton(tr("New"), this))
{
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(icons.theme().size(Theme::Size::Topbar));
    m_new->setProperty("kind", QStringLiteral("primary"));
    m_new->setProperty("small", true);
    m_new->setIcon(icons.icon(QStringLiteral("plus")));
    m_new->setAccessibleName(tr("New record"));
    m_back->setName(tr("Back"), QStringLiteral("Alt+Left"));
    m_forward->setName(tr("Forward"), QStringLiteral("Alt+Right"));
    setHistory(false, false);
    connect(&icons.theme(), &Theme::changed, this, [this] {
        setFixedHeight(m_icons.theme().size(Theme::Size::Topbar));
        place();
    });
}

void TopBar::setBreadcrumb(const QStringList &parts)
{
    m_crumb->setParts(parts);
}

void TopBar::setHistory(bool canBack, bool canForward)
{
    m_back->setEnabled(canBack);
    m_forward->setEnabled(canForward);
}

void TopBar::setState(QWidget *state)
{
    delete m_state;
    m_state = state;
    m_state->setParent(this);
    m_state->show();
    setTabOrder(m_search, m_state);
    setTabOrder(m_state, m_bell);
    place();
}

bool TopBar::event(QEvent *event)
{
    // A part says that it wants another width.
    if (event->type() == QEvent::LayoutRequest)
        place();
    return QFrame::event(event);
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    place();
}

// By hand, as the search stands in the middle of the bar whatever is beside it, and shrinks before it covers.
void TopBar::place()
{
    const Theme &theme = m_icons.theme();
    const int inner = height() - 1;  // the hairline below
    const auto put = [inner](QWidget *widget, int x, QSize size) {
        widget->setGeometry(x, (inner - size.height()) / 2, size.width(), size.height());
        return x + size.width();
    };
    const QSize small(theme.size(Theme::Size::ControlSmall), theme.size(Theme::Size::ControlSmall));
    int x = put(m_back, theme.space(2), small) + CrumbGap;
    x = put(m_forward, x, small) + CrumbGap;

    int right = width() - theme.space(3);
    const QSize make(m_new->sizeHint().width(), small.height());
    right -= make.width();
    put(m_new, right, make);
    const int control = theme.size(Theme::Size::Control);
    right -= theme.space(2) + control;
    put(m_bell, right, QSize(control, control));
    if (m_state) {
        const QSize size(m_state->sizeHint().width(), small.height());
        right -= theme.space(2) + size.width();
        put(m_state, right, size);
    }

    QSize search = m_search->sizeHint();
    int left = (width() - search.width()) / 2;
    const int least = theme.space(2) + CrumbWidth / 2;
    const int most = right - theme.space(2);
    left = std::max(left, least);
    search.setWidth(std::max(LeastSearch, std::min(search.width(), most - left)));
    put(m_search, left, search);
    const int crumb = std::min(theme.space(2) + CrumbWidth, left - theme.space(2)) - x;
    put(m_crumb, x, QSize(std::max(0, crumb), theme.line(Theme::Scale::Body)));
}

}  // namespace dw::ui
