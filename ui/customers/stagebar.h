// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/pipeline.h"
#include "ui/shell/uicontext.h"

#include <QWidget>

class QHBoxLayout;

namespace dw::ui
{

// The stages of a deal's pipeline with the present one strong. Choosing another asks to move there; the gate
// answers.
class StageBar : public QWidget
{
    Q_OBJECT

public:
    explicit StageBar(UiContext &context, QWidget *parent = nullptr);

    void setStage(const Id &stage);
    QList<QWidget *> buttons() const { return m_buttons; }

Q_SIGNALS:
    void moveRequested(const dw::Id &stage, QWidget *anchor);

private:
    UiContext &m_context;
    QHBoxLayout *m_row;
    QList<QWidget *> m_buttons;
};

}  // namespace dw::ui
