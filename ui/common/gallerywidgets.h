// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/lineedit.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/themedwidget.h"

#include <QPushButton>
#include <QStyleOption>

namespace dw::ui
{

// What the gallery needs to show states that otherwise come from pointer and keyboard.

// A button painted in a state it is not in.
class StateButton : public QPushButton
{
    Q_OBJECT

public:
    StateButton(const QString &text, QStyle::State state) : QPushButton(text), m_state(state) {}

protected:
    void initStyleOption(QStyleOptionButton *option) const override
    {
        QPushButton::initStyleOption(option);
        option->state |= m_state;
    }

private:
    QStyle::State m_state;
};

// A line edit painted as if it had the focus.
class StateLineEdit : public LineEdit
{
    Q_OBJECT

public:
    using LineEdit::LineEdit;

protected:
    void initStyleOption(QStyleOptionFrame *option) const override
    {
        LineEdit::initStyleOption(option);
        option->state |= QStyle::State_HasFocus;
    }
};

// Rows in the state their place in GalleryRows says.
class GalleryRowDelegate : public RecordDelegate
{
    Q_OBJECT

public:
    using RecordDelegate::RecordDelegate;
    RowState rowState(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        static constexpr RowState states[] = {RowState::Rest,   RowState::Hover,           RowState::Current,
                                              RowState::Marked, RowState::CurrentInactive, RowState::Rest};
        return states[index.row()];
    }
};

// Swatches of the planes, the chart colours and the forecast steps.
class SwatchView : public ThemedWidget
{
    Q_OBJECT

public:
    explicit SwatchView(const Theme &theme);
    QSize sizeHint() const override { return QSize(400, 96); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

// Painted shapes in a row.
class GlyphStrip : public ThemedWidget
{
    Q_OBJECT

public:
    enum class What { TiersAndBadge, Stages, TipAndKeys };
    GlyphStrip(const Theme &theme, What what);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    What m_what;
};

// A raised frame, as dialogs and popovers have it.
class FloatFrame : public ThemedWidget
{
    Q_OBJECT

public:
    explicit FloatFrame(const Theme &theme) : ThemedWidget(theme) {}

protected:
    void paintEvent(QPaintEvent *event) override;
};

// A menu laid open on a page: the style's own rows without a popup.
class MenuPreview : public ThemedWidget
{
    Q_OBJECT

public:
    enum class Item { Plain, Selected, SubMenu, Separator, Disabled };

    explicit MenuPreview(const Theme &theme) : ThemedWidget(theme)
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    void addItem(const QIcon &icon, const QString &text, Item item = Item::Plain);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        QIcon icon;
        QString text;
        Item item;
    };
    QList<Entry> m_entries;
};

}  // namespace dw::ui
