// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pipeline/boardreading.h"

#include <QAbstractListModel>

#include <functional>

namespace dw::ui
{

// The cards of one stage that have been read so far: a window from the top that grows while one scrolls. The
// model reads nothing itself; the board hands it what jobs have read.
class StageModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit StageModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    // Display: name. AccessibleText: name, state, facts, as `describe` says it.
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void setDescription(std::function<QString(const DealCard &)> describe)
    {
        m_describe = std::move(describe);
    }
    const DealCard &card(int row) const { return m_cards[row]; }
    int rowOf(const Id &deal) const;  // -1 if it is not here

    // Changes only what differs, so that the current card and the scroll position stay.
    void setContent(const StageCards &content);
    void append(const StageCards &content);
    void insert(int row, const DealCard &card);
    void remove(int row);
    void setState(int row, DealCard::State state);

Q_SIGNALS:
    void moreWanted(int from);

private:
    QList<DealCard> m_cards;
    bool m_more = false;
    bool m_asked = false;
    std::function<QString(const DealCard &)> m_describe;
};

}  // namespace dw::ui
