<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>dw::ui::BellButton</name>
    <message numerus="yes">
        <source>Notifications, %n new</source>
        <translation>
            <numerusform>Notifications, %n new</numerusform>
            <numerusform>Notifications, %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::BinModel</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::BulkEditPopover</name>
    <message numerus="yes">
        <source>Assign %n record(s)</source>
        <translation>
            <numerusform>Assign %n record</numerusform>
            <numerusform>Assign %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Empty it in %n record(s)</source>
        <translation>
            <numerusform>Empty it in %n record</numerusform>
            <numerusform>Empty it in %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Set it in %n record(s)</source>
        <translation>
            <numerusform>Set it in %n record</numerusform>
            <numerusform>Set it in %n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::DevicesPage</name>
    <message numerus="yes">
        <source>%n laptop(s)</source>
        <translation>
            <numerusform>%n laptop</numerusform>
            <numerusform>%n laptops</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::InboxActions</name>
    <message numerus="yes">
        <source>%n more decided the same way</source>
        <translation>
            <numerusform>%n more decided the same way</numerusform>
            <numerusform>%n more decided the same way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::InboxDetail</name>
    <message numerus="yes">
        <source>%n field(s), only one side had changed</source>
        <translation>
            <numerusform>%n field, only one side had changed</numerusform>
            <numerusform>%n fields, only one side had changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other change(s) that wait with it go too.</source>
        <translation>
            <numerusform>%n other change that waits with it goes too.</numerusform>
            <numerusform>%n other changes that wait with it go too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more difference(s) with %1 (%2): do the same</source>
        <translation>
            <numerusform>%n more difference with %1 (%2): do the same</numerusform>
            <numerusform>%n more differences with %1 (%2): do the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::InboxPage</name>
    <message numerus="yes">
        <source>%n wait for you</source>
        <translation>
            <numerusform>%n waits for you</numerusform>
            <numerusform>%n wait for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::InboxTexts</name>
    <message numerus="yes">
        <source>You and %1 changed the same %n field(s).</source>
        <translation>
            <numerusform>You and %1 changed the same field.</numerusform>
            <numerusform>You and %1 changed the same %n fields.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other field(s) were joined on their own.</source>
        <translation>
            <numerusform>%n other field was joined on its own.</numerusform>
            <numerusform>%n other fields were joined on their own.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::IssuesPage</name>
    <message numerus="yes">
        <source>%n more field(s)</source>
        <translation>
            <numerusform>%n more field</numerusform>
            <numerusform>%n more fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::NoticePopover</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::Palette</name>
    <message numerus="yes">
        <source>%n results, %1 ms</source>
        <translation>
            <numerusform>%n result, %1 ms</numerusform>
            <numerusform>%n results, %1 ms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordForm</name>
    <message numerus="yes">
        <source>%n field(s) need a look</source>
        <translation>
            <numerusform>%n field needs a look</numerusform>
            <numerusform>%n fields need a look</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordView</name>
    <message numerus="yes">
        <source>%n deal(s)</source>
        <translation>
            <numerusform>%n deal</numerusform>
            <numerusform>%n deals</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::RecyclePage</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n record(s) for ever</source>
        <translation>
            <numerusform>Deleted %n record for ever</numerusform>
            <numerusform>Deleted %n records for ever</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restored %n record(s)</source>
        <translation>
            <numerusform>Restored %n record</numerusform>
            <numerusform>Restored %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) could not be deleted for ever.</source>
        <translation>
            <numerusform>%n record could not be deleted for ever.</numerusform>
            <numerusform>%n records could not be deleted for ever.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) could not be restored.</source>
        <translation>
            <numerusform>%n record could not be restored.</numerusform>
            <numerusform>%n records could not be restored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::SyncPanel</name>
    <message numerus="yes">
        <source>%n need attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>waits for %n other(s)</source>
        <translation>
            <numerusform>waits for %n other</numerusform>
            <numerusform>waits for %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent %n times, no answer yet</source>
        <translation>
            <numerusform>sent %n time, no answer yet</numerusform>
            <numerusform>sent %n times, no answer yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) will be sent; no conflict is known.</source>
        <translation>
            <numerusform>%n change will be sent; no conflict is known.</numerusform>
            <numerusform>%n changes will be sent; no conflict is known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them the server decides: it checks rules and gives numbers.</source>
        <translation>
            <numerusform>%n of them is decided by the server, which checks rules and gives numbers.</numerusform>
            <numerusform>%n of them are decided by the server, which checks rules and gives numbers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::SyncState</name>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n to send</numerusform>
            <numerusform>%n to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsynced, last sync %1</source>
        <translation>
            <numerusform>%n unsynced, last sync %1</numerusform>
            <numerusform>%n unsynced, last sync %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unsynced change(s) included</source>
        <translation>
            <numerusform>%1, %n unsynced change included</numerusform>
            <numerusform>%1, %n unsynced changes included</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::Toast</name>
    <message numerus="yes">
        <source>and %n before</source>
        <translation>
            <numerusform>and %n before</numerusform>
            <numerusform>and %n before</numerusform>
        </translation>
    </message>
</context>
</TS>
