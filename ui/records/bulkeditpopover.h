// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"
#include "ui/common/popover.h"
#include "ui/records/fieldeditor.h"
#include "ui/shell/uicontext.h"

#include <QJsonObject>

class QPushButton;

namespace dw::ui
{

class ComboBox;
class TextLabel;

// One field and the value that many records get.
class BulkEditPopover : public Popover
{
    Q_OBJECT

public:
    BulkEditPopover(UiContext &context, ObjectTypePtr object, QWidget *window);

    // A given field is fixed (the owner); an empty one is chosen. `records` is of how many it is to be set.
    void setField(const QString &field, qsizetype records);
    ComboBox *fieldCombo() const { return m_field; }
    FieldEditor *editor() const { return m_editor; }
    QPushButton *applyButton() const { return m_apply; }

Q_SIGNALS:
    // A field stands to be set.
    void fieldShown(const QString &field);
    void chosen(const QJsonObject &set);

private:
    void fieldChosen();
    void sayWhatIsDone();
    void applyNow();

    UiContext &m_context;
    ObjectTypePtr m_object;
    TextLabel *m_title;
    ComboBox *m_field;
    QWidget *m_place;
    FieldEditor *m_editor = nullptr;
    TextLabel *m_error;
    QPushButton *m_apply;
    qsizetype m_records = 0;
};

}  // namespace dw::ui
