// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspacesection.h"

#include "core/base/wording.h"
#include "core/commands/purgebin.h"
#include "core/sync/deviceidentity.h"
#include "ui/common/combobox.h"
#include "ui/common/factlist.h"
#include "ui/common/filechoice.h"
#include "ui/shell/demosection.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/notices.h"
#include "ui/shell/peoplemenu.h"
#include "ui/shell/settingkeys.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonObject>
#include <QPointer>
#include <QPushButton>
#include <QThread>

#include <memory>

namespace dw::ui
{

namespace
{

constexpr int PeopleWidth = 240;

qint64 sizeOf(const QString &folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

}  // namespace

WorkspaceSection::WorkspaceSection(UiContext &context, QWidget *parent)
    : SettingsSection(context, tr("Workspace"), parent)
    , m_joined(DeviceIdentity::isIn(context.reader.workspace().folder()))
    , m_people(new ComboBox(context.theme))
    , m_facts(new FactList(context.theme, SettingsSection::LabelWidth))
    , m_backup(new QPushButton(tr("Back up…")))
{
    m_people->setFixedWidth(PeopleWidth);
    if (m_joined) {
        m_people->hide();
        m_people->setParent(this);
        addHelp(
            tr("This workspace is joined to a server: you act as yourself. Ctrl+Shift+Y shows what syncs."));
    } else {
        addRow(tr("Acting as"), m_people);
        addHelp(tr(
            "This workspace is on this laptop alone: whoever opens it is its owner and may act as any of its "
            "people. The history keeps both names."));
    }
    addWide(m_facts);
    m_backup->setIcon(context.icons.icon(QStringLiteral("download")));
    addRow(tr("Backup"), m_backup);
    addHelp(tr("One file with everything in it, also while you work."));
    const auto addWay = [this](const QString &label, const QString &text, const QString &page,
                               const QString &icon = QStringLiteral("cloud")) {
        auto *button = new QPushButton(this->context().icons.icon(icon), text);
        button->setAccessibleName(text);
        addRow(label, button);
        connect(button, &QPushButton::clicked, this, [this, page] {
            Place place;
            place.page = page;
            this->context().navigator->open(place);
        });
    };
    addWay(tr("Recycle bin"), tr("Open the recycle bin"), QStringLiteral("bin"), QStringLiteral("trash-2"));
    addHelp(tr("What was deleted in the last %1 days, to be restored.").arg(PurgeBin::BinDays));
    if (m_joined) {
        addWay(tr("Server"), tr("My laptops"), QStringLiteral("devices"));
        addHelp(tr("Which of your laptops the server knows, and the way to keep one out."));
    } else {
        addWay(tr("Server"), tr("Join a server…"), QStringLiteral("join"));
        addHelp(tr("A workspace of its own that you share with your company; this one stays as it is."));
    }
    connect(m_people, &ComboBox::activated, this, [this](int index) {
        this->context().settings.setValue(setting::actingAs(), m_people->itemData(index).toString());
    });
    connect(m_backup, &QPushButton::clicked, this, &WorkspaceSection::askForBackup);
}

void WorkspaceSection::refresh()
{
    PeopleMenu::read(context(), this, [this](const QList<PeopleMenu::Person> &people) {
        m_people->clear();
        const Id me = context().actor().user;
        for (const PeopleMenu::Person &person : people) {
            m_people->addItem(person.name, person.id.toString());
            if (person.id == me)
                m_people->setCurrentIndex(m_people->count() - 1);
        }
    });
    const QString folder = context().reader.workspace().folder();
    const Language language = context().language;
    const bool isDemo = context().reader.workspace().info().demo;
    context().reader.run<Facts>(
        Workspace::Lane::Detail, QStringLiteral("settings.facts"), this,
        [folder, language, isDemo](const Reader &reader) -> Result<Facts> {
            Facts facts;
            for (const QString &key :
                 {QStringLiteral("account"), QStringLiteral("contact"), QStringLiteral("lead"),
                  QStringLiteral("opportunity"), QStringLiteral("activity"), QStringLiteral("task")}) {
                DW_ASSIGN(const Query query, reader.query(key, QString(), {}));
                DW_ASSIGN(const qint64 count, reader.count(query));
                facts.counts.append({query.object->plural().in(language), count});
            }
            DW_ASSIGN(const auto demo, DemoSection::counts(reader, isDemo));
            facts.demo = !demo.isEmpty();
            facts.bytes = sizeOf(folder);
            return facts;
        },
        [this](const Result<Facts> &facts) {
            if (facts.ok())
                showFacts(*facts);
            Q_EMIT refreshed();
        });
}

void WorkspaceSection::showFacts(const Facts &facts)
{
    const WorkspaceInfo &info = context().reader.workspace().info();
    m_facts->clear();
    m_facts->addFact(tr("Folder"), QDir::toNativeSeparators(context().reader.workspace().folder()));
    m_facts->addFact(tr("Size"), context().format.fileSize(facts.bytes));
    m_facts->addFact(tr("Time zone"), QString::fromLatin1(info.zoneName));
    m_facts->addFact(tr("Currency"), info.currency.code());
    m_facts->addFact(tr("Kind"), m_joined     ? tr("Joined to a server")
                                 : facts.demo ? tr("Demo company, on this laptop")
                                              : tr("On this laptop"));
    for (const auto &[label, count] : facts.counts)
        m_facts->addFact(label, context().format.integer(count));
}

void WorkspaceSection::askForBackup()
{
    const QString name =
        QStringLiteral("dealwright-%1.backup")
            .arg(context().configuration()->settings.zone.dateOf(context().clock.now()).toIso());
    FileChoice::save(this, tr("Back up to"), QDir::home().filePath(name), {}, [this](const QString &file) {
        if (!file.isEmpty())
            backUpTo(file);
    });
}

void WorkspaceSection::backUpTo(const QString &file)
{
    const Ticket ticket;
    const int job = context().notices.beginJob(tr("Backing up"), ticket);
    auto outcome = std::make_shared<Result<void>>();
    // The page may be rebuilt meanwhile: what ends the job hangs on the notices, not on this widget.
    Notices *notices = &context().notices;
    QThread *thread = QThread::create([workspace = &context().reader.workspace(), file, ticket, outcome] {
        *outcome = workspace->backup(file, ticket);
    });
    connect(thread, &QThread::finished, notices, [notices, job, file, outcome] {
        if (outcome->ok()) {
            notices->endJob(job, tr("Backed up to %1").arg(QDir::toNativeSeparators(file)));
        } else {
            notices->endJob(job, QString());
            if (outcome->error().code != ErrorCode::Cancelled)
                notices->failed(describe(outcome->error()));
        }
    });
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

}  // namespace dw::ui
