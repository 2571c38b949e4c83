// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/filterbar.h"

#include "ui/common/filterchip.h"
#include "ui/common/searchfield.h"
#include "ui/common/textlabel.h"
#include "ui/records/filterpopover.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

namespace dw::ui
{

FilterBar::FilterBar(UiContext &context, ObjectTypePtr object, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_object(object)
    , m_text(context, object)
    , m_chipRow(new QHBoxLayout)
    , m_quick(new SearchField(context.theme, context.icons, tr("Text, pinyin or number"), this))
    , m_changed(new TextLabel(context.theme, tr("Changed"), Theme::Scale::Small, Theme::Role::TextMuted,
                              Theme::Weight::OfScale, this))
    , m_save(new QPushButton(tr("Save view"), this))
    , m_reset(new QPushButton(tr("Reset"), this))
{
    setFixedHeight(context.theme.space(10));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(34, 0, 12, 1);
    row->setSpacing(context.theme.space(2));
    m_chipRow->setSpacing(context.theme.space(2));
    row->addLayout(m_chipRow);
    row->addStretch(1);
    m_quick->setAccessibleName(tr("Quick filter"));
    m_quick->setMinimumWidth(180);
    m_quick->setVisible(false);
    m_quick->installEventFilter(this);
    row->addWidget(m_quick);
    m_changed->setElides(false);
    row->addWidget(m_changed);
    m_save->setProperty("small", true);
    m_save->setToolTip(tr("Keep these conditions, columns and this order as a view"));
    row->addWidget(m_save);
    m_reset->setProperty("small", true);
    m_reset->setProperty("kind", QStringLiteral("quiet"));
    m_reset->setToolTip(tr("Back to the view as it was saved"));
    row->addWidget(m_reset);
    setChanged(false);

    auto *typing = new QTimer(this);
    typing->setSingleShot(true);
    typing->setInterval(60);
    connect(m_quick, &QLineEdit::textChanged, typing, qOverload<>(&QTimer::start));
    connect(typing, &QTimer::timeout, this, [this] { Q_EMIT quickChanged(m_quick->text().trimmed()); });
    connect(m_save, &QPushButton::clicked, this, &FilterBar::saveRequested);
    connect(m_reset, &QPushButton::clicked, this, &FilterBar::resetRequested);
    rebuild();
}

void FilterBar::setEmbedded()
{
    m_embedded = true;
    layout()->setContentsMargins(0, 0, 0, 0);
}

void FilterBar::setFilter(const QString &where)
{
    if (where == m_where && !m_chips.isEmpty())
        return;
    m_where = where;
    const auto parsed = SimpleFilter::fromText(where);
    m_isSimple = parsed.ok();
    m_filter = m_isSimple ? parsed.value() : SimpleFilter();
    rebuild();
    readTitles();
}

void FilterBar::setChanged(bool changed)
{
    m_changed->setVisible(changed);
    m_save->setVisible(changed);
    m_reset->setVisible(changed);
}

void FilterBar::readTitles()
{
    const QList<RecordRef> refs = m_text.references(m_filter);
    if (refs.isEmpty())
        return;
    m_context.reader.run<Titles>(
        Workspace::Lane::Detail, {}, this, [refs](const Reader &reader) { return reader.titles(refs); },
        [this](const Result<Titles> &answer) {
            if (!answer.ok())
                return;
            m_titles.insert(answer.value());
            rebuild();
        });
}

void FilterBar::rebuild()
{
    for (FilterChip *chip : std::as_const(m_chips)) {
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    if (!m_isSimple) {
        QString shown = m_where;
        if (shown.size() > 60)
            shown = shown.left(59) + QChar(0x2026);
        auto *chip = new FilterChip(m_context.theme, m_context.icons, tr("Formula"), QString(), shown, this);
        chip->setToolTip(m_where);
        connect(chip, &QToolButton::clicked, this, [this, chip] {
            builder()->editText(m_where);
            builder()->openAt(chip);
        });
        connect(chip, &FilterChip::removeRequested, this, [this] { applyText(QString()); });
        m_chips.append(chip);
    } else {
        for (int group = 0; group < m_filter.groups.size(); ++group) {
            const QList<SimpleCondition> &conditions = m_filter.groups[group];
            const SimpleCondition &first = conditions[0];
            QString value = m_text.values(first, m_titles);
            for (int i = 1; i < conditions.size(); ++i)
                value = tr("%1 or %2").arg(value, m_text.sentence(conditions[i], m_titles));
            auto *chip = new FilterChip(m_context.theme, m_context.icons, m_text.fieldLabel(first.field),
                                        ConditionText::operatorLabel(first.op), value, this);
            connect(chip, &QToolButton::clicked, this, [this, group, chip] { edit(group, chip); });
            connect(chip, &FilterChip::removeRequested, this, [this, group] {
                SimpleFilter without = m_filter;
                without.groups.removeAt(group);
                apply(without);
            });
            m_chips.append(chip);
        }
        auto *add = new FilterChip(m_context.theme, m_context.icons, tr("Filter"), this);
        add->setToolTip(tr("Add a condition (F)"));
        connect(add, &QToolButton::clicked, this, [this] { addCondition(); });
        m_chips.append(add);
    }
    for (FilterChip *chip : std::as_const(m_chips))
        m_chipRow->addWidget(chip);
}

void FilterBar::apply(const SimpleFilter &filter)
{
    applyText(filter.toText());
}

void FilterBar::applyText(const QString &where)
{
    setFilter(where);
    Q_EMIT filterChanged(where);
}

FilterPopover *FilterBar::builder()
{
    if (m_builder == nullptr) {
        m_builder = new FilterPopover(m_context, m_object, window());
        connect(m_builder, &FilterPopover::textModeRequested, this, [this] { m_builder->editText(m_where); });
        connect(m_builder, &FilterPopover::textChosen, this, &FilterBar::applyText);
        connect(this, &QObject::destroyed, m_builder, &QObject::deleteLater);
    }
    return m_builder;
}

void FilterBar::edit(int group, QWidget *anchor)
{
    FilterPopover *popover = builder();
    disconnect(popover, &FilterPopover::conditionChosen, this, nullptr);
    connect(popover, &FilterPopover::conditionChosen, this, [this, group](const SimpleCondition &condition) {
        SimpleFilter changed = m_filter;
        if (group < changed.groups.size())
            changed.groups[group] = {condition};
        else
            changed.groups.append({condition});
        apply(changed);
    });
    const bool known = group < m_filter.groups.size();
    // Alternatives in one chip are more than one line of the builder: they are edited as text.
    if (known && m_filter.groups[group].size() > 1)
        popover->editText(m_where);
    else
        popover->editCondition(known ? m_filter.groups[group][0] : SimpleCondition(), m_titles);
    popover->openAt(anchor);
}

void FilterBar::addCondition()
{
    if (!m_isSimple) {
        builder()->editText(m_where);
        builder()->openAt(m_chips.first());
        return;
    }
    edit(int(m_filter.groups.size()), m_chips.last());
}

void FilterBar::openQuickFilter()
{
    m_quick->setVisible(true);
    m_quick->setFocus(Qt::ShortcutFocusReason);
    m_quick->selectAll();
}

QString FilterBar::quickText() const
{
    return m_quick->isVisibleTo(this) ? m_quick->text().trimmed() : QString();
}

void FilterBar::clearQuick()
{
    m_quick->clear();
    m_quick->setVisible(false);
}

QList<FilterBar::Part> FilterBar::parts() const
{
    QList<Part> found;
    if (!m_isSimple)
        return {{tr("Formula"), QString()}};
    for (int group = 0; group < m_filter.groups.size(); ++group) {
        SimpleFilter without = m_filter;
        without.groups.removeAt(group);
        found.append({m_text.sentence(m_filter.groups[group][0], m_titles), without.toText()});
    }
    return found;
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_quick && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) {
            Q_EMIT quickLeft();
            return true;
        }
        if (key == Qt::Key_Escape && m_quick->text().isEmpty()) {
            m_quick->setVisible(false);
            Q_EMIT quickLeft();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::paintEvent(QPaintEvent *)
{
    if (m_embedded)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.color(Theme::Role::Background));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_context.theme.color(Theme::Role::Border));
    m_context.icons.paint(painter, QRectF(12, 0, 16, height() - 1), QStringLiteral("funnel"),
                          Theme::Role::TextMuted, 16);
}

}  // namespace dw::ui
