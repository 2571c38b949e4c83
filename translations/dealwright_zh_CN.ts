<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>InsightFilter</name>
    <message>
        <source>All time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>不限时间</translation>
    </message>
</context>
<context>
    <name>ResultTable</name>
    <message>
        <source>Won</source>
        <translation>赢单</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>进行中</translation>
    </message>
</context>
<context>
    <name>TileTexts</name>
    <message>
        <source>1 deal</source>
        <translation>1 个商机</translation>
    </message>
    <message>
        <source>%1 deals</source>
        <translation>%1 个商机</translation>
    </message>
    <message>
        <source>was %1 in %2</source>
        <translation>%2为 %1</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>此前 %1</translation>
    </message>
    <message>
        <source>1 deal without an amount</source>
        <translation>1 个商机，没有金额</translation>
    </message>
    <message>
        <source>%1 deals without an amount</source>
        <translation>%1 个商机，都没有金额</translation>
    </message>
</context>
<context>
    <name>dw::desktop::DesktopContext</name>
    <message>
        <source>Workspaces</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Join a server…</source>
        <translation>加入服务器…</translation>
    </message>
    <message>
        <source>Open %1 as %2</source>
        <translation>以 %2 的身份打开 %1</translation>
    </message>
    <message>
        <source>Open the workspace of this laptop alone</source>
        <translation>打开本机独立的工作区</translation>
    </message>
    <message>
        <source>In a joined workspace you act as yourself.</source>
        <translation>在已加入服务器的工作区中，您以本人身份操作。</translation>
    </message>
    <message>
        <source>%1 could not be noted as the workspace to open first.</source>
        <translation>无法将 %1 记为首先打开的工作区。</translation>
    </message>
    <message>
        <source>A window for %1 could not be opened.</source>
        <translation>无法为 %1 打开窗口。</translation>
    </message>
</context>
<context>
    <name>dw::desktop::DesktopReminders</name>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 条</translation>
    </message>
    <message>
        <source>Reminder</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>%1 reminders</source>
        <translation>%1 条提醒</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>稍后提醒</translation>
    </message>
</context>
<context>
    <name>dw::desktop::Shots</name>
    <message>
        <source>Moved 12 deals to Won</source>
        <translation>已将 12 个商机移至赢单</translation>
    </message>
</context>
<context>
    <name>dw::desktop::StartupWindow</name>
    <message>
        <source>This workspace could not be opened</source>
        <translation>无法打开此工作区</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Another program works with it: an open window, or dealwright-cli. Let it finish or close it, then try again. Nothing was changed.</source>
        <translation>另一个程序正在使用它：已打开的窗口，或 dealwright-cli。请等它结束或将其关闭，然后重试。数据没有改动。</translation>
    </message>
    <message>
        <source>It was written by a newer Dealwright. Update this one, or open a backup of the time before. The file was not touched.</source>
        <translation>它由更新版本的成单匠写入。请升级本程序，或打开更早的备份。文件未被改动。</translation>
    </message>
    <message>
        <source>There is no workspace in this folder. dealwright-cli new makes one; without -w the window opens your own.</source>
        <translation>此文件夹中没有工作区。可用 dealwright-cli new 新建；不带 -w 则打开您自己的工作区。</translation>
    </message>
    <message>
        <source>The file was not touched. If the disk is full, make room; if the folder is read-only, change its permissions; if the file is damaged, dealwright-cli verify says where, and dealwright-cli restore brings back a backup.</source>
        <translation>文件未被改动。磁盘已满请腾出空间；文件夹只读请修改权限；文件损坏时，dealwright-cli verify 会指出位置，dealwright-cli restore 可恢复备份。</translation>
    </message>
    <message>
        <source>The file was not touched. Copy the details when you ask for help.</source>
        <translation>文件未被改动。求助时请复制详情。</translation>
    </message>
</context>
<context>
    <name>dw::ui::AbsencePopover</name>
    <message>
        <source>Absence of %1</source>
        <translation>%1 的休假</translation>
    </message>
    <message>
        <source>The delegate sees and edits what they see and edit, and gives nothing away.</source>
        <translation>代理人可查看并编辑其可查看、可编辑的记录，但不能转移或共享。</translation>
    </message>
    <message>
        <source>Back at work</source>
        <translation>结束休假</translation>
    </message>
    <message>
        <source>Ends the absence; the delegate stands in no more</source>
        <translation>结束休假，代理人不再代理</translation>
    </message>
    <message>
        <source>%1 is back at work</source>
        <translation>%1 已结束休假</translation>
    </message>
    <message>
        <source>Set the absence</source>
        <translation>设置休假</translation>
    </message>
    <message>
        <source>Set the absence of %1</source>
        <translation>已设置 %1 的休假</translation>
    </message>
</context>
<context>
    <name>dw::ui::AccessChanges</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>%1, %2 of %3: %4</source>
        <translation>%1：%3的%2权限改为%4</translation>
    </message>
    <message>
        <source>%1, field %2: as its record</source>
        <translation>%1：字段“%2”随记录</translation>
    </message>
    <message>
        <source>%1, field %2: %3</source>
        <translation>%1：字段“%2”改为%3</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1：%2改为%3</translation>
    </message>
    <message>
        <source>%1 has the role %2</source>
        <translation>已授予 %1 角色“%2”</translation>
    </message>
    <message>
        <source>%1 has the role %2 no more</source>
        <translation>已收回 %1 的角色“%2”</translation>
    </message>
    <message>
        <source>%1 may not work here any more</source>
        <translation>已停用 %1</translation>
    </message>
    <message>
        <source>%1 may work here</source>
        <translation>已重新启用 %1</translation>
    </message>
    <message>
        <source>Deleted the role %1</source>
        <translation>已删除角色“%1”</translation>
    </message>
</context>
<context>
    <name>dw::ui::AccountExtras</name>
    <message>
        <source>Open</source>
        <translation>进行中金额</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
</context>
<context>
    <name>dw::ui::ActionRegistry</name>
    <message>
        <source>Your role does not allow it</source>
        <translation>您的角色不允许此操作</translation>
    </message>
</context>
<context>
    <name>dw::ui::ActivityPopover</name>
    <message>
        <source>Log a call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>新建任务</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>Log call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>Keep note</source>
        <translation>保存备注</translation>
    </message>
    <message>
        <source>Set task</source>
        <translation>保存任务</translation>
    </message>
    <message>
        <source>The note is empty.</source>
        <translation>备注内容为空。</translation>
    </message>
    <message>
        <source>Say what it is about.</source>
        <translation>请填写主题。</translation>
    </message>
    <message>
        <source>Logged the call</source>
        <translation>已记录通话</translation>
    </message>
    <message>
        <source>Kept the note</source>
        <translation>已保存备注</translation>
    </message>
    <message>
        <source>Set the task</source>
        <translation>已添加任务</translation>
    </message>
</context>
<context>
    <name>dw::ui::AddressEdit</name>
    <message>
        <source>Province</source>
        <translation>省份</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>邮编</translation>
    </message>
</context>
<context>
    <name>dw::ui::AdminHead</name>
    <message>
        <source>Name or login</source>
        <translation>姓名或登录名</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Give to ...</source>
        <translation>授予…</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>新建用户</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>What is shown of the role</source>
        <translation>显示角色的哪一部分</translation>
    </message>
    <message>
        <source>Find a user by name or login</source>
        <translation>按姓名或登录名查找用户</translation>
    </message>
    <message>
        <source>Why somebody can or cannot see a record</source>
        <translation>某人为何能或不能查看某条记录</translation>
    </message>
    <message>
        <source>Give the role to somebody</source>
        <translation>将此角色授予他人</translation>
    </message>
    <message>
        <source>Users %1</source>
        <translation>用户 %1</translation>
    </message>
</context>
<context>
    <name>dw::ui::AdminPage</name>
    <message>
        <source>Set a first password</source>
        <translation>设置首次密码</translation>
    </message>
    <message>
        <source>Nobody signs in here: this workspace is not joined to a server.</source>
        <translation>这里无需登录：此工作区未加入服务器。</translation>
    </message>
    <message>
        <source>You change your own password when you sign in.</source>
        <translation>自己的密码在登录时修改。</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Delete the role</source>
        <translation>删除角色</translation>
    </message>
    <message>
        <source>somebody has it</source>
        <translation>仍有人拥有</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Only administrators see users and roles</source>
        <translation>只有管理员可以查看用户和角色</translation>
    </message>
    <message>
        <source>Whoever has the role Administrator can give it to you.</source>
        <translation>可请拥有管理员角色的同事授予您。</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>新建角色</translation>
    </message>
    <message>
        <source>Give it to somebody</source>
        <translation>授予他人</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>新建用户</translation>
    </message>
    <message>
        <source>Edit the user or role</source>
        <translation>编辑用户或角色</translation>
    </message>
    <message>
        <source>Give a role</source>
        <translation>授予角色</translation>
    </message>
    <message>
        <source>Set an absence</source>
        <translation>设置休假</translation>
    </message>
    <message>
        <source>Why can or cannot somebody see a record</source>
        <translation>某人为何能或不能查看记录</translation>
    </message>
    <message>
        <source>Find a user</source>
        <translation>查找用户</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Rights of %1</source>
        <translation>%1 的权限</translation>
    </message>
    <message>
        <source>Nobody has this role</source>
        <translation>尚无人拥有此角色</translation>
    </message>
    <message>
        <source>Give it to somebody, and it applies at once.</source>
        <translation>授予后立即生效。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Nobody has a role yet, so everybody may do everything.</source>
        <translation>尚未授予任何角色，因此人人可做任何操作。</translation>
    </message>
    <message>
        <source>Roles hold as soon as somebody has one. Begin with an administrator.</source>
        <translation>只要有人拥有角色，权限即生效。请先设一名管理员。</translation>
    </message>
    <message>
        <source>Make me administrator</source>
        <translation>设我为管理员</translation>
    </message>
    <message>
        <source>%1 stays as it was.</source>
        <translation>%1 保持不变。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>未作更改。</translation>
    </message>
    <message>
        <source>Give %1 to somebody</source>
        <translation>将“%1”授予他人</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>1 user</source>
        <translation>1 位用户</translation>
    </message>
    <message>
        <source>%1 users</source>
        <translation>%1 位用户</translation>
    </message>
    <message>
        <source>Enter changes a right, Del takes it, F6 goes to the fields</source>
        <translation>Enter 更改权限，Del 收回，F6 转到字段</translation>
    </message>
    <message>
        <source>All roles together</source>
        <translation>所有角色合计</translation>
    </message>
    <message>
        <source>F6 goes to the fields</source>
        <translation>F6 转到字段</translation>
    </message>
    <message>
        <source>Enter shows all rights, R gives a role</source>
        <translation>Enter 查看全部权限，R 授予角色</translation>
    </message>
    <message>
        <source>Fill it in</source>
        <translation>补全资料</translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation>电脑</translation>
    </message>
</context>
<context>
    <name>dw::ui::AdminSide</name>
    <message>
        <source>Users and roles</source>
        <translation>用户和角色</translation>
    </message>
    <message>
        <source>%1, 1 user</source>
        <translation>%1，1 位用户</translation>
    </message>
    <message>
        <source>%1, %2 users</source>
        <translation>%1，%2 位用户</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>角色</translation>
    </message>
</context>
<context>
    <name>dw::ui::AttachmentOpener</name>
    <message>
        <source>Fetching %1</source>
        <translation>正在获取 %1</translation>
    </message>
    <message>
        <source>Another file is being fetched. Open %1 when it is here.</source>
        <translation>正在获取另一个文件，完成后再打开 %1。</translation>
    </message>
    <message>
        <source>%1 could run as a program. Save a copy if you trust who added it.</source>
        <translation>%1 可能会作为程序运行。如信任添加者，请另存副本。</translation>
    </message>
    <message>
        <source>No program here opens %1. Save a copy instead.</source>
        <translation>本机没有可打开 %1 的程序，请另存副本。</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存副本</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
</context>
<context>
    <name>dw::ui::AuditModel</name>
    <message>
        <source>Exported</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Had it shown</source>
        <translation>点击查看</translation>
    </message>
    <message>
        <source>Opened in a form</source>
        <translation>在表单中打开</translation>
    </message>
    <message>
        <source>Saw a list</source>
        <translation>查看列表</translation>
    </message>
    <message>
        <source>Asked on the command line</source>
        <translation>在命令行查询</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Filter or file</source>
        <translation>筛选条件或文件</translation>
    </message>
</context>
<context>
    <name>dw::ui::AuditPage</name>
    <message>
        <source>Access audit</source>
        <translation>访问审计</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Sensitive reads</source>
        <translation>敏感读取</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Only administrators see who read what</source>
        <translation>只有管理员能看到谁读取了什么</translation>
    </message>
    <message>
        <source>Whoever has the role Administrator can give it to you.</source>
        <translation>拥有管理员角色的人可以把它授予您。</translation>
    </message>
    <message>
        <source>The server does not answer now: this is what was known before</source>
        <translation>服务器暂无响应：以下是此前已知的内容</translation>
    </message>
    <message>
        <source>Nothing was read or taken out</source>
        <translation>没有读取或导出记录</translation>
    </message>
    <message>
        <source>Whoever has secret values shown, lists personal data or exports stands here.</source>
        <translation>查看保密值、列出个人数据或导出的人会列在这里。</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Enter opens the record</source>
        <translation>回车键打开记录</translation>
    </message>
</context>
<context>
    <name>dw::ui::AvatarButton</name>
    <message>
        <source>Acting as %1</source>
        <translation>以%1的身份操作</translation>
    </message>
</context>
<context>
    <name>dw::ui::Banner</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>dw::ui::BellButton</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message numerus="yes">
        <source>Notifications, %n new</source>
        <translation>
            <numerusform>通知，%n 条新消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::BinModel</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 个%2</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>剩 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>marked</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>not marked</source>
        <translation>未标记</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Went with it</source>
        <translation>一并删除</translation>
    </message>
    <message>
        <source>Deleted by</source>
        <translation>删除人</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>删除时间</translation>
    </message>
    <message>
        <source>Days left</source>
        <translation>剩余天数</translation>
    </message>
</context>
<context>
    <name>dw::ui::BoardPage</name>
    <message>
        <source>Add a filter</source>
        <translation>添加筛选</translation>
    </message>
    <message>
        <source>Deal or customer</source>
        <translation>商机或客户</translation>
    </message>
    <message>
        <source>is</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Time in stage</source>
        <translation>阶段停留</translation>
    </message>
    <message>
        <source>over the limit</source>
        <translation>超过时限</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>How to show the deals</source>
        <translation>商机显示方式</translation>
    </message>
    <message>
        <source>Show only deals over their time</source>
        <translation>只看超时的商机</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Move to the next stage</source>
        <translation>移至下一阶段</translation>
    </message>
    <message>
        <source>Move to the stage before</source>
        <translation>移至上一阶段</translation>
    </message>
    <message>
        <source>Close as won or lost</source>
        <translation>标记赢单或输单</translation>
    </message>
    <message>
        <source>Filter the board</source>
        <translation>筛选看板</translation>
    </message>
    <message>
        <source>All deals</source>
        <translation>全部商机</translation>
    </message>
    <message>
        <source>My deals</source>
        <translation>我的商机</translation>
    </message>
    <message>
        <source>My team</source>
        <translation>我的团队</translation>
    </message>
    <message>
        <source>%1 over their time</source>
        <translation>%1 个超时</translation>
    </message>
    <message>
        <source>%1 this month</source>
        <translation>本月%1</translation>
    </message>
    <message>
        <source>1 deal</source>
        <translation>1 个商机</translation>
    </message>
    <message>
        <source>%1 deals</source>
        <translation>%1 个商机</translation>
    </message>
    <message>
        <source>Ctrl+Left and Ctrl+Right move a card</source>
        <translation>Ctrl+← / Ctrl+→ 移动卡片</translation>
    </message>
    <message>
        <source>No deals yet</source>
        <translation>还没有商机</translation>
    </message>
    <message>
        <source>A deal moves from stage to stage here. Bring them from Excel, or start with one.</source>
        <translation>商机在这里逐个阶段推进。可从 Excel 导入，或先新建一个。</translation>
    </message>
    <message>
        <source>New deal</source>
        <translation>新建商机</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>filtered</source>
        <translation>已筛选</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>本月</translation>
    </message>
</context>
<context>
    <name>dw::ui::BoardView</name>
    <message>
        <source>Moved %1 to %2</source>
        <translation>已将 %1 移至%2</translation>
    </message>
</context>
<context>
    <name>dw::ui::BringPanel</name>
    <message>
        <source>Bring along what you did alone</source>
        <translation>带入您独立完成的工作</translation>
    </message>
    <message>
        <source>Bring along</source>
        <translation>带入</translation>
    </message>
    <message>
        <source>Go on without</source>
        <translation>不带入，继续</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Fetching what the server holds: %L1 records</source>
        <translation>正在取得服务器上的内容：%L1 条记录</translation>
    </message>
    <message>
        <source>Bringing along</source>
        <translation>正在带入</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Fetching what the server holds</source>
        <translation>正在取得服务器上的内容</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>%L1 records go to the server with the next synchronisation</source>
        <translation>%L1 条记录将在下次同步时发送到服务器</translation>
    </message>
    <message>
        <source>%L1 of them need your attention there. The workspace that they come from stays as it is.</source>
        <translation>其中 %L1 条需要您处理。原工作区保持不变。</translation>
    </message>
    <message>
        <source>The workspace that they come from stays as it is; you can open it at any time.</source>
        <translation>原工作区保持不变，可随时打开。</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>What has gone along stays there. You can go on with the rest.</source>
        <translation>已带入的内容会保留。其余部分可以稍后继续。</translation>
    </message>
    <message>
        <source>Not everything was brought along</source>
        <translation>未能全部带入</translation>
    </message>
    <message>
        <source>%1: %L2 of %L3 records</source>
        <translation>%1：%L2 / %L3 条记录</translation>
    </message>
    <message>
        <source>%L1 new</source>
        <translation>新增 %L1</translation>
    </message>
    <message>
        <source>%L1 the same</source>
        <translation>相同 %L1</translation>
    </message>
    <message>
        <source>%L1 there already</source>
        <translation>已存在 %L1</translation>
    </message>
    <message>
        <source>%L1 stay behind</source>
        <translation>不带入 %L1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The server does not know %1: what was theirs becomes yours.</source>
        <translation>服务器不认识 %1：其名下内容将归您。</translation>
    </message>
    <message>
        <source>Deals in stage %1 come to %2.</source>
        <translation>阶段 %1 的商机将进入 %2。</translation>
    </message>
    <message>
        <source>You may not write %1 there: it is left out.</source>
        <translation>您无权在服务器上填写 %1：将略去。</translation>
    </message>
    <message>
        <source>Files that go along: %L1</source>
        <translation>随同带入的文件：%L1</translation>
    </message>
    <message>
        <source>In the recycle bin, stays behind: %L1</source>
        <translation>回收站中不带入：%L1</translation>
    </message>
    <message>
        <source>%1 looks like %2, which the server has (%3 of 100).</source>
        <translation>%1 与服务器上的 %2 相似（%3/100）。</translation>
    </message>
    <message>
        <source>%L1 records look like ones that the server has.</source>
        <translation>有 %L1 条记录与服务器上的记录相似。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>It is the same one</source>
        <translation>是同一条</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两条都保留</translation>
    </message>
    <message>
        <source>Leave it behind</source>
        <translation>不带入</translation>
    </message>
    <message>
        <source>The server has no place for: %1</source>
        <translation>服务器没有这些内容的位置：%1</translation>
    </message>
    <message>
        <source>Leave what is in them behind</source>
        <translation>不带入其中的内容</translation>
    </message>
    <message>
        <source>Make them at the server</source>
        <translation>在服务器上建立</translation>
    </message>
    <message>
        <source>This cannot be brought along yet</source>
        <translation>暂时无法带入</translation>
    </message>
    <message>
        <source>Answer the questions above first.</source>
        <translation>请先回答上面的问题。</translation>
    </message>
    <message>
        <source>There is nothing to bring along</source>
        <translation>没有可带入的内容</translation>
    </message>
    <message>
        <source>All that is in the other workspace is there already, or there is nothing.</source>
        <translation>另一个工作区中的内容都已存在，或没有内容。</translation>
    </message>
</context>
<context>
    <name>dw::ui::BulkEditPopover</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>New owner</source>
        <translation>新负责人</translation>
    </message>
    <message>
        <source>Set a field</source>
        <translation>设定字段</translation>
    </message>
    <message numerus="yes">
        <source>Assign %n record(s)</source>
        <translation>
            <numerusform>分配 %n 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Empty it in %n record(s)</source>
        <translation>
            <numerusform>清空 %n 条记录的此字段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Set it in %n record(s)</source>
        <translation>
            <numerusform>设定 %n 条记录的此字段</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::CardDelegate</name>
    <message>
        <source>no next step</source>
        <translation>无下一步</translation>
    </message>
    <message>
        <source>held by the gate</source>
        <translation>未满足准入条件</translation>
    </message>
    <message>
        <source>over its time, %1 in this stage</source>
        <translation>已超时，在此阶段 %1</translation>
    </message>
    <message>
        <source>%1 in this stage</source>
        <translation>在此阶段 %1</translation>
    </message>
</context>
<context>
    <name>dw::ui::CellMaker</name>
    <message>
        <source>late</source>
        <translation>已逾期</translation>
    </message>
</context>
<context>
    <name>dw::ui::ChangeText</name>
    <message>
        <source>Created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Changed a field</source>
        <translation>修改了一个字段</translation>
    </message>
    <message>
        <source>Changed %1 fields</source>
        <translation>修改了 %1 个字段</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 项</translation>
    </message>
    <message>
        <source>%1: erased</source>
        <translation>%1：已清除</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>Created in %1</source>
        <translation>创建于“%1”阶段</translation>
    </message>
</context>
<context>
    <name>dw::ui::ChartCard</name>
    <message>
        <source>Definition of this figure</source>
        <translation>指标口径</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>显示表格</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>%1, as a table</source>
        <translation>%1（表格）</translation>
    </message>
    <message>
        <source>Show as chart</source>
        <translation>显示图表</translation>
    </message>
</context>
<context>
    <name>dw::ui::ChartWidget</name>
    <message>
        <source>No deals in this period, n = 0</source>
        <translation>此期间没有商机，n = 0</translation>
    </message>
</context>
<context>
    <name>dw::ui::ChipsEdit</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add, then Enter</source>
        <translation>输入后按 Enter 添加</translation>
    </message>
</context>
<context>
    <name>dw::ui::ClosedColumn</name>
    <message>
        <source>%1 this month, %2</source>
        <translation>本月%1，%2</translation>
    </message>
</context>
<context>
    <name>dw::ui::ClosingPopover</name>
    <message>
        <source>How it ended</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>How did it end?</source>
        <translation>结果如何？</translation>
    </message>
</context>
<context>
    <name>dw::ui::CollectionTab</name>
    <message>
        <source>No %1 yet</source>
        <translation>还没有%1</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>dw::ui::ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Find a field</source>
        <translation>查找字段</translation>
    </message>
</context>
<context>
    <name>dw::ui::ColumnPanel</name>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 行</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>This column is left out. Choose a field for it to bring it in.</source>
        <translation>此列不导入。为它选择字段即可导入。</translation>
    </message>
    <message>
        <source>What these values mean is kept with the mapping.</source>
        <translation>这些值的含义会随映射一起保存。</translation>
    </message>
    <message>
        <source>1 value is not in the list. Say what it means; the choice is kept with the mapping.</source>
        <translation>有 1 个值不在选项中。请指定其含义，选择会随映射一起保存。</translation>
    </message>
    <message>
        <source>%1 values are not in the list. Say what they mean; the choice is kept with the mapping.</source>
        <translation>有 %1 个值不在选项中。请指定其含义，选择会随映射一起保存。</translation>
    </message>
    <message>
        <source>These rows will be rejected unless the file is mended or the column left out.</source>
        <translation>除非修正文件或不导入此列，否则这些行会被拒绝。</translation>
    </message>
    <message>
        <source>and %1 more values</source>
        <translation>另有 %1 个值</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Meaning of %1</source>
        <translation>%1 的含义</translation>
    </message>
    <message>
        <source>Guess</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>Year first</source>
        <translation>年在前</translation>
    </message>
    <message>
        <source>Month first</source>
        <translation>月在前</translation>
    </message>
    <message>
        <source>Day first</source>
        <translation>日在前</translation>
    </message>
    <message>
        <source>Order of dates</source>
        <translation>日期顺序</translation>
    </message>
    <message>
        <source>month first</source>
        <translation>月在前</translation>
    </message>
    <message>
        <source>day first</source>
        <translation>日在前</translation>
    </message>
    <message>
        <source>year first</source>
        <translation>年在前</translation>
    </message>
    <message>
        <source>The dates fit several orders. Guessed: %1. Say which is right.</source>
        <translation>日期符合多种顺序，暂按%1读取。请指定正确的一种。</translation>
    </message>
    <message>
        <source>The dates can be read in one way only.</source>
        <translation>日期只有一种读法。</translation>
    </message>
    <message>
        <source>The dates show their order: %1.</source>
        <translation>从日期可看出顺序：%1。</translation>
    </message>
    <message>
        <source>As the cell or head says, else %1</source>
        <translation>以单元格或列名为准，否则为 %1</translation>
    </message>
    <message>
        <source>Currency of the amounts</source>
        <translation>金额币种</translation>
    </message>
    <message>
        <source>Number, key or name</source>
        <translation>编号、标识或名称</translation>
    </message>
    <message>
        <source>The texts name a record by</source>
        <translation>文字指代记录的方式</translation>
    </message>
    <message>
        <source>Create it</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Leave empty</source>
        <translation>留空</translation>
    </message>
    <message>
        <source>Reject the row</source>
        <translation>拒绝该行</translation>
    </message>
    <message>
        <source>Where there is no such record</source>
        <translation>没有对应记录时</translation>
    </message>
    <message>
        <source>A record made so is marked incomplete.</source>
        <translation>这样新建的记录会标记为不完整。</translation>
    </message>
    <message>
        <source>also fills %1</source>
        <translation>同时填入%1</translation>
    </message>
    <message>
        <source>Do not fill %1</source>
        <translation>不填入%1</translation>
    </message>
    <message>
        <source>Fill another field too</source>
        <translation>再填入一个字段</translation>
    </message>
    <message>
        <source>Another field that this column fills</source>
        <translation>此列填入的另一个字段</translation>
    </message>
</context>
<context>
    <name>dw::ui::ColumnSet</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>dw::ui::Comparison</name>
    <message>
        <source>Original, mine and theirs</source>
        <translation>原值、我的和对方的</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>as it was here</source>
        <translation>此处原来的值</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>对方的</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>服务器上</translation>
    </message>
    <message>
        <source>as it is now</source>
        <translation>现在的值</translation>
    </message>
    <message>
        <source>%1, mine: %2</source>
        <translation>%1，我的：%2</translation>
    </message>
    <message>
        <source>%1, theirs: %2</source>
        <translation>%1，对方的：%2</translation>
    </message>
</context>
<context>
    <name>dw::ui::ConditionText</name>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>this week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>next week</source>
        <translation>下周</translation>
    </message>
    <message>
        <source>last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>next month</source>
        <translation>下月</translation>
    </message>
    <message>
        <source>last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>this quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>next quarter</source>
        <translation>下季度</translation>
    </message>
    <message>
        <source>last quarter</source>
        <translation>上季度</translation>
    </message>
    <message>
        <source>this year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>is</source>
        <translation>是</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不是</translation>
    </message>
    <message>
        <source>is any of</source>
        <translation>是其中之一</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>不是其中任何一个</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>does not contain</source>
        <translation>不包含</translation>
    </message>
    <message>
        <source>starts with</source>
        <translation>开头为</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>不低于</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>不超过</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>大于</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>小于</translation>
    </message>
    <message>
        <source>before</source>
        <translation>早于</translation>
    </message>
    <message>
        <source>after</source>
        <translation>晚于</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>is filled</source>
        <translation>已填写</translation>
    </message>
    <message>
        <source>in</source>
        <translation>在</translation>
    </message>
    <message>
        <source>has</source>
        <translation>含有</translation>
    </message>
    <message>
        <source>has any of</source>
        <translation>含有任意一个</translation>
    </message>
    <message>
        <source>me</source>
        <translation>我</translation>
    </message>
    <message>
        <source>my team</source>
        <translation>我的团队</translation>
    </message>
</context>
<context>
    <name>dw::ui::ContentsPopover</name>
    <message>
        <source>What is on %1</source>
        <translation>%1 上有什么</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>In clear: %1</source>
        <translation>明文可见：%1</translation>
    </message>
    <message>
        <source>Nothing: its user sees no records.</source>
        <translation>没有内容：其用户看不到任何记录。</translation>
    </message>
    <message>
        <source>As its user&apos;s rights and the records are now, %1. What changed since it was last here is not on it as it is counted.</source>
        <translation>按 %1 时的用户权限和记录统计。它上次连接之后的变化不在其中。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>dw::ui::CoveredValue</name>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>隐藏%1</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示%1</translation>
    </message>
</context>
<context>
    <name>dw::ui::DealExtras</name>
    <message>
        <source>Days here</source>
        <translation>停留天数</translation>
    </message>
</context>
<context>
    <name>dw::ui::DealsPage</name>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>How to show the deals</source>
        <translation>商机的显示方式</translation>
    </message>
</context>
<context>
    <name>dw::ui::DefinitionPopover</name>
    <message>
        <source>Formula</source>
        <translation>计算公式</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
</context>
<context>
    <name>dw::ui::DemoSection</name>
    <message>
        <source>Demo company</source>
        <translation>演示公司</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>All of it goes in one step; what you made yourself stays.</source>
        <translation>一步移除全部演示数据，您自己创建的内容保留。</translation>
    </message>
    <message>
        <source>Only the owner of the workspace can: act as them first.</source>
        <translation>只有工作区所有者可以移除，请先切换为其身份。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 个%2</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 条</translation>
    </message>
    <message>
        <source>Remove the %1 records of the demo company?</source>
        <translation>移除演示公司的 %1 条记录？</translation>
    </message>
    <message>
        <source>What you made yourself stays, but what belongs to their records goes with them. Nobody can bring it back; a backup can.</source>
        <translation>您自己创建的内容保留，但从属于演示记录的会一并移除。移除后无法恢复，只能从备份找回。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Removing the demo company</source>
        <translation>正在移除演示公司</translation>
    </message>
    <message>
        <source>Removed the demo company: %1 records</source>
        <translation>已移除演示公司：%1 条记录</translation>
    </message>
    <message>
        <source>%1 of yours belonged to them and went, too</source>
        <translation>您的 %1 条记录从属于它们，已一并移除</translation>
    </message>
    <message>
        <source>Nothing was removed. %1</source>
        <translation>未移除任何内容。%1</translation>
    </message>
</context>
<context>
    <name>dw::ui::DevicesPage</name>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>My laptops</source>
        <translation>我的电脑</translation>
    </message>
    <message>
        <source>The server does not answer now</source>
        <translation>服务器暂时没有应答</translation>
    </message>
    <message>
        <source>The list is at the server</source>
        <translation>清单在服务器上</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>last here %1</source>
        <translation>最近连接 %1</translation>
    </message>
    <message>
        <source>This laptop</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>To be wiped</source>
        <translation>待擦除</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>吊销</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>吊销 %1</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Wipe %1</source>
        <translation>擦除 %1</translation>
    </message>
    <message>
        <source>Wipe %1?</source>
        <translation>擦除 %1？</translation>
    </message>
    <message>
        <source>Revoke %1?</source>
        <translation>吊销 %1？</translation>
    </message>
    <message>
        <source>It may not sync any more, and deletes what it holds when it reaches the server next. What was not sent from it is lost.</source>
        <translation>它不能再同步，下次连上服务器时会删除其中的数据；尚未发送的内容将丢失。</translation>
    </message>
    <message>
        <source>It may not sync any more. What it holds stays on it.</source>
        <translation>它不能再同步，其中已有的数据仍留在上面。</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message numerus="yes">
        <source>%n laptop(s)</source>
        <translation>
            <numerusform>%n 台电脑</numerusform>
        </translation>
    </message>
    <message>
        <source>Only administrators see everybody&apos;s laptops</source>
        <translation>只有管理员能看到所有人的电脑</translation>
    </message>
    <message>
        <source>Whoever has the role Administrator can give it to you.</source>
        <translation>可请拥有管理员角色的同事授予您。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>version not known</source>
        <translation>版本未知</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>What is on it</source>
        <translation>查看内容</translation>
    </message>
    <message>
        <source>What is on %1</source>
        <translation>%1 上有什么</translation>
    </message>
</context>
<context>
    <name>dw::ui::DraftBanner</name>
    <message>
        <source>Draft restored</source>
        <translation>草稿已恢复</translation>
    </message>
    <message>
        <source>Drop the draft</source>
        <translation>放弃草稿</translation>
    </message>
    <message>
        <source>Draft dropped</source>
        <translation>草稿已放弃</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>恢复草稿</translation>
    </message>
</context>
<context>
    <name>dw::ui::DrillModel</name>
    <message>
        <source>no next step</source>
        <translation>无下一步</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Deal</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Amount, %1</source>
        <translation>金额，%1</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Days here</source>
        <translation>停留天数</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>dw::ui::DrillStrip</name>
    <message>
        <source>Choose a bar or a row: its deals are listed here.</source>
        <translation>点选一个条形或一行，此处列出对应的商机。</translation>
    </message>
    <message>
        <source>Open as list</source>
        <translation>以列表打开</translation>
    </message>
    <message>
        <source>Close the list of deals</source>
        <translation>关闭商机列表</translation>
    </message>
    <message>
        <source>Deals of what is chosen</source>
        <translation>所选部分的商机</translation>
    </message>
    <message>
        <source>1 deal</source>
        <translation>1 个商机</translation>
    </message>
    <message>
        <source>%1 deals</source>
        <translation>%1 个商机</translation>
    </message>
    <message>
        <source>the first %1 are shown</source>
        <translation>显示前 %1 个</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>商机</translation>
    </message>
</context>
<context>
    <name>dw::ui::DuplicatePanel</name>
    <message>
        <source>There may be one already</source>
        <translation>可能已经有了</translation>
    </message>
    <message>
        <source>Why there is another one</source>
        <translation>为什么还要再建一个</translation>
    </message>
    <message>
        <source>Create anyway</source>
        <translation>仍然新建</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>仍然保存</translation>
    </message>
    <message>
        <source>Your role may not make another one; a manager&apos;s may.</source>
        <translation>你的角色不能再建一个，经理的角色可以。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开%1</translation>
    </message>
</context>
<context>
    <name>dw::ui::DwellChart</name>
    <message>
        <source>%1: median %2, limit %3, %4 there now, %5 over the limit</source>
        <translation>%1：中位数 %2，时限 %3，当前 %4 个，超期 %5 个</translation>
    </message>
    <message>
        <source>middle half</source>
        <translation>中间一半</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>时限</translation>
    </message>
</context>
<context>
    <name>dw::ui::ExportDialog</name>
    <message>
        <source>Export the list</source>
        <translation>导出列表</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>导出报表</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Exporting %1</source>
        <translation>正在导出%1</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 / %2 行</translation>
    </message>
    <message>
        <source>Exported %1 rows to %2; the count was checked</source>
        <translation>已将 %1 行导出到 %2，行数已核对</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>导出%1</translation>
    </message>
    <message>
        <source>Excel (.xlsx)</source>
        <translation>Excel (.xlsx)</translation>
    </message>
    <message>
        <source>Text (.csv)</source>
        <translation>文本 (.csv)</translation>
    </message>
    <message>
        <source>Contact cards (.vcf)</source>
        <translation>联系人名片 (.vcf)</translation>
    </message>
    <message>
        <source>Calendar (.ics)</source>
        <translation>日历 (.ics)</translation>
    </message>
    <message>
        <source>At most %1 marked rows can be exported by themselves; %2 are marked. Filter the list instead.</source>
        <translation>最多可单独导出 %1 个已选行，目前已选 %2 行，请改用筛选条件。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Columns shown</source>
        <translation>显示的列</translation>
    </message>
    <message>
        <source>All columns</source>
        <translation>全部列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Export %1 rows</source>
        <translation>导出 %1 行</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The format decides what is written.</source>
        <translation>写出哪些内容由格式决定。</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>请填写文件名。</translation>
    </message>
    <message>
        <source>%1 is there already and will be replaced.</source>
        <translation>%1 已存在，将被替换。</translation>
    </message>
    <message>
        <source>There is no such folder. Choose another one.</source>
        <translation>没有这个文件夹，请另选一个。</translation>
    </message>
</context>
<context>
    <name>dw::ui::FactLines</name>
    <message>
        <source>%1: %2 → %3 (%4)</source>
        <translation>%1：%2 → %3（%4）</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
</context>
<context>
    <name>dw::ui::FactsPanel</name>
    <message>
        <source>Facts</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>相关记录</translation>
    </message>
    <message>
        <source>subsidiary</source>
        <translation>子公司</translation>
    </message>
</context>
<context>
    <name>dw::ui::FieldEditors</name>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>2026-12-18, today, 18 Dec</source>
        <translation>2026-12-18、今天、12月18日</translation>
    </message>
    <message>
        <source>2026-12-18 09:30, tomorrow 14:00</source>
        <translation>2026-12-18 09:30、明天 14:00</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>“%1” is not in the list.</source>
        <translation>列表中没有“%1”。</translation>
    </message>
    <message>
        <source>There is no “%1”. Search for it, or make it.</source>
        <translation>没有“%1”。请搜索，或新建。</translation>
    </message>
    <message>
        <source>Does not repeat</source>
        <translation>不重复</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every weekday</source>
        <translation>每个工作日</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>Every year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>Choose, or write a rule</source>
        <translation>选择，或写一条规则</translation>
    </message>
    <message>
        <source>Choose, or write a rule such as FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH</source>
        <translation>选择，或写一条规则，如 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次</translation>
    </message>
    <message>
        <source>people</source>
        <translation>人</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>leads</source>
        <translation>条</translation>
    </message>
    <message>
        <source>metres</source>
        <translation>米</translation>
    </message>
</context>
<context>
    <name>dw::ui::FieldOptions</name>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>省份</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>邮编</translation>
    </message>
</context>
<context>
    <name>dw::ui::FieldRightsModel</name>
    <message>
        <source>Hidden</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Editable</source>
        <translation>可编辑</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>来自“%1”</translation>
    </message>
    <message>
        <source>A field of your own is hidden until it is granted.</source>
        <translation>自定义字段在授权之前是隐藏的。</translation>
    </message>
    <message>
        <source>The role does not show these records.</source>
        <translation>此角色不显示这些记录。</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1（来自“%2”）</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Tells of a person, or is secret</source>
        <translation>涉及个人信息或机密</translation>
    </message>
</context>
<context>
    <name>dw::ui::FieldRow</name>
    <message>
        <source>%1, required</source>
        <translation>%1，必填</translation>
    </message>
</context>
<context>
    <name>dw::ui::FieldsPanel</name>
    <message>
        <source>Fields of %1</source>
        <translation>%1的字段</translation>
    </message>
    <message>
        <source>A muted right is as open as its record, or inherited.</source>
        <translation>灰色表示随记录，或继承而来。</translation>
    </message>
    <message>
        <source>Of several roles the most open right counts.</source>
        <translation>拥有多个角色时，以最宽的权限为准。</translation>
    </message>
    <message>
        <source>As its record</source>
        <translation>随记录</translation>
    </message>
    <message>
        <source>Where the rights come from</source>
        <translation>权限来源</translation>
    </message>
</context>
<context>
    <name>dw::ui::FigureButton</name>
    <message>
        <source>%1: show its definition</source>
        <translation>%1：查看口径</translation>
    </message>
</context>
<context>
    <name>dw::ui::FigureExplainer</name>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>Show its deals</source>
        <translation>查看对应商机</translation>
    </message>
    <message>
        <source>Show its rows</source>
        <translation>查看明细</translation>
    </message>
    <message>
        <source>Unit: number of records</source>
        <translation>单位：记录数</translation>
    </message>
    <message>
        <source>Unit: money in %1; other currencies at their dated rates; amounts without a rate are left out, and it says so</source>
        <translation>单位：金额（%1）；其他币种按当日汇率折算，没有汇率的不计入并另行注明</translation>
    </message>
    <message>
        <source>Unit: money, each currency by itself</source>
        <translation>单位：金额，各币种分别计算</translation>
    </message>
    <message>
        <source>Unit: percent</source>
        <translation>单位：百分比</translation>
    </message>
    <message>
        <source>Unit: days</source>
        <translation>单位：天</translation>
    </message>
    <message>
        <source>Explain a figure</source>
        <translation>查看指标口径</translation>
    </message>
</context>
<context>
    <name>dw::ui::FileStep</name>
    <message>
        <source>Unicode (UTF-8)</source>
        <translation>Unicode (UTF-8)</translation>
    </message>
    <message>
        <source>Simplified Chinese (GB18030, GBK)</source>
        <translation>简体中文 (GB18030, GBK)</translation>
    </message>
    <message>
        <source>Traditional Chinese (Big5)</source>
        <translation>繁体中文 (Big5)</translation>
    </message>
    <message>
        <source>Unicode (UTF-16)</source>
        <translation>Unicode (UTF-16)</translation>
    </message>
    <message>
        <source>Unicode (UTF-16, big-endian)</source>
        <translation>Unicode (UTF-16，大端序)</translation>
    </message>
    <message>
        <source>Western (Windows-1252)</source>
        <translation>西欧 (Windows-1252)</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>None: one column</source>
        <translation>无：只有一列</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>What the file holds</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>文件的前几行</translation>
    </message>
    <message>
        <source>How it is read</source>
        <translation>读取方式</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Character set</source>
        <translation>字符集</translation>
    </message>
    <message>
        <source>Columns are parted by</source>
        <translation>列分隔符</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>%1 rows, %2 columns, sheet “%3”</source>
        <translation>%1 行，%2 列，工作表“%3”</translation>
    </message>
    <message>
        <source>%1 rows, %2 columns</source>
        <translation>%1 行，%2 列</translation>
    </message>
    <message>
        <source>Counting the rows</source>
        <translation>正在统计行数</translation>
    </message>
    <message>
        <source>Guessed. %1</source>
        <translation>自动判断。%1</translation>
    </message>
    <message>
        <source>Choose a file to import</source>
        <translation>选择要导入的文件</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.xlsm *.csv *.tsv *.txt);;All files (*)</source>
        <translation>表格 (*.xlsx *.xlsm *.csv *.tsv *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Drop a file here</source>
        <translation>将文件拖到此处</translation>
    </message>
    <message>
        <source>Excel (.xlsx) or text (.csv, .tsv, .txt). Nothing is written before the last step.</source>
        <translation>支持 Excel（.xlsx）或文本文件（.csv、.tsv、.txt）。最后一步之前不会写入任何数据。</translation>
    </message>
    <message>
        <source>A row names the columns</source>
        <translation>有一行是列名</translation>
    </message>
    <message>
        <source>Names in row</source>
        <translation>列名所在行</translation>
    </message>
</context>
<context>
    <name>dw::ui::FilesTab</name>
    <message>
        <source>Add a file</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存副本…</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>已添加 %1</translation>
    </message>
</context>
<context>
    <name>dw::ui::FilterBar</name>
    <message>
        <source>Text, pinyin or number</source>
        <translation>文字、拼音或编号</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Quick filter</source>
        <translation>快速筛选</translation>
    </message>
    <message>
        <source>Keep these conditions, columns and this order as a view</source>
        <translation>将当前条件、列和排序保存为视图</translation>
    </message>
    <message>
        <source>Back to the view as it was saved</source>
        <translation>恢复为已保存的视图</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 或 %2</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Add a condition (F)</source>
        <translation>添加条件（F）</translation>
    </message>
</context>
<context>
    <name>dw::ui::FilterPopover</name>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较方式</translation>
    </message>
    <message>
        <source>Filter as a formula</source>
        <translation>公式筛选</translation>
    </message>
    <message>
        <source>Edit as a formula</source>
        <translation>以公式编辑</translation>
    </message>
    <message>
        <source>is me</source>
        <translation>是我</translation>
    </message>
    <message>
        <source>is my team</source>
        <translation>是我的团队</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>At %1: %2</source>
        <translation>第 %1 个字符处：%2</translation>
    </message>
    <message>
        <source>A value is missing.</source>
        <translation>缺少一个值。</translation>
    </message>
</context>
<context>
    <name>dw::ui::FirstSync</name>
    <message>
        <source>The first sync is through</source>
        <translation>首次同步已完成</translation>
    </message>
    <message>
        <source>First sync; what has come can be used already</source>
        <translation>首次同步：已到达的内容可以使用</translation>
    </message>
    <message>
        <source>%1 records received</source>
        <translation>已接收 %1 条记录</translation>
    </message>
</context>
<context>
    <name>dw::ui::FormOffers</name>
    <message>
        <source>Add “%1” to the list</source>
        <translation>将“%1”加入列表</translation>
    </message>
    <message>
        <source>Added “%1” to %2</source>
        <translation>已将“%1”加入“%2”</translation>
    </message>
    <message>
        <source>Leave it empty</source>
        <translation>留空</translation>
    </message>
    <message>
        <source>Take %1 off the deal</source>
        <translation>将%1移出此商机</translation>
    </message>
    <message>
        <source>%1 belongs to another customer.</source>
        <translation>%1属于另一客户。</translation>
    </message>
    <message>
        <source>Make %1 “%2”</source>
        <translation>新建%1“%2”</translation>
    </message>
    <message>
        <source>Made “%1”</source>
        <translation>已新建“%1”</translation>
    </message>
</context>
<context>
    <name>dw::ui::FormSheet</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close; what was typed is kept</source>
        <translation>关闭；已输入的内容会保留</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>保存表单</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Save and close the form</source>
        <translation>保存并关闭表单</translation>
    </message>
    <message>
        <source>“%1” was deleted, or is no longer yours to see. What you typed is kept as a draft.</source>
        <translation>“%1”已被删除，或您已无权查看。您输入的内容已存为草稿。</translation>
    </message>
    <message>
        <source>“%1” was deleted, or is no longer yours to see.</source>
        <translation>“%1”已被删除，或您已无权查看。</translation>
    </message>
</context>
<context>
    <name>dw::ui::FunnelChart</name>
    <message>
        <source>%1 to %2 fell from %3 to %4</source>
        <translation>“%1”到“%2”的转化率由 %3 降至 %4</translation>
    </message>
    <message>
        <source>%1: %2 deals, %3</source>
        <translation>%1：%2 个商机，%3</translation>
    </message>
    <message>
        <source>%1 go on</source>
        <translation>%1 进入下一阶段</translation>
    </message>
    <message>
        <source>median %1 in the stage</source>
        <translation>阶段停留中位数 %1</translation>
    </message>
</context>
<context>
    <name>dw::ui::Gallery</name>
    <message>
        <source>Components</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>28 px controls, 1 px borders, 4 px radius, one accent, one focus ring.</source>
        <translation>控件高 28 px，边框 1 px，圆角 4 px，一种强调色，一种焦点环。</translation>
    </message>
    <message>
        <source>Buttons</source>
        <translation>按钮</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>hover</source>
        <translation>悬停</translation>
    </message>
    <message>
        <source>pressed</source>
        <translation>按下</translation>
    </message>
    <message>
        <source>focus</source>
        <translation>焦点</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>主要</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>弱化</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>危险</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Log call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>小号</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Flow line 3</source>
        <translation>3 号流水线</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>焦点</translation>
    </message>
    <message>
        <source>Choose a contact</source>
        <translation>选择联系人</translation>
    </message>
    <message>
        <source>Placeholder</source>
        <translation>占位文字</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Below 800,000</source>
        <translation>低于 800,000</translation>
    </message>
    <message>
        <source>18 Dec 2026</source>
        <translation>2026年12月18日</translation>
    </message>
    <message>
        <source>Changed by other</source>
        <translation>他人已改</translation>
    </message>
    <message>
        <source>Sun Kai: 15 Jan</source>
        <translation>孙凯：1月15日</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Set by the system</source>
        <translation>由系统填写</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>One</source>
        <translation>其一</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Colours by role</source>
        <translation>按用途的颜色</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>小标题</translation>
    </message>
    <message>
        <source>Body 13</source>
        <translation>正文 13</translation>
    </message>
    <message>
        <source>Small 12</source>
        <translation>辅助 12</translation>
    </message>
    <message>
        <source>Caption 11</source>
        <translation>说明 11</translation>
    </message>
    <message>
        <source>Pills and chips</source>
        <translation>标签与筛选条件</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Needs approval</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>5 h over</source>
        <translation>超 5 小时</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>is</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>me</source>
        <translation>我</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>标签页</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Key accounts</source>
        <translation>重点客户</translation>
    </message>
    <message>
        <source>Renewals</source>
        <translation>续约</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Table rows</source>
        <translation>表格行</translation>
    </message>
    <message>
        <source>deals</source>
        <translation>个商机</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Banners</source>
        <translation>横幅</translation>
    </message>
    <message>
        <source>Draft restored</source>
        <translation>草稿已恢复</translation>
    </message>
    <message>
        <source>14 changes sent</source>
        <translation>14 项更改已上传</translation>
    </message>
    <message>
        <source>Offline 3 days</source>
        <translation>已离线 3 天</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>2 refused</source>
        <translation>2 项被拒</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Dialog, only for what cannot be undone</source>
        <translation>对话框，仅用于不可撤销的操作</translation>
    </message>
    <message>
        <source>Give 140 customers to Emma Clarke?</source>
        <translation>将 140 个客户转给 Emma Clarke？</translation>
    </message>
    <message>
        <source>All laptops see the new owner. Type 140 to go on.</source>
        <translation>所有电脑都会看到新的负责人。输入 140 以继续。</translation>
    </message>
    <message>
        <source>Number of customers</source>
        <translation>客户数</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>Toast with undo</source>
        <translation>可撤销的提示</translation>
    </message>
    <message>
        <source>Moved 12 deals to Won</source>
        <translation>已将 12 个商机移至赢单</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Add to list</source>
        <translation>加入名单</translation>
    </message>
    <message>
        <source>no right</source>
        <translation>无权限</translation>
    </message>
    <message>
        <source>Tooltip, key hints, progress</source>
        <translation>提示、按键与进度</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>No customer fits these filters</source>
        <translation>没有符合条件的客户</translation>
    </message>
    <message>
        <source>Without “City is Lhasa” there are 48.</source>
        <translation>去掉“城市是拉萨”有 48 个。</translation>
    </message>
    <message>
        <source>Drop that filter</source>
        <translation>去掉该条件</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
</context>
<context>
    <name>dw::ui::GalleryRows</name>
    <message>
        <source>Rest</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>Hover</source>
        <translation>悬停</translation>
    </message>
    <message>
        <source>Current row, list has focus</source>
        <translation>当前行，列表有焦点</translation>
    </message>
    <message>
        <source>Marked with X</source>
        <translation>用 X 标记</translation>
    </message>
    <message>
        <source>Current, list without focus</source>
        <translation>当前行，列表无焦点</translation>
    </message>
    <message>
        <source>Waiting for the server</source>
        <translation>等待服务器</translation>
    </message>
    <message>
        <source>Deal</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
</context>
<context>
    <name>dw::ui::GateActivityItem</name>
    <message>
        <source>Log: %1</source>
        <translation>补记：%1</translation>
    </message>
    <message>
        <source>No %1 is logged on this deal.</source>
        <translation>此商机尚未记录%1。</translation>
    </message>
    <message>
        <source>Save: %1</source>
        <translation>保存：%1</translation>
    </message>
    <message>
        <source>Logged: %1</source>
        <translation>已记录：%1</translation>
    </message>
</context>
<context>
    <name>dw::ui::GateDocItem</name>
    <message>
        <source>Attach file</source>
        <translation>附加文件</translation>
    </message>
    <message>
        <source>No %1 is attached to this deal.</source>
        <translation>此商机尚未附加%1。</translation>
    </message>
    <message>
        <source>Attach file: %1</source>
        <translation>附加文件：%1</translation>
    </message>
    <message>
        <source>Storing %1</source>
        <translation>正在保存 %1</translation>
    </message>
</context>
<context>
    <name>dw::ui::GateFieldItem</name>
    <message>
        <source>Choose a contact</source>
        <translation>选择联系人</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>%1 has no contacts yet.</source>
        <translation>%1还没有联系人。</translation>
    </message>
    <message>
        <source>One of the contacts of %1: %2.</source>
        <translation>从%1的 %2 位联系人中选择。</translation>
    </message>
</context>
<context>
    <name>dw::ui::GateItem</name>
    <message>
        <source>Why this deal may go on without it</source>
        <translation>为何可以不满足此项</translation>
    </message>
    <message>
        <source>%1: reason for the waiver</source>
        <translation>%1：豁免理由</translation>
    </message>
</context>
<context>
    <name>dw::ui::GatePopover</name>
    <message>
        <source>Ask for a waiver</source>
        <translation>申请豁免</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>推进</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>准入条件</translation>
    </message>
    <message>
        <source>1 thing before %1</source>
        <translation>进入%1前还差 1 项</translation>
    </message>
    <message>
        <source>%1 things before %2</source>
        <translation>进入%2前还差 %1 项</translation>
    </message>
    <message>
        <source>%1 stays in %2 until it is filled.</source>
        <translation>补齐前，%1留在%2阶段。</translation>
    </message>
    <message>
        <source>%1 stays in %2 until all are filled.</source>
        <translation>全部补齐前，%1留在%2阶段。</translation>
    </message>
    <message>
        <source>Fill in instead</source>
        <translation>改为填写</translation>
    </message>
    <message>
        <source>%1 still to fill</source>
        <translation>还差 %1 项</translation>
    </message>
    <message>
        <source>Already met: %1</source>
        <translation>已满足：%1</translation>
    </message>
</context>
<context>
    <name>dw::ui::GateTextItem</name>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Only a waiver helps from here.</source>
        <translation>此处只能申请豁免。</translation>
    </message>
</context>
<context>
    <name>dw::ui::GivePopover</name>
    <message>
        <source>Give the role %1 to</source>
        <translation>将角色“%1”授予</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Name, pinyin or login</source>
        <translation>姓名、拼音或登录名</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>授予</translation>
    </message>
</context>
<context>
    <name>dw::ui::GlyphStrip</name>
    <message>
        <source>Pipeline</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Qualify</source>
        <translation>初识</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Negotiation</source>
        <translation>谈判</translation>
    </message>
    <message>
        <source>Won</source>
        <translation>赢单</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>输单</translation>
    </message>
</context>
<context>
    <name>dw::ui::GroupName</name>
    <message>
        <source>No %1</source>
        <translation>无%1</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>按月</translation>
    </message>
    <message>
        <source>By quarter</source>
        <translation>按季度</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>按年</translation>
    </message>
</context>
<context>
    <name>dw::ui::HistoryView</name>
    <message>
        <source>Show earlier</source>
        <translation>显示更早的记录</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>更改前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>更改后</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>erased</source>
        <translation>已清除</translation>
    </message>
    <message>
        <source>Nothing has been changed yet</source>
        <translation>尚无更改</translation>
    </message>
    <message>
        <source>What people change here is listed with the value before and after.</source>
        <translation>此处列出每次更改的字段及更改前后的值。</translation>
    </message>
    <message>
        <source>%1, received %2</source>
        <translation>%1，收到于 %2</translation>
    </message>
    <message>
        <source>%1; the clock had been set back before</source>
        <translation>%1；此前时钟被拨回过</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>What is earlier is on the server, which could not be asked.</source>
        <translation>更早的记录在服务器上，目前无法询问服务器。</translation>
    </message>
    <message>
        <source>This is what was changed on this laptop. The server, which knows what others changed, could not be asked.</source>
        <translation>这里只有本机上的改动。其他人的改动在服务器上，目前无法询问服务器。</translation>
    </message>
    <message>
        <source>%1, received %2, proved to be there %3</source>
        <translation>%1，收到于 %2，经证实 %3 已在</translation>
    </message>
</context>
<context>
    <name>dw::ui::ImportPage</name>
    <message>
        <source>Close the import</source>
        <translation>关闭导入</translation>
    </message>
    <message>
        <source>Save mapping</source>
        <translation>保存映射</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>映射</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Save the rejected rows</source>
        <translation>保存被拒绝的行</translation>
    </message>
    <message>
        <source>rejected rows.xlsx</source>
        <translation>被拒绝的行.xlsx</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Next step of the import</source>
        <translation>导入的下一步</translation>
    </message>
    <message>
        <source>Previous step of the import</source>
        <translation>导入的上一步</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Alt+N next, Alt+B back</source>
        <translation>Alt+N 下一步，Alt+B 上一步</translation>
    </message>
    <message>
        <source>Wait until this is done, or cancel it.</source>
        <translation>请等待完成，或取消。</translation>
    </message>
    <message>
        <source>Choose a file first.</source>
        <translation>请先选择文件。</translation>
    </message>
    <message>
        <source>No column has a field yet.</source>
        <translation>还没有列对应到字段。</translation>
    </message>
    <message>
        <source>The check did not come to its end.</source>
        <translation>检查没有完成。</translation>
    </message>
    <message>
        <source>No row would come in.</source>
        <translation>没有可导入的行。</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入%1</translation>
    </message>
    <message>
        <source>Nothing is written before step 4, and an import can be undone as a whole.</source>
        <translation>第 4 步之前不会写入任何数据，导入可整体撤销。</translation>
    </message>
    <message>
        <source>Map %1 columns</source>
        <translation>映射 %1 列</translation>
    </message>
    <message>
        <source>Map the columns</source>
        <translation>映射各列</translation>
    </message>
    <message>
        <source>Check %1 rows</source>
        <translation>检查 %1 行</translation>
    </message>
    <message>
        <source>Check the rows</source>
        <translation>检查各行</translation>
    </message>
    <message>
        <source>Import %1 rows</source>
        <translation>导入 %1 行</translation>
    </message>
    <message>
        <source>Import the rows</source>
        <translation>导入各行</translation>
    </message>
    <message>
        <source>Import another file</source>
        <translation>导入其他文件</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>正在导入 %1</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>Imported %1: %2 created, %3 updated, %4 rejected</source>
        <translation>已导入 %1：新建 %2，更新 %3，拒绝 %4</translation>
    </message>
    <message>
        <source>Saved the rejected rows as %1</source>
        <translation>已将被拒绝的行保存为 %1</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>Imported from %1</source>
        <translation>从 %1 导入</translation>
    </message>
    <message>
        <source>Choose a mapping file</source>
        <translation>选择映射文件</translation>
    </message>
    <message>
        <source>Mappings (*.json);;All files (*)</source>
        <translation>映射 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>sheet “%1”</source>
        <translation>工作表“%1”</translation>
    </message>
    <message>
        <source>header in row %1</source>
        <translation>列名在第 %1 行</translation>
    </message>
    <message>
        <source>no header</source>
        <translation>没有列名</translation>
    </message>
    <message>
        <source>The file has no column %1, which the mapping names.</source>
        <translation>文件中没有映射所指的列 %1。</translation>
    </message>
    <message>
        <source>That mapping is for other records (%1).</source>
        <translation>该映射用于其他记录（%1）。</translation>
    </message>
    <message>
        <source>Saved the mapping as %1</source>
        <translation>已将映射保存为 %1</translation>
    </message>
    <message>
        <source>Saved the mapping “%1”</source>
        <translation>已保存映射“%1”</translation>
    </message>
    <message>
        <source>Name of the mapping</source>
        <translation>映射名称</translation>
    </message>
    <message>
        <source>Save as a file</source>
        <translation>保存为文件</translation>
    </message>
    <message>
        <source>Save the mapping</source>
        <translation>保存映射</translation>
    </message>
    <message>
        <source>mapping.json</source>
        <translation>映射.json</translation>
    </message>
    <message>
        <source>Mappings (*.json)</source>
        <translation>映射 (*.json)</translation>
    </message>
</context>
<context>
    <name>dw::ui::InboxActions</name>
    <message>
        <source>Your values of %1 go to the server with the next sync</source>
        <translation>您为 %1 填写的值将在下次同步时发送到服务器</translation>
    </message>
    <message>
        <source>%1 stays as the server has it</source>
        <translation>%1 保持服务器上的值</translation>
    </message>
    <message>
        <source>Restored %1 and applied what you typed</source>
        <translation>已恢复 %1 并应用您填写的内容</translation>
    </message>
    <message>
        <source>Kept what you typed about %1 as a note</source>
        <translation>已将您为 %1 填写的内容存为备忘</translation>
    </message>
    <message>
        <source>Discarded what you typed about %1</source>
        <translation>已放弃您为 %1 填写的内容</translation>
    </message>
    <message>
        <source>It waits in Needs attention again</source>
        <translation>已重新放回“需要处理”</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n more decided the same way</source>
        <translation>
            <numerusform>另有 %n 处按相同方式处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Dismissed the note about %1</source>
        <translation>已关闭关于“%1”的提示</translation>
    </message>
</context>
<context>
    <name>dw::ui::InboxBanner</name>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>A change of yours waits for a decision.</source>
        <translation>您的一处修改等待处理。</translation>
    </message>
</context>
<context>
    <name>dw::ui::InboxDetail</name>
    <message>
        <source>Pick one value for each field</source>
        <translation>为每个字段选择一个值</translation>
    </message>
    <message>
        <source>All mine</source>
        <translation>全部用我的</translation>
    </message>
    <message>
        <source>All theirs</source>
        <translation>全部用对方的</translation>
    </message>
    <message>
        <source>Joined on their own</source>
        <translation>已自动合并</translation>
    </message>
    <message>
        <source>What waits with it</source>
        <translation>随之等待的修改</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Nothing was changed; what you typed is still here.</source>
        <translation>没有任何更改；您填写的内容仍在此处。</translation>
    </message>
    <message>
        <source>Open record</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Save as note</source>
        <translation>存为备忘</translation>
    </message>
    <message>
        <source>Create as new</source>
        <translation>另建一条</translation>
    </message>
    <message>
        <source>Edit and resend</source>
        <translation>修改后重发</translation>
    </message>
    <message>
        <source>Save and next</source>
        <translation>保存并处理下一条</translation>
    </message>
    <message>
        <source>What you typed</source>
        <translation>您填写的内容</translation>
    </message>
    <message>
        <source>Restore and apply</source>
        <translation>恢复并应用</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>重新执行</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s), only one side had changed</source>
        <translation>
            <numerusform>%n 个字段，只有一方修改过</numerusform>
        </translation>
    </message>
    <message>
        <source>both</source>
        <translation>双方</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>What you typed about %1 will be gone.</source>
        <translation>您为 %1 填写的内容将不再保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n other change(s) that wait with it go too.</source>
        <translation>
            <numerusform>随之等待的另外 %n 处修改也将放弃。</numerusform>
        </translation>
    </message>
    <message>
        <source>from you</source>
        <translation>来自您</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more difference(s) with %1 (%2): do the same</source>
        <translation>
            <numerusform>与 %1 还有 %n 处差异（%2），同样处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Pick one side: the lines go together</source>
        <translation>请选择一方：明细须整体采用</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>dw::ui::InboxList</name>
    <message>
        <source>Needs attention</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>dw::ui::InboxPage</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Nothing needs your attention</source>
        <translation>没有需要处理的内容</translation>
    </message>
    <message>
        <source>What two people change, and what the server refuses, waits here until you decide.</source>
        <translation>两人同时修改的内容，以及服务器拒绝的修改，都在此等待您处理。</translation>
    </message>
    <message>
        <source>Decided. The next one is shown.</source>
        <translation>已处理，现在显示下一条。</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Nothing you typed is lost: it waits here until you decide.</source>
        <translation>您填写的内容不会丢失：在您处理之前一直保留在此。</translation>
    </message>
    <message>
        <source>Take all of mine</source>
        <translation>全部采用我的</translation>
    </message>
    <message>
        <source>Take all of theirs</source>
        <translation>全部采用对方的</translation>
    </message>
    <message>
        <source>Save as note</source>
        <translation>存为备忘</translation>
    </message>
    <message>
        <source>Edit and resend</source>
        <translation>修改后重发</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>无法读取列表</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message numerus="yes">
        <source>%n wait for you</source>
        <translation>
            <numerusform>%n 条等待您处理</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::InboxTexts</name>
    <message>
        <source>Changed by two people</source>
        <translation>两人同时修改</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>被服务器拒绝</translation>
    </message>
    <message>
        <source>Someone else</source>
        <translation>他人</translation>
    </message>
    <message>
        <source>%1, with %2</source>
        <translation>%1，与 %2 冲突</translation>
    </message>
    <message>
        <source>: </source>
        <translation>：</translation>
    </message>
    <message numerus="yes">
        <source>You and %1 changed the same %n field(s).</source>
        <translation>
            <numerusform>您和 %1 修改了相同的 %n 个字段。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other field(s) were joined on their own.</source>
        <translation>
            <numerusform>另有 %n 个字段已自动合并。</numerusform>
        </translation>
    </message>
    <message>
        <source>not here</source>
        <translation>此处没有</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>no such line</source>
        <translation>无此行</translation>
    </message>
</context>
<context>
    <name>dw::ui::InlineEdit</name>
    <message>
        <source>Changed %1</source>
        <translation>已更改%1</translation>
    </message>
</context>
<context>
    <name>dw::ui::InsightChoice</name>
    <message>
        <source>Won in %1</source>
        <translation>%1 赢单</translation>
    </message>
    <message>
        <source>Won by %1</source>
        <translation>%1 的赢单</translation>
    </message>
    <message>
        <source>reached the stage</source>
        <translation>到达该阶段</translation>
    </message>
    <message>
        <source>there now, %1 over the limit of %2</source>
        <translation>当前在此，%1 个超过 %2的时限</translation>
    </message>
    <message>
        <source>there now</source>
        <translation>当前在此</translation>
    </message>
</context>
<context>
    <name>dw::ui::InsightHeader</name>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>is</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>销售流程</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Sales overview</source>
        <translation>销售概览</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>上季度</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>From day to day…</source>
        <translation>自定义日期…</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>全部团队</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>All pipelines</source>
        <translation>全部流程</translation>
    </message>
</context>
<context>
    <name>dw::ui::InsightPage</name>
    <message>
        <source>Show the numbers of the chart</source>
        <translation>查看图表数字</translation>
    </message>
    <message>
        <source>Insight</source>
        <translation>洞察</translation>
    </message>
    <message>
        <source>Read the figures again</source>
        <translation>重新读取数据</translation>
    </message>
    <message>
        <source>%1 deals moved</source>
        <translation>%1 个商机有推进</translation>
    </message>
    <message>
        <source>Click a bar or press Enter to list its deals, V shows the numbers</source>
        <translation>单击条形或按 Enter 列出商机，按 V 查看数字</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Sort the deals by the column of the cell</source>
        <translation>按当前单元格所在列排序商机</translation>
    </message>
</context>
<context>
    <name>dw::ui::InsightScope</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>销售流程</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>dw::ui::IssuesPage</name>
    <message>
        <source>Failed offline changes</source>
        <translation>失败的离线修改</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新查询</translation>
    </message>
    <message>
        <source>No offline change has failed</source>
        <translation>没有失败的离线修改</translation>
    </message>
    <message>
        <source>What a laptop sends and the server refuses is listed here for 180 days.</source>
        <translation>笔记本电脑发送而被服务器拒绝的修改在此保留 180 天。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Laptop</source>
        <translation>笔记本电脑</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What was typed</source>
        <translation>填写的内容</translation>
    </message>
    <message>
        <source>This is for administrators</source>
        <translation>仅限管理员</translation>
    </message>
    <message>
        <source>Ask one of them to look for you.</source>
        <translation>请联系管理员代为查看。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n more field(s)</source>
        <translation>
            <numerusform>另有 %n 个字段</numerusform>
        </translation>
    </message>
    <message>
        <source>Somebody else had changed the same field.</source>
        <translation>他人已修改同一字段。</translation>
    </message>
    <message>
        <source>The server could not be asked.</source>
        <translation>无法查询服务器。</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n 处修改</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known without the server</source>
        <translation>没有服务器就无从得知</translation>
    </message>
    <message>
        <source>What it refused is listed here once it can be asked.</source>
        <translation>能问到服务器后，它拒绝的更改会列在这里。</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>正在询问服务器</translation>
    </message>
</context>
<context>
    <name>dw::ui::JoinPage</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>As your administrator wrote it: crm.example.com, or with a port crm.example.com:8443</source>
        <translation>按管理员提供的写法：crm.example.com，或带端口 crm.example.com:8443</translation>
    </message>
    <message>
        <source>Your name there</source>
        <translation>您在服务器上的用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>The server wants a password of your own the first time.</source>
        <translation>首次登录时，服务器要求您设置自己的密码。</translation>
    </message>
    <message>
        <source>Name of this laptop</source>
        <translation>本机名称</translation>
    </message>
    <message>
        <source>So that you find it in the list of your laptops.</source>
        <translation>便于您在自己的电脑清单中找到它。</translation>
    </message>
    <message>
        <source>Join a server</source>
        <translation>加入服务器</translation>
    </message>
    <message>
        <source>You get a workspace of its own on this laptop with everything that your roles show. You work in it with or without a network; what is in this window stays as it is.</source>
        <translation>本机会另建一个工作区，其中是您的角色可以看到的全部内容。有无网络都可以在其中工作；当前窗口中的内容保持不变。</translation>
    </message>
    <message>
        <source>Joining</source>
        <translation>正在加入</translation>
    </message>
    <message>
        <source>It is the same: go on</source>
        <translation>一致，继续</translation>
    </message>
    <message>
        <source>It differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Nothing was sent</source>
        <translation>没有发送任何内容</translation>
    </message>
    <message>
        <source>Check the address. If it is right, somebody may stand between this laptop and the server: tell the administrator.</source>
        <translation>请核对地址。如果地址无误，可能有人介入本机与服务器之间：请告知管理员。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Enter joins</source>
        <translation>按 Enter 加入</translation>
    </message>
    <message>
        <source>What you type stays until you join or close the window</source>
        <translation>在加入或关闭窗口之前，输入的内容会保留</translation>
    </message>
    <message>
        <source>Write the server&apos;s address.</source>
        <translation>请填写服务器地址。</translation>
    </message>
    <message>
        <source>Write your name at the server.</source>
        <translation>请填写您在服务器上的用户名。</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>Type a new password.</source>
        <translation>请输入新密码。</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Asking %1</source>
        <translation>正在联系 %1</translation>
    </message>
    <message>
        <source>Signing in as %1</source>
        <translation>正在以 %1 登录</translation>
    </message>
    <message>
        <source>The new password is yours</source>
        <translation>新密码已生效</translation>
    </message>
    <message>
        <source>Making this laptop known to the server</source>
        <translation>正在向服务器登记本机</translation>
    </message>
    <message>
        <source>Making the workspace</source>
        <translation>正在建立工作区</translation>
    </message>
    <message>
        <source>Joined as %1</source>
        <translation>已以 %1 加入</translation>
    </message>
    <message>
        <source>The server knows this laptop as %1. It opens in a window of its own; what comes first can be used at once, the rest follows.</source>
        <translation>服务器将本机登记为 %1。工作区会在单独的窗口中打开；先到的内容可以立即使用，其余随后到达。</translation>
    </message>
    <message>
        <source>Is this the certificate of %1?</source>
        <translation>这是 %1 的证书吗？</translation>
    </message>
    <message>
        <source>Nobody this computer trusts vouches for it. Ask the administrator to read out the fingerprint. Nothing has been sent, not even your password.</source>
        <translation>没有本机信任的机构为它担保。请让管理员读出指纹进行核对。目前没有发送任何内容，包括您的密码。</translation>
    </message>
    <message>
        <source>This laptop did not join</source>
        <translation>本机未能加入</translation>
    </message>
    <message>
        <source>Wrong name or password</source>
        <translation>用户名或密码不正确</translation>
    </message>
    <message>
        <source>%1 cannot be reached. Check the address and the network.</source>
        <translation>无法连接 %1。请检查地址和网络。</translation>
    </message>
    <message>
        <source>%1 does not answer in time. Check the address and the network.</source>
        <translation>%1 没有及时应答。请检查地址和网络。</translation>
    </message>
    <message>
        <source>The connection to %1 broke. Try again.</source>
        <translation>与 %1 的连接中断。请重试。</translation>
    </message>
    <message>
        <source>%1 is not running behind its address. Try again later.</source>
        <translation>%1 的地址后面没有运行服务器。请稍后再试。</translation>
    </message>
    <message>
        <source>Bring along what is in this window</source>
        <translation>带入本窗口中的内容</translation>
    </message>
    <message>
        <source>Before anything goes you see what would, and are asked about what the server may have already.</source>
        <translation>带入之前会先列出内容，并就服务器上可能已有的记录征求您的意见。</translation>
    </message>
</context>
<context>
    <name>dw::ui::KeyHint</name>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
</context>
<context>
    <name>dw::ui::KeysSection</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Shortcut of %1</source>
        <translation>“%1”的快捷键</translation>
    </message>
    <message>
        <source>Default shortcut of %1</source>
        <translation>“%1”恢复默认快捷键</translation>
    </message>
    <message>
        <source>%1 already means “%2”. Give that another key first.</source>
        <translation>%1 已用于“%2”，请先为它换一个键。</translation>
    </message>
</context>
<context>
    <name>dw::ui::LeaderboardChart</name>
    <message>
        <source>%1. %2: %3 with %4 deals, %5 of all</source>
        <translation>第 %1 名 %2：%3，%4 个商机，占 %5</translation>
    </message>
</context>
<context>
    <name>dw::ui::LeftOut</name>
    <message>
        <source>+ %1 in %2</source>
        <extracomment>Amounts that a sum does not hold, and their currencies: &quot;+ 1 in USD&quot;.</extracomment>
        <translation>另有 %1 笔 %2</translation>
    </message>
    <message>
        <source>several currencies</source>
        <translation>多种币种</translation>
    </message>
</context>
<context>
    <name>dw::ui::ListBulk</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Give the chosen records to someone</source>
        <translation>将所选记录分配给他人</translation>
    </message>
    <message>
        <source>Set a field of the chosen records</source>
        <translation>设定所选记录的字段</translation>
    </message>
    <message>
        <source>Export the chosen records</source>
        <translation>导出所选记录</translation>
    </message>
    <message>
        <source>Delete the chosen records</source>
        <translation>删除所选记录</translation>
    </message>
    <message>
        <source>At most %1 records can be changed at once; %2 are chosen.</source>
        <translation>一次最多更改 %1 条记录，已选 %2 条。</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>没有任何更改。%1</translation>
    </message>
    <message>
        <source>Changed %1 %2</source>
        <translation>已更改 %1 个%2</translation>
    </message>
    <message>
        <source>Deleted %1 %2</source>
        <translation>已删除 %1 个%2</translation>
    </message>
</context>
<context>
    <name>dw::ui::ListFooter</name>
    <message>
        <source>Show the definition</source>
        <translation>查看口径</translation>
    </message>
</context>
<context>
    <name>dw::ui::ListPage</name>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Preview the row</source>
        <translation>预览该行</translation>
    </message>
    <message>
        <source>Choose the row</source>
        <translation>选择该行</translation>
    </message>
    <message>
        <source>Choose all rows</source>
        <translation>选择全部行</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>全部取消选择</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>添加筛选条件</translation>
    </message>
    <message>
        <source>Filter by text</source>
        <translation>按文字筛选</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Set a field</source>
        <translation>设定字段</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>New %1</source>
        <translation>新建%1</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>编辑单元格</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>所选记录</translation>
    </message>
    <message>
        <source>The list could not be read. Nothing is lost.</source>
        <translation>列表未能读取，数据没有丢失。</translation>
    </message>
    <message>
        <source>No %1 matches “%2”</source>
        <translation>没有与“%2”相符的%1</translation>
    </message>
    <message>
        <source>The view holds others.</source>
        <translation>此视图中还有其他记录。</translation>
    </message>
    <message>
        <source>Show the view</source>
        <translation>显示视图</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>No %1 fits these filters</source>
        <translation>没有符合条件的%1</translation>
    </message>
    <message>
        <source>Drop that filter</source>
        <translation>去掉该条件</translation>
    </message>
    <message>
        <source>Without “%1” there are %2.</source>
        <translation>去掉“%1”有 %2 个。</translation>
    </message>
    <message>
        <source>No single condition is the cause.</source>
        <translation>并非某一个条件所致。</translation>
    </message>
    <message>
        <source>No %1 yet</source>
        <translation>还没有%1</translation>
    </message>
    <message>
        <source>Bring them from Excel, or start with the first one.</source>
        <translation>可从 Excel 导入，或先新建一个。</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>已选 %1 个</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Sorted by %1</source>
        <translation>按%1排序</translation>
    </message>
    <message>
        <source>Space peeks, X selects</source>
        <translation>空格预览，X 选择</translation>
    </message>
    <message>
        <source>%1</source>
        <extracomment>A noun after its number: &quot;43 customers&quot;.</extracomment>
        <translation>个%1</translation>
    </message>
    <message>
        <source>Group by a field</source>
        <translation>按字段分组</translation>
    </message>
    <message>
        <source>Collapse all groups</source>
        <translation>收起所有分组</translation>
    </message>
    <message>
        <source>Expand all groups</source>
        <translation>展开所有分组</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组依据</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>Sort by this column</source>
        <translation>按此列排序</translation>
    </message>
    <message>
        <source>Grouped by %1</source>
        <translation>按%1分组</translation>
    </message>
    <message>
        <source>found by “%1”</source>
        <translation>匹配“%1”</translation>
    </message>
    <message>
        <source>All records of the list that you may see, whether they are loaded or not.</source>
        <translation>此列表中您可查看的全部记录数，含尚未加载的。</translation>
    </message>
    <message>
        <source>The sum of this column over all records of the list that you may see.</source>
        <translation>此列在列表中您可查看的全部记录上的合计。</translation>
    </message>
</context>
<context>
    <name>dw::ui::ListTotals</name>
    <message>
        <source>several currencies</source>
        <translation>多种币种</translation>
    </message>
</context>
<context>
    <name>dw::ui::LockedWindow</name>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>The data of this workspace was deleted</source>
        <translation>此工作区的数据已删除</translation>
    </message>
    <message>
        <source>This workspace is locked</source>
        <translation>此工作区已锁定</translation>
    </message>
</context>
<context>
    <name>dw::ui::LogForm</name>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
</context>
<context>
    <name>dw::ui::LogPopover</name>
    <message>
        <source>Log call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>Customer, contact or deal</source>
        <translation>客户、联系人或商机</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Call logged: %1</source>
        <translation>已记录通话：%1</translation>
    </message>
</context>
<context>
    <name>dw::ui::LookSection</name>
    <message>
        <source>Language and look</source>
        <translation>语言与外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Rows of lists</source>
        <translation>列表行高</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>By screen height</source>
        <translation>按屏幕高度</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Reminders on the desktop</source>
        <translation>桌面提醒</translation>
    </message>
</context>
<context>
    <name>dw::ui::MainWindow</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>dw::ui::MappingRow</name>
    <message>
        <source>Field for the column %1</source>
        <translation>列 %1 对应的字段</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>1 row does not fit</source>
        <translation>1 行不符</translation>
    </message>
    <message>
        <source>%1 rows do not fit</source>
        <translation>%1 行不符</translation>
    </message>
    <message>
        <source>your choice</source>
        <translation>您的选择</translation>
    </message>
    <message>
        <source>saved mapping</source>
        <translation>已保存的映射</translation>
    </message>
    <message>
        <source>by its values</source>
        <translation>依据内容</translation>
    </message>
    <message>
        <source>known synonym</source>
        <translation>已知同义词</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>名称相同</translation>
    </message>
</context>
<context>
    <name>dw::ui::MappingStep</name>
    <message>
        <source>Mapping</source>
        <translation>映射</translation>
    </message>
    <message>
        <source>Saved mapping</source>
        <translation>已保存的映射</translation>
    </message>
    <message>
        <source>Column in the file</source>
        <translation>文件中的列</translation>
    </message>
    <message>
        <source>First values</source>
        <translation>前几个值</translation>
    </message>
    <message>
        <source>Field in Dealwright</source>
        <translation>成单匠中的字段</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>匹配依据</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Only the first %1 columns can be mapped here.</source>
        <translation>此处只能映射前 %1 列。</translation>
    </message>
    <message>
        <source>%1 of %2 columns have a field</source>
        <translation>%2 列中有 %1 列已对应字段</translation>
    </message>
    <message>
        <source>no column for %1</source>
        <translation>%1没有对应的列</translation>
    </message>
    <message>
        <source>%1 to fix</source>
        <translation>%1 项需修正</translation>
    </message>
    <message>
        <source>%1 to look at</source>
        <translation>%1 项需核对</translation>
    </message>
    <message>
        <source>As proposed</source>
        <translation>建议的映射</translation>
    </message>
    <message>
        <source>From a mapping file …</source>
        <translation>从映射文件读取…</translation>
    </message>
</context>
<context>
    <name>dw::ui::NoticePopover</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务进度</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n 项进行中</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>暂无通知。</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1（%2 次）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>取消：%1</translation>
    </message>
</context>
<context>
    <name>dw::ui::OrgModel</name>
    <message>
        <source>Without an end</source>
        <translation>无期限</translation>
    </message>
    <message>
        <source>%1, level %2</source>
        <translation>%1，第 %2 级</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
</context>
<context>
    <name>dw::ui::OrgPage</name>
    <message>
        <source>New team</source>
        <translation>新建团队</translation>
    </message>
    <message>
        <source>New territory</source>
        <translation>新建销售区域</translation>
    </message>
    <message>
        <source>New share</source>
        <translation>新建共享</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>销售区域</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>End the share</source>
        <translation>结束共享</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Only administrators see this</source>
        <translation>只有管理员能查看</translation>
    </message>
    <message>
        <source>Whoever has the role Administrator can give it to you.</source>
        <translation>可请拥有管理员角色的同事授予您。</translation>
    </message>
    <message>
        <source>Nothing is shared</source>
        <translation>没有共享</translation>
    </message>
    <message>
        <source>There is none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Share a record from its page; it ends when you say.</source>
        <translation>在记录页面上共享；到您指定的时间结束。</translation>
    </message>
    <message>
        <source>Rights of a team or a territory go by it.</source>
        <translation>团队或区域的权限以此为准。</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>%1 is shared no more</source>
        <translation>已不再共享%1</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>已删除 %1</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Enter edits, N makes a new one, Del deletes</source>
        <translation>Enter 编辑，N 新建，Del 删除</translation>
    </message>
</context>
<context>
    <name>dw::ui::OutcomeStep</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Rows that do not come in</source>
        <translation>未导入的行</translation>
    </message>
    <message>
        <source>Save error workbook</source>
        <translation>保存错误工作簿</translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation>撤销导入</translation>
    </message>
    <message>
        <source>Show the records</source>
        <translation>查看记录</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>would be created</source>
        <translation>将新建</translation>
    </message>
    <message>
        <source>created</source>
        <translation>已新建</translation>
    </message>
    <message>
        <source>would be updated</source>
        <translation>将更新</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>已更新</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>of these incomplete</source>
        <translation>其中不完整</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>正在检查 %1</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>正在导入 %1</translation>
    </message>
    <message>
        <source>Nothing is written.</source>
        <translation>不会写入任何数据。</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>%1 rows checked</source>
        <translation>已检查 %1 行</translation>
    </message>
    <message>
        <source>%1 rows done</source>
        <translation>已完成 %1 行</translation>
    </message>
    <message>
        <source>Adding up</source>
        <translation>正在汇总</translation>
    </message>
    <message>
        <source>Undoing the import</source>
        <translation>正在撤销导入</translation>
    </message>
    <message>
        <source>%1 rows imported</source>
        <translation>已导入 %1 行</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>尚未写入任何数据。</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>and %1 more notes</source>
        <translation>另有 %1 条说明</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>共 %2 行，显示前 %1 行</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>The import is undone: %1 records removed, %2 restored. %3 stay, because they have been changed since.</source>
        <translation>导入已撤销：移除 %1 条记录，恢复 %2 条。%3 条此后已被修改，予以保留。</translation>
    </message>
    <message>
        <source>The import is undone: %1 records removed, %2 restored.</source>
        <translation>导入已撤销：移除 %1 条记录，恢复 %2 条。</translation>
    </message>
    <message>
        <source>Import undone</source>
        <translation>导入已撤销</translation>
    </message>
</context>
<context>
    <name>dw::ui::Palette</name>
    <message>
        <source>Search and commands</source>
        <translation>搜索与命令</translation>
    </message>
    <message>
        <source>Search records or run a command</source>
        <translation>搜索记录或执行命令</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message numerus="yes">
        <source>%n results, %1 ms</source>
        <translation>
            <numerusform>%n 条结果，%1 毫秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Search all text for “%1”</source>
        <translation>在全部文字中搜索“%1”</translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>没有找到“%1”</translation>
    </message>
    <message>
        <source>Recently opened</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Do something with %1</source>
        <translation>对%1执行操作</translation>
    </message>
    <message>
        <source>owner %1</source>
        <translation>负责人%1</translation>
    </message>
    <message>
        <source>Deals of %1</source>
        <translation>%1的商机</translation>
    </message>
    <message>
        <source>Tasks of %1</source>
        <translation>%1 的任务</translation>
    </message>
</context>
<context>
    <name>dw::ui::PaletteDelegate</name>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>dw::ui::PaletteFooter</name>
    <message>
        <source>peek</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>people</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>dw::ui::PasswordPopover</name>
    <message>
        <source>Make a password</source>
        <translation>生成密码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>First password of %1</source>
        <translation>%1 的首次密码</translation>
    </message>
    <message>
        <source>The server makes one up, and %1 changes it at the first sign-in. Laptops of %1 are signed out; what waits on them stays.</source>
        <translation>由服务器生成，%1 首次登录时修改。%1 的笔记本会被退出登录，其中等待发送的内容会保留。</translation>
    </message>
    <message>
        <source>Tell it to them now: it is not shown again.</source>
        <translation>请现在告知本人：密码不会再次显示。</translation>
    </message>
    <message>
        <source>Copied the password</source>
        <translation>已复制密码</translation>
    </message>
</context>
<context>
    <name>dw::ui::PeekPanel</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Previous record</source>
        <translation>上一条记录</translation>
    </message>
    <message>
        <source>Next record</source>
        <translation>下一条记录</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the page of this record (Enter)</source>
        <translation>打开此记录的页面（Enter）</translation>
    </message>
    <message>
        <source>Close the preview</source>
        <translation>关闭预览</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>Grade %1</source>
        <translation>%1 级</translation>
    </message>
    <message>
        <source>Open deals</source>
        <translation>进行中的商机</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>Sum of the open deals</source>
        <translation>进行中商机合计</translation>
    </message>
</context>
<context>
    <name>dw::ui::PeekPopover</name>
    <message>
        <source>In this stage</source>
        <translation>在此阶段</translation>
    </message>
    <message>
        <source>no next step</source>
        <translation>无下一步</translation>
    </message>
    <message>
        <source>Open the deal</source>
        <translation>打开商机</translation>
    </message>
</context>
<context>
    <name>dw::ui::PendingMarks</name>
    <message>
        <source>Provisional: the server decides</source>
        <translation>暂定：由服务器决定</translation>
    </message>
    <message>
        <source>Waits for the server</source>
        <translation>等待服务器</translation>
    </message>
    <message>
        <source>Claim requested: the server decides</source>
        <translation>已申请领取：由服务器决定</translation>
    </message>
</context>
<context>
    <name>dw::ui::PeopleMenu</name>
    <message>
        <source>Acting as</source>
        <translation>操作身份</translation>
    </message>
    <message>
        <source>The people of this workspace could not be read.</source>
        <translation>无法读取此工作区的人员。</translation>
    </message>
</context>
<context>
    <name>dw::ui::PeriodPopover</name>
    <message>
        <source>Show this period</source>
        <translation>查看此期间</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>The last day is before the first one.</source>
        <translation>结束日期早于起始日期。</translation>
    </message>
    <message>
        <source>Both days are needed.</source>
        <translation>请填写起止两个日期。</translation>
    </message>
</context>
<context>
    <name>dw::ui::QuarterChart</name>
    <message>
        <source>%1: %2 won with %3 deals</source>
        <translation>%1：赢单 %2，%3 个商机</translation>
    </message>
</context>
<context>
    <name>dw::ui::QuickAddBar</name>
    <message>
        <source>Add a task: call Zhang fri 3pm</source>
        <translation>添加任务：周五下午3点 给张总打电话</translation>
    </message>
    <message>
        <source>Add a task</source>
        <translation>添加任务</translation>
    </message>
    <message>
        <source>Added: %1</source>
        <translation>已添加：%1</translation>
    </message>
</context>
<context>
    <name>dw::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>线索</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Insight</source>
        <translation>洞察</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Failed offline changes</source>
        <translation>失败的离线修改</translation>
    </message>
    <message>
        <source>Everybody&apos;s laptops</source>
        <translation>所有人的电脑</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Territories</source>
        <translation>销售区域</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Recycle bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Access audit</source>
        <translation>访问审计</translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordActions</name>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Open or choose a record first</source>
        <translation>请先打开或选择一条记录</translation>
    </message>
    <message>
        <source>Not for this: %1</source>
        <translation>不适用于%1</translation>
    </message>
    <message>
        <source>Log call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>New deal</source>
        <translation>新建商机</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordCommands</name>
    <message>
        <source>Mark done</source>
        <translation>标记完成</translation>
    </message>
    <message>
        <source>Copy email</source>
        <translation>复制邮箱</translation>
    </message>
    <message>
        <source>Copy phone number</source>
        <translation>复制电话号码</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>No email is known here.</source>
        <translation>没有邮箱可复制。</translation>
    </message>
    <message>
        <source>No phone number is known here.</source>
        <translation>没有电话号码可复制。</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>已复制 %1</translation>
    </message>
    <message>
        <source>Marked the task done</source>
        <translation>已将任务标记为完成</translation>
    </message>
    <message>
        <source>Deleted the %1</source>
        <translation>已删除%1</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>Claim requested. The server says who was first.</source>
        <translation>已申请领取，由服务器判定先后。</translation>
    </message>
    <message>
        <source>The lead is yours</source>
        <translation>线索已归您</translation>
    </message>
    <message>
        <source>Released the lead; it can be claimed</source>
        <translation>已释放线索，可供领取</translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordForm</name>
    <message>
        <source>New %1</source>
        <translation>新建%1</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) need a look</source>
        <translation>
            <numerusform>%n 个字段需要检查</numerusform>
        </translation>
    </message>
    <message>
        <source>Someone else</source>
        <translation>其他人</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>There may be one already</source>
        <translation>可能已经有了</translation>
    </message>
    <message>
        <source>%1: %2 (was %3)</source>
        <translation>%1：%2（原为%3）</translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordListModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, collapsed</source>
        <translation>%1，已收起</translation>
    </message>
    <message>
        <source>%1, expanded</source>
        <translation>%1，已展开</translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordPage</name>
    <message>
        <source>Changed %1 by %2</source>
        <translation>%2 于 %1 更改</translation>
    </message>
    <message>
        <source>“%1” was deleted, or is no longer yours to see.</source>
        <translation>“%1”已被删除，或您已无权查看。</translation>
    </message>
    <message>
        <source>Added %1 by %2</source>
        <translation>%2 于 %1 添加</translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordPanel</name>
    <message>
        <source>Previous record</source>
        <translation>上一条记录</translation>
    </message>
    <message>
        <source>Next record</source>
        <translation>下一条记录</translation>
    </message>
    <message>
        <source>Record %1 as it will be</source>
        <translation>第 %1 条记录导入后的样子</translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordTableView</name>
    <message>
        <source>Sort by the column of the cell</source>
        <translation>按当前单元格所在列排序</translation>
    </message>
</context>
<context>
    <name>dw::ui::RecordView</name>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Parts of the record</source>
        <translation>记录的各部分</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Previous in the list</source>
        <translation>列表中的上一个</translation>
    </message>
    <message>
        <source>Next in the list</source>
        <translation>列表中的下一个</translation>
    </message>
    <message>
        <source>Open deals</source>
        <translation>进行中的商机</translation>
    </message>
    <message>
        <source>All deals</source>
        <translation>全部商机</translation>
    </message>
    <message>
        <source>New %1</source>
        <translation>新建%1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>Moved to %1</source>
        <translation>已移至%1</translation>
    </message>
    <message>
        <source>Grade %1</source>
        <translation>%1 级</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>No next step</source>
        <translation>无下一步</translation>
    </message>
    <message numerus="yes">
        <source>%n deal(s)</source>
        <translation>
            <numerusform>%n 个商机</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, weighted %2</source>
        <translation>%1，加权 %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1, %2 % on last year</source>
        <translation>%1，同比 %2 %</translation>
    </message>
    <message>
        <source>Closed this year</source>
        <translation>今年成交</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>probability %1</source>
        <translation>赢率 %1</translation>
    </message>
    <message>
        <source>Days here</source>
        <translation>停留天数</translation>
    </message>
    <message>
        <source>All %1 deals</source>
        <translation>全部 %1 个商机</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>Nothing is open with this customer.</source>
        <translation>该客户暂无进行中的商机。</translation>
    </message>
    <message>
        <source>New deal</source>
        <translation>新建商机</translation>
    </message>
    <message>
        <source>Provisional</source>
        <translation>暂定</translation>
    </message>
    <message>
        <source>Waits for the server</source>
        <translation>等待服务器</translation>
    </message>
    <message>
        <source>no amount</source>
        <translation>没有金额</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>导出列表</translation>
    </message>
    <message>
        <source>Show the definition</source>
        <translation>查看口径</translation>
    </message>
    <message>
        <source>this year</source>
        <translation>本年</translation>
    </message>
    <message>
        <source>last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>Fetch it now</source>
        <translation>立即获取</translation>
    </message>
    <message>
        <source>This is not on this laptop. It is fetched when you are online, unless it was deleted or is not yours to see.</source>
        <translation>此记录不在本机上。联网后会获取，除非它已被删除或您无权查看。</translation>
    </message>
    <message>
        <source>Claim requested</source>
        <translation>已申请领取</translation>
    </message>
</context>
<context>
    <name>dw::ui::RecyclePage</name>
    <message>
        <source>Record or person</source>
        <translation>记录或人员</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for ever…</source>
        <translation>永久删除…</translation>
    </message>
    <message>
        <source>Recycle bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Kind of records</source>
        <translation>记录类型</translation>
    </message>
    <message>
        <source>Find in the recycle bin</source>
        <translation>在回收站中查找</translation>
    </message>
    <message>
        <source>Mark or unmark the row</source>
        <translation>标记或取消标记此行</translation>
    </message>
    <message>
        <source>The recycle bin could not be read. Nothing is lost.</source>
        <translation>回收站未能读取，数据没有丢失。</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>The server removes what was deleted, %1 days later.</source>
        <translation>已删除的内容由服务器在 %1 天后清除。</translation>
    </message>
    <message>
        <source>Your role does not allow it. An administrator can do it.</source>
        <translation>您的角色无此权限，可由管理员操作。</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>恢复 %1 条</translation>
    </message>
    <message>
        <source>With what went with it (R)</source>
        <translation>连同一并删除的内容（R）</translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation>尚未选择。</translation>
    </message>
    <message>
        <source>Nobody can bring it back</source>
        <translation>删除后无法恢复</translation>
    </message>
    <message>
        <source>Nothing deleted fits</source>
        <translation>没有符合的已删除记录</translation>
    </message>
    <message>
        <source>Without the search there are %1.</source>
        <translation>不搜索时共 %1 条。</translation>
    </message>
    <message>
        <source>The recycle bin is empty</source>
        <translation>回收站是空的</translation>
    </message>
    <message>
        <source>What is deleted stays here for %1 days and can be restored, with what belongs to it.</source>
        <translation>删除的内容在此保留 %1 天，可连同所属内容一起恢复。</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Restoring %1</source>
        <translation>正在恢复%1</translation>
    </message>
    <message>
        <source>Delete %1 for ever?</source>
        <translation>永久删除%1？</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, with %2</source>
        <translation>%1，含 %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody can bring it back. The history keeps that it was there, not what it held.</source>
        <translation>删除后无法恢复。历史只保留其曾经存在，不保留内容。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Type how many records go: %1</source>
        <translation>请输入将删除的记录数：%1</translation>
    </message>
    <message>
        <source>Deleting %1 for ever</source>
        <translation>正在永久删除%1</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n record(s) for ever</source>
        <translation>
            <numerusform>已永久删除 %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Restored the record</source>
        <translation>已恢复该记录</translation>
    </message>
    <message numerus="yes">
        <source>Restored %n record(s)</source>
        <translation>
            <numerusform>已恢复 %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>“%1”：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) could not be deleted for ever.</source>
        <translation>
            <numerusform>%n 条记录未能永久删除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) could not be restored.</source>
        <translation>
            <numerusform>%n 条记录未能恢复。</numerusform>
        </translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>R restore, X mark</source>
        <translation>R 恢复，X 标记</translation>
    </message>
    <message>
        <source>of each kind the newest %1</source>
        <translation>每种类型最新的 %1 条</translation>
    </message>
</context>
<context>
    <name>dw::ui::Reminders</name>
    <message>
        <source>Reminder: %1</source>
        <translation>提醒：%1</translation>
    </message>
    <message>
        <source>Reminder: %1, %2</source>
        <translation>提醒：%1，%2</translation>
    </message>
    <message>
        <source>%1 more reminders</source>
        <translation>还有 %1 条提醒</translation>
    </message>
</context>
<context>
    <name>dw::ui::RightsMatrix</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>With its record</source>
        <translation>随所属记录</translation>
    </message>
    <message>
        <source>Customers and sales</source>
        <translation>客户与销售</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>产品目录</translation>
    </message>
    <message>
        <source>Company and configuration</source>
        <translation>组织与配置</translation>
    </message>
    <message>
        <source>Own objects</source>
        <translation>自定义对象</translation>
    </message>
    <message>
        <source>An administrator may do everything.</source>
        <translation>管理员可做任何操作。</translation>
    </message>
    <message>
        <source>Only administrators change %1.</source>
        <translation>只有管理员可更改%1。</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1（来自“%2”）</translation>
    </message>
    <message>
        <source>%1 from this role</source>
        <translation>%1（此角色）</translation>
    </message>
    <message>
        <source>Everybody may read these.</source>
        <translation>人人可查看。</translation>
    </message>
    <message>
        <source>Follows from “May import” of the role, where it may create or edit.</source>
        <translation>取决于角色的“可导入”，以及能否新建或编辑。</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>来自“%1”</translation>
    </message>
    <message>
        <source>Without effect until the role may export.</source>
        <translation>角色可导出之后才生效。</translation>
    </message>
    <message>
        <source>what is shared</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>the right to everything</source>
        <translation>全部权限</translation>
    </message>
    <message>
        <source>what everybody may</source>
        <translation>公共权限</translation>
    </message>
    <message>
        <source>%1, standing in for %2</source>
        <translation>%1，代理 %2</translation>
    </message>
    <message>
        <source>Waive</source>
        <translation>豁免</translation>
    </message>
</context>
<context>
    <name>dw::ui::RightsModel</name>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Records of</source>
        <translation>对象</translation>
    </message>
</context>
<context>
    <name>dw::ui::RightsTable</name>
    <message>
        <source>Rights</source>
        <translation>权限</translation>
    </message>
</context>
<context>
    <name>dw::ui::RoleFlags</name>
    <message>
        <source>An administrator may do everything.</source>
        <translation>管理员可做任何操作。</translation>
    </message>
</context>
<context>
    <name>dw::ui::RulesPanel</name>
    <message>
        <source>Importing history is a right of its own; you do not have it</source>
        <translation>导入历史需要单独的权限，您没有该权限</translation>
    </message>
    <message>
        <source>Only with history: %1</source>
        <translation>仅随历史导入：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Import history</source>
        <translation>导入历史数据</translation>
    </message>
    <message>
        <source>Accept incomplete records</source>
        <translation>接受不完整的记录</translation>
    </message>
    <message>
        <source>Every row</source>
        <translation>每一行</translation>
    </message>
    <message>
        <source>It is the same record when this is equal</source>
        <translation>以下内容相同即视为同一条记录</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>A row whose record is already here</source>
        <translation>记录已存在的行</translation>
    </message>
    <message>
        <source>Create it</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Reject the row</source>
        <translation>拒绝该行</translation>
    </message>
    <message>
        <source>A row whose record is not here</source>
        <translation>记录尚不存在的行</translation>
    </message>
    <message>
        <source>Original dates, owners and any stage are kept and no gate is asked. Every record is marked as imported, and every later move is checked again.</source>
        <translation>保留原有日期、负责人和任意阶段，不检查准入条件。每条记录都会标记为导入，之后的每次推进仍会检查。</translation>
    </message>
    <message>
        <source>Rows that lack a required value come in, are marked incomplete, and are asked for what is missing at the next edit.</source>
        <translation>缺少必填值的行也会导入并标记为不完整，下次编辑时需补齐。</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>，其次</translation>
    </message>
    <message>
        <source>The usual: %1</source>
        <translation>默认：%1</translation>
    </message>
    <message>
        <source>The usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Nothing: every row is new</source>
        <translation>不匹配：每行都新建</translation>
    </message>
</context>
<context>
    <name>dw::ui::SaveViewPopover</name>
    <message>
        <source>Save as a view</source>
        <translation>保存为视图</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Rename or share the view</source>
        <translation>重命名或共享视图</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>You belong to no team.</source>
        <translation>您不属于任何团队。</translation>
    </message>
    <message>
        <source>To show a view to everybody is for who may change every view.</source>
        <translation>只有可修改全部视图的人才能向全公司共享视图。</translation>
    </message>
</context>
<context>
    <name>dw::ui::SearchButton</name>
    <message>
        <source>Search records or run a command</source>
        <translation>搜索记录或执行命令</translation>
    </message>
</context>
<context>
    <name>dw::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Kept on this laptop, applied at once</source>
        <translation>保存在本机，立即生效</translation>
    </message>
</context>
<context>
    <name>dw::ui::ShareAction</name>
    <message>
        <source>Share</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>已共享</translation>
    </message>
</context>
<context>
    <name>dw::ui::ShortcutEdit</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>dw::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>dw::ui::SideList</name>
    <message>
        <source>Show the definition</source>
        <translation>查看口径</translation>
    </message>
    <message>
        <source>Show the rows</source>
        <translation>查看明细</translation>
    </message>
</context>
<context>
    <name>dw::ui::SignInForm</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>Type a new password.</source>
        <translation>请输入新密码。</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>正在登录</translation>
    </message>
</context>
<context>
    <name>dw::ui::SimilarPanel</name>
    <message>
        <source>There may be one already</source>
        <translation>可能已经有了</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开%1</translation>
    </message>
</context>
<context>
    <name>dw::ui::SkeletonView</name>
    <message>
        <source>Loading</source>
        <translation>正在读取</translation>
    </message>
</context>
<context>
    <name>dw::ui::SnoozePopover</name>
    <message>
        <source>Snooze</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Snooze until</source>
        <translation>推迟到</translation>
    </message>
    <message>
        <source>In an hour</source>
        <translation>1 小时后</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>In 3 days</source>
        <translation>3 天后</translation>
    </message>
    <message>
        <source>Next Monday</source>
        <translation>下周一</translation>
    </message>
    <message>
        <source>Another time</source>
        <translation>其他时间</translation>
    </message>
    <message>
        <source>fri 3pm, 28 Nov, in 2 days</source>
        <translation>周五下午3点、11月28日、2天后</translation>
    </message>
    <message>
        <source>This is no date or time.</source>
        <translation>这不是日期或时间。</translation>
    </message>
</context>
<context>
    <name>dw::ui::StageBar</name>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
</context>
<context>
    <name>dw::ui::StageButton</name>
    <message>
        <source>%1, present stage</source>
        <translation>%1，当前阶段</translation>
    </message>
</context>
<context>
    <name>dw::ui::StageColumn</name>
    <message>
        <source>%1, %2 deals, %3</source>
        <translation>%1，%2 个商机，%3</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>限 %1</translation>
    </message>
</context>
<context>
    <name>dw::ui::StagePipelines</name>
    <message>
        <source>Pipeline</source>
        <translation>销售流程</translation>
    </message>
    <message>
        <source>is</source>
        <translation>是</translation>
    </message>
    <message>
        <source>The whole page is of this pipeline: the filter at the top says so</source>
        <translation>整页都是此流程的数据：见上方筛选条件</translation>
    </message>
</context>
<context>
    <name>dw::ui::StepBar</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>dw::ui::StepBox</name>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>dw::ui::SwatchView</name>
    <message>
        <source>Colours by role</source>
        <translation>按用途的颜色</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已成交</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Best case</source>
        <translation>乐观</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>商机</translation>
    </message>
</context>
<context>
    <name>dw::ui::SyncButton</name>
    <message>
        <source>Show what syncs</source>
        <translation>查看同步情况</translation>
    </message>
</context>
<context>
    <name>dw::ui::SyncDesk</name>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Show what syncs</source>
        <translation>查看同步情况</translation>
    </message>
    <message>
        <source>My laptops at the server</source>
        <translation>我在服务器上登记的电脑</translation>
    </message>
</context>
<context>
    <name>dw::ui::SyncPanel</name>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>My laptops</source>
        <translation>我的电脑</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>When this laptop goes online</source>
        <translation>联网后会怎样</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>正在同步</translation>
    </message>
    <message numerus="yes">
        <source>%n need attention</source>
        <translation>
            <numerusform>%n 项待处理</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Moved to another stage</source>
        <translation>移至其他阶段</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>已推迟</translation>
    </message>
    <message>
        <source>New %1</source>
        <translation>新建%1</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message numerus="yes">
        <source>waits for %n other(s)</source>
        <translation>
            <numerusform>等待另外 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent %n times, no answer yet</source>
        <translation>
            <numerusform>已发送 %n 次，尚无应答</numerusform>
        </translation>
    </message>
    <message>
        <source>sent, no answer yet</source>
        <translation>已发送，尚无应答</translation>
    </message>
    <message>
        <source>now</source>
        <translation>刚刚</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>其他人</translation>
    </message>
    <message>
        <source>%1: %2 changed %3 too. Both fit together.</source>
        <translation>%1：%2 也更改了%3，两处更改可以合并。</translation>
    </message>
    <message>
        <source>%1: %2 changed %3 too. Theirs stays, yours comes to Needs attention.</source>
        <translation>%1：%2 也更改了%3。将保留对方的值，您的值进入“待处理”。</translation>
    </message>
    <message>
        <source>%1: %2 changed %3 meanwhile. The server will ask you to look again.</source>
        <translation>%1：%2 在此期间更改了%3，服务器会请您重新确认。</translation>
    </message>
    <message>
        <source>%1 is no longer there for you. What you typed comes to Needs attention.</source>
        <translation>您已看不到 %1，您输入的内容将进入“待处理”。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) will be sent; no conflict is known.</source>
        <translation>
            <numerusform>%n 项更改将发送，就本机所知没有冲突。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them the server decides: it checks rules and gives numbers.</source>
        <translation>
            <numerusform>其中 %n 项以服务器为准：由它检查规则并分配编号。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1，服务器 %2</translation>
    </message>
    <message>
        <source>this laptop is %1</source>
        <translation>本机代号 %1</translation>
    </message>
    <message>
        <source>good offline until %1</source>
        <translation>可离线使用至 %1</translation>
    </message>
    <message>
        <source>Claim requested</source>
        <translation>已申请领取</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>已释放</translation>
    </message>
</context>
<context>
    <name>dw::ui::SyncState</name>
    <message>
        <source>Offline since %1</source>
        <translation>%1 起离线</translation>
    </message>
    <message>
        <source>First sync, %1 received</source>
        <translation>首次同步，已接收 %1 条</translation>
    </message>
    <message>
        <source>First sync</source>
        <translation>首次同步</translation>
    </message>
    <message>
        <source>Sending %1</source>
        <translation>正在发送 %1 项</translation>
    </message>
    <message>
        <source>Synced %1</source>
        <translation>已同步 %1</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>请重新登录</translation>
    </message>
    <message>
        <source>Sync has stopped</source>
        <translation>同步已停止</translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n 项待发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need attention</source>
        <translation>
            <numerusform>%n 项待处理</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Work goes on here. What you change is kept on this laptop and goes up when the server can be reached.</source>
        <translation>可以继续工作。您的更改保存在本机，连上服务器后自动发送。</translation>
    </message>
    <message>
        <source>What has come can be used already. The rest follows while you work.</source>
        <translation>已到达的内容可以使用，其余会在您工作时陆续到达。</translation>
    </message>
    <message>
        <source>Others changed the same meanwhile, or the server refused something. Nothing you typed is lost.</source>
        <translation>其他人在此期间更改了相同内容，或服务器拒绝了某项更改。您输入的内容都没有丢失。</translation>
    </message>
    <message>
        <source>Your changes are on their way.</source>
        <translation>您的更改正在发送。</translation>
    </message>
    <message>
        <source>All but files is in step. Files wait as this connection is metered: Sync now sends and fetches them all the same.</source>
        <translation>除文件外都已同步。当前网络按流量计费，文件暂不收发；点“立即同步”仍会收发。</translation>
    </message>
    <message>
        <source>This laptop and the server hold the same.</source>
        <translation>本机与服务器内容一致。</translation>
    </message>
    <message>
        <source>Not in step yet</source>
        <translation>尚未同步</translation>
    </message>
    <message numerus="yes">
        <source>%n unsynced, last sync %1</source>
        <translation>
            <numerusform>%n 项未同步，上次同步 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Last sync %1</source>
        <translation>上次同步 %1</translation>
    </message>
    <message>
        <source>The first sync is not through: more is to come</source>
        <translation>首次同步尚未完成，还有内容未到达</translation>
    </message>
    <message>
        <source>Local data until %1</source>
        <translation>本机数据截至 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unsynced change(s) included</source>
        <translation>
            <numerusform>%1，含 %n 项未同步的更改</numerusform>
        </translation>
    </message>
    <message>
        <source>Clock is wrong</source>
        <translation>时钟不准</translation>
    </message>
    <message>
        <source>Files wait</source>
        <translation>文件待传</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>The clock of this laptop is %1 ahead of the server&apos;s.</source>
        <translation>本机时钟比服务器快 %1。</translation>
    </message>
    <message>
        <source>The clock of this laptop is %1 behind the server&apos;s.</source>
        <translation>本机时钟比服务器慢 %1。</translation>
    </message>
    <message>
        <source>Set it right: deadlines and history go by it.</source>
        <translation>请校准：期限和历史都以它为准。</translation>
    </message>
    <message>
        <source>Update the program</source>
        <translation>请更新程序</translation>
    </message>
</context>
<context>
    <name>dw::ui::SyncText</name>
    <message>
        <source>The sign-in of this laptop is over. Type your password; what waits here is sent afterwards.</source>
        <translation>本机的登录已失效。请输入密码，之后会发送待发送的内容。</translation>
    </message>
    <message>
        <source>The server wants a new password of you first.</source>
        <translation>服务器要求您先设置新密码。</translation>
    </message>
    <message>
        <source>The certificate that %1 shows is for another name. Write the name that it is for, or ask the administrator.</source>
        <translation>%1 出示的证书属于另一个名称。请填写证书对应的名称，或询问管理员。</translation>
    </message>
    <message>
        <source>%1 is not joined to a server.</source>
        <translation>%1 没有加入服务器。</translation>
    </message>
    <message>
        <source>This laptop was revoked at the server. Sign in to register it anew; what waits here is sent afterwards.</source>
        <translation>本机已在服务器上被撤销。登录即可重新登记；待发送的内容会随后发送。</translation>
    </message>
    <message>
        <source>There are two copies of this laptop&apos;s folder, and the other one has synced since. Sign in to make this one a laptop of its own; what waits here is sent afterwards.</source>
        <translation>本机的文件夹存在两个副本，另一个此后已同步过。登录即可让此副本成为独立的设备；待发送的内容会随后发送。</translation>
    </message>
    <message>
        <source>This laptop was away for too long to catch up. What waits here stays; ask an administrator, then join the server anew.</source>
        <translation>本机离线过久，无法追上。待发送的内容仍保留；请联系管理员，然后重新加入服务器。</translation>
    </message>
    <message>
        <source>%1, by which the server knows this laptop, cannot be read. Join the server anew.</source>
        <translation>无法读取 %1，服务器靠它识别本机。请重新加入服务器。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was left behind.</source>
        <translation>已停止，没有留下任何内容。</translation>
    </message>
    <message>
        <source>This user is disabled at the server. What waits here stays. Once an administrator has enabled it again, sign in.</source>
        <translation>此用户已在服务器上停用。待发送的内容仍保留。管理员重新启用后，请登录。</translation>
    </message>
</context>
<context>
    <name>dw::ui::TaskDelegate</name>
    <message>
        <source>%1 late</source>
        <translation>逾期 %1</translation>
    </message>
    <message>
        <source>any time</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>high priority</source>
        <translation>高优先级</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>稍后</translation>
    </message>
</context>
<context>
    <name>dw::ui::TaskList</name>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>已完成：%1</translation>
    </message>
    <message>
        <source>Snoozed: %1</source>
        <translation>已推迟：%1</translation>
    </message>
    <message>
        <source>Priority changed: %1</source>
        <translation>已更改优先级：%1</translation>
    </message>
    <message>
        <source>Mark the task done</source>
        <translation>完成任务</translation>
    </message>
    <message>
        <source>Snooze the task</source>
        <translation>稍后提醒</translation>
    </message>
</context>
<context>
    <name>dw::ui::TasksPage</name>
    <message>
        <source>Filter tasks</source>
        <translation>筛选任务</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>High priority</source>
        <translation>高优先级</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Change when the task is due</source>
        <translation>更改到期时间</translation>
    </message>
    <message>
        <source>Add a task</source>
        <translation>添加任务</translation>
    </message>
    <message>
        <source>Filter the tasks</source>
        <translation>筛选任务</translation>
    </message>
    <message>
        <source>Normal priority</source>
        <translation>普通优先级</translation>
    </message>
    <message>
        <source>Low priority</source>
        <translation>低优先级</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>No task fits</source>
        <translation>没有符合的任务</translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>还没有任务</translation>
    </message>
    <message>
        <source>Another view or other words may show it.</source>
        <translation>换个视图或关键词试试。</translation>
    </message>
    <message>
        <source>Write what comes next, with its day: call Zhang fri 3pm.</source>
        <translation>写下接下来要做的事和日期：周五下午3点 给张总打电话。</translation>
    </message>
    <message>
        <source>Add task</source>
        <translation>添加任务</translation>
    </message>
    <message>
        <source>1 task</source>
        <translation>1 项任务</translation>
    </message>
    <message>
        <source>%1 tasks</source>
        <translation>%1 项任务</translation>
    </message>
    <message>
        <source>E done, S snooze, 1 to 3 priority</source>
        <translation>E 完成，S 稍后，1 至 3 优先级</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>The first %1 of %2 open tasks are shown</source>
        <translation>显示前 %1 个未完成任务，共 %2 个</translation>
    </message>
    <message>
        <source>The last %1 of %2 done tasks are shown</source>
        <translation>显示最近 %1 个已完成任务，共 %2 个</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>添加筛选</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>How to show the tasks</source>
        <translation>任务的显示方式</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>E done, D due, Alt+Left and Alt+Right another day</source>
        <translation>E 完成，D 改期，Alt+Left 和 Alt+Right 换一天</translation>
    </message>
    <message>
        <source>Nothing is due this week</source>
        <translation>本周没有待办</translation>
    </message>
    <message>
        <source>Nothing is due in that week</source>
        <translation>该周没有待办</translation>
    </message>
    <message>
        <source>The first %1 of %2 tasks are shown</source>
        <translation>显示前 %1 项，共 %2 项任务</translation>
    </message>
</context>
<context>
    <name>dw::ui::Tile</name>
    <message>
        <source>%1: show its definition</source>
        <translation>%1：查看口径</translation>
    </message>
</context>
<context>
    <name>dw::ui::TileStrip</name>
    <message>
        <source>%1: show its definition</source>
        <translation>%1：查看口径</translation>
    </message>
</context>
<context>
    <name>dw::ui::TimelineView</name>
    <message>
        <source>Nothing has been logged yet.</source>
        <translation>还没有任何记录。</translation>
    </message>
    <message>
        <source>Show earlier</source>
        <translation>显示更早的记录</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>What the timeline shows</source>
        <translation>时间线显示内容</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Nothing of this kind yet.</source>
        <translation>还没有这类记录。</translation>
    </message>
</context>
<context>
    <name>dw::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>and %n before</source>
        <translation>
            <numerusform>及之前 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dw::ui::TodayPage</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Log call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>Add task</source>
        <translation>添加任务</translation>
    </message>
    <message>
        <source>My pipeline</source>
        <translation>我的商机</translation>
    </message>
    <message>
        <source>Going cold</source>
        <translation>正在变冷</translation>
    </message>
    <message>
        <source>Recently opened</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Add a task</source>
        <translation>添加任务</translation>
    </message>
    <message>
        <source>Log a call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>next in %1 min</source>
        <translation>%1 分后开始</translation>
    </message>
    <message>
        <source>next in %1 h %2 min</source>
        <translation>%1 小时 %2 分后开始</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>oldest first</source>
        <translation>最早的在前</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>今天没有待办</translation>
    </message>
    <message>
        <source>No task for today or tomorrow. What comes next?</source>
        <translation>今天和明天都没有任务。下一步是什么？</translation>
    </message>
    <message>
        <source>%1 overdue</source>
        <translation>%1 项逾期</translation>
    </message>
    <message>
        <source>1 visit today</source>
        <translation>今日拜访 1 次</translation>
    </message>
    <message>
        <source>%1 visits today</source>
        <translation>今日拜访 %1 次</translation>
    </message>
    <message>
        <source>%1 due today</source>
        <translation>今日到期 %1 项</translation>
    </message>
    <message>
        <source>%1 deals, %2</source>
        <translation>%1 个，%2</translation>
    </message>
    <message>
        <source>no step</source>
        <translation>无下一步</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>1 task</source>
        <translation>1 项任务</translation>
    </message>
    <message>
        <source>%1 tasks</source>
        <translation>%1 项任务</translation>
    </message>
    <message>
        <source>E done, S snooze</source>
        <translation>E 完成，S 稍后</translation>
    </message>
    <message>
        <source>%1: the first %2 of %3 are shown</source>
        <translation>%1：显示前 %2 个，共 %3 个</translation>
    </message>
    <message>
        <source>Open all tasks</source>
        <translation>打开全部任务</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>导出列表</translation>
    </message>
    <message>
        <source>1 deal</source>
        <translation>1 个商机</translation>
    </message>
    <message>
        <source>%1 deals</source>
        <translation>%1 个商机</translation>
    </message>
    <message>
        <source>my tasks</source>
        <translation>我的任务</translation>
    </message>
    <message>
        <source>my deals</source>
        <translation>我的商机</translation>
    </message>
</context>
<context>
    <name>dw::ui::TopBar</name>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新建记录</translation>
    </message>
</context>
<context>
    <name>dw::ui::Undoer</name>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Undone in part</source>
        <translation>已部分撤销</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
</context>
<context>
    <name>dw::ui::UserListModel</name>
    <message>
        <source>Cannot sign in yet</source>
        <translation>还不能登录</translation>
    </message>
</context>
<context>
    <name>dw::ui::UserPanel</name>
    <message>
        <source>Set a first password</source>
        <translation>设置首次密码</translation>
    </message>
    <message>
        <source>New first password</source>
        <translation>重设首次密码</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Cannot sign in yet: the server has no password.</source>
        <translation>还不能登录：服务器上没有密码。</translation>
    </message>
    <message>
        <source>Has a first password, to be changed at the sign-in.</source>
        <translation>已有首次密码，登录时需修改。</translation>
    </message>
    <message>
        <source>Signs in with a password.</source>
        <translation>使用密码登录。</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>正在询问服务器。</translation>
    </message>
    <message>
        <source>Not known now. %1</source>
        <translation>暂时未知。%1</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Let work again</source>
        <translation>重新启用</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>May sign in and work again</source>
        <translation>可重新登录并工作</translation>
    </message>
    <message>
        <source>May do nothing any more; what they own stays as it is</source>
        <translation>不能再做任何操作；其名下记录保持不变</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Give a role</source>
        <translation>授予角色</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Take the role %1</source>
        <translation>收回角色“%1”</translation>
    </message>
    <message>
        <source>Without a role, and so only what everybody may.</source>
        <translation>没有角色，只有公共权限。</translation>
    </message>
    <message>
        <source>All rights together</source>
        <translation>全部权限</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>休假</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Set an absence</source>
        <translation>设置休假</translation>
    </message>
    <message>
        <source>Nobody stands in.</source>
        <translation>没有代理人。</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>There is no other role</source>
        <translation>没有其他角色</translation>
    </message>
    <message>
        <source>Without a role, like everybody.</source>
        <translation>与其他人一样，尚无角色。</translation>
    </message>
</context>
<context>
    <name>dw::ui::ValueText</name>
    <message>
        <source>%1&#xa0;min</source>
        <translation>%1&#xa0;分钟</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>dw::ui::ViewBar</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Save as a new view</source>
        <translation>保存为新视图</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Choose and order the columns</source>
        <translation>选择列并调整顺序</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>All views</source>
        <translation>全部视图</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>Belongs to %1</source>
        <translation>属于%1</translation>
    </message>
    <message>
        <source>The team sees it</source>
        <translation>团队可见</translation>
    </message>
    <message>
        <source>Everybody sees it</source>
        <translation>全公司可见</translation>
    </message>
</context>
<context>
    <name>dw::ui::ViewKeeper</name>
    <message>
        <source>Save the view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Update the view</source>
        <translation>更新视图</translation>
    </message>
    <message>
        <source>Back to the saved view</source>
        <translation>恢复已保存的视图</translation>
    </message>
    <message>
        <source>Delete the view</source>
        <translation>删除视图</translation>
    </message>
    <message>
        <source>Comes with the program</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>没有改动</translation>
    </message>
    <message>
        <source>Saved the view “%1”</source>
        <translation>已保存视图“%1”</translation>
    </message>
    <message>
        <source>Updated the view “%1”</source>
        <translation>已更新视图“%1”</translation>
    </message>
    <message>
        <source>Renamed the view to “%1”</source>
        <translation>视图已重命名为“%1”</translation>
    </message>
    <message>
        <source>Deleted the view “%1”</source>
        <translation>已删除视图“%1”</translation>
    </message>
    <message>
        <source>Rename or share the view</source>
        <translation>重命名或共享视图</translation>
    </message>
    <message>
        <source>Pin or unpin the view</source>
        <translation>置顶或取消置顶视图</translation>
    </message>
    <message>
        <source>Choose a view</source>
        <translation>选择视图</translation>
    </message>
    <message>
        <source>Save it as a view first</source>
        <translation>请先另存为视图</translation>
    </message>
    <message>
        <source>Your role does not allow it</source>
        <translation>您的角色不允许此操作</translation>
    </message>
    <message>
        <source>Belongs to %1</source>
        <translation>属于%1</translation>
    </message>
    <message>
        <source>The view “%1” is yours alone again</source>
        <translation>视图“%1”已恢复为仅自己可见</translation>
    </message>
    <message>
        <source>Shared the view “%1”</source>
        <translation>已共享视图“%1”</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>Only mine</source>
        <translation>仅自己</translation>
    </message>
    <message>
        <source>My team&apos;s</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Everybody&apos;s</source>
        <translation>全公司</translation>
    </message>
    <message>
        <source>Come with the program</source>
        <translation>程序自带</translation>
    </message>
</context>
<context>
    <name>dw::ui::WeekColumn</name>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Today, %1</source>
        <translation>今天，%1</translation>
    </message>
    <message>
        <source>%1, 1 task</source>
        <translation>%1，1 项任务</translation>
    </message>
    <message>
        <source>%1, %2 tasks</source>
        <translation>%1，%2 项任务</translation>
    </message>
</context>
<context>
    <name>dw::ui::WeekView</name>
    <message>
        <source>The week before</source>
        <translation>上一周</translation>
    </message>
    <message>
        <source>The week after</source>
        <translation>下一周</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Move the task a day back</source>
        <translation>将任务提前一天</translation>
    </message>
    <message>
        <source>Move the task a day on</source>
        <translation>将任务推迟一天</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1至%2</translation>
    </message>
    <message>
        <source>week %1</source>
        <translation>第 %1 周</translation>
    </message>
    <message>
        <source>Moved to %1: %2</source>
        <translation>已移至%1：%2</translation>
    </message>
</context>
<context>
    <name>dw::ui::WelcomePage</name>
    <message>
        <source>Your workspace is ready</source>
        <translation>工作区已就绪</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Try the demo company</source>
        <translation>试用演示公司</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>新工作区</translation>
    </message>
    <message>
        <source>Making the demo company</source>
        <translation>正在创建演示公司</translation>
    </message>
    <message>
        <source>The demo company is ready</source>
        <translation>演示公司已就绪</translation>
    </message>
    <message>
        <source>The demo company could not be made: %1</source>
        <translation>无法创建演示公司：%1</translation>
    </message>
    <message>
        <source>The program dealwright-cli is missing beside this one.</source>
        <translation>本程序旁缺少 dealwright-cli。</translation>
    </message>
    <message>
        <source>Bring your customers from Excel, or try the demo company first.</source>
        <translation>可从 Excel 导入客户，或先试用演示公司。</translation>
    </message>
    <message>
        <source>Join your company&apos;s server</source>
        <translation>加入公司的服务器</translation>
    </message>
</context>
<context>
    <name>dw::ui::WhyAction</name>
    <message>
        <source>Why can or cannot somebody see it</source>
        <translation>某人为何能或不能查看</translation>
    </message>
</context>
<context>
    <name>dw::ui::WhyPopover</name>
    <message>
        <source>Name, pinyin or login</source>
        <translation>姓名、拼音或登录名</translation>
    </message>
    <message>
        <source>Customer, deal, contact ...</source>
        <translation>客户、商机、联系人…</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Choose a person and a record: the rules that decide are told one by one.</source>
        <translation>请选择人员和记录，将逐条说明起作用的规则。</translation>
    </message>
    <message>
        <source>The record as a whole</source>
        <translation>整条记录</translation>
    </message>
    <message>
        <source>Why somebody can or cannot</source>
        <translation>某人为何能，或为何不能</translation>
    </message>
</context>
<context>
    <name>dw::ui::WindowActions</name>
    <message>
        <source>Places</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Search records or run a command</source>
        <translation>搜索记录或执行命令</translation>
    </message>
    <message>
        <source>Run a command</source>
        <translation>执行命令</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>撤销上一次更改</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新建记录</translation>
    </message>
    <message>
        <source>Show notifications and jobs</source>
        <translation>显示通知与任务进度</translation>
    </message>
    <message>
        <source>Act as somebody else</source>
        <translation>切换操作身份</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个区域</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>上一个区域</translation>
    </message>
    <message>
        <source>Show keyboard shortcuts</source>
        <translation>显示键盘快捷键</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>New %1</source>
        <translation>新建%1</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
</context>
<context>
    <name>dw::ui::WorkspaceSection</name>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Acting as</source>
        <translation>操作身份</translation>
    </message>
    <message>
        <source>This workspace is on this laptop alone: whoever opens it is its owner and may act as any of its people. The history keeps both names.</source>
        <translation>此工作区只在本机：打开它的人即为所有者，可以任一成员的身份操作。历史记录会保留两个姓名。</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>One file with everything in it, also while you work.</source>
        <translation>一个文件包含全部内容，使用中也可备份。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Demo company, on this laptop</source>
        <translation>演示公司，保存在本机</translation>
    </message>
    <message>
        <source>On this laptop</source>
        <translation>保存在本机</translation>
    </message>
    <message>
        <source>Back up to</source>
        <translation>备份到</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>正在备份</translation>
    </message>
    <message>
        <source>Backed up to %1</source>
        <translation>已备份到 %1</translation>
    </message>
    <message>
        <source>This workspace is joined to a server: you act as yourself. Ctrl+Shift+Y shows what syncs.</source>
        <translation>此工作区已加入服务器，您以本人身份操作。按 Ctrl+Shift+Y 查看同步情况。</translation>
    </message>
    <message>
        <source>Join a server…</source>
        <translation>加入服务器…</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>A workspace of its own that you share with your company; this one stays as it is.</source>
        <translation>另建一个与公司共享的工作区，当前工作区保持不变。</translation>
    </message>
    <message>
        <source>Joined to a server</source>
        <translation>已加入服务器</translation>
    </message>
    <message>
        <source>My laptops</source>
        <translation>我的电脑</translation>
    </message>
    <message>
        <source>Which of your laptops the server knows, and the way to keep one out.</source>
        <translation>服务器登记了您的哪些电脑，以及如何停用其中一台。</translation>
    </message>
    <message>
        <source>Recycle bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Open the recycle bin</source>
        <translation>打开回收站</translation>
    </message>
    <message>
        <source>What was deleted in the last %1 days, to be restored.</source>
        <translation>最近 %1 天内删除的内容，可在此恢复。</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>This cannot be done in a workspace that is shared with a server yet (%1). Change the record itself, or ask an administrator.</source>
        <translation>与服务器共享的工作区暂不支持此操作（%1）。请直接修改记录，或联系管理员。</translation>
    </message>
    <message>
        <source>A change that came from a laptop cannot be read (%1). Nothing of it was applied; update the program on that laptop.</source>
        <translation>一台电脑传来的改动无法读取（%1）。其中任何内容都没有生效；请在那台电脑上更新程序。</translation>
    </message>
    <message>
        <source>The server&apos;s answer cannot be read (%1). Nothing was changed here; update the program, then sync again.</source>
        <translation>服务器的答复无法读取（%1）。本机没有任何改动；请更新程序后重新同步。</translation>
    </message>
    <message>
        <source>This is more than one step may change in a shared workspace (%1). Do it in smaller parts.</source>
        <translation>这超出了共享工作区中一步可以改动的量（%1）。请分成几次来做。</translation>
    </message>
    <message>
        <source>Your role may not do this with %1. %2</source>
        <translation>您的角色无权对 %1 执行此操作。%2</translation>
    </message>
    <message>
        <source>Your role may not change %2 of %1.</source>
        <translation>您的角色无权修改 %1 的 %2。</translation>
    </message>
    <message>
        <source>Your role does not show %2 of %1.</source>
        <translation>您的角色无权查看 %1 的 %2。</translation>
    </message>
    <message>
        <source>Your role shows %2 of %1 masked, and this laptop does not have its values: only the server can look for one.</source>
        <translation>您的角色只能看到 %1 的 %2 的掩码，本电脑上没有其真实值：只有服务器能按值查找。</translation>
    </message>
    <message>
        <source>The server looks for exactly one value of one field that your role shows masked: one “=”, joined with other conditions by AND alone.</source>
        <translation>对于您的角色只能看到掩码的字段，服务器每次只查找一个字段的一个值：只能用一个“=”，与其他条件之间只能用 AND 连接。</translation>
    </message>
    <message>
        <source>More than %1 records have this value; add a condition that leaves fewer of them.</source>
        <translation>符合此值的记录超过 %1 条；请加上条件缩小范围。</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1（共 %2 次）</translation>
    </message>
    <message>
        <source>The role does not show this record.</source>
        <translation>该角色无权查看此记录。</translation>
    </message>
    <message>
        <source>The condition of %1 on %2 depends on the time, so laptops do not get records by it.</source>
        <translation>%1 对%2的条件随时间而变，因此笔记本电脑不会据此取得记录。</translation>
    </message>
    <message>
        <source>The condition of %1 on %2 depends on who asks, so laptops do not get records by it.</source>
        <translation>%1 对%2的条件取决于由谁查询，因此笔记本电脑不会据此取得记录。</translation>
    </message>
    <message>
        <source>The condition of %1 on %2 counts what belongs to the record, so laptops do not get records by it.</source>
        <translation>%1 对%2的条件要统计记录的下属内容，因此笔记本电脑不会据此取得记录。</translation>
    </message>
    <message>
        <source>The condition of %1 on %2 reads a formula that is worked out at every reading, so laptops do not get records by it.</source>
        <translation>%1 对%2的条件引用了每次读取时才计算的公式，因此笔记本电脑不会据此取得记录。</translation>
    </message>
    <message>
        <source>There are too many conditions: laptops do not get all records of %3 by that of %1 on %2.</source>
        <translation>条件过多：笔记本电脑无法凭 %1 对%2的条件取得%3的全部记录。</translation>
    </message>
    <message>
        <source>There are too many ways by which records of %1 come into sight: more than 64 cannot be told apart.</source>
        <translation>%1的记录可见途径过多：超过 64 种便无法区分。</translation>
    </message>
    <message>
        <source>%1 does not exist. Check the path.</source>
        <translation>%1 不存在，请检查路径。</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 is larger than the %2 bytes that are allowed.</source>
        <translation>%1 超过允许的 %2 字节。</translation>
    </message>
    <message>
        <source>%1, line %2, column %3: nested deeper than %4 levels.</source>
        <translation>%1 第 %2 行第 %3 列：嵌套超过 %4 层。</translation>
    </message>
    <message>
        <source>%1, line %2, column %3: %4</source>
        <translation>%1 第 %2 行第 %3 列：%4</translation>
    </message>
    <message>
        <source>Type a number, such as 1286000 or 128.6 万.</source>
        <translation>请输入数字，例如 1286000 或 128.6 万。</translation>
    </message>
    <message>
        <source>“%1” is not a number. Write it like 1286000, 1,286,000 or 128.6 万.</source>
        <translation>“%1”不是数字。可写作 1286000、1,286,000 或 128.6 万。</translation>
    </message>
    <message>
        <source>“%1” can be read in two ways. Write it without a separator for thousands.</source>
        <translation>“%1”有两种读法，请去掉千位分隔符。</translation>
    </message>
    <message>
        <source>“%1” is larger than can be stored.</source>
        <translation>“%1”过大，无法保存。</translation>
    </message>
    <message>
        <source>Type a date, such as 2026-11-19.</source>
        <translation>请输入日期，例如 2026-11-19。</translation>
    </message>
    <message>
        <source>“%1” is not a date. Write it like 2026-11-19 or 19 Nov.</source>
        <translation>“%1”不是日期。可写作 2026-11-19 或 11月19日。</translation>
    </message>
    <message>
        <source>“%1”: this day does not exist.</source>
        <translation>“%1”：没有这一天。</translation>
    </message>
    <message>
        <source>Type a phone number.</source>
        <translation>请输入电话号码。</translation>
    </message>
    <message>
        <source>“%1” holds characters that no phone number has.</source>
        <translation>“%1”含有电话号码中不会出现的字符。</translation>
    </message>
    <message>
        <source>“%1”: a mainland mobile number has 11 digits, this has %2.</source>
        <translation>“%1”：内地手机号为 11 位，这里是 %2 位。</translation>
    </message>
    <message>
        <source>“%1”: no mainland mobile number begins like this.</source>
        <translation>“%1”：没有这样开头的内地手机号。</translation>
    </message>
    <message>
        <source>“%1”: a landline needs its area code, as in 0574-8765 4321.</source>
        <translation>“%1”：固定电话需要区号，例如 0574-8765 4321。</translation>
    </message>
    <message>
        <source>“%1”: after the area code %2 a landline has 7 or 8 digits.</source>
        <translation>“%1”：区号 %2 之后应为 7 或 8 位号码。</translation>
    </message>
    <message>
        <source>“%1”: an international number has 7 to 15 digits after the +.</source>
        <translation>“%1”：国际号码在 + 之后有 7 至 15 位。</translation>
    </message>
    <message>
        <source>Type an e-mail address.</source>
        <translation>请输入邮箱地址。</translation>
    </message>
    <message>
        <source>“%1”: an e-mail address has exactly one @.</source>
        <translation>“%1”：邮箱地址有且只有一个 @。</translation>
    </message>
    <message>
        <source>“%1”: the part before the @ is not valid.</source>
        <translation>“%1”：@ 之前的部分无效。</translation>
    </message>
    <message>
        <source>“%1”: the part after the @ is not a domain such as example.com.</source>
        <translation>“%1”：@ 之后不是域名（例如 example.com）。</translation>
    </message>
    <message>
        <source>Type a web address.</source>
        <translation>请输入网址。</translation>
    </message>
    <message>
        <source>“%1”: only http and https addresses are kept.</source>
        <translation>“%1”：只接受 http 和 https 网址。</translation>
    </message>
    <message>
        <source>“%1”: a web address needs a host such as example.com.</source>
        <translation>“%1”：网址需要主机名，例如 example.com。</translation>
    </message>
    <message>
        <source>“%1”: a unified social credit code has 18 characters, this has %2.</source>
        <translation>“%1”：统一社会信用代码为 18 位，这里是 %2 位。</translation>
    </message>
    <message>
        <source>“%1”: character %2 cannot stand in a unified social credit code.</source>
        <translation>“%1”：统一社会信用代码中不能出现“%2”。</translation>
    </message>
    <message>
        <source>“%1”: the check character should be %2. Compare it with the business licence.</source>
        <translation>“%1”：校验位应为 %2，请与营业执照核对。</translation>
    </message>
    <message>
        <source>The file %1 is not there any more.</source>
        <translation>文件 %1 不存在。</translation>
    </message>
    <message>
        <source>The file %1 cannot be opened. Check its permissions, or whether another program holds it.</source>
        <translation>无法打开文件 %1。请检查权限，或是否被其他程序占用。</translation>
    </message>
    <message>
        <source>%1 is a folder or a device, not a file.</source>
        <translation>%1 是文件夹或设备，不是文件。</translation>
    </message>
    <message>
        <source>The file %1 has %2 MiB; at most %3 MiB can be read.</source>
        <translation>文件 %1 大小为 %2 MiB，最多可读取 %3 MiB。</translation>
    </message>
    <message>
        <source>The file %1 is empty.</source>
        <translation>文件 %1 是空的。</translation>
    </message>
    <message>
        <source>Reading %1 failed. Check the disk or the network drive and try again.</source>
        <translation>读取 %1 失败。请检查磁盘或网络驱动器后重试。</translation>
    </message>
    <message>
        <source>The file %1 could not be written. Choose another folder or check its permissions.</source>
        <translation>无法写入文件 %1。请选择其他文件夹或检查权限。</translation>
    </message>
    <message>
        <source>The disk is full; %1 was not written. Free some space or choose another disk.</source>
        <translation>磁盘已满，%1 未写入。请清理空间或选择其他磁盘。</translation>
    </message>
    <message>
        <source>The character set %1 is not known.</source>
        <translation>未知的字符集 %1。</translation>
    </message>
    <message>
        <source>These settings contradict each other: delimiter and quote must be different single characters.</source>
        <translation>设置相互矛盾：分隔符与引号必须是不同的单个字符。</translation>
    </message>
    <message>
        <source>%1 is an archive, not a text table. Unpack it first, or open it as a workbook.</source>
        <translation>%1 是压缩包，不是文本表格。请先解压，或作为工作簿打开。</translation>
    </message>
    <message>
        <source>%1 is an old Excel workbook (.xls), which is not read yet. Save it as .xlsx or .csv.</source>
        <translation>%1 是旧版 Excel 工作簿（.xls），暂不支持读取。请另存为 .xlsx 或 .csv。</translation>
    </message>
    <message>
        <source>%1 is a web page, not a text table. Open it in a spreadsheet and save it as .xlsx.</source>
        <translation>%1 是网页，不是文本表格。请用电子表格打开并另存为 .xlsx。</translation>
    </message>
    <message>
        <source>%1 is protected by a password. Save a copy without the password and import that.</source>
        <translation>%1 受密码保护。请另存一份不带密码的副本再导入。</translation>
    </message>
    <message>
        <source>%1 is a binary workbook (.xlsb), which is not read. Save it as .xlsx.</source>
        <translation>%1 是二进制工作簿（.xlsb），不支持读取。请另存为 .xlsx。</translation>
    </message>
    <message>
        <source>%1 is an OpenDocument table (.ods), which is not read yet. Save it as .xlsx or .csv.</source>
        <translation>%1 是 OpenDocument 表格（.ods），暂不支持读取。请另存为 .xlsx 或 .csv。</translation>
    </message>
    <message>
        <source>%1 is not an Excel workbook.</source>
        <translation>%1 不是 Excel 工作簿。</translation>
    </message>
    <message>
        <source>The workbook %1 is damaged and cannot be read. Open it in a spreadsheet, save it again and retry.</source>
        <translation>工作簿 %1 已损坏，无法读取。请用电子表格打开并重新保存后再试。</translation>
    </message>
    <message>
        <source>The workbook %1 holds no sheet that can be read.</source>
        <translation>工作簿 %1 中没有可读取的工作表。</translation>
    </message>
    <message>
        <source>The workbook %1 has no sheet %2; it has %3.</source>
        <translation>工作簿 %1 没有第 %2 个工作表，共有 %3 个。</translation>
    </message>
    <message>
        <source>The sheet holds too many cells (row %1, column %2). Split it into several files.</source>
        <translation>工作表单元格过多（第 %1 行，第 %2 列）。请拆分为多个文件。</translation>
    </message>
    <message>
        <source>The workbook names a cell beyond the last row or column of a sheet (row %1, column %2).</source>
        <translation>工作簿中有超出工作表范围的单元格（第 %1 行，第 %2 列）。</translation>
    </message>
    <message>
        <source>The file %1 is damaged or incomplete. Fetch it again.</source>
        <translation>文件 %1 已损坏或不完整。请重新获取。</translation>
    </message>
    <message>
        <source>The file %1 holds a part with a forbidden name (%2) and is not opened.</source>
        <translation>文件 %1 含有名称不合规的部分（%2），未打开。</translation>
    </message>
    <message>
        <source>The file %1 states a wrong size for its part %2 and is not opened.</source>
        <translation>文件 %1 中 %2 的大小与声明不符，未打开。</translation>
    </message>
    <message>
        <source>Unpacked, the file %1 would take more than %2 MiB and is not opened.</source>
        <translation>文件 %1 解压后将超过 %2 MiB，未打开。</translation>
    </message>
    <message>
        <source>The file %1 is packed suspiciously tightly (%2) and is not opened.</source>
        <translation>文件 %1 的压缩率异常（%2），未打开。</translation>
    </message>
    <message>
        <source>The file %1 holds %2 parts, too many for a workbook, and is not opened.</source>
        <translation>文件 %1 含有 %2 个部分，数量过多，未打开。</translation>
    </message>
    <message>
        <source>The file %1 is protected by a password. Save a copy without it and import that.</source>
        <translation>文件 %1 受密码保护。请另存一份不带密码的副本再导入。</translation>
    </message>
    <message>
        <source>Line %1, column %2 holds a NUL byte: the file is binary, or of another character set.</source>
        <translation>第 %1 行第 %2 列含有 NUL 字节：文件可能是二进制文件或使用了其他字符集。</translation>
    </message>
    <message>
        <source>The quote opened on line %1, column %2 is never closed.</source>
        <translation>第 %1 行第 %2 列开始的引号没有结束。</translation>
    </message>
    <message>
        <source>The cell in row %1, column %2 is longer than 1 MiB.</source>
        <translation>第 %1 行第 %2 列的单元格超过 1 MiB。</translation>
    </message>
    <message>
        <source>The quoted text that begins on line %1, column %2 is longer than 1 MiB; its closing quote may be missing.</source>
        <translation>第 %1 行第 %2 列开始的引号文本超过 1 MiB，可能缺少结束引号。</translation>
    </message>
    <message>
        <source>The row on line %1 is longer than 16 MiB (at column %2).</source>
        <translation>第 %1 行的记录超过 16 MiB（到第 %2 列）。</translation>
    </message>
    <message>
        <source>The row on line %1 has more than %2 columns.</source>
        <translation>第 %1 行超过 %2 列。</translation>
    </message>
    <message>
        <source>This row has %1 cells, the first row has %2.</source>
        <translation>该行有 %1 个单元格，首行有 %2 个。</translation>
    </message>
    <message>
        <source>The bytes %1 mean nothing in %2. Choose another character set.</source>
        <translation>字节 %1 在 %2 中无意义。请选择其他字符集。</translation>
    </message>
    <message>
        <source>There is text behind a closing quote; it was kept.</source>
        <translation>结束引号之后还有文字，已保留。</translation>
    </message>
    <message>
        <source>A row has more cells than there are columns.</source>
        <translation>某行的单元格数多于列数。</translation>
    </message>
    <message>
        <source>%1 rows were to be written, but %2 were; no file was made.</source>
        <translation>应写入 %1 行，实际 %2 行；未生成文件。</translation>
    </message>
    <message>
        <source>The text is longer than the %1 characters a cell holds and was cut.</source>
        <translation>文本超过单元格可容纳的 %1 个字符，已截断。</translation>
    </message>
    <message>
        <source>%1: the file begins with this mark.</source>
        <translation>%1：文件开头有此标记。</translation>
    </message>
    <message>
        <source>Plain ASCII, the same in every character set.</source>
        <translation>纯 ASCII，在各字符集中相同。</translation>
    </message>
    <message>
        <source>%1: all characters are well-formed.</source>
        <translation>%1：所有字符编码均合法。</translation>
    </message>
    <message>
        <source>%1: two bytes for each character.</source>
        <translation>%1：每个字符两个字节。</translation>
    </message>
    <message>
        <source>%1: read so, the characters are the usual ones.</source>
        <translation>%1：按此解读，字符最为常见。</translation>
    </message>
    <message>
        <source>%1: by the statistics of its bytes.</source>
        <translation>%1：依据字节统计。</translation>
    </message>
    <message>
        <source>No character set fits the whole file; %1 is assumed.</source>
        <translation>没有字符集适合整个文件，暂按 %1 读取。</translation>
    </message>
    <message>
        <source>Cut at “%1”, %2 % of the rows have %3 columns.</source>
        <translation>以“%1”分隔时，%2 % 的行有 %3 列。</translation>
    </message>
    <message>
        <source>One column.</source>
        <translation>只有一列。</translation>
    </message>
    <message>
        <source>The first row (after %1 skipped) names the columns.</source>
        <translation>首行（跳过 %1 行后）为列名。</translation>
    </message>
    <message>
        <source>The first row (after %1 skipped) looks like data.</source>
        <translation>首行（跳过 %1 行后）像是数据。</translation>
    </message>
    <message>
        <source>%1 is not an option here. See --help.</source>
        <translation>此处没有选项 %1，请参阅 --help。</translation>
    </message>
    <message>
        <source>There is no command %1.</source>
        <translation>没有命令 %1。</translation>
    </message>
    <message>
        <source>The command has no argument %1. It takes %2.</source>
        <translation>该命令没有参数 %1。可用参数：%2。</translation>
    </message>
    <message>
        <source>The argument %1 is missing or does not fit.</source>
        <translation>参数 %1 缺失或不正确。</translation>
    </message>
    <message>
        <source>There is no object %1.</source>
        <translation>没有名为 %1 的对象。</translation>
    </message>
    <message>
        <source>%1 has no field %2.</source>
        <translation>%1 没有字段 %2。</translation>
    </message>
    <message>
        <source>%2 of %1 is set by the program and cannot be written.</source>
        <translation>%1 的 %2 由系统维护，不能写入。</translation>
    </message>
    <message>
        <source>The deal&apos;s pipeline has no stage %1.</source>
        <translation>此商机的销售流程没有阶段 %1。</translation>
    </message>
    <message>
        <source>There is no %1 with the number %2, or you may not see it.</source>
        <translation>找不到 %1 记录 %2，或您无权查看。</translation>
    </message>
    <message>
        <source>A different %1 with the number %2 exists.</source>
        <translation>已存在编号为 %2 的另一条 %1。</translation>
    </message>
    <message>
        <source>%1 %2 still belong to it. Move or delete them first.</source>
        <translation>仍有 %1 个%2属于它，请先转移或删除。</translation>
    </message>
    <message>
        <source>%1 that you may not see still belong to it. Ask who looks after them.</source>
        <translation>仍有您无权查看的%1属于它。请联系其负责人处理。</translation>
    </message>
    <message>
        <source>At most %1 records can be changed at once. Narrow the filter.</source>
        <translation>一次最多修改 %1 条记录，请缩小筛选范围。</translation>
    </message>
    <message>
        <source>This change is too old to be undone.</source>
        <translation>此更改已无法撤销。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>%1 lies in the future.</source>
        <translation>%1 是将来的时间。</translation>
    </message>
    <message>
        <source>%1 leads back to the record itself, round about.</source>
        <translation>%1 绕一圈后又指回这条记录本身。</translation>
    </message>
    <message>
        <source>%1 must be a plain file name, without a path or control characters.</source>
        <translation>%1 必须是普通文件名，不能含有路径或控制字符。</translation>
    </message>
    <message>
        <source>%1 is the sum of the deal&apos;s products; change the products instead.</source>
        <translation>%1 是商机各产品金额之和，请改为修改产品明细。</translation>
    </message>
    <message>
        <source>%1 is missing: an open deal needs one.</source>
        <translation>缺少%1：进行中的商机必须填写。</translation>
    </message>
    <message>
        <source>%1 has passed. Choose a new date.</source>
        <translation>%1 已过期，请选择新的日期。</translation>
    </message>
    <message>
        <source>A later change of yours can no longer be undone and stays.</source>
        <translation>您之后的一项更改已无法撤销，将予以保留。</translation>
    </message>
    <message>
        <source>%2 still belong to %1. Hand them over first, or disable %1.</source>
        <translation>仍有%2属于 %1。请先移交，或改为停用 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be deleted: you work as this user, or the workspace is theirs.</source>
        <translation>无法删除 %1：这是您当前使用的用户，或工作区的所有者。</translation>
    </message>
    <message>
        <source>%1 is a record of what happened and cannot be deleted.</source>
        <translation>%1 是历史记录，不能删除。</translation>
    </message>
    <message>
        <source>%1 is deleted too. Restore it first, or both together.</source>
        <translation>%1 也已被删除。请先恢复它，或两者一起恢复。</translation>
    </message>
    <message>
        <source>%1 has no values for these texts, which were left out: %2.</source>
        <translation>%1 没有与这些文本对应的选项，已留空：%2。</translation>
    </message>
    <message>
        <source>Only who made a change can undo it.</source>
        <translation>只有操作者本人可以撤销。</translation>
    </message>
    <message>
        <source>The deal was changed since; moving it back is a new step with a reason.</source>
        <translation>商机此后已有变更，退回需作为新的操作并说明原因。</translation>
    </message>
    <message>
        <source>%1 stays as it is once a definition is live: its values would be lost. Make a new one and take this one out of use.</source>
        <translation>定义启用后，%1 不能再改，否则已有的值会丢失。请新建定义并弃用此定义。</translation>
    </message>
    <message>
        <source>%1 stays as it is once a field is live: its values would be read wrongly. Make a new field and take this one out of use.</source>
        <translation>字段启用后，%1 不能再改，否则已有的值会被错误读取。请新建字段并弃用此字段。</translation>
    </message>
    <message>
        <source>What was live is no draft again (%1). Take it out of use instead.</source>
        <translation>已启用过的定义不能再变回草稿（%1）。请改为弃用。</translation>
    </message>
    <message>
        <source>%1: “%2” belongs to a deleted definition. Restore that one or choose another key.</source>
        <translation>%1：“%2” 属于一个已删除的定义。请恢复该定义，或另选一个标识。</translation>
    </message>
    <message>
        <source>%1 spoke to them %2 h ago.</source>
        <translation>%1 在 %2 小时前联系过对方。</translation>
    </message>
    <message>
        <source>%1 spoke to them %2 min ago.</source>
        <translation>%1 在 %2 分钟前联系过对方。</translation>
    </message>
    <message>
        <source>%1 is wrong in line %2, character %3: %4</source>
        <translation>%1 有误（第 %2 行第 %3 个字符）：%4</translation>
    </message>
    <message>
        <source>%1 cannot be published: a record with %2 ends with an error. %3 Change the formula, or keep the fields that it reads within limits by a rule.</source>
        <translation>无法发布 %1：%2 的记录会出错。%3请修改公式，或用规则限定其读取字段的范围。</translation>
    </message>
    <message>
        <source>%1 cannot be published: no record can fulfil %2. One with %3 does not, for example. Change the rule.</source>
        <translation>无法发布 %1：没有任何记录能满足 %2，例如 %3 的记录就不满足。请修改规则。</translation>
    </message>
    <message>
        <source>%1 cannot be published: “%2” (%3) ends with an error. %4 Change the formula or the record.</source>
        <translation>无法发布 %1：“%2”（%3）会出错。%4请修改公式或该记录。</translation>
    </message>
    <message>
        <source>%1 cannot be published: none of the newest %2 records fulfils the rule, “%3” (%4) does not, for example. Change the rule, or the records first.</source>
        <translation>无法发布 %1：最新的 %2 条记录无一满足该规则，例如“%3”（%4）。请修改规则，或先修改这些记录。</translation>
    </message>
    <message>
        <source>%1 cannot be published: for “%2” (%3) it gives %4 here and %5 in the database. Write the formula in another way.</source>
        <translation>无法发布 %1：对于“%2”（%3），此处得出 %4，而数据库得出 %5。请换一种写法。</translation>
    </message>
    <message>
        <source>%1: %2 of the newest %3 records break the rule and will be refused at their next change, for example “%4” (%5).</source>
        <translation>%1：最新的 %3 条记录中有 %2 条违反该规则，下次修改时将被拒绝，例如“%4”（%5）。</translation>
    </message>
    <message>
        <source>%1: %2 of the newest %3 records lack the value and will be asked for it at their next change, for example “%4” (%5).</source>
        <translation>%1：最新的 %3 条记录中有 %2 条缺少该值，下次修改时会要求填写，例如“%4”（%5）。</translation>
    </message>
    <message>
        <source>The formula of %1 gives %2, but the field holds %3. Change the formula or the kind of result.</source>
        <translation>%1 的公式得出 %2，而该字段保存的是 %3。请修改公式或结果类型。</translation>
    </message>
    <message>
        <source>%1 cannot be attached: it must be a file of 1 byte to 100 MB with a plain name.</source>
        <translation>无法附上 %1：文件须为 1 字节至 100 MB，且名称规范。</translation>
    </message>
    <message>
        <source>%1 cannot be attached: the stored file is another one. Add it again.</source>
        <translation>无法附上 %1：已保存的文件与其不符，请重新添加。</translation>
    </message>
    <message>
        <source>%1 has no collection %2.</source>
        <translation>%1 没有子集 %2。</translation>
    </message>
    <message>
        <source>%1 is not a measure. Write sum(amount), count() or the like.</source>
        <translation>%1 不是有效的度量，例如 sum(amount)、count()。</translation>
    </message>
    <message>
        <source>%1 cannot be measured: it is %2, no number.</source>
        <translation>%1 无法计算：它是 %2，不是数字。</translation>
    </message>
    <message>
        <source>Groups cannot be made by %1: a record has several of them.</source>
        <translation>不能按 %1 分组：一条记录可有多个值。</translation>
    </message>
    <message>
        <source>%1: the definition of %2 is wrong: %3</source>
        <translation>%1：%2 的定义有误：%3</translation>
    </message>
    <message>
        <source>%1: the collection %2 needs the field %3, and that field does not point back at it.</source>
        <translation>%1：集合 %2 依赖字段 %3，但该字段没有指回它。</translation>
    </message>
    <message>
        <source>%1: %2 must have a key that starts with c_, not “%3”.</source>
        <translation>%1：%2 的标识必须以 c_ 开头，不能是“%3”。</translation>
    </message>
    <message>
        <source>%1: the default “%3” of %2 is none of its values.</source>
        <translation>%1：%2 的默认值“%3”不在选项之中。</translation>
    </message>
    <message>
        <source>%1: the default of %2 (%3) lies outside its limits.</source>
        <translation>%1：%2 的默认值（%3）超出允许范围。</translation>
    </message>
    <message>
        <source>%1: the default “%3” of %2 is no longer offered.</source>
        <translation>%1：%2 的默认值“%3”已停用。</translation>
    </message>
    <message>
        <source>%1: the default of %2 is not of its type: %3</source>
        <translation>%1：%2 的默认值与字段类型不符：%3</translation>
    </message>
    <message>
        <source>%1: %2 needs the field “%3”, which does not exist.</source>
        <translation>%1：%2 需要字段“%3”，但该字段不存在。</translation>
    </message>
    <message>
        <source>%1: the formula of %2 needs its own result: %3</source>
        <translation>%1：%2 的公式循环引用了自身：%3</translation>
    </message>
    <message>
        <source>%1: %2 is calculated but has no formula.</source>
        <translation>%1：%2 是计算字段，但没有公式。</translation>
    </message>
    <message>
        <source>%1: %2 lies in the group “%3”, which the object does not have.</source>
        <translation>%1：%2 属于分组“%3”，但对象中没有该分组。</translation>
    </message>
    <message>
        <source>%1: %2 is not stored, so it cannot be indexed.</source>
        <translation>%1：%2 不存储，无法建立索引。</translation>
    </message>
    <message>
        <source>%1: the key “%3” stands twice (%2).</source>
        <translation>%1：标识“%3”重复（%2）。</translation>
    </message>
    <message>
        <source>%1: “%3” (%2) is not a key. Use lower-case letters, digits and single underscores, and begin with a letter.</source>
        <translation>%1：“%3”（%2）不是有效标识。请使用小写字母、数字和单个下划线，并以字母开头。</translation>
    </message>
    <message>
        <source>%1: the key “%3” (%2) is reserved for the program.</source>
        <translation>%1：标识“%3”（%2）由程序保留。</translation>
    </message>
    <message>
        <source>%1: the key “%3” (%2) was used before. Keys are never used again.</source>
        <translation>%1：标识“%3”（%2）已被使用过，标识不可重复使用。</translation>
    </message>
    <message>
        <source>%1: %2 lacks a text in one language (%3).</source>
        <translation>%1：%2 缺少一种语言的文字（%3）。</translation>
    </message>
    <message>
        <source>%1 was deleted more than %2 days ago and cannot be restored.</source>
        <translation>%1 删除已超过 %2 天，无法恢复。</translation>
    </message>
    <message>
        <source>%1: the merge class %3 does not fit the type of %2.</source>
        <translation>%1：合并方式 %3 不适用于 %2 的类型。</translation>
    </message>
    <message>
        <source>%1: the file must hold one JSON object.</source>
        <translation>%1：文件内容必须是一个 JSON 对象。</translation>
    </message>
    <message>
        <source>%1 could not be read: %3</source>
        <translation>无法读取 %1：%3</translation>
    </message>
    <message>
        <source>%1: there is no object “%3” (%2).</source>
        <translation>%1：没有对象“%3”（%2）。</translation>
    </message>
    <message>
        <source>%1: %3 of %2 is outside its limits.</source>
        <translation>%1：%2 的 %3 超出允许范围。</translation>
    </message>
    <message>
        <source>%1: %2 lacks “%3”.</source>
        <translation>%1：%2 缺少“%3”。</translation>
    </message>
    <message>
        <source>%1: “%3” of %2 is not of its kind.</source>
        <translation>%1：%2 的“%3”类型不对。</translation>
    </message>
    <message>
        <source>%1: “%3” does not fit the type of %2.</source>
        <translation>%1：“%3”不适用于 %2 的类型。</translation>
    </message>
    <message>
        <source>%1: %2 has the unknown property “%3”.</source>
        <translation>%1：%2 含有未知属性“%3”。</translation>
    </message>
    <message>
        <source>%1: the smallest value of %2 is above the largest (%3).</source>
        <translation>%1：%2 的最小值大于最大值（%3）。</translation>
    </message>
    <message>
        <source>%1: %2 is required, but nobody can fill it in.</source>
        <translation>%1：%2 为必填，但无人可以填写。</translation>
    </message>
    <message>
        <source>%1: the condition under which %2 is required is empty or malformed.</source>
        <translation>%1：%2 的必填条件为空或格式不正确。</translation>
    </message>
    <message>
        <source>%1: the roll-up %2 names no collection of its object: %3</source>
        <translation>%1：汇总字段 %2 没有指明对象的集合：%3</translation>
    </message>
    <message>
        <source>%1: %2 has more decimal places than digits (%3).</source>
        <translation>%1：%2 的小数位数超过总位数（%3）。</translation>
    </message>
    <message>
        <source>%1: %2 is secret and therefore can be neither searched nor listed.</source>
        <translation>%1：%2 为机密字段，不能被搜索或列出。</translation>
    </message>
    <message>
        <source>%1: %2 is required at “%3”, which is no status of the object.</source>
        <translation>%1：%2 在“%3”时必填，但对象没有该状态。</translation>
    </message>
    <message>
        <source>%1: %2 refers to the object “%3”, which does not exist.</source>
        <translation>%1：%2 引用的对象“%3”不存在。</translation>
    </message>
    <message>
        <source>%1: the title field “%3” of %2 does not exist.</source>
        <translation>%1：%2 的标题字段“%3”不存在。</translation>
    </message>
    <message>
        <source>%1: the type of %2 cannot change (%3). Make a new field instead.</source>
        <translation>%1：%2 的类型不能更改（%3）。请新建字段。</translation>
    </message>
    <message>
        <source>%1: %2 has the unknown type “%3”.</source>
        <translation>%1：%2 的类型“%3”未知。</translation>
    </message>
    <message>
        <source>%1: the value “%3” of %2 stands twice.</source>
        <translation>%1：%2 的选项“%3”重复。</translation>
    </message>
    <message>
        <source>%1: %2 is a list of values without values.</source>
        <translation>%1：%2 是选项列表，但没有选项。</translation>
    </message>
    <message>
        <source>%1: %2 uses the unknown word “%3”.</source>
        <translation>%1：%2 使用了未知词“%3”。</translation>
    </message>
    <message>
        <source>%1: an expression of %2 is %3 characters long; 65536 are allowed.</source>
        <translation>%1：%2 的表达式长 %3 个字符，最多允许 65536 个。</translation>
    </message>
    <message>
        <source>%1: %2 has %3 fields; 900 are allowed.</source>
        <translation>%1：%2 有 %3 个字段，最多允许 900 个。</translation>
    </message>
    <message>
        <source>The formula is nested deeper than %1 levels.</source>
        <translation>公式嵌套超过 %1 层。</translation>
    </message>
    <message>
        <source>The formula is empty.</source>
        <translation>公式为空。</translation>
    </message>
    <message>
        <source>The formula is longer than %1 characters.</source>
        <translation>公式超过 %1 个字符。</translation>
    </message>
    <message>
        <source>The formula has more than %1 parts.</source>
        <translation>公式超过 %1 个组成部分。</translation>
    </message>
    <message>
        <source>A text is not closed. Put a &quot; at its end.</source>
        <translation>文本没有结束，请在末尾加上 &quot;。</translation>
    </message>
    <message>
        <source>The character %1 cannot stand here. Texts are written in double quotes: &quot;text&quot;.</source>
        <translation>此处不能使用字符 %1。文本请写在英文双引号中：&quot;文本&quot;。</translation>
    </message>
    <message>
        <source>%1 is not a number that formulas read. Write it like 1250.50 or 12.5%.</source>
        <translation>%1 不是公式可识别的数字，请写成 1250.50 或 12.5%。</translation>
    </message>
    <message>
        <source>The number %1 is too big.</source>
        <translation>数字 %1 过大。</translation>
    </message>
    <message>
        <source>The formula ends too early: %1 is missing.</source>
        <translation>公式不完整：缺少 %1。</translation>
    </message>
    <message>
        <source>The formula ends too early: a value is missing.</source>
        <translation>公式不完整：缺少一个值。</translation>
    </message>
    <message>
        <source>%1 is expected here, not %2.</source>
        <translation>此处应为 %1，而不是 %2。</translation>
    </message>
    <message>
        <source>%1 cannot stand here.</source>
        <translation>此处不能出现 %1。</translation>
    </message>
    <message>
        <source>%1 is written as a function: %1(condition, condition).</source>
        <translation>%1 要写成函数形式：%1(条件, 条件)。</translation>
    </message>
    <message>
        <source>IN needs at least one value: field IN (&quot;a&quot;, &quot;b&quot;).</source>
        <translation>IN 至少需要一个值：字段 IN (&quot;a&quot;, &quot;b&quot;)。</translation>
    </message>
    <message>
        <source>%2 has no field %1.</source>
        <translation>%2 没有字段 %1。</translation>
    </message>
    <message>
        <source>%2 has no field %1. Did you mean %3?</source>
        <translation>%2 没有字段 %1。是否指 %3？</translation>
    </message>
    <message>
        <source>There is no function %1.</source>
        <translation>没有函数 %1。</translation>
    </message>
    <message>
        <source>There is no function %1. Did you mean %2?</source>
        <translation>没有函数 %1。是否指 %2？</translation>
    </message>
    <message>
        <source>%1 has the wrong number of arguments. It is used as %2.</source>
        <translation>%1 的参数个数不对，用法：%2。</translation>
    </message>
    <message>
        <source>%1 is expected here, this is %2.</source>
        <translation>此处应为 %1 类型，实际是 %2。</translation>
    </message>
    <message>
        <source>%1 does not work on %2 and %3.</source>
        <translation>%1 不能用于 %2 和 %3。</translation>
    </message>
    <message>
        <source>A condition must be true or false; this gives %1.</source>
        <translation>条件的结果必须是真或假，此公式的结果是 %1。</translation>
    </message>
    <message>
        <source>%2 has no value &quot;%1&quot;.</source>
        <translation>%2 没有取值“%1”。</translation>
    </message>
    <message>
        <source>%2 has no value &quot;%1&quot;. Did you mean &quot;%3&quot;?</source>
        <translation>%2 没有取值“%1”。是否指“%3”？</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a date. Write it like &quot;2026-11-19&quot;.</source>
        <translation>“%1”不是日期，请写成 &quot;2026-11-19&quot;。</translation>
    </message>
    <message>
        <source>Nothing ever equals an empty value. Write %1.</source>
        <translation>任何值都不等于空值，请改用 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be compared with &quot;%2&quot;: the records it points at have no key. Compare a field of theirs.</source>
        <translation>%1 不能与“%2”比较：所指记录没有键，请比较其某个字段。</translation>
    </message>
    <message>
        <source>%1 cannot be compared with &quot;%2&quot;: the records it points at have no key. Compare %3.</source>
        <translation>%1 不能与“%2”比较：所指记录没有键，请比较 %3。</translation>
    </message>
    <message>
        <source>Compare a reference either with keys or with ids and references, not with both.</source>
        <translation>引用只能与键比较，或只能与编号和引用比较，不能混用。</translation>
    </message>
    <message>
        <source>%1 is no reference, so nothing can follow after its point.</source>
        <translation>%1 不是引用，后面不能再用点号取字段。</translation>
    </message>
    <message>
        <source>%1 is worked out for display only and cannot be used in formulas.</source>
        <translation>%1 仅用于显示，不能在公式中使用。</translation>
    </message>
    <message>
        <source>%1 is a collection, not a value. Write for example %2.</source>
        <translation>%1 是子记录集合，不是单个值，请写成例如 %2。</translation>
    </message>
    <message>
        <source>%1 needs a collection. It is used as %2.</source>
        <translation>%1 需要一个子记录集合，用法：%2。</translation>
    </message>
    <message>
        <source>%1 does not belong to %2. Write %2.field.</source>
        <translation>%1 不属于 %2，请写成 %2.字段。</translation>
    </message>
    <message>
        <source>%1 cannot stand inside another aggregate.</source>
        <translation>%1 不能放在另一个汇总函数之内。</translation>
    </message>
    <message>
        <source>%1 works only as a measure of a report.</source>
        <translation>%1 只能用作报表的度量。</translation>
    </message>
    <message>
        <source>The number of decimals must be a constant from 0 to %1.</source>
        <translation>小数位数必须是 0 到 %1 的常数。</translation>
    </message>
    <message>
        <source>This filter is more than the builder can show. Edit it as text.</source>
        <translation>此筛选条件超出构建器的显示范围，请以文本方式编辑。</translation>
    </message>
    <message>
        <source>The result is too big.</source>
        <translation>结果过大，超出范围。</translation>
    </message>
    <message>
        <source>Amounts in %1 and %2 cannot be added up. Use the amounts in the workspace&apos;s currency.</source>
        <translation>%1 与 %2 的金额不能直接合计，请使用本位币金额。</translation>
    </message>
    <message>
        <source>The formula takes more than %1 steps.</source>
        <translation>公式的计算超过 %1 步。</translation>
    </message>
    <message>
        <source>The import was stopped. Nothing of it was kept.</source>
        <translation>导入已停止，没有保留任何内容。</translation>
    </message>
    <message>
        <source>%1 is missing for the step to %2.</source>
        <translation>进入“%2”前需填写%1。</translation>
    </message>
    <message>
        <source>The step to %2 asks for: %1.</source>
        <translation>进入“%2”需满足条件：%1。</translation>
    </message>
    <message>
        <source>%1 is not attached to this deal; the step to %2 needs it.</source>
        <translation>此商机尚未附上%1，进入“%2”需要该文件。</translation>
    </message>
    <message>
        <source>No %1 is logged on this deal; the step to %2 needs one.</source>
        <translation>此商机还没有%1记录，进入“%2”需要至少一条。</translation>
    </message>
    <message>
        <source>The task %1 of %2 is still open.</source>
        <translation>“%2”的任务 %1 尚未完成。</translation>
    </message>
    <message>
        <source>%1 may not be skipped.</source>
        <translation>不能跳过“%1”阶段。</translation>
    </message>
    <message>
        <source>Deals may not go back to %1.</source>
        <translation>商机不能退回到“%1”。</translation>
    </message>
    <message>
        <source>Say why the deal goes back to %1.</source>
        <translation>请说明退回到“%1”的原因。</translation>
    </message>
    <message>
        <source>This stage does not belong to the deal&apos;s pipeline.</source>
        <translation>该阶段不属于此商机的销售流程。</translation>
    </message>
    <message>
        <source>The pipeline is fixed after the first stage move.</source>
        <translation>首次推进阶段后不能更换销售流程。</translation>
    </message>
    <message>
        <source>Waived: %1 (%2).</source>
        <translation>已豁免：%1（%2）。</translation>
    </message>
    <message>
        <source>Your role may not waive this: %1.</source>
        <translation>您的角色无权豁免：%1。</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>请填写%1。</translation>
    </message>
    <message>
        <source>%1 has %2 characters; %3 fit.</source>
        <translation>%1共 %2 个字符，最多 %3 个。</translation>
    </message>
    <message>
        <source>%1 has a character that cannot be shown (U+%2). Remove it.</source>
        <translation>%1 含有无法显示的字符（U+%2）。请将其删除。</translation>
    </message>
    <message>
        <source>%1 must be between %2 and %3.</source>
        <translation>%1须在 %2 与 %3 之间。</translation>
    </message>
    <message>
        <source>%1 must be at least %2.</source>
        <translation>%1不得小于 %2。</translation>
    </message>
    <message>
        <source>%1 must be at most %2.</source>
        <translation>%1不得大于 %2。</translation>
    </message>
    <message>
        <source>%1 may not be the record itself.</source>
        <translation>%1不能是记录自身。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 is taken by %2.</source>
        <translation>%1已被“%2”使用。</translation>
    </message>
    <message>
        <source>%1 is taken by a record that you may not see.</source>
        <translation>%1 已被您无权查看的记录占用。</translation>
    </message>
    <message>
        <source>%1 is larger than the program can count.</source>
        <translation>%1超出可计算的范围。</translation>
    </message>
    <message>
        <source>%1 has no digits.</source>
        <translation>%1中没有数字。</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1为空。</translation>
    </message>
    <message>
        <source>%1 was changed meanwhile by someone else.</source>
        <translation>%1在此期间已被他人修改。</translation>
    </message>
    <message>
        <source>The configuration of %1 is wrong in %2: %3.</source>
        <translation>配置有误：%1 的 %2：%3。</translation>
    </message>
    <message>
        <source>The formulas of %1 need each other: %2.</source>
        <translation>%1的公式相互依赖：%2。</translation>
    </message>
    <message>
        <source>%1 was changed since and stays as it is.</source>
        <translation>%1此后已被修改，保持不变。</translation>
    </message>
    <message>
        <source>The new date lies in the past. Choose a later one.</source>
        <translation>新日期已过，请选择以后的时间。</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was lost: make room, then save again.</source>
        <translation>磁盘已满，数据没有丢失。请先腾出空间，再保存一次。</translation>
    </message>
    <message>
        <source>“%1” is no value for %2. See --help.</source>
        <translation>“%1”不是 %2 的有效值。请看 --help。</translation>
    </message>
    <message>
        <source>%1 more rows were rejected. With --rejects FILE all of them are written to a file.</source>
        <translation>另有 %1 行被拒绝。加上 --rejects 文件名，可把全部被拒的行写入文件。</translation>
    </message>
    <message>
        <source>No column of %1 fits a field of %2. It has: %3. Say with --map what they are.</source>
        <translation>%1 中没有一列能对应“%2”的字段。它的列为：%3。请用 --map 说明各列的含义。</translation>
    </message>
    <message>
        <source>Groups cannot be sorted by %1. They have %2.</source>
        <translation>分组结果不能按 %1 排序。可用的列：%2。</translation>
    </message>
    <message>
        <source>%1 (At character %2.)</source>
        <translation>%1（第 %2 个字符处）</translation>
    </message>
    <message>
        <source>The column %1 is read as %2; what names no record there is left empty.</source>
        <translation>列 %1 按“%2”读取；其中找不到对应记录的值留空。</translation>
    </message>
    <message>
        <source>%1 could not be written. Check rights and free space.</source>
        <translation>无法写入 %1。请检查权限和剩余空间。</translation>
    </message>
    <message>
        <source>%1 only goes with %2. See --help.</source>
        <translation>%1 只能与 %2 一起使用。请看 --help。</translation>
    </message>
    <message>
        <source>Name a command. See --help.</source>
        <translation>请给出命令。请看 --help。</translation>
    </message>
    <message>
        <source>%1 and %2 do not go together. See --help.</source>
        <translation>%1 与 %2 不能同时使用。请看 --help。</translation>
    </message>
    <message>
        <source>“%1” is not understood here. See --help.</source>
        <translation>这里不认识“%1”。请看 --help。</translation>
    </message>
    <message>
        <source>There is no command “%1”. See --help.</source>
        <translation>没有命令“%1”。请看 --help。</translation>
    </message>
    <message>
        <source>%1 needs a value. See --help.</source>
        <translation>%1 需要一个值。请看 --help。</translation>
    </message>
    <message>
        <source>Made the workspace %1 with %2 records.</source>
        <translation>已建立工作区 %1，含 %2 条记录。</translation>
    </message>
    <message>
        <source>This expression is too complex. Split it into smaller ones.</source>
        <translation>表达式过于复杂，请拆分成较小的表达式。</translation>
    </message>
    <message>
        <source>The list &quot;%1&quot; cannot be sorted by &quot;%2&quot;.</source>
        <translation>列表“%1”不能按“%2”排序。</translation>
    </message>
    <message>
        <source>The database could not answer this request. Please report it with the log.</source>
        <translation>数据库无法完成此请求，请连同日志一起报告。</translation>
    </message>
    <message>
        <source>%1 may not be written. Change its permissions or choose another folder.</source>
        <translation>%1 不可写入。请修改权限或选择其他文件夹。</translation>
    </message>
    <message>
        <source>This workspace was opened for reading only. Open it again to change something.</source>
        <translation>此工作区以只读方式打开。如需修改，请重新打开。</translation>
    </message>
    <message>
        <source>%1 cannot be opened. Check that you may read it.</source>
        <translation>无法打开 %1，请检查读取权限。</translation>
    </message>
    <message>
        <source>%1 is damaged. Restore the newest backup; the file was not changed.</source>
        <translation>%1 已损坏。请恢复最近的备份；文件未被改动。</translation>
    </message>
    <message>
        <source>%1 is not a Dealwright workspace. Choose another file; it was not changed.</source>
        <translation>%1 不是成单匠工作区文件。请选择其他文件；该文件未被改动。</translation>
    </message>
    <message>
        <source>%1 is empty. Restore a backup or choose another folder.</source>
        <translation>%1 是空文件。请恢复备份或选择其他文件夹。</translation>
    </message>
    <message>
        <source>%1 does not exist. Check the path, or create a workspace there.</source>
        <translation>%1 不存在。请检查路径，或在此新建工作区。</translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>%1 is not empty. Choose an empty or a new folder.</source>
        <translation>%1 不是空文件夹。请选择空文件夹或新文件夹。</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of Dealwright. Update the program; the file was not changed.</source>
        <translation>%1 由更新版本的成单匠写入。请升级程序；文件未被改动。</translation>
    </message>
    <message>
        <source>%1 was written by an older version. Open it once for writing to bring it up to date.</source>
        <translation>%1 由旧版本写入。请先以可写方式打开一次完成升级。</translation>
    </message>
    <message>
        <source>%1 was not closed properly and its folder may not be written. Allow writing, then open it again.</source>
        <translation>%1 未正常关闭，且其文件夹不可写。请允许写入后重新打开。</translation>
    </message>
    <message>
        <source>%1 is open in %2 (process %3 on %4). Close it there first.</source>
        <translation>%1 正被 %2 使用（%4 上的进程 %3）。请先在那里关闭。</translation>
    </message>
    <message>
        <source>%1 is being used by another program. Try again in a moment.</source>
        <translation>%1 正被其他程序使用，请稍后再试。</translation>
    </message>
    <message>
        <source>Reading or writing %1 failed. Check the disk, then try again.</source>
        <translation>读写 %1 失败。请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>There is not enough memory. Close other programs, then try again.</source>
        <translation>内存不足。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>A value is larger than can be stored.</source>
        <translation>某个值过大，无法保存。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>“%2” was changed meanwhile. Look at the new state, then decide again.</source>
        <translation>“%2”已被修改。请查看最新内容后再决定。</translation>
    </message>
    <message>
        <source>“%2” does not exist any more.</source>
        <translation>“%2”已不存在。</translation>
    </message>
    <message>
        <source>“%3” is used by another record already.</source>
        <translation>“%3”已被其他记录使用。</translation>
    </message>
    <message>
        <source>This record exists already.</source>
        <translation>该记录已存在。</translation>
    </message>
    <message>
        <source>This value exists already.</source>
        <translation>该值已存在。</translation>
    </message>
    <message>
        <source>The field %2 of %1 cannot become unique: some values occur more than once.</source>
        <translation>%1 的字段 %2 不能设为唯一：有重复的值。</translation>
    </message>
    <message>
        <source>The value does not fit the field %2 of %1.</source>
        <translation>该值与 %1 的字段 %2 不符。</translation>
    </message>
    <message>
        <source>The amount %2 is in %3 but the record is in %4.</source>
        <translation>金额 %2 的币种为 %3，而记录的币种为 %4。</translation>
    </message>
    <message>
        <source>%1 is empty and was not attached.</source>
        <translation>%1 是空文件，未添加。</translation>
    </message>
    <message>
        <source>%1 is larger than the %2 MiB that are allowed.</source>
        <translation>%1 超过允许的 %2 MiB。</translation>
    </message>
    <message>
        <source>The attachment %1 is not on this computer.</source>
        <translation>附件 %1 不在本机上。</translation>
    </message>
    <message>
        <source>The backup could not be written to %1. Check the folder and the free space.</source>
        <translation>备份无法写入 %1。请检查文件夹和可用空间。</translation>
    </message>
    <message>
        <source>%1 lies in the folder of the workspace itself. Save the backup somewhere else.</source>
        <translation>%1 位于工作区自己的文件夹内。请将备份保存到其他位置。</translation>
    </message>
    <message>
        <source>The database does not accept the setting %1.</source>
        <translation>数据库不接受设置 %1。</translation>
    </message>
    <message>
        <source>The SQLite driver of Qt is missing. Install the package libqt6sql6-sqlite.</source>
        <translation>缺少 Qt 的 SQLite 驱动。请安装软件包 libqt6sql6-sqlite。</translation>
    </message>
    <message>
        <source>The program made an error in its database. Please report it; nothing was saved.</source>
        <translation>程序的数据库操作出错，未保存任何内容。请反馈此问题。</translation>
    </message>
    <message>
        <source>The program tried to store something inconsistent. Please report it; nothing was saved.</source>
        <translation>程序试图保存不一致的内容，未保存。请反馈此问题。</translation>
    </message>
    <message>
        <source>The program made an error: a change outside of a transaction. Nothing was saved.</source>
        <translation>程序出错：在事务之外修改数据。未保存任何内容。</translation>
    </message>
    <message>
        <source>The database server %1 does not answer. Check that it runs and can be reached.</source>
        <translation>数据库服务器 %1 没有响应。请检查它是否正在运行、能否连通。</translation>
    </message>
    <message>
        <source>The database server %1 refuses this user. Check name, password and pg_hba.conf.</source>
        <translation>数据库服务器 %1 拒绝此用户登录。请检查用户名、密码和 pg_hba.conf。</translation>
    </message>
    <message>
        <source>This user may not do that in the database %1. Grant the right to it.</source>
        <translation>此用户在数据库 %1 中没有这项权限。请为其授权。</translation>
    </message>
    <message>
        <source>There is no database %1. Create it with createdb first.</source>
        <translation>没有名为 %1 的数据库。请先用 createdb 创建。</translation>
    </message>
    <message>
        <source>This is no address of a database. Write postgresql://USER@HOST:PORT/DATABASE</source>
        <translation>这不是数据库地址。请写成 postgresql://用户@主机:端口/数据库</translation>
    </message>
    <message>
        <source>An address with a password can be read by everybody on this machine. Put the password into ~/.pgpass, a file that PGPASSFILE names, or PGPASSWORD.</source>
        <translation>地址里的密码会被本机上的所有人看到。请把密码放进 ~/.pgpass、PGPASSFILE 指定的文件或 PGPASSWORD。</translation>
    </message>
    <message>
        <source>The attachment %1 was changed in the database. Restore it from a backup.</source>
        <translation>附件 %1 在数据库中被改动过。请从备份恢复。</translation>
    </message>
    <message>
        <source>What was written of the table %1 is not what was read. Nothing was moved; report it.</source>
        <translation>表 %1 写入的内容与读出的不一致。没有迁移任何数据，请反馈此问题。</translation>
    </message>
    <message>
        <source>The audit does not fit after the move: %1. Nothing was moved; report it.</source>
        <translation>迁移后审计链不吻合：%1。没有迁移任何数据，请反馈此问题。</translation>
    </message>
    <message>
        <source>The table %1 is not known to this version. Nothing was moved; update the program.</source>
        <translation>此版本不认识表 %1。没有迁移任何数据，请更新程序。</translation>
    </message>
    <message>
        <source>%3 of the record %2 in %1 holds a character that PostgreSQL does not store. Nothing was moved. Type the text anew, then move again.</source>
        <translation>%1 中记录 %2 的字段 %3 含有 PostgreSQL 无法存储的字符。没有迁移任何数据。请重新输入该文本，然后再次迁移。</translation>
    </message>
    <message>
        <source>The workspace in %1 has not arrived to its end. Run dealwright-server migrate again with the folder that it comes from.</source>
        <translation>%1 中的工作区尚未迁移完成。请对其来源文件夹再次运行 dealwright-server migrate。</translation>
    </message>
    <message>
        <source>Another server changed the definitions just now. Try again in a moment.</source>
        <translation>另一台服务器刚刚更改了定义。请稍后再试。</translation>
    </message>
    <message>
        <source>The database has a workspace %1 already. Choose another --name, or make another server of it with --join.</source>
        <translation>数据库中已有工作区 %1。请换一个 --name，或用 --join 为它再建一台服务器。</translation>
    </message>
    <message>
        <source>The database has no workspace %1. Check --name, or leave --join out to make it.</source>
        <translation>数据库中没有工作区 %1。请检查 --name，或去掉 --join 来新建。</translation>
    </message>
    <message>
        <source>This server&apos;s data is in PostgreSQL. Back it up with: pg_dump --format=custom --schema=%2 --file=FILE &apos;%1&apos;</source>
        <translation>此服务器的数据在 PostgreSQL 中。请用此命令备份：pg_dump --format=custom --schema=%2 --file=文件 &apos;%1&apos;</translation>
    </message>
    <message>
        <source>This server&apos;s data is in PostgreSQL. Stop all servers, then restore it with: pg_restore --clean --if-exists --dbname=&apos;%1&apos; FILE</source>
        <translation>此服务器的数据在 PostgreSQL 中。请先停止所有服务器，再用此命令恢复：pg_restore --clean --if-exists --dbname=&apos;%1&apos; 文件</translation>
    </message>
    <message>
        <source>The data of %1 is in a database already. Nothing was done.</source>
        <translation>%1 的数据已在数据库中。没有执行任何操作。</translation>
    </message>
    <message>
        <source>The server&apos;s data is damaged (%1: %2). Nothing was moved. Look at it with dealwright-server verify, restore a backup, then move that.</source>
        <translation>服务器数据已损坏（%1：%2）。没有迁移任何数据。请用 dealwright-server verify 检查，恢复备份后再迁移。</translation>
    </message>
    <message>
        <source>A server on PostgreSQL does not do this.</source>
        <translation>使用 PostgreSQL 的服务器不支持此操作。</translation>
    </message>
    <message>
        <source>A PostgreSQL database is backed up by its own tools, such as pg_dump.</source>
        <translation>PostgreSQL 数据库请用其自带工具（如 pg_dump）备份。</translation>
    </message>
    <message>
        <source>There is no collection %1.</source>
        <translation>没有名为 %1 的子集合。</translation>
    </message>
    <message>
        <source>%1: the format is chosen by the ending of the name. Use .xlsx, .csv, .pdf or .json; .vcf for contacts, .ics for tasks and activities.</source>
        <translation>%1：格式由扩展名决定，请使用 .xlsx、.csv、.pdf 或 .json；联系人可用 .vcf，任务和活动可用 .ics。</translation>
    </message>
    <message>
        <source>%1: this program was built without PDF. Export it as .xlsx.</source>
        <translation>%1：此程序编译时未包含 PDF 功能。请导出为 .xlsx。</translation>
    </message>
    <message>
        <source>%1: a PDF holds at most %2 rows. Narrow the list by a filter, or export it as .xlsx.</source>
        <translation>%1：PDF 最多容纳 %2 行。请用筛选缩小范围，或导出为 .xlsx。</translation>
    </message>
    <message>
        <source>%1: the pages of a PDF have room for %2 columns, and these are %3. Choose fewer columns, or export it as .xlsx.</source>
        <translation>%1：PDF 页面最多容纳 %2 列，现有 %3 列。请减少列数，或导出为 .xlsx。</translation>
    </message>
    <message>
        <source>%1: a PDF holds at most %2 characters of text. Narrow the list by a filter, choose fewer columns, or export it as .xlsx.</source>
        <translation>%1：PDF 最多容纳 %2 个字符的文字。请用筛选缩小范围、减少列数，或导出为 .xlsx。</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Rows expected: %1, rows written: %2</source>
        <translation>应有行数：%1，实际行数：%2</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>%1: this format needs the field “%2”. Choose it as well, or another format.</source>
        <translation>%1：该格式需要字段“%2”。请一并选择，或改用其他格式。</translation>
    </message>
    <message>
        <source>%1: the format is chosen by the ending of the name. Use .xlsx or .csv.</source>
        <translation>%1：格式由扩展名决定，请使用 .xlsx 或 .csv。</translation>
    </message>
    <message>
        <source>%1 is no map: it must be a JSON object, {&quot;object&quot;: …, &quot;columns&quot;: {…}}.</source>
        <translation>%1 不是映射文件：内容须是一个 JSON 对象，形如 {&quot;object&quot;: …, &quot;columns&quot;: {…}}。</translation>
    </message>
    <message>
        <source>Give %1 here. See --help.</source>
        <translation>此处需要 %1，参见 --help。</translation>
    </message>
    <message>
        <source>The arguments are no JSON object: at %1: %2.</source>
        <translation>参数不是 JSON 对象：位置 %1：%2。</translation>
    </message>
    <message>
        <source>The arguments are JSON but no object. Write {&quot;name&quot;: value, ...}.</source>
        <translation>参数是 JSON，但不是对象。请写成 {&quot;名称&quot;: 值, ...}。</translation>
    </message>
    <message>
        <source>There is no user with the login %1.</source>
        <translation>没有登录名为 %1 的用户。</translation>
    </message>
    <message>
        <source>%1 is neither an object nor a saved view.</source>
        <translation>%1 既不是对象，也不是已保存的视图。</translation>
    </message>
    <message>
        <source>The map %1 is for %2, not for %3.</source>
        <translation>映射文件 %1 用于 %2，而不是 %3。</translation>
    </message>
    <message>
        <source>%1 rows: %2 created, %3 updated, %4 unchanged, %5 rejected, %6 incomplete.</source>
        <translation>共 %1 行：新建 %2，更新 %3，未变 %4，拒绝 %5，不完整 %6。</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Row %1, %2: %3</source>
        <translation>第 %1 行，%2：%3</translation>
    </message>
    <message>
        <source>Wrote %1 rows to %2.</source>
        <translation>已将 %1 行写入 %2。</translation>
    </message>
    <message>
        <source>Saved a backup to %1.</source>
        <translation>备份已保存到 %1。</translation>
    </message>
    <message>
        <source>Restored the workspace to %1.</source>
        <translation>工作区已恢复到 %1。</translation>
    </message>
    <message>
        <source>The workspace was closed.</source>
        <translation>工作区已关闭。</translation>
    </message>
    <message>
        <source>%1: the key “%2” is not known. Remove it or correct its spelling.</source>
        <translation>%1：不认识的键“%2”。请删除或更正。</translation>
    </message>
    <message>
        <source>%1: “%2” is wrong. Allowed: %3.</source>
        <translation>%1：“%2”的值不对，可用：%3。</translation>
    </message>
    <message>
        <source>There is no object “%1”. Use a key such as account, contact, lead or opportunity.</source>
        <translation>没有对象“%1”。可用 account、contact、lead、opportunity 等。</translation>
    </message>
    <message>
        <source>The file has no column “%1”. Its columns are: %2.</source>
        <translation>文件中没有“%1”列。文件的列为：%2。</translation>
    </message>
    <message>
        <source>%1 has no field “%2”. Correct the mapping.</source>
        <translation>%1 没有字段“%2”，请更正映射。</translation>
    </message>
    <message>
        <source>Two columns go to “%1”. Leave one of them out.</source>
        <translation>有两列都映射到“%1”，请去掉一列。</translation>
    </message>
    <message>
        <source>%2 of %1 is set by the program alone. Leave the column out, or import it as history.</source>
        <translation>%1 的 %2 由系统生成。请不要导入该列，或作为历史数据导入。</translation>
    </message>
    <message>
        <source>Records are matched by “%1”, but no column goes there.</source>
        <translation>按“%1”匹配记录，但没有列映射到它。</translation>
    </message>
    <message>
        <source>%1 has no table in it.</source>
        <translation>%1 中没有表格。</translation>
    </message>
    <message>
        <source>There are several records of %1 that “%2” could mean.</source>
        <translation>有多条%1记录符合“%2”。</translation>
    </message>
    <message>
        <source>Several records have “%2” as %1: it is not clear which one is meant.</source>
        <translation>有多条记录的%1为“%2”，无法确定是哪一条。</translation>
    </message>
    <message>
        <source>No record matches this row, and new ones are not made.</source>
        <translation>没有与此行匹配的记录，且本次导入不新建记录。</translation>
    </message>
    <message>
        <source>One record has one currency, but this row states %1 and %2.</source>
        <translation>一条记录只有一种币种，而此行写了 %1 和 %2。</translation>
    </message>
    <message>
        <source>%1 was imported before, on %2. Rows that are already there are recognised by their key.</source>
        <translation>%1 已于 %2 导入过。已有的行会按匹配键识别。</translation>
    </message>
    <message>
        <source>%1 What is in of %2 could not be taken back: undo that import when the reason is gone.</source>
        <translation>%1 %2 中已导入的部分未能撤回，请在原因消除后撤销该次导入。</translation>
    </message>
    <message>
        <source>%1 is the file that is imported. Give the rejected rows a file of their own.</source>
        <translation>%1 正是要导入的文件。请为被拒绝的行另选一个文件。</translation>
    </message>
    <message>
        <source>%1 was imported before, on %2, and no column tells its rows from new ones: they would all be doubled. Choose a key to match by, undo the first import, or say that duplicates are created.</source>
        <translation>%1 已于 %2 导入过，且没有任何列能区分旧行与新行，所有行都会重复。请选择用于匹配的标识列、撤销第一次导入，或指定允许创建重复记录。</translation>
    </message>
    <message>
        <source>%1 was imported before, on %2. Its rows are added once more.</source>
        <translation>%1 已于 %2 导入过。其中的行会再次添加。</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>Dates in “%1” are read as %2.</source>
        <translation>“%1”列的日期按 %2 读取。</translation>
    </message>
    <message>
        <source>Dates in “%1” could be read in two ways; they are read as %2. Please check.</source>
        <translation>“%1”列的日期有两种读法，现按 %2 读取，请核对。</translation>
    </message>
    <message>
        <source>“%1” holds shares: 0.15 is read as 15 %.</source>
        <translation>“%1”列是小数：0.15 读作 15%。</translation>
    </message>
    <message>
        <source>Amounts in “%1” are read in units of %2.</source>
        <translation>“%1”列的金额按“%2”计。</translation>
    </message>
    <message>
        <source>The import of %1 is already taken back.</source>
        <translation>%1 的导入已经撤销。</translation>
    </message>
    <message>
        <source>%1 was changed or built on since and stays.</source>
        <translation>%1 此后被修改或引用，予以保留。</translation>
    </message>
    <message>
        <source>The undo was stopped. What was taken back stays taken back; go on with the same command.</source>
        <translation>撤销已停止。已撤销的部分保持不变，可用同一操作继续。</translation>
    </message>
    <message>
        <source>The import cannot be taken back.</source>
        <translation>无法撤销该导入。</translation>
    </message>
    <message>
        <source>The export was stopped. No file was written.</source>
        <translation>导出已停止，没有写入文件。</translation>
    </message>
    <message>
        <source>There is no metric %1.</source>
        <translation>没有指标“%1”。</translation>
    </message>
    <message>
        <source>%1: %2 stands there twice.</source>
        <translation>%1：“%2”重复定义。</translation>
    </message>
    <message>
        <source>%1, %2: there is no metric %3.</source>
        <translation>%1 的 %2：没有指标“%3”。</translation>
    </message>
    <message>
        <source>There is no report %1. There are: %2.</source>
        <translation>没有报表“%1”。可用的有：%2。</translation>
    </message>
    <message>
        <source>A report takes no %1. It takes: %2.</source>
        <translation>报表没有参数“%1”。可用的有：%2。</translation>
    </message>
    <message>
        <source>%1: “%2” is not a date. Write it like 2026-11-19.</source>
        <translation>%1：“%2”不是日期，请写成 2026-11-19 的形式。</translation>
    </message>
    <message>
        <source>The period ends before it begins: %1 to %2.</source>
        <translation>统计期的结束早于开始：%1 至 %2。</translation>
    </message>
    <message>
        <source>%1: there is no “%2”.</source>
        <translation>%1：没有“%2”。</translation>
    </message>
    <message>
        <source>There is no such pipeline.</source>
        <translation>没有这个销售流程。</translation>
    </message>
    <message>
        <source>%1 has a fixed list; nothing can be added to it.</source>
        <translation>%1 的选项是固定的，不能添加。</translation>
    </message>
    <message>
        <source>%1 has “%2” already, in use or out of use.</source>
        <translation>%1 已有“%2”（可能已停用）。</translation>
    </message>
    <message>
        <source>%1: “%2” is not in the list.</source>
        <translation>%1：“%2”不在可选值中。</translation>
    </message>
    <message>
        <source>%1 cannot be “%2”.</source>
        <translation>%1不能是“%2”。</translation>
    </message>
    <message>
        <source>%1: “%2” has characters that no phone number has.</source>
        <translation>%1：“%2”含有电话号码不应有的字符。</translation>
    </message>
    <message>
        <source>%1: a mobile number has 11 digits, “%2” does not.</source>
        <translation>%1：手机号应为 11 位，“%2”不是。</translation>
    </message>
    <message>
        <source>%1: no mobile number begins as “%2” does.</source>
        <translation>%1：没有像“%2”这样开头的手机号。</translation>
    </message>
    <message>
        <source>%1: “%2” has no known area code.</source>
        <translation>%1：“%2”的区号无法识别。</translation>
    </message>
    <message>
        <source>%1: “%2” has too few or too many digits for a landline.</source>
        <translation>%1：“%2”作为固定电话位数不对。</translation>
    </message>
    <message>
        <source>%1: a phone number has 7 to 15 digits, “%2” does not.</source>
        <translation>%1：电话号码应为 7 至 15 位，“%2”不是。</translation>
    </message>
    <message>
        <source>%1: “%2” needs exactly one @.</source>
        <translation>%1：“%2”应含且仅含一个 @。</translation>
    </message>
    <message>
        <source>%1: the part before the @ of “%2” is not an address.</source>
        <translation>%1：“%2”中 @ 之前的部分不正确。</translation>
    </message>
    <message>
        <source>%1: the part after the @ of “%2” is not a domain.</source>
        <translation>%1：“%2”中 @ 之后的域名不正确。</translation>
    </message>
    <message>
        <source>%1: only http and https addresses are kept, not “%2”.</source>
        <translation>%1：仅支持 http 和 https 地址，“%2”不是。</translation>
    </message>
    <message>
        <source>%1: “%2” names no web host.</source>
        <translation>%1：“%2”没有有效的网站域名。</translation>
    </message>
    <message>
        <source>%1: the code has 18 characters, “%2” does not.</source>
        <translation>%1：统一社会信用代码应为 18 位，“%2”不是。</translation>
    </message>
    <message>
        <source>%1: “%2” has a character that the code never has.</source>
        <translation>%1：“%2”含有无效字符。</translation>
    </message>
    <message>
        <source>%1: the last character of “%2” should be %3.</source>
        <translation>%1：“%2”的校验位应为 %3。</translation>
    </message>
    <message>
        <source>%1 belongs to another customer. Choose one of this deal&apos;s customer, or leave it empty.</source>
        <translation>%1属于另一客户。请改选该商机客户的联系人，或留空。</translation>
    </message>
    <message>
        <source>Your role does not reach this record of %1.</source>
        <translation>您的角色无权处理这条%1记录。</translation>
    </message>
    <message>
        <source>Without this role nobody would have one, and everybody could do everything; give somebody another role first.</source>
        <translation>收回后将无人拥有角色，所有人都可执行任何操作；请先授予某人其他角色。</translation>
    </message>
    <message>
        <source>A record cannot be shared with oneself; choose another person, a team or a role.</source>
        <translation>不能把记录共享给自己；请选择其他人、团队或角色。</translation>
    </message>
    <message>
        <source>The fields of %1 were changed during the import. What is in stays in; import the file again for the rest.</source>
        <translation>导入期间%1的字段有改动。已导入的保留；其余部分请重新导入该文件。</translation>
    </message>
    <message>
        <source>The last administrator keeps the role; give it to somebody else first.</source>
        <translation>至少要保留一名管理员；请先把该角色授予其他人。</translation>
    </message>
    <message>
        <source>The role %1 would inherit itself.</source>
        <translation>角色%1会继承自身。</translation>
    </message>
    <message>
        <source>There is no object %1 to give a permission on.</source>
        <translation>没有名为 %1 的对象，无法为其设置权限。</translation>
    </message>
    <message>
        <source>%1 has no field %2 to give a permission on.</source>
        <translation>%1 没有名为 %2 的字段，无法为其设置权限。</translation>
    </message>
    <message>
        <source>The field %2 of %1 can only be edited by who may read it.</source>
        <translation>只有可查看 %1 的字段 %2 的角色才能编辑该字段。</translation>
    </message>
    <message>
        <source>The record condition %1 cannot be used: %2</source>
        <translation>记录条件 %1 无法使用：%2</translation>
    </message>
    <message>
        <source>A record is shared with a user, a team or a role, not with %1.</source>
        <translation>记录只能共享给用户、团队或角色，不能共享给 %1。</translation>
    </message>
    <message>
        <source>This share has ended already.</source>
        <translation>此共享已经到期。</translation>
    </message>
    <message>
        <source>Nobody has a role yet, so everybody may do everything.</source>
        <translation>尚未给任何人分配角色，因此所有人都拥有全部权限。</translation>
    </message>
    <message>
        <source>%1 may not work here: the user is disabled or only invited.</source>
        <translation>%1不能使用系统：该用户已停用或仅受邀请。</translation>
    </message>
    <message>
        <source>%1 has no role and may do only what everybody may.</source>
        <translation>%1没有角色，只拥有所有人都有的权限。</translation>
    </message>
    <message>
        <source>%1 stands in for %2, who is away.</source>
        <translation>%2不在，由%1代理。</translation>
    </message>
    <message>
        <source>%1 is the owner or an administrator and may do everything.</source>
        <translation>%1是所有者或管理员，拥有全部权限。</translation>
    </message>
    <message>
        <source>Everybody sees this record of %2.</source>
        <translation>所有人都能看到这条%2记录。</translation>
    </message>
    <message>
        <source>Everybody sees records of %2 of their own; this one is not %1&apos;s.</source>
        <translation>每个人都能看到自己的%2记录；这条不属于%1。</translation>
    </message>
    <message>
        <source>The role %1 shows records of %2 in the scope “%3”: this one lies in it.</source>
        <translation>角色“%1”可查看“%3”范围内的%2记录：这条在范围内。</translation>
    </message>
    <message>
        <source>The role %1 shows records of %2 in the scope “%3”: this one does not lie in it.</source>
        <translation>角色“%1”可查看“%3”范围内的%2记录：这条不在范围内。</translation>
    </message>
    <message>
        <source>The role %1 has no permission on %2.</source>
        <translation>角色“%1”没有%2的权限。</translation>
    </message>
    <message>
        <source>The role %1 shows %2 with the record it belongs to, which is in sight.</source>
        <translation>角色“%1”可随所属记录查看%2：所属记录可见。</translation>
    </message>
    <message>
        <source>The role %1 shows %2 with the record it belongs to, which is out of sight.</source>
        <translation>角色“%1”可随所属记录查看%2：所属记录不可见。</translation>
    </message>
    <message>
        <source>The record is shared with %1.</source>
        <translation>该记录已共享给%1。</translation>
    </message>
    <message>
        <source>Other records of %2 are shared with %1, this one is not.</source>
        <translation>共享给%1的是其他%2记录，不包括这条。</translation>
    </message>
    <message>
        <source>For %1 the field %2 is hidden.</source>
        <translation>对“%1”而言，字段“%2”隐藏。</translation>
    </message>
    <message>
        <source>For %1 the field %2 is masked.</source>
        <translation>对“%1”而言，字段“%2”以掩码显示。</translation>
    </message>
    <message>
        <source>For %1 the field %2 is read-only.</source>
        <translation>对“%1”而言，字段“%2”只读。</translation>
    </message>
    <message>
        <source>For %1 the field %2 is editable.</source>
        <translation>对“%1”而言，字段“%2”可编辑。</translation>
    </message>
    <message>
        <source>Only administrators change %1.</source>
        <translation>只有管理员可以修改%1。</translation>
    </message>
    <message>
        <source>So %1 sees “%2”.</source>
        <translation>因此，%1可以看到“%2”。</translation>
    </message>
    <message>
        <source>So %1 does not see “%2”.</source>
        <translation>因此，%1看不到“%2”。</translation>
    </message>
    <message>
        <source>This export has more than %2 rows, or columns with sensitive values, of %1. Your role may not take that much.</source>
        <translation>本次导出%1超过 %2 行，或包含敏感字段。您的角色无权导出。</translation>
    </message>
    <message>
        <source>There is no role with the code %1.</source>
        <translation>没有编码为 %1 的角色。</translation>
    </message>
    <message>
        <source>The request is malformed.</source>
        <translation>请求格式不正确。</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>The sign-in is over. Refresh it.</source>
        <translation>登录已过期，请刷新。</translation>
    </message>
    <message>
        <source>Workspace, user or password is wrong.</source>
        <translation>工作区、用户或密码不正确。</translation>
    </message>
    <message>
        <source>Too many wrong passwords. Wait, then try again.</source>
        <translation>密码错误次数过多，请稍候再试。</translation>
    </message>
    <message>
        <source>This sign-in was used twice. The device was revoked; enrol it again.</source>
        <translation>此登录被重复使用，设备已停用，请重新登记。</translation>
    </message>
    <message>
        <source>You may not do this.</source>
        <translation>您无权执行此操作。</translation>
    </message>
    <message>
        <source>This device was revoked. Ask an administrator, then enrol it again.</source>
        <translation>此设备已停用。请联系管理员，然后重新登记。</translation>
    </message>
    <message>
        <source>This device was ordered to delete its data.</source>
        <translation>已命令此设备删除其数据。</translation>
    </message>
    <message>
        <source>This user is disabled.</source>
        <translation>此用户已停用。</translation>
    </message>
    <message>
        <source>Choose a new password first.</source>
        <translation>请先设置新密码。</translation>
    </message>
    <message>
        <source>This password cannot be taken.</source>
        <translation>不能使用此密码。</translation>
    </message>
    <message>
        <source>There is nothing here.</source>
        <translation>此处没有内容。</translation>
    </message>
    <message>
        <source>This cannot be asked in this way.</source>
        <translation>此处不支持这种请求方式。</translation>
    </message>
    <message>
        <source>The request took too long to arrive.</source>
        <translation>请求传送超时。</translation>
    </message>
    <message>
        <source>The server begins a new history.</source>
        <translation>服务器已开始新的历史记录。</translation>
    </message>
    <message>
        <source>Server history differs from this device.</source>
        <translation>服务器的历史记录与此设备不一致。</translation>
    </message>
    <message>
        <source>Two copies of this device are at work.</source>
        <translation>此设备有两份副本在同时工作。</translation>
    </message>
    <message>
        <source>Changes before these are missing.</source>
        <translation>缺少在此之前的更改。</translation>
    </message>
    <message>
        <source>This device was away for too long.</source>
        <translation>此设备离线时间过长。</translation>
    </message>
    <message>
        <source>This first synchronisation has to begin anew.</source>
        <translation>首次同步需要重新开始。</translation>
    </message>
    <message>
        <source>The request is larger than is taken here.</source>
        <translation>请求超过允许的大小。</translation>
    </message>
    <message>
        <source>The body is of a kind that is not taken here.</source>
        <translation>不接受此类型的请求内容。</translation>
    </message>
    <message>
        <source>Update the program.</source>
        <translation>请更新程序。</translation>
    </message>
    <message>
        <source>Too many requests. Wait, then try again.</source>
        <translation>请求过于频繁，请稍候再试。</translation>
    </message>
    <message>
        <source>The head of the request is too large.</source>
        <translation>请求头过大。</translation>
    </message>
    <message>
        <source>The server failed. Try again; the log says more.</source>
        <translation>服务器出错。请重试；详情见日志。</translation>
    </message>
    <message>
        <source>The server is busy. Try again in a moment.</source>
        <translation>服务器繁忙，请稍后再试。</translation>
    </message>
    <message>
        <source>The server is not ready yet. Try again in a moment.</source>
        <translation>服务器尚未就绪，请稍后再试。</translation>
    </message>
    <message>
        <source>The server is going down. Try again in a moment.</source>
        <translation>服务器正在停止，请稍后再试。</translation>
    </message>
    <message>
        <source>There is no room for more of this until an administrator has worked through what is there.</source>
        <translation>此处已无空间容纳更多内容，须先由管理员处理现有内容。</translation>
    </message>
    <message>
        <source>Cannot listen on %1: %2.</source>
        <translation>无法监听 %1：%2。</translation>
    </message>
    <message>
        <source>Another server listens on %1. Stop it first.</source>
        <translation>已有另一个服务器在监听 %1，请先停止它。</translation>
    </message>
    <message>
        <source>The server could not be started.</source>
        <translation>无法启动服务器。</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2.</source>
        <translation>无法使用 %1：%2。</translation>
    </message>
    <message>
        <source>The key %2 does not belong to the certificate %1.</source>
        <translation>密钥 %2 与证书 %1 不匹配。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>A certificate could not be made: %1.</source>
        <translation>无法生成证书：%1。</translation>
    </message>
    <message>
        <source>The cryptography of this machine does not work.</source>
        <translation>此计算机的加密功能无法使用。</translation>
    </message>
    <message>
        <source>The server&apos;s keys are missing. Restore a backup or make a new server.</source>
        <translation>服务器的密钥缺失。请恢复备份或新建服务器。</translation>
    </message>
    <message>
        <source>This request was made before.</source>
        <translation>此请求已提交过。</translation>
    </message>
    <message>
        <source>This sign-in belongs to a device already.</source>
        <translation>此登录已绑定到一台设备。</translation>
    </message>
    <message>
        <source>This key belongs to another device.</source>
        <translation>此密钥属于另一台设备。</translation>
    </message>
    <message>
        <source>The signature is wrong or too old.</source>
        <translation>签名不正确或已过期。</translation>
    </message>
    <message>
        <source>There is no device %1.</source>
        <translation>没有设备 %1。</translation>
    </message>
    <message>
        <source>A password has at least %1 characters.</source>
        <translation>密码至少需要 %1 个字符。</translation>
    </message>
    <message>
        <source>A password has at most %1 bytes.</source>
        <translation>密码最多 %1 字节。</translation>
    </message>
    <message>
        <source>The password is the login name. Choose another.</source>
        <translation>密码与登录名相同，请另选一个。</translation>
    </message>
    <message>
        <source>This is the old password. Choose another.</source>
        <translation>这是旧密码，请另选一个。</translation>
    </message>
    <message>
        <source>Made the server %1 with the workspace %2.</source>
        <translation>已创建服务器 %1，工作区为 %2。</translation>
    </message>
    <message>
        <source>Sign in as %1 with the password %2 and change it.</source>
        <translation>请用 %1 和密码 %2 登录，并修改密码。</translation>
    </message>
    <message>
        <source>The passwords are %1 lines, but %2 people need one each: the administrator first, then each --user.</source>
        <translation>密码共 %1 行，但 %2 人各需一行：先是管理员，然后依次是每个 --user。</translation>
    </message>
    <message>
        <source>Only administrators let others sign in. Ask one.</source>
        <translation>只有管理员可以让他人登录，请联系管理员。</translation>
    </message>
    <message>
        <source>One&apos;s own password is not given but changed, with the old one: dealwright-cli device signin --new-password-file F</source>
        <translation>自己的密码不能由自己重置，只能用旧密码修改：dealwright-cli device signin --new-password-file F</translation>
    </message>
    <message>
        <source>The server does not have this user yet. Sync first, then give the password.</source>
        <translation>服务器上还没有这个用户。请先同步，再设置密码。</translation>
    </message>
    <message>
        <source>%1 signs in with the password %2 and changes it. It is not shown again.</source>
        <translation>%1 使用密码 %2 登录并修改密码。该密码不会再次显示。</translation>
    </message>
    <message>
        <source>%1 signs in with the new password and changes it.</source>
        <translation>%1 使用新密码登录并修改密码。</translation>
    </message>
    <message>
        <source>Fingerprint of the certificate: %1</source>
        <translation>证书指纹：%1</translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation>正在监听 %1</translation>
    </message>
    <message>
        <source>The backup %1 comes back whole: it was restored aside and verified.</source>
        <translation>备份 %1 可完整恢复：已另处恢复并校验。</translation>
    </message>
    <message>
        <source>The backup %1 does not come back whole: %2: %3. Make a new one and rehearse that.</source>
        <translation>备份 %1 无法完整恢复：%2：%3。请重新备份并再次演练。</translation>
    </message>
    <message>
        <source>Restored the server to %1. Devices compare what they have with it.</source>
        <translation>已将服务器恢复到 %1。各设备将与其核对数据。</translation>
    </message>
    <message>
        <source>%1: %2 rows, SHA-256 %3</source>
        <translation>%1：%2 行，SHA-256 %3</translation>
    </message>
    <message>
        <source>The server&apos;s data is in the database now, and every table there reads as before. Start the server as you did; laptops go on.</source>
        <translation>服务器数据现已在数据库中，每个表的内容均与之前一致。请照常启动服务器，各笔记本将继续工作。</translation>
    </message>
    <message>
        <source>The running server does not answer. Look at its log.</source>
        <translation>正在运行的服务器没有响应，请查看其日志。</translation>
    </message>
    <message>
        <source>Everybody may change this record of %2.</source>
        <translation>此%2人人可改。</translation>
    </message>
    <message>
        <source>Everybody may change records of %2 of their own; this one is not %1&apos;s.</source>
        <translation>人人可改自己的%2；此记录不属于 %1。</translation>
    </message>
    <message>
        <source>The role %1 gives the right “%4” on records of %2 in the scope “%3”: this one lies in it.</source>
        <translation>角色“%1”在“%3”范围内对%2有“%4”权限：此记录在范围内。</translation>
    </message>
    <message>
        <source>The role %1 gives the right “%4” on records of %2 in the scope “%3”: this one does not lie in it.</source>
        <translation>角色“%1”在“%3”范围内对%2有“%4”权限：此记录不在范围内。</translation>
    </message>
    <message>
        <source>The role %1 gives the right “%4” on %2 with the record it belongs to, which is in reach.</source>
        <translation>角色“%1”对%2的“%4”权限随其所属记录，所属记录在范围内。</translation>
    </message>
    <message>
        <source>The role %1 gives the right “%4” on %2 with the record it belongs to, which is out of reach.</source>
        <translation>角色“%1”对%2的“%4”权限随其所属记录，所属记录不在范围内。</translation>
    </message>
    <message>
        <source>The record is shared with %1 for editing.</source>
        <translation>此记录已共享给 %1，可编辑。</translation>
    </message>
    <message>
        <source>Other records of %2 are shared with %1 for editing, this one is not.</source>
        <translation>有其他%2共享给 %1 编辑，但不含此记录。</translation>
    </message>
    <message>
        <source>The role %1 gives the right “%3” on %2.</source>
        <translation>角色“%1”对%2有“%3”权限。</translation>
    </message>
    <message>
        <source>The role %1 does not give the right “%3” on %2.</source>
        <translation>角色“%1”对%2没有“%3”权限。</translation>
    </message>
    <message>
        <source>So %1 has the right “%3” on “%2”.</source>
        <translation>因此 %1 对“%2”有“%3”权限。</translation>
    </message>
    <message>
        <source>So %1 does not have the right “%3” on “%2”.</source>
        <translation>因此 %1 对“%2”没有“%3”权限。</translation>
    </message>
    <message>
        <source>Password:</source>
        <translation>密码：</translation>
    </message>
    <message>
        <source>%1 is a laptop of %2 now, as %3 (%4). Fetch what is there: sync</source>
        <translation>%1 现在是 %2 的笔记本，用户 %3（%4）。取回服务器上的内容：sync</translation>
    </message>
    <message>
        <source>Signed in as %1.</source>
        <translation>已以 %1 的身份登录。</translation>
    </message>
    <message>
        <source>%1 cannot be reached. Check the address and the network; work goes on here and is sent next time.</source>
        <translation>无法连接 %1。请检查地址和网络；本机可继续工作，下次会自动发送。</translation>
    </message>
    <message>
        <source>%1 does not answer in time. Check the network and sync again; nothing is lost.</source>
        <translation>%1 未及时响应。请检查网络后再次同步；不会丢失任何内容。</translation>
    </message>
    <message>
        <source>The connection to %1 broke. Sync again; nothing is lost and nothing happens twice.</source>
        <translation>与 %1 的连接中断。请再次同步；不会丢失内容，也不会重复执行。</translation>
    </message>
    <message>
        <source>%1 is not running behind its address (%2). Sync again later.</source>
        <translation>%1 的地址有响应，但服务器没有运行（%2）。请稍后再同步。</translation>
    </message>
    <message>
        <source>The server is busy (%1). Sync again in some minutes; nothing is lost.</source>
        <translation>服务器繁忙（%1）。请几分钟后再同步；不会丢失任何内容。</translation>
    </message>
    <message>
        <source>The server was put back to an older state, and an administrator looks at it. Work goes on here; sync again in ten minutes.</source>
        <translation>服务器已恢复到较早的状态，管理员正在处理。可以继续在本机工作；请十分钟后再同步。</translation>
    </message>
    <message>
        <source>Something else answered in place of %1 (%2). If this network wants a sign-in of its own, open any page in a browser first; else check the address.</source>
        <translation>应答的不是 %1，而是别的设备（%2）。如果当前网络需要先登录，请先用浏览器打开任意网页；否则请检查地址。</translation>
    </message>
    <message>
        <source>%1 answered more than is taken at once. Nothing was changed here; ask its administrator.</source>
        <translation>%1 返回的内容超过一次可接收的上限。本机未作任何更改；请联系其管理员。</translation>
    </message>
    <message>
        <source>Nobody this computer trusts vouches for %1. Its certificate has the fingerprint %2. If the administrator reads out the same one, enrol with it: --fingerprint %2</source>
        <translation>本机信任的机构都不为 %1 担保。其证书指纹为 %2。如果管理员念出的指纹与此相同，请带上它注册：--fingerprint %2</translation>
    </message>
    <message>
        <source>%1 shows another certificate than when this laptop was enrolled (%2, not %3). Nothing was sent. Ask the administrator whether it was renewed; if not, somebody listens.</source>
        <translation>%1 出示的证书与本机注册时的不同（现为 %2，原为 %3）。没有发送任何内容。请向管理员确认证书是否已更换；如果没有，说明有人在窃听。</translation>
    </message>
    <message>
        <source>The certificate of %1 was good until %2 and it is %3 here. If this computer&apos;s date is right, the administrator has to renew it.</source>
        <translation>%1 的证书有效期至 %2，而本机日期为 %3。如果本机日期正确，管理员需要更新证书。</translation>
    </message>
    <message>
        <source>The certificate of %1 is good from %2 on and it is %3 here. Set this computer&apos;s date right, then sync again.</source>
        <translation>%1 的证书自 %2 起有效，而本机日期为 %3。请校正本机日期后再同步。</translation>
    </message>
    <message>
        <source>The certificate that %1 shows is for another name. Use the name that it is for, or, if the administrator reads out the fingerprint %2, enrol with --fingerprint %2</source>
        <translation>%1 出示的证书属于另一个名称。请使用证书上的名称；或者在管理员念出的指纹与 %2 相同时，带上它注册：--fingerprint %2</translation>
    </message>
    <message>
        <source>No encrypted connection to %1 comes about. Check that the address is the server&apos;s and that it speaks TLS 1.2 or newer.</source>
        <translation>无法与 %1 建立加密连接。请检查该地址是否为服务器地址，以及它是否支持 TLS 1.2 或更高版本。</translation>
    </message>
    <message>
        <source>Syncing was stopped. What was done stays.</source>
        <translation>同步已停止。已完成的部分保留。</translation>
    </message>
    <message>
        <source>%1 is no address of a server. Write https://HOST or https://HOST:PORT</source>
        <translation>%1 不是服务器地址。请写成 https://主机 或 https://主机:端口</translation>
    </message>
    <message>
        <source>%1 is no fingerprint. It is 64 digits 0-9 A-F, as the server&apos;s administrator sees it.</source>
        <translation>%1 不是指纹。指纹是管理员在服务器上看到的 64 位数字 0-9 A-F。</translation>
    </message>
    <message>
        <source>The name or the password is wrong. Try again.</source>
        <translation>用户名或密码错误，请重试。</translation>
    </message>
    <message>
        <source>Too many wrong passwords. Wait %1 seconds, then try again.</source>
        <translation>密码错误次数过多。请等待 %1 秒后重试。</translation>
    </message>
    <message>
        <source>The server wants a new password first. Enrol with --new-password-file, or change the password there.</source>
        <translation>服务器要求先设置新密码。请在注册时加上 --new-password-file，或先在服务器上修改密码。</translation>
    </message>
    <message>
        <source>The sign-in of this laptop is over. Sign in again: device signin; what waits here is sent afterwards.</source>
        <translation>本机的登录已失效。请重新登录：device signin；待发送的内容会在登录后发送。</translation>
    </message>
    <message>
        <source>This user is disabled at the server. What waits here stays; ask an administrator.</source>
        <translation>该用户在服务器上已被停用。本机待发送的内容保留；请联系管理员。</translation>
    </message>
    <message>
        <source>This user is disabled at the server, and its list of failed offline changes has no room for %1 more of this laptop. They stay here; ask an administrator to work through that list.</source>
        <translation>该用户在服务器上已被停用，服务器的离线更改失败列表已无空间容纳本机的另外 %1 项更改。这些更改保留在本机；请联系管理员处理该列表。</translation>
    </message>
    <message>
        <source>%1 is not in the list of failed offline changes. See issues.</source>
        <translation>%1 不在离线更改失败列表中。请参阅 issues。</translation>
    </message>
    <message>
        <source>This laptop was revoked at the server. Sign in to register it anew: device signin; what waits here is sent afterwards.</source>
        <translation>本机已在服务器上被撤销。登录即可重新登记：device signin；待发送的内容会随后发送。</translation>
    </message>
    <message>
        <source>The server orders this laptop to delete its data. Ask an administrator before anything else is done here.</source>
        <translation>服务器命令本机删除数据。在进行其他操作之前，请联系管理员。</translation>
    </message>
    <message>
        <source>The data of this workspace was deleted from this laptop by order of its server.</source>
        <translation>根据服务器的命令，此工作区的数据已从本机删除。</translation>
    </message>
    <message>
        <source>%1 is to be deleted by order of the server and could not be. Close what uses it.</source>
        <translation>根据服务器的命令应删除 %1，但未能删除。请关闭正在使用它的程序。</translation>
    </message>
    <message>
        <source>This laptop has not heard from its server for more than %1 days and is locked. Go online and sign in again; what waits here is kept.</source>
        <translation>本机已超过 %1 天未与服务器联系，现已锁定。请联网并重新登录；待发送的内容会保留。</translation>
    </message>
    <message>
        <source>The clock of this computer was set back. Set it right, or go online and sync once; what waits here is kept.</source>
        <translation>这台电脑的时钟被调回了过去。请校准时钟，或联网同步一次；待发送的内容会保留。</translation>
    </message>
    <message>
        <source>There are two copies of this laptop&apos;s folder, and the other one has synced since. Sign in to make this one a laptop of its own: device signin; what waits here is sent afterwards.</source>
        <translation>本机的文件夹存在两个副本，另一个此后已同步过。登录即可让此副本成为独立的设备：device signin；待发送的内容会随后发送。</translation>
    </message>
    <message>
        <source>The server was put back to an older state just now. What is here stays; sync again.</source>
        <translation>服务器刚刚恢复到较早的状态。本机内容保留；请再次同步。</translation>
    </message>
    <message>
        <source>This laptop was away for so long that all is compared anew. What waits here stays; sync again.</source>
        <translation>本机离线太久，需要重新核对全部内容。待发送的内容保留；请再次同步。</translation>
    </message>
    <message>
        <source>The server speaks a newer language than this program. Update the program, then sync again.</source>
        <translation>服务器的协议比本程序新。请更新程序后再同步。</translation>
    </message>
    <message>
        <source>The server refuses: %1</source>
        <translation>服务器拒绝：%1</translation>
    </message>
    <message>
        <source>This file is not on the laptop. It comes with the next sync.</source>
        <translation>此文件尚未下载，联网后自动获取。</translation>
    </message>
    <message>
        <source>The server did not take the changes of this laptop yet. Sync again; if it stays so, ask an administrator.</source>
        <translation>服务器暂未接受本机的更改。请再次同步；如果一直如此，请联系管理员。</translation>
    </message>
    <message>
        <source>%1 is not joined to a server. Enrol a new folder: device enrol</source>
        <translation>%1 没有加入任何服务器。请用新文件夹注册：device enrol</translation>
    </message>
    <message>
        <source>%1, by which the server knows this laptop, cannot be read. Enrol a new folder.</source>
        <translation>无法读取 %1（服务器据此识别本机）。请用新文件夹重新注册。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>This workspace is joined to a server: here only %1 acts. Leave out --as.</source>
        <translation>此工作区已加入服务器：在这里只能以 %1 的身份操作。请去掉 --as。</translation>
    </message>
    <message>
        <source>%1 has been taken out of the workspace meanwhile, so what you typed there was not taken over. Keep it as a note, or let it go.</source>
        <translation>%1 已从此工作区移除，因此您在其中填写的内容未被采用。请存为备注，或予以放弃。</translation>
    </message>
    <message>
        <source>There is no place any more for what you typed. Keep it as a note, or let it go.</source>
        <translation>您填写的内容已无处存放。请存为备注，或予以放弃。</translation>
    </message>
    <message>
        <source>Somebody else changed %1 first. Their value was kept; yours is here to be used.</source>
        <translation>他人先修改了 %1。已保留对方的值；您的值在此备用。</translation>
    </message>
    <message>
        <source>Somebody else changed %1 meanwhile. Look at it, then do it again.</source>
        <translation>他人在此期间修改了 %1。请查看后重新操作。</translation>
    </message>
    <message>
        <source>The record was deleted meanwhile.</source>
        <translation>该记录在此期间已被删除。</translation>
    </message>
    <message>
        <source>Somebody else changed the record meanwhile, so it was not deleted.</source>
        <translation>他人在此期间修改了该记录，因此没有删除。</translation>
    </message>
    <message>
        <source>The record does not exist any more, or you may not see it any more.</source>
        <translation>该记录已不存在，或您已无权查看。</translation>
    </message>
    <message>
        <source>It builds on another change that the server refused.</source>
        <translation>它依赖于另一项被服务器拒绝的更改。</translation>
    </message>
    <message>
        <source>Another record has a value that only one may have.</source>
        <translation>另一条记录已有一个只能唯一的值。</translation>
    </message>
    <message>
        <source>The server was put back to an older state and does not know this record any more. If nobody else brings it back, enter it again.</source>
        <translation>服务器已恢复到较早的状态，不再有这条记录。如果没有其他人把它带回来，请重新录入。</translation>
    </message>
    <message>
        <source>The server was put back to an older state and does not know this record any more, and you may not see it any more. What was in it has left this laptop.</source>
        <translation>服务器已恢复到较早的状态，不再有这条记录，您也不再有权查看它。其中的内容已从本机移除。</translation>
    </message>
    <message>
        <source>The server failed to check it. Tell the administrator, then do it again.</source>
        <translation>服务器检查时出错。请告知管理员，然后重新操作。</translation>
    </message>
    <message>
        <source>The server refused it (%1).</source>
        <translation>服务器拒绝了它（%1）。</translation>
    </message>
    <message>
        <source>This is the workspace of a server. Import on a laptop that is joined to it.</source>
        <translation>这是服务器的工作区。请在已加入该服务器的电脑上导入。</translation>
    </message>
    <message>
        <source>The row is larger than a shared workspace takes at once. Shorten its texts.</source>
        <translation>此行超过共享工作区一次可接收的大小。请缩短其中的文字。</translation>
    </message>
    <message>
        <source>The row cannot be read (%1).</source>
        <translation>此行无法读取（%1）。</translation>
    </message>
    <message>
        <source>%1 rows wait for the server, which checks each of them. What it refuses comes to Needs attention, row by row.</source>
        <translation>%1 行等待服务器逐行检查。服务器拒绝的行会逐行出现在“需要处理”中。</translation>
    </message>
    <message>
        <source>Row %1 of %2: %3</source>
        <translation>%2 第 %1 行：%3</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>In step. Changes sent: %1; records taken over: %2.</source>
        <translation>已同步。发送的更改：%1；取回的记录：%2。</translation>
    </message>
    <message>
        <source>In step. Waiting: %1; needs your attention: %2.</source>
        <translation>已同步。等待发送：%1；需要您处理：%2。</translation>
    </message>
    <message>
        <source>Not in step. %1 Waiting: %2; needs your attention: %3.</source>
        <translation>未同步。%1 等待发送：%2；需要您处理：%3。</translation>
    </message>
    <message>
        <source>Changes that need your attention: %1. See them: sync --inbox</source>
        <translation>需要您处理的更改：%1。查看：sync --inbox</translation>
    </message>
    <message>
        <source>The workspace refuses it: %1</source>
        <translation>工作区拒绝了此操作：%1</translation>
    </message>
    <message>
        <source>It is more than one step may change. Keep it as a note, or do it in smaller parts.</source>
        <translation>这超出了一步可以修改的范围。请存为备忘，或分成较小的几步。</translation>
    </message>
    <message>
        <source>Your role does not allow this any more.</source>
        <translation>您的角色已不再允许此操作。</translation>
    </message>
    <message>
        <source>Your role does not let you change one of these fields any more.</source>
        <translation>您的角色已不再允许修改其中某个字段。</translation>
    </message>
    <message>
        <source>Records that belong to it may not be deleted by you, so it was not deleted.</source>
        <translation>其下属记录不允许您删除，因此未删除。</translation>
    </message>
    <message>
        <source>It uses a kind of record or field that the server does not have any more.</source>
        <translation>它使用的记录类型或字段在服务器上已不存在。</translation>
    </message>
    <message>
        <source>The server does not do this for a laptop. Do it on the server, or keep it as a note.</source>
        <translation>服务器不代笔记本电脑执行此操作。请在服务器上操作，或存为备忘。</translation>
    </message>
    <message>
        <source>A rule does not allow these values.</source>
        <translation>规则不允许这些值。</translation>
    </message>
    <message>
        <source>The deal lacks what the stage asks for. Fill it in, then move it again.</source>
        <translation>该商机缺少此阶段要求的内容。请补填后再推进。</translation>
    </message>
    <message>
        <source>The record is locked while it waits for an approval.</source>
        <translation>该记录正在等待审批，已锁定。</translation>
    </message>
    <message>
        <source>What was to be approved was changed meanwhile. Look at it again.</source>
        <translation>待审批的内容在此期间已被修改。请重新查看。</translation>
    </message>
    <message>
        <source>Somebody else has decided this step of the approval already.</source>
        <translation>他人已处理此审批步骤。</translation>
    </message>
    <message>
        <source>You do not decide this approval.</source>
        <translation>此审批不由您处理。</translation>
    </message>
    <message>
        <source>Somebody else has claimed it first.</source>
        <translation>他人已先行领取。</translation>
    </message>
    <message>
        <source>Your reservation of it has run out.</source>
        <translation>您的预留已过期。</translation>
    </message>
    <message>
        <source>%1: %2 steps together</source>
        <translation>%1：共 %2 步操作</translation>
    </message>
    <message>
        <source>New %1: %2</source>
        <translation>新建%1：%2</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <source>Change %1 and others (%2)</source>
        <translation>修改 %1 等 %2 条</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>恢复 %1</translation>
    </message>
    <message>
        <source>Move %1 to %2</source>
        <translation>将 %1 推进到 %2</translation>
    </message>
    <message>
        <source>Log %1</source>
        <translation>记录 %1</translation>
    </message>
    <message>
        <source>Attach %1</source>
        <translation>添加附件 %1</translation>
    </message>
    <message>
        <source>Complete %1</source>
        <translation>完成 %1</translation>
    </message>
    <message>
        <source>Snooze %1</source>
        <translation>推迟 %1</translation>
    </message>
    <message>
        <source>New value of a list: %1</source>
        <translation>新增列表值：%1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Not taken over: %1</source>
        <translation>未被采纳：%1</translation>
    </message>
    <message>
        <source>%1, typed %2. The server did not take it over:</source>
        <translation>%1，填写于 %2。服务器未采纳：</translation>
    </message>
    <message>
        <source>Number %1 does not wait any more.</source>
        <translation>第 %1 号已不再等待处理。</translation>
    </message>
    <message>
        <source>What the server holds now is not here yet. Sync once more, then use your value.</source>
        <translation>服务器当前的值尚未到达此处。请再同步一次，然后使用您的值。</translation>
    </message>
    <message>
        <source>The record is not in the recycle bin here. Sync, then look again.</source>
        <translation>该记录不在此处的回收站中。请同步后再查看。</translation>
    </message>
    <message>
        <source>Number %1 has no field %2 to decide.</source>
        <translation>第 %1 号没有可处理的字段 %2。</translation>
    </message>
    <message>
        <source>Signed in as %1; this laptop is a new device (%2). Send what waits: sync</source>
        <translation>已以 %1 的身份登录；本机现为新设备（%2）。发送待发内容：sync</translation>
    </message>
    <message>
        <source>At %1 there is another server or user than the one that this laptop belongs to. Nothing was sent.</source>
        <translation>%1 上的服务器或用户并非本机所属。未发送任何内容。</translation>
    </message>
    <message>
        <source>The server has no room for more files.</source>
        <translation>服务器已没有空间存放更多文件。</translation>
    </message>
    <message>
        <source>There is no policy %1. See those that there are: policy list</source>
        <translation>没有名为 %1 的策略。查看现有策略：policy list</translation>
    </message>
    <message>
        <source>%1 holds for all; leave out --role.</source>
        <translation>%1 对所有人生效；请去掉 --role。</translation>
    </message>
    <message>
        <source>%1 names a record that is not there: %2. Search for it, or make it first.</source>
        <translation>%1指向的记录不存在：%2。请搜索，或先新建。</translation>
    </message>
    <message>
        <source>%1: “%2” was deleted. Choose another, or restore it.</source>
        <translation>%1：“%2”已删除。请另选一个，或将其恢复。</translation>
    </message>
    <message>
        <source>%1 has the same %2 and may be the same one. Open it, or say why there is another.</source>
        <translation>%1的%2相同，可能是同一个。请打开它，或说明为什么还要再建一个。</translation>
    </message>
    <message>
        <source>One that you may not see has the same %1. Ask before you make another.</source>
        <translation>有一条你看不到的记录%1相同。再建之前请先询问。</translation>
    </message>
    <message>
        <source>One of team %2 has the same %1. Ask them before you make another.</source>
        <translation>%2团队有一条记录%1相同。再建之前请先询问他们。</translation>
    </message>
    <message>
        <source>Nothing of %1 is checked for duplicates. Mark a field for that in its definition.</source>
        <translation>%1没有参与查重的字段。请在其定义中为字段开启查重。</translation>
    </message>
    <message>
        <source>%1 has the same %2.</source>
        <translation>%1的%2相同。</translation>
    </message>
    <message>
        <source>Made although %1 has the same %2.</source>
        <translation>虽然%1的%2相同，仍已保存。</translation>
    </message>
    <message>
        <source>Made although one that you may not see has the same %1.</source>
        <translation>虽然有一条你看不到的记录%1相同，仍已保存。</translation>
    </message>
    <message>
        <source>Your role may not say that there are two (%1).</source>
        <translation>你的角色不能确认这是两个不同的%1。</translation>
    </message>
    <message>
        <source>Someone else moved it to %1 meanwhile. Look at it before you move it again.</source>
        <translation>期间有人已把它移到%1。请先看一眼再移动。</translation>
    </message>
    <message>
        <source>%1: new %2, the same %3, there already %4, left behind %5</source>
        <translation>%1：新增 %2，相同 %3，已存在 %4，不带入 %5</translation>
    </message>
    <message>
        <source>%1 looks like %2 (%3 of 100): --duplicate %4=same, both or leave</source>
        <translation>%1 与 %2 相似（%3/100）：--duplicate %4=same、both 或 leave</translation>
    </message>
    <message>
        <source>The server lacks %1 (%2), records: %3</source>
        <translation>服务器缺少 %1（%2），涉及记录：%3</translation>
    </message>
    <message>
        <source>You may not write %1 (%2): left out of records: %3</source>
        <translation>您无权填写 %1（%2）：从记录中略去：%3</translation>
    </message>
    <message>
        <source>%1: left behind %2 (%3)</source>
        <translation>%1：不带入 %2（%3）</translation>
    </message>
    <message>
        <source>The server does not know %1 (%2): what was theirs becomes yours (%3)</source>
        <translation>服务器不认识 %1（%2）：其名下内容归您（%3）</translation>
    </message>
    <message>
        <source>Stage %1 becomes %2, deals: %3</source>
        <translation>阶段 %1 变为 %2，商机：%3</translation>
    </message>
    <message>
        <source>In the recycle bin, left behind: %1</source>
        <translation>回收站中不带入：%1</translation>
    </message>
    <message>
        <source>Brought along, records: %1.</source>
        <translation>已带入记录：%1。</translation>
    </message>
    <message>
        <source>%1 belongs to a server already. Only what was done alone can be brought along.</source>
        <translation>%1 已属于某个服务器。只有独立工作区的内容可以带入。</translation>
    </message>
    <message>
        <source>This laptop has not fetched yet what the server holds. Sync first, then bring the workspace along.</source>
        <translation>本机尚未取得服务器上的内容。请先同步，再带入工作区。</translation>
    </message>
    <message>
        <source>You may not import records with their history. Ask an administrator of the server for that right; nothing was brought.</source>
        <translation>您无权带历史导入记录。请向服务器管理员申请此权限；未带入任何内容。</translation>
    </message>
    <message>
        <source>Records that look like ones of the server: %1 (first: %2, there %3). Say of each: the same record, keep both, or leave it behind.</source>
        <translation>有 %1 条记录与服务器上的记录相似（第一条：%2，服务器上为 %3）。请逐条说明：同一条记录、两条都保留，或不带入。</translation>
    </message>
    <message>
        <source>Fields, values or objects that the server lacks: %1 (first: %2). Leave what is in them behind, or have an administrator make them.</source>
        <translation>服务器缺少 %1 个字段、选项或对象（第一个：%2）。请选择不带入其中的内容，或由管理员在服务器上建立。</translation>
    </message>
    <message>
        <source>Only an administrator can make the fields, values or objects that the server lacks (%1). Leave what is in them behind, or ask one.</source>
        <translation>服务器缺少的字段、选项或对象（%1）只能由管理员建立。请选择不带入其中的内容，或联系管理员。</translation>
    </message>
    <message>
        <source>Your role may not show the view “%1” to everybody, or change it there; keep it for yourself or your team, or ask who sees to everybody&apos;s views.</source>
        <translation>您的角色不能向全公司共享或修改视图“%1”；请仅留给自己或团队使用，或联系负责全公司视图的人。</translation>
    </message>
    <message>
        <source>%1 does not say what happens when nobody can approve. Choose the administrator, the manager&apos;s manager, or to block.</source>
        <translation>%1 未说明无人可审批时如何处理。请选择转管理员、转上级的上级或阻止提交。</translation>
    </message>
    <message>
        <source>%1: %2 names nobody. Add a person, a role or a manager.</source>
        <translation>%1：%2 没有指定任何人。请添加人员、角色或上级。</translation>
    </message>
    <message>
        <source>%1: an approver of %2 is not complete. Choose whom it means; managers are counted from 1 to 10.</source>
        <translation>%1：%2 的一条审批人规则不完整。请选择对象；上级层级为 1 到 10。</translation>
    </message>
    <message>
        <source>%1: “%3” of %2 does not give a user. Use a field that refers to one.</source>
        <translation>%1：%2 的“%3”得不到用户。请使用指向用户的字段。</translation>
    </message>
    <message>
        <source>%1: %2 asks for %3 signatures. Choose at least 1 and at most as many as it has approvers (%4).</source>
        <translation>%1：%2 要求 %3 人通过。请选择至少 1 且不超过审批人数（%4）。</translation>
    </message>
    <message>
        <source>%1: the time limit of %2 must be between one minute and 365 days.</source>
        <translation>%1：%2 的时限必须在一分钟到 365 天之间。</translation>
    </message>
    <message>
        <source>%1 has more than %2 steps. Make two processes of it.</source>
        <translation>%1 的节点超过 %2 个。请拆成两个流程。</translation>
    </message>
    <message>
        <source>%1: %2 leads to “%3”, which is not there. Choose one of its steps, or add it.</source>
        <translation>%1：%2 指向的“%3”不存在。请选择已有节点或新增该节点。</translation>
    </message>
    <message>
        <source>%1: %2 needs a branch with a condition and one for all other cases. Add it.</source>
        <translation>%1：%2 需要一个带条件的分支和一个其他情况分支。请补上。</translation>
    </message>
    <message>
        <source>%1: the branches of %2 do not all come together; look at “%3”. There are at least two, all lead to its own join, and nothing else leads into or out of them.</source>
        <translation>%1：%2 的分支没有全部汇合，请检查“%3”。至少要有两个分支，都通向它自己的汇合节点，且不得从别处进出。</translation>
    </message>
    <message>
        <source>%1 has no end. Add one.</source>
        <translation>%1 没有结束节点。请添加一个。</translation>
    </message>
    <message>
        <source>%1: nothing leads to %2. Connect it or remove it.</source>
        <translation>%1：没有节点通向 %2。请连接或删除它。</translation>
    </message>
    <message>
        <source>%1: no way leads from %2 to an end. Connect it to one.</source>
        <translation>%1：从 %2 无法到达结束节点。请连接到结束节点。</translation>
    </message>
    <message>
        <source>%1: from %2 it goes round in a circle in which nobody is asked (%3). Put a step into it, or lead it out.</source>
        <translation>%1：从 %2 开始形成无人参与的循环（%3）。请在其中加入审批节点或引出循环。</translation>
    </message>
    <message>
        <source>%1: %2 sends what it rejects back to “%3”, which is not a step that is passed on every way to it. Choose one that is.</source>
        <translation>%1：%2 驳回到“%3”，但它不是每条路径都会经过的审批节点。请另选一个。</translation>
    </message>
    <message>
        <source>There is no exchange rate for %1 on the day of this record. Enter one, then submit it again.</source>
        <translation>此记录日期没有 %1 的汇率。请录入汇率后重新提交。</translation>
    </message>
    <message>
        <source>“%1” cannot be decided, because the record does not say: %2. Fill it in, then submit it again.</source>
        <translation>无法判断“%1”，因为记录缺少：%2。请填写后重新提交。</translation>
    </message>
    <message>
        <source>What is to be approved is larger than %2 bytes (%1). Divide it.</source>
        <translation>待审批内容超过 %2 字节（%1）。请拆分。</translation>
    </message>
    <message>
        <source>This approval has come to its limit of %1 steps. Recall it, or reject it, and submit it anew.</source>
        <translation>此审批已达到 %1 步的上限。请撤回或拒绝后重新提交。</translation>
    </message>
    <message>
        <source>This approval runs by version %2 of %1, not by this one.</source>
        <translation>此审批按 %1 的第 %2 版运行，而不是当前版本。</translation>
    </message>
    <message>
        <source>The approval %1 is damaged or belongs to another record. Nothing was changed; synchronise, then try again.</source>
        <translation>审批 %1 已损坏或属于其他记录。未作任何更改；请同步后重试。</translation>
    </message>
    <message>
        <source>There is no task %1 in this approval. Open it anew.</source>
        <translation>此审批中没有待办 %1。请重新打开。</translation>
    </message>
    <message>
        <source>You are not, or no longer, an approver here.</source>
        <translation>您不是（或不再是）这里的审批人。</translation>
    </message>
    <message>
        <source>You submitted this yourself, so somebody else approves it.</source>
        <translation>这是您自己提交的，须由他人审批。</translation>
    </message>
    <message>
        <source>Somebody else signs before you. You will be told when it is your turn.</source>
        <translation>您前面还有人未审批。轮到您时会通知您。</translation>
    </message>
    <message>
        <source>You have answered this already.</source>
        <translation>您已经处理过此待办。</translation>
    </message>
    <message>
        <source>This is decided or withdrawn already; nothing is asked any more.</source>
        <translation>此项已决定或撤回，无需再处理。</translation>
    </message>
    <message>
        <source>Say why: this step asks for a comment.</source>
        <translation>请填写意见：此节点要求说明。</translation>
    </message>
    <message>
        <source>The comment has more than %1 characters. Shorten it.</source>
        <translation>意见超过 %1 个字符。请缩短。</translation>
    </message>
    <message>
        <source>The decision does not say which version it is about. Open the record anew and decide again.</source>
        <translation>该决定未说明针对哪个版本。请重新打开记录后再审批。</translation>
    </message>
    <message>
        <source>%1 does not allow to send back for changes. Reject it instead.</source>
        <translation>%1 不允许退回修改。请改为驳回。</translation>
    </message>
    <message>
        <source>It did not come by %1, or cannot go back there from here. Choose a step that was passed.</source>
        <translation>流程未经过 %1，或无法从此处退回。请选择已经过的节点。</translation>
    </message>
    <message>
        <source>%1 does not allow to pass tasks on.</source>
        <translation>%1 不允许转办。</translation>
    </message>
    <message>
        <source>%1 does not allow to add signers.</source>
        <translation>%1 不允许加签。</translation>
    </message>
    <message>
        <source>Say why.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>Choose somebody else than yourself.</source>
        <translation>请选择自己以外的人。</translation>
    </message>
    <message>
        <source>Who submitted this may not approve it. Choose somebody else.</source>
        <translation>提交人不能审批自己的申请。请选择其他人。</translation>
    </message>
    <message>
        <source>They sign at this step already. Choose somebody else.</source>
        <translation>此人已是该节点的审批人。请选择其他人。</translation>
    </message>
    <message>
        <source>%1 does not work here, or no longer. Choose somebody else.</source>
        <translation>%1 不在职或不存在。请选择其他人。</translation>
    </message>
    <message>
        <source>This was passed on %1 times already. Decide it, or ask another signer to join.</source>
        <translation>此待办已转办 %1 次。请审批，或加签。</translation>
    </message>
    <message>
        <source>Only who submitted this may do that.</source>
        <translation>只有提交人可以这样做。</translation>
    </message>
    <message>
        <source>This is not sent back to you. Recall it first.</source>
        <translation>此申请没有退回给您。请先撤回。</translation>
    </message>
    <message>
        <source>This process does not allow to recall. Ask an approver to send it back.</source>
        <translation>此流程不允许撤回。请让审批人退回。</translation>
    </message>
    <message>
        <source>Somebody has decided already. Ask an approver to send it back.</source>
        <translation>已有人作出审批。请让审批人退回。</translation>
    </message>
    <message>
        <source>Only an administrator names an approver.</source>
        <translation>只有管理员可以指定审批人。</translation>
    </message>
    <message>
        <source>Somebody is asked here already.</source>
        <translation>这里已有审批人。</translation>
    </message>
    <message>
        <source>%1: nobody can approve at %2. Name an approver or a manager, or ask an administrator.</source>
        <translation>%1：%2 没有人可以审批。请设置审批人或上级，或联系管理员。</translation>
    </message>
    <message>
        <source>“%1” is no version of the program. Write 1.4.2</source>
        <translation>“%1”不是程序版本。请写成 1.4.2 的形式</translation>
    </message>
    <message>
        <source>Where people get the program is one line of at most 200 characters: “%1”</source>
        <translation>获取程序的地点须为一行，最多 200 个字符：“%1”</translation>
    </message>
    <message>
        <source>Only administrators see the laptops of everybody.</source>
        <translation>只有管理员能看到所有人的电脑。</translation>
    </message>
    <message>
        <source>The server takes version %1 of this program or a newer one; this is %2. Ask the administrator for it. What you type stays on this laptop and is sent afterwards.</source>
        <translation>服务器只接受本程序 %1 或更新的版本，当前版本为 %2。请向管理员索取。您输入的内容会保留在这台电脑上，更新后再发送。</translation>
    </message>
    <message>
        <source>The server takes version %1 of this program or a newer one; this is %2. There is one here: %3. What you type stays on this laptop and is sent afterwards.</source>
        <translation>服务器只接受本程序 %1 或更新的版本，当前版本为 %2。可在此获取：%3。您输入的内容会保留在这台电脑上，更新后再发送。</translation>
    </message>
    <message>
        <source>This is version %1, and the server takes %2 or a newer one, but did not hear which this is. Something between them leaves the header X-App out: ask the administrator.</source>
        <translation>当前版本为 %1，服务器接受 %2 或更新的版本，但没有收到本程序的版本。两者之间有设备去掉了 X-App 标头：请联系管理员。</translation>
    </message>
    <message>
        <source>%2 has no groups by %1. Group by a list of values, a reference, yes and no, or the month, quarter or year of a date.</source>
        <translation>%2 不能按 %1 分组。请按选项、引用、是否，或日期的月、季度、年分组。</translation>
    </message>
    <message>
        <source>%1 says no groups of a list.</source>
        <translation>%1 不是列表的分组设置。</translation>
    </message>
    <message>
        <source>By %1 there would be more than %2 groups. Filter the list, or group it by another field.</source>
        <translation>按“%1”分组会超过 %2 组。请先筛选列表，或换一个字段分组。</translation>
    </message>
    <message>
        <source>same credit code</source>
        <translation>统一社会信用代码相同</translation>
    </message>
    <message>
        <source>another credit code</source>
        <translation>统一社会信用代码不同</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>名称相同</translation>
    </message>
    <message>
        <source>same name, one without its place</source>
        <translation>名称相同，其中一个未写地名</translation>
    </message>
    <message>
        <source>such a name in %1 and in %2</source>
        <translation>名称相似，但分属%1和%2</translation>
    </message>
    <message>
        <source>name differs by %1 of %2 characters</source>
        <translation>名称有%1处不同（共%2个字符）</translation>
    </message>
    <message>
        <source>name sounds the same, %1 of %2 characters differ</source>
        <translation>名称读音相同，有%1处不同（共%2个字符）</translation>
    </message>
    <message>
        <source>one name ends with the other</source>
        <translation>一个名称以另一个结尾</translation>
    </message>
    <message>
        <source>one name begins with the other</source>
        <translation>一个名称以另一个开头</translation>
    </message>
    <message>
        <source>%1 of %2 words of the name are the same</source>
        <translation>名称的%2个词中有%1个相同</translation>
    </message>
    <message>
        <source>another name</source>
        <translation>名称不同</translation>
    </message>
    <message>
        <source>the address has the place of the name</source>
        <translation>地址中有名称里的地名</translation>
    </message>
    <message>
        <source>the address lacks the place of the name</source>
        <translation>地址中没有名称里的地名</translation>
    </message>
    <message>
        <source>one is a group</source>
        <translation>其中一个是集团</translation>
    </message>
    <message>
        <source>another branch</source>
        <translation>分支机构不同</translation>
    </message>
    <message>
        <source>same phone</source>
        <translation>电话相同</translation>
    </message>
    <message>
        <source>another phone</source>
        <translation>电话不同</translation>
    </message>
    <message>
        <source>same e-mail</source>
        <translation>邮箱相同</translation>
    </message>
    <message>
        <source>another e-mail</source>
        <translation>邮箱不同</translation>
    </message>
    <message>
        <source>e-mails of one domain</source>
        <translation>邮箱域名相同</translation>
    </message>
    <message>
        <source>same address</source>
        <translation>地址相同</translation>
    </message>
    <message>
        <source>almost the same address</source>
        <translation>地址几乎相同</translation>
    </message>
    <message>
        <source>addresses of one place</source>
        <translation>地址在同一地区</translation>
    </message>
    <message>
        <source>another address</source>
        <translation>地址不同</translation>
    </message>
    <message>
        <source>address in another place</source>
        <translation>地址在不同地区</translation>
    </message>
    <message>
        <source>same contact person</source>
        <translation>联系人相同</translation>
    </message>
    <message>
        <source>same name of the person</source>
        <translation>姓名相同</translation>
    </message>
    <message>
        <source>name of the person sounds the same</source>
        <translation>姓名读音相同</translation>
    </message>
    <message>
        <source>name of the person differs by %1 of %2 characters</source>
        <translation>姓名有%1处不同（共%2个字符）</translation>
    </message>
    <message>
        <source>names of the persons share a word</source>
        <translation>姓名有一部分相同</translation>
    </message>
    <message>
        <source>another name of the person</source>
        <translation>姓名不同</translation>
    </message>
    <message>
        <source>same ID number</source>
        <translation>证件号码相同</translation>
    </message>
    <message>
        <source>ID number differs by one character</source>
        <translation>证件号码有一处不同</translation>
    </message>
    <message>
        <source>another ID number</source>
        <translation>证件号码不同</translation>
    </message>
    <message>
        <source>same birthday</source>
        <translation>生日相同</translation>
    </message>
    <message>
        <source>birthday differs by one digit</source>
        <translation>生日有一位不同</translation>
    </message>
    <message>
        <source>another birthday</source>
        <translation>生日不同</translation>
    </message>
    <message>
        <source>same company</source>
        <translation>公司相同</translation>
    </message>
    <message>
        <source>almost the same company</source>
        <translation>公司几乎相同</translation>
    </message>
    <message>
        <source>another company</source>
        <translation>公司不同</translation>
    </message>
    <message>
        <source>same %1</source>
        <translation>%1相同</translation>
    </message>
    <message>
        <source>another code of those that are given out once</source>
        <translation>唯一代码不同</translation>
    </message>
    <message>
        <source>%2 records share one value (%1): not every pair of them was compared.</source>
        <translation>有%2条记录的同一项（%1）相同：没有逐对比较。</translation>
    </message>
    <message>
        <source>code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>domain of the e-mail</source>
        <translation>邮箱域名</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>a part of the name</source>
        <translation>名称的一部分</translation>
    </message>
    <message>
        <source>a part of the person&apos;s name</source>
        <translation>姓名的一部分</translation>
    </message>
    <message>
        <source>birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>%1: at most %2 levels may stand one above the other. Choose one that stands higher, or move what stands below.</source>
        <translation>%1：上下最多 %2 级。请选择级别更高的一个，或移走其下级。</translation>
    </message>
    <message>
        <source>%1: “%2” is no rule that is understood. Write FREQ=DAILY, WEEKLY, MONTHLY or YEARLY, with INTERVAL, BYDAY, BYMONTHDAY, COUNT or UNTIL where wanted, for example FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20271231.</source>
        <translation>%1：“%2”不是可识别的规则。请写 FREQ=DAILY、WEEKLY、MONTHLY 或 YEARLY，需要时加 INTERVAL、BYDAY、BYMONTHDAY、COUNT 或 UNTIL，例如 FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20271231。</translation>
    </message>
    <message>
        <source>%1: %2 asks for tasks, and nothing here can make or fulfil such a task, so that no deal would leave the stage. Leave “tasks” empty; checklists come with guided selling.</source>
        <translation>%1：%2 要求任务，但目前无法建立或完成这样的任务，商机将无法离开该阶段。请让“tasks”留空；清单将随引导式销售提供。</translation>
    </message>
    <message>
        <source>Exported by</source>
        <translation>导出人</translation>
    </message>
    <message>
        <source>Exported at</source>
        <translation>导出时间</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Search text</source>
        <translation>搜索文本</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>%1 is not in the recycle bin. Delete it first.</source>
        <translation>%1 不在回收站中，请先删除。</translation>
    </message>
    <message>
        <source>%1 is named by a record that stays (%2), so it cannot go for good. Take it out there first, or remove that one too.</source>
        <translation>%1 仍被保留的记录（%2）引用，无法永久删除。请先在那里移除引用，或一并删除该记录。</translation>
    </message>
    <message>
        <source>Row %1 names the columns; rows above it that are left out: %2.</source>
        <translation>第 %1 行是列名；其上方略过的行数：%2。</translation>
    </message>
    <message>
        <source>%1 has nothing in row %2. Say which row names the columns, counted from the top.</source>
        <translation>%1 的第 %2 行没有内容。请指明列名在从上数第几行。</translation>
    </message>
    <message>
        <source>It was kept, not executed: its user may not work here any more, or the program on the laptop was too old.</source>
        <translation>已保留但未执行：该用户已停用，或笔记本上的程序版本过旧。</translation>
    </message>
    <message>
        <source>%1 has the lead since %2.</source>
        <translation>%1 已于 %2 领取该线索。</translation>
    </message>
    <message>
        <source>The lead is yours already.</source>
        <translation>该线索已归您所有。</translation>
    </message>
    <message>
        <source>You have asked for this lead. The server has not answered yet.</source>
        <translation>您已申请领取该线索，服务器尚未答复。</translation>
    </message>
    <message>
        <source>The lead is a customer already: it is neither claimed nor released.</source>
        <translation>该线索已转化为客户，不能领取或释放。</translation>
    </message>
    <message>
        <source>The lead is disqualified: give it another status first.</source>
        <translation>该线索已判为无效，请先更改其状态。</translation>
    </message>
    <message>
        <source>The lead belongs to nobody. It can be claimed.</source>
        <translation>该线索无人负责，可供领取。</translation>
    </message>
    <message>
        <source>Somebody else changed its lines meanwhile. They go together: take yours over theirs, keep theirs, or edit and resend.</source>
        <translation>他人在此期间更改了其明细。明细须整体处理：可用您的覆盖对方的、保留对方的，或编辑后重新提交。</translation>
    </message>
    <message>
        <source>Claim %1</source>
        <translation>领取 %1</translation>
    </message>
    <message>
        <source>Release %1</source>
        <translation>释放 %1</translation>
    </message>
    <message>
        <source>A line that you changed was taken off meanwhile. Keep theirs, or edit and resend.</source>
        <translation>您更改的一行明细已被他人移除。请保留对方的，或编辑后重新提交。</translation>
    </message>
    <message>
        <source>There is nothing to decide here. Dismiss it.</source>
        <translation>此处无需决定，关闭即可。</translation>
    </message>
    <message>
        <source>This is not shown: that you read it could not be written into the audit. %1 Try again once that is mended.</source>
        <translation>无法显示：您的读取未能写入审计。%1请在问题解决后重试。</translation>
    </message>
</context>
</TS>
