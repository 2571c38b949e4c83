// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/stagemodel.h"

#include <algorithm>

namespace dw::ui
{

StageModel::StageModel(QObject *parent) : QAbstractListModel(parent) {}

int StageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cards.size());
}

QVariant StageModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_cards.size())
        return {};
    const DealCard &card = m_cards[index.row()];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return card.name;
    if (role == Qt::AccessibleTextRole)
        return m_describe ? m_describe(card) : card.name;
    return {};
}

bool StageModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_asked;
}

void StageModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_asked = true;
    Q_EMIT moreWanted(int(m_cards.size()));
}

Qt::ItemFlags StageModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool rests = m_cards[index.row()].state == DealCard::State::Rest;
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return rests ? plain | Qt::ItemIsDragEnabled : plain;
}

int StageModel::rowOf(const Id &deal) const
{
    const auto found =
        std::find_if(m_cards.begin(), m_cards.end(), [&](const DealCard &card) { return card.id == deal; });
    return found == m_cards.end() ? -1 : int(found - m_cards.begin());
}

void StageModel::setContent(const StageCards &content)
{
    m_more = content.more;
    m_asked = false;
    const QList<DealCard> &wanted = content.cards;
    const auto same = [&](qsizetype here, qsizetype there) { return m_cards[here].id == wanted[there].id; };
    qsizetype head = 0;
    while (head < m_cards.size() && head < wanted.size() && same(head, head))
        ++head;
    qsizetype tail = 0;
    while (tail < m_cards.size() - head && tail < wanted.size() - head &&
           same(m_cards.size() - 1 - tail, wanted.size() - 1 - tail))
        ++tail;
    if (const qsizetype gone = m_cards.size() - head - tail; gone > 0) {
        beginRemoveRows({}, int(head), int(head + gone - 1));
        m_cards.remove(head, gone);
        endRemoveRows();
    }
    if (const qsizetype come = wanted.size() - head - tail; come > 0) {
        beginInsertRows({}, int(head), int(head + come - 1));
        for (qsizetype i = 0; i < come; ++i)
            m_cards.insert(head + i, wanted[head + i]);
        endInsertRows();
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        if (m_cards[row] == wanted[row])
            continue;
        m_cards[row] = wanted[row];
        Q_EMIT dataChanged(index(row), index(row));
    }
}

void StageModel::append(const StageCards &content)
{
    QList<DealCard> fresh;
    for (const DealCard &card : content.cards) {
        if (rowOf(card.id) < 0)
            fresh.append(card);
    }
    m_more = content.more;
    m_asked = false;
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, int(m_cards.size()), int(m_cards.size() + fresh.size() - 1));
    m_cards.append(fresh);
    endInsertRows();
}

void StageModel::insert(int row, const DealCard &card)
{
    const int at = std::clamp(row, 0, int(m_cards.size()));
    beginInsertRows({}, at, at);
    m_cards.insert(at, card);
    endInsertRows();
}

void StageModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_cards.removeAt(row);
    endRemoveRows();
}

void StageModel::setState(int row, DealCard::State state)
{
    m_cards[row].state = state;
    Q_EMIT dataChanged(index(row), index(row));
}

}  // namespace dw::ui
