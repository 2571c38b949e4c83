// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/records_fixture.h"
#include "ui/customers/recordactions.h"
#include "ui/customers/recordpage.h"

#include <QObject>
#include <QTest>

#include <memory>

namespace dw::test
{

// A workspace and the page of a record of it, at the page's size in 1366 x 768.
class RecordDesk : public QObject
{
protected:
    void begin() { m_fixture = std::make_unique<RecordsFixture>(); }
    void leave()
    {
        m_page.reset();
        m_fixture.reset();
    }
    // Shows the record and waits until the page has what it shows.
    void open(const RecordRef &ref)
    {
        if (!m_page) {
            m_page = std::make_unique<ui::RecordPage>(*m_fixture->m_context);
            m_page->resize(1318, 704);
            m_page->recordActions()->registerAll([this] { return m_page->currentRecord(); });
            m_page->QWidget::show();
        }
        ui::Place place;
        place.page = QStringLiteral("record");
        place.record = ref;
        m_page->show(place);
        QTRY_VERIFY(m_page->isSettled());
    }

    std::unique_ptr<RecordsFixture> m_fixture;
    std::unique_ptr<ui::RecordPage> m_page;
};

}  // namespace dw::test
