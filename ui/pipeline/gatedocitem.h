// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pipeline/gateitem.h"

class QPushButton;

namespace dw::ui
{

class TextLabel;

// A missing document: attaches a file of the wanted kind to the deal.
class GateDocItem : public GateItem
{
    Q_OBJECT

public:
    GateDocItem(UiContext &context, const Finding &finding, QWidget *parent = nullptr);

    void setDeal(const GateDeal &deal) override;
    // Stores the file in the workspace and attaches it; the item is met when that is done.
    void attach(const QString &path);

protected:
    bool isFilled() const override { return m_attached; }

private:
    void choose();
    void refused(const QString &text);

    QString m_kind;
    RecordRef m_deal;
    bool m_attached = false;
    // The button stays enabled meanwhile: a disabled one would lose the focus.
    bool m_storing = false;
    QPushButton *m_button;
    TextLabel *m_state;
};

}  // namespace dw::ui
