// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QFrame>
#include <QList>

class QLabel;

namespace dw::ui
{

// Values of fields in lines (picture h): what was joined with what it was before, in a frame; what a choice
// comes to, on a plane of its own.
class FactLines : public QFrame
{
    Q_OBJECT

public:
    enum class Look { Changes, Values };
    struct Line
    {
        QString name;
        QString before;  // of changes alone; struck out
        QString value;
        QString origin;  // whose it is
    };

    FactLines(UiContext &context, Look look, QWidget *parent = nullptr);
    void setLines(const QList<Line> &lines);
    int count() const { return m_count; }
    // As it reads, a line each.
    QString text() const { return accessibleDescription(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addChange(const Line &line, QLayout *row);
    void addValue(const Line &line, QLayout *row);

    UiContext &m_context;
    Look m_look;
    int m_count = 0;
    QWidget *m_body = nullptr;
    QList<QLabel *> m_struck;
    QList<QWidget *> m_rows;
};

}  // namespace dw::ui
