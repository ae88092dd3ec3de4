import { BusinessError, type Problem } from "#domain/errors.ts";

/** Why an upload is refused. The code is stable; every refusal names the file. */
export type UploadRefusal =
  | "FILE_EMPTY"
  | "FILE_TOO_LARGE"
  | "FILE_EXECUTABLE"
  | "FILE_TYPE_NOT_ALLOWED"
  | "FILE_TYPE_MISMATCH"
  | "FILE_DAMAGED"
  | "FILE_ENCRYPTED"
  | "FILE_ACTIVE_CONTENT"
  | "FILE_IMAGE_TOO_LARGE"
  | "FILE_ARCHIVE_BOMB";

/** A refusal that has no file name yet: parts of the inspection know only bytes. */
export class Refused extends Error {
  readonly code: UploadRefusal;
  constructor(code: UploadRefusal, message: string) {
    super(message);
    this.name = "Refused";
    this.code = code;
  }
}

export function asBusinessError({ code, message }: Refused, fileName: string): BusinessError {
  const problem: Problem = { code, message, file: fileName };
  return new BusinessError(code, `“${fileName}”：${message}`, {
    status: code === "FILE_TOO_LARGE" ? 413 : 422,
    problems: [problem],
  });
}
