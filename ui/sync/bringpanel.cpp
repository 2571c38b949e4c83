// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/bringpanel.h"

#include "ui/common/combobox.h"
#include "ui/common/progressline.h"
#include "ui/common/textlabel.h"
#include "ui/sync/callout.h"
#include "ui/sync/synctext.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::ui
{

namespace
{

using Duplicate = BringDecisions::Duplicate;
using Missing = BringDecisions::Missing;

// One question each; of more the first answer is asked for all.
constexpr qsizetype MostQuestions = 30;
constexpr int Open = -1;

}  // namespace

BringPanel::BringPanel(UiContext &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_title(new TextLabel(context.theme, tr("Bring along what you did alone"), Theme::Scale::Heading))
    , m_lines(new TextLabel(context.theme, {}, Theme::Scale::Body, Theme::Role::TextMuted))
    , m_questions(new QWidget)
    , m_questionColumn(new QVBoxLayout(m_questions))
    , m_problem(new Callout(context.icons, Tone::Warning))
    , m_done(new Callout(context.icons, Tone::Success))
    , m_running(new QWidget)
    , m_progress(new ProgressLine(context.theme))
    , m_step(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_bring(new QPushButton(tr("Bring along")))
    , m_skip(new QPushButton(tr("Go on without")))
    , m_cancel(new QPushButton(tr("Stop")))
{
    m_wanted.clock = &m_clock;
    build();
    setState(State::Fetching);
    connect(m_bring, &QPushButton::clicked, this, &BringPanel::bring);
    connect(m_skip, &QPushButton::clicked, this, &BringPanel::finished);
    connect(m_cancel, &QPushButton::clicked, this, &BringPanel::cancel);
    connect(&m_job, &BringJob::fetched, this, [this](int records) {
        m_step->setText(tr("Fetching what the server holds: %L1 records").arg(records));
    });
    connect(&m_job, &BringJob::progressed, this, &BringPanel::showProgress);
}

void BringPanel::build()
{
    const Theme &theme = m_context.theme;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme.space(2), 0, 0);
    column->setSpacing(theme.space(2));
    column->addWidget(m_title);
    m_lines->setWordWrap(true);
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_lines);
    m_questionColumn->setContentsMargins(0, 0, 0, 0);
    m_questionColumn->setSpacing(theme.space(1));
    column->addWidget(m_questions);
    column->addWidget(m_problem);
    column->addWidget(m_done);
    auto *running = new QVBoxLayout(m_running);
    running->setContentsMargins(0, 0, 0, 0);
    running->setSpacing(theme.space(1));
    m_progress->setAccessibleName(tr("Bringing along"));
    running->addWidget(m_progress);
    running->addWidget(m_step);
    column->addWidget(m_running);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(2));
    m_bring->setProperty("kind", QStringLiteral("primary"));
    buttons->addWidget(m_bring);
    buttons->addWidget(m_skip);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    column->addLayout(buttons);
}

void BringPanel::setState(State state)
{
    m_state = state;
    const bool busy = state == State::Fetching || state == State::Bringing;
    const bool asks = state == State::Asking;
    m_running->setVisible(busy);
    m_lines->setVisible(!busy);
    m_questions->setVisible(asks);
    m_problem->setVisible(asks || state == State::Stopped ? !m_problem->sentence().isEmpty() : false);
    m_done->setVisible(state == State::Brought);
    m_bring->setVisible(asks || state == State::Stopped);
    m_bring->setText(state == State::Stopped ? tr("Try again") : tr("Bring along"));
    m_skip->setVisible(!busy);
    m_skip->setText(state == State::Brought ? tr("Open it") : tr("Go on without"));
    m_cancel->setVisible(busy);
    m_cancel->setEnabled(true);
    Q_EMIT stateChanged();
}

QWidget *BringPanel::focusTarget() const
{
    if (m_cancel->isVisibleTo(this))
        return m_cancel;
    if (m_state == State::Asking && !m_choices.isEmpty())
        return m_choices.first();
    return m_state == State::Brought ? m_skip : m_bring;
}

QString BringPanel::summary() const
{
    return m_lines->text();
}

QString BringPanel::problem() const
{
    return m_problem->isVisibleTo(this) ? m_problem->sentence() : QString();
}

void BringPanel::begin(const QString &joined, const QString &alone)
{
    m_wanted.joined = joined;
    m_wanted.alone = alone;
    ask();
}

void BringPanel::ask()
{
    m_problem->setTexts({}, {});
    m_progress->setPercentShown(false);
    m_progress->setRatio(0.1);
    m_step->setText(tr("Fetching what the server holds"));
    setState(State::Fetching);
    m_job.plan(m_wanted, [this](const Result<BringJob::Told> &told) { answered(told); });
}

void BringPanel::bring()
{
    if (m_state == State::Stopped) {
        ask();
        return;
    }
    m_wanted.decisions = decisions();
    m_progress->setPercentShown(true);
    m_progress->setRatio(0);
    m_step->setText(tr("Bringing along"));
    setState(State::Bringing);
    m_cancel->setFocus();
    m_job.bring(m_wanted, [this](const Result<BringJob::Told> &told) { answered(told); });
}

void BringPanel::cancel()
{
    m_cancel->setEnabled(false);
    m_step->setText(tr("Stopping"));
    m_job.cancel();
}

void BringPanel::answered(const Result<BringJob::Told> &told)
{
    if (!told.ok()) {
        failed(told.error());
        return;
    }
    if (!told->report) {
        showPlan(told->plan);
        return;
    }
    const StandaloneJoin::Report &report = *told->report;
    const int waiting = report.waiting + report.offered;
    m_done->setTexts(
        tr("%L1 records go to the server with the next synchronisation").arg(report.brought),
        waiting > 0
            ? tr("%L1 of them need your attention there. The workspace that they come from stays as it is.")
                  .arg(waiting)
            : tr("The workspace that they come from stays as it is; you can open it at any time."));
    m_lines->setText({});
    setState(State::Brought);
    m_skip->setFocus();
}

void BringPanel::failed(const Error &error)
{
    if (error.key == QLatin1String("sync.cancelled"))
        m_problem->setTexts(tr("Stopped"),
                            tr("What has gone along stays there. You can go on with the rest."));
    else
        m_problem->setTexts(tr("Not everything was brought along"), syncText(error));
    setState(State::Stopped);
    m_bring->setFocus();
}

void BringPanel::showProgress(const QString &object, int done, int total)
{
    m_progress->setRatio(total > 0 ? double(done) / total : 0);
    m_step->setText(tr("%1: %L2 of %L3 records").arg(objectName(object)).arg(done).arg(total));
}

QString BringPanel::objectName(const QString &key) const
{
    const ObjectTypePtr object = m_context.configuration()->dictionary->find(key);
    return object ? object->plural().in(m_context.language) : key;
}

QString BringPanel::linesOf(const BringPlan &plan) const
{
    QStringList lines;
    for (const BringPlan::Object &one : plan.objects) {
        QStringList parts;
        if (one.news > 0)
            parts.append(tr("%L1 new").arg(one.news));
        if (one.same > 0)
            parts.append(tr("%L1 the same").arg(one.same));
        if (one.here > 0)
            parts.append(tr("%L1 there already").arg(one.here));
        if (one.left > 0)
            parts.append(tr("%L1 stay behind").arg(one.left));
        lines.append(tr("%1: %2").arg(objectName(one.object), parts.join(QStringLiteral(" · "))));
    }
    for (const BringPlan::Person &one : plan.people)
        lines.append(tr("The server does not know %1: what was theirs becomes yours.").arg(one.name));
    for (const BringPlan::Stage &one : plan.stages)
        lines.append(tr("Deals in stage %1 come to %2.").arg(one.from, one.to));
    for (const BringPlan::Missing &one : plan.missing) {
        if (one.kind == BringPlan::Missing::Kind::Locked)
            lines.append(
                tr("You may not write %1 there: it is left out.").arg(one.label.in(m_context.language)));
    }
    if (plan.files > 0)
        lines.append(tr("Files that go along: %L1").arg(plan.files));
    if (plan.inBin > 0)
        lines.append(tr("In the recycle bin, stays behind: %L1").arg(plan.inBin));
    return lines.join(QLatin1Char('\n'));
}

void BringPanel::clearQuestions()
{
    m_choices.clear();
    m_missing = nullptr;
    while (QLayoutItem *item = m_questionColumn->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void BringPanel::addDuplicates()
{
    const Theme &theme = m_context.theme;
    const qsizetype all = m_plan.duplicates.size();
    const bool each = all <= MostQuestions;
    for (qsizetype i = 0; i < (each ? all : 1); ++i) {
        const BringPlan::Duplicate &one = m_plan.duplicates[i];
        const QString question = each ? tr("%1 looks like %2, which the server has (%3 of 100).")
                                            .arg(one.title, one.theirTitle)
                                            .arg(one.score)
                                      : tr("%L1 records look like ones that the server has.").arg(all);
        auto *label = new TextLabel(theme, question, Theme::Scale::Body);
        label->setWordWrap(true);
        auto *choice = new ComboBox(theme);
        choice->addItem(tr("Choose…"), Open);
        choice->addItem(tr("It is the same one"), int(Duplicate::Same));
        choice->addItem(tr("Keep both"), int(Duplicate::Both));
        choice->addItem(tr("Leave it behind"), int(Duplicate::Leave));
        choice->setAccessibleName(question);
        connect(choice, &QComboBox::currentIndexChanged, this, &BringPanel::refresh);
        m_questionColumn->addWidget(label);
        m_questionColumn->addWidget(choice);
        m_choices.append(choice);
    }
}

void BringPanel::addMissing()
{
    QStringList names;
    for (const BringPlan::Missing &one : m_plan.missing) {
        const QString name = one.label.in(m_context.language);
        if (one.kind != BringPlan::Missing::Kind::Locked && !names.contains(name))
            names.append(name);
    }
    if (names.isEmpty())
        return;
    const Theme &theme = m_context.theme;
    const QString question = tr("The server has no place for: %1").arg(names.join(QStringLiteral(", ")));
    auto *label = new TextLabel(theme, question, Theme::Scale::Body);
    label->setWordWrap(true);
    m_missing = new ComboBox(theme);
    m_missing->addItem(tr("Choose…"), Open);
    m_missing->addItem(tr("Leave what is in them behind"), int(Missing::Leave));
    if (m_plan.mayDefine)
        m_missing->addItem(tr("Make them at the server"), int(Missing::Bring));
    m_missing->setAccessibleName(question);
    connect(m_missing, &QComboBox::currentIndexChanged, this, &BringPanel::refresh);
    m_questionColumn->addWidget(label);
    m_questionColumn->addWidget(m_missing);
}

BringDecisions BringPanel::decisions() const
{
    BringDecisions made;
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        const int chosen = m_choices[i]->currentData().toInt();
        if (chosen == Open)
            continue;
        if (m_plan.duplicates.size() > MostQuestions)
            made.duplicates = Duplicate(chosen);
        else
            made.byRecord.insert(m_plan.duplicates[i].mine.id, Duplicate(chosen));
    }
    if (m_missing && m_missing->currentData().toInt() != Open)
        made.missing = Missing(m_missing->currentData().toInt());
    return made;
}

// As far as the questions are answered.
void BringPanel::refresh()
{
    BringPlan now = m_plan;
    const BringDecisions made = decisions();
    for (BringPlan::Duplicate &one : now.duplicates)
        one.decided = one.decided ? one.decided : made.of(one.mine.id);
    now.missingDecided = made.missing;
    const std::optional<Error> obstacle = now.obstacle();
    const bool forbidden = obstacle && obstacle->code == ErrorCode::Forbidden;
    m_problem->setTexts(forbidden ? tr("This cannot be brought along yet") : QString(),
                        forbidden ? syncText(*obstacle) : QString());
    m_problem->setVisible(forbidden);
    m_bring->setEnabled(!obstacle);
    m_bring->setToolTip(obstacle && !forbidden ? tr("Answer the questions above first.") : QString());
}

void BringPanel::showPlan(const BringPlan &plan)
{
    m_plan = plan;
    clearQuestions();
    const bool nothing = plan.count(&BringPlan::Object::news) == 0 && plan.duplicates.isEmpty();
    if (nothing && plan.count(&BringPlan::Object::left) == 0) {
        setState(State::Brought);
        Q_EMIT finished();
        return;
    }
    if (nothing) {
        m_done->setTexts(tr("There is nothing to bring along"),
                         tr("All that is in the other workspace is there already, or there is nothing."));
        m_lines->setText(linesOf(plan));
        setState(State::Brought);
        m_skip->setFocus();
        return;
    }
    m_lines->setText(linesOf(plan));
    addDuplicates();
    addMissing();
    m_bring->setEnabled(true);
    setState(State::Asking);
    refresh();
    if (QWidget *target = focusTarget())
        target->setFocus();
}

void BringPanel::showScene(const QString &scene)
{
    BringPlan plan;
    plan.objects = {{QStringLiteral("account"), 48, 46, 0, 0, 2},
                    {QStringLiteral("contact"), 112, 112, 0, 0, 0},
                    {QStringLiteral("opportunity"), 31, 31, 0, 0, 0},
                    {QStringLiteral("activity"), 240, 236, 0, 0, 4}};
    BringPlan::Duplicate twin;
    twin.mine = {QStringLiteral("account"), Id::named("scene")};
    twin.title = QStringLiteral("江南制药有限公司");
    twin.theirTitle = QStringLiteral("江南制药");
    twin.score = 90;
    plan.duplicates = {twin};
    plan.people = {{QStringLiteral("Wu Min"), QStringLiteral("wu.min"), 12}};
    plan.missing = {{BringPlan::Missing::Kind::Field,
                     QStringLiteral("account"),
                     QStringLiteral("c_tier"),
                     {},
                     {QStringLiteral("Tier"), QStringLiteral("客户层级")},
                     17}};
    plan.files = 9;
    plan.mayDefine = true;
    showPlan(plan);
    if (scene != QLatin1String("bringing"))
        return;
    setState(State::Bringing);
    showProgress(QStringLiteral("contact"), 160, 431);
}

}  // namespace dw::ui
