import { fromJson } from "#db/json.ts";
import { BusinessError } from "#domain/errors.ts";
import type { VerifyAnswer } from "#domain/platform/verify.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { Context } from "./context.ts";

/**
 * The state of a certificate today, for anybody who holds its token (128 random bits, 32 hexadecimal digits). What is
 * shown was masked when it was issued.
 * @throws BusinessError CERTIFICATE_UNKNOWN (404) for every other token, malformed or not
 */
export async function verifyCertificate(
  ctx: Pick<Context, "database" | "clock">,
  token: string,
): Promise<VerifyAnswer> {
  const row = /^[0-9a-f]{32}$/.test(token) ? await find(ctx, token) : undefined;
  if (!row) throw new BusinessError("CERTIFICATE_UNKNOWN", "没有查到该证书，请核对后重试。", { status: 404 });
  return {
    kind: row.kind,
    kindName: row.title ?? row.kind,
    number: row.number,
    state: row.state,
    issuedOn: shanghaiDate(row.issuedAt),
    checkedAt: ctx.clock.now(),
    facts: fromJson(row.publicFacts),
  };
}

function find(ctx: Pick<Context, "database">, token: string) {
  return ctx.database.read((read) =>
    read.sql
      .selectFrom("certificate")
      .leftJoin("caseDocument", (join) =>
        join
          .onRef("caseDocument.caseId", "=", "certificate.caseId")
          .onRef("caseDocument.number", "=", "certificate.number"),
      )
      .selectAll("certificate")
      .select("caseDocument.title")
      .where("certificate.token", "=", token)
      .executeTakeFirst(),
  );
}
