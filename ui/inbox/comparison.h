// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/inbox.h"
#include "ui/inbox/inboxtexts.h"
#include "ui/shell/uicontext.h"

#include <QFrame>
#include <QHash>

class QButtonGroup;
class QGridLayout;

namespace dw::ui
{

class ChoiceCell;

// Original, mine, theirs (ui.md 6): a line per field, with a choice between mine and theirs where both
// changed it. Nothing is chosen beforehand. Of strict parts (InboxItem::lines) a line each, and one side for
// all of them.
class Comparison : public QFrame
{
    Q_OBJECT

public:
    explicit Comparison(UiContext &context, QWidget *parent = nullptr);

    // Choices that were made for the same item before stay.
    void setItem(const InboxItem &item);
    void chooseAll(bool mine);
    void choose(const QString &field, bool mine);
    QList<InboxDecision::Choice> choices() const;
    // Something is to be chosen, and nothing is left to.
    bool hasChoices() const { return !m_lines.isEmpty(); }
    bool isComplete() const;
    QList<ChoiceCell *> cells() const;
    QWidget *firstCell() const;

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line
    {
        RecordRef record;
        QString field;
        ChoiceCell *mine = nullptr;
        ChoiceCell *theirs = nullptr;
    };
    void addHead(const InboxItem &item);
    void addLine(const InboxItem &item, const InboxField &field, int row);
    void addPart(const InboxItem &item, const InboxLine &part, int row);
    void offer(const RecordRef &record, const QString &field, ChoiceCell *mine, ChoiceCell *theirs);
    QWidget *headCell(const QString &title, const QString &more);

    UiContext &m_context;
    InboxTexts m_texts;
    QGridLayout *m_grid = nullptr;
    QWidget *m_body = nullptr;
    qint64 m_number = 0;
    QList<Line> m_lines;
    QList<int> m_rules;  // where the lines begin
};

}  // namespace dw::ui
