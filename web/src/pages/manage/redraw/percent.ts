/** Thousandths as people read them: 123 → 12.3%. */
export const percent = (thousandths: number): string =>
  `${(thousandths / 10).toFixed(thousandths % 10 === 0 ? 0 : 1)}%`;
