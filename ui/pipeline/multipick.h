// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pipeline/gateitem.h"

#include <QJsonArray>
#include <QListWidget>

namespace dw::ui
{

// Several of a short list, by check boxes. The record that says "none" (Id::named("competitor:none")) and
// the others exclude each other.
class MultiPick : public QListWidget
{
    Q_OBJECT

public:
    explicit MultiPick(const Theme &theme, QWidget *parent = nullptr);

    void setChoices(const QList<GateDeal::Choice> &choices);  // what is checked stays checked
    QJsonValue value() const;                                 // array of ids, null when nothing is checked
    QSize sizeHint() const override;

Q_SIGNALS:
    void changed();

private:
    void keepNoneAlone(QListWidgetItem *item);

    const Theme &m_theme;
};

}  // namespace dw::ui
