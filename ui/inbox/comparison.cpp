// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/comparison.h"

#include "ui/common/paint.h"
#include "ui/common/textlabel.h"
#include "ui/inbox/choicecell.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int HeadHeight = 45;
constexpr int FieldWidth = 132;

}  // namespace

Comparison::Comparison(UiContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_texts(context)
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(1, 1, 1, 1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Original, mine and theirs"));
    connect(&context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QWidget *Comparison::headCell(const QString &title, const QString &more)
{
    auto *cell = new QWidget(m_body);
    cell->setFixedHeight(HeadHeight);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(m_context.theme.space(3), 0, m_context.theme.space(2), 0);
    column->setSpacing(0);
    column->addStretch();
    const bool two = !more.isEmpty();
    column->addWidget(new TextLabel(m_context.theme, title, Theme::Scale::Body,
                                    two ? Theme::Role::Text : Theme::Role::TextMuted,
                                    two ? Theme::Weight::Strong : Theme::Weight::Regular));
    if (two)
        column->addWidget(new TextLabel(m_context.theme, more, Theme::Scale::Small, Theme::Role::TextMuted));
    column->addStretch();
    return cell;
}

void Comparison::addHead(const InboxItem &item)
{
    Instant changed = item.changedAt;
    for (const InboxField &field : item.fields)
        changed = std::max(changed, field.at);
    m_grid->addWidget(headCell(tr("Field"), {}), 0, 0);
    m_grid->addWidget(headCell(tr("Original"), tr("as it was here")), 0, 1);
    m_grid->addWidget(headCell(tr("Mine"), m_texts.who(m_context.actor().name, item.typedAt)), 0, 2);
    m_grid->addWidget(
        headCell(item.isConflict() ? tr("Theirs") : tr("On the server"),
                 item.isConflict() ? m_texts.who(m_texts.other(item), changed) : tr("as it is now")),
        0, 3);
}

void Comparison::addLine(const InboxItem &item, const InboxField &field, int row)
{
    const QString name = field.described().label.in(m_context.language);
    auto *label = new TextLabel(m_context.theme, name, Theme::Scale::Body);
    label->setContentsMargins(m_context.theme.space(3), 0, 0, 0);
    m_grid->addWidget(label, row, 0);
    auto *original =
        new TextLabel(m_context.theme, item.isNew ? QString() : m_texts.value(item, field, field.original),
                      Theme::Scale::Body, Theme::Role::TextMuted);
    original->setContentsMargins(m_context.theme.space(3), 0, 0, 0);
    m_grid->addWidget(original, row, 1);
    const QString mine = m_texts.value(item, field, field.mine);
    const QString theirs = item.isNew ? QString() : m_texts.value(item, field, field.theirs);
    auto *mineCell = new ChoiceCell(m_context.theme, mine, tr("%1, mine: %2").arg(name, mine));
    auto *theirsCell = new ChoiceCell(m_context.theme, theirs, tr("%1, theirs: %2").arg(name, theirs));
    m_grid->addWidget(mineCell, row, 2);
    m_grid->addWidget(theirsCell, row, 3);
    const bool choosable = item.isConflict() && field.conflict && !item.isWhole();
    mineCell->setChoosable(choosable);
    theirsCell->setChoosable(choosable);
    if (choosable)
        offer(field.record, field.field, mineCell, theirsCell);
}

void Comparison::addPart(const InboxItem &item, const InboxLine &part, int row)
{
    const QString name = m_texts.partName(part, item);
    auto *label = new TextLabel(m_context.theme, name, Theme::Scale::Body);
    label->setContentsMargins(m_context.theme.space(3), 0, 0, 0);
    m_grid->addWidget(label, row, 0);
    const QString before = m_texts.part(part, part.original, item);
    auto *original = new TextLabel(m_context.theme, before, Theme::Scale::Body, Theme::Role::TextMuted);
    original->setContentsMargins(m_context.theme.space(3), 0, 0, 0);
    original->setToolTip(before);
    m_grid->addWidget(original, row, 1);
    const QString mine = m_texts.part(part, part.mine, item);
    const QString theirs = m_texts.part(part, part.theirs, item);
    auto *mineCell = new ChoiceCell(m_context.theme, mine, tr("%1, mine: %2").arg(name, mine));
    auto *theirsCell = new ChoiceCell(m_context.theme, theirs, tr("%1, theirs: %2").arg(name, theirs));
    m_grid->addWidget(mineCell, row, 2);
    m_grid->addWidget(theirsCell, row, 3);
    offer(part.record, {}, mineCell, theirsCell);
    for (ChoiceCell *cell : {mineCell, theirsCell})
        connect(cell, &QAbstractButton::toggled, this, [this, isMine = cell == mineCell](bool on) {
            if (on)
                chooseAll(isMine);
        });
}

void Comparison::offer(const RecordRef &record, const QString &field, ChoiceCell *mineCell,
                       ChoiceCell *theirsCell)
{
    auto *group = new QButtonGroup(m_body);
    group->addButton(mineCell);
    group->addButton(theirsCell);
    m_lines.append({record, field, mineCell, theirsCell});
    for (ChoiceCell *cell : {mineCell, theirsCell})
        connect(cell, &QAbstractButton::toggled, this, [this](bool on) {
            if (on)
                Q_EMIT changed();
        });
}

void Comparison::setItem(const InboxItem &item)
{
    QList<InboxDecision::Choice> before;
    if (m_number == item.number)
        before = choices();
    m_number = item.number;
    m_lines.clear();
    delete m_body;
    m_body = new QWidget;
    m_grid = new QGridLayout(m_body);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(0);
    m_grid->setColumnMinimumWidth(0, FieldWidth);
    for (int column = 1; column < 4; ++column)
        m_grid->setColumnStretch(column, 1);
    layout()->addWidget(m_body);
    addHead(item);
    int row = 1;
    for (const InboxLine &part : item.lines)
        addPart(item, part, row++);
    for (const InboxField &sum : item.sums)
        addLine(item, sum, row++);
    for (const InboxField &field : item.fields) {
        const bool shown = std::any_of(item.lines.begin(), item.lines.end(),
                                       [&](const InboxLine &part) { return part.record == field.record; });
        if (!shown)
            addLine(item, field, row++);
    }
    for (const InboxDecision::Choice &choice : std::as_const(before)) {
        for (const Line &line : std::as_const(m_lines)) {
            if (line.record == choice.record && line.field == choice.field)
                (choice.mine ? line.mine : line.theirs)->setChecked(true);
        }
    }
    m_body->show();
    update();
}

void Comparison::chooseAll(bool mine)
{
    for (const Line &line : std::as_const(m_lines))
        (mine ? line.mine : line.theirs)->setChecked(true);
}

void Comparison::choose(const QString &field, bool mine)
{
    for (const Line &line : std::as_const(m_lines)) {
        if (line.field == field)
            (mine ? line.mine : line.theirs)->setChecked(true);
    }
}

QList<InboxDecision::Choice> Comparison::choices() const
{
    QList<InboxDecision::Choice> made;
    for (const Line &line : m_lines) {
        if (line.mine->isChecked() || line.theirs->isChecked())
            made.append({line.record, line.field, line.mine->isChecked()});
    }
    return made;
}

bool Comparison::isComplete() const
{
    return choices().size() == m_lines.size();
}

QList<ChoiceCell *> Comparison::cells() const
{
    QList<ChoiceCell *> all;
    for (const Line &line : m_lines)
        all << line.mine << line.theirs;
    return all;
}

QWidget *Comparison::firstCell() const
{
    return m_lines.isEmpty() ? nullptr : m_lines.first().mine;
}

void Comparison::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_context.theme;
    paintRounded(painter, rect(), theme.radius(Theme::Radius::Container), theme.color(Theme::Role::Surface),
                 theme.color(Theme::Role::Border));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRect(1, 1, width() - 2, HeadHeight), theme.color(Theme::Role::Background));
    if (!m_grid)
        return;
    const QColor line = theme.color(Theme::Role::Grid);
    for (int row = 1; row < m_grid->rowCount(); ++row)
        painter.fillRect(QRect(1, m_grid->cellRect(row, 0).top(), width() - 2, 1), line);
    for (int column = 1; column < m_grid->columnCount(); ++column)
        painter.fillRect(QRect(m_grid->cellRect(0, column).left(), 1, 1, height() - 2), line);
}

}  // namespace dw::ui
