// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace dw::test
{

// Every kind of contradiction is refused with the file, the key and the reason. (Declared apart from its
// data: moc loses its way in the JSON of the source file.)
class ContradictionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusedInOneFile_data();
    void refusedInOneFile();
    void notJsonSaysWhere();
    void soundDefinitionsPass();
    void refusedBetweenObjects_data();
    void refusedBetweenObjects();
    void aFormulaOverAClockFormulaIsNotStored();
    void systemFieldsMayBeNarrowedOnce();
};

}  // namespace dw::test
