import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { call } from "./client.ts";

/** A form-js schema, as far as we look into it. */
export interface FormComponent {
  type: string;
  id?: string;
  key?: string;
  path?: string;
  label?: string;
  readonly?: boolean | string;
  components?: FormComponent[];
  [property: string]: unknown;
}
const componentSchema: z.ZodType<FormComponent> = z.lazy(() =>
  z.looseObject({
    type: z.string(),
    id: z.string().optional(),
    key: z.string().optional(),
    path: z.string().optional(),
    label: z.string().optional(),
    components: z.array(componentSchema).optional(),
  }),
);
export const formSchema = z.looseObject({ id: z.string().optional(), components: z.array(componentSchema) });
export type FormSchema = z.infer<typeof formSchema>;

export const useForm = (formId: string) =>
  useQuery({
    queryKey: ["form", formId],
    queryFn: () => call(formSchema, `/api/forms/${encodeURIComponent(formId)}`),
    staleTime: 600_000,
  });
