// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/paint.h"

#include <QFrame>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace dw::ui
{

class TextLabel;

// A tinted block of a form for what needs more than a Banner's line: a strong line, sentences that wrap, and
// the ways out below.
class Callout : public QFrame
{
    Q_OBJECT

public:
    Callout(const Icons &icons, Tone tone, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &sentence);
    QString title() const;
    QString sentence() const;
    QPushButton *addAction(const QString &text);
    using QWidget::addAction;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Icons &m_icons;
    Tone m_tone;
    TextLabel *m_title;
    TextLabel *m_sentence;
    QVBoxLayout *m_column;
    QHBoxLayout *m_actions = nullptr;
};

}  // namespace dw::ui
