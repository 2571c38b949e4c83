// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"
#include "core/expression/simplefilter.h"
#include "ui/records/valuetext.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace dw::ui
{

// Conditions of the filter builder in words: "Owner is me", "Grade is any of A, B".
class ConditionText
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::ConditionText)

public:
    ConditionText(const UiContext &context, ObjectTypePtr object);

    // The field a condition names, following one reference ("account.industry"); nullptr if there is none.
    const Field *field(const QString &path) const;
    QString fieldLabel(const QString &path) const;
    static QString operatorLabel(SimpleCondition::Operator op);
    QString values(const SimpleCondition &condition, const Titles &titles) const;
    QString sentence(const SimpleCondition &condition, const Titles &titles) const;
    // References among the values, whose titles `values` wants.
    QList<RecordRef> references(const SimpleFilter &filter) const;

    // What fits a field, the most useful first.
    static QList<SimpleCondition::Operator> operators(const Field &field);
    enum class Needs { Nothing, One, Many, Period };
    static Needs needs(SimpleCondition::Operator op);
    static QList<QString> periods();
    static QString periodLabel(const QString &period);

private:
    const UiContext &m_context;
    ObjectTypePtr m_object;
    ValueText m_text;
};

}  // namespace dw::ui
