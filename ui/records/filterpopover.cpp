// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/filterpopover.h"

#include "core/base/wording.h"
#include "core/expression/checkedexpression.h"
#include "ui/common/combobox.h"
#include "ui/common/textlabel.h"
#include "ui/records/fieldeditors.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTextCursor>
#include <QVBoxLayout>

namespace dw::ui
{

using Operator = SimpleCondition::Operator;

FilterPopover::FilterPopover(UiContext &context, ObjectTypePtr object, QWidget *window)
    : Popover(context.theme, window)
    , m_context(context)
    , m_object(object)
    , m_text(context, object)
    , m_mode(new QStackedWidget(this))
    , m_field(new ComboBox(context.theme))
    , m_operator(new ComboBox(context.theme))
    , m_valuePlace(new QWidget)
    , m_formula(new QPlainTextEdit)
    , m_error(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::Danger))
    , m_switch(new QPushButton)
    , m_apply(new QPushButton(tr("Apply")))
{
    setAccessibleName(tr("Filter"));
    setContentWidth(context.theme.size(Theme::Size::Popover));

    auto *simple = new QWidget;
    auto *lines = new QVBoxLayout(simple);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(context.theme.space(2));
    m_field->setAccessibleName(tr("Field"));
    m_field->setSearchable(true);
    for (const Field &field : object->fields()) {
        if (field.isStored() && !field.group.isEmpty() && field.type != FieldType::Json &&
            field.type != FieldType::Blob && field.type != FieldType::Geo)
            m_field->addItem(field.label.in(context.language), field.key);
    }
    m_operator->setAccessibleName(tr("Comparison"));
    lines->addWidget(m_field);
    lines->addWidget(m_operator);
    lines->addWidget(m_valuePlace);
    new QVBoxLayout(m_valuePlace);
    m_valuePlace->layout()->setContentsMargins(0, 0, 0, 0);
    m_mode->addWidget(simple);

    m_formula->setAccessibleName(tr("Filter as a formula"));
    m_formula->setFont(context.theme.monoFont());
    m_formula->setTabChangesFocus(true);
    m_formula->setFixedHeight(context.theme.line(Theme::Scale::Body) * 5);
    m_mode->addWidget(m_formula);
    body()->addWidget(m_mode);
    m_error->setWordWrap(true);
    m_error->hide();
    body()->addWidget(m_error);

    auto *buttons = new QHBoxLayout;
    m_switch->setProperty("kind", QStringLiteral("quiet"));
    m_switch->setText(tr("Edit as a formula"));
    m_apply->setProperty("kind", QStringLiteral("primary"));
    setPrimary(m_apply);
    buttons->addWidget(m_switch);
    buttons->addStretch(1);
    buttons->addWidget(m_apply);
    body()->addLayout(buttons);

    connect(m_field, &QComboBox::currentIndexChanged, this, &FilterPopover::fieldChosen);
    connect(m_operator, &QComboBox::currentIndexChanged, this, &FilterPopover::operatorChosen);
    connect(m_switch, &QPushButton::clicked, this, &FilterPopover::textModeRequested);
    connect(m_apply, &QPushButton::clicked, this, &FilterPopover::applyNow);
}

void FilterPopover::editCondition(const SimpleCondition &condition, const Titles &titles)
{
    m_titles = titles;
    showMode(Simple);
    m_switch->show();
    m_error->hide();
    {
        const QSignalBlocker quiet(m_field);
        m_field->setCurrentIndex(std::max(0, m_field->findData(condition.field)));
    }
    fieldChosen();
    if (!condition.field.isEmpty()) {
        if (const int at = m_operator->findData(int(condition.op)); at >= 0)
            m_operator->setCurrentIndex(at);
        else
            m_operator->addItem(ConditionText::operatorLabel(condition.op), int(condition.op)),
                m_operator->setCurrentIndex(m_operator->count() - 1);
        operatorChosen();
        setValue(condition);
    }
    setFocusProxy(m_field);
}

// A stack is as high as its highest page: the one that is not seen takes no room.
void FilterPopover::showMode(Mode mode)
{
    for (int page = 0; page < m_mode->count(); ++page)
        m_mode->widget(page)->setSizePolicy(QSizePolicy::Preferred,
                                            page == mode ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    m_mode->setCurrentIndex(mode);
    fit();
}

void FilterPopover::editText(const QString &where)
{
    showMode(Formula);
    m_switch->hide();
    m_error->hide();
    m_formula->setPlainText(where);
    setFocusProxy(m_formula);
    m_formula->setFocus();
}

void FilterPopover::fieldChosen()
{
    const Field *field = m_object->find(m_field->currentData().toString());
    if (field == nullptr)
        return;
    {
        const QSignalBlocker quiet(m_operator);
        m_operator->clear();
        const QList<Operator> fitting = ConditionText::operators(*field);
        for (const Operator op : fitting) {
            QString label = ConditionText::operatorLabel(op);
            if (op == Operator::IsCurrentUser)
                label = tr("is me");
            else if (op == Operator::IsCurrentTeam)
                label = tr("is my team");
            m_operator->addItem(label, int(op));
        }
    }
    operatorChosen();
}

void FilterPopover::operatorChosen()
{
    const Field *field = m_object->find(m_field->currentData().toString());
    if (field == nullptr || m_operator->currentIndex() < 0)
        return;
    const auto op = Operator(m_operator->currentData().toInt());
    const QList<QWidget *> old = m_valuePlace->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *widget : old) {
        widget->hide();
        widget->deleteLater();
    }
    m_value = nullptr;
    m_list = nullptr;
    m_period = nullptr;
    QWidget *made = nullptr;
    switch (ConditionText::needs(op)) {
        case ConditionText::Needs::Nothing:
            break;
        case ConditionText::Needs::Period:
            m_period = new ComboBox(m_context.theme, m_valuePlace);
            for (const QString &period : ConditionText::periods())
                m_period->addItem(ConditionText::periodLabel(period), period);
            made = m_period;
            break;
        case ConditionText::Needs::Many:
            if (!field->values.isEmpty()) {
                m_list = new QListWidget(m_valuePlace);
                m_list->setFixedHeight(m_context.theme.size(Theme::Size::RowCompact) *
                                       int(std::min<qsizetype>(6, field->values.size())));
                for (const PicklistValue &value : field->values) {
                    auto *item = new QListWidgetItem(value.label.in(m_context.language), m_list);
                    item->setData(Qt::UserRole, value.key);
                    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
                    item->setCheckState(Qt::Unchecked);
                }
                made = m_list;
                break;
            }
            [[fallthrough]];
        case ConditionText::Needs::One: {
            Field typed = *field;
            typed.type = field->valueType();
            if (typed.type == FieldType::DateTime)
                typed.type = FieldType::Date;
            m_value = FieldEditors(m_context).make(typed, m_context.configuration()->settings.currency,
                                                   m_valuePlace);
            if (m_value != nullptr)
                made = m_value->widget();
            break;
        }
    }
    if (made != nullptr) {
        made->setAccessibleName(tr("Value"));
        m_valuePlace->layout()->addWidget(made);
        made->show();
    }
    fit();
}

void FilterPopover::setValue(const SimpleCondition &condition)
{
    if (m_list != nullptr) {
        for (int row = 0; row < m_list->count(); ++row) {
            const bool on =
                condition.values.contains(Value(m_list->item(row)->data(Qt::UserRole).toString()));
            m_list->item(row)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
        }
    } else if (m_period != nullptr && !condition.values.isEmpty()) {
        m_period->setCurrentIndex(m_period->findData(condition.values[0].text().toUpper()));
    } else if (m_value != nullptr && !condition.values.isEmpty()) {
        const Value &value = condition.values[0];
        const Field &field = m_value->field();
        if (field.type == FieldType::Reference) {
            m_value->setValue(Value(Id::fromString(value.text()).value_or(Id())));
        } else if (field.type == FieldType::Money || value.kind() == Value::Kind::Decimal ||
                   value.kind() == Value::Kind::Integer) {
            m_value->setTyped(value.kind() == Value::Kind::Integer ? QString::number(value.integer())
                                                                   : value.decimal().toString());
        } else {
            m_value->setValue(value);
        }
    }
}

SimpleCondition FilterPopover::condition() const
{
    SimpleCondition made;
    made.field = m_field->currentData().toString();
    made.op = Operator(m_operator->currentData().toInt());
    if (m_list != nullptr) {
        for (int row = 0; row < m_list->count(); ++row) {
            if (m_list->item(row)->checkState() == Qt::Checked)
                made.values.append(Value(m_list->item(row)->data(Qt::UserRole).toString()));
        }
    } else if (m_period != nullptr) {
        made.values.append(Value(m_period->currentData().toString()));
    } else if (m_value != nullptr) {
        const Value value = m_value->value();
        switch (value.kind()) {
            case Value::Kind::Null:
                break;
            case Value::Kind::Money: {
                // Amounts are compared in whole units (simplecondition.h).
                const int digits = value.money().currency.minorDigits();
                made.values.append(Value(Decimal(value.money().minor, digits)));
                break;
            }
            case Value::Kind::Id:
                made.values.append(Value(value.id().toString()));
                break;
            case Value::Kind::Keys:
                for (const QStringList keys = value.keys(); const QString &key : keys)
                    made.values.append(Value(key));
                break;
            default:
                made.values.append(value);
        }
    }
    return made;
}

QString FilterPopover::checkText()
{
    const QString where = m_formula->toPlainText().trimmed();
    if (where.isEmpty())
        return {};
    const ConfigurationPtr configuration = m_context.configuration();
    ExpressionError place;
    const CheckScope scope{configuration->dictionary, m_object, configuration->settings.currency};
    const auto checked = CheckedExpression::condition(where, scope, &place);
    if (checked.ok())
        return {};
    QTextCursor cursor = m_formula->textCursor();
    cursor.setPosition(std::min<int>(place.position, int(where.size())));
    cursor.setPosition(std::min<int>(place.position + std::max(1, place.length), int(where.size())),
                       QTextCursor::KeepAnchor);
    m_formula->setTextCursor(cursor);
    m_formula->setFocus();
    return tr("At %1: %2").arg(m_context.format.integer(place.position + 1), describe(checked.error()));
}

QString FilterPopover::errorText() const
{
    return m_error->isVisibleTo(this) ? m_error->text() : QString();
}

void FilterPopover::applyNow()
{
    QString problem;
    if (m_mode->currentIndex() == Formula) {
        problem = checkText();
        if (problem.isEmpty()) {
            closePopover();
            Q_EMIT textChosen(m_formula->toPlainText().trimmed());
            return;
        }
    } else {
        const SimpleCondition made = condition();
        if (m_value != nullptr && !m_value->problem().isEmpty())
            problem = m_value->problem();
        else if (ConditionText::needs(made.op) != ConditionText::Needs::Nothing && made.values.isEmpty())
            problem = tr("A value is missing.");
        if (problem.isEmpty()) {
            closePopover();
            Q_EMIT conditionChosen(made);
            return;
        }
    }
    m_error->setText(problem);
    m_error->show();
    fit();
}

}  // namespace dw::ui
