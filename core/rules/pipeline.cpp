// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/pipeline.h"

namespace dw
{

const Stage *Pipeline::find(const Id &stage) const
{
    for (const Stage &candidate : stages) {
        if (candidate.id == stage)
            return &candidate;
    }
    return nullptr;
}

const Stage *Pipeline::find(QStringView key) const
{
    for (const Stage &candidate : stages) {
        if (candidate.key == key)
            return &candidate;
    }
    return nullptr;
}

QList<Stage> Pipeline::openStages() const
{
    QList<Stage> open;
    for (const Stage &stage : stages) {
        if (stage.outcome == StageOutcome::Open)
            open.append(stage);
    }
    return open;
}

}  // namespace dw
