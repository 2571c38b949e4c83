// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inboxpage.h"

#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/textlabel.h"
#include "ui/inbox/comparison.h"
#include "ui/inbox/inboxactions.h"
#include "ui/inbox/inboxdetail.h"
#include "ui/inbox/inboxlist.h"
#include "ui/inbox/rule.h"
#include "ui/records/formsheet.h"
#include "ui/shell/pageactions.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int SideWidth = 320;
constexpr int HeadHeight = 44;
constexpr int FootHeight = 45;

}  // namespace

InboxPage::InboxPage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_watch(new InboxWatch(context, this))
    , m_actions(new InboxActions(context, this))
    , m_whole(new QStackedWidget)
    , m_empty(new EmptyView(context.theme, context.icons))
    , m_list(new InboxList(context))
    , m_detail(new InboxDetail(context, m_actions))
    , m_undone(new Banner(context.theme, context.icons, Tone::Success, {}))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_undone->hide();
    m_undone->setClosable(true);
    QPushButton *undo = m_undone->addAction(tr("Undo"));
    outer->addWidget(m_undone);
    outer->addWidget(m_whole, 1);
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildSide());
    row->addWidget(new Rule(context.theme, Qt::Vertical));
    row->addWidget(m_detail, 1);
    m_whole->addWidget(m_empty);
    m_whole->addWidget(both);
    m_empty->setState(
        EmptyView::Reason::Done, tr("Nothing needs your attention"),
        tr("What two people change, and what the server refuses, waits here until you decide."));
    m_empty->setActions({}, {});
    addActions();
    connect(undo, &QPushButton::clicked, this, [this] {
        m_undone->hide();
        m_actions->undo();
    });
    connect(m_watch, &InboxWatch::changed, this, &InboxPage::take);
    connect(m_list, &InboxList::currentItemChanged, this, &InboxPage::showCurrent);
    connect(m_list, &InboxList::entered, m_detail, &InboxDetail::takePrimary);
    connect(m_detail, &InboxDetail::laterRequested, this, &InboxPage::next);
    connect(m_actions, &InboxActions::decided, this, [this] {
        m_undone->setText(tr("Decided. The next one is shown."));
        m_undone->show();
    });
}

QWidget *InboxPage::buildSide()
{
    const Theme &theme = context().theme;
    auto *side = new QWidget;
    side->setFixedWidth(SideWidth);
    side->setBackgroundRole(QPalette::Base);
    side->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget;
    head->setFixedHeight(HeadHeight);
    auto *names = new QHBoxLayout(head);
    names->setContentsMargins(theme.space(3), 0, theme.space(3), 0);
    names->addWidget(new TextLabel(theme, tr("Needs attention"), Theme::Scale::Title), 1);
    m_count = new TextLabel(theme, {}, Theme::Scale::Body, Theme::Role::TextMuted);
    m_count->setElides(false);
    names->addWidget(m_count);
    column->addWidget(head);
    column->addWidget(m_list, 1);
    column->addWidget(new Rule(theme, Qt::Horizontal));
    auto *foot = new TextLabel(theme, tr("Nothing you typed is lost: it waits here until you decide."),
                               Theme::Scale::Small, Theme::Role::TextMuted);
    foot->setWordWrap(true);
    foot->setMinimumHeight(FootHeight);
    foot->setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1));
    column->addWidget(foot);
    return side;
}

void InboxPage::addActions()
{
    const PageActions add(context(), this, tr("Needs attention"), FormSheet::isInHand);
    add.add("inbox.all_mine", tr("Take all of mine"), "user", QKeySequence(Qt::Key_M),
            [this] { m_detail->chooseAll(true); });
    add.add("inbox.all_theirs", tr("Take all of theirs"), "user-check", QKeySequence(Qt::Key_T),
            [this] { m_detail->chooseAll(false); });
    add.add("inbox.note", tr("Save as note"), "message-square", QKeySequence(Qt::Key_N), [this] {
        if (!isEmpty())
            m_detail->note();
    });
    add.add("inbox.edit", tr("Edit and resend"), "pencil", QKeySequence(Qt::Key_E), [this] {
        if (!isEmpty())
            m_detail->edit();
    });
    add.add("inbox.discard", tr("Discard"), "trash-2", QKeySequence(Qt::Key_Delete), [this] {
        if (!isEmpty())
            m_detail->discard();
    });
}

bool InboxPage::isEmpty() const
{
    return m_list->items().isEmpty();
}

void InboxPage::show(const Place &place)
{
    m_wanted = place.record;
    if (m_watch->isSettled())
        take();
}

void InboxPage::take()
{
    if (!m_watch->isSettled())
        return;
    m_list->setItems(m_watch->items());
    if (!m_wanted.id.isNull()) {
        for (int i = 0; i < m_list->items().size(); ++i) {
            const InboxItem &item = m_list->items()[i];
            if (item.record == m_wanted || item.about == m_wanted)
                m_list->setCurrentItem(i);
        }
        m_wanted = {};
    }
    m_count->setText(context().format.integer(m_list->items().size()));
    m_whole->setCurrentIndex(isEmpty() ? 0 : 1);
    if (!m_watch->problem().isEmpty())
        m_empty->setState(EmptyView::Reason::NotHere, tr("The list cannot be read"), m_watch->problem());
    showCurrent();
    m_shown = true;
    Q_EMIT headChanged();
    Q_EMIT settled();
}

void InboxPage::showCurrent()
{
    m_detail->setAll(m_list->items());
    if (const InboxItem *item = m_list->currentItem())
        m_detail->setItem(*item);
}

void InboxPage::next()
{
    const InboxItem *current = m_list->currentItem();
    for (int i = 0; current && i < m_list->items().size(); ++i) {
        if (&m_list->items()[i] == current) {
            m_list->setCurrentItem(int((i + 1) % m_list->items().size()));
            break;
        }
    }
    m_list->setFocus(Qt::OtherFocusReason);
}

QStringList InboxPage::breadcrumb() const
{
    return {tr("Sync"), tr("Needs attention")};
}

QStringList InboxPage::statusTexts() const
{
    return {tr("%n wait for you", nullptr, int(m_list->items().size()))};
}

QWidget *InboxPage::focusTarget()
{
    return isEmpty() ? static_cast<QWidget *>(m_empty) : m_list;
}

QList<QWidget *> InboxPage::panes()
{
    QList<QWidget *> all{focusTarget()};
    if (QWidget *cell = isEmpty() ? nullptr : m_detail->comparison()->firstCell())
        all.append(cell);
    return all;
}

RecordRef InboxPage::currentRecord() const
{
    const InboxItem *item = m_list->currentItem();
    return item && item->isHere ? item->record : RecordRef();
}

QStringList InboxPage::scenes() const
{
    if (isEmpty())
        return {};
    return {QStringLiteral("chosen"), QStringLiteral("discard"), QStringLiteral("last")};
}

void InboxPage::showScene(const QString &scene)
{
    if (scene == QLatin1String("chosen"))
        m_detail->chooseAll(true);
    else if (scene == QLatin1String("discard"))
        m_detail->discard();
    else if (scene == QLatin1String("last"))
        m_list->setCurrentItem(int(m_list->items().size()) - 1);
}

}  // namespace dw::ui
