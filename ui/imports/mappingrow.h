// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/imports/mappingcheck.h"
#include "ui/imports/mappingstate.h"

#include <QWidget>

#include <algorithm>

class QAbstractItemModel;

namespace dw::ui
{

class ComboBox;
class IconText;
class TextLabel;

// Widths of the parts of a row and of the head above them, logical pixels.
struct MappingColumns
{
    static constexpr int Name = 146;
    static constexpr int Examples = 200;
    static constexpr int Arrow = 16;
    static constexpr int Match = 152;
    static constexpr int FieldLeast = 160;
    static constexpr int ExamplesLeast = 64;
    static constexpr int Around = 76;  // edges and gaps

    // Of the examples in a row as wide as this: they give first.
    static int examplesIn(int width)
    {
        return std::clamp(width - Around - Name - Arrow - FieldLeast - Match, ExamplesLeast, Examples);
    }
};

// One column of the file: its name, its first values, the field it goes to, and how that was found.
class MappingRow : public QWidget
{
    Q_OBJECT

public:
    // `fields`: keys in Qt::UserRole, shared by all rows.
    MappingRow(const Icons &icons, int column, QAbstractItemModel *fields, QWidget *parent = nullptr);

    void show(const MappingState::Column &column, const MappingFindings::Column &findings,
              const Format &format);
    void setCurrent(bool current);
    void setExamplesWidth(int width);
    bool isCurrent() const { return m_current; }
    ComboBox *fieldChoice() const { return m_field; }
    QString matchText() const;
    using QWidget::show;

Q_SIGNALS:
    void fieldChosen(int column, const QString &field);
    void madeCurrent(int column);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Icons &m_icons;
    int m_column;
    TextLabel *m_name;
    TextLabel *m_examples;
    ComboBox *m_field;
    IconText *m_match;
    bool m_current = false;
};

}  // namespace dw::ui
