import { verifyCertificate } from "#approval/verify.ts";
import { verifySchema } from "#domain/platform/verify.ts";
import { route } from "./route.ts";

export const verifyRoutes = [
  route({
    method: "GET",
    path: "/api/public/verify/:token",
    permission: "public",
    answer: verifySchema,
    handler: (ctx, _actor, { params }) => verifyCertificate(ctx, params.token),
  }),
];
