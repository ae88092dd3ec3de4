import { join, resolve } from "node:path";
import { z } from "zod";

/** How one installation is set up: the environment, read once, checked as a whole. */
export interface Settings {
  host: string;
  port: number;
  /** Without it SQLite in `<home>/anju.db`. */
  databaseUrl: string | undefined;
  /** Where everything is kept that is not in a server: database, keys, files. */
  home: string;
  /** The county's own templates of documents; a folder that need not exist. */
  templates: string;
  /** As the outside reaches it, without a slash at the end. Null: the address it listens on. */
  publicUrl: string | null;
  production: boolean;
  behindProxy: boolean;
  logLevel: string;
  /** Who carries it may read /metrics; null: nobody may. */
  metricsToken: string | null;
}

/** Settings that cannot be used; the message says which, for the person who starts the program. */
export class SettingsError extends Error {
  constructor(problems: string[]) {
    super(`启动参数有误：\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "SettingsError";
  }
}

const schema = z.object({
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce
    .number("应为端口号。")
    .int("应为端口号。")
    .min(0, "应为端口号。")
    .max(65535, "应为端口号。")
    .default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^(mysql|mariadb):\/\/[^/]+\/\w+/, "应形如 mysql://用户:密码@主机:3306/数据库。")
    .optional(),
  ANJU_HOME: z.string().min(1).default("var"),
  ANJU_TEMPLATES: z.string().min(1).optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, message: "应形如 https://anju.example.gov.cn。" })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  METRICS_TOKEN: z.string().min(16, "应至少 16 个字符。").optional(),
  NODE_ENV: z.string().optional(),
  BEHIND_PROXY: z.enum(["0", "1"], "应为 0 或 1。").default("0"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], "应为 debug、info、warn、error 或 silent。")
    .default("info"),
});

/**
 * Reads the settings; an empty variable counts as left out. A relative `ANJU_HOME` or `ANJU_TEMPLATES` lies in `root`.
 * @throws SettingsError with everything that is wrong
 */
export function readSettings(environment: NodeJS.ProcessEnv, root: string): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map(({ path, message }) => `${path.join(".")}：${message}`));
  }
  const {
    HOST,
    PORT,
    DATABASE_URL,
    ANJU_HOME,
    ANJU_TEMPLATES,
    PUBLIC_URL,
    METRICS_TOKEN,
    NODE_ENV,
    BEHIND_PROXY,
    LOG_LEVEL,
  } = parsed.data;
  return {
    host: HOST,
    port: PORT,
    databaseUrl: DATABASE_URL,
    home: resolve(root, ANJU_HOME),
    templates: resolve(root, ANJU_TEMPLATES ?? join(ANJU_HOME, "templates")),
    publicUrl: PUBLIC_URL ?? null,
    production: NODE_ENV === "production",
    behindProxy: BEHIND_PROXY === "1",
    logLevel: LOG_LEVEL,
    metricsToken: METRICS_TOKEN ?? null,
  };
}

/** Where the SQLite file lies when no server is named. */
export const databaseFile = ({ home }: Pick<Settings, "home">): string => join(home, "anju.db");
