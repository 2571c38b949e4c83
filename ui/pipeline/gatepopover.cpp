// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/gatepopover.h"

#include "core/base/wording.h"
#include "core/rules/findingtext.h"
#include "ui/common/textlabel.h"
#include "ui/pipeline/gateactivityitem.h"
#include "ui/pipeline/gatedocitem.h"
#include "ui/pipeline/gatefielditem.h"
#include "ui/pipeline/gatereading.h"
#include "ui/pipeline/gatetextitem.h"
#include "ui/records/textdraft.h"
#include "ui/shell/refusaltext.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int Width = 334;

bool isItem(const Finding &finding)
{
    return finding.severity == Finding::Severity::Blocker && !finding.provisional &&
           (!finding.item.isEmpty() || !finding.field.isEmpty());
}

QString itemOf(const Finding &finding)
{
    return finding.item.isEmpty() ? QLatin1String("field:") + finding.field : finding.item;
}

// In the order of effort: fields and words first, then what must be logged or fetched, waivers last.
int effort(const QString &item)
{
    if (item.startsWith(QLatin1String("field:")) || item == QLatin1String("reason"))
        return 0;
    if (item.startsWith(QLatin1String("activity:")))
        return 1;
    return item.startsWith(QLatin1String("doc:")) ? 2 : 3;
}

}  // namespace

GatePopover::GatePopover(UiContext &context, const Id &deal, const Id &target, const Findings &findings,
                         QWidget *window)
    : Popover(context.theme, window)
    , m_context(context)
    , m_draft(new TextDraft(context, QStringLiteral("gate.") + target.toString(), deal, this))
    , m_target(target)
    , m_title(new TextLabel(context.theme, {}, Theme::Scale::Title))
    , m_sentence(new TextLabel(context.theme, {}, Theme::Scale::Body, Theme::Role::TextMuted))
    , m_error(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::Danger))
    , m_metLine(new QWidget)
    , m_met(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_scroll(new QScrollArea)
    , m_list(new QWidget)
    , m_waive(new QPushButton(tr("Ask for a waiver")))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_move(new QPushButton(context.icons.icon(QStringLiteral("arrow-right"), Theme::Role::AccentText),
                             tr("Move")))
{
    m_deal.ref = {QStringLiteral("opportunity"), deal};
    buildFrame();
    setFindings(findings);
    m_draft->restore();
    read();
}

void GatePopover::buildFrame()
{
    const Theme &theme = m_context.theme;
    setContentWidth(Width);
    setAccessibleName(tr("Gate"));
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(2));
    m_scroll->setWidget(m_list);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_list->setAutoFillBackground(false);
    m_sentence->setWordWrap(true);
    m_error->setWordWrap(true);
    m_error->hide();
    m_met->setWordWrap(true);

    auto *metRow = new QHBoxLayout(m_metLine);
    metRow->setContentsMargins(0, 0, 0, 0);
    metRow->setSpacing(theme.space(1) + 2);
    auto *tick = new QLabel;
    tick->setPixmap(m_context.icons.pixmap(QStringLiteral("circle-check"), Theme::Role::Success, 14,
                                           devicePixelRatioF()));
    metRow->addWidget(tick, 0, Qt::AlignTop);
    metRow->addWidget(m_met, 1);

    m_waive->setProperty("kind", QStringLiteral("quiet"));
    m_move->setProperty("kind", QStringLiteral("primary"));
    setPrimary(m_move);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(2));
    buttons->addWidget(m_waive);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_move);

    body()->addWidget(m_title);
    body()->addWidget(m_sentence);
    body()->addWidget(m_scroll, 1);
    body()->addWidget(m_error);
    body()->addWidget(m_metLine);
    body()->addSpacing(theme.space(3));
    body()->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, &Popover::closePopover);
    connect(m_move, &QPushButton::clicked, this, &GatePopover::move);
    connect(m_waive, &QPushButton::clicked, this, &GatePopover::toggleWaiver);
    connect(this, &Popover::closed, this, [this] {
        if (!m_done)
            Q_EMIT cancelled();
    });
}

bool GatePopover::canAnswer(const CommandResult &result)
{
    return result.status == CommandResult::Status::Refused &&
           std::any_of(result.findings.begin(), result.findings.end(), isItem);
}

GateItem *GatePopover::itemFor(const QString &item) const
{
    for (GateItem *made : m_items) {
        if (made->item() == item)
            return made;
    }
    return nullptr;
}

QString GatePopover::title() const
{
    return m_title->text();
}

QString GatePopover::metText() const
{
    return m_met->text();
}

GateItem *GatePopover::makeItem(const Finding &finding)
{
    const QString item = itemOf(finding);
    if (item.startsWith(QLatin1String("field:"))) {
        const ObjectType &type = m_context.configuration()->dictionary->object(u"opportunity");
        const Field *field = type.find(QStringView(item).mid(6));
        if (field && !field->isReadOnly())
            return new GateFieldItem(m_context, finding, *field);
    }
    if (item.startsWith(QLatin1String("doc:")))
        return new GateDocItem(m_context, finding);
    if (item.startsWith(QLatin1String("activity:"))) {
        auto *activity = new GateActivityItem(m_context, finding);
        connect(activity, &GateActivityItem::resized, this, &GatePopover::arrange);
        return activity;
    }
    return new GateTextItem(m_context, finding);
}

GateItem *GatePopover::addItem(const Finding &finding)
{
    GateItem *made = makeItem(finding);
    qsizetype at = 0;
    while (at < m_items.size() && effort(m_items[at]->item()) <= effort(made->item()))
        ++at;
    m_items.insert(at, made);
    static_cast<QVBoxLayout *>(m_list->layout())->insertWidget(int(at), made);
    made->setDeal(m_deal);
    made->addTo(*m_draft);
    connect(made, &GateItem::changed, this, &GatePopover::refresh);
    return made;
}

void GatePopover::setFindings(const Findings &findings)
{
    m_missing.clear();
    QStringList words;
    for (const Finding &finding : findings) {
        if (!isItem(finding)) {
            if (finding.severity == Finding::Severity::Blocker && !finding.provisional)
                words.append(findingText(finding, *m_context.configuration()->rulebook, m_context.language));
            continue;
        }
        const QString item = itemOf(finding);
        if (m_missing.contains(item))
            continue;
        m_missing.append(item);
        if (GateItem *known = itemFor(item)) {
            // Filled in and still refused: say why, keep the text.
            if (known->isAnswered())
                known->setMessage(
                    findingText(finding, *m_context.configuration()->rulebook, m_context.language));
        } else {
            addItem(finding);
        }
    }
    m_error->setText(words.join(QLatin1Char('\n')));
    m_error->setVisible(!words.isEmpty());
    refreshMet();
    refresh();
    arrange();
}

void GatePopover::read()
{
    m_context.reader.run<GateDeal>(
        Workspace::Lane::Detail, {}, this,
        [id = deal()](const Reader &reader) { return readGateDeal(reader, id); },
        [this](const Result<GateDeal> &deal) {
            if (!deal.ok()) {
                m_error->setText(describe(deal.error()));
                m_error->show();
                return;
            }
            m_deal = *deal;
            if (m_seen.isEmpty())
                m_seen = m_deal.values;
            for (GateItem *item : std::as_const(m_items))
                item->setDeal(m_deal);
            refreshMet();
            refresh();
            arrange();
        });
}

void GatePopover::offerCompetitor()
{
    // The dictionary asks for the competitor only when it was the reason; ask before the rules must.
    const auto *reason = qobject_cast<GateFieldItem *>(itemFor(QStringLiteral("field:lost_reason")));
    const QString lostTo = QStringLiteral("field:lost_to_id");
    if (!reason)
        return;
    const bool needed = reason->value().toString() == QLatin1String("competitor");
    GateItem *known = itemFor(lostTo);
    if (needed && !known) {
        Finding finding;
        finding.key = QStringLiteral("gate.field_missing");
        finding.item = lostTo;
        finding.field = QStringLiteral("lost_to_id");
        finding.record = m_deal.ref;
        finding.arguments = {QStringLiteral("@field:opportunity.lost_to_id"),
                             QLatin1String("@stage:") + m_target.toString()};
        addItem(finding);
        arrange();
        // A new child of a shown widget counts as hidden until it is shown, and hidden items are not asked
        // for.
        itemFor(lostTo)->show();
    } else if (known && !m_missing.contains(lostTo)) {
        known->setVisible(needed);
    }
}

void GatePopover::refresh()
{
    offerCompetitor();
    const Rulebook &rulebook = *m_context.configuration()->rulebook;
    const Stage *target = rulebook.stage(m_target);
    const Stage *from = rulebook.stage(m_deal.stage);
    const QString stageName = target ? target->name.in(m_context.language) : QString();
    int open = 0;
    bool waivable = false;
    bool waiving = false;
    for (const GateItem *item : std::as_const(m_items)) {
        if (item->isHidden())
            continue;
        open += item->isAnswered() ? 0 : 1;
        waivable = waivable || item->isWaivable();
        waiving = waiving || item->isWaiving();
    }
    const int count = int(m_missing.size());
    m_title->setText(count == 1 ? tr("1 thing before %1").arg(stageName)
                                : tr("%1 things before %2").arg(m_context.format.integer(count), stageName));
    m_sentence->setText(
        !from ? QString()
        : count == 1
            ? tr("%1 stays in %2 until it is filled.").arg(m_deal.name, from->name.in(m_context.language))
            : tr("%1 stays in %2 until all are filled.").arg(m_deal.name, from->name.in(m_context.language)));
    m_waive->setVisible(waivable);
    m_waive->setText(waiving ? tr("Fill in instead") : tr("Ask for a waiver"));
    m_move->setEnabled(open == 0 && !m_running);
    m_move->setToolTip(open == 0 ? QString() : tr("%1 still to fill").arg(m_context.format.integer(open)));
}

void GatePopover::refreshMet()
{
    const QStringList met = metLabels(*m_context.configuration()->rulebook, m_deal.stage, m_target, m_missing,
                                      m_context.language);
    m_met->setText(tr("Already met: %1").arg(m_context.format.list(met)));
    m_metLine->setVisible(!met.isEmpty());
}

void GatePopover::openBeside(const QRect &anchorInWindow)
{
    m_anchor = anchorInWindow;
    const bool room = m_anchor.right() + Width + 24 < parentWidget()->width();
    m_list->ensurePolished();
    openAt(m_anchor, room ? Side::RightOf : Side::LeftOf);
    arrange();
    for (GateItem *item : std::as_const(m_items)) {
        if (!item->isAnswered()) {
            item->setFocus(Qt::PopupFocusReason);
            break;
        }
    }
}

void GatePopover::arrange()
{
    // As high as its items, at most what the window has; then the items scroll.
    const int rest = 190;
    const int most = std::max(120, parentWidget()->height() - rest);
    // What a reading has just filled, a list of choices say, has told its layout of its height, but not yet
    // those around it.
    const QList<QWidget *> parts = m_list->findChildren<QWidget *>();
    for (auto part = parts.crbegin(); part != parts.crend(); ++part)
        (*part)->updateGeometry();
    m_list->layout()->activate();
    m_scroll->setFixedHeight(std::min(most, m_list->sizeHint().height()));
    if (!isVisible())
        return;
    const QPointer<QWidget> focus = window()->focusWidget();
    const bool room = m_anchor.right() + Width + 24 < parentWidget()->width();
    openAt(m_anchor, room ? Side::RightOf : Side::LeftOf);
    if (focus && isAncestorOf(focus))
        focus->setFocus(Qt::OtherFocusReason);
}

void GatePopover::toggleWaiver()
{
    const bool any =
        std::any_of(m_items.begin(), m_items.end(), [](const GateItem *item) { return item->isWaiving(); });
    GateItem *first = nullptr;
    for (GateItem *item : std::as_const(m_items)) {
        // What is met already needs no waiver.
        if (any) {
            item->setWaiving(false);
        } else if (!item->isAnswered()) {
            item->setWaiving(true);
            first = first ? first : item;
        }
    }
    refresh();
    arrange();
    if (first)
        first->focusWaiver();
}

void GatePopover::move()
{
    QJsonObject arguments{{QStringLiteral("id"), deal().toString()},
                          {QStringLiteral("to"), m_target.toString()}};
    QJsonObject waivers;
    for (const GateItem *item : std::as_const(m_items)) {
        if (item->isHidden())
            continue;
        item->contribute(arguments);
        if (item->isWaiving() && !item->waiver().isEmpty())
            waivers.insert(item->item(), item->waiver());
    }
    if (!waivers.isEmpty())
        arguments.insert(QStringLiteral("waive"), waivers);
    QJsonObject base;
    const QStringList set = arguments.value(QLatin1String("set")).toObject().keys();
    for (const QString &field : set + QStringList{QStringLiteral("stage_id")}) {
        if (m_seen.contains(field))
            base.insert(field, m_seen.value(field));
    }
    arguments.insert(QStringLiteral("base"), base);
    m_running = true;
    refresh();
    m_context.commands.submit({QStringLiteral("opportunity.advance"), arguments}, m_context.actor(), this,
                              [this](const CommandResult &result) { answered(result); });
}

void GatePopover::answered(const CommandResult &result)
{
    m_running = false;
    if (result.status == CommandResult::Status::Applied) {
        m_done = true;
        m_draft->drop();
        closePopover();
        Q_EMIT moved(result);
        return;
    }
    if (canAnswer(result)) {
        setFindings(result.findings);
        return;
    }
    m_error->setText(refusalText(m_context, result));
    m_error->show();
    refresh();
    arrange();
}

void GatePopover::paintEvent(QPaintEvent *event)
{
    Popover::paintEvent(event);
    const QRect frame = frameRect().translated(-pos());
    QPainter painter(this);
    painter.fillRect(QRect(frame.left() + 1, m_cancel->y() - m_context.theme.space(3), frame.width() - 2, 1),
                     m_context.theme.color(Theme::Role::Border));
}

}  // namespace dw::ui
