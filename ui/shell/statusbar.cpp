// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusbar.h"

#include "ui/common/textlabel.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace dw::ui
{

StatusBar::StatusBar(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_left(new QHBoxLayout)
    , m_team(new TextLabel(theme, QString(), Theme::Scale::Small, Theme::Role::TextMuted))
    , m_sync(new TextLabel(theme, QString(), Theme::Scale::Small, Theme::Role::TextMuted))
    , m_job(new QToolButton(this))
{
    setObjectName(QStringLiteral("statusBar"));
    setFixedHeight(theme.size(Theme::Size::Statusbar));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.space(3), 0, theme.space(3), 0);
    row->setSpacing(theme.space(4));
    m_left->setSpacing(theme.space(4));
    row->addLayout(m_left);
    row->addStretch();
    row->addWidget(m_job);
    row->addWidget(m_team);
    row->addWidget(m_sync);
    m_team->setElides(false);
    m_sync->setElides(false);
    m_sync->hide();
    m_job->setProperty("kind", QStringLiteral("quiet"));
    m_job->setProperty("small", true);
    m_job->setFocusPolicy(Qt::TabFocus);
    m_job->setFixedHeight(theme.size(Theme::Size::Statusbar) - 1);
    m_job->hide();
    connect(m_job, &QToolButton::clicked, this, &StatusBar::jobClicked);
    connect(&theme, &Theme::changed, this, [this] { setFixedHeight(m_theme.size(Theme::Size::Statusbar)); });
}

void StatusBar::setTexts(const QStringList &texts)
{
    while (m_texts.size() < texts.size()) {
        auto *label = new TextLabel(m_theme, QString(), Theme::Scale::Small, Theme::Role::TextMuted);
        label->setElides(false);
        m_left->addWidget(label);
        m_texts.append(label);
    }
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        m_texts[i]->setText(texts.value(i));
        m_texts[i]->setVisible(i < texts.size());
    }
}

QStringList StatusBar::texts() const
{
    QStringList shown;
    for (const TextLabel *label : m_texts)
        if (!label->isHidden())
            shown.append(label->text());
    return shown;
}

void StatusBar::setTeam(const QString &team)
{
    m_team->setText(team);
}

void StatusBar::setSync(const QString &text)
{
    m_sync->setText(text);
    m_sync->setVisible(!text.isEmpty());
}

QString StatusBar::sync() const
{
    return m_sync->text();
}

void StatusBar::setJob(const QString &text)
{
    m_job->setText(text);
    m_job->setAccessibleName(text);
    m_job->setVisible(!text.isEmpty());
}

}  // namespace dw::ui
