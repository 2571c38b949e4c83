// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/formoffers.h"

#include "core/access/systemobjects.h"
#include "core/commands/addpicklistvalue.h"
#include "ui/common/fieldrow.h"
#include "ui/records/fieldeditor.h"
#include "ui/records/referenceedit.h"
#include "ui/shell/applied.h"
#include "ui/shell/refusaltext.h"

#include <QPointer>
#include <QWidget>

namespace dw::ui
{

FormOffers::FormOffers(UiContext &context, ObjectTypePtr object, QObject *parent)
    : QObject(parent), m_context(context), m_object(std::move(object))
{}

void FormOffers::watch(FieldEditor *editor, FieldRow *row)
{
    if (isMade(editor->field())) {
        watchReference(editor, row);
        return;
    }
    if (!AddPicklistValue::isOffered(*m_context.configuration(), m_context.actor(), *m_object,
                                     editor->field()))
        return;
    connect(editor, &FieldEditor::changed, this, [this, editor, row] { refresh(editor, row); });
    connect(editor, &FieldEditor::left, this, [this, editor, row] { refresh(editor, row); });
    connect(row, &FieldRow::offerRequested, this, [this, editor, row] { addValue(editor, row); });
}

bool FormOffers::isMade(const Field &field) const
{
    return field.type == FieldType::Reference && m_context.may(Action::Create, field.target) &&
           !isCommonKnowledge(field.target) && !isRuled(field.target) && !isPersonal(field.target);
}

void FormOffers::watchReference(FieldEditor *editor, FieldRow *row)
{
    const auto offer = [this, editor, row] {
        const QString unknown = editor->unknown();
        const ObjectTypePtr target = m_context.configuration()->dictionary->find(editor->field().target);
        row->setOffer(unknown.isEmpty()
                          ? QString()
                          : tr("Make %1 “%2”").arg(target->label().in(m_context.language), unknown));
    };
    connect(editor, &FieldEditor::left, this, offer);
    connect(editor, &FieldEditor::changed, this, [row, offer] {
        row->setError({});
        offer();
    });
    connect(row, &FieldRow::offerRequested, this, [this, editor, row] {
        if (!editor->unknown().isEmpty())
            makeRecord(editor, row);
    });
}

// By its name alone; what it needs besides, the refusal says.
void FormOffers::makeRecord(FieldEditor *editor, FieldRow *row)
{
    const ObjectTypePtr target = m_context.configuration()->dictionary->find(editor->field().target);
    const int title = target->titleIndex(m_context.language);
    if (m_adding || title < 0)
        return;
    m_adding = true;
    const QString name = editor->unknown();
    QJsonObject set{{target->field(title).key, name}};
    if (target->indexOf(u"owner_id") >= 0)
        set.insert(QStringLiteral("owner_id"), m_context.actor().user.toString());
    const QPointer<FieldEditor> field(editor);
    const QPointer<FieldRow> place(row);
    m_context.commands.submit({QStringLiteral("record.create"),
                               {{QStringLiteral("object"), target->key()}, {QStringLiteral("set"), set}}},
                              m_context.actor(), this,
                              [this, field, place, name](const CommandResult &result) {
                                  m_adding = false;
                                  if (!field || !place)
                                      return;
                                  place->setOffer({});
                                  if (result.status != CommandResult::Status::Applied) {
                                      place->setError(refusalText(m_context, result));
                                      return;
                                  }
                                  place->setError({});
                                  field->setValue(Value(result.ids.value(0)));
                                  field->notifyChanged();
                                  field->widget()->setFocus();
                                  tellApplied(m_context, tr("Made “%1”").arg(name), result);
                              });
}

QString FormOffers::offerEmpty(FieldEditor *editor, FieldRow *row)
{
    const auto *reference = qobject_cast<const ReferenceEdit *>(editor->widget());
    const QString who = reference == nullptr ? QString() : reference->title();
    row->setOffer(who.isEmpty() ? tr("Leave it empty") : tr("Take %1 off the deal").arg(who));
    disconnect(row, &FieldRow::offerRequested, this, nullptr);
    connect(row, &FieldRow::offerRequested, this, [editor, row] {
        row->setOffer({});
        row->setError({});
        editor->setValue({});
        editor->notifyChanged();
        editor->widget()->setFocus();
    });
    return who.isEmpty() ? QString() : tr("%1 belongs to another customer.").arg(who);
}

void FormOffers::refresh(FieldEditor *editor, FieldRow *row)
{
    const QString unknown = editor->unknown();
    row->setOffer(unknown.isEmpty() ? QString() : tr("Add “%1” to the list").arg(unknown));
}

void FormOffers::addValue(FieldEditor *editor, FieldRow *row)
{
    const QString label = editor->unknown();
    if (label.isEmpty() || m_adding)
        return;
    m_adding = true;
    const QPointer<FieldEditor> field(editor);
    const QPointer<FieldRow> place(row);
    m_context.commands.submit(
        {QStringLiteral("picklist.add_value"),
         {{QStringLiteral("object"), m_object->key()},
          {QStringLiteral("field"), editor->field().key},
          {QStringLiteral("label"), label}}},
        m_context.actor(), this, [this, field, place, label](const CommandResult &result) {
            m_adding = false;
            if (!field || !place)
                return;
            place->setOffer({});
            if (result.status != CommandResult::Status::Applied) {
                place->setError(refusalText(m_context, result));
                return;
            }
            place->setError({});
            field->addValue(result.data.value(QLatin1String("value")).toString(), label);
            field->widget()->setFocus();
            tellApplied(m_context, tr("Added “%1” to %2").arg(label, place->label()), result);
        });
}

}  // namespace dw::ui
