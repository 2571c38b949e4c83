// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/fieldeditor.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

namespace dw::ui
{

FieldEditor::FieldEditor(const Field &field, Parts parts)
    : QObject(parts.widget), m_field(field), m_parts(std::move(parts))
{
    m_parts.widget->installEventFilter(this);
    const QList<QWidget *> inner = m_parts.widget->findChildren<QWidget *>();
    for (QWidget *child : inner)
        child->installEventFilter(this);
}

void FieldEditor::setValue(const Value &value)
{
    m_quiet = true;
    m_parts.setValue(value);
    m_quiet = false;
}

void FieldEditor::setTyped(const QString &text)
{
    if (!m_parts.setTyped)
        return;
    m_quiet = true;
    m_parts.setTyped(text);
    m_quiet = false;
}

void FieldEditor::addValue(const QString &key, const QString &label)
{
    if (!m_parts.addValue)
        return;
    m_parts.addValue(key, label);
    notifyChanged();
}

void FieldEditor::notifyChanged()
{
    if (!m_quiet)
        Q_EMIT changed();
}

void FieldEditor::setReadOnly(bool readOnly)
{
    if (m_parts.widget->metaObject()->indexOfProperty("readOnly") >= 0)
        m_parts.widget->setProperty("readOnly", readOnly);
    else
        m_parts.widget->setEnabled(!readOnly);
}

bool FieldEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        QWidget *next = QApplication::focusWidget();
        const bool inside = next != nullptr &&
                            (next == m_parts.widget || m_parts.widget->isAncestorOf(next)) && next != watched;
        if (!inside && !m_quiet)
            Q_EMIT left();
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace dw::ui
