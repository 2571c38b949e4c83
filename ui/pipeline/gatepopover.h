// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "ui/common/popover.h"
#include "ui/pipeline/gateitem.h"

class QPushButton;
class QScrollArea;

namespace dw::ui
{

class TextDraft;
class TextLabel;

// What a stage still asks for, each item as its editor (ui.md 6, gate popover). Move runs
// opportunity.advance with everything that was filled in; refused again, it shows what is still missing and
// keeps what was typed. Used by the board and by the deal's own page.
class GatePopover : public Popover
{
    Q_OBJECT

public:
    // `findings` are those of the refused command; `window` is the top-level widget.
    GatePopover(UiContext &context, const Id &deal, const Id &target, const Findings &findings,
                QWidget *window);

    const Id &deal() const { return m_deal.ref.id; }
    const Id &target() const { return m_target; }
    // Another refusal: items that are new are added, those that are met go; the others keep their editors.
    void setFindings(const Findings &findings);
    // Beside `anchor`, on the side that has the room.
    void openBeside(const QRect &anchorInWindow);
    const QList<GateItem *> &items() const { return m_items; }
    GateItem *itemFor(const QString &item) const;  // nullptr if there is none
    QPushButton *moveButton() const { return m_move; }
    QPushButton *waiverButton() const { return m_waive; }
    QString title() const;
    QString metText() const;
    // Whether a refusal is a matter for this popover: it names something that can be filled in or waived.
    static bool canAnswer(const CommandResult &result);

Q_SIGNALS:
    // The deal stands in the target stage now.
    void moved(const dw::CommandResult &result);
    // Closed without a move.
    void cancelled();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    GateItem *makeItem(const Finding &finding);
    GateItem *addItem(const Finding &finding);
    void buildFrame();
    void read();
    void refresh();
    void refreshMet();
    void arrange();
    void offerCompetitor();
    void toggleWaiver();
    void move();
    void answered(const CommandResult &result);

    UiContext &m_context;
    GateDeal m_deal;
    TextDraft *m_draft;
    QJsonObject m_seen;  // the deal as it was when the question came up
    Id m_target;
    QList<GateItem *> m_items;
    QStringList m_missing;  // items of the last refusal
    QRect m_anchor;
    bool m_done = false;
    bool m_running = false;
    TextLabel *m_title;
    TextLabel *m_sentence;
    TextLabel *m_error;
    QWidget *m_metLine;
    TextLabel *m_met;
    QScrollArea *m_scroll;
    QWidget *m_list;
    QPushButton *m_waive;
    QPushButton *m_cancel;
    QPushButton *m_move;
};

}  // namespace dw::ui
