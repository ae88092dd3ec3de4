/** Pixels of one rem. A phone is held closer than a desk's screen, but is read outdoors and on the move. */
export const textScale = { standard: 16, large: 18.5, huge: 21 } as const;
