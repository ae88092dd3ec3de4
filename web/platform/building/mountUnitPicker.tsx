import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { queryClient } from "../look/queryClient.ts";
import { UnitPicker, type UnitPickerProps } from "./UnitPicker.tsx";

export interface UnitPickerMount {
  show(props: UnitPickerProps): void;
  unmount(): void;
}

/** A React island inside a form-js field, which is preact. */
export function mountUnitPicker(place: HTMLElement): UnitPickerMount {
  const root = createRoot(place);
  return {
    show: (props) =>
      root.render(
        <QueryClientProvider client={queryClient}>
          <UnitPicker {...props} />
        </QueryClientProvider>,
      ),
    // A root may not be taken down while another one renders.
    unmount: () => queueMicrotask(() => root.unmount()),
  };
}
