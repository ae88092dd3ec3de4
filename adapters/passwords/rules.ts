import type { Problem } from "#domain/errors.ts";
import { maxPasswordLength, verifyPassword } from "./passwords.ts";

/** Figures of SEC-01 (等保三级 8.1.4.1; a county may ask for more). */
export interface PasswordPolicy {
  minLength: number;
  /** Of lower case, upper case, digits, other characters. */
  minClasses: number;
  /** How many earlier passwords may not come back. */
  history: number;
}
export const defaultPolicy: PasswordPolicy = { minLength: 10, minClasses: 3, history: 5 };

export interface PasswordOwner {
  accountName: string;
  personName: string;
}

/** Everything that is wrong with a new password, at once; empty when it is good. Never quotes the password. */
export function passwordProblems(
  password: string,
  owner: PasswordOwner,
  policy: PasswordPolicy = defaultPolicy,
): Problem[] {
  const problems: Problem[] = [];
  const length = [...password].length;
  if (length < policy.minLength) {
    problems.push(problem("PASSWORD_TOO_SHORT", `密码至少 ${policy.minLength} 位，现为 ${length} 位。`));
  }
  if (password.length > maxPasswordLength) {
    problems.push(problem("PASSWORD_TOO_LONG", `密码最多 ${maxPasswordLength} 位。`));
  }
  if (classesOf(password) < policy.minClasses) {
    const message = `密码应包含小写字母、大写字母、数字、其他字符中的至少 ${policy.minClasses} 类。`;
    problems.push(problem("PASSWORD_TOO_SIMPLE", message));
  }
  if (contains(password, owner.accountName)) {
    problems.push(problem("PASSWORD_CONTAINS_ACCOUNT", "密码不能包含账号名。"));
  }
  if (contains(password, owner.personName)) {
    problems.push(problem("PASSWORD_CONTAINS_NAME", "密码不能包含本人姓名。"));
  }
  return problems;
}

/**
 * As `passwordProblems`, and compares with the account's earlier passwords. `earlier` are hashes, newest first, the
 * present one included. Takes the time of a verification for each: never inside a transaction.
 */
export async function newPasswordProblems(
  password: string,
  owner: PasswordOwner,
  earlier: readonly string[],
  policy: PasswordPolicy = defaultPolicy,
): Promise<Problem[]> {
  const problems = passwordProblems(password, owner, policy);
  if (await isReused(password, earlier.slice(0, policy.history))) {
    problems.push(problem("PASSWORD_REUSED", `新密码不能与最近 ${policy.history} 次使用过的密码相同。`));
  }
  return problems;
}

/** One after the other: each takes 19 MiB. */
async function isReused(password: string, hashes: readonly string[]): Promise<boolean> {
  for (const hash of hashes) if (await verifyPassword(password, hash)) return true;
  return false;
}

function problem(code: string, message: string): Problem {
  return { code, message, field: "password", rule: "SEC-01" };
}

function classesOf(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(password)).length;
}

/** A name of a single character stands in too many words to be forbidden. */
function contains(password: string, name: string): boolean {
  const part = plain(name);
  return [...part].length >= 2 && plain(password).includes(part);
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s/g, "");
}
