import { BusinessError } from "#domain/errors.ts";

/** A file refused as a whole: nothing in it can be read cell by cell. */
export const refusal = (code: string, message: string): BusinessError =>
  new BusinessError(code, message, { status: 422 });

export const damaged = (): BusinessError =>
  refusal("FILE_DAMAGED", "文件已损坏或不完整,请用Excel或WPS打开后另存为xlsx再上传。");

export const bomb = (): BusinessError => refusal("FILE_EXPANDS_TOO_MUCH", "压缩文件解压后过大,不予读取。");
