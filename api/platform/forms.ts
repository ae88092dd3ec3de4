import { z } from "zod";
import { notFound } from "../http/problems.ts";
import { route } from "./route.ts";

export const formRoutes = [
  route({
    method: "GET",
    path: "/api/forms/:formId",
    permission: "session",
    answer: z.looseObject({ id: z.string(), components: z.array(z.unknown()) }),
    handler: async (ctx, _actor, { params }) => {
      const form = ctx.forms.get(params.formId);
      if (!form) throw notFound();
      return form;
    },
  }),
];
