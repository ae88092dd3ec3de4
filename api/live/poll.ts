import { audienceOf, casesFor, hintsFor } from "#approval/audience.ts";
import { readChanges, WINDOW } from "#approval/changeFeed.ts";
import type { Actor, Context } from "#approval/context.ts";
import { countInbox } from "#approval/lists.ts";
import type { LiveHint, LivePoll } from "#domain/platform/live.ts";

/**
 * What a stream would have told since the answer before (`since` is its `at`), some of it once more: a transaction may
 * commit late. Without `since`, or after more than two minutes, the counts are all there is to tell.
 */
export async function pollLive(ctx: Context, actor: Actor, since: number | undefined): Promise<LivePoll> {
  const { at, hints } = await ctx.database.read(async (read) => {
    const { now: at, changes } = await readChanges(read, (now) =>
      since === undefined ? now : Math.min(since, now) - WINDOW,
    );
    const now = ctx.clock.now();
    const audience = await audienceOf(read, changes, now);
    const cases = casesFor(audience, actor);
    const concerned = cases.length > 0 || audience.persons.has(actor.personId);
    const inbox: LiveHint[] = concerned ? [{ changed: "inbox" }] : [];
    return { at, hints: [...inbox, ...(await hintsFor(read, actor, now, cases))] };
  });
  // Counted after the feed was read, so that they are never older than the hints.
  return { at, hints, counts: await countInbox(ctx, actor) };
}
