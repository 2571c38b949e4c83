// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/simplefilter.h"
#include "ui/records/conditiontext.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace dw::ui
{

class FilterChip;
class FilterPopover;
class SearchField;
class TextLabel;

// The 40 px bar of conditions: one chip per group, what adds one, the quick filter, and what keeps or drops
// the changes of a view. A filter that is more than the builder can show is one chip "Formula" edited as
// text.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    FilterBar(UiContext &context, ObjectTypePtr object, QWidget *parent = nullptr);

    // As a part of another bar: without margins, ground and line of its own.
    void setEmbedded();
    // Emits nothing. The canonical text is filter().
    void setFilter(const QString &where);
    QString filter() const { return m_where; }
    void setChanged(bool changed);
    // The chips as sentences with the filter that remains without each: for the empty state.
    struct Part
    {
        QString sentence;
        QString without;
    };
    QList<Part> parts() const;

    void addCondition();     // opens the builder on a new condition
    void openQuickFilter();  // shows the field and puts the focus there
    QString quickText() const;
    void clearQuick();
    // For tests.
    FilterPopover *builder();
    QList<FilterChip *> chips() const { return m_chips; }
    SearchField *quickField() const { return m_quick; }

Q_SIGNALS:
    void filterChanged(const QString &where);
    void quickChanged(const QString &text);
    void quickLeft();  // Enter or Down in the quick filter: the table takes over
    void saveRequested();
    void resetRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void apply(const SimpleFilter &filter);
    void applyText(const QString &where);
    void edit(int group, QWidget *anchor);
    void readTitles();

    UiContext &m_context;
    ObjectTypePtr m_object;
    ConditionText m_text;
    QString m_where;
    SimpleFilter m_filter;
    bool m_isSimple = true;
    Titles m_titles;
    QHBoxLayout *m_chipRow;
    QList<FilterChip *> m_chips;
    SearchField *m_quick;
    TextLabel *m_changed;
    QPushButton *m_save;
    QPushButton *m_reset;
    FilterPopover *m_builder = nullptr;
    bool m_embedded = false;
};

}  // namespace dw::ui
