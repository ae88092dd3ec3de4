/** Brings a field of the form with this key into view and puts the cursor into it. */
export function focusField(root: ParentNode, componentId: string): void {
  const id = CSS.escape(componentId);
  const control = root.querySelector<HTMLElement>(`[id^="fjs-form"][id$="-${id}"], [id^="fjs-form"][id*="-${id}-"]`);
  if (!control) return;
  (control.closest(".fjs-form-field") ?? control).scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
}
