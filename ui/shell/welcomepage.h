// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

namespace dw::ui
{

class EmptyView;

// What a new workspace opens with: how the first records come in.
class WelcomePage : public Page
{
    Q_OBJECT

public:
    explicit WelcomePage(UiContext &context, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("welcome"); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return true; }
    QWidget *focusTarget() override;

private:
    void openDemo();

    EmptyView *m_view;
};

}  // namespace dw::ui
