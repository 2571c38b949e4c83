// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace dw::ui
{

class FieldRow;
class TextDraft;

// The least that a call, a visit or another activity needs to be logged: what about, how it went, how long,
// a note. Everything else has a default (now, by me, outgoing).
class LogForm : public QWidget
{
    Q_OBJECT

public:
    LogForm(UiContext &context, const QString &kind, QWidget *parent = nullptr);

    const QString &kind() const { return m_kind; }
    // The dictionary's word for the kind: "Visit".
    QString kindLabel() const;
    bool isComplete() const;
    // Argument `set` of activity.log about `related`, at `now`.
    QJsonObject values(const RecordRef &related, Instant now) const;
    QString subject() const;
    void setSubject(const QString &subject);
    // Its texts belong to `draft` from now on, with what they show as what nobody typed.
    void addTo(TextDraft &draft) const;
    void clear();
    void showErrors(const QString &text);

Q_SIGNALS:
    void changed();

private:
    UiContext &m_context;
    QString m_kind;
    QLineEdit *m_subject;
    QComboBox *m_outcome;
    QLineEdit *m_minutes;
    QPlainTextEdit *m_note;
    FieldRow *m_last = nullptr;
};

}  // namespace dw::ui
