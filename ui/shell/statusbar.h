// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QFrame>
#include <QStringList>

class QAbstractButton;
class QHBoxLayout;

namespace dw::ui
{

class TextLabel;

// 24 high: left what the page holds and its two most useful keys, right the job that runs, the team
// and the last sync.
class StatusBar : public QFrame
{
    Q_OBJECT

public:
    explicit StatusBar(const Theme &theme, QWidget *parent = nullptr);

    void setTexts(const QStringList &texts);
    QStringList texts() const;
    void setTeam(const QString &team);
    // How old what is shown is ("Last sync 07:12"); empty in a workspace without a server.
    void setSync(const QString &text);
    QString sync() const;
    // Empty: no job runs. A click asks for the list of jobs.
    void setJob(const QString &text);
    QAbstractButton *jobButton() const { return m_job; }

Q_SIGNALS:
    void jobClicked();

private:
    const Theme &m_theme;
    QHBoxLayout *m_left;
    QList<TextLabel *> m_texts;
    TextLabel *m_team;
    TextLabel *m_sync;
    QAbstractButton *m_job;
};

}  // namespace dw::ui
