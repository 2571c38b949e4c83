// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"

#include <QToolButton>

namespace dw::ui
{

// One condition of a filter: field, operator, value, and an x. Clicked (or Enter) it asks to be edited, the x
// and Del ask for removal. Without a field it is the dashed "Filter" chip that adds one.
class FilterChip : public QToolButton
{
    Q_OBJECT

public:
    FilterChip(const Theme &theme, const Icons &icons, const QString &field, const QString &op,
               const QString &value, QWidget *parent = nullptr);
    // The dashed chip.
    FilterChip(const Theme &theme, const Icons &icons, const QString &addText, QWidget *parent = nullptr);

    void setCondition(const QString &field, const QString &op, const QString &value);
    bool isAddChip() const { return m_field.isEmpty(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void removeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void setUp();
    QRect crossRect() const;

    const Theme &m_theme;
    const Icons &m_icons;
    QString m_field;
    QString m_operator;
    QString m_value;
    bool m_crossPressed = false;
};

}  // namespace dw::ui
