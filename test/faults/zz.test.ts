import { describeFaults } from "./suite.ts";

describeFaults({ cases: 60, kills: 12, limit: 360 });
