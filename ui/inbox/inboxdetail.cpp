// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inboxdetail.h"

#include "ui/common/banner.h"
#include "ui/common/sectionhead.h"
#include "ui/common/textlabel.h"
#include "ui/inbox/comparison.h"
#include "ui/inbox/rule.h"

#include <QCheckBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace dw::ui
{

using Scale = Theme::Scale;
using Role = Theme::Role;

namespace
{

constexpr int HeadHeight = 70;
constexpr int FootHeight = 49;
constexpr int Margin = 16;

}  // namespace

InboxDetail::InboxDetail(UiContext &context, InboxActions *actions, QWidget *parent)
    : QWidget(parent), m_context(context), m_texts(context), m_actions(actions)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    const Theme &theme = context.theme;
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    buildHead(whole);
    m_problem = new Banner(theme, context.icons, Tone::Danger, {});
    m_problem->hide();
    whole->addWidget(m_problem);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(Margin, theme.space(3), Margin, Margin);
    column->setSpacing(theme.space(2));
    auto *picking = new QHBoxLayout;
    m_pick = new TextLabel(theme, tr("Pick one value for each field"), Scale::Body, Role::TextMuted);
    picking->addWidget(m_pick, 1);
    addButton(picking, QStringLiteral("all_mine"), tr("All mine"), {}, QStringLiteral("M"));
    addButton(picking, QStringLiteral("all_theirs"), tr("All theirs"), {}, QStringLiteral("T"));
    column->addLayout(picking);
    m_comparison = new Comparison(context);
    column->addWidget(m_comparison);
    m_joinedHead = new SectionHead(theme, tr("Joined on their own"));
    column->addWidget(m_joinedHead);
    m_joined = new FactLines(context, FactLines::Look::Changes);
    column->addWidget(m_joined);
    m_followersHead = new SectionHead(theme, tr("What waits with it"));
    column->addWidget(m_followersHead);
    m_followers = new TextLabel(theme, {}, Scale::Body, Role::TextMuted);
    m_followers->setWordWrap(true);
    column->addWidget(m_followers);
    m_resultHead = new SectionHead(theme, tr("Result"));
    column->addWidget(m_resultHead);
    m_result = new FactLines(context, FactLines::Look::Values);
    column->addWidget(m_result);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    inside->setBackgroundRole(QPalette::Base);
    whole->addWidget(scroll, 1);
    buildFoot(whole);
    connect(m_comparison, &Comparison::changed, this, &InboxDetail::refresh);
    connect(m_actions, &InboxActions::busyChanged, this, &InboxDetail::refresh);
    connect(m_actions, &InboxActions::refused, this, [this](const QString &why) {
        m_problem->setText(why, tr("Nothing was changed; what you typed is still here."));
        m_problem->show();
    });
}

QPushButton *InboxDetail::addButton(QLayout *row, const QString &way, const QString &text,
                                    const QString &icon, const QString &key)
{
    auto *button = new QPushButton(text);
    if (!icon.isEmpty())
        button->setIcon(m_context.icons.icon(icon));
    if (!key.isEmpty())
        button->setProperty("keyHint", key);
    button->setObjectName(QStringLiteral("inbox.") + way);
    m_buttons.insert(way, button);
    row->addWidget(button);
    return button;
}

void InboxDetail::buildHead(QVBoxLayout *whole)
{
    auto *head = new QFrame;
    head->setFixedHeight(HeadHeight);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(Margin, 0, Margin, 0);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addStretch();
    m_title = new TextLabel(m_context.theme, {}, Scale::Heading);
    m_sentence = new TextLabel(m_context.theme, {}, Scale::Body, Role::TextMuted);
    names->addWidget(m_title);
    names->addWidget(m_sentence);
    names->addStretch();
    row->addLayout(names, 1);
    addButton(row, QStringLiteral("open"), tr("Open record"), QStringLiteral("maximize-2"));
    connect(button(QStringLiteral("open")), &QPushButton::clicked, this, [this] {
        if (m_context.navigator)
            m_context.navigator->openRecord(m_item.about.id.isNull() ? m_item.record : m_item.about);
    });
    whole->addWidget(head);
    whole->addWidget(new Rule(m_context.theme, Qt::Horizontal));
}

void InboxDetail::buildFoot(QVBoxLayout *whole)
{
    m_confirm = new Banner(m_context.theme, m_context.icons, Tone::Warning, {});
    m_confirm->hide();
    QPushButton *sure = m_confirm->addAction(tr("Discard it"));
    sure->setProperty("kind", QStringLiteral("danger"));
    m_buttons.insert(QStringLiteral("discard_sure"), sure);
    connect(sure, &QPushButton::clicked, this, [this] { run(InboxDecision::Action::Discard); });
    whole->addWidget(m_confirm);
    auto *foot = new QFrame;
    foot->setFixedHeight(FootHeight);
    foot->setBackgroundRole(QPalette::Window);
    foot->setAutoFillBackground(true);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(Margin, 0, Margin, 0);
    row->setSpacing(m_context.theme.space(2));
    m_same = new QCheckBox;
    m_same->setObjectName(QStringLiteral("inbox.same"));
    m_same->hide();
    row->addWidget(m_same);
    row->addStretch(1);
    addButton(row, QStringLiteral("discard"), tr("Discard"), QStringLiteral("trash-2"),
              QStringLiteral("Del"));
    addButton(row, QStringLiteral("later"), tr("Later"), {});
    addButton(row, QStringLiteral("note"), tr("Save as note"), QStringLiteral("message-square"),
              QStringLiteral("N"));
    addButton(row, QStringLiteral("new"), tr("Create as new"), QStringLiteral("plus"));
    addButton(row, QStringLiteral("edit"), tr("Edit and resend"), QStringLiteral("pencil"),
              QStringLiteral("E"));
    QPushButton *save =
        addButton(row, QStringLiteral("save"), tr("Save and next"), {}, QStringLiteral("Enter"));
    save->setProperty("kind", QStringLiteral("primary"));
    save->setIcon(m_context.icons.icon(QStringLiteral("check"), Role::AccentText));
    whole->addWidget(new Rule(m_context.theme, Qt::Horizontal));
    whole->addWidget(foot);
    const auto on = [this](const char *way, auto slot) {
        connect(button(QString::fromLatin1(way)), &QPushButton::clicked, this, slot);
    };
    on("discard", &InboxDetail::discard);
    on("later", &InboxDetail::laterRequested);
    on("note", &InboxDetail::note);
    on("new", [this] { m_actions->createAsNew(m_item); });
    on("edit", &InboxDetail::edit);
    on("save", &InboxDetail::takePrimary);
    on("all_mine", [this] { chooseAll(true); });
    on("all_theirs", [this] { chooseAll(false); });
}

void InboxDetail::setItem(const InboxItem &item)
{
    const bool other = item.number != m_item.number || item.record != m_item.record;
    m_item = item;
    if (other) {
        m_same->setChecked(false);
        m_problem->hide();
        m_confirm->hide();
    }
    m_title->setText(item.title);
    m_sentence->setText(m_texts.sentence(item));
    button(QStringLiteral("open"))->setVisible(item.isHere || item.isWhole());
    m_comparison->setItem(item);
    const bool compares = !item.fields.isEmpty() || item.isWhole();
    m_comparison->setVisible(compares);
    fillJoined();
    fillFollowers();
    const bool choosing = m_comparison->hasChoices();
    m_pick->setVisible(compares);
    m_pick->setText(item.isWhole() ? tr("Pick one side: the lines go together")
                    : choosing     ? tr("Pick one value for each field")
                                   : tr("What you typed"));
    button(QStringLiteral("all_mine"))->setVisible(choosing);
    button(QStringLiteral("all_theirs"))->setVisible(choosing);
    button(QStringLiteral("edit"))->setVisible(m_actions->mayEdit(item));
    button(QStringLiteral("new"))->setVisible(m_actions->mayCreate(item));
    button(QStringLiteral("note"))->setVisible(!item.isNews());
    button(QStringLiteral("discard"))->setText(item.isNews() ? tr("Dismiss") : tr("Discard"));
    button(QStringLiteral("save"))->setVisible(choosing || item.mayResend());
    button(QStringLiteral("save"))
        ->setText(choosing            ? tr("Save and next")
                  : item.mayRestore() ? tr("Restore and apply")
                  : item.isConflict() ? tr("Do it again")
                                      : tr("Try again"));
    refresh();
}

void InboxDetail::setAll(const QList<InboxItem> &all)
{
    m_all = all;
    fillSame();
}

void InboxDetail::fillJoined()
{
    m_joinedHead->setVisible(!m_item.joined.isEmpty());
    m_joined->setVisible(!m_item.joined.isEmpty());
    m_joinedHead->setNote(tr("%n field(s), only one side had changed", nullptr, int(m_item.joined.size())));
    QList<FactLines::Line> lines;
    for (const InboxJoined &joined : std::as_const(m_item.joined)) {
        const bool both = joined.side == InboxJoined::Side::Both;
        lines.append({joined.field.described().label.in(m_context.language),
                      m_texts.value(m_item, joined.field, joined.field.original),
                      m_texts.value(m_item, joined.field,
                                    both ? joined.field.theirs : std::optional(joined.field.mine)),
                      both ? tr("both") : tr("mine")});
    }
    m_joined->setLines(lines);
}

void InboxDetail::fillFollowers()
{
    m_followersHead->setVisible(!m_item.followers.isEmpty());
    m_followers->setVisible(!m_item.followers.isEmpty());
    m_followers->setText(m_item.followers.join(QLatin1Char('\n')));
}

void InboxDetail::fillResult()
{
    QList<FactLines::Line> lines;
    const QList<InboxDecision::Choice> choices = m_comparison->choices();
    for (const InboxDecision::Choice &choice : choices) {
        for (const InboxField &field : std::as_const(m_item.fields)) {
            if (field.record != choice.record || field.field != choice.field)
                continue;
            lines.append(
                {field.described().label.in(m_context.language),
                 {},
                 m_texts.value(m_item, field, choice.mine ? std::optional(field.mine) : field.theirs),
                 choice.mine ? tr("from you") : tr("from %1").arg(m_texts.other(m_item))});
        }
    }
    m_resultHead->setVisible(!lines.isEmpty());
    m_result->setVisible(!lines.isEmpty());
    m_result->setLines(lines);
}

void InboxDetail::fillSame()
{
    m_alike = m_item.isKept() ? SameDifference::of(m_item, m_comparison->choices(), m_all) : SameDifference();
    QStringList names;
    for (const QString &field : std::as_const(m_alike.fields)) {
        for (const InboxField &one : std::as_const(m_item.fields)) {
            const QString name = one.described().label.in(m_context.language);
            if (one.field == field && !names.contains(name))
                names.append(name);
        }
    }
    m_same->setVisible(m_alike.count > 0);
    m_same->setText(tr("%n more difference(s) with %1 (%2): do the same", nullptr, int(m_alike.count))
                        .arg(m_texts.other(m_item), m_context.format.list(names)));
}

void InboxDetail::refresh()
{
    fillResult();
    fillSame();
    const bool idle = !m_actions->isBusy();
    m_same->setEnabled(idle);
    button(QStringLiteral("save"))->setEnabled(idle && m_comparison->isComplete());
    for (const char *way : {"note", "discard", "edit", "new", "discard_sure"})
        button(QString::fromLatin1(way))->setEnabled(idle);
}

QWidget *InboxDetail::confirmation() const
{
    return m_confirm;
}

void InboxDetail::chooseAll(bool mine)
{
    m_comparison->chooseAll(mine);
    refresh();
}

void InboxDetail::run(InboxDecision::Action action, const QList<InboxDecision::Choice> &choices)
{
    InboxDecision decision;
    decision.action = action;
    decision.number = m_item.number;
    decision.record = m_item.isKept() ? m_item.record : RecordRef();
    decision.choices = choices;
    m_problem->hide();
    m_confirm->hide();
    const bool choosing = action == InboxDecision::Action::Mine || action == InboxDecision::Action::Theirs;
    m_actions->decide(m_item, decision,
                      choosing && m_same->isChecked() ? m_alike.also : QList<SameDifference::Also>());
}

void InboxDetail::takePrimary()
{
    QPushButton *save = button(QStringLiteral("save"));
    if (save->isHidden() || !save->isEnabled())
        return;
    const QList<InboxDecision::Choice> choices = m_comparison->choices();
    if (m_item.mayRestore()) {
        run(InboxDecision::Action::Restore);
        return;
    }
    const bool anyMine =
        choices.isEmpty() || std::any_of(choices.begin(), choices.end(),
                                         [](const InboxDecision::Choice &choice) { return choice.mine; });
    // What nobody else touched goes up with what was chosen.
    const bool others = !m_item.isKept() && !m_item.isWhole() && m_item.fields.size() > choices.size();
    run(anyMine || others ? InboxDecision::Action::Mine : InboxDecision::Action::Theirs, choices);
}

void InboxDetail::discard()
{
    // Nothing was typed.
    if (m_item.isNews()) {
        run(InboxDecision::Action::Discard);
        return;
    }
    m_confirm->setText(tr("What you typed about %1 will be gone.").arg(m_item.title),
                       m_item.followers.isEmpty() ? QString()
                                                  : tr("%n other change(s) that wait with it go too.",
                                                       nullptr, int(m_item.followers.size())));
    m_confirm->show();
    button(QStringLiteral("discard_sure"))->setFocus(Qt::OtherFocusReason);
}

void InboxDetail::note()
{
    if (!m_item.isNews())
        run(InboxDecision::Action::Note);
}

void InboxDetail::edit()
{
    if (m_actions->mayEdit(m_item))
        m_actions->edit(m_item);
}

}  // namespace dw::ui
