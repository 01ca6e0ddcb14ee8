import type { Role } from '@banfei/contracts';

/** Who may call what, written by hand beside the declarations: whoever opens an operation says so here a second time. */
const ANYBODY = 'public';
const SIGNED_IN: readonly Role[] = [
  'company',
  'officer',
  'manager',
  'auditor',
  'systemAdministrator',
  'securityAdministrator',
  'auditAdministrator',
];
const READERS: readonly Role[] = ['company', 'officer', 'manager', 'auditor'];
const STAFF: readonly Role[] = ['officer', 'manager', 'auditor'];
const STEERING: readonly Role[] = ['officer', 'manager'];
const EXPORTING: readonly Role[] = ['manager', 'auditor'];
const ASKING: readonly Role[] = ['company', 'officer'];
const REOPENING: readonly Role[] = ['company', 'manager'];
const OFFICERS: readonly Role[] = ['officer'];
const MANAGERS: readonly Role[] = ['manager'];
const COMPANIES: readonly Role[] = ['company'];

export const EXPECTED: Readonly<Record<string, readonly Role[] | typeof ANYBODY>> = {
  'POST /api/session': ANYBODY,
  'DELETE /api/session': ANYBODY,
  'GET /api/session': SIGNED_IN,
  'GET /api/demo-accounts': ANYBODY,
  'GET /api/posts': STAFF,
  'GET /api/firms/search': STAFF,
  'POST /api/firms/:id/sites': STEERING,
  'PUT /api/sites/:id/place': STEERING,
  'GET /api/firms/unplaced': STAFF,
  'GET /api/firms/:id': READERS,
  'GET /api/firms/:id/timeline': READERS,
  'POST /api/firms': OFFICERS,
  'GET /api/firm-imports/template': STEERING,
  'GET /api/firm-imports/:id': STAFF,
  'GET /api/firm-imports/:id/rows': STAFF,
  'POST /api/firm-imports': STEERING,
  'PUT /api/firm-imports/:id/mapping': STEERING,
  'POST /api/firm-imports/:id/commit': STEERING,
  'GET /api/areas': STAFF,
  'GET /api/areas.xlsx': EXPORTING,
  'GET /api/areas.geojson': EXPORTING,
  'GET /api/area-plans/:id/firms.xlsx': EXPORTING,
  'GET /api/area-plans': STAFF,
  'POST /api/area-plans': MANAGERS,
  'GET /api/area-plans/:id': STAFF,
  'GET /api/area-plans/:id/firms': STAFF,
  'POST /api/area-plans/:id/edits': MANAGERS,
  'POST /api/area-plans/:id/proposal': MANAGERS,
  'POST /api/area-plans/:id/approval': MANAGERS,
  'POST /api/area-plans/:id/return': MANAGERS,
  'POST /api/area-plans/:id/withdrawal': MANAGERS,
  'GET /api/service-points': ANYBODY,
  'POST /api/matters': ASKING,
  'GET /api/matters': READERS,
  'GET /api/matters/similar': ASKING,
  'GET /api/matters/categories': READERS,
  'GET /api/matters/:number': READERS,
  'POST /api/matters/:number/replies': OFFICERS,
  'POST /api/matters/:number/notes': STEERING,
  'POST /api/matters/:number/supplements': ASKING,
  'POST /api/matters/:number/offers': OFFICERS,
  'POST /api/matters/:number/offers/:offerId/accept': OFFICERS,
  'POST /api/matters/:number/offers/:offerId/decline': OFFICERS,
  'POST /api/matters/:number/offers/:offerId/withdraw': OFFICERS,
  'POST /api/matters/:number/arbitration': OFFICERS,
  'POST /api/matters/:number/waits': OFFICERS,
  'POST /api/matters/:number/resumption': OFFICERS,
  'POST /api/matters/:number/arrivals': OFFICERS,
  'POST /api/matters/:number/extension': OFFICERS,
  'POST /api/matters/:number/proposals': OFFICERS,
  'POST /api/matters/:number/confirmation': COMPANIES,
  'POST /api/matters/:number/rating': COMPANIES,
  'POST /api/matters/:number/reopening': REOPENING,
  'POST /api/matters/:number/withdrawal': COMPANIES,
  'POST /api/matters/:number/rejection': OFFICERS,
  'POST /api/matters/:number/nudge': COMPANIES,
  'POST /api/matters/:number/oversight': STEERING,
  'POST /api/attachments': ASKING,
  'GET /files/:id': READERS,
  'GET /api/receipts/:number': ANYBODY,
  'GET /api/figures': STAFF,
  'GET /api/figures/:id/rows': STAFF,
  'GET /api/figures/:id/rows.xlsx': EXPORTING,
  'GET /api/figures/:id/rows.csv': EXPORTING,
  'GET /api/live': SIGNED_IN,
  'GET /healthz': ANYBODY,
  'GET /readyz': ANYBODY,
  'GET /metrics': ANYBODY,
};
