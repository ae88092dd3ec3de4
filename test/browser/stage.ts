import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Database } from "#db/orm.ts";
import { launchBrowser } from "#test/browser.ts";
import { root } from "#test/http.ts";
import { openStory, type Story } from "#test/story.ts";
import { assertOlder, makeOlder } from "./olderBrowser.ts";
import { logIn } from "./screens/login.ts";
import { logInOnPhone } from "./screens/phone.ts";
import { Watch } from "./watch.ts";

/** The desk of most offices: 1366×768 less what the browser takes. */
export const deskSize = { width: 1366, height: 600 };
/** The same screen at 125 %. */
export const enlargedSize = { width: 1093, height: 490 };
/** A large screen. */
export const wideSize = { width: 1920, height: 950 };
export const phoneSize = { width: 390, height: 844 };

/** A person at a browser of their own, signed in. */
export interface Person {
  page: Page;
  context: BrowserContext;
  watch: Watch;
}

/** The program with the demonstration county, and a browser for everybody who works there. */
export interface Stage {
  story: Story;
  url: string;
  browser: Browser;
  /** The person of a demonstration account, signed in at their door the first time. */
  person(login: string): Promise<Person>;
  /** The same person at a phone of their own, with touch. */
  onPhone(login: string): Promise<Person>;
  /** A browser without a session; like everybody's here it lacks what older browsers lack. */
  stranger(size?: { width: number; height: number }, device?: "desk" | "phone"): Promise<Person>;
  /** Ends when no job of the case is left to run. */
  settle(caseNo: string): Promise<void>;
  /** Asserts that no browser complained about anything since it was opened. */
  assertCalm(): void;
  /** Saves what every open page shows, for whoever reads the failure. */
  keepPictures(name: string): Promise<void>;
  close(): Promise<void>;
}

const doorOf = (login: string): string => (login.startsWith("dev") ? "/org" : "/");

/** Where pictures for human eyes go; not part of the repository. */
export const pictureFolder = join(root, "var/pictures");

export async function openStage(database: Database): Promise<Stage> {
  const story = await openStory(database);
  const browser = await launchBrowser();
  const { url } = story.app;
  const people: Person[] = [];
  const signedIn = new Map<string, Promise<Person>>();

  async function stranger(size = deskSize, device: "desk" | "phone" = "desk"): Promise<Person> {
    const context = await browser.newContext({
      viewport: size,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      acceptDownloads: true,
      baseURL: url,
      ...(device === "phone" ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
    });
    context.setDefaultTimeout(10_000);
    await makeOlder(context);
    const watch = new Watch(context);
    const person = { context, watch, page: await context.newPage() };
    await assertOlder(person.page);
    people.push(person);
    return person;
  }
  async function signIn(login: string): Promise<Person> {
    const person = await stranger();
    await logIn(person.page, doorOf(login), login);
    return person;
  }

  async function signInOnPhone(login: string): Promise<Person> {
    const person = await stranger(phoneSize, "phone");
    await logInOnPhone(person.page, login);
    return person;
  }
  /** Signs in the first time. */
  const once = (key: string, signIn: () => Promise<Person>): Promise<Person> => {
    const there = signedIn.get(key) ?? signIn();
    signedIn.set(key, there);
    return there;
  };

  return {
    story,
    url,
    browser,
    stranger,
    person: (login) => once(login, () => signIn(login)),
    onPhone: (login) => once(`${login} on the phone`, () => signInOnPhone(login)),
    async settle(caseNo) {
      const { id } = await database.read((read) =>
        read.sql.selectFrom("caseRecord").select("id").where("caseNo", "=", caseNo).executeTakeFirstOrThrow(),
      );
      await story.app.context.jobs.waitForCase(id, 20_000);
    },
    assertCalm() {
      for (const { watch } of people) watch.assertCalm();
    },
    async keepPictures(name) {
      await mkdir(pictureFolder, { recursive: true });
      const pages = people.flatMap(({ context }) => context.pages());
      for (const [index, page] of pages.entries()) {
        await page.screenshot({ path: join(pictureFolder, `failed ${name} ${index + 1}.png`) });
      }
    },
    async close() {
      await browser.close();
      await story.app.close();
    },
  };
}
