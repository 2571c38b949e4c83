// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/recordpanel.h"

#include "ui/common/iconbutton.h"
#include "ui/common/textlabel.h"

#include <QBoxLayout>

#include <algorithm>

namespace dw::ui
{

RecordPanel::RecordPanel(UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(new TextLabel(context.theme, {}, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_previous(new IconButton(context.icons, QStringLiteral("chevron-left"), tr("Previous record"),
                                IconButton::Extent::Bar))
    , m_next(new IconButton(context.icons, QStringLiteral("chevron-right"), tr("Next record"),
                            IconButton::Extent::Bar))
    , m_column(new QVBoxLayout(this))
{
    const Theme &theme = context.theme;
    m_column->setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(3));
    m_column->setSpacing(theme.space(1));
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_previous);
    head->addWidget(m_next);
    m_column->addLayout(head);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    refreshHead();
}

void RecordPanel::setCount(qsizetype count)
{
    m_count = count;
    m_index = 0;
    refreshHead();
}

void RecordPanel::refreshHead()
{
    m_title->setText(tr("Record %1 as it will be").arg(m_context.format.integer(m_index + 1)));
    m_previous->setEnabled(m_index > 0);
    m_next->setEnabled(m_index + 1 < m_count);
}

void RecordPanel::step(int by)
{
    m_index = std::clamp<qsizetype>(m_index + by, 0, std::max<qsizetype>(0, m_count - 1));
    refreshHead();
    Q_EMIT recordWanted(m_index);
}

void RecordPanel::show(const RecordSketch &sketch)
{
    if (m_body) {
        m_body->hide();
        m_body->deleteLater();
    }
    const Theme &theme = m_context.theme;
    m_lines.clear();
    m_body = new QWidget;
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(1));
    for (const RecordSketch::Line &line : sketch.lines) {
        m_lines.append(line.label + QStringLiteral(": ") + line.value);
        auto *row = new QHBoxLayout;
        row->setSpacing(theme.space(2));
        auto *label = new TextLabel(theme, line.label, Theme::Scale::Small, Theme::Role::TextMuted);
        label->setFixedWidth(theme.size(Theme::Size::LabelColumn));
        row->addWidget(label);
        auto *value = new TextLabel(theme, line.value, line.wrong ? Theme::Scale::Small : Theme::Scale::Body,
                                    line.wrong ? Theme::Role::Danger : Theme::Role::Text);
        value->setToolTip(line.value);
        row->addWidget(value, line.note.isEmpty() ? 1 : 0);
        if (!line.note.isEmpty())
            row->addWidget(new TextLabel(theme, line.note, Theme::Scale::Small, Theme::Role::TextMuted), 1);
        column->addLayout(row);
    }
    m_column->addWidget(m_body);
    m_body->show();
}

}  // namespace dw::ui
