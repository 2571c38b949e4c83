// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/insightheader.h"

#include "ui/common/iconbutton.h"
#include "ui/common/menutext.h"
#include "ui/common/textlabel.h"
#include "ui/dashboards/choicechip.h"
#include "ui/dashboards/insightscope.h"
#include "ui/dashboards/periodpopover.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace dw::ui
{

InsightHeader::InsightHeader(const Theme &theme, const Icons &icons, const Format &format,
                             std::function<QDate()> today, int fiscalStartMonth, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icons(icons)
    , m_format(format)
    , m_today(std::move(today))
    , m_fiscalStartMonth(fiscalStartMonth)
    , m_team(new ChoiceChip(theme, icons, tr("Team"), tr("is")))
    , m_period(new ChoiceChip(theme, icons, tr("Period"), tr("is")))
    , m_pipeline(new ChoiceChip(theme, icons, tr("Pipeline"), tr("is")))
    , m_owner(new ChoiceChip(theme, icons, tr("Owner"), tr("is")))
    , m_currency(new ChoiceChip(theme, icons, tr("Currency"), tr("is")))
    , m_asOf(new TextLabel(theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_export(new QPushButton(icons.icon(QStringLiteral("download")), tr("Export")))
{
    setFixedHeight(theme.size(Theme::Size::PageHeader));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 12, 1);
    row->setSpacing(theme.space(2));
    auto *title = new TextLabel(theme, tr("Sales overview"), Theme::Scale::Title);
    title->setElides(false);
    row->addWidget(title);
    row->addSpacing(theme.space(1));
    for (ChoiceChip *chip : {m_team, m_period, m_pipeline, m_owner, m_currency}) {
        row->addWidget(chip);
        connect(chip, &QToolButton::clicked, this, [this, chip] { offer(chip); });
    }
    m_currency->hide();
    row->addStretch(1);
    m_asOf->setElides(false);
    row->addWidget(m_asOf);
    auto *refresh = new IconButton(icons, QStringLiteral("refresh-cw"), tr("Read again"));
    refresh->setName(tr("Read again"), QStringLiteral("F5"));
    row->addWidget(refresh);
    row->addWidget(m_export);
    connect(refresh, &QToolButton::clicked, this, &InsightHeader::refreshAsked);
    connect(m_export, &QPushButton::clicked, this, &InsightHeader::exportAsked);
    connect(&theme, &Theme::changed, this, [this] { setFixedHeight(m_theme.size(Theme::Size::PageHeader)); });
    showChips();
}

void InsightHeader::setChoices(const InsightChoices &choices)
{
    m_choices = choices;
    showChips();
}

void InsightHeader::setCurrencies(const QList<Currency> &currencies, Currency shown)
{
    m_currencies = currencies;
    m_currency->setVisible(currencies.size() > 1);
    m_currency->setValue(shown.code());
}

void InsightHeader::setAsOf(const QString &text)
{
    m_asOf->setText(text);
}

void InsightHeader::setExport(const QAction *action)
{
    m_export->setVisible(action != nullptr);
    m_export->setEnabled(action != nullptr && action->isEnabled());
    m_export->setToolTip(action != nullptr ? action->toolTip() : QString());
}

void InsightHeader::setFilter(const InsightFilter &filter)
{
    m_filter = filter;
    showChips();
}

void InsightHeader::showChips()
{
    const PeriodDays days = daysOf(m_filter, Date::fromQDate(m_today()), m_fiscalStartMonth);
    m_period->setValue(periodName(m_filter.period, days, m_fiscalStartMonth, m_format));
    m_team->setValue(InsightScope::nameOf(m_choices.teams, m_filter.team, tr("all")));
    m_pipeline->setValue(InsightScope::nameOf(m_choices.pipelines, m_filter.pipeline, tr("all")));
    m_owner->setValue(InsightScope::nameOf(m_choices.people, m_filter.owner, tr("all")));
    // A filter that is set is never out of sight.
    m_pipeline->setVisible(m_choices.pipelines.size() > 1 || !m_filter.pipeline.isNull());
}

void InsightHeader::change(const std::function<void(InsightFilter &)> &how)
{
    how(m_filter);
    showChips();
    Q_EMIT filterChanged();
}

void InsightHeader::addPeriods(QMenu *menu)
{
    using P = InsightFilter::Period;
    const QList<QPair<P, QString>> periods{
        {P::ThisMonth, tr("This month")},     {P::LastMonth, tr("Last month")},
        {P::ThisQuarter, tr("This quarter")}, {P::LastQuarter, tr("Last quarter")},
        {P::ThisYear, tr("This year")},       {P::LastYear, tr("Last year")},
        {P::AllTime, tr("All time")},
    };
    for (const auto &[period, name] : periods) {
        QAction *action = menu->addAction(name, this, [this, chosen = period] {
            change([chosen](InsightFilter &filter) { filter.period = chosen; });
        });
        action->setCheckable(true);
        action->setChecked(m_filter.period == period);
    }
    menu->addSeparator();
    menu->addAction(tr("From day to day…"), this, &InsightHeader::askForDays);
}

void InsightHeader::addNames(QMenu *menu, const QString &all, const QList<QPair<Id, QString>> &names,
                             Id InsightFilter::*of)
{
    const auto add = [&](const Id &id, const QString &name) {
        QAction *action = menu->addAction(menuText(name), this, [this, id, of] {
            change([&](InsightFilter &filter) { filter.*of = id; });
        });
        action->setCheckable(true);
        action->setChecked(m_filter.*of == id);
    };
    add({}, all);
    menu->addSeparator();
    for (const auto &[id, name] : names)
        add(id, name);
}

QMenu *InsightHeader::menuFor(ChoiceChip *chip)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (chip == m_period)
        addPeriods(menu);
    else if (chip == m_team)
        addNames(menu, tr("All teams"), m_choices.teams, &InsightFilter::team);
    else if (chip == m_owner)
        addNames(menu, tr("Everyone"), m_choices.people, &InsightFilter::owner);
    else if (chip == m_pipeline)
        addNames(menu, tr("All pipelines"), m_choices.pipelines, &InsightFilter::pipeline);
    for (const Currency &currency : chip == m_currency ? m_currencies : QList<Currency>())
        menu->addAction(currency.code(), this, [this, currency] { Q_EMIT currencyChosen(currency); });
    return menu;
}

void InsightHeader::offer(ChoiceChip *chip)
{
    menuFor(chip)->popup(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
}

void InsightHeader::askForDays()
{
    if (!m_days) {
        m_days = new PeriodPopover(m_theme, m_icons, m_format, m_today, window());
        connect(m_days, &PeriodPopover::chosen, this, [this](Date from, Date to) {
            change([&](InsightFilter &filter) {
                filter.period = InsightFilter::Period::Custom;
                filter.from = from;
                filter.to = to;
            });
        });
    }
    const PeriodDays days = daysOf(m_filter, Date::fromQDate(m_today()), m_fiscalStartMonth);
    m_days->setDays(days.from, days.to);
    m_days->openAt(m_period);
}

void InsightHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Theme::Role::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.color(Theme::Role::Border));
}

}  // namespace dw::ui
