// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QWidget>

namespace dw::ui
{

// A field of a form: label above, the editor, and below it one reserved line for help, error or another's
// value, so that nothing moves when it changes. The editor's accessible name is the label and ends in
// "required" when it is.
class FieldRow : public QWidget
{
    Q_OBJECT

public:
    enum class Need { Optional, Required };

    // Takes the editor over.
    FieldRow(const Theme &theme, const Icons &icons, const QString &label, QWidget *editor,
             Need need = Need::Optional, QWidget *parent = nullptr);

    QWidget *editor() const { return m_editor; }
    void setNeed(Need need);
    void setLabel(const QString &label);
    QString label() const { return m_label; }

    // The error stands in the place of the help until it is cleared, and the editor's frame is in `danger`.
    void setHelp(const QString &help);
    void setError(const QString &error);
    QString error() const { return m_error; }
    // What someone else has set meanwhile ("Sun Kai: 15 Jan"), a link that takes it. Error goes before it.
    void setTheirs(const QString &text);
    // A way out of what was typed ("Add “Expo”"), a link in the place of the error.
    void setOffer(const QString &text);
    QString offer() const { return m_offer; }
    QWidget *foot() const { return m_foot; }

Q_SIGNALS:
    void theirsRequested();
    void offerRequested();

private:
    void refresh();

    QString m_label;
    QString m_help;
    QString m_error;
    QString m_theirs;
    QString m_offer;
    Need m_need;
    QWidget *m_editor;
    QWidget *m_head;
    QWidget *m_foot;
};

}  // namespace dw::ui
