// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/drillmodel.h"

#include "ui/common/recorddelegate.h"

namespace dw::ui
{

namespace
{

constexpr qint64 DayMs = 86'400'000;

}  // namespace

DrillModel::DrillModel(const Format &format, QObject *parent) : QAbstractTableModel(parent), m_format(format)
{}

void DrillModel::setPage(const DrillPage &page, Instant now, const BusinessZone &zone)
{
    beginResetModel();
    m_page = page;
    m_now = now;
    m_zone = zone;
    endResetModel();
}

RecordRef DrillModel::record(int row) const
{
    return row >= 0 && row < m_page.deals.size() && m_page.deals[row].isValid() ? m_page.deals[row].ref()
                                                                                : RecordRef();
}

bool DrillModel::oneCurrency() const
{
    return m_page.amounts.size() == 1;
}

int DrillModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_page.deals.size());
}

int DrillModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString DrillModel::nextStep(const Record &deal, int *tone, QString *icon) const
{
    if (deal.value(u"result").text() != QLatin1String("open"))
        return {};
    const QString step = deal.value(u"next_step").text();
    const Value &at = deal.value(u"next_step_at");
    if (step.isEmpty() && at.isNull()) {
        *tone = int(Tone::Warning);
        *icon = QStringLiteral("circle-alert");
        return tr("no next step");
    }
    if (at.isNull())
        return step;
    const Date today = m_zone.dateOf(m_now), day = m_zone.dateOf(at.instant());
    if (day < today) {
        *tone = int(Tone::Danger);
        *icon = QStringLiteral("clock");
        // What is cut off where the column is narrow is the step.
        const QString late = m_format.daysLate(today.days - day.days);
        return step.isEmpty() ? late : tr("%1: %2").arg(late, step);
    }
    return tr("%1, %2").arg(step, m_format.date(day.toQDate(), today.toQDate()));
}

QVariant DrillModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_page.deals.size() || !m_page.deals[index.row()].isValid())
        return {};
    const Record &deal = m_page.deals[index.row()];
    const bool number = index.column() == Amount || index.column() == DaysHere;
    if (role == Qt::TextAlignmentRole)
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    int tone = int(Tone::Neutral);
    QString icon;
    const QString step = index.column() == NextStep ? nextStep(deal, &tone, &icon) : QString();
    if (role == ToneCell)
        return tone;
    if (role == IconCell)
        return icon;
    if (role != Qt::DisplayRole && role != ShortTextCell)
        return {};
    switch (index.column()) {
        case Deal:
            return deal.value(u"name").text();
        case Customer:
            return m_page.titles.value({QStringLiteral("account"), deal.value(u"account_id").id()});
        case Owner:
            return m_page.titles.value({QStringLiteral("user"), deal.value(u"owner_id").id()});
        case Amount: {
            const Value amount = deal.value(u"amount");
            if (amount.isNull())
                return {};
            const Money money = amount.money();
            if (role == ShortTextCell)
                return m_format.moneyShort(money.minor, money.currency.minorDigits());
            return oneCurrency() ? m_format.money(money)
                                 : m_format.money(money) + QChar(0x00a0) + money.currency.code();
        }
        case DaysHere: {
            const Value entered = deal.value(u"stage_entered_at");
            return entered.isNull()
                       ? QString()
                       : m_format.integer(std::max<qint64>(0, (m_now.ms - entered.instant().ms) / DayMs));
        }
        case NextStep:
            return step;
        default:
            return {};
    }
}

QVariant DrillModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Amount || section == DaysHere ? int(Qt::AlignRight) : int(Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
        case Deal:
            return tr("Deal");
        case Customer:
            return tr("Customer");
        case Owner:
            return tr("Owner");
        case Amount:
            return oneCurrency() && !m_page.amounts.first().currency.isNull()
                       ? tr("Amount, %1").arg(m_page.amounts.first().currency.code())
                       : tr("Amount");
        case DaysHere:
            return tr("Days here");
        case NextStep:
            return tr("Next step");
        default:
            return {};
    }
}

}  // namespace dw::ui
