export { createDistricts, type District, type Districts } from './districts.ts';
export { type PerDistrict, perDistrict } from './per-district.ts';
export { ensureDistrict, type NewDistrict } from './store.ts';
