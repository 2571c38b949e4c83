// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inbox/inboxtexts.h"
#include "ui/shell/uicontext.h"

#include <QListView>

class QStandardItemModel;

namespace dw::ui
{

// What waits, under the heads of its kinds (picture h, left).
class InboxList : public QListView
{
    Q_OBJECT

public:
    InboxList(UiContext &context, QWidget *parent = nullptr);

    // The current one stays, else its neighbour.
    void setItems(const QList<InboxItem> &items);
    const InboxItem *currentItem() const;
    void setCurrentItem(int index);  // of items(), in the order shown
    const QList<InboxItem> &items() const { return m_items; }
    int lines() const;

Q_SIGNALS:
    void currentItemChanged();
    void entered();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    UiContext &m_context;
    QStandardItemModel *m_model;
    QList<InboxItem> m_items;
    bool m_quiet = false;
};

}  // namespace dw::ui
