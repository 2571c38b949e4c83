// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "ui/shell/uicontext.h"

#include <QWidget>

class QLineEdit;

namespace dw::ui
{

class TextDraft;
class TextLabel;

// One line that becomes a task on Enter; below it what was understood. A refused line stays, and so does one
// that was left.
class QuickAddBar : public QWidget
{
    Q_OBJECT

public:
    // `place` is where it stands: what was left there is there again.
    QuickAddBar(UiContext &context, const QString &place, QWidget *parent = nullptr);

    QLineEdit *edit() const { return m_edit; }
    QString understood() const;
    void setRelated(const RecordRef &related) { m_related = related; }

Q_SIGNALS:
    void added();

private:
    void refresh();
    void add();

    UiContext &m_context;
    RecordRef m_related;
    QLineEdit *m_edit;
    TextLabel *m_meaning;
    TextDraft *m_draft;
};

}  // namespace dw::ui
