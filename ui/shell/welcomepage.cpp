// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/welcomepage.h"

#include "ui/common/emptyview.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/notices.h"
#include "ui/shell/settingkeys.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace dw::ui
{

WelcomePage::WelcomePage(UiContext &context, QWidget *parent)
    : Page(context, parent), m_view(new EmptyView(context.theme, context.icons))
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_view);
    m_view->setState(EmptyView::Reason::FirstUse, tr("Your workspace is ready"),
                     tr("Bring your customers from Excel, or try the demo company first."),
                     QStringLiteral("handshake"));
    m_view->setActions(tr("Import a file"), QStringLiteral("upload"), tr("Try the demo company"));
    connect(m_view, &EmptyView::primaryChosen, this, [this] {
        this->context().settings.setValue(setting::welcomed(), true);
        Place place;
        place.page = QStringLiteral("import");
        this->context().navigator->open(place);
    });
    auto *join = new QPushButton(tr("Join your company's server"));
    join->setProperty("kind", QStringLiteral("quiet"));
    m_view->setFurther(join);
    connect(join, &QPushButton::clicked, this, [this] {
        Place place;
        place.page = QStringLiteral("join");
        this->context().navigator->open(place);
    });
    connect(m_view, &EmptyView::secondChosen, this, &WelcomePage::openDemo);
}

void WelcomePage::show(const Place &)
{
    Q_EMIT headChanged();
    Q_EMIT settled();
}

QStringList WelcomePage::breadcrumb() const
{
    return {tr("Welcome")};
}

QStringList WelcomePage::statusTexts() const
{
    return {tr("New workspace"), QDir::toNativeSeparators(context().reader.workspace().folder())};
}

QWidget *WelcomePage::focusTarget()
{
    return m_view->primaryButton();
}

// The demo company is a workspace of its own beside this one, made by the command line program, in a window
// of its own.
void WelcomePage::openDemo()
{
    const QString programs = QCoreApplication::applicationDirPath();
    const QString demo = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                         QStringLiteral("/dealwright/demo");
    const auto openIt = [programs, demo] {
        QProcess::startDetached(programs + QStringLiteral("/dealwright"), {QStringLiteral("-w"), demo});
    };
    if (QFileInfo::exists(demo + QStringLiteral("/workspace.db"))) {
        openIt();
        return;
    }
    m_view->secondButton()->setEnabled(false);
    const int job = context().notices.beginJob(tr("Making the demo company"), Ticket());
    auto *making = new QProcess(this);
    connect(making, &QProcess::finished, this, [this, making, job, openIt](int code) {
        making->deleteLater();
        m_view->secondButton()->setEnabled(true);
        context().notices.endJob(job, code == 0 ? tr("The demo company is ready") : QString());
        if (code == 0)
            openIt();
        else
            context().notices.failed(
                tr("The demo company could not be made: %1")
                    .arg(QString::fromLocal8Bit(making->readAllStandardError()).trimmed()));
    });
    connect(making, &QProcess::errorOccurred, this, [this, making, job](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        making->deleteLater();
        m_view->secondButton()->setEnabled(true);
        context().notices.endJob(job, QString());
        context().notices.failed(tr("The program dealwright-cli is missing beside this one."));
    });
    making->start(programs + QStringLiteral("/dealwright-cli"),
                  {QStringLiteral("-w"), demo, QStringLiteral("new"), QStringLiteral("--demo")});
}

}  // namespace dw::ui
