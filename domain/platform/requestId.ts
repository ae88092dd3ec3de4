import { z } from "zod";

/** Every write carries its own id (UUID or 16+ random bytes in hex): a repeat answers the first result. */
export const requestIdSchema = z.string().regex(/^[0-9a-zA-Z-]{16,64}$/);
