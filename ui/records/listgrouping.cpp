// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/fieldaccess.h"
#include "core/records/grouping.h"
#include "ui/records/groupname.h"
#include "ui/records/listpage.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"

#include <QHeaderView>
#include <QMenu>

namespace dw::ui
{

void ListPage::applyGroup(const QString &group)
{
    if (group == m_source.group)
        return;
    m_source.group = group;
    m_source.collapsed.clear();
    restart(true);
    Q_EMIT headChanged();
}

void ListPage::collapseGroups(bool collapsed)
{
    m_table->collapseAll(collapsed);
}

// What is a column or could be one, and may be read.
QStringList ListPage::groupable() const
{
    const ConfigurationPtr configuration = context().configuration();
    const FieldAccess access(*configuration->policy, context().actor(), configuration->dictionary,
                             configuration->settings.currency);
    QStringList fields;
    const QStringList available = m_columnSet.available();
    for (const QString &key : available) {
        const Field *field = m_object->find(key);
        if (field != nullptr && !Grouping::waysOf(*field).isEmpty() && access.maySort(*m_object, key).ok())
            fields.append(key);
    }
    return fields;
}

void ListPage::showGroups()
{
    const QStringList fields = groupable();
    for (const QString &column : std::as_const(m_source.columns)) {
        if (!fields.contains(column))
            continue;
        applyGroup(Grouping{column, Grouping::waysOf(*m_object->find(column)).first()}.text());
        return;
    }
}

namespace
{

// The ways of one field: itself, or a submenu of the periods of a date.
void addWays(QMenu *menu, const UiContext &context, const ObjectType &object, const Field &field,
             const QString &current, const std::function<void(const QString &)> &choose)
{
    const QList<Grouping::By> ways = Grouping::waysOf(field);
    const bool isDate = ways.size() > 1;
    QMenu *into = isDate ? menu->addMenu(field.label.in(context.language)) : menu;
    for (const Grouping::By by : ways) {
        const Grouping grouping{field.key, by};
        QAction *choice = into->addAction(groupingName(context, object, grouping), into,
                                          [choose, text = grouping.text()] { choose(text); });
        choice->setCheckable(true);
        choice->setChecked(grouping.text() == current);
        choice->setData(grouping.text());
        if (!choice->isChecked())
            continue;
        menu->setActiveAction(isDate ? into->menuAction() : choice);
    }
}

}  // namespace

// Of all fields, the column of the cell first.
void ListPage::showGroupMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("groupMenu"));
    menu->setAccessibleName(tr("Group by"));
    const auto choose = [this](const QString &group) { applyGroup(group); };
    QAction *none = menu->addAction(tr("Not grouped"), this, [this] { applyGroup({}); });
    none->setCheckable(true);
    none->setChecked(m_source.group.isEmpty());
    menu->addSeparator();
    const QStringList fields = groupable();
    for (const QString &key : fields)
        addWays(menu, context(), *m_object, *m_object->find(key), m_source.group, choose);
    if (menu->activeAction() == nullptr)
        menu->setActiveAction(none);
    menu->popup(m_table->mapToGlobal(QPoint(12, m_table->horizontalHeader()->height())));
}

void ListPage::showHeadMenu(int section, const QPoint &at)
{
    if (section < 0 || section >= m_model->columns().size())
        return;
    const ListColumn &column = m_model->columns().at(section);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("headMenu"));
    if (column.sortable)
        menu->addAction(context().icons.icon(QStringLiteral("arrow-up-down")), tr("Sort by this column"),
                        this, [this, section] { m_table->sortBy(section); });
    if (groupable().contains(column.key)) {
        QMenu *ways = menu->addMenu(context().icons.icon(QStringLiteral("list")), tr("Group by"));
        addWays(ways, context(), *m_object, *m_object->find(column.key), m_source.group,
                [this](const QString &group) { applyGroup(group); });
    }
    if (!m_source.group.isEmpty())
        menu->addAction(context().icons.icon(QStringLiteral("x")), tr("Not grouped"), this,
                        [this] { applyGroup({}); });
    for (const char *id : {"list.group", "list.columns"}) {
        if (QAction *action = context().actions.action(QString::fromLatin1(id)))
            menu->addAction(action);
    }
    menu->popup(at);
}

}  // namespace dw::ui
