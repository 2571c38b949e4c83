// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/syncpanel.h"

#include "core/reading/asyncreader.h"
#include "ui/common/sectionhead.h"
#include "ui/common/textlabel.h"
#include "ui/sync/signinform.h"
#include "ui/sync/syncstate.h"
#include "ui/sync/synctext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QUrl>

#include <algorithm>

namespace dw::ui
{

namespace
{

using Change = SyncOverview::Change;
using Outlook = Change::Outlook;

constexpr int Width = 400;
constexpr int LeastHeight = 120;  // of what scrolls: the forecast's head and some of it
constexpr int IconBox = 16;
constexpr qint64 MinuteMs = 60'000;
constexpr qint64 HourMs = 60 * MinuteMs;

struct Mark
{
    const char *icon;
    Theme::Role role;
};

Mark markOf(const Change &change)
{
    switch (change.outlook) {
        case Outlook::Kept:
        case Outlook::Joined:
            return {"git-merge", Theme::Role::Warning};
        case Outlook::Refused:
        case Outlook::Gone:
            return {"circle-alert", Theme::Role::Danger};
        case Outlook::Taken:
            break;
    }
    return {"cloud-upload", Theme::Role::TextFaint};
}

}  // namespace

SyncPanel::SyncPanel(UiContext &context, const SyncState &state, QWidget *window)
    : Popover(context.theme, window)
    , m_context(context)
    , m_state(state)
    , m_title(new TextLabel(context.theme, {}, Theme::Scale::Title))
    , m_meaning(new TextLabel(context.theme, {}, Theme::Scale::Body, Theme::Role::TextMuted))
    , m_reason(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_signIn(new SignInForm(context.icons, context.reader.workspace().folder()))
    , m_sync(new QPushButton(context.icons.icon(QStringLiteral("refresh-cw"), Theme::Role::AccentText),
                             tr("Sync now")))
    , m_inbox(new QPushButton(context.icons.icon(QStringLiteral("git-merge")), {}))
    , m_devices(new QPushButton(tr("My laptops")))
    , m_area(new QScrollArea)
    , m_facts(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
{
    setContentWidth(Width);
    setAccessibleName(tr("Sync"));
    for (TextLabel *label : {m_meaning, m_reason, m_facts}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_sync->setProperty("kind", QStringLiteral("primary"));
    m_devices->setProperty("kind", QStringLiteral("quiet"));
    m_devices->setProperty("small", true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->viewport()->setAutoFillBackground(false);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(context.theme.space(2));
    buttons->addWidget(m_sync);
    buttons->addWidget(m_inbox);
    buttons->addStretch(1);
    body()->addWidget(m_title);
    body()->addWidget(m_meaning);
    body()->addWidget(m_reason);
    body()->addWidget(m_signIn);
    body()->addLayout(buttons);
    body()->addWidget(m_area);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(context.theme.space(2));
    foot->addWidget(m_facts, 1);
    foot->addWidget(m_devices, 0, Qt::AlignBottom);
    body()->addLayout(foot);

    connect(m_sync, &QPushButton::clicked, this, &SyncPanel::syncRequested);
    connect(m_signIn, &SignInForm::signedIn, this, &SyncPanel::syncRequested);
    connect(m_inbox, &QPushButton::clicked, this, [this] {
        closePopover();
        Q_EMIT inboxRequested();
    });
    connect(m_devices, &QPushButton::clicked, this, [this] {
        closePopover();
        Q_EMIT devicesRequested();
    });
    connect(&state, &SyncState::changed, this, [this] {
        if (!isVisible())
            return;
        refreshState();
        read();
    });
}

void SyncPanel::open(QWidget *anchor)
{
    refreshState();
    read();
    showOverview(m_overview);
    openAt(anchor);
}

QString SyncPanel::stateText() const
{
    return m_title->text();
}

QString SyncPanel::reasonText() const
{
    return m_reason->text();
}

void SyncPanel::refreshState()
{
    const SyncStatus &status = m_state.status();
    const SyncState::Face face = m_state.face();
    m_title->setText(m_state.spoken());
    m_meaning->setText(m_state.meaning());
    const bool told = face == SyncState::Face::SignIn || face == SyncState::Face::Stopped;
    m_reason->setText(status.error && !told ? syncText(*status.error) : m_state.clockProblem());
    m_reason->setVisible(!m_reason->text().isEmpty());
    m_signIn->setVisible(face == SyncState::Face::SignIn);
    if (face == SyncState::Face::SignIn && status.error &&
        status.error->key == QLatin1String("sync.password_must_change"))
        m_signIn->askForNew();
    m_sync->setVisible(face != SyncState::Face::SignIn);
    const bool syncs = status.state == SyncStatus::State::Syncing;
    m_sync->setEnabled(!syncs);
    m_sync->setText(syncs ? tr("Syncing") : tr("Sync now"));
    m_inbox->setVisible(status.inbox > 0);
    m_inbox->setText(tr("%n need attention", nullptr, status.inbox));
    m_facts->setText(facts());
    fitArea();
}

void SyncPanel::read()
{
    SyncOverview::ask(m_context.reader.workspace(), m_context.configuration()->dictionary, m_context.language,
                      this, [this](const Result<SyncOverview> &overview) {
                          if (overview.ok())
                              showOverview(*overview);
                      });
}

void SyncPanel::showOverview(const SyncOverview &overview)
{
    m_overview = overview;
    fill();
    m_facts->setText(facts());
    fitArea();
    Q_EMIT overviewShown();
}

QString SyncPanel::factsText() const
{
    return m_facts->text();
}

void SyncPanel::fill()
{
    const Theme &theme = m_context.theme;
    m_rows.clear();
    m_forecast = forecastOf();
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, theme.space(2), 0);
    column->setSpacing(theme.space(1));
    const auto addLine = [&](const QString &text, Theme::Role role) {
        auto *label = new TextLabel(theme, text, Theme::Scale::Small, role);
        label->setWordWrap(true);
        column->addWidget(label);
    };
    if (!m_forecast.isEmpty())
        column->addWidget(new SectionHead(theme, tr("When this laptop goes online")));
    for (const QString &sentence : std::as_const(m_forecast))
        addLine(sentence, Theme::Role::Text);
    if (m_overview.waiting > 0)
        column->addWidget(
            new SectionHead(theme, tr("Waits to be sent"), m_context.format.integer(m_overview.waiting)));
    for (const Change &change : m_overview.changes)
        column->addWidget(changeRow(change));
    if (const qsizetype more = m_overview.waiting - m_overview.changes.size(); more > 0)
        addLine(tr("and %n more", nullptr, int(more)), Theme::Role::TextMuted);
    m_area->setWidget(content);             // deletes the one before
    content->setAutoFillBackground(false);  // setWidget() switches it on
    m_area->setVisible(m_overview.waiting > 0);
}

// As high as it needs, as long as the whole stays below the top bar.
void SyncPanel::fitArea()
{
    m_area->setFixedHeight(0);
    body()->activate();
    const int outer = Width + 2 * m_context.theme.space(4);
    const int others = body()->totalHeightForWidth(outer);
    const int room = parentWidget()->height() - 2 * m_context.theme.size(Theme::Size::Topbar) - others;
    const QWidget *content = m_area->widget();
    const int wanted =
        content ? content->layout()->totalHeightForWidth(Width - 2 * m_context.theme.space(4)) : 0;
    // A layout with nothing in it says -1.
    m_area->setFixedHeight(std::clamp(wanted, 0, std::max(LeastHeight, room)));
    fit();
}

QWidget *SyncPanel::changeRow(const Change &change)
{
    const Theme &theme = m_context.theme;
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, theme.space(1), 0, theme.space(1));
    line->setSpacing(theme.space(2));
    auto *mark = new QLabel;
    const Mark shown = markOf(change);
    mark->setPixmap(
        m_context.icons.pixmap(QString::fromLatin1(shown.icon), shown.role, IconBox, devicePixelRatioF()));
    mark->setFixedSize(IconBox, theme.line(Theme::Scale::Body));
    line->addWidget(mark, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    line->addLayout(column, 1);
    const QString what = whatOf(change);
    const QString title = change.title.isEmpty() ? what : change.title;
    QStringList parts{change.title.isEmpty() ? QString() : what, waitOf(change)};
    parts.removeAll(QString());
    const QString more = m_context.format.clauses(parts);
    column->addWidget(new TextLabel(theme, title, Theme::Scale::Body));
    column->addWidget(new TextLabel(theme, more, Theme::Scale::Small, Theme::Role::TextMuted));
    auto *age = new TextLabel(theme, ageOf(change.at), Theme::Scale::Small, Theme::Role::TextMuted);
    age->setElides(false);
    line->addWidget(age, 0, Qt::AlignTop);
    m_rows.append(m_context.format.clauses({title, more}));
    row->setAccessibleName(m_rows.last());
    return row;
}

QString SyncPanel::labelsOf(const Change &change, const QStringList &keys) const
{
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(change.record.object);
    QStringList labels;
    for (const QString &key : keys) {
        if (const Field *field = type ? type->find(key) : nullptr)
            labels.append(field->label.in(m_context.language));
    }
    return m_context.format.list(labels);
}

QString SyncPanel::whatOf(const Change &change) const
{
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(change.record.object);
    const QString object = type ? type->label().in(m_context.language) : QString();
    if (change.command == QLatin1String("opportunity.advance"))
        return tr("Moved to another stage");
    if (change.command == QLatin1String("lead.claim"))
        return tr("Claim requested");
    if (change.command == QLatin1String("lead.release"))
        return tr("Released");
    if (change.command == QLatin1String("record.delete"))
        return tr("Deleted");
    if (change.command == QLatin1String("record.restore"))
        return tr("Restored");
    if (change.command == QLatin1String("task.complete"))
        return tr("Done");
    if (change.command == QLatin1String("task.snooze"))
        return tr("Put off");
    if (change.isNew)
        return m_context.language == Language::English ? tr("New %1").arg(object.toLower())
                                                       : tr("New %1").arg(object);
    const QString labels = labelsOf(change, change.fields);
    return labels.isEmpty() ? tr("Changed") : labels;
}

QString SyncPanel::waitOf(const Change &change) const
{
    if (!change.waitsFor.isEmpty())
        return tr("waits for %n other(s)", nullptr, int(change.waitsFor.size()));
    if (change.state == Change::State::Sent)
        return change.tries > 1 ? tr("sent %n times, no answer yet", nullptr, change.tries)
                                : tr("sent, no answer yet");
    return {};
}

QString SyncPanel::ageOf(Instant at) const
{
    const qint64 ms = m_context.clock.now().ms - at.ms;
    if (ms < MinuteMs)
        return tr("now");
    if (ms < HourMs)
        return tr("%n min", nullptr, int(ms / MinuteMs));
    if (ms < 24 * HourMs)
        return tr("%n h", nullptr, int(ms / HourMs));
    return m_context.format.days(ms / (24 * HourMs));
}

// What is known here; the rest is the server's to say, and that is said too.
QStringList SyncPanel::forecastOf() const
{
    QStringList sentences;
    int clear = 0;
    int byServer = 0;
    for (const Change &change : m_overview.changes) {
        const QString who = change.by.isEmpty() ? tr("Somebody else") : change.by;
        const QString fields = labelsOf(change, change.theirs);
        const QString title = change.title.isEmpty() ? whatOf(change) : change.title;
        switch (change.outlook) {
            case Outlook::Taken:
                ++clear;
                break;
            case Outlook::Joined:
                sentences.append(tr("%1: %2 changed %3 too. Both fit together.").arg(title, who, fields));
                break;
            case Outlook::Kept:
                sentences.append(tr("%1: %2 changed %3 too. Theirs stays, yours comes to Needs attention.")
                                     .arg(title, who, fields));
                break;
            case Outlook::Refused:
                sentences.append(tr("%1: %2 changed %3 meanwhile. The server will ask you to look again.")
                                     .arg(title, who, fields));
                break;
            case Outlook::Gone:
                sentences.append(
                    tr("%1 is no longer there for you. What you typed comes to Needs attention.").arg(title));
                break;
        }
        // What reads more than the record itself: gates, numbers, rights over others.
        if (change.isNew || change.command == QLatin1String("opportunity.advance") ||
            change.command == QLatin1String("lead.claim") || change.command == QLatin1String("record.delete"))
            ++byServer;
    }
    if (clear > 0)
        sentences.prepend(tr("%n change(s) will be sent; no conflict is known.", nullptr, clear));
    if (byServer > 0)
        sentences.append(
            tr("%n of them the server decides: it checks rules and gives numbers.", nullptr, byServer));
    return sentences;
}

QString SyncPanel::facts() const
{
    if (m_overview.server.isEmpty())
        return {};
    const BusinessZone &zone = m_context.configuration()->settings.zone;
    const QDate today = zone.dateOf(m_context.clock.now()).toQDate();
    QStringList facts{tr("%1 at %2").arg(m_overview.login, QUrl(m_overview.server).authority()),
                      tr("this laptop is %1").arg(m_overview.device)};
    const Instant last = m_state.status().lastSynced;
    if (m_overview.leaseDays > 0 && last != Instant()) {
        const QDate until = zone.dateOf(last).toQDate().addDays(m_overview.leaseDays);
        facts.append(tr("good offline until %1").arg(m_context.format.calendarDate(until, today)));
    }
    return m_context.format.clauses(facts);
}

}  // namespace dw::ui
