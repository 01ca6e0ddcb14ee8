/** Minutes as hours with one place: 90 is 1.5. */
export const hours = (minutes: number): string => (minutes / 60).toFixed(1);
