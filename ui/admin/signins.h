// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/serverjob.h"
#include "core/sync/serverpasswords.h"
#include "ui/shell/uicontext.h"

#include <QObject>

#include <functional>
#include <optional>

namespace dw::ui
{

// Who may sign in at the server of a joined workspace, and the way to let somebody. The server's to say: what
// it has not said is unknown. A standalone workspace has nobody sign in.
class SignIns : public QObject
{
    Q_OBJECT

public:
    using State = ServerPasswords::State;

    explicit SignIns(UiContext &context, QObject *parent = nullptr);

    bool isThere() const { return m_joined; }
    std::optional<State> of(const Id &user) const;
    // Why it is not known; empty where it is, and before it was asked.
    QString problem() const { return m_problem; }
    void read(const QList<Id> &users);
    // The password that the server made up, once. False while another is asked for.
    bool give(const Id &user, std::function<void(const Result<QString> &)> done);

Q_SIGNALS:
    void changed();

private:
    UiContext &m_context;
    const bool m_joined;
    QHash<Id, State> m_states;
    QString m_problem;
    QList<Id> m_wanted;  // came while it was asked
    ServerJob m_reading;
    ServerJob m_giving;
};

}  // namespace dw::ui
