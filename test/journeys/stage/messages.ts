/** What the district's process tells the test run: where it listens, or why it could not start. */
export type DistrictMessage = { readonly url: string } | { readonly fault: string };
