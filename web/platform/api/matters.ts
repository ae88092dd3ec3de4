import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { matterSchema } from "#domain/platform/drafts.ts";
import { call } from "./client.ts";

/** What the caller may apply for. */
export const useMatters = (enabled = true) =>
  useQuery({ queryKey: ["matters"], queryFn: () => call(z.array(matterSchema), "/api/matters"), enabled });
