// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/dashboards/insightreading.h"

#include <QWidget>

#include <functional>

class QAction;
class QMenu;
class QPushButton;

namespace dw::ui
{

class ChoiceChip;
class IconButton;
class PeriodPopover;
class TextLabel;

// The head of the insight page: what the figures are about, as of when, and what can be done with them.
class InsightHeader : public QWidget
{
    Q_OBJECT

public:
    InsightHeader(const Theme &theme, const Icons &icons, const Format &format, std::function<QDate()> today,
                  int fiscalStartMonth, QWidget *parent = nullptr);

    void setChoices(const InsightChoices &choices);
    const InsightChoices &choices() const { return m_choices; }
    // Shown only where there are several.
    void setCurrencies(const QList<Currency> &currencies, Currency shown);
    void setAsOf(const QString &text);
    // Null: there is no export. Else the button is as usable as the action, and says why not.
    void setExport(const QAction *action);

    const InsightFilter &filter() const { return m_filter; }
    void setFilter(const InsightFilter &filter);  // emits nothing

    ChoiceChip *periodChip() const { return m_period; }
    ChoiceChip *teamChip() const { return m_team; }
    ChoiceChip *pipelineChip() const { return m_pipeline; }
    ChoiceChip *ownerChip() const { return m_owner; }
    QMenu *menuFor(ChoiceChip *chip);  // the choices of a chip; deletes itself when closed

Q_SIGNALS:
    void filterChanged();
    void currencyChosen(dw::Currency currency);
    void refreshAsked();
    void exportAsked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showChips();
    void offer(ChoiceChip *chip);
    void addPeriods(QMenu *menu);
    void addNames(QMenu *menu, const QString &all, const QList<QPair<Id, QString>> &names,
                  Id InsightFilter::*of);
    void change(const std::function<void(InsightFilter &)> &how);
    void askForDays();

    const Theme &m_theme;
    const Icons &m_icons;
    const Format &m_format;
    std::function<QDate()> m_today;
    int m_fiscalStartMonth;
    InsightFilter m_filter;
    InsightChoices m_choices;
    QList<Currency> m_currencies;
    ChoiceChip *m_team;
    ChoiceChip *m_period;
    ChoiceChip *m_pipeline;
    ChoiceChip *m_owner;
    ChoiceChip *m_currency;
    TextLabel *m_asOf;
    QPushButton *m_export;
    PeriodPopover *m_days = nullptr;
};

}  // namespace dw::ui
