// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/settingssection.h"

#include <QJsonValue>

#include <utility>

namespace dw::ui
{

class Segments;
class Switch;

// Language, theme, row height, text size, motion, contrast, reminders on the desktop.
class LookSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit LookSection(UiContext &context, QWidget *parent = nullptr);

    Segments *languageChoice() const { return m_language; }
    Segments *themeChoice() const { return m_theme; }

private:
    Segments *choice(const QString &label, const QString &key,
                     const QList<std::pair<QString, QJsonValue>> &options);
    Switch *toggle(const QString &label, const QString &key, bool otherwise = false);

    Segments *m_language;
    Segments *m_theme;
};

}  // namespace dw::ui
