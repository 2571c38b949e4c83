// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QWidget>

class QGridLayout;

namespace dw::ui
{

// Label left (small, muted, 96 to 120 wide), value right, rows of 24 (36 where a label needs two lines): the
// compact reading view of a record.
class FactList : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(const Theme &theme, int labelWidth = 96, QWidget *parent = nullptr);

    // An empty value is drawn as nothing; the row stays, so that facts keep their places.
    void addFact(const QString &label, const QString &value, Theme::Role role = Theme::Role::Text);
    void addFact(const QString &label, QWidget *value);
    void clear();
    int count() const { return m_count; }

private:
    const Theme &m_theme;
    QGridLayout *m_grid;
    int m_labelWidth;
    int m_count = 0;
};

}  // namespace dw::ui
