// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QComboBox>

namespace dw::ui
{

// A combo of 28 px; rows of 28 in its list. The wheel changes nothing without focus. With search on, typing
// narrows the list to what contains the text, and leaving the field with text that is no entry restores the
// choice; where unknown text is kept it stays for whoever adds it.
class ComboBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ComboBox(const Theme &theme, QWidget *parent = nullptr);

    void setPlaceholder(const QString &text);
    void setSearchable(bool searchable);
    void setKeepsUnknown(bool keeps) { m_keepsUnknown = keeps; }
    // What was typed and is no entry; empty when the text is one or nothing.
    QString unknownText() const;
    void setError(bool error);

protected:
    void wheelEvent(QWheelEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void restoreText();

    bool m_keepsUnknown = false;
};

}  // namespace dw::ui
