import { TemplateError } from "#adapters/templates/readTemplates.ts";
import { RouteFaultError } from "#api/platform/route.ts";
import { DatabaseTooNewError } from "#db/migrate.ts";
import { DatabaseInUseError } from "#db/owner.ts";
import { BusinessError, TryAgainError } from "#domain/errors.ts";
import { DeployError } from "#engine/engine.ts";
import { UsageError } from "../commands/usage.ts";
import { SettingsError } from "./settings.ts";
import { WiringError } from "./wiring.ts";

/** What a person has to do who started a program that did not start. What nobody foresaw comes with its stack. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const foreseen = [
    SettingsError,
    TemplateError,
    WiringError,
    DatabaseInUseError,
    DatabaseTooNewError,
    RouteFaultError,
    UsageError,
    BusinessError,
    TryAgainError,
  ];
  if (foreseen.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof DeployError) return `流程图不能运行：\n${error.message}`;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") return `端口 ${port} 已被占用。请停止占用它的程序，或用 PORT=<端口> 换一个端口启动。`;
  if (code === "EACCES" && port !== undefined) return `无权使用端口 ${port}，请用 PORT=<端口> 换一个 1024 以上的端口。`;
  return error.stack ?? error.message;
}
