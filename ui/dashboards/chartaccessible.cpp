// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/chartaccessible.h"

#include "ui/dashboards/chartwidget.h"

#include <QPointer>

namespace dw::ui
{

namespace
{

class MarkAccessible final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    MarkAccessible(ChartWidget *chart, int mark) : m_chart(chart), m_mark(mark) {}

    int mark() const { return m_mark; }
    bool isValid() const override { return m_chart && m_mark < m_chart->marks().size(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_chart ? m_chart->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_chart); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? m_chart->marks()[m_mark].name : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect local = m_chart->marks()[m_mark].rect.toAlignedRect();
        return QRect(m_chart->mapToGlobal(local.topLeft()), local.size());
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = state.selectable = true;
        if (isValid()) {
            state.focused = m_chart->hasFocus() && m_chart->currentMark() == m_mark;
            state.selected = m_chart->chosenRow() == m_chart->marks()[m_mark].row;
        } else {
            state.invalid = true;
        }
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &action) override
    {
        if (isValid() && action == pressAction())
            m_chart->choose(m_mark);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QPointer<ChartWidget> m_chart;
    int m_mark;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *chart = qobject_cast<ChartWidget *>(object);
    return chart ? new ChartAccessible(chart) : nullptr;
}

}  // namespace

ChartAccessible::ChartAccessible(ChartWidget *chart) : QAccessibleWidget(chart, QAccessible::List) {}

ChartAccessible::~ChartAccessible()
{
    for (const QAccessible::Id id : std::as_const(m_children))
        QAccessible::deleteAccessibleInterface(id);
}

void ChartAccessible::install()
{
    QAccessible::removeFactory(make);
    QAccessible::installFactory(make);
}

ChartWidget *ChartAccessible::chart() const
{
    return static_cast<ChartWidget *>(widget());
}

int ChartAccessible::childCount() const
{
    return int(chart()->marks().size());
}

QAccessibleInterface *ChartAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    if (const auto known = m_children.constFind(index); known != m_children.constEnd())
        return QAccessible::accessibleInterface(*known);
    auto *made = new MarkAccessible(chart(), index);
    m_children.insert(index, QAccessible::registerAccessibleInterface(made));
    return made;
}

QAccessibleInterface *ChartAccessible::childAt(int x, int y) const
{
    const QPointF local = chart()->mapFromGlobal(QPoint(x, y));
    for (int i = 0; i < childCount(); ++i) {
        if (chart()->marks()[i].rect.contains(local))
            return child(i);
    }
    return nullptr;
}

QAccessibleInterface *ChartAccessible::focusChild() const
{
    return chart()->hasFocus() ? child(chart()->currentMark()) : nullptr;
}

int ChartAccessible::indexOfChild(const QAccessibleInterface *one) const
{
    const auto *mark = dynamic_cast<const MarkAccessible *>(one);
    return mark ? mark->mark() : -1;
}

}  // namespace dw::ui
