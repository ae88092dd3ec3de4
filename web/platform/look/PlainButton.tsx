import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import "./plainButton.css";

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type"> {
  /** `main` the one thing to do, `danger` what refuses or ends, `quiet` without a frame. */
  tone?: "main" | "danger" | "plain" | "quiet";
  /** Something is under way: shows it and takes no second press. */
  busy?: boolean;
  submits?: boolean;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

/** A button of our own, for what desk and phone share and for all of the phone: antd's weighs more than the phone may. */
export function PlainButton({ tone = "plain", busy = false, submits = false, className, disabled, ...rest }: Props) {
  const classes = ["plain-button", `plain-button-${tone}`, busy ? "plain-button-busy" : "", className ?? ""];
  return (
    <button
      {...rest}
      type={submits ? "submit" : "button"}
      className={classes.filter(Boolean).join(" ")}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    />
  );
}
