import type { PartnershipView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { SiftedTable } from '../../../parts/SiftedTable.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { siftIn } from '../../../parts/sift.ts';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { FoundForm, PARTNERSHIP_KINDS } from './FoundForm.tsx';
import { everyPartnershipQuery } from './queries.ts';
import { partnershipsText } from './text.ts';
import '../register/register.css';

const route = getRouteApi('/m/partnerships');

function List({ partnerships }: { partnerships: readonly PartnershipView[] }) {
  const { t, pick } = useText(partnershipsText);
  const sift = route.useSearch();
  const navigate = route.useNavigate();
  const pairOf = ({ first, second }: PartnershipView): string => `${pick(first.name)} · ${pick(second.name)}`;
  return (
    <SiftedTable
      label={t('partnerships')}
      rows={partnerships}
      keyOf={({ id }) => id}
      sift={sift}
      onSift={(next) => void navigate({ search: siftIn({ ...next }), replace: true })}
      kinds={{ label: t('kind'), options: PARTNERSHIP_KINDS.map((value) => ({ value, label: t(value) })) }}
      sifting={{
        wordsOf: ({ first, second, purpose, document }) =>
          `${first.name.zh} ${first.name.en} ${second.name.zh} ${second.name.en} ${purpose} ${document}`,
        kindOf: ({ kind }) => kind,
        first: '-since',
        by: {
          pair: pairOf,
          kind: ({ kind }) => t(kind),
          since: ({ beganOn }) => beganOn,
          count: ({ activities }) => activities.length,
        },
      }}
      columns={[
        {
          id: 'pair',
          name: t('pair'),
          kind: 'name',
          cell: (partnership) => (
            <Link className="link" to="/m/partnerships/$id" params={{ id: partnership.id }}>
              {pairOf(partnership)}
            </Link>
          ),
        },
        { id: 'kind', name: t('kind'), cell: ({ kind }) => t(kind) },
        { id: 'purpose', name: t('purpose'), cell: ({ purpose }) => purpose },
        { id: 'since', name: t('since'), cell: ({ beganOn }) => <span className="nowrap">{beganOn}</span> },
        {
          id: 'until',
          name: t('until'),
          cell: ({ endedOn }) => <span className="nowrap">{endedOn ?? t('living')}</span>,
        },
        { id: 'count', name: t('count'), kind: 'number', cell: ({ activities }) => activities.length },
      ]}
    />
  );
}

/** /m/partnerships: every partnership with its purpose and how much was done, and the form for a new one. */
export function PartnershipsPage() {
  const { t } = useText(partnershipsText);
  useTitle(t('partnerships'));
  const role = useQuery(sessionQuery()).data?.role;
  const query = useQuery(everyPartnershipQuery());
  return (
    <Ask query={query} what={t('what')} heading={t('partnerships')} lines={12}>
      {({ partnerships }) => {
        const living = partnerships.filter(({ endedOn }) => endedOn === null);
        const held = living.map(({ activities }) => activities.length);
        const activities = held.reduce((sum, count) => sum + count, 0);
        return (
          <div className="register-page">
            <Statement>
              {t('say', { living: living.length, activities, idle: held.filter((count) => count === 0).length })}
            </Statement>
            {role === 'manager' && <FoundForm />}
            <List partnerships={partnerships} />
          </div>
        );
      }}
    </Ask>
  );
}
