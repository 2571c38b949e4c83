// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/serverdevices.h"
#include "core/sync/serverjob.h"
#include "ui/shell/page.h"

#include <QPointer>

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace dw::ui
{

class Banner;
class ContentsPopover;
class EmptyView;
class Popover;
class TextLabel;

// The person's laptops as the server knows them, or, for administrators, those of everybody: which there are,
// whose, with which program, when they came last, and the way to keep one out or to have its data deleted.
// The server's list: without a line it says so.
class DevicesPage : public Page
{
    Q_OBJECT

public:
    explicit DevicesPage(UiContext &context, QWidget *parent = nullptr)
        : DevicesPage(context, ServerDevice::Whose::Own, parent)
    {}
    DevicesPage(UiContext &context, ServerDevice::Whose whose, QWidget *parent = nullptr);

    QString key() const override { return isOfAll() ? QStringLiteral("laptops") : QStringLiteral("devices"); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return !m_job.isRunning(); }
    QWidget *focusTarget() override;
    QStringList scenes() const override;
    void showScene(const QString &scene) override;

    void setLimits(const HttpTransport::Limits &limits) { m_limits = limits; }
    const QList<ServerDevice> &devices() const { return m_devices; }
    void showDevices(const QList<ServerDevice> &devices);
    void showContents(const ServerDevice &device, const ServerDevice::Contents &contents);
    void showError(const Error &error);
    QString problem() const;
    // Of a row; nullptr for this laptop and for what is ended already.
    QPushButton *revokeButton(const Id &device) const;
    QPushButton *wipeButton(const Id &device) const;
    QPushButton *contentsButton(const Id &device) const;
    // What the laptop may hold, as it was told last; null: nothing is shown.
    ContentsPopover *contents() const;
    // Of the question that is open.
    QPushButton *confirmButton() const;

private:
    bool isOfAll() const { return m_whose == ServerDevice::Whose::All; }
    // Nobody but administrators is shown what is somebody else's.
    bool mayRead() const;
    void read();
    void ask(QPushButton *anchor, const ServerDevice &device, ServerDevice::Order order);
    void end(const ServerDevice &device, ServerDevice::Order order);
    void askContents(const ServerDevice &device);
    QWidget *row(const ServerDevice &device);
    QString lastOf(const ServerDevice &device) const;
    // "ThinkPad of Lin" among those of everybody.
    QString nameOf(const ServerDevice &device) const;
    // What tells it from others of its name.
    QStringList aboutOf(const ServerDevice &device) const;
    template <typename T>
    void run(std::function<Result<T>(ServerLine &)> work, std::function<void(const Result<T> &)> done);

    const ServerDevice::Whose m_whose;
    HttpTransport::Limits m_limits;
    ServerJob m_job;
    QList<ServerDevice> m_devices;
    TextLabel *m_count;
    QPushButton *m_again;
    Banner *m_problem;
    QStackedWidget *m_stack;
    QWidget *m_list;
    QVBoxLayout *m_rows;
    EmptyView *m_none;
    QPointer<Popover> m_question;
    QPointer<ContentsPopover> m_contents;
    QPointer<QPushButton> m_confirm;
    bool m_read = false;
};

}  // namespace dw::ui
