// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "ui/common/avatar.h"
#include "ui/common/pilllabel.h"
#include "ui/common/textlabel.h"
#include "ui/customers/recordview.h"
#include "ui/customers/tilestrip.h"
#include "ui/records/pendingmarks.h"
#include "ui/records/possibleways.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"

#include <QPointer>

namespace dw::ui
{

void RecordView::fillHead()
{
    const Record &record = m_data.details.record;
    const QString name = title();
    m_avatar->setPerson(name, Whose::Other);
    m_title->setText(name);
    setAccessibleName(name);
    QStringList facts;
    for (const char *key : {"name_en", "account_id", "contact_name", "job_title", "industry",
                            "headcount_band", "region", "code", "address"}) {
        const Field *field = m_object->find(QString::fromLatin1(key));
        if (field == nullptr ||
            record.type().indexOf(field->key) == record.type().titleIndex(m_context.language))
            continue;
        if (const QString text = m_text.text(*field, record.value(field->key), m_data.details.titles);
            !text.isEmpty() && text != name)
            facts.append(text);
    }
    m_subtitle->setText(facts.join(QStringLiteral(" · ")));
    const Field *grade = m_object->find(u"grade");
    const PicklistValue *letter =
        grade == nullptr ? nullptr : grade->picklistValue(record.value(u"grade").text());
    m_grade->setVisible(letter != nullptr);
    if (letter != nullptr)
        m_grade->setState(tr("Grade %1").arg(letter->label.en), Tone::Outline);
    QString state;
    Tone tone = Tone::Neutral;
    QString icon;
    if (const Field *health = m_object->find(u"health");
        health != nullptr && health->type == FieldType::Picklist && !record.value(u"health").isNull()) {
        const QString key = record.value(u"health").text();
        state = m_text.picklistLabel(*health, key);
        tone = key == QLatin1String("green")   ? Tone::Success
               : key == QLatin1String("amber") ? Tone::Warning
                                               : Tone::Danger;
        icon = QStringLiteral("activity");
    } else if (const Field *result = m_object->find(u"result"); result != nullptr) {
        const QString key = record.value(u"result").text();
        if (key != QLatin1String("open"))
            state = m_text.picklistLabel(*result, key);
        tone = key == QLatin1String("won") ? Tone::Success : Tone::Neutral;
        icon = key == QLatin1String("won") ? QStringLiteral("circle-check") : QStringLiteral("circle-x");
    } else if (const Field *status = m_object->find(u"status"); status != nullptr) {
        state = m_text.text(*status, record.value(u"status"));
    }
    m_state->setVisible(!state.isEmpty());
    if (!state.isEmpty())
        m_state->setState(state, tone, icon);
    fillPending();
    // Of a lead that has an owner there is nothing to claim.
    const QString way = QStringLiteral("record.claim");
    if (QWidget *claim = m_actionButtons.value(way)) {
        const QString why = deniedReason(way, record, m_context);
        claim->setVisible(isPossible(way, record));
        claim->setEnabled(why.isEmpty());
        claim->setToolTip(why);
        claim->setAccessibleDescription(why);
    }
}

void RecordView::fillPending()
{
    const auto kind = m_context.pending == nullptr ? std::nullopt : m_context.pending->of(m_ref);
    m_pending->setVisible(kind.has_value());
    if (!kind)
        return;
    const bool requested = *kind == WaitingRecords::Kind::Requested;
    const bool provisional = *kind == WaitingRecords::Kind::Provisional;
    m_pending->setState(requested     ? tr("Claim requested")
                        : provisional ? tr("Provisional")
                                      : tr("Waits for the server"),
                        requested || provisional ? Tone::Warning : Tone::Neutral,
                        QStringLiteral("cloud-upload"));
    m_pending->setToolTip(m_context.pending->text(m_ref));
}

void RecordView::fillTiles()
{
    const Record &record = m_data.details.record;
    QList<TileStrip::Tile> tiles;
    const auto whenOf = [&](const Record &deal) {
        const Value &at = deal.value(u"next_step_at");
        const QString owner =
            m_data.details.titles.value({QStringLiteral("user"), deal.value(u"owner_id").id()});
        const QString when =
            at.isNull() ? QString() : m_context.format.dateTime(m_text.local(at.instant()), m_text.today());
        return when.isEmpty() ? owner : m_context.format.clauses({when, owner});
    };
    const auto stepTile = [&](const Record *deal) {
        const bool known = deal != nullptr && !deal->value(u"next_step").isNull();
        tiles.append({tr("Next step"), known ? deal->value(u"next_step").text() : tr("No next step"),
                      known ? whenOf(*deal) : QString(),
                      known             ? Theme::Role::Link
                      : deal == nullptr ? Theme::Role::TextMuted  // nothing is open, nothing is amiss
                                        : Theme::Role::Warning});
    };
    if (m_object->key() == QLatin1String("account")) {
        const RecordDetails &details = m_data.details;
        const auto figureOf = [&](const MoneySum &sum, qint64 deals) {
            if (sum.amount)
                return sum.leftOut.beside(m_text.figure(*sum.amount), m_context.format);
            if (!sum.leftOut.isEmpty())
                return sum.leftOut.text(m_context.format);
            return deals > 0 ? tr("no amount") : tr("none");
        };
        stepTile(details.soonest.isValid()      ? &details.soonest
                 : !details.openDeals.isEmpty() ? &details.openDeals.first()
                                                : nullptr);
        QString openNote = tr("%n deal(s)", nullptr, int(details.openCount));
        if (details.weighted.amount)
            openNote = tr("%1, weighted %2").arg(openNote, m_text.plain(*details.weighted.amount));
        tiles.append({tr("Open deals"), figureOf(details.open, details.openCount), openNote,
                      Theme::Role::Text, QStringLiteral("open")});
        const MoneySum &now = m_data.wonThisYear, &before = m_data.wonLastYear;
        QString wonNote = tr("%n deal(s)", nullptr, int(m_data.wonCount));
        // Compared where both are whole and of one currency.
        if (now.amount && before.amount && before.amount->minor > 0 && now.leftOut.isEmpty() &&
            before.leftOut.isEmpty() && before.amount->currency == now.amount->currency) {
            const qint64 percent = (now.amount->minor - before.amount->minor) * 100 / before.amount->minor;
            wonNote = tr("%1, %2 % on last year").arg(wonNote, m_context.format.signedInteger(percent));
        }
        tiles.append({tr("Closed this year"), figureOf(now, m_data.wonCount), wonNote, Theme::Role::Text,
                      QStringLiteral("won")});
    } else if (m_object->key() == QLatin1String("opportunity")) {
        const bool open = record.value(u"result").text() == QLatin1String("open");
        if (open)
            stepTile(&record);
        const Value amount = record.value(u"amount");
        const Field *probability = m_object->find(u"probability");
        tiles.append({tr("Amount"), amount.isNull() ? tr("not known") : m_text.figure(amount.money()),
                      tr("probability %1").arg(m_text.text(*probability, record.value(u"probability")))});
        if (!open) {
            const bool won = record.value(u"result").text() == QLatin1String("won");
            const Value at = record.value(won ? QStringView(u"won_at") : QStringView(u"lost_at"));
            const Field *reason = m_object->find(u"lost_reason");
            tiles.append(
                {tr("Closed"),
                 at.isNull()
                     ? tr("not known")
                     : m_context.format.calendarDate(m_text.local(at.instant()).date(), m_text.today()),
                 won || reason == nullptr ? QString() : m_text.text(*reason, record.value(u"lost_reason"))});
            m_tiles->setVisible(true);
            m_tiles->setTiles(tiles);
            return;
        }
        const Value close = record.value(u"expected_close");
        const qint64 left = close.isNull() ? 0 : m_text.today().daysTo(close.date().toQDate());
        tiles.append({m_text.label(*m_object->find(u"expected_close")),
                      close.isNull() ? tr("not known")
                                     : m_context.format.calendarDate(close.date().toQDate(), m_text.today()),
                      close.isNull() ? QString()
                      : left < 0     ? m_context.format.daysLate(-left)
                                     : m_context.format.daysLeft(left)});
        if (const Value entered = record.value(u"stage_entered_at"); !entered.isNull()) {
            const qint64 days = (m_context.clock.now().ms - entered.instant().ms) / 86400000;
            tiles.append({tr("Days here"), m_context.format.integer(days),
                          m_data.details.titles.value(
                              {QStringLiteral("stage_definition"), record.value(u"stage_id").id()})});
        }
    }
    m_tiles->setVisible(!tiles.isEmpty());
    m_tiles->setTiles(tiles);
}

void RecordView::moveTo(const Id &stage, QWidget *anchor)
{
    const RecordRef ref = m_ref;
    const QPointer<QWidget> place(anchor);
    CommandRequest request{
        QStringLiteral("opportunity.advance"),
        {{QStringLiteral("id"), ref.id.toString()},
         {QStringLiteral("to"), stage.toString()},
         {QStringLiteral("base"),
          QJsonObject{{QStringLiteral("stage_id"), m_data.details.record.value(u"stage_id").toJson()}}}}};
    m_context.commands.submit(
        request, m_context.actor(), this, [this, ref, stage, place](const CommandResult &result) {
            const ConfigurationPtr configuration = m_context.configuration();
            if (result.status == CommandResult::Status::Applied) {
                const dw::Stage *target = configuration->rulebook->stage(stage);
                tellApplied(m_context, tr("Moved to %1").arg(target->name.in(m_context.language)), result);
                return;
            }
            if (!result.findings.isEmpty()) {
                Q_EMIT gateHeld(ref.id, stage, result, place);
                return;
            }
            m_context.notices.failed(describe(result.error));
        });
}

}  // namespace dw::ui
