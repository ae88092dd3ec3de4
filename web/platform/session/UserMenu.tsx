import { DownOutlined } from "@ant-design/icons";
import { Button, Divider, Modal, Popover, Radio, Switch } from "antd";
import { useState } from "react";
import { useLogout } from "../api/session.ts";
import { changeSettings, textSizes, useSettings } from "../look/settings.ts";
import { useMe } from "./me.ts";
import { PasswordForm } from "./PasswordPage.tsx";
import "./userMenu.css";

/** Name, posts, text size, habits, password, log-out. */
export function UserMenu({ desk }: { desk: boolean }) {
  const me = useMe();
  const logout = useLogout();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState(false);
  const panel = (
    <div className="user-menu">
      <p className="user-menu-name">{me.name}</p>
      <p className="user-menu-org">{me.org.name}</p>
      {me.positions.map(({ role, roleName, orgCode, orgName }) => (
        <p key={role + orgCode} className="user-menu-org">
          {orgName} · {roleName}
        </p>
      ))}
      <Divider style={{ margin: "0.6rem 0" }} />
      <SettingRows desk={desk} />
      <Divider style={{ margin: "0.6rem 0" }} />
      <Button
        type="text"
        block
        onClick={() => {
          setOpen(false);
          setPassword(true);
        }}
      >
        修改密码
      </Button>
      {desk && (
        <Button type="text" block href="/m">
          手机版
        </Button>
      )}
      <Button type="text" danger block loading={logout.isPending} onClick={() => logout.mutate()}>
        退出登录
      </Button>
    </div>
  );
  return (
    <>
      <Popover content={panel} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
        <Button type="text" className="user-button" aria-label={`${me.name}，个人菜单`}>
          <span className="user-button-name">{me.name}</span>
          <span className="user-button-post">{me.positions[0]?.roleName}</span>
          <DownOutlined aria-hidden />
        </Button>
      </Popover>
      <Modal
        title="修改密码"
        open={password}
        footer={null}
        width={420}
        destroyOnHidden
        onCancel={() => setPassword(false)}
      >
        <PasswordForm onDone={() => setPassword(false)} />
      </Modal>
    </>
  );
}

function SettingRows({ desk }: { desk: boolean }) {
  const settings = useSettings();
  return (
    <>
      <div className="user-menu-row">
        <span id="text-size">文字大小</span>
        <Radio.Group
          aria-labelledby="text-size"
          size="small"
          optionType="button"
          value={settings.textSize}
          options={Object.entries(textSizes).map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => changeSettings({ textSize: target.value })}
        />
      </div>
      {desk && (
        <>
          <div className="user-menu-row">
            <span id="after-decision">办完一件后</span>
            <Radio.Group
              aria-labelledby="after-decision"
              size="small"
              optionType="button"
              value={settings.afterDecision}
              options={[
                { value: "next", label: "下一件" },
                { value: "stay", label: "留在本件" },
                { value: "list", label: "回列表" },
              ]}
              onChange={({ target }) => changeSettings({ afterDecision: target.value })}
            />
          </div>
          <div className="user-menu-row">
            <label htmlFor="single-keys">单键快捷键（j k 回车 /）</label>
            <Switch
              id="single-keys"
              size="small"
              checked={settings.singleKeys}
              onChange={(singleKeys) => changeSettings({ singleKeys })}
            />
          </div>
        </>
      )}
    </>
  );
}
