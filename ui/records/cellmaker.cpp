// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/cellmaker.h"

#include <QCoreApplication>

#include <cstdlib>

namespace dw::ui
{

namespace
{

// Whether somebody is to act by the time of this field and has not yet.
bool isAwaited(const Record &record, const Field &field)
{
    const auto isOneOf = [&](QStringView key, const QStringList &values) {
        return values.contains(record.value(key).text());
    };
    const QString &object = record.type().key();
    if (object == QLatin1String("task") && field.key == QLatin1String("due_at"))
        return !isOneOf(u"status", {QStringLiteral("done"), QStringLiteral("cancelled")});
    if (object == QLatin1String("lead") && field.key == QLatin1String("followup_due_at"))
        return !isOneOf(u"status", {QStringLiteral("converted"), QStringLiteral("recycled"),
                                    QStringLiteral("disqualified")});
    if (object == QLatin1String("opportunity") && field.key == QLatin1String("next_step_at"))
        return isOneOf(u"result", {QStringLiteral("open")});
    return false;
}

}  // namespace

CellMaker::CellMaker(const UiContext &context, std::shared_ptr<const ListExtras> extras)
    : m_context(context), m_extras(extras ? extras->columns() : QList<ListExtras::Column>()), m_text(context)
{}

ListCell CellMaker::make(const ListColumn &column, const Record &record, const QList<Value> &extras,
                         const Titles &titles) const
{
    switch (column.source) {
        case ListColumn::Source::Field:
            return fieldCell(column, record, titles);
        case ListColumn::Source::Extra:
            return column.extra < extras.size() ? extraCell(column, extras[column.extra]) : ListCell();
        case ListColumn::Source::Mark:
            break;
    }
    return {};
}

void CellMaker::amount(ListCell &cell, const Money &money) const
{
    cell.text = m_text.plain(money);
    cell.shortText = m_context.format.moneyShort(money.minor, money.currency.minorDigits());
}

void CellMaker::due(ListCell &cell, const Value &value) const
{
    const QDate today = m_text.today();
    const bool isInstant = value.kind() == Value::Kind::Instant;
    const QDate day = isInstant ? m_text.local(value.instant()).date() : value.date().toQDate();
    if (day < today) {
        cell.text = QCoreApplication::translate("dw::ui::CellMaker", "late");
        cell.icon = QStringLiteral("clock");
        cell.tone = Tone::Danger;
    } else {
        cell.text = m_context.format.date(day, today);
    }
    cell.tip = isInstant ? m_context.format.fullDateTime(m_text.local(value.instant()))
                         : m_context.format.fullDate(day);
}

void CellMaker::dwell(ListCell &cell, qint64 days) const
{
    cell.text = m_context.format.integer(std::abs(days));
    cell.tip = m_context.format.days(std::abs(days));
    if (days < 0) {
        cell.icon = QStringLiteral("clock");
        cell.tone = Tone::Warning;
    }
}

ListCell CellMaker::extraCell(const ListColumn &column, const Value &value) const
{
    ListCell cell;
    if (value.isNull())
        return cell;
    if (value.kind() == Value::Kind::Money)
        amount(cell, value.money());
    else if (m_extras[column.extra].due)
        due(cell, value);
    else if (m_extras[column.extra].dwell)
        dwell(cell, value.integer());
    else
        cell.text = m_text.text({}, value);
    return cell;
}

ListCell CellMaker::fieldCell(const ListColumn &column, const Record &record, const Titles &titles) const
{
    ListCell cell;
    const Field &field = record.type().field(column.field);
    const Value &value = record.value(column.field);
    if (value.isNull())
        return cell;
    switch (column.cell.kind) {
        case CellSpec::Kind::Health: {
            const QString key = value.text();
            cell.health = key == QLatin1String("green") ? 3 : key == QLatin1String("amber") ? 2 : 1;
            cell.text = m_text.text(field, value);
            return cell;
        }
        case CellSpec::Kind::Tier: {
            // The box holds one letter in both languages.
            const PicklistValue *entry = field.picklistValue(value.text());
            cell.text = entry == nullptr ? value.text().toUpper() : entry->label.en;
            return cell;
        }
        case CellSpec::Kind::Stage: {
            const ConfigurationPtr configuration = m_context.configuration();
            const dw::Stage *stage = configuration->rulebook->stage(value.id());
            const Pipeline *pipeline = configuration->rulebook->pipelineOfStage(value.id());
            if (stage == nullptr || pipeline == nullptr) {
                cell.text = titles.value({field.target, value.id()});
                return cell;
            }
            cell.text = stage->name.in(m_context.language);
            const QList<dw::Stage> open = pipeline->openStages();
            cell.stageCount = int(open.size());
            for (int i = 0; i < open.size(); ++i) {
                if (open[i].id == stage->id)
                    cell.stage = i + 1;
            }
            cell.outcome = stage->outcome == dw::StageOutcome::Won    ? StageOutcome::Won
                           : stage->outcome == dw::StageOutcome::Open ? StageOutcome::Open
                                                                      : StageOutcome::Lost;
            return cell;
        }
        default:
            break;
    }
    if (value.kind() == Value::Kind::Money) {
        amount(cell, value.money());
        cell.tip = m_text.full(field, value);
        return cell;
    }
    if (value.kind() == Value::Kind::Instant) {
        const QDateTime at = m_text.local(value.instant());
        cell.text = at.date() == m_text.today() ? m_context.format.dateTime(at, m_text.today())
                                                : m_context.format.calendarDate(at.date(), m_text.today());
        cell.tip = m_context.format.fullDateTime(at);
        if (at.date() < m_text.today() && isAwaited(record, field)) {
            cell.icon = QStringLiteral("clock");
            cell.tone = Tone::Danger;
        }
        return cell;
    }
    cell.text = m_text.text(field, value, titles);
    if (value.kind() == Value::Kind::Date)
        cell.tip = m_text.full(field, value);
    if (column.cell.kind == CellSpec::Kind::Avatar)
        cell.mine = value.id() == m_context.actor().user;
    return cell;
}

}  // namespace dw::ui
