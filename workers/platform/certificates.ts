import { randomBytes } from "node:crypto";

/** The public page of a certificate: 128 random bits that nobody can guess, printed as a QR code. */
export function newVerifyUrl(publicUrl: string): string {
  return `${publicUrl}/public/verify/${randomBytes(16).toString("hex")}`;
}

/** The token of such a page. @throws where the address is none of ours: a defect */
export function tokenOf(verifyUrl: string): string {
  const token = /\/public\/verify\/([0-9a-f]{32})$/.exec(verifyUrl)?.[1];
  if (token === undefined) throw new Error("not the address of a verify page");
  return token;
}
