import { Readable } from "node:stream";
import { type ZipPart, zipStream } from "#adapters/zip/zipStream.ts";
import { BusinessError } from "#domain/errors.ts";
import { canonicalJson } from "../canonical.ts";
import type { Actor, Context } from "../context.ts";
import type { OpenedFile } from "../files.ts";
import { demandSight } from "../sight.ts";

/**
 * The volume as one zip: index, 卷内目录 and every entry under its number. Each file is compared to its hash before it is
 * packed; one that is damaged ends the download.
 * @throws BusinessError CASE_UNKNOWN (404), NOT_ARCHIVED (409) where there is no volume or it is not theirs to read
 */
export async function openVolume(ctx: Context, actor: Actor, caseId: number): Promise<OpenedFile> {
  const found = await ctx.database.read(async (read) => {
    const level = await demandSight(read, actor, ctx.clock.now(), caseId);
    if (level !== "full") return undefined;
    const volume = await read.sql
      .selectFrom("archiveVolume")
      .selectAll()
      .where("caseId", "=", caseId)
      .executeTakeFirst();
    if (!volume) return undefined;
    const entries = await read.sql
      .selectFrom("archiveEntry")
      .selectAll()
      .where("volumeId", "=", volume.id)
      .orderBy("n")
      .execute();
    const index = await read.sql
      .selectFrom("caseDocument")
      .select("fileHash")
      .where("caseId", "=", caseId)
      .where("kind", "=", "volumeIndex")
      .executeTakeFirst();
    return { volume, entries, indexHash: index?.fileHash ?? null };
  });
  if (!found) throw new BusinessError("NOT_ARCHIVED", "本案没有您可以查阅的案卷。");
  const { volume, entries, indexHash } = found;
  const stored = (hash: string) => () => ctx.storage.open(hash, { verify: true });
  const list = entries.map(({ content: _content, volumeId: _volumeId, ...entry }) => entry);
  const { number, hash, archivedAt } = volume;
  const parts: ZipPart[] = [
    { name: "目录.json", open: text(canonicalJson({ number, hash, archivedAt, entries: list })) },
    ...(indexHash === null ? [] : [{ name: "卷内目录.pdf", open: stored(indexHash) }]),
    ...entries.map((entry) => ({
      name: fileName(entry),
      open: entry.content === null ? stored(entry.hash) : text(entry.content),
    })),
  ];
  return {
    stream: zipStream(parts, new Date(archivedAt)),
    name: `案卷 ${number}.zip`,
    mediaType: "application/zip",
    size: null,
  };
}

const text = (content: string) => async () => Readable.from([Buffer.from(content)]);

const extensions: Record<string, string> = { "application/json": ".json", "application/pdf": ".pdf" };

/** `003 受理通知书 ….pdf`: in order, without what a file system cannot take. */
function fileName({ n, title, mediaType }: { n: number; title: string; mediaType: string }): string {
  const plain = [...title.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_")].slice(0, 120).join("");
  const extension = extensions[mediaType] ?? "";
  const complete = plain.toLowerCase().endsWith(extension) ? plain : `${plain}${extension}`;
  return `${String(n).padStart(3, "0")} ${complete}`;
}
