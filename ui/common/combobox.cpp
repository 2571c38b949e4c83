// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/combobox.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QWheelEvent>

namespace dw::ui
{

ComboBox::ComboBox(const Theme &theme, QWidget *parent) : QComboBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ComboBox::setPlaceholder(const QString &text)
{
    setPlaceholderText(text);
    if (isEditable())
        lineEdit()->setPlaceholderText(text);
}

void ComboBox::setSearchable(bool searchable)
{
    setEditable(searchable);
    if (!searchable)
        return;
    setInsertPolicy(QComboBox::NoInsert);
    lineEdit()->setPlaceholderText(placeholderText());
    QCompleter *narrow = completer();
    narrow->setCompletionMode(QCompleter::PopupCompletion);
    narrow->setFilterMode(Qt::MatchContains);
    narrow->setCaseSensitivity(Qt::CaseInsensitive);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &ComboBox::restoreText);
}

void ComboBox::setError(bool error)
{
    setProperty("error", error);
    update();
}

QString ComboBox::unknownText() const
{
    if (!isEditable())
        return {};
    const QString typed = lineEdit()->text().simplified();
    return typed.isEmpty() || findText(typed, Qt::MatchFixedString) >= 0 ? QString() : typed;
}

void ComboBox::restoreText()
{
    if (m_keepsUnknown && !unknownText().isEmpty())
        return;
    const int found = findText(lineEdit()->text(), Qt::MatchFixedString);
    if (found >= 0)
        setCurrentIndex(found);
    else if (lineEdit()->text().isEmpty())
        setCurrentIndex(-1);
    lineEdit()->setText(itemText(currentIndex()));
}

void ComboBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();  // the page scrolls
}

void ComboBox::focusOutEvent(QFocusEvent *event)
{
    QComboBox::focusOutEvent(event);
    if (isEditable() && event->reason() != Qt::PopupFocusReason)
        restoreText();
}

}  // namespace dw::ui
