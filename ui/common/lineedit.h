// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QLineEdit>

namespace dw::ui
{

// A line edit 28 high with an optional muted text before the value ("CNY"). Read-only it loses its frame and
// shows a lock in the same place. The error frame says only that; the sentence stands in the FieldRow.
class LineEdit : public QLineEdit
{
    Q_OBJECT

public:
    LineEdit(const Theme &theme, const Icons &icons, QWidget *parent = nullptr);

    void setPrefix(const QString &text);
    void setSuffix(const QString &text);       // a unit, after the text
    void setLeadingIcon(const QString &icon);  // before the text, in TextFaint
    void setError(bool error);
    bool hasError() const;

    const Theme &theme() const { return m_theme; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    const Icons &icons() const { return m_icons; }

private:
    void placeText();

    const Theme &m_theme;
    const Icons &m_icons;
    QString m_prefix;
    QString m_suffix;
    QString m_leadingIcon;
};

}  // namespace dw::ui
