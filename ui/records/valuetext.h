// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/field.h"
#include "core/records/record.h"
#include "ui/shell/uicontext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QString>

namespace dw::ui
{

using Titles = QHash<RecordRef, QString>;

// Values of records as text for the eye: labels of the dictionary, numbers and dates by Format, references by
// their titles. Times are shown in the zone of the workspace. Keeps a reference to the context.
class ValueText
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::ValueText)

public:
    explicit ValueText(const UiContext &context) : m_context(context) {}

    // Empty for null. Money without its currency: the column head names it, see `withCurrency`.
    QString text(const Field &field, const Value &value, const Titles &titles = {}) const;
    // As text, but amounts carry their currency ("CNY 1,286,000"): for facts and histories.
    QString withCurrency(const Field &field, const Value &value, const Titles &titles = {}) const;
    // The full form for tooltips: whole dates with weekday and time, amounts with all digits.
    QString full(const Field &field, const Value &value, const Titles &titles = {}) const;
    // What a form shows for editing: dates as 2026-11-19, amounts with all digits, numbers without grouping.
    QString editable(const Field &field, const Value &value) const;

    QString label(const Field &field) const { return field.label.in(m_context.language); }
    QString picklistLabel(const Field &field, const QString &key) const;
    // "CNY 1,286,000"
    QString money(const Money &money) const;
    // "1,286,000" in the workspace's currency, which stands in the head above; "USD 1,286,000" in another.
    QString plain(const Money &money) const;
    // "¥1,286,000": one figure that stands alone, as on a tile; currencies without a sign as money().
    QString figure(const Money &money) const;
    QString duration(qint64 seconds) const;

    QDate today() const;
    QDateTime local(Instant instant) const;

private:
    const UiContext &m_context;
};

}  // namespace dw::ui
