// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/similarpanel.h"

#include "core/matching/duplicatekey.h"
#include "core/matching/reasontext.h"
#include "ui/common/banner.h"
#include "ui/common/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr qsizetype MostTold = 3;
constexpr qsizetype MostReasons = 2;

}  // namespace

SimilarPanel::SimilarPanel(UiContext &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_head(new Banner(context.theme, context.icons, Tone::Info, tr("There may be one already")))
    , m_rows(new QVBoxLayout)
{
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("There may be one already"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, context.theme.space(2));
    column->setSpacing(context.theme.space(1));
    column->addWidget(m_head);
    column->addLayout(m_rows);
    m_soon.setSingleShot(true);
    m_soon.setInterval(context.theme.duration(Theme::Duration::Autosave));
    connect(&m_soon, &QTimer::timeout, this, &SimilarPanel::ask);
    hide();
}

void SimilarPanel::look(std::function<Record()> draft)
{
    m_draft = std::move(draft);
    m_soon.start();
}

void SimilarPanel::stop()
{
    m_soon.stop();
    m_asked.cancel();
    hide();
}

void SimilarPanel::ask()
{
    const Record draft = m_draft();
    m_asked = m_context.reader.run<QList<SimilarRecord>>(
        Workspace::Lane::Detail, QStringLiteral("similar.%1").arg(quintptr(this), 0, 16), this,
        [draft](const Reader &reader) { return similarRecords(reader, draft, AskedScore, MostTold); },
        [this, type = draft.typePointer()](const Result<QList<SimilarRecord>> &answer) {
            // A hint that cannot be had is none; whether there is one already is asked again at the save.
            tell(*type, answer.ok() ? answer.value() : QList<SimilarRecord>());
        });
}

void SimilarPanel::tell(const ObjectType &object, const QList<SimilarRecord> &similar)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const SimilarRecord &one : similar)
        m_rows->addWidget(candidate(object, one));
    setVisible(!similar.isEmpty());
}

QWidget *SimilarPanel::candidate(const ObjectType &object, const SimilarRecord &one)
{
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(m_context.theme.space(2));
    line->addWidget(new TextLabel(m_context.theme, one.title, Theme::Scale::Body, Theme::Role::Text,
                                  Theme::Weight::Strong),
                    1);
    QStringList reasons;
    for (const MatchReason &reason : one.match.reasons) {
        if (reason.points > 0 && reasons.size() < MostReasons)
            reasons.append(reasonText(object, reason, m_context.language));
    }
    auto *why = new TextLabel(m_context.theme, reasons.join(QStringLiteral(" · ")), Theme::Scale::Small,
                              Theme::Role::TextMuted);
    line->addWidget(why, 1);
    auto *open = new QPushButton(tr("Open"));
    open->setObjectName(QStringLiteral("similar"));
    open->setAccessibleName(tr("Open %1").arg(one.title));
    open->setAccessibleDescription(why->text());
    connect(open, &QPushButton::clicked, this, [this, ref = RecordRef{object.key(), one.id}] {
        if (m_context.navigator != nullptr)
            m_context.navigator->openRecord(ref);
    });
    line->addWidget(open);
    return row;
}

QList<QPushButton *> SimilarPanel::candidates() const
{
    return findChildren<QPushButton *>(QStringLiteral("similar"));
}

}  // namespace dw::ui
