// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pipeline/gateitem.h"

class QPushButton;

namespace dw::ui
{

class LogForm;

// A missing activity ("visit"): a small form that logs it on the deal.
class GateActivityItem : public GateItem
{
    Q_OBJECT

public:
    GateActivityItem(UiContext &context, const Finding &finding, QWidget *parent = nullptr);

    void setDeal(const GateDeal &deal) override;
    LogForm *form() const { return m_form; }
    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void resized();  // the form was opened or closed

protected:
    bool isFilled() const override { return m_logged; }

private:
    void press();
    void log();

    RecordRef m_deal;
    bool m_logged = false;
    LogForm *m_form;
    QPushButton *m_button;
};

}  // namespace dw::ui
