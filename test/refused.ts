import assert from "node:assert/strict";
import { BusinessError } from "#domain/errors.ts";

/** Runs what must be refused and answers the refusal. */
export async function refused(work: () => Promise<unknown>): Promise<BusinessError> {
  let refusal: unknown;
  await assert.rejects(work, (error: unknown) => {
    refusal = error;
    return true;
  });
  if (!(refusal instanceof BusinessError)) throw refusal;
  return refusal;
}

/** `409 TASK_TAKEN`: how the api would answer. */
export async function refusal(work: () => Promise<unknown>): Promise<string> {
  const { status, code } = await refused(work);
  return `${status} ${code}`;
}
