// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

class QComboBox;
class QPushButton;

namespace dw::ui
{

class DraftBanner;
class LogForm;
class TextDraft;
class TextLabel;

// Logs a call about a record: the one given, or one picked by a few letters of its name.
class LogPopover : public Popover
{
    Q_OBJECT

public:
    LogPopover(UiContext &context, QWidget *window);

    // What it offers first; the first one is chosen.
    void setSuggestions(const QList<QPair<RecordRef, QString>> &records);
    LogForm *form() const { return m_form; }
    QPushButton *saveButton() const { return m_save; }
    DraftBanner *draftBanner() const { return m_draftBanner; }
    // What was typed the last time and not saved stands here again; after the form has what it begins with.
    void keepDraft();

private:
    void search(const QString &text);
    void offer(const QList<QPair<RecordRef, QString>> &records);
    RecordRef about() const;
    void refresh();
    void save();

    UiContext &m_context;
    DraftBanner *m_draftBanner;
    TextDraft *m_draft = nullptr;
    QComboBox *m_about;
    LogForm *m_form;
    TextLabel *m_error;
    QPushButton *m_save;
};

}  // namespace dw::ui
