// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/recordform.h"

#include "core/base/wording.h"
#include "core/rules/findingtext.h"
#include "core/rules/validator.h"
#include "ui/common/banner.h"
#include "ui/common/fieldrow.h"
#include "ui/common/sectionhead.h"
#include "ui/records/draftbanner.h"
#include "ui/records/duplicatepanel.h"
#include "ui/records/fieldeditors.h"
#include "ui/records/formoffers.h"
#include "ui/records/readaudit.h"
#include "ui/records/referenceedit.h"
#include "ui/records/shownpipeline.h"
#include "ui/records/similarpanel.h"

#include <QGridLayout>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace dw::ui
{

namespace
{

bool isDeal(const ObjectType &object)
{
    return object.key() == QLatin1String("opportunity");
}

// The place of a deal moves through its gates, never by a form.
bool isPlace(const Field &field)
{
    return field.key == QLatin1String("stage_id") || field.key == QLatin1String("pipeline_id");
}

// A command may make more than what it was asked for (the stage history of a deal).
RecordRef madeBy(const CommandResult &result, const QString &object)
{
    for (const CommitNotice::Entry &entry : result.notice.entries) {
        if (entry.created && entry.object == object)
            return {object, entry.id};
    }
    return {object, result.ids.value(0)};
}

}  // namespace

RecordForm::RecordForm(UiContext &context, ObjectTypePtr object, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_object(std::move(object))
    , m_text(context)
    , m_draft(context, m_object->key())
    , m_offers(new FormOffers(context, m_object, this))
    , m_column(new QVBoxLayout(this))
    , m_problem(new Banner(context.theme, context.icons, Tone::Danger, {}))
    , m_draftBanner(new DraftBanner(context))
    , m_similar(new SimilarPanel(context))
{
    setMaximumWidth(context.theme.size(Theme::Size::FormColumnMax));
    m_column->setContentsMargins(16, 12, 16, 16);
    m_column->setSpacing(context.theme.space(1));
    m_problem->hide();
    m_column->addWidget(m_problem);
    connect(m_draftBanner, &DraftBanner::dropRequested, this, [this] {
        m_dropped = typed();
        fill(m_base);
        m_similar->stop();
        keepDraft();
    });
    connect(m_draftBanner, &DraftBanner::bringBackRequested, this, [this] {
        // What was typed since can be dropped, and brought back, in its turn.
        const QHash<QString, QString> now = typed();
        if (put(std::exchange(m_dropped, now)))
            lookForSimilar();
    });
    m_duplicates = new DuplicatePanel(context, m_object);
    m_column->addWidget(m_duplicates);
    m_column->addWidget(m_similar);
    connect(m_duplicates, &DuplicatePanel::goOn, this, &RecordForm::save);
    m_draftBanner->setClosable(true);
    m_column->addWidget(m_draftBanner);
    connect(&context.commands, &CommandRunner::committed, this, &RecordForm::committed, Qt::QueuedConnection);
}

RecordForm::~RecordForm()
{
    flushDraft();
    // The focus leaves while QWidget takes the form apart, when what check() reads is gone already.
    for (const Entry &known : std::as_const(m_entries))
        known.editor->disconnect(this);
}

QString RecordForm::title() const
{
    const QString name = m_object->label().in(m_context.language);
    if (!m_isNew)
        return m_base.isValid() ? m_base.title(m_context.language) : name;
    return m_context.language == Language::English ? tr("New %1").arg(name.toLower())
                                                   : tr("New %1").arg(name);
}

QList<Field> RecordForm::fieldsOf(const QString &group) const
{
    QList<Field> fields;
    for (const Field &field : m_object->fields()) {
        if (field.group != group || !FieldEditors::canEdit(field))
            continue;
        if (isDeal(*m_object) && isPlace(field) && (!m_isNew || field.key == QLatin1String("stage_id")))
            continue;
        fields.append(field);
    }
    return fields;
}

bool RecordForm::isNeeded(const Field &field) const
{
    if (field.required.kind == Requirement::Kind::Always)
        return true;
    // A new deal always has a next step (issue 5: a blocker in forms that create a deal).
    return m_isNew && isDeal(*m_object) &&
           (field.key == QLatin1String("next_step") || field.key == QLatin1String("next_step_at"));
}

bool RecordForm::isRare(const LayoutGroup &group, const QList<Field> &fields) const
{
    static const QStringList common{QStringLiteral("main"),     QStringLiteral("reach"),
                                    QStringLiteral("progress"), QStringLiteral("price"),
                                    QStringLiteral("who"),      QStringLiteral("next")};
    if (common.contains(group.key))
        return false;
    return std::none_of(fields.begin(), fields.end(), [&](const Field &field) {
        return isNeeded(field) && field.defaultValue.isNull() && field.key != QLatin1String("owner_id");
    });
}

void RecordForm::build()
{
    QList<LayoutGroup> rare;
    for (const LayoutGroup &group : m_object->groups()) {
        const QList<Field> fields = fieldsOf(group.key);
        if (fields.isEmpty() || group.key == QLatin1String("system"))
            continue;
        if (isRare(group, fields))
            rare.append(group);
        else
            addGroup(group.key == QLatin1String("main") ? QString() : group.label.in(m_context.language),
                     fields, false);
    }
    if (!rare.isEmpty()) {
        auto *more = new QPushButton(m_context.icons.icon(QStringLiteral("chevron-down")), tr("More"));
        more->setProperty("kind", QStringLiteral("quiet"));
        m_more = more;
        m_column->addWidget(more, 0, Qt::AlignLeft);
        connect(more, &QPushButton::clicked, this, [this] { setMoreShown(true); });
        m_rare = new QWidget;
        auto *place = new QVBoxLayout(m_rare);
        place->setContentsMargins(0, 0, 0, 0);
        place->setSpacing(m_context.theme.space(1));
        m_rare->hide();
        m_column->addWidget(m_rare);
        for (const LayoutGroup &group : std::as_const(rare))
            addGroup(group.label.in(m_context.language), fieldsOf(group.key), true);
    }
    m_column->addStretch(1);
}

void RecordForm::setMoreShown(bool shown)
{
    if (m_rare == nullptr)
        return;
    m_rare->setVisible(shown);
    m_more->setVisible(!shown);
}

void RecordForm::addGroup(const QString &title, const QList<Field> &fields, bool rare)
{
    auto *column = rare ? static_cast<QVBoxLayout *>(m_rare->layout()) : m_column;
    if (!title.isEmpty())
        column->addWidget(new SectionHead(m_context.theme, title));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(m_context.theme.space(4));
    grid->setVerticalSpacing(m_context.theme.space(1));
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    Currency currency = m_base.isValid() ? m_base.currency() : Currency();
    if (currency.isNull())
        currency = m_context.configuration()->settings.currency;
    int row = 0;
    int at = 0;
    for (const Field &field : fields) {
        FieldEditor *editor = FieldEditors(m_context).make(field, currency, this);
        if (editor == nullptr)
            continue;
        Entry entry;
        entry.field = field;
        entry.editor = editor;
        entry.rare = rare;
        entry.row = new FieldRow(m_context.theme, m_context.icons, m_text.label(field), editor->widget(),
                                 isNeeded(field) ? FieldRow::Need::Required : FieldRow::Need::Optional);
        entry.row->setHelp(field.help.in(m_context.language));
        const bool isShort = FieldEditors::isShort(field);
        if (!isShort && at == 1) {
            ++row;
            at = 0;
        }
        grid->addWidget(entry.row, row, at, 1, isShort ? 1 : 2);
        at = isShort && at == 0 ? 1 : 0;
        if (at == 0)
            ++row;
        m_entries.append(entry);
        connect(editor, &FieldEditor::left, this, [this, key = field.key] { check(key); });
        connect(editor, &FieldEditor::changed, this, &RecordForm::typedOn);
        m_offers->watch(editor, entry.row);
    }
}

RecordForm::Entry *RecordForm::entry(const QString &field)
{
    for (Entry &found : m_entries) {
        if (found.field.key == field)
            return &found;
    }
    return nullptr;
}

FieldEditor *RecordForm::editor(const QString &field) const
{
    const Entry *found = const_cast<RecordForm *>(this)->entry(field);
    return found == nullptr ? nullptr : found->editor;
}

FieldRow *RecordForm::row(const QString &field) const
{
    const Entry *found = const_cast<RecordForm *>(this)->entry(field);
    return found == nullptr ? nullptr : found->row;
}

QWidget *RecordForm::firstEditor() const
{
    return m_entries.isEmpty() ? nullptr : m_entries.first().editor->widget();
}

void RecordForm::startNew(const QHash<QString, Value> &presets)
{
    m_isNew = true;
    m_preset = presets.keys();
    m_base = Record(m_object, {});
    for (int i = 0; i < m_object->fieldCount(); ++i) {
        if (const Field &field = m_object->field(i); !field.defaultValue.isNull())
            m_base.set(i, field.defaultValue);
    }
    if (m_object->indexOf(u"owner_id") >= 0)
        m_base.set(u"owner_id", Value(m_context.actor().user));
    if (isDeal(*m_object)) {
        const ConfigurationPtr configuration = m_context.configuration();
        if (const Pipeline *pipeline = configuration->rulebook->pipeline(shownPipeline(m_context))) {
            m_base.set(u"pipeline_id", Value(pipeline->id));
            if (const dw::Stage *first = pipeline->first()) {
                m_base.set(u"probability", Value(first->defaultProbability));
                m_base.set(u"forecast_category", Value(first->forecastCategory));
            }
        }
    }
    for (auto preset = presets.constBegin(); preset != presets.constEnd(); ++preset)
        m_base.set(preset.key(), preset.value());
    build();
    fill(m_base);
    restoreDraft();
}

void RecordForm::startEdit(const RecordRef &ref)
{
    m_isNew = false;
    m_ref = ref;
    m_draft.setRecord(ref.id);
    m_context.reader.run<Record>(
        Workspace::Lane::Detail, {}, this, [ref](const Reader &reader) { return reader.record(ref); },
        [this](const Result<Record> &answer) {
            if (!answer.ok()) {
                m_problem->setText(describe(answer.error()));
                m_problem->show();
                return;
            }
            const Record &record = answer.value();
            ReadAudit *audit = ReadAudit::of(this, m_context);
            const auto read =
                SensitiveRead::ofRecord(record, audit->rightsOf(record.type()), SensitiveRead::Way::Form);
            audit->before(read, this, [this, record](const Result<void> &written) {
                if (!written.ok()) {
                    m_problem->setText(describe(written.error()));
                    m_problem->show();
                    return;
                }
                m_base = record;
                build();
                fill(m_base);
                restoreDraft();
            });
        });
}

void RecordForm::fill(const Record &record)
{
    for (const Entry &found : std::as_const(m_entries)) {
        found.editor->setValue(record.value(found.field.key));
        found.row->setError({});
        found.row->setOffer({});
        found.row->setTheirs({});
    }
    m_problem->hide();
}

void RecordForm::restoreDraft()
{
    m_draft.read([this](QHash<QString, QString> kept) {
        // What the form was opened for is not an older draft's to say.
        for (const QString &key : std::as_const(m_preset))
            kept.remove(key);
        if (put(kept)) {
            m_draftBanner->showRestored();
            lookForSimilar();
        } else {
            m_draftBanner->hide();
        }
        m_ready = true;
        Q_EMIT ready();
    });
}

bool RecordForm::put(const QHash<QString, QString> &typed)
{
    bool changed = false;
    for (auto text = typed.constBegin(); text != typed.constEnd(); ++text) {
        Entry *found = entry(text.key());
        if (found == nullptr || found->editor->typed() == text.value())
            continue;
        found->editor->setTyped(text.value());
        changed = true;
        if (found->rare)
            setMoreShown(true);
    }
    return changed;
}

QHash<QString, QString> RecordForm::typed() const
{
    QHash<QString, QString> typed;
    for (const Entry &found : m_entries) {
        if (differs(found))
            typed.insert(found.field.key, found.editor->typed());
    }
    return typed;
}

void RecordForm::keepDraft()
{
    // What was dropped is still kept while nothing stands in its place: a crash does not make it final.
    m_draft.touch([this] {
        const QHash<QString, QString> now = typed();
        return now.isEmpty() ? m_dropped : now;
    });
}

void RecordForm::typedOn()
{
    keepDraft();
    lookForSimilar();
    Q_EMIT changed();
}

// Only what is made may be a second one that nobody needs; the save asks about the others.
void RecordForm::lookForSimilar()
{
    if (m_isNew)
        m_similar->look([this] { return draft(); });
}

Record RecordForm::draft() const
{
    Record draft = m_base;
    for (const Entry &found : m_entries) {
        if (found.editor->problem().isEmpty())
            draft.set(found.field.key, found.editor->value());
    }
    return draft;
}

void RecordForm::flushDraft()
{
    if (!m_dropped.isEmpty() && !isChanged())
        dropDraft();
    else
        m_draft.flush();
}

void RecordForm::dropDraft()
{
    m_dropped.clear();
    m_draft.drop();
}

bool RecordForm::differs(const Entry &one) const
{
    return !one.editor->problem().isEmpty() || one.editor->value() != m_base.value(one.field.key);
}

bool RecordForm::isChanged() const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [this](const Entry &found) { return differs(found); });
}

void RecordForm::check(const QString &key)
{
    Entry *found = entry(key);
    if (found == nullptr || m_saving)
        return;
    if (const QString problem = found->editor->problem(); !problem.isEmpty()) {
        found->row->setError(problem);
        return;
    }
    Value value = found->editor->value();
    const Value typed = value;
    // By the rules of now: a list may have gained a value since the form began.
    const ConfigurationPtr configuration = m_context.configuration();
    const ObjectTypePtr object = configuration->dictionary->find(m_object->key());
    const Findings findings =
        Validator(configuration->rulebook).checkField(*object, object->indexOf(key), value);
    for (const Finding &finding : findings) {
        // An empty field is asked for when it is saved, not when one passes through it.
        if (finding.severity == Finding::Severity::Blocker &&
            finding.key != QLatin1String("value.required")) {
            found->row->setError(
                findingText(finding, *m_context.configuration()->rulebook, m_context.language));
            return;
        }
    }
    found->row->setError({});
    if (value != typed && !value.isNull())
        found->editor->setValue(value);
}

QJsonObject RecordForm::changedValues(QJsonObject *base) const
{
    QJsonObject set;
    for (const Entry &found : m_entries) {
        const Value value = found.editor->value();
        const Value before = m_base.value(found.field.key);
        if (m_isNew ? value.isNull() : value == before)
            continue;
        set.insert(found.field.key, value.toJson());
        if (base != nullptr)
            base->insert(found.field.key, before.toJson());
    }
    return set;
}

void RecordForm::save()
{
    if (m_saving || m_entries.isEmpty())
        return;
    QWidget *first = nullptr;
    int wrong = 0;
    for (const Entry &found : std::as_const(m_entries)) {
        const QString problem = found.editor->problem();
        if (problem.isEmpty())
            continue;
        found.row->setError(problem);
        ++wrong;
        if (first == nullptr)
            first = found.editor->widget();
    }
    if (wrong > 0) {
        m_problem->setText(tr("%n field(s) need a look", nullptr, wrong));
        m_problem->show();
        first->setFocus();
        Q_EMIT refused();
        return;
    }
    QJsonObject base;
    QJsonObject set = changedValues(m_isNew ? nullptr : &base);
    CommandRequest request;
    if (m_isNew) {
        if (isDeal(*m_object)) {
            const auto id = Id::fromString(set.value(QLatin1String("pipeline_id")).toString());
            const Pipeline *pipeline = id ? m_context.configuration()->rulebook->pipeline(*id) : nullptr;
            if (pipeline != nullptr && pipeline->first() != nullptr) {
                const dw::Stage &stage = *pipeline->first();
                set.insert(QStringLiteral("stage_id"), stage.id.toString());
                // What nobody has typed follows the stage.
                const FieldEditor *probability = editor(QStringLiteral("probability"));
                if (probability == nullptr || probability->value() == m_base.value(u"probability"))
                    set.insert(QStringLiteral("probability"), Value(stage.defaultProbability).toJson());
                const FieldEditor *category = editor(QStringLiteral("forecast_category"));
                if ((category == nullptr || category->value() == m_base.value(u"forecast_category")) &&
                    !stage.forecastCategory.isEmpty())
                    set.insert(QStringLiteral("forecast_category"), stage.forecastCategory);
            }
        }
        // What was preset without standing on the form goes along ("related" of a task).
        for (int i = 0; i < m_object->fieldCount(); ++i) {
            const Field &field = m_object->field(i);
            if (!m_base.value(i).isNull() && field.defaultValue.isNull() && entry(field.key) == nullptr &&
                !set.contains(field.key) && !field.isReadOnly())
                set.insert(field.key, m_base.value(i).toJson());
        }
        request = {QStringLiteral("record.create"),
                   {{QStringLiteral("object"), m_object->key()}, {QStringLiteral("set"), set}}};
    } else {
        if (set.isEmpty()) {
            dropDraft();
            Q_EMIT saved(m_ref, CommandResult{});
            return;
        }
        request = {QStringLiteral("record.update"),
                   {{QStringLiteral("object"), m_object->key()},
                    {QStringLiteral("id"), m_ref.id.toString()},
                    {QStringLiteral("set"), set},
                    {QStringLiteral("base"), base}}};
    }
    if (!m_duplicates->reason().isEmpty())
        request.arguments.insert(QStringLiteral("waive"),
                                 QJsonObject{{QStringLiteral("duplicate"), m_duplicates->reason()}});
    m_saving = true;
    const auto done = [this](const CommandResult &result) {
        m_saving = false;
        if (result.status == CommandResult::Status::Applied) {
            dropDraft();
            m_draftBanner->hide();
            m_problem->hide();
            m_similar->stop();
            Q_EMIT saved(m_isNew ? madeBy(result, m_object->key()) : m_ref, result);
            return;
        }
        showFindings(result.findings, result.error);
        Q_EMIT refused();
    };
    if (m_submit)
        m_submit(request, [form = QPointer(this), done](const CommandResult &result) {
            if (form)
                done(result);
        });
    else
        m_context.commands.submit(request, m_context.actor(), this, done);
}

}  // namespace dw::ui
