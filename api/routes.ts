import { buildingRoutes } from "./platform/buildings.ts";
import { caseEndRoutes } from "./platform/caseEnd.ts";
import { caseRoutes } from "./platform/cases.ts";
import { draftRoutes } from "./platform/drafts.ts";
import { formRoutes } from "./platform/forms.ts";
import { healthRoutes } from "./platform/health.ts";
import { inboxRoutes } from "./platform/inbox.ts";
import { liveRoutes } from "./platform/live.ts";
import { matterRoutes } from "./platform/matters.ts";
import { noticeRoutes } from "./platform/notices.ts";
import { openApiRoutes } from "./platform/openapi.ts";
import type { Route } from "./platform/route.ts";
import { sessionRoutes } from "./platform/session.ts";
import { supplementRoutes } from "./platform/supplements.ts";
import { taskRoutes } from "./platform/tasks.ts";
import { verifyRoutes } from "./platform/verify.ts";
import { surveyFilingRoutes } from "./survey-filing.ts";

/** Every route there is. Nothing else is served; the permission matrix walks this list. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  ...sessionRoutes,
  ...matterRoutes,
  ...draftRoutes,
  ...inboxRoutes,
  ...liveRoutes,
  ...noticeRoutes,
  ...taskRoutes,
  ...supplementRoutes,
  ...caseRoutes,
  ...caseEndRoutes,
  ...formRoutes,
  ...buildingRoutes,
  ...verifyRoutes,
  ...surveyFilingRoutes,
  ...openApiRoutes(() => routes),
];
