// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/card.h"
#include "ui/dashboards/insightreading.h"

class QPushButton;
class QStackedWidget;

namespace dw::ui
{

class DrillModel;
class Format;
class IconButton;
class Icons;
class RecordTable;
class TextLabel;

// The deals of the selected mark: what they are, how many and how much, the first of them, and the way to the
// whole list (ui.md 7).
class DrillStrip : public Card
{
    Q_OBJECT

public:
    DrillStrip(const Theme &theme, const Icons &icons, const Format &format, QWidget *parent = nullptr);

    // What is chosen; the deals come later by setPage(). `note` goes after the count.
    void begin(const QString &title, const QString &filter, const QString &note);
    void setPage(const DrillPage &page, Instant now, const BusinessZone &zone);
    void setFailure(const QString &text);
    // As a click on the head of the column that the current cell stands in.
    void sortByCell();
    void clear();  // nothing is chosen

    const QString &filter() const { return m_filter; }
    QString title() const;
    qint64 count() const { return m_count; }
    QString sortKey() const { return m_sort; }
    void setSortKey(const QString &key);  // "stage_entered_at", "-amount": shown in the head
    RecordTable *tableView() const { return m_table; }
    RecordRef currentRecord() const;
    QPushButton *openButton() const { return m_open; }

Q_SIGNALS:
    void openList();
    void openRecord(const dw::RecordRef &record);
    void sortChanged(const QString &key);
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void headClicked(int column);
    void fitRows();
    QString amounts(const DrillPage &page) const;

    const Theme &m_theme;
    const Format &m_format;
    TextLabel *m_title;
    TextLabel *m_note;
    TextLabel *m_hint;
    QPushButton *m_open;
    IconButton *m_close;
    QStackedWidget *m_stack;
    RecordTable *m_table;
    DrillModel *m_model;
    QString m_filter;
    QString m_tail;
    QString m_sort;
    qint64 m_count = 0;
};

}  // namespace dw::ui
