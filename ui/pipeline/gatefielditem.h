// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/field.h"
#include "ui/pipeline/gateitem.h"

#include <functional>

namespace dw::ui
{

// A missing field of the deal, edited by what fits its type.
class GateFieldItem : public GateItem
{
    Q_OBJECT

public:
    GateFieldItem(UiContext &context, const Finding &finding, const Field &field, QWidget *parent = nullptr);

    const QString &key() const { return m_field.key; }
    // The value in canonical JSON; null while empty or not understood.
    QJsonValue value() const { return m_value ? m_value() : QJsonValue(); }
    void setDeal(const GateDeal &deal) override;
    void contribute(QJsonObject &arguments) const override;

protected:
    bool isFilled() const override;

private:
    QWidget *makeEditor();
    QWidget *makeMoney();
    QWidget *makeDate();
    QWidget *makeReference();
    QWidget *makePicklist();
    QWidget *makeText();
    QWidget *makeLongText();

    Field m_field;
    Currency m_currency;
    std::function<QJsonValue()> m_value;
    std::function<void(const GateDeal &)> m_offer;
};

}  // namespace dw::ui
