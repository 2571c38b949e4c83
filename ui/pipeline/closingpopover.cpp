// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/closingpopover.h"

#include "core/rules/rulebook.h"
#include "ui/common/textlabel.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int Width = 220;

}  // namespace

ClosingPopover::ClosingPopover(UiContext &context, const Id &pipelineId, QWidget *window)
    : Popover(context.theme, window)
{
    setContentWidth(Width);
    setAccessibleName(tr("How it ended"));
    body()->addWidget(new TextLabel(context.theme, tr("How did it end?"), Theme::Scale::Title));
    const ConfigurationPtr configuration = context.configuration();
    const Pipeline *pipeline = configuration->rulebook->pipeline(pipelineId);
    if (!pipeline)
        return;
    for (const Stage &stage : pipeline->stages) {
        const bool won = stage.outcome == dw::StageOutcome::Won;
        if (!won && stage.outcome != dw::StageOutcome::Lost)
            continue;
        const auto icon = won ? QStringLiteral("circle-check") : QStringLiteral("circle-x");
        auto *button =
            new QPushButton(context.icons.icon(icon, won ? Theme::Role::Success : Theme::Role::TextMuted),
                            stage.name.in(context.language));
        body()->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, id = stage.id] {
            closePopover();
            Q_EMIT chosen(id);
        });
    }
}

void ClosingPopover::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
        case Qt::Key_Down:
            focusNextChild();
            return;
        case Qt::Key_Up:
            focusPreviousChild();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (auto *button = qobject_cast<QPushButton *>(window()->focusWidget()))
                button->click();
            return;
        default:
            Popover::keyPressEvent(event);
    }
}

}  // namespace dw::ui
