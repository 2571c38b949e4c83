// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/records/record.h"
#include "core/records/workspacesettings.h"
#include "core/rules/pipeline.h"

#include <QHash>
#include <QList>

#include <memory>

namespace dw
{

// Everything rules need, compiled once from configuration records: pipelines, validation and requirement
// expressions, stored formulas in dependency order. Immutable, shared by threads.
class Rulebook
{
public:
    // Refuses a configuration that contradicts itself, naming record, field and reason (B10): unknown field
    // in required_fields, stage order not total, no won or no lost stage; wrongExpression() for one that does
    // not check.
    static Result<std::shared_ptr<const Rulebook>> compile(const DictionaryPtr &dictionary,
                                                           const WorkspaceSettings &settings,
                                                           const QList<Record> &pipelines,
                                                           const QList<Record> &stages);

    const DictionaryPtr &dictionary() const { return m_dictionary; }
    const WorkspaceSettings &settings() const { return m_settings; }
    const QList<Pipeline> &pipelines() const { return m_pipelines; }
    const Pipeline *pipeline(const Id &id) const;
    const Pipeline *pipelineByCode(QStringView code) const;
    const Stage *stage(const Id &id) const;
    const Pipeline *pipelineOfStage(const Id &stage) const;

    struct ObjectRules
    {
        // Index of the field, its compiled expression.
        QList<std::pair<int, std::shared_ptr<const CheckedExpression>>> requiredWhen;
        QList<std::pair<int, std::shared_ptr<const CheckedExpression>>> validations;
        QList<std::pair<int, std::shared_ptr<const CheckedExpression>>>
            storedFormulas;  // inputs before users
    };
    const ObjectRules &rulesOf(const ObjectType &object) const;

private:
    Rulebook() = default;

    DictionaryPtr m_dictionary;
    WorkspaceSettings m_settings;
    QList<Pipeline> m_pipelines;
    QHash<QString, ObjectRules> m_objects;
    QHash<Id, std::pair<int, int>> m_stageIndex;
};

using RulebookPtr = std::shared_ptr<const Rulebook>;

}  // namespace dw
