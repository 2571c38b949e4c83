// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/peekpanel.h"

#include "core/base/wording.h"
#include "ui/common/avatar.h"
#include "ui/common/banner.h"
#include "ui/common/factlist.h"
#include "ui/common/fittingrow.h"
#include "ui/common/iconbutton.h"
#include "ui/common/panelsection.h"
#include "ui/common/pilllabel.h"
#include "ui/common/sectionhead.h"
#include "ui/common/textlabel.h"
#include "ui/figures/figurebutton.h"
#include "ui/figures/figureexplainer.h"
#include "ui/records/changetext.h"
#include "ui/records/coveredvalue.h"
#include "ui/records/dealline.h"
#include "ui/records/possibleways.h"
#include "ui/records/stepbox.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int TimelineRows = 4;
constexpr int Facts = 7;
constexpr int Deals = 5;

}  // namespace

PeekPanel::PeekPanel(UiContext &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_text(context)
    , m_place(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_scroll(new QScrollArea)
{
    setAccessibleName(tr("Preview"));
    setFrameShape(QFrame::NoFrame);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QWidget;
    bar->setFixedHeight(context.theme.size(Theme::Size::Viewbar));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 12, 0);
    row->setSpacing(context.theme.space(1));
    row->addWidget(m_place);
    row->addStretch(1);
    const auto step = [this, row](const QString &icon, const QString &name, int by) {
        auto *button = new IconButton(m_context.icons, icon, name, IconButton::Extent::Bar);
        connect(button, &QToolButton::clicked, this, [this, by] { Q_EMIT stepRequested(by); });
        row->addWidget(button);
        m_ways.append(button);
    };
    step(QStringLiteral("chevron-up"), tr("Previous record"), -1);
    step(QStringLiteral("chevron-down"), tr("Next record"), 1);
    auto *open = new QPushButton(context.icons.icon(QStringLiteral("maximize-2")), tr("Open"));
    open->setProperty("kind", QStringLiteral("quiet"));
    open->setProperty("keyHint", QStringLiteral("Enter"));
    open->setToolTip(tr("Open the page of this record (Enter)"));
    connect(open, &QPushButton::clicked, this, &PeekPanel::openRequested);
    row->addWidget(open);
    m_ways.append(open);
    auto *close =
        new IconButton(context.icons, QStringLiteral("x"), tr("Close the preview"), IconButton::Extent::Bar);
    close->setName(tr("Close the preview"), tr("Space"));
    connect(close, &QToolButton::clicked, this, &PeekPanel::closeRequested);
    row->addWidget(close);
    column->addWidget(bar);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_scroll, 1);
}

void PeekPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.color(Theme::Role::Surface));
    const QColor border = m_context.theme.color(Theme::Role::Border);
    painter.fillRect(QRect(0, m_context.theme.size(Theme::Size::Viewbar) - 1, width(), 1), border);
}

void PeekPanel::showRecord(const RecordRef &ref, int place, int count)
{
    m_place->setText(
        ref.id.isNull() || count == 0
            ? QString()
            : tr("%1 of %2").arg(m_context.format.integer(place), m_context.format.integer(count)));
    m_ref = ref;
    for (QWidget *way : std::as_const(m_ways))
        way->setEnabled(!ref.id.isNull());
    read();
}

void PeekPanel::read()
{
    const int generation = ++m_generation;
    if (m_ref.id.isNull()) {
        m_reading = false;
        renew();
        m_scroll->setWidget(m_content);
        return;
    }
    m_reading = true;
    m_context.reader.run<RecordDetails>(
        Workspace::Lane::Detail, QStringLiteral("peek.%1").arg(quintptr(this), 0, 16), this,
        [ref = m_ref](const Reader &reader) { return RecordDetails::read(reader, ref, TimelineRows); },
        [this, generation, asked = m_context.clock.now()](const Result<RecordDetails> &answer) {
            if (generation != m_generation)
                return;
            m_reading = false;
            m_asOf = asked;
            if (answer.ok())
                fill(answer.value());
            else
                showProblem(answer.error());
            Q_EMIT shown();
        });
}

void PeekPanel::showProblem(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    renew();
    section()->addWidget(new Banner(m_context.theme, m_context.icons, Tone::Danger, describe(error)));
    m_body->addStretch(1);
    m_scroll->setWidget(m_content);
}

QVBoxLayout *PeekPanel::section()
{
    return addPanelSection(m_body, m_context.theme);
}

void PeekPanel::renew()
{
    m_details = {};
    m_content = new QWidget;
    m_content->setAutoFillBackground(true);
    QPalette colors = m_content->palette();
    colors.setColor(QPalette::Window, m_context.theme.color(Theme::Role::Surface));
    m_content->setPalette(colors);
    m_body = new QVBoxLayout(m_content);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
}

void PeekPanel::fill(const RecordDetails &details)
{
    renew();
    m_details = details;
    fillHead(details);
    fillFacts(details);
    if (!details.openDeals.isEmpty())
        fillDeals(details);
    if (!details.timeline.isEmpty())
        fillTimeline(details);
    m_body->addStretch(1);
    m_scroll->setWidget(m_content);
}

void PeekPanel::fillHead(const RecordDetails &details)
{
    const Record &record = details.record;
    const ObjectType &type = record.type();
    QVBoxLayout *place = section();
    place->setSpacing(m_context.theme.space(3));
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    const QString title = record.title(m_context.language);
    head->addWidget(new Avatar(m_context.theme, title, Whose::Other, Theme::Size::AvatarLarge));
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(new TextLabel(m_context.theme, title, Theme::Scale::Title));
    QStringList subtitle;
    for (const char *key : {"name_en", "account_id", "contact_name", "job_title", "industry", "region"}) {
        const int index = type.indexOf(QString::fromLatin1(key));
        if (index < 0 || index == type.titleIndex(m_context.language))
            continue;
        if (const QString text = m_text.text(type.field(index), record.value(index), details.titles);
            !text.isEmpty() && text != title)
            subtitle.append(text);
    }
    names->addWidget(new TextLabel(m_context.theme, subtitle.join(QStringLiteral(" · ")), Theme::Scale::Small,
                                   Theme::Role::TextMuted));
    head->addLayout(names, 1);
    if (const Field *grade = type.find(u"grade"); grade != nullptr && !record.value(u"grade").isNull())
        head->addWidget(
            new PillLabel(m_context.theme, m_context.icons,
                          tr("Grade %1")
                              .arg(grade->picklistValue(record.value(u"grade").text())
                                       ? grade->picklistValue(record.value(u"grade").text())->label.en
                                       : QString()),
                          Tone::Outline));
    place->addLayout(head);

    QList<ActionRegistry::RecordSpec> actions = m_context.actions.forRecord(type.key());
    actions.removeIf([&](const ActionRegistry::RecordSpec &spec) { return !isPossible(spec.id, record); });
    // What one does most stands first: the ways that have a key.
    std::stable_partition(actions.begin(), actions.end(),
                          [](const ActionRegistry::RecordSpec &spec) { return !spec.shortcut.isEmpty(); });
    if (!actions.isEmpty()) {
        auto *row = new FittingRow(m_context.icons, m_context.theme.space(2), tr("More actions"));
        for (const ActionRegistry::RecordSpec &spec : std::as_const(actions)) {
            auto *button = new QPushButton(m_context.icons.icon(spec.icon), spec.text);
            if (!spec.shortcut.isEmpty())
                button->setProperty("keyHint", spec.shortcut.toString(QKeySequence::PortableText));
            connect(button, &QPushButton::clicked, this, [run = spec.run, ref = m_ref] { run(ref); });
            if (const QString why = deniedReason(spec.id, record, m_context); !why.isEmpty()) {
                button->setEnabled(false);
                button->setToolTip(why);
                button->setAccessibleDescription(why);
            }
            row->add(button);
        }
        place->addWidget(row);
    }

    // The next step: of the record itself, or of its most urgent open deal.
    const Record *source = type.indexOf(u"next_step") >= 0 ? &record : nullptr;
    if (const Record &deal = details.soonest; deal.isValid()) {
        const bool earlier =
            source == nullptr || source->value(u"next_step_at").isNull() ||
            (!deal.value(u"next_step_at").isNull() &&
             deal.value(u"next_step_at").instant() < source->value(u"next_step_at").instant());
        if (earlier)
            source = &deal;
    }
    if (source != nullptr && !source->value(u"next_step").isNull()) {
        const Value at = source->value(u"next_step_at");
        const QString when =
            at.isNull() ? QString() : m_context.format.dateTime(m_text.local(at.instant()), m_text.today());
        place->addWidget(new StepBox(m_context.theme, when, source->value(u"next_step").text()));
    }
}

void PeekPanel::fillFacts(const RecordDetails &details)
{
    const Record &record = details.record;
    auto *facts = new FactList(m_context.theme, m_context.theme.size(Theme::Size::LabelColumn));
    const FieldRights rights = ReadAudit(m_context).rightsOf(record.type());
    const auto add = [&](const Field &field) {
        const Value &value = record.value(field.key);
        const QString text = m_text.withCurrency(field, value, details.titles);
        if (!text.isEmpty() && SensitiveRead::isCovered(field, rights))
            facts->addFact(m_text.label(field), new CoveredValue(m_context, record, field, text));
        else if (!text.isEmpty())
            facts->addFact(m_text.label(field), text);
    };
    if (const Field *owner = record.type().find(u"owner_id"))
        add(*owner);
    for (const Field &field : record.type().fields()) {
        if (facts->count() >= Facts)
            break;
        const bool wanted = (field.listed || field.group == QLatin1String("reach")) &&
                            field.type != FieldType::Json && field.key != QLatin1String("next_step");
        if (wanted && record.type().indexOf(field.key) != record.type().titleIndex(m_context.language))
            add(field);
    }
    section()->addWidget(facts);
}

FigureButton *PeekPanel::figureButton(const QString &key, Theme::Scale scale, Theme::Role role,
                                      Theme::Weight weight)
{
    auto *button = new FigureButton(m_context.theme, scale, role, weight);
    connect(button, &QAbstractButton::clicked, this, [this, key] { Q_EMIT figurePressed(key); });
    return button;
}

QString PeekPanel::sumText(const MoneySum &sum) const
{
    return sum.amount ? sum.leftOut.beside(m_text.money(*sum.amount), m_context.format)
                      : sum.leftOut.text(m_context.format);
}

QList<ShownFigure> PeekPanel::figures(const FigureExplainer &explainer) const
{
    QList<ShownFigure> list;
    if (!m_count)
        return list;
    const Record &record = m_details.record;
    const ObjectTypePtr deals = m_context.configuration()->dictionary->find(QStringLiteral("opportunity"));
    const QString mine =
        RecordDetails::whereOf(*deals, record.type().collection(u"opportunities")->by, record.ref().id);
    const auto add = [&](const char *key, const char *metric, const QString &value, QWidget *anchor) {
        ShownFigure figure;
        figure.key = QString::fromLatin1(key);
        figure.metric = QString::fromLatin1(metric);
        figure.value = value;
        figure.scope = record.title(m_context.language);
        figure.where = explainer.where(figure.metric, mine);
        figure.anchor = anchor;
        figure.asOf = m_asOf;
        list.append(figure);
    };
    const auto addSum = [&](const char *key, const char *metric, const MoneySum &sum) {
        if (sum.isEmpty())
            return;
        add(key, metric, sumText(sum), m_sum ? m_sum : m_count);
        list.last().inBase =
            !sum.amount || sum.amount->currency == m_context.configuration()->settings.currency;
    };
    addSum("peek.open", "open_pipeline", m_details.open);
    add("peek.open_count", "open_deals", m_context.format.integer(m_details.openCount), m_count);
    addSum("peek.weighted", "weighted_pipeline", m_details.weighted);
    return list;
}

void PeekPanel::fillDealFigures(SectionHead *head, const RecordDetails &details)
{
    m_count = figureButton(QStringLiteral("peek.open_count"), Theme::Scale::Small, Theme::Role::TextFaint,
                           Theme::Weight::OfScale);
    m_count->setFigure(m_context.format.integer(details.openCount), tr("Open deals"));
    head->addNote(m_count);
    if (!details.open.isEmpty()) {
        m_sum = figureButton(QStringLiteral("peek.open"), Theme::Scale::Body, Theme::Role::Text,
                             Theme::Weight::Strong);
        m_sum->setFigure(sumText(details.open), tr("Sum of the open deals"));
        head->addAction(m_sum);
    }
}

void PeekPanel::fillDeals(const RecordDetails &details)
{
    QVBoxLayout *place = section();
    const QString count = m_context.format.integer(details.openCount);
    auto *head = new SectionHead(m_context.theme, tr("Open deals"), m_explains ? QString() : count);
    if (m_explains)
        fillDealFigures(head, details);
    else if (!details.open.isEmpty()) {
        auto *total = new TextLabel(m_context.theme, sumText(details.open), Theme::Scale::Body,
                                    Theme::Role::Text, Theme::Weight::Strong);
        total->setElides(false);
        head->addAction(total);
    }
    place->addWidget(head);
    // A figure has an edge that shows only under the pointer: its text ends where the lines below it do.
    const int edge = m_explains && !details.open.isEmpty() ? FigureButton::edge() : 0;
    const QMargins margins = place->contentsMargins();
    place->setContentsMargins(margins.left(), margins.top(), margins.right() - edge, margins.bottom());
    // One right edge for the amounts: the dates of all lines share a column.
    QList<DealLine *> lines;
    int dates = 0;
    auto *rows = new QVBoxLayout;
    rows->setSpacing(0);
    rows->setContentsMargins(0, 0, edge, 0);
    place->addLayout(rows);
    for (const Record &deal : details.openDeals.first(std::min<qsizetype>(Deals, details.openDeals.size()))) {
        auto *line = new DealLine(m_context, deal);
        dates = std::max(dates, line->dateWidth());
        connect(line, &QAbstractButton::clicked, this, [this, ref = deal.ref()] {
            if (m_context.navigator != nullptr)
                m_context.navigator->openRecord(ref);
        });
        lines.append(line);
        rows->addWidget(line);
    }
    for (DealLine *line : std::as_const(lines))
        line->setDateColumn(dates);
}

void PeekPanel::fillTimeline(const RecordDetails &details)
{
    QVBoxLayout *place = section();
    place->addWidget(new SectionHead(m_context.theme, tr("Activity")));
    const ChangeText words(m_context);
    for (const TimelineEntry &read : details.timeline) {
        const TimelineEntry entry = words.told(read);
        auto *row = new QHBoxLayout;
        row->setSpacing(m_context.theme.space(2));
        auto *icon = new QLabel;
        icon->setFixedHeight(m_context.theme.line(Theme::Scale::Body));
        icon->setPixmap(m_context.icons.pixmap(entry.icon, Theme::Role::TextFaint, 16, devicePixelRatioF()));
        row->addWidget(icon, 0, Qt::AlignTop);
        auto *texts = new QVBoxLayout;
        texts->setSpacing(0);
        texts->addWidget(new TextLabel(m_context.theme, entry.title, Theme::Scale::Body));
        texts->addWidget(
            new TextLabel(m_context.theme, entry.text, Theme::Scale::Small, Theme::Role::TextMuted));
        row->addLayout(texts, 1);
        auto *when = new TextLabel(m_context.theme,
                                   m_context.format.date(m_text.local(entry.at).date(), m_text.today()),
                                   Theme::Scale::Small, Theme::Role::TextMuted);
        when->setElides(false);
        when->setFixedHeight(m_context.theme.line(Theme::Scale::Body));
        row->addWidget(when, 0, Qt::AlignTop);
        row->setContentsMargins(0, 0, 0, m_context.theme.space(1) + 2);
        place->addLayout(row);
    }
}

}  // namespace dw::ui
