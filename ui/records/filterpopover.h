// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/simplefilter.h"
#include "ui/common/popover.h"
#include "ui/records/conditiontext.h"
#include "ui/records/fieldeditor.h"

#include <functional>

class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace dw::ui
{

class ComboBox;
class TextLabel;

// The filter builder: field, operator and value of one condition, or the whole filter as text of the
// expression language with the place of an error.
class FilterPopover : public Popover
{
    Q_OBJECT

public:
    FilterPopover(UiContext &context, ObjectTypePtr object, QWidget *window);

    void editCondition(const SimpleCondition &condition, const Titles &titles);  // field empty: a new one
    void editText(const QString &where);

    // For tests and the keyboard: what the controls hold.
    ComboBox *fieldCombo() const { return m_field; }
    ComboBox *operatorCombo() const { return m_operator; }
    QPlainTextEdit *textEdit() const { return m_formula; }
    QPushButton *applyButton() const { return m_apply; }
    QString errorText() const;
    FieldEditor *valueEditor() const { return m_value; }
    QListWidget *valueList() const { return m_list; }

Q_SIGNALS:
    void conditionChosen(const dw::SimpleCondition &condition);
    void textChosen(const QString &where);
    // The person wants the text of the whole filter.
    void textModeRequested();

private:
    enum Mode { Simple, Formula };  // pages of the stack
    void showMode(Mode mode);
    void fieldChosen();
    void operatorChosen();
    void setValue(const SimpleCondition &condition);
    void applyNow();
    SimpleCondition condition() const;
    QString checkText();

    UiContext &m_context;
    ObjectTypePtr m_object;
    ConditionText m_text;
    Titles m_titles;
    QStackedWidget *m_mode;
    ComboBox *m_field;
    ComboBox *m_operator;
    QWidget *m_valuePlace;
    FieldEditor *m_value = nullptr;
    QListWidget *m_list = nullptr;
    ComboBox *m_period = nullptr;
    QPlainTextEdit *m_formula;
    TextLabel *m_error;
    QPushButton *m_switch;
    QPushButton *m_apply;
};

}  // namespace dw::ui
