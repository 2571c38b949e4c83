// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/contentspopover.h"

#include "ui/common/textlabel.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int MostHeight = 320;

}  // namespace

ContentsPopover::ContentsPopover(UiContext &context, QWidget *window)
    : Popover(context.theme, window), m_context(context)
{
    setContentWidth(context.theme.size(Theme::Size::DialogSmall));
}

QString ContentsPopover::sensitiveOf(const ServerDevice::Held &held) const
{
    const ObjectTypePtr object = m_context.configuration()->dictionary->find(held.object);
    QStringList names;
    for (const QString &key : held.sensitive) {
        const Field *field = object ? object->find(key) : nullptr;
        names.append(field ? field->label.in(m_context.language) : key);
    }
    return m_context.format.list(names);
}

void ContentsPopover::showContents(const QString &laptop, const ServerDevice::Contents &contents)
{
    const Theme &theme = m_context.theme;
    setAccessibleName(tr("What is on %1").arg(laptop));
    body()->addWidget(new TextLabel(theme, accessibleName(), Theme::Scale::Title));
    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(1));
    for (const ServerDevice::Held &held : contents.rows) {
        const QString line =
            tr("%1: %2").arg(held.label.in(m_context.language), m_context.format.integer(held.records));
        m_lines.append(line);
        column->addWidget(new TextLabel(theme, line, Theme::Scale::Body));
        if (held.sensitive.isEmpty())
            continue;
        auto *fields = new TextLabel(theme, tr("In clear: %1").arg(sensitiveOf(held)), Theme::Scale::Small,
                                     Theme::Role::TextMuted);
        fields->setWordWrap(true);
        column->addWidget(fields);
        m_lines.append(tr("In clear: %1").arg(sensitiveOf(held)));
    }
    if (contents.rows.isEmpty()) {
        m_lines.append(tr("Nothing: its user sees no records."));
        column->addWidget(new TextLabel(theme, m_lines.last(), Theme::Scale::Body));
    }
    auto *area = new QScrollArea;
    area->setWidget(list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(accessibleName());
    area->setMaximumHeight(MostHeight);
    area->setMinimumHeight(qMin(MostHeight, list->sizeHint().height()));
    list->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    body()->addWidget(area);
    const BusinessZone &zone = m_context.configuration()->settings.zone;
    const QDate today = zone.dateOf(m_context.clock.now()).toQDate();
    m_lines.append(tr("As its user's rights and the records are now, %1. What changed since it was last "
                      "here is not on it as it is counted.")
                       .arg(m_context.format.dateTime(contents.asOf.toQDateTime(zone.zone()), today)));
    auto *note = new TextLabel(theme, m_lines.last(), Theme::Scale::Small, Theme::Role::TextMuted);
    note->setWordWrap(true);
    body()->addWidget(note);
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &Popover::closePopover);
    body()->addWidget(close, 0, Qt::AlignRight);
    setPrimary(close);
    setAccessibleDescription(m_lines.join(u'\n'));
}

}  // namespace dw::ui
