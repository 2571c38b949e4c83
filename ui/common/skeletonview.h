// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/themedwidget.h"

#include <QList>

class QTimer;

namespace dw::ui
{

// One column of a list being read. Width 0 takes the rest.
struct SkeletonColumn
{
    int width = 0;
    Qt::Alignment align = Qt::AlignLeft;
    bool disc = false;  // a 12 px disc in place of a bar: glyphs and avatars
};

// Grey rows in their real height while a list is read: nothing for 100 ms, then still rows; never a spinner.
class SkeletonView : public ThemedWidget
{
    Q_OBJECT

public:
    SkeletonView(const Theme &theme, const QList<SkeletonColumn> &columns, QWidget *parent = nullptr);

    void setRowHeight(int height);
    void start();  // shows itself, paints rows after the delay
    void stop();   // hides itself
    bool rowsPainted() const { return m_painted; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<SkeletonColumn> m_columns;
    QTimer *m_delay;
    int m_rowHeight = 0;
    bool m_painted = false;
};

}  // namespace dw::ui
