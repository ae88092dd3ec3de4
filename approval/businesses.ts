import type { Business } from "./business.ts";
import { managementRooms } from "./management-rooms.ts";
import { surveyFiling } from "./survey-filing.ts";

/** Every business of the platform, in the order in which matters are listed. A new one adds itself here. */
const all: readonly Business[] = [surveyFiling, managementRooms];

export const businesses: ReadonlyMap<string, Business> = new Map(all.map((business) => [business.id, business]));
