import type { FacilityList } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ask } from '../../../parts/conditions.tsx';
import { Statement } from '../../../parts/Statement.tsx';
import { Table } from '../../../parts/Table.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { facilitiesQuery } from './queries.ts';
import { registerText } from './text.ts';
import './register.css';

function Facilities({ list }: { list: FacilityList }) {
  const { t, f, pick } = useText(registerText);
  const open = list.facilities.filter(({ endedOn }) => endedOn === null);
  const sum = (of: (facility: FacilityList['facilities'][number]) => number) =>
    open.reduce((all, facility) => all + of(facility), 0);
  return (
    <div className="register-page">
      <Statement sub={t('asOf', { time: f.instant(list.asOf) })}>
        {t('facilitiesSay', {
          count: open.length,
          sites: f.number(sum(({ sites }) => sites)),
          organizations: sum(({ organizations }) => organizations),
        })}
      </Statement>
      <Table
        label={t('facilities')}
        rows={list.facilities}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'name',
            name: t('name'),
            kind: 'name',
            cell: ({ id, name, endedOn }) => (
              <>
                <Link className="link" to="/m/facilities/$id" params={{ id }}>
                  {pick(name)}
                </Link>
                {endedOn !== null && <small className="hint"> {t('endedOn', { day: endedOn })}</small>}
              </>
            ),
          },
          { id: 'kind', name: t('kind'), cell: ({ kind }) => t(`kind_${kind}`) },
          { id: 'sites', name: t('sites'), kind: 'number', cell: ({ sites }) => f.number(sites) },
          { id: 'hosted', name: t('hosted'), kind: 'number', cell: ({ organizations }) => organizations },
          { id: 'covered', name: t('coveredBy'), kind: 'number', cell: ({ coveredBy }) => coveredBy },
        ]}
      />
    </div>
  );
}

/** /m/facilities: where companies and organizations are housed, with what hangs on each. */
export function FacilitiesPage() {
  const { t } = useText(registerText);
  useTitle(t('facilities'));
  const query = useQuery(facilitiesQuery());
  return (
    <Ask query={query} what={t('whatFacilities')} heading={t('facilities')} lines={12}>
      {(list) => <Facilities list={list} />}
    </Ask>
  );
}
