// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/stagepipelines.h"

#include "ui/common/menutext.h"
#include "ui/dashboards/chartcard.h"
#include "ui/dashboards/choicechip.h"
#include "ui/dashboards/insightheader.h"
#include "ui/dashboards/insightscope.h"

#include <QMenu>

namespace dw::ui
{

void StagePipelines::addCard(const QString &report, ChartCard *card, const Icons &icons)
{
    ChoiceChip *chip = card->addChip(icons, tr("Pipeline"), tr("is"));
    m_chips.insert(report, chip);
    connect(chip, &QToolButton::clicked, this, [this, report, chip] {
        menuFor(report)->popup(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
    });
}

InsightFilter StagePipelines::filterOf(const QString &report, const InsightFilter &page) const
{
    InsightFilter wanted = page;
    if (page.pipeline.isNull() && m_chips.contains(report))
        wanted.pipeline = m_chosen;
    return wanted;
}

void StagePipelines::show(const QString &report, const Id &pipeline, const InsightFilter &page,
                          const InsightChoices &choices)
{
    m_names = choices.pipelines;
    ChoiceChip *chip = m_chips.value(report);
    if (!chip || pipeline.isNull())
        return;
    m_shown.insert(report, pipeline);
    chip->setValue(InsightScope::nameOf(m_names, pipeline, {}));
    chip->setRefusal(page.pipeline.isNull()
                         ? QString()
                         : tr("The whole page is of this pipeline: the filter at the top says so"));
    chip->setVisible(m_names.size() > 1);
}

QMenu *StagePipelines::menuFor(const QString &report)
{
    auto *menu = new QMenu(m_chips.value(report));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto &[id, name] : std::as_const(m_names)) {
        QAction *action = menu->addAction(menuText(name), this, [this, one = id] {
            m_chosen = one;
            Q_EMIT chosen();
        });
        action->setCheckable(true);
        action->setChecked(id == m_shown.value(report));
    }
    return menu;
}

}  // namespace dw::ui
