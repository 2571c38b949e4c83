// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/customers/recorddata.h"
#include "ui/shell/uicontext.h"

#include <QFrame>

class QScrollArea;
class QVBoxLayout;

namespace dw::ui
{

// The right side of a record's page: people with their roles, facts, what is related.
class FactsPanel : public QFrame
{
    Q_OBJECT

public:
    explicit FactsPanel(UiContext &context, QWidget *parent = nullptr);

    void show(const RecordData &shown);
    using QFrame::show;

Q_SIGNALS:
    void addPersonRequested();
    void editRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fillPeople(QVBoxLayout *column, const RecordData &shown);
    void fillFacts(QVBoxLayout *column, const RecordData &shown);
    void fillRelated(QVBoxLayout *column, const RecordData &shown);

    UiContext &m_context;
    ValueText m_text;
    QScrollArea *m_scroll;
};

}  // namespace dw::ui
