// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/similarrecords.h"
#include "ui/shell/uicontext.h"

#include <QFrame>
#include <QTimer>

class QPushButton;
class QVBoxLayout;

namespace dw::ui
{

class Banner;

// The records that look like the one that somebody is typing, each with its reasons and to be opened: told
// while there is still time, and never in the way (DuplicatePanel is, when it is saved). Hidden while there
// are none.
class SimilarPanel : public QFrame
{
    Q_OBJECT

public:
    explicit SimilarPanel(UiContext &context, QWidget *parent = nullptr);

    // Looks for what is like the record of `draft`, which is asked a moment after the last call.
    void look(std::function<Record()> draft);
    // Tells nothing until the next look().
    void stop();
    QList<QPushButton *> candidates() const;

private:
    void ask();
    void tell(const ObjectType &object, const QList<SimilarRecord> &similar);
    QWidget *candidate(const ObjectType &object, const SimilarRecord &one);

    UiContext &m_context;
    std::function<Record()> m_draft;
    QTimer m_soon;
    Ticket m_asked;
    Banner *m_head;
    QVBoxLayout *m_rows;
};

}  // namespace dw::ui
