// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/factspanel.h"

#include "ui/common/avatar.h"
#include "ui/common/factlist.h"
#include "ui/common/iconbutton.h"
#include "ui/common/panelsection.h"
#include "ui/common/sectionhead.h"
#include "ui/common/textlabel.h"
#include "ui/customers/personline.h"
#include "ui/records/coveredvalue.h"

#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int Facts = 14;

Tone toneOfRole(const QString &key)
{
    if (key == QLatin1String("decision") || key == QLatin1String("decision_maker"))
        return Tone::Accent;
    if (key == QLatin1String("coach") || key == QLatin1String("champion"))
        return Tone::Success;
    if (key == QLatin1String("blocker") || key == QLatin1String("opponent"))
        return Tone::Danger;
    return Tone::Neutral;
}

}  // namespace

FactsPanel::FactsPanel(UiContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_text(context), m_scroll(new QScrollArea)
{
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Facts"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    column->addWidget(m_scroll);
}

void FactsPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.color(Theme::Role::Background));
}

void FactsPanel::show(const RecordData &shown)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    if (shown.details.record.type().collection(u"contacts") != nullptr)
        fillPeople(column, shown);
    fillFacts(column, shown);
    fillRelated(column, shown);
    column->addStretch(1);
    content->setAutoFillBackground(false);
    m_scroll->setWidget(content);
}

void FactsPanel::fillPeople(QVBoxLayout *column, const RecordData &shown)
{
    QVBoxLayout *place = addPanelSection(column, m_context.theme);
    auto *head = new SectionHead(m_context.theme, tr("People"));
    auto *add =
        new IconButton(m_context.icons, QStringLiteral("plus"), tr("Add a person"), IconButton::Extent::Bar);
    connect(add, &QToolButton::clicked, this, &FactsPanel::addPersonRequested);
    head->addAction(add);
    place->addWidget(head);
    for (const Record &person : shown.people) {
        PersonLine::Content content;
        RecordRef target = person.ref();
        QString roleKey = QStringLiteral("buying_role");
        if (const Field *contact = person.type().find(u"contact_id"); contact != nullptr) {
            target = {contact->target, person.value(u"contact_id").id()};
            content.name = shown.titles.value(target);
            roleKey = QStringLiteral("role");
        } else {
            content.name = person.title(m_context.language);
            content.note = person.value(u"job_title").text();
        }
        const QString role = person.value(roleKey).text();
        if (const Field *field = person.type().find(roleKey); field != nullptr && !role.isEmpty())
            content.pill = m_text.picklistLabel(*field, role);
        content.tone = toneOfRole(role);
        auto *line = new PersonLine(m_context.theme, m_context.icons, content);
        connect(line, &QAbstractButton::clicked, this, [this, target] {
            if (m_context.navigator != nullptr)
                m_context.navigator->openRecord(target);
        });
        place->addWidget(line);
    }
}

void FactsPanel::fillFacts(QVBoxLayout *column, const RecordData &shown)
{
    const Record &record = shown.details.record;
    QVBoxLayout *place = addPanelSection(column, m_context.theme);
    auto *head = new SectionHead(m_context.theme, tr("Facts"));
    auto *edit =
        new IconButton(m_context.icons, QStringLiteral("pencil"), tr("Edit"), IconButton::Extent::Bar);
    edit->setName(tr("Edit"), QStringLiteral("E"));
    connect(edit, &QToolButton::clicked, this, &FactsPanel::editRequested);
    head->addAction(edit);
    place->addWidget(head);
    auto *facts = new FactList(m_context.theme, m_context.theme.size(Theme::Size::LabelColumn));
    const FieldRights rights = ReadAudit(m_context).rightsOf(record.type());
    const auto add = [&](const Field &field) {
        const QString text = m_text.withCurrency(field, record.value(field.key), shown.details.titles);
        if (!text.isEmpty() && SensitiveRead::isCovered(field, rights))
            facts->addFact(m_text.label(field), new CoveredValue(m_context, record, field, text));
        else if (!text.isEmpty())
            facts->addFact(m_text.label(field), text);
    };
    if (const Field *owner = record.type().find(u"owner_id");
        owner != nullptr && !record.value(u"owner_id").isNull()) {
        const RecordRef user{owner->target, record.value(u"owner_id").id()};
        auto *person = new QWidget;
        auto *row = new QHBoxLayout(person);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(6);
        const QString name = shown.details.titles.value(user);
        row->addWidget(new Avatar(m_context.theme, name,
                                  user.id == m_context.actor().user ? Whose::Mine : Whose::Other,
                                  Theme::Size::AvatarSmall));
        row->addWidget(new TextLabel(m_context.theme, name, Theme::Scale::Body), 1);
        facts->addFact(m_text.label(*owner), person);
    }
    const int title = record.type().titleIndex(m_context.language);
    for (int i = 0; i < record.type().fieldCount() && facts->count() < Facts; ++i) {
        const Field &field = record.type().field(i);
        const bool fits = i != title && !field.group.isEmpty() && field.group != QLatin1String("system") &&
                          field.group != QLatin1String("ownership") && field.type != FieldType::Json &&
                          field.type != FieldType::LongText;
        if (fits)
            add(field);
    }
    place->addWidget(facts);
}

void FactsPanel::fillRelated(QVBoxLayout *column, const RecordData &shown)
{
    const Record &record = shown.details.record;
    QList<std::pair<RecordRef, QString>> related;
    for (const Field &field : record.type().fields()) {
        if (field.type != FieldType::Reference || record.value(field.key).isNull() ||
            (field.target != QLatin1String("account") && field.target != QLatin1String("opportunity") &&
             field.target != QLatin1String("lead") && field.target != QLatin1String("contact")))
            continue;
        related.append({{field.target, record.value(field.key).id()}, m_text.label(field)});
    }
    if (related.isEmpty() && shown.related.isEmpty())
        return;
    QVBoxLayout *place = addPanelSection(column, m_context.theme);
    place->addWidget(new SectionHead(m_context.theme, tr("Related")));
    const auto add = [&](const RecordRef &ref, const QString &name, const QString &word) {
        PersonLine::Content content;
        content.name = name;
        content.word = word;
        const ObjectTypePtr type = m_context.configuration()->dictionary->find(ref.object);
        content.icon = type ? type->icon() : QStringLiteral("link");
        auto *line = new PersonLine(m_context.theme, m_context.icons, content);
        connect(line, &QAbstractButton::clicked, this, [this, ref] {
            if (m_context.navigator != nullptr)
                m_context.navigator->openRecord(ref);
        });
        place->addWidget(line);
    };
    for (const auto &[ref, word] : std::as_const(related))
        add(ref, shown.details.titles.value(ref), word);
    for (const Record &child : shown.related)
        add(child.ref(), child.title(m_context.language), tr("subsidiary"));
}

}  // namespace dw::ui
