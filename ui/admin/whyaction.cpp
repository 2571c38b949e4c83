// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/whyaction.h"

#include "ui/admin/whypopover.h"

#include <QPointer>

namespace dw::ui
{

namespace
{

constexpr int FromTop = 88;  // where what has no anchor stands, as the palette does

}  // namespace

WhyAction::WhyAction(UiContext &context, QWidget *host) : QObject(host), m_context(context), m_host(host)
{
    offer();
    // Emitted on the writer's thread.
    connect(&context.commands, &CommandRunner::configurationChanged, this, &WhyAction::offer,
            Qt::QueuedConnection);
}

// Of no object where the person may not ask: so it is offered nowhere.
void WhyAction::offer()
{
    ActionRegistry::RecordSpec spec;
    spec.id = QStringLiteral("record.why");
    spec.text = tr("Why can or cannot somebody see it");
    spec.icon = QStringLiteral("circle-help");
    if (m_context.may(Action::Configure, QStringLiteral("role")))
        spec.objects = WhyPopover::objects(*m_context.configuration()->dictionary);
    spec.run = [self = QPointer<WhyAction>(this)](const RecordRef &record) {
        if (self)
            self->open(record);
    };
    m_context.actions.addForRecord(spec);
}

WhyPopover *WhyAction::open(const RecordRef &record)
{
    QWidget *window = m_host->window();
    auto *popover = new WhyPopover(m_context, window);
    popover->setQuestion({}, record);
    popover->openAt(QRect(window->width() / 2, FromTop, 1, 1), Popover::Side::Below);
    return popover;
}

}  // namespace dw::ui
