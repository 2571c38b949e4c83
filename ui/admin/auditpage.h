// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/serverjob.h"
#include "ui/shell/page.h"

#include <QJsonArray>

class QPushButton;
class QStackedWidget;

namespace dw::ui
{

class AuditModel;
class Banner;
class EmptyView;
class RecordTable;
class Segments;
class TextLabel;

// Who was shown sensitive values and who took files out of the workspace, for administrators (F3.98). A
// laptop knows what was done on it; what others did its server says, and where that does not answer the page
// says so.
class AuditPage : public Page
{
    Q_OBJECT

public:
    explicit AuditPage(UiContext &context, QWidget *parent = nullptr);

    static QString title() { return tr("Access audit"); }

    QString key() const override { return QStringLiteral("audit"); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return m_started && !m_isReading && !m_job.isRunning(); }
    QWidget *focusTarget() override;

    AuditModel *model() const { return m_model; }
    RecordTable *table() const { return m_table; }
    Segments *choice() const { return m_choice; }
    bool isRefused() const { return m_isRefused; }
    // Why it is not the server's word; empty where it is, and where there is none.
    QString problem() const;
    // Without a server, or before it has answered.
    void showRows(const QJsonArray &reads, const QJsonArray &exports);

private:
    struct Told
    {
        QJsonArray reads;
        QJsonArray exports;
    };
    void read();
    void readServer();
    void finish();
    void showState();
    void openCurrent();

    AuditModel *m_model;
    RecordTable *m_table;
    Segments *m_choice;
    TextLabel *m_count;
    QPushButton *m_again;
    Banner *m_problem;
    QStackedWidget *m_stack;
    EmptyView *m_none;
    ServerJob m_job;
    const bool m_joined;
    bool m_started = false;
    bool m_isReading = false;
    bool m_isRefused = false;
};

}  // namespace dw::ui
