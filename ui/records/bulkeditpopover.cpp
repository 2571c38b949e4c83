// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/bulkeditpopover.h"

#include "ui/common/combobox.h"
#include "ui/common/textlabel.h"
#include "ui/records/fieldeditors.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

BulkEditPopover::BulkEditPopover(UiContext &context, ObjectTypePtr object, QWidget *window)
    : Popover(context.theme, window)
    , m_context(context)
    , m_object(std::move(object))
    , m_title(new TextLabel(context.theme, {}, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_field(new ComboBox(context.theme))
    , m_place(new QWidget)
    , m_error(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::Danger))
    , m_apply(new QPushButton)
{
    body()->addWidget(m_title);
    m_field->setAccessibleName(tr("Field"));
    m_field->setSearchable(true);
    for (const Field &field : m_object->fields()) {
        if (FieldEditors::canEdit(field))
            m_field->addItem(field.label.in(context.language), field.key);
    }
    body()->addWidget(m_field);
    new QVBoxLayout(m_place);
    m_place->layout()->setContentsMargins(0, 0, 0, 0);
    body()->addWidget(m_place);
    m_error->hide();
    body()->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    m_apply->setProperty("kind", QStringLiteral("primary"));
    setPrimary(m_apply);
    buttons->addWidget(m_apply);
    body()->addLayout(buttons);
    connect(m_field, &QComboBox::currentIndexChanged, this, &BulkEditPopover::fieldChosen);
    connect(m_apply, &QPushButton::clicked, this, &BulkEditPopover::applyNow);
}

void BulkEditPopover::setField(const QString &field, qsizetype records)
{
    m_records = records;
    m_title->setText(field == QLatin1String("owner_id") ? tr("New owner") : tr("Set a field"));
    setAccessibleName(m_title->text());
    m_field->setVisible(field.isEmpty());
    m_field->setCurrentIndex(field.isEmpty() ? 0 : m_field->findData(field));
    fieldChosen();
}

void BulkEditPopover::fieldChosen()
{
    if (m_editor != nullptr) {
        m_editor->widget()->hide();
        m_editor->widget()->deleteLater();
        m_editor = nullptr;
    }
    const Field *field = m_object->find(m_field->currentData().toString());
    if (field == nullptr)
        return;
    m_editor = FieldEditors(m_context).make(*field, m_context.configuration()->settings.currency, m_place);
    if (m_editor == nullptr)
        return;
    m_editor->widget()->setAccessibleName(field->label.in(m_context.language));
    m_place->layout()->addWidget(m_editor->widget());
    m_editor->widget()->show();
    connect(m_editor, &FieldEditor::changed, this, &BulkEditPopover::sayWhatIsDone);
    sayWhatIsDone();
    setFocusProxy(m_editor->widget());
    fit();
    Q_EMIT fieldShown(field->key);
}

// How many it is done to, and that nothing in the editor empties them: nobody is to find that out after.
void BulkEditPopover::sayWhatIsDone()
{
    // By what would be stored: what is typed of a choice not made, or blanks alone, is not empty.
    const bool isEmpty = m_editor->problem().isEmpty() && m_editor->value().isNull();
    const bool isOwner = m_editor->field().key == QLatin1String("owner_id");
    m_apply->setText(isOwner   ? tr("Assign %n record(s)", nullptr, int(m_records))
                     : isEmpty ? tr("Empty it in %n record(s)", nullptr, int(m_records))
                               : tr("Set it in %n record(s)", nullptr, int(m_records)));
    m_apply->setEnabled(!isEmpty ||
                        !(isOwner || m_editor->field().required.kind == Requirement::Kind::Always));
}

void BulkEditPopover::applyNow()
{
    if (m_editor == nullptr || !m_apply->isEnabled())
        return;
    const QString problem = m_editor->problem();
    m_error->setText(problem);
    m_error->setVisible(!problem.isEmpty());
    if (!problem.isEmpty())
        return;
    closePopover();
    Q_EMIT chosen({{m_editor->field().key, m_editor->value().toJson()}});
}

}  // namespace dw::ui
