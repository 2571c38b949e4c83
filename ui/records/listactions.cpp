// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/searchfield.h"
#include "ui/records/filterbar.h"
#include "ui/records/inlineedit.h"
#include "ui/records/listbulk.h"
#include "ui/records/listpage.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/viewbar.h"

#include <QApplication>

namespace dw::ui
{

// The keys of a list (qt-notes 5.4).
void ListPage::addActions()
{
    using Spec = ActionRegistry::Spec;
    ActionRegistry &actions = context().actions;
    const QString group = tr("Lists");
    const auto add = [&](const char *id, const QString &text, const QString &icon, const QKeySequence &key,
                         std::function<void()> run, bool inPalette = true) {
        actions.add(Spec{QString::fromLatin1(id), text, icon, key, group, Spec::Scope::Page, inPalette}, this,
                    std::move(run));
    };
    const auto key = [](const char *text) { return QKeySequence(QString::fromLatin1(text)); };
    add(
        "list.open", tr("Open"), QStringLiteral("maximize-2"), key("Return"), [this] { openCurrent(); },
        false);
    add("list.peek", tr("Preview the row"), QStringLiteral("table-2"), key("Space"),
        [this] { togglePeek(); });
    add("list.mark", tr("Choose the row"), QStringLiteral("check"), key("X"), [this] {
        const int row = m_table->currentRow();
        m_model->setMarked(row, !m_model->isMarked(row));
    });
    add("list.mark_all", tr("Choose all rows"), QStringLiteral("check"), key("Ctrl+A"),
        [this] { m_model->markAllMatching(); });
    add(
        "list.clear_marks", tr("Choose none"), QStringLiteral("x"), key("Escape"),
        [this] {
            if (m_model->markedCount() > 0)
                m_model->clearMarks();
            else if (!m_source.quick.isEmpty()) {
                m_filterBar->clearQuick();
                applyQuick({});
            }
        },
        false);
    add("list.filter", tr("Add a filter"), QStringLiteral("funnel"), key("F"),
        [this] { m_filterBar->addCondition(); });
    add("list.quick_filter", tr("Filter by text"), QStringLiteral("search"), key("/"),
        [this] { m_filterBar->openQuickFilter(); });
    add("list.columns", tr("Choose columns"), QStringLiteral("columns-3"), key("Ctrl+Shift+L"),
        [this] { Q_EMIT m_viewBar->columnsRequested(); });
    add("list.save_view", tr("Save the view"), QStringLiteral("list-plus"), key("Ctrl+Shift+S"),
        [this] { saveView(); });
    add("list.view_update", tr("Update the view"), QStringLiteral("refresh-cw"), {},
        [this] { updateView(); });
    add("list.view_rename", tr("Rename the view"), QStringLiteral("pencil"), {},
        [this] { renameView(m_view); });
    add("list.view_reset", tr("Back to the saved view"), QStringLiteral("rotate-ccw"), {},
        [this] { chooseView(m_view); });
    add("list.view_delete", tr("Delete the view"), QStringLiteral("trash-2"), {},
        [this] { deleteView(m_view); });
    add("list.bulk_edit", tr("Set a field"), QStringLiteral("pencil"), key("Ctrl+E"),
        [this] { m_bulk->editField(); });
    add("list.assign", tr("Assign"), QStringLiteral("user-check"), key("Ctrl+Shift+A"),
        [this] { m_bulk->assign(); });
    add("list.delete", tr("Delete"), QStringLiteral("trash-2"), key("Del"), [this] { m_bulk->remove(); });
    add("list.reload", tr("Read again"), QStringLiteral("refresh-cw"), key("F5"),
        [this] { m_model->reload(); });
    const QString name = object()->label().in(context().language);
    actions.add(Spec{QStringLiteral("record.new.") + object()->key(),
                     tr("New %1").arg(context().language == Language::English ? name.toLower() : name),
                     QStringLiteral("plus"), QKeySequence(), group, Spec::Scope::Page, false},
                this, [this] { openForm({}); });
    auto *inlineEdit = new InlineEdit(context(), m_table);
    add("list.edit_cell", tr("Edit the cell"), QStringLiteral("pencil"), key("F2"),
        [inlineEdit] { inlineEdit->begin(); });
}

}  // namespace dw::ui
