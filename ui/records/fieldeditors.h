// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/fieldeditor.h"
#include "ui/records/valuetext.h"
#include "ui/shell/uicontext.h"

class QWidget;

namespace dw::ui
{

// Makes the editor that fits a field's type.
class FieldEditors
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::FieldEditors)

public:
    explicit FieldEditors(UiContext &context) : m_context(context) {}

    // Null for types that no form edits (formulas, blobs, configuration bodies). `currency` is the record's.
    FieldEditor *make(const Field &field, Currency currency, QWidget *parent) const;
    static bool canEdit(const Field &field);
    // Whether two such fields share a line of a form.
    static bool isShort(const Field &field);

private:
    FieldEditor *text(const Field &field, QWidget *parent) const;
    // A rule of repetition: the usual ones by name, any other as it is written.
    FieldEditor *repetition(const Field &field, QWidget *parent) const;
    FieldEditor *longText(const Field &field, QWidget *parent) const;
    FieldEditor *number(const Field &field, QWidget *parent) const;
    FieldEditor *money(const Field &field, Currency currency, QWidget *parent) const;
    FieldEditor *date(const Field &field, QWidget *parent) const;
    FieldEditor *dateTime(const Field &field, QWidget *parent) const;
    FieldEditor *boolean(const Field &field, QWidget *parent) const;
    FieldEditor *picklist(const Field &field, QWidget *parent) const;
    FieldEditor *multi(const Field &field, QWidget *parent) const;
    FieldEditor *reference(const Field &field, QWidget *parent) const;
    FieldEditor *anyReference(const Field &field, QWidget *parent) const;
    FieldEditor *referenceList(const Field &field, QWidget *parent) const;
    FieldEditor *address(const Field &field, QWidget *parent) const;
    FieldEditor *tags(const Field &field, QWidget *parent) const;

    UiContext &m_context;
};

}  // namespace dw::ui
