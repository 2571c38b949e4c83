// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/viewbar.h"

#include "ui/common/iconbutton.h"
#include "ui/common/menutext.h"
#include "ui/common/tabbar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>

namespace dw::ui
{

ViewBar::ViewBar(UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_tabs(new TabBar(context.theme, this))
    , m_row(new QHBoxLayout(this))
{
    setFixedHeight(context.theme.size(Theme::Size::Viewbar));
    m_row->setContentsMargins(8, 0, 8, 0);
    m_row->setSpacing(4);
    m_tabs->setAccessibleName(tr("Views"));
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setExpanding(false);
    m_row->addWidget(m_tabs, 0, Qt::AlignBottom);
    auto *choose = new IconButton(context.icons, QStringLiteral("chevron-down"), tr("All views"),
                                  IconButton::Extent::Bar, IconButton::Look::Quiet, this);
    m_choose = choose;
    m_row->addWidget(choose);
    connect(choose, &QToolButton::clicked, this, &ViewBar::chooseRequested);
    auto *add = new IconButton(context.icons, QStringLiteral("plus"), tr("Save as a new view"),
                               IconButton::Extent::Bar, IconButton::Look::Quiet, this);
    m_add = add;
    m_row->addWidget(add);
    m_row->addStretch(1);
    m_columns = new QPushButton(context.icons.icon(QStringLiteral("columns-3")), tr("Columns"), this);
    m_columns->setProperty("kind", QStringLiteral("quiet"));
    m_columns->setToolTip(tr("Choose and order the columns"));
    m_row->addWidget(m_columns);
    auto *more = new IconButton(context.icons, QStringLiteral("ellipsis"), tr("More actions"),
                                IconButton::Extent::Bar, IconButton::Look::Quiet, this);
    m_more = more;
    m_row->addWidget(more);
    connect(more, &QToolButton::clicked, this,
            [this, more] { Q_EMIT moreRequested(more->mapToGlobal(QPoint(0, more->height() + 4))); });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0)
            Q_EMIT viewChosen(m_adHoc ? index - 1 : index);
    });
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tabs, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        // From the keyboard: of the tab that has the focus.
        const int under = m_tabs->tabAt(at) < 0 ? m_tabs->currentIndex() : m_tabs->tabAt(at);
        const int index = m_adHoc ? under - 1 : under;
        if (index >= 0)
            Q_EMIT menuRequested(index, m_tabs->mapToGlobal(at));
    });
    connect(add, &QToolButton::clicked, this, &ViewBar::addRequested);
    connect(m_columns, &QPushButton::clicked, this, &ViewBar::columnsRequested);
    connect(&context.theme, &Theme::changed, this,
            [this] { setFixedHeight(m_context.theme.size(Theme::Size::Viewbar)); });
}

QString ViewBar::toolTipOf(const ListView &view) const
{
    QStringList said;
    if (view.pinned)
        said.append(tr("Pinned"));
    if (!view.owner.isEmpty())
        said.append(tr("Belongs to %1").arg(view.owner));
    if (!view.isShipped() && view.shared == QLatin1String("team"))
        said.append(tr("The team sees it"));
    else if (!view.isShipped() && view.shared == QLatin1String("all"))
        said.append(tr("Everybody sees it"));
    return said.join(QLatin1Char('\n'));
}

void ViewBar::setViews(const QList<ListView> &views, int current)
{
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    m_adHoc = false;
    for (const ListView &view : views) {
        // What people call a view is no key of it.
        const int tab = m_tabs->addTab(menuText(view.name.in(m_context.language)));
        if (view.pinned)
            m_tabs->setTabIcon(tab, m_context.icons.icon(QStringLiteral("pin"), Theme::Role::TextMuted));
        m_tabs->setTabToolTip(tab, toolTipOf(view));
        m_tabs->setTabCountPending(tab);
    }
    m_tabs->setCurrentIndex(current);
}

void ViewBar::setAdHoc(const QString &title)
{
    const QSignalBlocker quiet(m_tabs);
    if (m_adHoc)
        m_tabs->removeTab(0);
    m_adHoc = !title.isEmpty();
    if (m_adHoc) {
        m_tabs->insertTab(0, title);
        m_tabs->setCurrentIndex(0);
    }
}

void ViewBar::setCurrent(int index)
{
    const QSignalBlocker quiet(m_tabs);
    m_tabs->setCurrentIndex(m_adHoc ? index + 1 : index);
}

int ViewBar::current() const
{
    return m_adHoc ? m_tabs->currentIndex() - 1 : m_tabs->currentIndex();
}

void ViewBar::setViewCount(int index, qint64 count)
{
    const int tab = m_adHoc ? index + 1 : index;
    if (tab >= 0 && tab < m_tabs->count())
        m_tabs->setTabCount(tab, m_context.format.integer(count));
}

QWidget *ViewBar::columnsButton() const
{
    return m_columns;
}

QWidget *ViewBar::addButton() const
{
    return m_add;
}

void ViewBar::addTool(QWidget *tool)
{
    m_row->insertWidget(m_row->count() - 2, tool);
}

void ViewBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.color(Theme::Role::Background));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_context.theme.color(Theme::Role::Border));
}

}  // namespace dw::ui
