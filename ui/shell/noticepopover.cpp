// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/noticepopover.h"

#include "ui/common/iconbutton.h"
#include "ui/common/progressline.h"
#include "ui/common/sectionhead.h"
#include "ui/common/textlabel.h"
#include "ui/shell/windownotices.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int Width = 360;
constexpr int MostHeight = 480;
constexpr int IconBox = 16;

}  // namespace

NoticePopover::NoticePopover(const Icons &icons, const Format &format, WindowNotices &notices,
                             const QTimeZone &zone, QWidget *window)
    : Popover(icons.theme(), window)
    , m_icons(icons)
    , m_format(format)
    , m_notices(notices)
    , m_zone(zone)
    , m_area(new QScrollArea(this))
{
    setContentWidth(Width);
    setAccessibleName(tr("Notifications"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->viewport()->setAutoFillBackground(false);
    QMargins margins = body()->contentsMargins();
    margins.setTop(margins.top() - icons.theme().space(2));  // the head has air of its own
    body()->setContentsMargins(margins);
    body()->addWidget(m_area);
    connect(&notices, &WindowNotices::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

void NoticePopover::open(QWidget *anchor)
{
    m_anchor = anchor;
    refresh();
    m_notices.markSeen();
    openAt(anchor, anchor->mapTo(parentWidget(), QPoint()).y() > parentWidget()->height() / 2 ? Side::Above
                                                                                              : Side::Below);
}

void NoticePopover::refresh()
{
    const Theme &theme = m_icons.theme();
    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(2));
    const QList<WindowNotices::Job> jobs = m_notices.jobs();
    if (!jobs.isEmpty()) {
        column->addWidget(new SectionHead(theme, tr("Jobs"), tr("%n running", nullptr, int(jobs.size()))));
        for (const WindowNotices::Job &job : jobs)
            column->addWidget(jobRow(job.number, job.text, job.detail, job.share));
    }
    column->addWidget(new SectionHead(theme, tr("Notifications")));
    if (m_notices.entries().isEmpty())
        column->addWidget(new TextLabel(theme, tr("Nothing has happened yet."), Theme::Scale::Body,
                                        Theme::Role::TextMuted));
    for (const WindowNotices::Entry &entry : m_notices.entries()) {
        QString text = entry.count > 1 ? tr("%1 (%2 times)").arg(entry.text).arg(entry.count) : entry.text;
        QString icon = QStringLiteral("circle-check");
        Theme::Role role = Theme::Role::Success;
        if (entry.kind == WindowNotices::Entry::Kind::Failed) {
            icon = QStringLiteral("circle-x");
            role = Theme::Role::Danger;
        } else if (!entry.warning.isEmpty()) {
            icon = QStringLiteral("triangle-alert");
            role = Theme::Role::Warning;
            text += QLatin1Char('\n') + entry.warning;
        }
        QWidget *row = entryRow(icon, role, text, m_format.time(entry.at.toQDateTime(m_zone).time()));
        auto *line = static_cast<QHBoxLayout *>(row->layout());
        if (!entry.transaction.isNull()) {
            QPushButton *undo = smallButton(tr("Undo"));
            undo->setAccessibleName(tr("Undo: %1").arg(entry.text));
            connect(undo, &QPushButton::clicked, this,
                    [this, id = entry.transaction] { m_notices.undo(id); });
            line->insertWidget(2, undo);
        }
        if (!entry.resultPath.isEmpty()) {
            QPushButton *open = smallButton(tr("Open"));
            open->setAccessibleName(tr("Open %1").arg(QFileInfo(entry.resultPath).fileName()));
            connect(open, &QPushButton::clicked, this,
                    [path = entry.resultPath] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
            line->insertWidget(2, open);
        }
        column->addWidget(row);
    }
    column->addStretch();
    m_area->setWidget(list);             // deletes the one before
    list->setAutoFillBackground(false);  // setWidget() switches it on
    m_list = list;
    const int height = list->layout()->totalHeightForWidth(Width - 2 * theme.space(4));
    m_area->setFixedHeight(std::min(MostHeight, std::max(height, list->sizeHint().height())));
    if (m_anchor)
        fit();
}

QWidget *NoticePopover::jobRow(int number, const QString &text, const QString &detail, double share)
{
    const Theme &theme = m_icons.theme();
    auto *row = new QWidget;
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, theme.space(2));
    column->setSpacing(theme.space(1));
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(theme, text, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong),
                    1);
    auto *cancel =
        new IconButton(m_icons, QStringLiteral("x"), tr("Cancel: %1").arg(text), IconButton::Extent::Bar);
    connect(cancel, &IconButton::clicked, this, [this, number] { m_notices.cancel(number); });
    head->addWidget(cancel);
    column->addLayout(head);
    auto *bar = new ProgressLine(theme);
    bar->setRatio(std::max(0.0, share));
    bar->setPercentShown(share >= 0);
    bar->setAccessibleName(text);
    column->addWidget(bar);
    column->addWidget(new TextLabel(theme, detail, Theme::Scale::Small, Theme::Role::TextMuted));
    return row;
}

QWidget *NoticePopover::entryRow(const QString &icon, Theme::Role role, const QString &text,
                                 const QString &time)
{
    const Theme &theme = m_icons.theme();
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme.space(2));
    auto *mark = new QLabel;
    mark->setPixmap(m_icons.pixmap(icon, role, IconBox, devicePixelRatioF()));
    const int height = theme.size(Theme::Size::ControlSmall);  // of the buttons of a line
    mark->setFixedSize(IconBox, height);
    line->addWidget(mark, 0, Qt::AlignTop);
    auto *label = new TextLabel(theme, text, Theme::Scale::Body);
    label->setWordWrap(true);
    label->setMinimumHeight(height);
    line->addWidget(label, 1);
    auto *when = new TextLabel(theme, time, Theme::Scale::Small, Theme::Role::TextMuted);
    when->setElides(false);
    when->setFixedHeight(height);
    line->addWidget(when, 0, Qt::AlignTop);
    return row;
}

QPushButton *NoticePopover::smallButton(const QString &text, const QString &icon)
{
    auto *button = new QPushButton(text);
    button->setProperty("small", true);
    if (!icon.isEmpty())
        button->setIcon(m_icons.icon(icon));
    return button;
}

}  // namespace dw::ui
