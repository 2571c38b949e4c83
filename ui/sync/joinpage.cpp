// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/joinpage.h"

#include "core/base/answeraddress.h"
#include "ui/common/fieldrow.h"
#include "ui/common/lineedit.h"
#include "ui/common/progressline.h"
#include "ui/common/switch.h"
#include "ui/common/textlabel.h"
#include "ui/sync/bringpanel.h"
#include "ui/sync/callout.h"
#include "ui/sync/synctext.h"

#include <QPushButton>
#include <QScrollArea>
#include <QSysInfo>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace dw::ui
{

namespace
{

constexpr int LongestName = 80;  // of a laptop at the server
constexpr int GroupsInLine = 8;
constexpr int PairLength = 3;  // "AB:"

// "AB:CD:..." in lines of eight pairs, so that one can read it out.
QString inLines(const QString &fingerprint)
{
    QStringList lines;
    for (qsizetype at = 0; at < fingerprint.size(); at += GroupsInLine * PairLength)
        lines.append(
            fingerprint.mid(at, GroupsInLine * PairLength - 1).replace(QLatin1Char(':'), QLatin1Char(' ')));
    return lines.join(QLatin1Char('\n'));
}

bool isOf(const Error &error, std::initializer_list<const char *> keys)
{
    return std::any_of(keys.begin(), keys.end(),
                       [&](const char *key) { return error.key == QLatin1String(key); });
}

double shareOf(Enrolment::Step step)
{
    switch (step) {
        case Enrolment::Step::Connecting:
            return 0.1;
        case Enrolment::Step::SigningIn:
            return 0.3;
        case Enrolment::Step::PasswordChanged:
            return 0.5;
        case Enrolment::Step::Registering:
            return 0.6;
        case Enrolment::Step::Making:
            break;
    }
    return 0.8;
}

}  // namespace

JoinPage::JoinPage(UiContext &context, Ways ways, QWidget *parent)
    : Page(context, parent)
    , m_ways(std::move(ways))
    , m_server(new LineEdit(context.theme, context.icons))
    , m_login(new LineEdit(context.theme, context.icons))
    , m_password(new LineEdit(context.theme, context.icons))
    , m_new(new LineEdit(context.theme, context.icons))
    , m_name(new LineEdit(context.theme, context.icons))
    , m_along(new Switch(context.theme, tr("Bring along what is in this window")))
    , m_bring(new BringPanel(context))
    , m_trust(new Callout(context.icons, Tone::Warning))
    , m_problem(new Callout(context.icons, Tone::Danger))
    , m_done(new Callout(context.icons, Tone::Success))
    , m_running(new QWidget)
    , m_progress(new ProgressLine(context.theme))
    , m_step(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_join(new QPushButton)
    , m_cancel(new QPushButton(tr("Cancel")))
{
    build();
    setState(State::Typing);
    connect(m_server, &QLineEdit::textEdited, this, &JoinPage::serverEdited);
    for (LineEdit *edit : {m_server, m_login, m_password, m_new, m_name})
        connect(edit, &QLineEdit::returnPressed, this, &JoinPage::join);
    connect(m_join, &QPushButton::clicked, this, &JoinPage::join);
    connect(m_cancel, &QPushButton::clicked, this, &JoinPage::cancel);
    connect(m_bring, &BringPanel::finished, this, &JoinPage::joined);
    connect(m_bring, &BringPanel::stateChanged, this, &JoinPage::stateChanged);
}

void JoinPage::buildFields(QVBoxLayout *column)
{
    const Theme &theme = context().theme;
    const Icons &icons = context().icons;
    const auto row = [&](const QString &label, LineEdit *edit, FieldRow::Need need) {
        auto *made = new FieldRow(theme, icons, label, edit, need);
        column->addWidget(made);
        return made;
    };
    m_serverRow = row(tr("Server"), m_server, FieldRow::Need::Required);
    m_serverRow->setHelp(
        tr("As your administrator wrote it: crm.example.com, or with a port crm.example.com:8443"));
    column->addWidget(m_trust);
    column->addSpacing(theme.space(1));
    m_loginRow = row(tr("Your name there"), m_login, FieldRow::Need::Required);
    m_passwordRow = row(tr("Password"), m_password, FieldRow::Need::Required);
    m_newRow = row(tr("New password"), m_new, FieldRow::Need::Required);
    m_newRow->setHelp(tr("The server wants a password of your own the first time."));
    m_newRow->hide();
    m_nameRow = row(tr("Name of this laptop"), m_name, FieldRow::Need::Optional);
    m_nameRow->setHelp(tr("So that you find it in the list of your laptops."));
    m_along->setCheckable(true);
    m_along->setChecked(true);
    m_along->setAccessibleName(m_along->text());
    m_along->setToolTip(
        tr("Before anything goes you see what would, and are asked about what the server may have already."));
    m_along->setVisible(!DeviceIdentity::isIn(context().reader.workspace().folder()));
    column->addWidget(m_along, 0, Qt::AlignLeft);
    m_password->setEchoMode(QLineEdit::Password);
    m_new->setEchoMode(QLineEdit::Password);
    m_name->setText(QSysInfo::machineHostName().left(LongestName));
    m_name->setMaxLength(LongestName);
}

void JoinPage::build()
{
    const Theme &theme = context().theme;
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto *header = new QFrame;
    header->setObjectName(QStringLiteral("pageHeader"));
    header->setFixedHeight(theme.size(Theme::Size::PageHeader));
    auto *head = new QHBoxLayout(header);
    head->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    head->addWidget(new TextLabel(theme, tr("Join a server"), Theme::Scale::Title));
    whole->addWidget(header);

    auto *form = new QWidget;
    form->setMaximumWidth(theme.size(Theme::Size::FormColumnMax));
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(1));
    auto *about = new TextLabel(theme,
                                tr("You get a workspace of its own on this laptop with everything that your "
                                   "roles show. You work in it "
                                   "with or without a network; what is in this window stays as it is."),
                                Theme::Scale::Body, Theme::Role::TextMuted);
    about->setWordWrap(true);
    column->addWidget(about);
    column->addSpacing(theme.space(2));
    buildFields(column);
    column->addWidget(m_problem);
    column->addWidget(m_done);
    column->addWidget(m_bring);
    column->addSpacing(theme.space(2));
    auto *running = new QVBoxLayout(m_running);
    running->setContentsMargins(0, 0, 0, theme.space(2));
    running->setSpacing(theme.space(1));
    m_progress->setPercentShown(false);
    m_progress->setAccessibleName(tr("Joining"));
    running->addWidget(m_progress);
    running->addWidget(m_step);
    column->addWidget(m_running);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(2));
    m_join->setProperty("kind", QStringLiteral("primary"));
    buttons->addWidget(m_join);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addStretch(1);

    m_trusts = m_trust->addAction(tr("It is the same: go on"));
    m_trusts->setProperty("kind", QStringLiteral("primary"));
    QPushButton *other = m_trust->addAction(tr("It differs"));
    connect(m_trusts, &QPushButton::clicked, this, [this] {
        m_pin = m_offered;
        join();
    });
    connect(other, &QPushButton::clicked, this, [this] {
        m_offered.clear();
        setState(State::Typing);
        setProblem(
            tr("Nothing was sent"),
            tr("Check the address. If it is right, somebody may stand between this laptop and the server: "
               "tell the administrator."));
        m_server->setFocus();
    });

    auto *content = new QFrame;
    content->setProperty("plane", QStringLiteral("surface"));
    auto *left = new QHBoxLayout(content);
    left->setContentsMargins(0, 0, 0, 0);
    left->addWidget(form, 1);
    left->addStretch(0);
    auto *area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    whole->addWidget(area, 1);
}

void JoinPage::setState(State state)
{
    m_state = state;
    const bool busy = state == State::Running;
    for (LineEdit *edit : {m_server, m_login, m_password, m_new, m_name})
        edit->setEnabled(!busy && state != State::Bringing);
    m_along->setEnabled(state == State::Typing);
    m_bring->setVisible(state == State::Bringing);
    m_trust->setVisible(state == State::AsksTrust);
    m_running->setVisible(busy);
    m_done->setVisible(state == State::Joined);
    m_join->setVisible(state == State::Typing || state == State::Joined);
    m_join->setText(state == State::Joined ? tr("Open it") : tr("Join"));
    m_cancel->setVisible(busy);
    if (state != State::Typing)
        m_problem->hide();
    Q_EMIT stateChanged();
}

void JoinPage::show(const Place &)
{
    if (m_problem->sentence().isEmpty())
        m_problem->hide();
    Q_EMIT headChanged();
    Q_EMIT settled();
}

QStringList JoinPage::breadcrumb() const
{
    return {tr("Join a server")};
}

QStringList JoinPage::statusTexts() const
{
    return {tr("Enter joins"), tr("What you type stays until you join or close the window")};
}

QWidget *JoinPage::focusTarget()
{
    switch (m_state) {
        case State::Running:
            return m_cancel;
        case State::AsksTrust:
            return m_trusts;
        case State::Bringing:
            return m_bring->focusTarget();
        case State::Joined:
            return m_join;
        case State::Typing:
            break;
    }
    return m_server;
}

bool JoinPage::asksForNew() const
{
    return !m_newRow->isHidden();
}

QString JoinPage::stepText() const
{
    return m_step->text();
}

void JoinPage::setProblem(const QString &title, const QString &text)
{
    m_problem->setTexts(title, text);
    m_problem->setVisible(!text.isEmpty());
}

// Another address is another server: what was confirmed was of the one before.
void JoinPage::serverEdited()
{
    m_pin.clear();
    m_offered.clear();
    if (m_state == State::AsksTrust)
        setState(State::Typing);
}

bool JoinPage::checkTyped()
{
    const Result<QUrl> url = Enrolment::urlFromText(m_server->text().trimmed());
    m_serverRow->setError(m_server->text().trimmed().isEmpty() ? tr("Write the server's address.")
                          : url.ok()                           ? QString()
                                                               : syncText(url.error()));
    m_loginRow->setError(m_login->text().trimmed().isEmpty() ? tr("Write your name at the server.")
                                                             : QString());
    m_passwordRow->setError(m_password->text().isEmpty() ? tr("Type your password.") : QString());
    m_newRow->setError(asksForNew() && m_new->text().isEmpty() ? tr("Type a new password.") : QString());
    for (FieldRow *row : {m_serverRow, m_loginRow, m_passwordRow, m_newRow}) {
        if (!row->error().isEmpty()) {
            row->editor()->setFocus();
            return false;
        }
    }
    return true;
}

void JoinPage::join()
{
    if (m_state == State::Joined) {
        m_ways.open(m_folder);
        return;
    }
    if (m_state == State::Running || m_state == State::Bringing || !checkTyped())
        return;
    Enrolment wanted;
    wanted.server = *Enrolment::urlFromText(m_server->text().trimmed());
    wanted.login = m_login->text().trimmed();
    wanted.password = m_password->text();
    wanted.newPassword = asksForNew() ? m_new->text() : QString();
    wanted.pin = m_pin;
    wanted.deviceName = m_name->text().trimmed();
    if (wanted.deviceName.isEmpty())
        wanted.deviceName = QSysInfo::machineHostName().left(LongestName);
    m_folder = wanted.folder = m_ways.folderFor(wanted.server, wanted.login);
    wanted.tell = [this, address = AnswerAddress(this)](Enrolment::Step step) {
        address.post([this, step] { tellStep(step); });
    };
    tellStep(Enrolment::Step::Connecting);
    setState(State::Running);
    m_cancel->setFocus();
    m_job.run<DeviceIdentity>(
        wanted.server, wanted.pin, m_limits,
        [wanted, limits = m_limits, &clock = m_clock](HttpTransport &transport) {
            IdGenerator ids(clock);
            return wanted.run(transport, limits, clock, ids);
        },
        [this](const Result<DeviceIdentity> &identity) { answered(identity); });
}

void JoinPage::cancel()
{
    m_step->setText(tr("Stopping"));
    m_job.cancel();
}

void JoinPage::tellStep(Enrolment::Step step)
{
    m_progress->setRatio(shareOf(step));
    switch (step) {
        case Enrolment::Step::Connecting:
            m_step->setText(tr("Asking %1").arg(m_server->text().trimmed()));
            return;
        case Enrolment::Step::SigningIn:
            m_step->setText(tr("Signing in as %1").arg(m_login->text().trimmed()));
            return;
        case Enrolment::Step::PasswordChanged:
            // The old one is good for nothing any more, whatever comes next.
            m_password->setText(m_new->text());
            m_new->clear();
            m_newRow->hide();
            m_step->setText(tr("The new password is yours"));
            return;
        case Enrolment::Step::Registering:
            m_step->setText(tr("Making this laptop known to the server"));
            return;
        case Enrolment::Step::Making:
            m_step->setText(tr("Making the workspace"));
            return;
    }
}

void JoinPage::answered(const Result<DeviceIdentity> &identity)
{
    if (!identity.ok()) {
        failed(identity.error());
        return;
    }
    m_password->clear();
    m_done->setTexts(
        tr("Joined as %1").arg(identity->login),
        tr("The server knows this laptop as %1. It opens in a window of its own; what comes first can be "
           "used at once, the rest follows.")
            .arg(identity->shortName));
    if (m_along->isHidden() || !m_along->isChecked()) {
        joined();
        return;
    }
    setState(State::Bringing);
    m_bring->begin(m_folder, context().reader.workspace().folder());
}

void JoinPage::joined()
{
    setState(State::Joined);
    m_join->setFocus();
    m_ways.open(m_folder);
}

void JoinPage::setLimits(const HttpTransport::Limits &limits)
{
    m_limits = limits;
    m_bring->setLimits(limits);
}

void JoinPage::askTrust(const QString &host, const QString &fingerprint)
{
    m_offered = fingerprintFromText(fingerprint);
    m_trust->setTexts(tr("Is this the certificate of %1?").arg(host),
                      tr("Nobody this computer trusts vouches for it. Ask the administrator to read out the "
                         "fingerprint. Nothing has been sent, not even your password.") +
                          QStringLiteral("\n\n") + inLines(fingerprint));
    setState(State::AsksTrust);
    m_trusts->setFocus();
}

// Where the common sentence speaks of work that waits, and there is none yet.
QString JoinPage::reasonOf(const Error &error)
{
    const QString host = error.arguments.value(0);
    if (isOf(error, {"sync.unreachable"}))
        return tr("%1 cannot be reached. Check the address and the network.").arg(host);
    if (isOf(error, {"sync.timed_out"}))
        return tr("%1 does not answer in time. Check the address and the network.").arg(host);
    if (isOf(error, {"sync.cut_off"}))
        return tr("The connection to %1 broke. Try again.").arg(host);
    if (isOf(error, {"sync.server_down"}))
        return tr("%1 is not running behind its address. Try again later.").arg(host);
    return syncText(error);
}

void JoinPage::failed(const Error &error)
{
    if (isOf(error, {"sync.certificate_unknown"}) && error.arguments.size() > 1) {
        askTrust(error.arguments[0], error.arguments[1]);
        return;
    }
    setState(State::Typing);
    if (isOf(error, {"sync.cancelled"})) {
        m_join->setFocus();
        return;
    }
    if (isOf(error, {"sync.password_must_change"})) {
        m_newRow->show();
        m_new->setFocus();
        return;
    }
    if (isOf(error, {"sync.bad_credentials"})) {
        m_passwordRow->setError(tr("Wrong name or password"));
        m_password->selectAll();
        m_password->setFocus();
        return;
    }
    setProblem(tr("This laptop did not join"), reasonOf(error));
    const bool isAddress = error.code == ErrorCode::Network && !isOf(error, {"sync.server_busy"});
    (isAddress ? static_cast<QWidget *>(m_server) : m_join)->setFocus();
}

QStringList JoinPage::scenes() const
{
    return {QStringLiteral("trust"),   QStringLiteral("password"), QStringLiteral("failed"),
            QStringLiteral("running"), QStringLiteral("bring"),    QStringLiteral("bringing")};
}

void JoinPage::showScene(const QString &scene)
{
    m_server->setText(QStringLiteral("crm.hwjs.example:8443"));
    m_login->setText(QStringLiteral("lin.yue"));
    m_password->setText(QStringLiteral("example password"));
    m_name->setText(QStringLiteral("ThinkPad"));
    m_newRow->setVisible(scene == QLatin1String("password"));
    setState(scene == QLatin1String("running") ? State::Running : State::Typing);
    tellScene(scene);
    Q_EMIT settled();
}

void JoinPage::tellScene(const QString &scene)
{
    if (scene == QLatin1String("trust")) {
        QByteArray digest;
        for (int i = 0; i < 32; ++i)
            digest.append(char(i * 37 + 11));
        askTrust(QStringLiteral("crm.hwjs.example"), fingerprintText(digest));
    } else if (scene == QLatin1String("failed")) {
        failed(
            {ErrorCode::Network, QStringLiteral("sync.unreachable"), {QStringLiteral("crm.hwjs.example")}});
    } else if (scene == QLatin1String("running")) {
        tellStep(Enrolment::Step::Registering);
    } else if (scene.startsWith(QLatin1String("bring"))) {
        setState(State::Bringing);
        m_bring->showScene(scene);
    }
}

}  // namespace dw::ui
