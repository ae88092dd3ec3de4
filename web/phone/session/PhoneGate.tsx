import { type ReactNode, useEffect, useState } from "react";
import type { Me } from "#domain/platform/session.ts";
import { useLogout, useSession } from "../../platform/api/session.ts";
import type { Keeper } from "../../platform/decision/unsaved.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { ErrorState, LoadingState } from "../../platform/look/States.tsx";
import { useTextSize } from "../../platform/look/useTextSize.ts";
import { MeContext } from "../../platform/session/me.ts";
import { textScale } from "../look/textScale.ts";
import { KeeperContext, openSealedKeeper } from "../work/sealedKeeper.ts";
import { LoginScreen } from "./LoginScreen.tsx";
import { PasswordScreen } from "./PasswordScreen.tsx";
import { Relogin } from "./Relogin.tsx";

/** Who is at this phone: the same account, session and permission as at the desk. */
export function PhoneGate({ children }: { children: ReactNode }) {
  useTextSize(textScale);
  const session = useSession();
  if (session.isPending) return <LoadingState rows={9} />;
  if (session.isError) return <ErrorState error={session.error} retry={() => void session.refetch()} />;
  const me = session.data;
  if (!me) return <LoginScreen />;
  if (me.mustChangePassword) return <PasswordScreen first />;
  if (!me.permissions.includes("inbox.use")) return <WrongDoor me={me} />;
  return (
    <MeContext.Provider value={me}>
      <WithKeeper personId={me.personId}>{children}</WithKeeper>
      <Relogin me={me} />
    </MeContext.Provider>
  );
}

/** What was typed here and not yet saved is unsealed first, so that every screen finds it at once. */
function WithKeeper({ personId, children }: { personId: number; children: ReactNode }) {
  const [keeper, setKeeper] = useState<Keeper | null>(null);
  useEffect(() => {
    let gone = false;
    void openSealedKeeper(personId).then((opened) => {
      if (!gone) setKeeper(opened);
    });
    return () => {
      gone = true;
    };
  }, [personId]);
  return keeper ? (
    <KeeperContext.Provider value={keeper}>{children}</KeeperContext.Provider>
  ) : (
    <LoadingState rows={9} />
  );
}

function WrongDoor({ me }: { me: Me }) {
  const logout = useLogout();
  return (
    <main className="entry">
      <section className="entry-card">
        <h1>{me.name}，您的账号不在这里办理</h1>
        <p className="entry-note">手机办理供工作人员使用。企业请从申报入口进入。</p>
        <a className="plain-button plain-button-main entry-wide" href="/org">
          进入企业申报
        </a>
        <PlainButton className="entry-wide" busy={logout.isPending} onClick={() => logout.mutate()}>
          退出登录
        </PlainButton>
      </section>
    </main>
  );
}
