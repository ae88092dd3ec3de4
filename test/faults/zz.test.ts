import { describeFaults } from "./suite.ts";

describeFaults({ cases: 12, kills: 1, limit: 360 });
