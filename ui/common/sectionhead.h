// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QWidget>

class QHBoxLayout;

namespace dw::ui
{

class TextLabel;

// The head of a section: strong title, faint count or note, what acts on it at the right. 32 high.
class SectionHead : public QWidget
{
    Q_OBJECT

public:
    SectionHead(const Theme &theme, const QString &title, const QString &note = {},
                QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setNote(const QString &note);
    // Puts a widget beside the title, in place of the note.
    void addNote(QWidget *widget);
    // Puts a widget at the right end.
    void addAction(QWidget *widget);
    using QWidget::addAction;

private:
    QHBoxLayout *m_row;
    TextLabel *m_title;
    TextLabel *m_note;
};

}  // namespace dw::ui
