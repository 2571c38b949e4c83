// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/stagebar.h"

#include "ui/customers/stagebutton.h"

#include <QHBoxLayout>

namespace dw::ui
{

StageBar::StageBar(UiContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(16, 8, 16, 8);
    m_row->setSpacing(context.theme.space(1));
    setAccessibleName(tr("Stages"));
}

void StageBar::setStage(const Id &stage)
{
    for (QWidget *button : std::as_const(m_buttons))
        button->deleteLater();
    m_buttons.clear();
    const ConfigurationPtr configuration = m_context.configuration();
    const Pipeline *pipeline = configuration->rulebook->pipelineOfStage(stage);
    setVisible(pipeline != nullptr);
    if (pipeline == nullptr)
        return;
    const int open = int(pipeline->openStages().size());
    int k = 0;
    for (const dw::Stage &each : pipeline->stages) {
        if (each.outcome == dw::StageOutcome::Void)
            continue;
        const StageOutcome outcome = each.outcome == dw::StageOutcome::Won    ? StageOutcome::Won
                                     : each.outcome == dw::StageOutcome::Lost ? StageOutcome::Lost
                                                                              : StageOutcome::Open;
        auto *button =
            new StageButton(m_context.theme, each.name.in(m_context.language),
                            outcome == StageOutcome::Open ? ++k : 0, open, outcome, each.id == stage);
        connect(button, &QAbstractButton::clicked, this, [this, id = each.id, stage, button] {
            if (id != stage)
                Q_EMIT moveRequested(id, button);
        });
        m_row->addWidget(button);
        m_buttons.append(button);
    }
}

}  // namespace dw::ui
