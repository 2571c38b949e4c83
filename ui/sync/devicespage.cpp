// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/devicespage.h"

#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/pilllabel.h"
#include "ui/common/popover.h"
#include "ui/common/textlabel.h"
#include "ui/common/themedwidget.h"
#include "ui/sync/contentspopover.h"
#include "ui/sync/synctext.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace dw::ui
{

namespace
{

constexpr int RowHeight = 56;  // two lines (ui.md 10)

QString buttonName(const char *what, const Id &device)
{
    return QString::fromLatin1(what) + device.toString();
}

// A row with the hairline that parts it from the next.
class Row final : public ThemedWidget
{
public:
    explicit Row(const Theme &theme) : ThemedWidget(theme) { setFixedHeight(RowHeight); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(0, height() - 1, width(), 1, theme().color(Theme::Role::Grid));
    }
};

}  // namespace

DevicesPage::DevicesPage(UiContext &context, ServerDevice::Whose whose, QWidget *parent)
    : Page(context, parent)
    , m_whose(whose)
    , m_count(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_again(new QPushButton(context.icons.icon(QStringLiteral("refresh-cw")), tr("Read again")))
    , m_problem(new Banner(context.theme, context.icons, Tone::Danger, {}))
    , m_stack(new QStackedWidget)
    , m_list(new QWidget)
    , m_rows(new QVBoxLayout(m_list))
    , m_none(new EmptyView(context.theme, context.icons))
{
    const Theme &theme = context.theme;
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto *header = new QFrame;
    header->setObjectName(QStringLiteral("pageHeader"));
    header->setFixedHeight(theme.size(Theme::Size::PageHeader));
    auto *head = new QHBoxLayout(header);
    head->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    head->setSpacing(theme.space(2));
    auto *title = new TextLabel(theme, breadcrumb().last(), Theme::Scale::Title);
    title->setElides(false);
    head->addWidget(title);
    head->addWidget(m_count, 1);
    head->addWidget(m_again);
    whole->addWidget(header);
    whole->addWidget(m_problem);
    m_problem->hide();

    auto *content = new QFrame;
    content->setProperty("plane", QStringLiteral("surface"));
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    auto *area = new QScrollArea;
    area->setWidget(m_list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    m_list->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    m_rows->setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(4));
    m_rows->setSpacing(0);
    m_stack->addWidget(area);
    m_stack->addWidget(m_none);
    column->addWidget(m_stack);
    whole->addWidget(content, 1);
    connect(m_again, &QPushButton::clicked, this, &DevicesPage::read);
    connect(m_none, &EmptyView::primaryChosen, this, &DevicesPage::read);
}

template <typename T>
void DevicesPage::run(std::function<Result<T>(ServerLine &)> work,
                      std::function<void(const Result<T> &)> done)
{
    const QString folder = context().reader.workspace().folder();
    m_again->setEnabled(false);
    m_job.runAs<T>(
        folder, m_limits,
        [folder, work](HttpTransport &transport, const DeviceIdentity &identity) {
            ServerLine line(identity, folder, transport, {2, 500, 2'000});
            return work(line);
        },
        [this, done](const Result<T> &answer) {
            m_again->setEnabled(true);
            done(answer);
            Q_EMIT settled();
        });
}

void DevicesPage::show(const Place &)
{
    Q_EMIT headChanged();
    read();
}

bool DevicesPage::mayRead() const
{
    return !isOfAll() || context().may(Action::Configure, QStringLiteral("role"));
}

void DevicesPage::read()
{
    if (!mayRead()) {
        showDevices({});
        m_read = false;
        m_again->hide();
        m_count->clear();
        m_none->setState(EmptyView::Reason::NoRight, tr("Only administrators see everybody's laptops"),
                         tr("Whoever has the role Administrator can give it to you."));
        m_none->setActions({}, {});
        m_stack->setCurrentWidget(m_none);
        return;
    }
    m_again->show();
    run<QList<ServerDevice>>([whose = m_whose](ServerLine &line) { return ServerDevice::list(line, whose); },
                             [this](const Result<QList<ServerDevice>> &devices) {
                                 if (devices.ok())
                                     showDevices(*devices);
                                 else
                                     showError(devices.error());
                             });
}

void DevicesPage::showError(const Error &error)
{
    // What was read before stays to be looked at; what can be done with it needs the line again.
    if (m_read) {
        m_problem->setText(tr("The server does not answer now"), syncText(error));
        m_problem->show();
        return;
    }
    m_none->setState(EmptyView::Reason::NotHere, tr("The list is at the server"), syncText(error));
    m_none->setActions(tr("Try again"), QStringLiteral("refresh-cw"));
    m_stack->setCurrentWidget(m_none);
}

QString DevicesPage::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->accessibleName();
}

void DevicesPage::showDevices(const QList<ServerDevice> &devices)
{
    m_devices = devices;
    // Whoever looks for somebody's finds all of theirs together, the newest first.
    if (isOfAll())
        std::stable_sort(m_devices.begin(), m_devices.end(), [](const auto &a, const auto &b) {
            return a.userName.localeAwareCompare(b.userName) < 0;
        });
    m_read = true;
    m_problem->hide();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const ServerDevice &device : std::as_const(m_devices))
        m_rows->addWidget(row(device));
    m_rows->addStretch(1);
    m_count->setText(context().format.integer(devices.size()));
    m_stack->setCurrentIndex(0);
    Q_EMIT headChanged();
}

QString DevicesPage::lastOf(const ServerDevice &device) const
{
    const BusinessZone &zone = context().configuration()->settings.zone;
    const QDate today = zone.dateOf(context().clock.now()).toQDate();
    return context().format.dateTime(device.lastContact.toQDateTime(zone.zone()), today);
}

QString DevicesPage::nameOf(const ServerDevice &device) const
{
    return device.userName.isEmpty() ? device.name : tr("%1 of %2").arg(device.name, device.userName);
}

QStringList DevicesPage::aboutOf(const ServerDevice &device) const
{
    QStringList parts{device.userName, device.shortName, device.platform};
    if (isOfAll())
        parts.append(device.app.isEmpty() ? tr("version not known") : tr("version %1").arg(device.app));
    parts.append(tr("last here %1").arg(lastOf(device)));
    parts.removeAll(QString());
    return parts;
}

QWidget *DevicesPage::row(const ServerDevice &device)
{
    const Theme &theme = context().theme;
    auto *row = new Row(theme);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme.space(3));
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addStretch(1);
    column->addWidget(new TextLabel(theme, device.name, Theme::Scale::Body, Theme::Role::Text,
                                    device.isThis ? Theme::Weight::Strong : Theme::Weight::OfScale));
    const QString about = context().format.clauses(aboutOf(device));
    column->addWidget(new TextLabel(theme, about, Theme::Scale::Small, Theme::Role::TextMuted));
    column->addStretch(1);
    line->addLayout(column, 1);
    row->setAccessibleName(isOfAll() ? context().format.clauses({device.name, about})
                                     : context().format.clauses({device.name, device.shortName}));
    const bool active = device.state == ServerDevice::State::Active;
    if (device.isThis)
        line->addWidget(new PillLabel(theme, context().icons, tr("This laptop"), Tone::Outline));
    else if (!active)
        line->addWidget(new PillLabel(
            theme, context().icons,
            device.state == ServerDevice::State::Wiped ? tr("To be wiped") : tr("Revoked"), Tone::Neutral));
    auto *contents = new QPushButton(tr("What is on it"));
    contents->setObjectName(buttonName("contents:", device.id));
    contents->setAccessibleName(tr("What is on %1").arg(nameOf(device)));
    contents->setProperty("kind", QStringLiteral("quiet"));
    connect(contents, &QPushButton::clicked, this, [this, device] { askContents(device); });
    line->addWidget(contents);
    if (device.isThis || !active)
        return row;
    const auto button = [&](const QString &text, const char *name, const QString &spoken,
                            ServerDevice::Order order) {
        auto *made = new QPushButton(text);
        made->setObjectName(buttonName(name, device.id));
        made->setAccessibleName(spoken);
        connect(made, &QPushButton::clicked, this, [this, made, device, order] { ask(made, device, order); });
        line->addWidget(made);
    };
    const QString named = nameOf(device);
    button(tr("Revoke"), "revoke:", tr("Revoke %1").arg(named), ServerDevice::Order::Revoke);
    button(tr("Wipe"), "wipe:", tr("Wipe %1").arg(named), ServerDevice::Order::Wipe);
    return row;
}

void DevicesPage::askContents(const ServerDevice &device)
{
    run<ServerDevice::Contents>(
        [id = device.id](ServerLine &line) { return ServerDevice::contents(line, id); },
        [this, device](const Result<ServerDevice::Contents> &contents) {
            if (contents.ok())
                showContents(device, *contents);
            else
                showError(contents.error());
        });
}

void DevicesPage::showContents(const ServerDevice &device, const ServerDevice::Contents &contents)
{
    delete m_contents;
    m_contents = new ContentsPopover(context(), window());
    m_contents->showContents(nameOf(device), contents);
    QPushButton *anchor = contentsButton(device.id);
    m_contents->openAt(anchor ? anchor : m_again);
}

ContentsPopover *DevicesPage::contents() const
{
    return m_contents;
}

QPushButton *DevicesPage::contentsButton(const Id &device) const
{
    return findChild<QPushButton *>(buttonName("contents:", device));
}

QPushButton *DevicesPage::revokeButton(const Id &device) const
{
    return findChild<QPushButton *>(buttonName("revoke:", device));
}

QPushButton *DevicesPage::wipeButton(const Id &device) const
{
    return findChild<QPushButton *>(buttonName("wipe:", device));
}

QPushButton *DevicesPage::confirmButton() const
{
    return m_confirm;
}

// It reaches another laptop and cannot be taken back: asked before.
void DevicesPage::ask(QPushButton *anchor, const ServerDevice &device, ServerDevice::Order order)
{
    const Theme &theme = context().theme;
    delete m_question;
    const bool wipe = order == ServerDevice::Order::Wipe;
    m_question = new Popover(theme, window());
    const QString named = nameOf(device);
    m_question->setAccessibleName(wipe ? tr("Wipe %1?").arg(named) : tr("Revoke %1?").arg(named));
    m_question->body()->addWidget(new TextLabel(theme, m_question->accessibleName(), Theme::Scale::Title));
    auto *what = new TextLabel(theme,
                               wipe ? tr("It may not sync any more, and deletes what it holds when it "
                                         "reaches the server next. What was not "
                                         "sent from it is lost.")
                                    : tr("It may not sync any more. What it holds stays on it."),
                               Theme::Scale::Body, Theme::Role::TextMuted);
    what->setWordWrap(true);
    m_question->body()->addWidget(what);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *keep = new QPushButton(tr("Leave it"));
    m_confirm = new QPushButton(wipe ? tr("Wipe") : tr("Revoke"));
    m_confirm->setProperty("kind", QStringLiteral("danger"));
    buttons->addWidget(keep);
    buttons->addWidget(m_confirm);
    m_question->body()->addLayout(buttons);
    connect(keep, &QPushButton::clicked, m_question, &Popover::closePopover);
    connect(m_confirm, &QPushButton::clicked, this, [this, device, order] {
        m_question->closePopover();
        end(device, order);
    });
    m_question->openAt(anchor);
}

void DevicesPage::end(const ServerDevice &device, ServerDevice::Order order)
{
    run<void>([id = device.id, order](ServerLine &line) { return ServerDevice::end(line, id, order); },
              [this](const Result<void> &done) {
                  if (done.ok())
                      read();
                  else
                      showError(done.error());
              });
}

QStringList DevicesPage::breadcrumb() const
{
    return isOfAll() ? QStringList{tr("Admin"), tr("Laptops")} : QStringList{tr("Sync"), tr("My laptops")};
}

QStringList DevicesPage::statusTexts() const
{
    return m_read ? QStringList{tr("%n laptop(s)", nullptr, int(m_devices.size()))} : QStringList();
}

QWidget *DevicesPage::focusTarget()
{
    return m_stack->currentWidget() == m_none ? static_cast<QWidget *>(m_none->primaryButton()) : m_again;
}

QStringList DevicesPage::scenes() const
{
    return {QStringLiteral("list")};
}

// A list to look at where no server is.
void DevicesPage::showScene(const QString &scene)
{
    if (scene != QLatin1String("list"))
        return;
    const Instant now = context().clock.now();
    constexpr qint64 DayMs = 86'400'000;
    const auto made = [&](const char *name, const char *shortName, const char *platform, qint64 daysAgo) {
        ServerDevice device;
        if (isOfAll()) {
            device.userName = QLatin1String(shortName) == QLatin1String("K2") ? QStringLiteral("Anna Weber")
                                                                              : QStringLiteral("Lin Mei");
            device.app = daysAgo > 30 ? QString() : QStringLiteral("1.4.2");
        }
        device.id = Id::named(QByteArray("scene:") + shortName);
        device.name = QString::fromLatin1(name);
        device.shortName = QString::fromLatin1(shortName);
        device.platform = QString::fromLatin1(platform);
        device.lastContact = Instant{now.ms - daysAgo * DayMs};
        return device;
    };
    QList<ServerDevice> devices{made("ThinkPad", "K7", "Debian GNU/Linux 12", 0),
                                made("Old office laptop", "K2", "Debian GNU/Linux 11", 41),
                                made("Lost at the fair", "K5", "Ubuntu 24.04", 12)};
    devices[0].isThis = true;
    devices[2].state = ServerDevice::State::Wiped;
    m_job.cancel();
    showDevices(devices);
}

}  // namespace dw::ui
