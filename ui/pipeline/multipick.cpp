// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/multipick.h"

#include <QSignalBlocker>

#include <algorithm>

namespace dw::ui
{

MultiPick::MultiPick(const Theme &theme, QWidget *parent) : QListWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    connect(this, &QListWidget::itemChanged, this, &MultiPick::keepNoneAlone);
}

void MultiPick::setChoices(const QList<GateDeal::Choice> &choices)
{
    const QJsonArray before = value().toArray();
    {
        const QSignalBlocker quiet(this);
        clear();
        for (const GateDeal::Choice &choice : choices) {
            auto *item = new QListWidgetItem(choice.title, this);
            item->setData(Qt::UserRole, choice.id.toString());
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setSizeHint(QSize(0, m_theme.size(Theme::Size::ControlSmall)));
            item->setCheckState(before.contains(choice.id.toString()) ? Qt::Checked : Qt::Unchecked);
        }
        if (count() > 0)
            setCurrentRow(0);
    }
    updateGeometry();
    Q_EMIT changed();
}

QJsonValue MultiPick::value() const
{
    QJsonArray ids;
    for (int i = 0; i < count(); ++i) {
        if (item(i)->checkState() == Qt::Checked)
            ids.append(item(i)->data(Qt::UserRole).toString());
    }
    return ids.isEmpty() ? QJsonValue() : QJsonValue(ids);
}

QSize MultiPick::sizeHint() const
{
    const int rows = std::clamp(count(), 2, 5);
    return QSize(120, rows * m_theme.size(Theme::Size::ControlSmall) + 2 * frameWidth());
}

void MultiPick::keepNoneAlone(QListWidgetItem *changedItem)
{
    if (changedItem->checkState() == Qt::Checked) {
        const QString none = Id::named("competitor:none").toString();
        const bool isNone = changedItem->data(Qt::UserRole).toString() == none;
        const QSignalBlocker quiet(this);
        for (int i = 0; i < count(); ++i) {
            const bool otherIsNone = item(i)->data(Qt::UserRole).toString() == none;
            if (item(i) != changedItem && (isNone || otherIsNone))
                item(i)->setCheckState(Qt::Unchecked);
        }
    }
    viewport()->update();
    Q_EMIT changed();
}

}  // namespace dw::ui
