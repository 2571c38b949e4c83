// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/bringjob.h"
#include "ui/shell/uicontext.h"

#include <QFrame>
#include <QList>

class QPushButton;
class QVBoxLayout;

namespace dw::ui
{

class Callout;
class ComboBox;
class ProgressLine;
class TextLabel;

// Brings what was done alone into the workspace of a laptop that has just joined: shows what would go along,
// asks about what may be there already and what has no place there, and says how far it is. Nothing goes
// before the person says so; stopping keeps what has gone, and the rest can be brought later.
class BringPanel : public QFrame
{
    Q_OBJECT

public:
    enum class State { Fetching, Asking, Bringing, Stopped, Brought };

    explicit BringPanel(UiContext &context, QWidget *parent = nullptr);

    // `joined` is the folder of the laptop's workspace, `alone` that of the one to bring.
    void begin(const QString &joined, const QString &alone);
    void setLimits(const HttpTransport::Limits &limits) { m_wanted.sync.limits = limits; }
    void showPlan(const BringPlan &plan);
    void showProgress(const QString &object, int done, int total);
    // Made up, for pictures of it: "bring" asks, "bringing" is at work.
    void showScene(const QString &scene);

    State state() const { return m_state; }
    const BringPlan &plan() const { return m_plan; }
    QPushButton *bringButton() const { return m_bring; }
    QPushButton *skipButton() const { return m_skip; }
    QPushButton *cancelButton() const { return m_cancel; }
    ComboBox *missingChoice() const { return m_missing; }
    QList<ComboBox *> duplicateChoices() const { return m_choices; }
    QString summary() const;
    QString problem() const;
    QWidget *focusTarget() const;

Q_SIGNALS:
    // The laptop's workspace can be opened: all was brought, or the person goes on without.
    void finished();
    void stateChanged();

private:
    void build();
    void ask();
    void bring();
    void cancel();
    void setState(State state);
    void answered(const Result<BringJob::Told> &told);
    void failed(const Error &error);
    void clearQuestions();
    void addDuplicates();
    void addMissing();
    void refresh();
    QString linesOf(const BringPlan &plan) const;
    QString objectName(const QString &key) const;
    BringDecisions decisions() const;

    UiContext &m_context;
    SystemClock m_clock;  // joining is of today, whatever the window's clock says
    BringJob m_job;
    BringJob::Wanted m_wanted;
    BringPlan m_plan;
    State m_state = State::Fetching;
    TextLabel *m_title;
    TextLabel *m_lines;
    QWidget *m_questions;
    QVBoxLayout *m_questionColumn;
    QList<ComboBox *> m_choices;
    ComboBox *m_missing = nullptr;
    Callout *m_problem;
    Callout *m_done;
    QWidget *m_running;
    ProgressLine *m_progress;
    TextLabel *m_step;
    QPushButton *m_bring;
    QPushButton *m_skip;
    QPushButton *m_cancel;
};

}  // namespace dw::ui
