/** The row after this one; at the end the one before it; null when it stands alone. */
export function neighborOf(rows: readonly { readonly number: string }[], number: string): string | null {
  const at = rows.findIndex((row) => row.number === number);
  return rows[at + 1]?.number ?? rows[at - 1]?.number ?? null;
}
