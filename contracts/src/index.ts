export * from './area-plans.ts';
export * from './areas.ts';
export * from './common.ts';
export * from './errors.ts';
export * from './figures.ts';
export * from './firms.ts';
export * from './matters.ts';
export * from './session.ts';
