// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/settingssection.h"

class QPushButton;

namespace dw::ui
{

class ComboBox;
class FactList;

// Who acts, and what and where this workspace is; the backup.
class WorkspaceSection : public SettingsSection
{
    Q_OBJECT

public:
    explicit WorkspaceSection(UiContext &context, QWidget *parent = nullptr);

    void refresh();
    // Writes the backup off this thread; the end is told through Notices.
    void backUpTo(const QString &file);
    ComboBox *people() const { return m_people; }

Q_SIGNALS:
    void refreshed();

private:
    struct Facts
    {
        QList<std::pair<QString, qint64>> counts;  // label of the object, records
        qint64 bytes = 0;
        bool demo = false;
    };
    void showFacts(const Facts &facts);
    void askForBackup();

    const bool m_joined;
    ComboBox *m_people;
    FactList *m_facts;
    QPushButton *m_backup;
};

}  // namespace dw::ui
