// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/dictionary/field.h"

#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace dw::ui
{

// One value being edited: a widget fit for the field's type and how it is read and set. Made by FieldEditors.
// The widget belongs to its parent widget, the editor to the widget.
class FieldEditor : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QWidget *widget = nullptr;
        std::function<Value()> value;
        std::function<void(const Value &)> setValue;
        // Why the text cannot be read as a value, translated; empty = it can. Text stays as typed.
        std::function<QString()> problem;
        // What was typed, also when it cannot be read: for drafts.
        std::function<QString()> typed;
        std::function<void(const QString &)> setTyped;
        // Of lists and references: the text that stands for nothing there is; of lists: a value that it has
        // gained and takes.
        std::function<QString()> unknown = {};
        std::function<void(const QString &key, const QString &label)> addValue = {};
    };

    FieldEditor(const Field &field, Parts parts);

    const Field &field() const { return m_field; }
    QWidget *widget() const { return m_parts.widget; }
    Value value() const { return m_parts.value(); }
    void setValue(const Value &value);  // emits nothing
    QString problem() const { return m_parts.problem ? m_parts.problem() : QString(); }
    QString typed() const { return m_parts.typed ? m_parts.typed() : QString(); }
    void setTyped(const QString &text);
    QString unknown() const { return m_parts.unknown ? m_parts.unknown() : QString(); }
    void addValue(const QString &key, const QString &label);
    // For the widgets behind it.
    void notifyChanged();
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void changed();  // by the person
    void left();     // the focus has left the widget

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Field m_field;
    Parts m_parts;
    bool m_quiet = false;
};

}  // namespace dw::ui
