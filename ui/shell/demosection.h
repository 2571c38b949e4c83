// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/localtext.h"
#include "core/reading/reader.h"
#include "ui/shell/settingssection.h"

#include <QPointer>

class QPushButton;

namespace dw::ui
{

class Popover;

// The way to end a demo: all of the demo company in one step (demo.remove), after a question that says how
// much goes. There only while the workspace is marked as a demo and holds something of it; for its owner
// alone, whom everything that stays goes to.
class DemoSection : public SettingsSection
{
    Q_OBJECT

public:
    struct Count
    {
        LocalText label;  // of the object, in the plural
        qint64 records = 0;
    };

    explicit DemoSection(UiContext &context, QWidget *parent = nullptr);

    void refresh();
    // What of the demo company there is and the actor sees, the most first; nothing where it is no demo.
    static Result<QList<Count>> counts(const Reader &reader, bool demo);

    QPushButton *removeButton() const { return m_remove; }
    // The open question; null when none is.
    Popover *question() const;
    QPushButton *confirmButton() const;

Q_SIGNALS:
    void removed();

private:
    void take(const QList<Count> &counts);
    void ask();
    void remove();
    QString countsText() const;

    QPushButton *m_remove;
    QPointer<Popover> m_question;
    QPointer<QPushButton> m_confirm;
    QList<Count> m_counts;
    bool m_removing = false;
};

}  // namespace dw::ui
