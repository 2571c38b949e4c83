// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/imports/mappingcheck.h"
#include "ui/shell/uicontext.h"

#include <QWidget>

class QVBoxLayout;

namespace dw::ui
{

class IconButton;
class TextLabel;

// "Record 1 as it will be": one row of the file as the record that it becomes, with a way to the next.
class RecordPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RecordPanel(UiContext &context, QWidget *parent = nullptr);

    void setCount(qsizetype count);
    qsizetype index() const { return m_index; }
    void show(const RecordSketch &sketch);
    using QWidget::show;
    QStringList lines() const { return m_lines; }  // "Name: 绍兴电力设备"
    IconButton *nextButton() const { return m_next; }

Q_SIGNALS:
    void recordWanted(qsizetype index);

private:
    void step(int by);
    void refreshHead();

    UiContext &m_context;
    TextLabel *m_title;
    IconButton *m_previous;
    IconButton *m_next;
    QVBoxLayout *m_column;
    QWidget *m_body = nullptr;
    QStringList m_lines;
    qsizetype m_index = 0;
    qsizetype m_count = 0;
};

}  // namespace dw::ui
