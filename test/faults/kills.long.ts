import { describeFaults } from "./suite.ts";

/** In `npm run test:long`: killed all the time. */
describeFaults({ cases: 200, kills: 100, detours: 20, limit: 1800 });
