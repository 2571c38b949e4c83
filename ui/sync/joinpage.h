// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/enrolment.h"
#include "core/sync/serverjob.h"
#include "ui/shell/page.h"

#include <QDateTime>

#include <functional>

class QPushButton;
class QVBoxLayout;

namespace dw::ui
{

class BringPanel;
class Callout;
class FieldRow;
class LineEdit;
class ProgressLine;
class Switch;
class TextLabel;

// Joins this computer to a server: its address, who one is there, whether its certificate is the right one; a
// workspace of its own is made for what the server gives. From the window of a standalone workspace what was
// done there can be brought along (BringPanel). What was typed stays on an error and while one looks
// elsewhere; stopping leaves nothing behind.
class JoinPage : public Page
{
    Q_OBJECT

public:
    struct Ways
    {
        // An absent or empty folder for the workspace that comes.
        std::function<QString(const QUrl &server, const QString &login)> folderFor;
        // A workspace that is there now: opened in a window.
        std::function<void(const QString &folder)> open;
    };
    enum class State { Typing, Running, AsksTrust, Bringing, Joined };

    JoinPage(UiContext &context, Ways ways, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("join"); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return true; }
    QWidget *focusTarget() override;
    QStringList scenes() const override;
    void showScene(const QString &scene) override;

    void setLimits(const HttpTransport::Limits &limits);
    void join();
    void cancel();
    State state() const { return m_state; }
    LineEdit *server() const { return m_server; }
    LineEdit *login() const { return m_login; }
    LineEdit *password() const { return m_password; }
    LineEdit *newPassword() const { return m_new; }
    LineEdit *deviceName() const { return m_name; }
    QPushButton *joinButton() const { return m_join; }
    QPushButton *cancelButton() const { return m_cancel; }
    QPushButton *trustButton() const { return m_trusts; }
    Callout *trust() const { return m_trust; }
    Callout *problem() const { return m_problem; }
    Switch *along() const { return m_along; }  // hidden in the window of a laptop
    BringPanel *bring() const { return m_bring; }
    bool asksForNew() const;
    QString stepText() const;

Q_SIGNALS:
    void stateChanged();

private:
    void build();
    void buildFields(QVBoxLayout *column);
    void tellScene(const QString &scene);
    void setState(State state);
    bool checkTyped();
    void setProblem(const QString &title, const QString &text);
    void tellStep(Enrolment::Step step);
    void answered(const Result<DeviceIdentity> &identity);
    void joined();
    void failed(const Error &error);
    static QString reasonOf(const Error &error);
    void askTrust(const QString &host, const QString &fingerprint);
    void serverEdited();

    const Ways m_ways;
    HttpTransport::Limits m_limits;
    SystemClock m_clock;  // a workspace is made at the real time, whatever the window's says
    ServerJob m_job;
    State m_state = State::Typing;
    QByteArray m_pin;      // confirmed by the person for this address
    QByteArray m_offered;  // shown and not confirmed yet
    QString m_folder;
    LineEdit *m_server;
    LineEdit *m_login;
    LineEdit *m_password;
    LineEdit *m_new;
    LineEdit *m_name;
    FieldRow *m_serverRow;
    FieldRow *m_loginRow;
    FieldRow *m_passwordRow;
    FieldRow *m_newRow;
    FieldRow *m_nameRow;
    Switch *m_along;
    BringPanel *m_bring;
    Callout *m_trust;
    QPushButton *m_trusts;
    Callout *m_problem;
    Callout *m_done;
    QWidget *m_running;
    ProgressLine *m_progress;
    TextLabel *m_step;
    QPushButton *m_join;
    QPushButton *m_cancel;
};

}  // namespace dw::ui
