import type { AnyJobHandler } from "./handler.ts";
import { managementRoomsJobs } from "./management-rooms.ts";
import { surveyFilingJobs } from "./survey-filing.ts";

/** Every job type of the platform. A new business adds its list here. */
export const handlers: readonly AnyJobHandler[] = [...surveyFilingJobs, ...managementRoomsJobs];
