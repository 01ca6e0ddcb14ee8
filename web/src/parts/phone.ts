/** Address of a telephone link: digits only, as a phone wants them. */
export const tel = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`;
