// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/timelineview.h"

#include "ui/common/sectionhead.h"
#include "ui/common/segments.h"
#include "ui/common/textlabel.h"
#include "ui/customers/timelineitem.h"
#include "ui/records/changetext.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

TimelineView::TimelineView(UiContext &context, int limit, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_text(context)
    , m_limit(limit)
    , m_segments(new Segments(context.theme, context.icons))
    , m_items(new QVBoxLayout)
    , m_none(new TextLabel(context.theme, tr("Nothing has been logged yet."), Theme::Scale::Body,
                           Theme::Role::TextMuted))
    , m_more(new QPushButton(tr("Show earlier")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(context.theme.space(2));
    auto *head = new SectionHead(context.theme, tr("Timeline"));
    m_segments->setAccessibleName(tr("What the timeline shows"));
    const QStringList names{tr("All"), tr("Calls"), tr("Visits"), tr("Mail"), tr("Changes")};
    for (const QString &name : names)
        m_segments->addSegment(name);
    head->addAction(m_segments);
    column->addWidget(head);
    m_items->setSpacing(0);
    column->addLayout(m_items);
    m_none->hide();
    column->addWidget(m_none);
    m_more->setProperty("kind", QStringLiteral("quiet"));
    m_more->hide();
    column->addWidget(m_more, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_segments, &Segments::chosen, this, [this] { rebuild(); });
    connect(m_more, &QPushButton::clicked, this, &TimelineView::readMore);
}

void TimelineView::showRecord(const RecordRef &ref)
{
    m_ref = ref;
    m_entries.clear();
    m_complete = false;
    readMore();
}

bool TimelineView::fits(const TimelineEntry &entry, Filter filter)
{
    switch (filter) {
        case Filter::All:
            return true;
        case Filter::Calls:
            return entry.icon == QLatin1String("phone");
        case Filter::Visits:
            return entry.icon == QLatin1String("map-pin");
        case Filter::Mail:
            return entry.icon == QLatin1String("mail");
        case Filter::Changes:
            return entry.kind == TimelineEntry::Kind::StageMove || entry.kind == TimelineEntry::Kind::Change;
    }
    return true;
}

void TimelineView::readMore()
{
    const int generation = ++m_generation;
    const TimelineKey before = m_entries.isEmpty() ? TimelineKey() : m_entries.last().key();
    m_reading = true;
    m_context.reader.run<QList<TimelineEntry>>(
        Workspace::Lane::Detail, QStringLiteral("timeline.%1").arg(quintptr(this), 0, 16), this,
        [ref = m_ref, before](const Reader &reader) { return reader.timeline(ref, PageRows, before); },
        [this, generation](const Result<QList<TimelineEntry>> &answer) {
            if (generation != m_generation)
                return;
            m_reading = false;
            if (answer.ok()) {
                const ChangeText words(m_context);
                for (const TimelineEntry &entry : answer.value())
                    m_entries.append(words.told(entry));
                m_complete = answer.value().size() < PageRows;
            }
            rebuild();
            Q_EMIT shown();
        });
}

QList<TimelineEntry> TimelineView::entries() const
{
    QList<TimelineEntry> shown;
    for (const TimelineEntry &entry : m_entries) {
        if (fits(entry, Filter(m_segments->current())))
            shown.append(entry);
        if (m_limit > 0 && shown.size() >= m_limit)
            break;
    }
    return shown;
}

void TimelineView::rebuild()
{
    while (QLayoutItem *item = m_items->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    const QList<TimelineEntry> shown = entries();
    for (int i = 0; i < shown.size(); ++i) {
        const TimelineEntry &entry = shown[i];
        TimelineItem::Content content;
        content.icon = entry.icon;
        content.title = entry.title;
        content.who = entry.who;
        content.text = entry.text;
        content.when = m_context.format.dateTime(m_text.local(entry.at), m_text.today());
        content.last = i == shown.size() - 1;
        m_items->addWidget(new TimelineItem(m_context.theme, m_context.icons, content));
    }
    m_none->setText(m_segments->current() == int(Filter::All) ? tr("Nothing has been logged yet.")
                                                              : tr("Nothing of this kind yet."));
    m_none->setVisible(shown.isEmpty() && !m_reading);
    m_more->setVisible(m_limit == 0 && !m_complete);
}

}  // namespace dw::ui
