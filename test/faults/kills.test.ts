import { describeFaults } from "./suite.ts";

/** In `npm test`: together with both databases 200 cases. Most of the time is the lease of the jobs of the last kills. */
describeFaults({ cases: 100, kills: 10, detours: 1, limit: 360 });
