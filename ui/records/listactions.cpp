// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/searchfield.h"
#include "ui/figures/figureexplainer.h"
#include "ui/records/filterbar.h"
#include "ui/records/formsheet.h"
#include "ui/records/inlineedit.h"
#include "ui/records/listbulk.h"
#include "ui/records/listpage.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/viewbar.h"
#include "ui/records/viewkeeper.h"
#include "ui/shell/pageactions.h"

namespace dw::ui
{

// The keys of a list (qt-notes 5.4).
void ListPage::addActions()
{
    const PageActions actions(context(), this, tr("Lists"), FormSheet::isInHand);
    const auto key = [](const char *text) { return QKeySequence(QString::fromLatin1(text)); };
    actions.add(
        "list.open", tr("Open"), "maximize-2", key("Return"), [this] { openCurrent(); }, false);
    actions.add("list.peek", tr("Preview the row"), "table-2", key("Space"), [this] { togglePeek(); });
    actions.add("list.mark", tr("Choose the row"), "check", key("X"), [this] {
        const int row = m_table->currentRow();
        m_model->setMarked(row, !m_model->isMarked(row));
    });
    actions.add("list.mark_all", tr("Choose all rows"), "check", key("Ctrl+A"),
                [this] { m_model->markAllMatching(); });
    actions.add(
        "list.clear_marks", tr("Choose none"), "x", key("Escape"),
        [this] {
            if (m_model->markedCount() > 0)
                m_model->clearMarks();
            else if (!m_source.quick.isEmpty()) {
                m_filterBar->clearQuick();
                applyQuick({});
            }
        },
        false);
    m_table->addSortAction(actions);
    actions.add("figure.explain", FigureExplainer::actionText(), "circle-help", key("="),
                [this] { m_explainer->explainCurrent(); });
    actions.add("list.filter", tr("Add a filter"), "funnel", key("F"),
                [this] { m_filterBar->addCondition(); });
    actions.add("list.quick_filter", tr("Filter by text"), "search", key("/"),
                [this] { m_filterBar->openQuickFilter(); });
    actions.add("list.columns", tr("Choose columns"), "columns-3", key("Ctrl+Shift+L"),
                [this] { Q_EMIT m_viewBar->columnsRequested(); });
    actions.add("list.group", tr("Group by a field"), "list", key("Shift+G"), [this] { showGroupMenu(); });
    actions.add("list.collapse_groups", tr("Collapse all groups"), "chevron-right", key("Shift+Left"),
                [this] { collapseGroups(true); });
    actions.add("list.expand_groups", tr("Expand all groups"), "chevron-down", key("Shift+Right"),
                [this] { collapseGroups(false); });
    m_keeper->addActions(actions);
    actions.add("list.bulk_edit", tr("Set a field"), "pencil", key("Ctrl+E"),
                [this] { m_bulk->editField(); });
    actions.add("list.assign", tr("Assign"), "user-check", key("Ctrl+Shift+A"), [this] { m_bulk->assign(); });
    actions.add("list.delete", tr("Delete"), "trash-2", key("Del"), [this] { m_bulk->remove(); });
    actions.add("list.reload", tr("Read again"), "refresh-cw", key("F5"), [this] { m_model->reload(); });
    const QString name = object()->label().in(context().language);
    const QByteArray create = "record.new." + object()->key().toLatin1();
    actions.add(
        create.constData(), tr("New %1").arg(context().language == Language::English ? name.toLower() : name),
        "plus", {}, [this] { openForm({}); }, false);
    auto *inlineEdit = new InlineEdit(context(), m_table);
    actions.add("list.edit_cell", tr("Edit the cell"), "pencil", key("F2"),
                [inlineEdit] { inlineEdit->begin(); });
}

}  // namespace dw::ui
