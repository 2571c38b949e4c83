// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inboxactions.h"

#include "ui/records/formsheet.h"
#include "ui/records/recordform.h"
#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"

#include <utility>

namespace dw::ui
{

InboxActions::InboxActions(UiContext &context, QWidget *host)
    : QObject(host), m_context(context), m_host(host)
{}

void InboxActions::decide(const InboxItem &item, const InboxDecision &decision,
                          const QList<SameDifference::Also> &also)
{
    if (m_isBusy)
        return;
    m_isBusy = true;
    m_undo = {};
    Q_EMIT busyChanged();
    QList<SameDifference::Also> all{{item, decision}};
    all += also;
    submit(all, also.isEmpty() ? Naming::Nothing : Naming::Records,
           [this, item, action = decision.action, more = also.size()] {
               tell(item, action, more);
               Q_EMIT decided(item.number);
           });
}

void InboxActions::submit(QList<SameDifference::Also> left, Naming naming, const std::function<void()> &done)
{
    const SameDifference::Also next = left.takeFirst();
    Inbox(m_context.commands)
        .submit(next.decision, m_context.actor(), m_context.language, this,
                [this, left, naming, done, title = next.item.title](const InboxOutcome &outcome) {
                    if (outcome.ok()) {
                        m_undo.transactions += outcome.undo.transactions;
                        for (const QJsonValue &entry : outcome.undo.entries)
                            m_undo.entries.append(entry);
                        if (!left.isEmpty()) {
                            submit(left, naming, done);
                            return;
                        }
                    }
                    m_isBusy = false;
                    Q_EMIT busyChanged();
                    const QString why = outcome.ok() ? QString() : refusalText(m_context, outcome.result);
                    if (outcome.ok())
                        done();
                    else
                        Q_EMIT refused(naming == Naming::Records ? tr("%1: %2").arg(title, why) : why);
                });
}

void InboxActions::tell(const InboxItem &item, InboxDecision::Action action, qsizetype more)
{
    QString said;
    switch (action) {
        case InboxDecision::Action::Mine:
            said = tr("Your values of %1 go to the server with the next sync");
            break;
        case InboxDecision::Action::Theirs:
            said = tr("%1 stays as the server has it");
            break;
        case InboxDecision::Action::Restore:
            said = tr("Restored %1 and applied what you typed");
            break;
        case InboxDecision::Action::Note:
            said = tr("Kept what you typed about %1 as a note");
            break;
        case InboxDecision::Action::Discard:
            said =
                item.isNews() ? tr("Dismissed the note about %1") : tr("Discarded what you typed about %1");
            break;
    }
    said = said.arg(item.title);
    if (more > 0)
        said = m_context.format.clauses({said, tr("%n more decided the same way", nullptr, int(more))});
    m_context.notices.done(said);
}

void InboxActions::undo()
{
    if (m_undo.isEmpty() || m_isBusy)
        return;
    m_isBusy = true;
    Inbox(m_context.commands)
        .submitUndo(std::exchange(m_undo, {}), m_context.actor(), this, [this](const CommandResult &result) {
            m_isBusy = false;
            Q_EMIT busyChanged();
            if (result.status == CommandResult::Status::Applied)
                m_context.notices.done(tr("It waits in Needs attention again"));
            else
                m_context.notices.failed(refusalText(m_context, result));
        });
}

bool InboxActions::mayEdit(const InboxItem &item) const
{
    return item.mayResend() && !item.fields.isEmpty() && (item.isNew || item.isHere) &&
           m_context.may(item.isNew ? Action::Create : Action::Edit, item.record.object);
}

bool InboxActions::mayCreate(const InboxItem &item) const
{
    return item.mayResend() && !item.fields.isEmpty() && !item.isNew && !item.isHere &&
           m_context.may(Action::Create, item.record.object);
}

FormSheet *InboxActions::edit(const InboxItem &item)
{
    return openForm(item, item.isNew);
}

FormSheet *InboxActions::createAsNew(const InboxItem &item)
{
    return openForm(item, true);
}

FormSheet *InboxActions::openForm(const InboxItem &item, bool asNew)
{
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(item.record.object);
    if (!type || !m_host)
        return nullptr;
    auto *form = new RecordForm(m_context, type);
    // What was to be made keeps its id: others may have been typed that belong to it.
    form->setSubmit(
        [this, item](CommandRequest request, const std::function<void(const CommandResult &)> &done) {
            if (item.isNew && request.name == QLatin1String("record.create"))
                request.arguments.insert(QStringLiteral("id"), item.record.id.toString());
            Inbox(m_context.commands)
                .submitReplace(item.number, {request}, m_context.actor(), m_context.language, this,
                               [this, done](const InboxOutcome &outcome) {
                                   if (outcome.ok())
                                       m_undo = outcome.undo;
                                   done(outcome.result);
                               });
        });
    QHash<QString, Value> typed;
    for (const InboxField &field : item.fields) {
        if (field.record == item.record)
            typed.insert(field.field, field.mine);
    }
    auto *sheet = new FormSheet(m_context, form, m_host->window());
    if (asNew) {
        form->startNew(typed);
    } else {
        connect(form, &RecordForm::ready, form, [form, typed] {
            for (auto value = typed.constBegin(); value != typed.constEnd(); ++value) {
                if (FieldEditor *editor = form->editor(value.key()))
                    editor->setValue(value.value());
            }
        });
        form->startEdit(item.record);
    }
    connect(sheet, &FormSheet::saved, this, [this, item] {
        m_context.notices.done(tr("Your values of %1 go to the server with the next sync").arg(item.title));
        Q_EMIT decided(item.number);
    });
    sheet->open();
    return sheet;
}

}  // namespace dw::ui
