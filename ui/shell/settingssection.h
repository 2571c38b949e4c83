// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QWidget>

class QVBoxLayout;

namespace dw::ui
{

// A part of the settings page: head, then rows of label and editor on one left edge.
class SettingsSection : public QWidget
{
    Q_OBJECT

public:
    static constexpr int LabelWidth = 160;

    SettingsSection(UiContext &context, const QString &title, QWidget *parent = nullptr);

    // Label left, editor right of it; the editor's accessible name becomes the label.
    void addRow(const QString &label, QWidget *editor);
    void addWide(QWidget *widget);
    // A muted sentence below the row before.
    void addHelp(const QString &text);

protected:
    UiContext &context() const { return m_context; }

private:
    UiContext &m_context;
    QVBoxLayout *m_column;
};

}  // namespace dw::ui
