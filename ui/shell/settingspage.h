// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QScrollArea;
class QVBoxLayout;

namespace dw::ui
{

class DemoSection;

// Settings: what is chosen applies at once and is kept on this laptop. The program listens to LocalSettings;
// this page only writes there.
class SettingsPage : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(UiContext &context, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("settings"); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return m_settled; }
    QWidget *focusTarget() override;
    QStringList scenes() const override { return {QStringLiteral("shortcuts"), QStringLiteral("workspace")}; }
    void showScene(const QString &scene) override;

    DemoSection *demo() const { return m_demo; }

private:
    QScrollArea *m_area;
    QWidget *m_look;
    QWidget *m_keys;
    QWidget *m_workspace;
    DemoSection *m_demo;
    bool m_settled = false;
};

}  // namespace dw::ui
