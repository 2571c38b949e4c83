// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/imports/mappingcheck.h"
#include "ui/imports/mappingstate.h"
#include "ui/shell/uicontext.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace dw::ui
{

class ComboBox;
class PillLabel;
class Segments;
class TextLabel;

// The column in hand: values that do not fit and what they mean, how dates, amounts and references are read,
// further fields that it fills.
class ColumnPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int MaxValues = 50;  // that are offered one by one

    explicit ColumnPanel(UiContext &context, QWidget *parent = nullptr);

    void show(const MappingState &state, int column, const MappingFindings::Column &findings);
    using QWidget::show;
    // The choice beside a value that does not fit; null if there is none.
    ComboBox *valueChoice(const QString &text) const { return m_values.value(text); }
    QStringList listedValues() const { return m_order; }
    Segments *dateChoice() const { return m_dates; }
    Segments *missingChoice() const { return m_missing; }
    ComboBox *namingChoice() const { return m_naming; }
    ComboBox *currencyChoice() const { return m_currency; }
    ComboBox *alsoChoice() const { return m_also; }

Q_SIGNALS:
    void valueChosen(int column, const QString &text, const QString &key);
    void datesChosen(int column, int order);  // DateOrder, -1: guess
    void missingChosen(int column, dw::MissingReference missing);
    void namingChosen(int column, const QString &by);
    void currencyChosen(int column, const QString &code);  // empty: not stated
    void targetAdded(int column, const QString &field);
    void targetRemoved(int column, const QString &field);

private:
    void rebuild(const MappingState &state, const MappingFindings::Column &findings);
    void addNote(const QString &text, Theme::Role role = Theme::Role::TextMuted);
    void addValues(const MappingState &state, const MappingFindings::Column &findings);
    void addDates(const MappingFindings::Column &findings, const ImportTarget &target);
    void addReference(const MappingState &state, const ImportTarget &target);
    void addCurrency(const ImportTarget &target);
    void addFurther(const MappingState &state);
    QString shapeOf(const MappingState &state, const MappingFindings::Column &findings) const;
    void refreshHead(const MappingState &state, const MappingFindings::Column &findings);

    UiContext &m_context;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_column;
    QVBoxLayout *m_list = nullptr;
    TextLabel *m_title;
    PillLabel *m_pill;
    int m_index = -1;
    QString m_shape;
    QStringList m_order;
    QHash<QString, ComboBox *> m_values;
    Segments *m_dates = nullptr;
    Segments *m_missing = nullptr;
    ComboBox *m_naming = nullptr;
    ComboBox *m_currency = nullptr;
    ComboBox *m_also = nullptr;
};

}  // namespace dw::ui
