// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pipeline/gateitem.h"

class QLineEdit;

namespace dw::ui
{

// What no field editor can meet. "reason" takes why the deal goes back; anything else (a condition, a stage
// that may not be skipped, an open task) says what helps and can only be waived here.
class GateTextItem : public GateItem
{
    Q_OBJECT

public:
    GateTextItem(UiContext &context, const Finding &finding, QWidget *parent = nullptr);

    void contribute(QJsonObject &arguments) const override;

protected:
    bool isFilled() const override;

private:
    QLineEdit *m_reason = nullptr;
};

}  // namespace dw::ui
