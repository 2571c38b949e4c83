// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/commands/commandresult.h"
#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

#include <QJsonObject>

class QPlainTextEdit;
class QPushButton;

namespace dw::ui
{

class ComboBox;
class DraftBanner;
class FieldEditor;
class LineEdit;
class TextDraft;
class TextLabel;

// Logging a call, keeping a note or setting a task in one small frame. What is refused stays as typed, and
// what was typed and not saved is there again the next time.
class ActivityPopover : public Popover
{
    Q_OBJECT

public:
    enum class Kind { Call, Note, Task };

    ActivityPopover(UiContext &context, Kind kind, const RecordRef &about, QWidget *window);

    QPlainTextEdit *content() const { return m_content; }
    LineEdit *subject() const { return m_subject; }
    ComboBox *outcome() const { return m_outcome; }
    QPushButton *saveButton() const { return m_save; }
    DraftBanner *draftBanner() const { return m_draftBanner; }
    void save();

Q_SIGNALS:
    void saved(const dw::CommandResult &result);

private:
    void keepDraft();
    QJsonObject values() const;
    CommandRequest request() const;

    UiContext &m_context;
    const Kind m_kind;
    const RecordRef m_about;
    LineEdit *m_subject = nullptr;
    ComboBox *m_outcome = nullptr;
    ComboBox *m_direction = nullptr;
    FieldEditor *m_minutes = nullptr;
    FieldEditor *m_due = nullptr;
    QPlainTextEdit *m_content = nullptr;
    DraftBanner *m_draftBanner;
    TextDraft *m_draft = nullptr;
    TextLabel *m_error;
    QPushButton *m_save;
};

}  // namespace dw::ui
