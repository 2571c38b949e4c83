// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/resulttable.h"
#include "ui/common/card.h"

class QHBoxLayout;
class QStackedWidget;

namespace dw::ui
{

class ChartWidget;
class ChoiceChip;
class IconButton;
class Icons;
class Format;
class RecordTable;
class ResultTableModel;
class TextLabel;

// A chart with its title and unit, a definition button and the table button (V): the same data as a table
// that can be copied.
class ChartCard : public Card
{
    Q_OBJECT

public:
    ChartCard(const Theme &theme, const Icons &icons, const Format &format, ChartWidget *chart,
              const QString &title, const QString &subtitle, QWidget *parent = nullptr);

    void setTable(const ResultTable &table);
    // The short one where the whole has no room: what it leaves out stands in the definition too.
    void setSubtitle(const QString &subtitle, const QString &shorter);
    // A chip beside the subtitle; hidden at first.
    ChoiceChip *addChip(const Icons &icons, const QString &field, const QString &is);
    // A failure stands where the chart would be.
    void setFailure(const QString &text);

    ChartWidget *chart() const { return m_chart; }
    RecordTable *tableView() const { return m_table; }
    bool showsTable() const;
    void toggleTable();
    void copyTable() const;
    QWidget *definitionButton() const;

Q_SIGNALS:
    void definitionAsked();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fitSubtitle();
    void fitColumns();
    int headWidth(int column) const;
    int cellWidth(int column) const;
    int padding(int column) const;

    const Theme &m_theme;
    ChartWidget *m_chart;
    QStackedWidget *m_stack;
    RecordTable *m_table;
    ResultTableModel *m_model;
    TextLabel *m_subtitle;
    QString m_wholeSubtitle;
    QString m_shortSubtitle;
    QHBoxLayout *m_head;
    TextLabel *m_failure;
    IconButton *m_definition;
    IconButton *m_toggle;
    IconButton *m_copy;
};

}  // namespace dw::ui
