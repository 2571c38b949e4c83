// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/demosection.h"

#include "ui/common/popover.h"
#include "ui/common/textlabel.h"
#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"

#include <QHBoxLayout>
#include <QJsonObject>
#include <QPushButton>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr qsizetype MostCounts = 6;  // the rest is one number

}  // namespace

DemoSection::DemoSection(UiContext &context, QWidget *parent)
    : SettingsSection(context, tr("Demo company"), parent)
    , m_remove(new QPushButton(context.icons.icon(QStringLiteral("trash-2")), tr("Remove…")))
{
    addRow(tr("Demo company"), m_remove);
    addHelp(tr("All of it goes in one step; what you made yourself stays."));
    connect(m_remove, &QPushButton::clicked, this, &DemoSection::ask);
    hide();
}

Result<QList<DemoSection::Count>> DemoSection::counts(const Reader &reader, bool demo)
{
    QList<Count> found;
    if (!demo)
        return found;
    for (const ObjectTypePtr &type : reader.context().dictionary->objects()) {
        if (type->indexOf(u"is_demo") < 0 ||
            !reader.context().policy->may(reader.context().actor, Action::Read, *type, nullptr).allowed)
            continue;
        DW_ASSIGN(const Query query, reader.query(type->key(), QStringLiteral("is_demo"), {}));
        DW_ASSIGN(const qint64 records, reader.count(query));
        if (records > 0)
            found.append({type->plural(), records});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Count &a, const Count &b) { return a.records > b.records; });
    return found;
}

Popover *DemoSection::question() const
{
    return m_question;
}

QPushButton *DemoSection::confirmButton() const
{
    return m_confirm;
}

void DemoSection::refresh()
{
    const bool owner = context().actor().user == Id::named("user:owner");
    m_remove->setEnabled(owner && !m_removing);
    m_remove->setToolTip(owner ? QString() : tr("Only the owner of the workspace can: act as them first."));
    context().reader.run<QList<Count>>(
        Workspace::Lane::Detail, QStringLiteral("settings.demo"), this,
        [demo = context().reader.workspace().info().demo](const Reader &reader) {
            return counts(reader, demo);
        },
        [this](const Result<QList<Count>> &found) {
            if (found.ok())
                take(*found);
        });
}

void DemoSection::take(const QList<Count> &counts)
{
    m_counts = counts;
    setVisible(!counts.isEmpty());
}

QString DemoSection::countsText() const
{
    QStringList parts;
    qint64 others = 0;
    for (qsizetype i = 0; i < m_counts.size(); ++i) {
        if (i >= MostCounts) {
            others += m_counts[i].records;
            continue;
        }
        const QString label = m_counts[i].label.in(context().language);
        parts.append(tr("%1 %2").arg(context().format.integer(m_counts[i].records),
                                     context().language == Language::English ? label.toLower() : label));
    }
    if (others > 0)
        parts.append(tr("%1 more").arg(context().format.integer(others)));
    return context().format.clauses(parts);
}

// It cannot be taken back: asked before, with how much goes.
void DemoSection::ask()
{
    const Theme &theme = context().theme;
    delete m_question;
    qint64 all = 0;
    for (const Count &count : std::as_const(m_counts))
        all += count.records;
    m_question = new Popover(theme, window());
    m_question->setAccessibleName(
        tr("Remove the %1 records of the demo company?").arg(context().format.integer(all)));
    const auto add = [&](const QString &text, Theme::Scale scale, Theme::Role role) {
        auto *label = new TextLabel(theme, text, scale, role);
        label->setWordWrap(true);
        m_question->body()->addWidget(label);
    };
    add(m_question->accessibleName(), Theme::Scale::Title, Theme::Role::Text);
    add(countsText(), Theme::Scale::Body, Theme::Role::Text);
    add(tr("What you made yourself stays, but what belongs to their records goes with them. Nobody can bring "
           "it back; a backup can."),
        Theme::Scale::Body, Theme::Role::TextMuted);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *keep = new QPushButton(tr("Keep it"));
    m_confirm = new QPushButton(tr("Remove"));
    m_confirm->setProperty("kind", QStringLiteral("danger"));
    buttons->addWidget(keep);
    buttons->addWidget(m_confirm);
    m_question->body()->addLayout(buttons);
    connect(keep, &QPushButton::clicked, m_question, &Popover::closePopover);
    connect(m_question, &Popover::closed, m_question, &QObject::deleteLater);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_question->closePopover();
        remove();
    });
    m_question->openAt(m_remove, Popover::Side::Above);
}

void DemoSection::remove()
{
    m_removing = true;
    m_remove->setEnabled(false);
    const int job = context().notices.beginJob(tr("Removing the demo company"), Ticket());
    context().commands.submit(
        {QStringLiteral("demo.remove"), {}}, context().actor(), this,
        [this, job](const CommandResult &result) {
            m_removing = false;
            context().notices.endJob(job, QString());
            if (result.status == CommandResult::Status::Applied) {
                const auto number = [&](const char *key) {
                    return context().format.integer(qint64(result.data.value(QLatin1String(key)).toDouble()));
                };
                const int along = result.data.value(QLatin1String("with_them")).toInt();
                const QString told = tr("Removed the demo company: %1 records").arg(number("removed"));
                context().notices.done(
                    told, {},
                    along > 0 ? tr("%1 of yours belonged to them and went, too").arg(number("with_them"))
                              : QString());
                Q_EMIT removed();
            } else {
                context().notices.failed(tr("Nothing was removed. %1").arg(refusalText(context(), result)));
            }
            refresh();
        });
}

}  // namespace dw::ui
