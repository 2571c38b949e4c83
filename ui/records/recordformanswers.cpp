// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back to a form: what the command finds, and what others changed meanwhile.
#include "core/base/wording.h"
#include "core/rules/findingtext.h"
#include "ui/common/banner.h"
#include "ui/common/fieldrow.h"
#include "ui/records/duplicatepanel.h"
#include "ui/records/formoffers.h"
#include "ui/records/recordform.h"
#include "ui/records/similarpanel.h"

#include <QPushButton>

namespace dw::ui
{

void RecordForm::showFindings(const Findings &findings, const Error &error)
{
    for (const Entry &found : std::as_const(m_entries)) {
        found.row->setError({});
        found.row->setOffer({});
    }
    int fields = 0;
    bool changedUnderneath = false;
    QStringList others;
    QWidget *first = nullptr;
    const bool asked = m_duplicates->show(findings, m_isNew);
    if (asked)
        m_similar->stop();  // the same again
    for (const Finding &finding : findings) {
        if (finding.severity != Finding::Severity::Blocker || finding.provisional)
            continue;
        if (finding.item == QLatin1String("duplicate"))
            continue;  // the panel says so
        const QString text = findingText(finding, *m_context.configuration()->rulebook, m_context.language);
        changedUnderneath = changedUnderneath || finding.key == QLatin1String("record.changed_underneath");
        Entry *found = finding.field.isEmpty() ? nullptr : entry(finding.field);
        if (found == nullptr) {
            others.append(text);
            continue;
        }
        ++fields;
        if (finding.key != QLatin1String("record.changed_underneath"))
            found->row->setError(text);
        // The deal has got another customer, and this contact stayed.
        if (finding.key == QLatin1String("value.contact_elsewhere") &&
            found->editor->value() == m_base.value(finding.field))
            others.append(m_offers->offerEmpty(found->editor, found->row));
        if (found->rare)
            setMoreShown(true);
    }
    for (const Entry &found : std::as_const(m_entries)) {
        if (first == nullptr && !found.row->error().isEmpty())
            first = found.editor->widget();
    }
    QString text = fields > 0 ? tr("%n field(s) need a look", nullptr, fields) : QString();
    if (fields == 0 && asked)
        text = tr("There may be one already");
    else if (fields == 0)
        text = others.isEmpty() ? describe(error) : others.takeFirst();
    m_problem->setText(text, others.join(QLatin1Char(' ')));
    m_problem->show();
    if (first == nullptr && asked)
        first = m_duplicates->nextToAnswer();
    if (first != nullptr)
        first->setFocus();
    if (changedUnderneath)
        readTheirs();
}

QString RecordForm::problemText() const
{
    return m_problem->isVisibleTo(this) ? m_problem->accessibleName() : QString();
}

void RecordForm::committed(const CommitNotice &notice)
{
    if (m_isNew || m_saving || !m_base.isValid())
        return;
    for (const CommitNotice::Entry &change : notice.entries) {
        if (change.object == m_ref.object && change.id == m_ref.id) {
            readTheirs();
            return;
        }
    }
}

void RecordForm::readTheirs()
{
    struct Theirs
    {
        Record record;
        Titles titles;
    };
    m_context.reader.run<Theirs>(
        Workspace::Lane::Detail, QStringLiteral("theirs.%1").arg(quintptr(this), 0, 16), this,
        [ref = m_ref, base = m_base](const Reader &reader) -> Result<Theirs> {
            Theirs theirs;
            DW_ASSIGN(theirs.record, reader.record(ref));
            DW_ASSIGN(theirs.titles, reader.titlesOf({theirs.record, base}));
            return theirs;
        },
        [this](const Result<Theirs> &answer) {
            if (answer.ok())
                showTheirs(answer.value().record, answer.value().titles);
            else if (answer.error().code == ErrorCode::NotFound)
                Q_EMIT gone();
        });
}

// A field that I have not touched takes theirs; one that I have keeps mine, with theirs as a link below it.
void RecordForm::showTheirs(const Record &stored, const Titles &titles)
{
    const QString who =
        titles.value({QStringLiteral("user"), stored.value(u"updated_by").id()}, tr("Someone else"));
    for (Entry &found : m_entries) {
        const QString key = found.field.key;
        const Value &theirs = stored.value(key);
        if (theirs == m_base.value(key))
            continue;
        if (found.editor->value() == m_base.value(key) && found.editor->problem().isEmpty()) {
            found.editor->setValue(theirs);
        } else if (found.editor->value() != theirs) {
            const auto shown = [&](const Value &value) {
                const QString text = m_text.text(found.field, value, titles);
                return text.isEmpty() ? tr("empty") : text;
            };
            // Mine stands in the editor.
            found.row->setTheirs(tr("%1: %2 (was %3)").arg(who, shown(theirs), shown(m_base.value(key))));
            disconnect(found.row, &FieldRow::theirsRequested, this, nullptr);
            connect(found.row, &FieldRow::theirsRequested, this, [this, key, theirs] {
                if (Entry *mine = entry(key)) {
                    mine->editor->setValue(theirs);
                    mine->row->setTheirs({});
                    mine->row->setError({});
                    keepDraft();
                    Q_EMIT changed();
                }
            });
        }
    }
    m_base = stored;
}

}  // namespace dw::ui
