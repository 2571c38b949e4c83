// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboards/insightreading.h"

#include <QHash>
#include <QObject>

class QMenu;

namespace dw::ui
{

class ChartCard;
class ChoiceChip;
class Icons;

// Which pipeline the cards by stage are of: each pipeline has stages of its own, so that they are drawn for
// one even while the page counts all. Their heads say which, and let it be chosen; where the page is narrowed
// to one they are of that one.
class StagePipelines : public QObject
{
    Q_OBJECT

public:
    explicit StagePipelines(QObject *parent) : QObject(parent) {}

    void addCard(const QString &report, ChartCard *card, const Icons &icons);
    // What a card is read by: that of the page, with the pipeline chosen here where the page has none. Of
    // none the report takes the one with the most deals.
    InsightFilter filterOf(const QString &report, const InsightFilter &page) const;
    // A card shows the pipeline of its figures; nothing of null.
    void show(const QString &report, const Id &pipeline, const InsightFilter &page,
              const InsightChoices &choices);

    // Null of a report that is not by stage.
    ChoiceChip *chip(const QString &report) const { return m_chips.value(report); }
    QMenu *menuFor(const QString &report);  // deletes itself when closed

Q_SIGNALS:
    void chosen();

private:
    QHash<QString, ChoiceChip *> m_chips;
    QHash<QString, Id> m_shown;
    QList<QPair<Id, QString>> m_names;
    Id m_chosen;  // null: the one with the most deals
};

}  // namespace dw::ui
