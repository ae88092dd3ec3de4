import { Alert, Button, Form, Input } from "antd";
import { problemsOf, sentenceOf } from "../api/problem.ts";
import { useChangePassword } from "../api/session.ts";
import "./login.css";

interface Fields {
  current: string;
  next: string;
  again: string;
}

/** A new password: before the first work with a given one, and whenever a person wants one. */
export function PasswordForm({ onDone }: { onDone?: () => void }) {
  const change = useChangePassword();
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      onFinish={({ current, next }) => change.mutate({ current, next }, { onSuccess: () => onDone?.() })}
    >
      {change.isError && (
        <Alert
          type="error"
          showIcon
          role="alert"
          style={{ marginBottom: "1rem" }}
          title={sentenceOf(change.error)}
          description={problemsOf(change.error)
            .map((problem) => problem.message)
            .join(" ")}
        />
      )}
      <Form.Item name="current" label="当前密码" rules={[{ required: true, message: "请输入当前密码。" }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label="新密码"
        extra="至少 10 位，包含大写字母、小写字母、数字、符号中的三种，不得包含姓名。"
        rules={[{ required: true, min: 10, message: "新密码至少 10 位。" }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输入一次新密码"
        dependencies={["next"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_rule, value) => {
              if (value !== getFieldValue("next")) throw new Error("两次输入的新密码不一致。");
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={change.isPending}>
        修改密码
      </Button>
    </Form>
  );
}

export function PasswordPage() {
  return (
    <main className="login">
      <section className="login-card" aria-labelledby="password-title">
        <h1 id="password-title">请先修改密码</h1>
        <p className="login-note">您正在使用初始密码或密码已到期。</p>
        <PasswordForm />
      </section>
    </main>
  );
}
