// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "ui/shell/uicontext.h"

#include <QFrame>
#include <QPointer>

class QPushButton;
class QScrollArea;

namespace dw::ui
{

class RecordForm;
class TextLabel;

// A form over the right side of the window: its title, the form in a scroll area, Save. Esc and the x close
// it; what was typed stays as a draft. Makes itself gone once closed. A window shows one at a time: a new
// one, and one that comes back with its page, closes the other.
class FormSheet : public QFrame
{
    Q_OBJECT

public:
    // `host` is what it covers: the window's page area.
    FormSheet(UiContext &context, RecordForm *form, QWidget *host);

    // Whether the keys are a form's or a popover's now: plain keys of the page below it are not meant.
    static bool isInHand();

    RecordForm *form() const { return m_form; }
    QPushButton *saveButton() const { return m_save; }
    void open();
    void closeSheet();

Q_SIGNALS:
    void saved(const dw::RecordRef &ref, const dw::CommandResult &result);
    void closed();

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void closeOthers();

    UiContext &m_context;
    RecordForm *m_form;
    TextLabel *m_title;
    QScrollArea *m_scroll;
    QWidget *m_foot = nullptr;
    QPushButton *m_save;
    QPointer<QWidget> m_focusBefore;
};

}  // namespace dw::ui
