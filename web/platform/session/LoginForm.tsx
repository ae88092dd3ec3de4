import { Alert, Button, Form, Input } from "antd";
import { useRef } from "react";
import type { Me } from "#domain/platform/session.ts";
import { sentenceOf } from "../api/problem.ts";
import { type Credentials, useLogin } from "../api/session.ts";

/** Account and password; used on the log-in page and in the dialog of an expired session. */
export function LoginForm({ fixedLogin, onDone }: { fixedLogin?: string; onDone?: (me: Me) => void }) {
  const login = useLogin();
  const sending = useRef(false);
  const submit = async (credentials: Credentials) => {
    if (sending.current) return;
    sending.current = true;
    try {
      const me = await login.mutateAsync(credentials);
      onDone?.(me);
    } catch {
      // Shown below from the mutation's own state.
    } finally {
      sending.current = false;
    }
  };
  return (
    <Form<Credentials>
      layout="vertical"
      requiredMark={false}
      initialValues={{ login: fixedLogin ?? "" }}
      onFinish={(credentials) => void submit(credentials)}
    >
      {login.isError && (
        <Alert type="error" showIcon role="alert" title={sentenceOf(login.error)} style={{ marginBottom: "1rem" }} />
      )}
      <Form.Item name="login" label="账号" rules={[{ required: true, whitespace: true, message: "请输入账号。" }]}>
        <Input autoComplete="username" autoFocus={!fixedLogin} maxLength={60} size="large" />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: "请输入密码。" }]}>
        <Input.Password autoComplete="current-password" autoFocus={Boolean(fixedLogin)} maxLength={200} size="large" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block size="large" loading={login.isPending}>
        登录
      </Button>
    </Form>
  );
}
