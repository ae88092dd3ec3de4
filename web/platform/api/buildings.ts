import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { buildingRowSchema, buildingTableSchema, unitViewSchema } from "#domain/platform/buildings.ts";
import { call } from "./client.ts";

export type BuildingRow = z.infer<typeof buildingRowSchema>;
export type Stage = z.infer<typeof buildingTableSchema>["stage"];

export const useBuildings = (q: string) =>
  useQuery({
    queryKey: ["buildings", q],
    queryFn: ({ signal }) => call(z.array(buildingRowSchema), "/api/buildings", { query: { q }, signal }),
    placeholderData: keepPreviousData,
  });

export const useBuildingTable = (buildingId: number, stage?: Stage) =>
  useQuery({
    queryKey: ["building", buildingId, stage ?? "latest"],
    queryFn: ({ signal }) =>
      call(buildingTableSchema, `/api/buildings/${buildingId}/table`, { query: { stage }, signal }),
  });

export const useUnit = (unitId: number) =>
  useQuery({
    queryKey: ["unit", unitId],
    queryFn: ({ signal }) => call(unitViewSchema, `/api/units/${unitId}`, { signal }),
  });
