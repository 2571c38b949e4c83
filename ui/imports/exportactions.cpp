// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/exportactions.h"

#include "ui/imports/exportdialog.h"

#include <QCoreApplication>
#include <QPushButton>

namespace dw::ui
{

namespace
{

constexpr int FromTop = 88;  // where dialogs without an anchor stand, as the palette does

}  // namespace

void addExportAction(UiContext &context, QWidget *page, ExportKind kind, const QString &object,
                     ExportSourceFinder source)
{
    ActionRegistry::Spec spec;
    const bool list = kind == ExportKind::List;
    spec.id = list ? QStringLiteral("export.list") : QStringLiteral("export.report");
    spec.text = list ? QCoreApplication::translate("dw::ui::ExportDialog", "Export the list")
                     : QCoreApplication::translate("dw::ui::ExportDialog", "Export the report");
    spec.icon = QStringLiteral("download");
    spec.shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    spec.group = QCoreApplication::translate("dw::ui::ExportDialog", "Lists");
    spec.scope = ActionRegistry::Spec::Scope::Page;
    spec.right = {Action::Export, object};
    context.actions.add(spec, page, [&context, page, source = std::move(source)] {
        source([&context, page](const ExportSource &found) {
            QWidget *window = page->window();
            auto *dialog = new ExportDialog(context, found, window);
            dialog->openAt(QRect(window->width() / 2, FromTop, 1, 1), Popover::Side::Below);
            dialog->exportButton()->setFocus();
        });
    });
}

}  // namespace dw::ui
