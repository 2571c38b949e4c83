// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/shareaction.h"

#include "ui/records/formsheet.h"
#include "ui/records/recordform.h"
#include "ui/shell/applied.h"

#include <QPointer>

namespace dw::ui
{

ShareAction::ShareAction(UiContext &context, QWidget *host) : QObject(host), m_context(context), m_host(host)
{
    offer();
    // Emitted on the writer's thread.
    connect(&context.commands, &CommandRunner::configurationChanged, this, &ShareAction::offer,
            Qt::QueuedConnection);
}

void ShareAction::offer()
{
    ActionRegistry::RecordSpec spec;
    spec.id = QStringLiteral("record.share");
    spec.text = tr("Share");
    spec.icon = QStringLiteral("link");
    if (m_context.may(Action::Create, QStringLiteral("record_share"))) {
        for (const char *object : {"account", "contact", "lead", "opportunity"}) {
            if (m_context.may(Action::Share, QString::fromLatin1(object)))
                spec.objects.append(QString::fromLatin1(object));
        }
    }
    spec.run = [self = QPointer<ShareAction>(this)](const RecordRef &record) {
        if (self)
            self->open(record);
    };
    m_context.actions.addForRecord(spec);
}

FormSheet *ShareAction::open(const RecordRef &record)
{
    const QString object = QStringLiteral("record_share");
    auto *form = new RecordForm(m_context, m_context.configuration()->dictionary->pointer(object));
    auto *sheet = new FormSheet(m_context, form, m_host->isVisible() ? m_host : m_host->window());
    form->startNew({{QStringLiteral("record_ref"), Value(record)}});
    connect(sheet, &FormSheet::saved, this, [this](const RecordRef &, const CommandResult &result) {
        if (result.status == CommandResult::Status::Applied)
            tellApplied(m_context, tr("Shared"), result);
    });
    sheet->open();
    return sheet;
}

}  // namespace dw::ui
