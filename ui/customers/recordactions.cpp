// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/recordactions.h"

#include "ui/customers/recordcommands.h"
#include "ui/records/formsheet.h"
#include "ui/records/recordform.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"

#include <utility>

namespace dw::ui
{

RecordActions::RecordActions(UiContext &context, QWidget *host)
    : QObject(host), m_context(context), m_host(host)
{}

void RecordActions::registerAll(std::function<RecordRef()> inHand)
{
    m_inHand = std::move(inHand);
    const QStringList followed{QStringLiteral("account"), QStringLiteral("contact"), QStringLiteral("lead"),
                               QStringLiteral("opportunity")};
    const auto key = [](const char *text) { return QKeySequence(QString::fromLatin1(text)); };
    const QPointer<RecordActions> self(this);
    using Spec = ActionRegistry::RecordSpec;
    const auto activity = [&](const char *id, const QString &text, const char *icon, const char *shortcut,
                              ActivityPopover::Kind kind) {
        m_context.actions.addForRecord(Spec{QString::fromLatin1(id), text, QString::fromLatin1(icon),
                                            followed, key(shortcut), [self, kind](const RecordRef &ref) {
                                                if (self)
                                                    self->openActivity(kind, ref);
                                            }});
    };
    activity("record.log_call", tr("Log call"), "phone", "C", ActivityPopover::Kind::Call);
    activity("record.note", tr("Note"), "message-square", "N", ActivityPopover::Kind::Note);
    m_context.actions.addForRecord(Spec{QStringLiteral("record.new_deal"),
                                        tr("New deal"),
                                        QStringLiteral("plus"),
                                        {QStringLiteral("account"), QStringLiteral("contact")},
                                        key("O"),
                                        [self](const RecordRef &ref) {
                                            if (self)
                                                self->openNewFor(QStringLiteral("opportunity"), ref);
                                        }});
    activity("record.task", tr("Task"), "square-check-big", "T", ActivityPopover::Kind::Task);
    QStringList all = followed;
    all << QStringLiteral("product") << QStringLiteral("task");
    m_context.actions.addForRecord(Spec{QStringLiteral("record.edit"), tr("Edit"), QStringLiteral("pencil"),
                                        all, key("E"), [self](const RecordRef &ref) {
                                            if (self)
                                                self->openEdit(ref);
                                        }});
    (new RecordCommands(m_context, this))->registerAll();
    for (const Spec &spec : m_context.actions.recordSpecs()) {
        ActionRegistry::Spec here;
        here.id = QStringLiteral("current.") + spec.id;
        here.text = spec.text;
        here.icon = spec.icon;
        here.group = tr("Record");
        m_context.actions.add(here, m_host, [self, spec] {
            if (self && spec.objects.contains(self->m_inHand().object))
                spec.run(self->m_inHand());
        });
    }
    // Whatever opens a list of actions is an action itself.
    connect(&m_context.actions, &ActionRegistry::triggered, this, &RecordActions::refresh);
    refresh();
}

void RecordActions::refresh()
{
    const RecordRef record = m_inHand ? m_inHand() : RecordRef();
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(record.object);
    for (const ActionRegistry::RecordSpec &spec : m_context.actions.recordSpecs()) {
        const bool fits = !record.id.isNull() && spec.objects.contains(record.object);
        const QString reason = record.id.isNull() || !type
                                   ? tr("Open or choose a record first")
                                   : tr("Not for this: %1").arg(type->label().in(m_context.language));
        const QString id = QStringLiteral("current.") + spec.id;
        const QAction *action = m_context.actions.action(id);
        if (action != nullptr &&
            (action->isEnabled() != fits || (!fits && m_context.actions.disabledReason(id) != reason)))
            m_context.actions.setEnabled(id, fits, fits ? QString() : reason);
    }
}

ActivityPopover *RecordActions::openActivity(ActivityPopover::Kind kind, const RecordRef &about,
                                             QWidget *anchor)
{
    if (m_host == nullptr)
        return nullptr;
    QWidget *window = m_host->window();
    auto *popover = new ActivityPopover(m_context, kind, about, window);
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    if (anchor != nullptr)
        popover->openAt(anchor);
    else
        popover->openAt(QRect(window->width() / 2, 88, 1, 1), Popover::Side::Below);
    return popover;
}

FormSheet *RecordActions::openSheet(FormSheet *sheet)
{
    connect(sheet, &FormSheet::saved, this, [this](const RecordRef &, const CommandResult &result) {
        if (result.status == CommandResult::Status::Applied)
            tellApplied(m_context, tr("Saved"), result);
    });
    sheet->open();
    return sheet;
}

FormSheet *RecordActions::openNew(const QString &object, const QHash<QString, Value> &presets)
{
    if (m_host == nullptr)
        return nullptr;
    auto *form = new RecordForm(m_context, m_context.configuration()->dictionary->pointer(object));
    auto *sheet = new FormSheet(m_context, form, m_host->isVisible() ? m_host.data() : m_host->window());
    form->startNew(presets);
    return openSheet(sheet);
}

FormSheet *RecordActions::openEdit(const RecordRef &ref)
{
    if (m_host == nullptr)
        return nullptr;
    auto *form = new RecordForm(m_context, m_context.configuration()->dictionary->pointer(ref.object));
    auto *sheet = new FormSheet(m_context, form, m_host->isVisible() ? m_host.data() : m_host->window());
    form->startEdit(ref);
    return openSheet(sheet);
}

FormSheet *RecordActions::openNewFor(const QString &object, const RecordRef &about)
{
    QHash<QString, Value> presets;
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(object);
    for (const Field &field : type->fields()) {
        if (field.type == FieldType::Reference && field.target == about.object && !field.isReadOnly() &&
            (field.required.kind == Requirement::Kind::Always ||
             field.key == QLatin1String("primary_contact_id")))
            presets.insert(field.key, Value(about.id));
        else if (field.type == FieldType::AnyReference && field.key == QLatin1String("related"))
            presets.insert(field.key, Value(about));
    }
    return openNew(object, presets);
}

}  // namespace dw::ui
