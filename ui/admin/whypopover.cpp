// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/whypopover.h"

#include "core/access/systemobjects.h"
#include "core/base/wording.h"
#include "core/rules/findingtext.h"
#include "ui/admin/rightsmatrix.h"
#include "ui/common/combobox.h"
#include "ui/common/fieldrow.h"
#include "ui/common/textlabel.h"
#include "ui/records/referenceedit.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int Width = 560;

QString actionName(const Dictionary &dictionary, Action action, Language language)
{
    const RightColumn column = action == Action::Edit       ? RightColumn::Edit
                               : action == Action::Delete   ? RightColumn::Delete
                               : action == Action::Export   ? RightColumn::Export
                               : action == Action::Approve  ? RightColumn::Approve
                               : action == Action::Transfer ? RightColumn::Transfer
                                                            : RightColumn::Read;
    return RightsMatrix::columnName(dictionary, column, language);
}

// Whether what a conclusion says is a yes.
bool isYes(const QString &key)
{
    return key == QLatin1String("access.why_sees") || key == QLatin1String("access.why_may") ||
           key == QLatin1String("access.why_field_read") || key == QLatin1String("access.why_field_edit");
}

}  // namespace

QStringList WhyPopover::objects(const Dictionary &dictionary)
{
    QStringList keys;
    for (const ObjectTypePtr &object : dictionary.objects()) {
        const int title = object->titleIndex(Language::English);
        if (!isSecret(object->key()) && title >= 0 && object->field(title).searchable)
            keys.append(object->key());
    }
    return keys;
}

WhyPopover::WhyPopover(UiContext &context, QWidget *window)
    : Popover(context.theme, window)
    , m_context(context)
    , m_person(new ReferenceEdit(context, QStringLiteral("user")))
    , m_record(new ReferenceEdit(context, objects(*context.configuration()->dictionary)))
    , m_action(new ComboBox(context.theme))
    , m_field(new ComboBox(context.theme))
    , m_answer(new QWidget)
{
    const Theme &theme = context.theme;
    setContentWidth(Width);
    auto *title = new TextLabel(theme, tr("Why somebody can or cannot"), Theme::Scale::Title);
    setAccessibleName(title->text());
    body()->addWidget(title);
    const Dictionary &dictionary = *context.configuration()->dictionary;
    for (const Action action : Explanation::actions())
        m_action->addItem(actionName(dictionary, action, context.language), int(action));
    m_person->setPlaceholderText(tr("Name, pinyin or login"));
    m_record->setPlaceholderText(tr("Customer, deal, contact ..."));
    m_field->setSearchable(true);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.space(3));
    grid->setVerticalSpacing(0);
    const auto add = [&](const QString &label, QWidget *editor, int row, int column) {
        grid->addWidget(new FieldRow(theme, context.icons, label, editor), row, column);
    };
    add(tr("Who"), m_person, 0, 0);
    add(tr("Right"), m_action, 0, 1);
    add(tr("Record"), m_record, 1, 0);
    add(tr("Field"), m_field, 1, 1);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    body()->addLayout(grid);
    auto *lines = new QVBoxLayout(m_answer);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(theme.space(2));
    body()->addWidget(m_answer);
    addSentence(tr("Choose a person and a record: the rules that decide are told one by one."),
                QStringLiteral("info"), Theme::Role::TextMuted, false);
    recordChosen();
    connect(m_person, &ReferenceEdit::chosen, this, &WhyPopover::ask);
    connect(m_record, &ReferenceEdit::chosen, this, &WhyPopover::recordChosen);
    connect(m_action, &QComboBox::currentIndexChanged, this, &WhyPopover::ask);
    connect(m_field, &QComboBox::currentIndexChanged, this, &WhyPopover::ask);
    connect(this, &Popover::closed, this, &QObject::deleteLater);
}

void WhyPopover::setQuestion(const Id &user, const RecordRef &record)
{
    if (!user.isNull())
        m_person->setReference(user);
    if (!record.id.isNull())
        m_record->setRecord(record);
    recordChosen();
}

void WhyPopover::recordChosen()
{
    const QString object = m_record->record().object;
    if (object != m_object || m_field->count() == 0) {
        m_object = object;
        const QSignalBlocker quiet(m_field);
        m_field->clear();
        m_field->addItem(tr("The record as a whole"), QString());
        if (const ObjectTypePtr type = m_context.configuration()->dictionary->find(object)) {
            for (const Field &field : type->fields()) {
                if (!field.group.isEmpty())
                    m_field->addItem(field.label.in(m_context.language), field.key);
            }
        }
        m_field->setCurrentIndex(0);
    }
    ask();
}

void WhyPopover::ask()
{
    AccessQuestion question;
    question.user = m_person->id();
    question.record = m_record->record();
    question.action = Action(m_action->currentData().toInt());
    question.field = m_field->currentData().toString();
    if (question.user.isNull() || question.record.id.isNull())
        return;
    m_isAsking = true;
    explainAccess(m_context.commands, m_context.actor(), question, this,
                  [this](const Result<QList<AccessReason>> &answer) { tell(answer); });
}

void WhyPopover::tell(const Result<QList<AccessReason>> &answer)
{
    m_isAsking = false;
    const QList<QWidget *> old = m_answer->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *widget : old) {
        widget->hide();
        widget->deleteLater();
    }
    m_sentences.clear();
    if (!answer.ok()) {
        addSentence(describe(answer.error()), QStringLiteral("circle-alert"), Theme::Role::Danger, false);
    } else {
        const Rulebook &rulebook = *m_context.configuration()->rulebook;
        for (const AccessReason &reason : *answer) {
            Finding finding;
            finding.key = reason.key;
            finding.arguments = reason.arguments;
            const bool last = reason.verdict == AccessReason::Verdict::Concludes;
            const bool yes = last ? isYes(reason.key) : reason.verdict == AccessReason::Verdict::Grants;
            addSentence(findingText(finding, rulebook, m_context.language),
                        yes    ? QStringLiteral("circle-check")
                        : last ? QStringLiteral("circle-x")
                               : QStringLiteral("minus"),
                        yes    ? Theme::Role::Success
                        : last ? Theme::Role::Danger
                               : Theme::Role::TextFaint,
                        last);
        }
    }
    fit();
    Q_EMIT answered();
}

void WhyPopover::addSentence(const QString &text, const QString &icon, Theme::Role role, bool strong)
{
    const Theme &theme = m_context.theme;
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.space(2));
    auto *sign = new QLabel;
    sign->setPixmap(m_context.icons.pixmap(icon, role, 16, devicePixelRatioF()));
    sign->setFixedHeight(theme.line(Theme::Scale::Body));
    row->addWidget(sign, 0, Qt::AlignTop);
    auto *words = new TextLabel(theme, text, Theme::Scale::Body, Theme::Role::Text,
                                strong ? Theme::Weight::Strong : Theme::Weight::Regular);
    words->setWordWrap(true);
    row->addWidget(words, 1);
    m_answer->layout()->addWidget(line);
    if (isVisible())
        line->show();
    m_sentences.append(text);
}

}  // namespace dw::ui
