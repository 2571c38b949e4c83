// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"
#include "ui/shell/uicontext.h"

#include <QObject>

namespace dw::ui
{

class FieldEditor;
class FieldRow;

// The ways out that a form offers below its fields: a value that an open list lacks is added to it, for
// whoever may configure; a record that a reference names and nobody has is made (B1); a contact that belongs
// to the deal's former customer is taken off.
class FormOffers : public QObject
{
    Q_OBJECT

public:
    FormOffers(UiContext &context, ObjectTypePtr object, QObject *parent);

    void watch(FieldEditor *editor, FieldRow *row);
    // Offers to empty the field; says which contact it is.
    QString offerEmpty(FieldEditor *editor, FieldRow *row);

private:
    void refresh(FieldEditor *editor, FieldRow *row);
    void addValue(FieldEditor *editor, FieldRow *row);
    bool isMade(const Field &field) const;
    void watchReference(FieldEditor *editor, FieldRow *row);
    void makeRecord(FieldEditor *editor, FieldRow *row);

    UiContext &m_context;
    ObjectTypePtr m_object;
    bool m_adding = false;
};

}  // namespace dw::ui
