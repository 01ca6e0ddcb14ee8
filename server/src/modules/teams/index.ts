export { insertTeams } from './store.ts';
export type { ServiceTeam } from './team.ts';
export { listTeams } from './views.ts';
