import { Button, Result, Spin } from "antd";
import type { ReactNode } from "react";
import type { Permission } from "#domain/platform/permissions.ts";
import type { Me } from "#domain/platform/session.ts";
import { useLogout, useSession } from "../api/session.ts";
import { ErrorState } from "../look/States.tsx";
import { LoginPage } from "./LoginPage.tsx";
import { MeContext } from "./me.ts";
import { PasswordPage } from "./PasswordPage.tsx";
import { ReloginDialog } from "./ReloginDialog.tsx";

interface Door {
  title: string;
  note: string;
  /** What a person must be allowed to do to come in, and where the others belong. */
  needs: Permission;
  elsewhere: { href: string; label: string };
  children: ReactNode;
}

export function SessionGate({ title, note, needs, elsewhere, children }: Door) {
  const session = useSession();
  if (session.isPending) return <Spin fullscreen description="正在载入" />;
  if (session.isError) return <ErrorState error={session.error} retry={() => void session.refetch()} />;
  const me = session.data;
  if (!me) return <LoginPage title={title} note={note} />;
  if (me.mustChangePassword) return <PasswordPage />;
  if (!me.permissions.includes(needs)) return <WrongDoor me={me} elsewhere={elsewhere} />;
  return (
    <MeContext.Provider value={me}>
      {children}
      <ReloginDialog me={me} />
    </MeContext.Provider>
  );
}

function WrongDoor({ me, elsewhere }: { me: Me; elsewhere: Door["elsewhere"] }) {
  const logout = useLogout();
  return (
    <Result
      status="info"
      title={`${me.name}，您的账号没有这里的权限`}
      subTitle="请从您的入口进入，或换一个账号登录。"
      extra={
        <>
          <Button type="primary" href={elsewhere.href}>
            {elsewhere.label}
          </Button>
          <Button loading={logout.isPending} onClick={() => logout.mutate()}>
            退出登录
          </Button>
        </>
      }
    />
  );
}
