// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/paint.h"

#include <QAbstractButton>

namespace dw::ui
{

// One stage in the bar: glyph and name.
class StageButton : public QAbstractButton
{
    Q_OBJECT

public:
    StageButton(const Theme &theme, const QString &name, int k, int n, StageOutcome outcome, bool current,
                QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(28, sizeHint().height()); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    int m_k;
    int m_n;
    StageOutcome m_outcome;
    bool m_current;
};

}  // namespace dw::ui
