import type { CapitalNeedList, CapitalNeedRow } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { sessionQuery } from '../../api/queries.ts';
import { Ask } from '../../parts/conditions.tsx';
import { SiftedTable } from '../../parts/SiftedTable.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { siftIn } from '../../parts/sift.ts';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { Investors } from './Investors.tsx';
import { NeedForm } from './NeedForm.tsx';
import { capitalNeedsQuery, investorsQuery } from './queries.ts';
import { CAPITAL_VIEWS } from './search.ts';
import { capitalText } from './text.ts';
import { FORMS } from './words.ts';
import './capital.css';

function Needs({ needs }: { needs: readonly CapitalNeedRow[] }) {
  const { t, f } = useText(capitalText);
  const sift = useSearch({ from: '/m/capital' });
  const navigate = useNavigate({ from: '/m/capital' });
  return (
    <SiftedTable
      label={t('needs')}
      rows={needs}
      keyOf={({ id }) => id}
      sift={sift}
      onSift={(next) => void navigate({ search: siftIn({ ...next }), replace: true })}
      kinds={{ label: t('form'), options: FORMS.map((value) => ({ value, label: t(`form_${value}`) })) }}
      sifting={{
        wordsOf: ({ firm, purpose, industry }) => `${firm.name} ${purpose} ${industry?.name ?? ''}`,
        kindOf: ({ form }) => form,
        first: 'until',
        by: {
          firm: ({ firm }) => firm.name,
          stage: ({ stage }) => t(`stage_${stage}`),
          amount: ({ amountFen }) => amountFen,
          until: ({ until, open }) => `${open ? 0 : 1}${until}`,
          fits: ({ fits }) => fits,
          asked: ({ asked }) => asked,
          funded: ({ fundedFen }) => fundedFen,
        },
      }}
      columns={[
        {
          id: 'firm',
          name: t('firm'),
          kind: 'name',
          cell: ({ id, firm }) => (
            <Link className="link" to="/m/capital/$id" params={{ id }}>
              {firm.name}
            </Link>
          ),
        },
        { id: 'form', name: t('form'), cell: ({ form }) => t(`form_${form}`) },
        { id: 'stage', name: t('stage'), cell: ({ stage }) => t(`stage_${stage}`) },
        { id: 'amount', name: t('amount'), kind: 'number', cell: ({ amountFen }) => f.money(amountFen) },
        {
          id: 'until',
          name: t('until'),
          cell: ({ until, open }) => <span className="nowrap">{open ? until : t('closed')}</span>,
        },
        { id: 'fits', name: t('fits'), kind: 'number', cell: ({ fits }) => fits },
        { id: 'asked', name: t('waiting'), kind: 'number', cell: ({ asked }) => asked },
        { id: 'made', name: t('made'), kind: 'number', cell: ({ made }) => made },
        {
          id: 'funded',
          name: t('funded'),
          kind: 'number',
          cell: ({ fundedFen }) => (fundedFen === 0 ? '—' : f.money(fundedFen)),
        },
      ]}
    />
  );
}

function Overview({ list, mayAct }: { list: CapitalNeedList; mayAct: boolean }) {
  const { t } = useText(capitalText);
  const navigate = useNavigate();
  const open = list.needs.filter((need) => need.open);
  const counts = {
    open: open.length,
    unmatched: open.filter(({ fits }) => fits === 0).length,
    asked: list.needs.reduce((sum, { asked }) => sum + asked, 0),
  };
  return (
    <>
      <Statement>{t('sayStaff', counts)}</Statement>
      <Views />
      {mayAct && <NeedForm forFirm onStated={({ id }) => void navigate({ to: '/m/capital/$id', params: { id } })} />}
      <Needs needs={list.needs} />
    </>
  );
}

/** Needs, or investors. */
function Views() {
  const { t } = useText(capitalText);
  const { view = 'needs' } = useSearch({ from: '/m/capital' });
  return (
    <nav className="tabs-row" aria-label={t('views')}>
      {CAPITAL_VIEWS.map((each) => (
        <Link key={each} to="/m/capital" search={{ view: each }} aria-current={view === each ? 'page' : undefined}>
          {t(each)}
        </Link>
      ))}
    </nav>
  );
}

function InvestorsView({ mayAct }: { mayAct: boolean }) {
  const { t, f } = useText(capitalText);
  const query = useQuery(investorsQuery());
  return (
    <Ask query={query} what={t('what')} heading={t('investors')} lines={12}>
      {({ investors, sectors }) => {
        const sum = (of: (row: (typeof investors)[number]) => number) =>
          investors.reduce((total, row) => total + of(row), 0);
        const open = investors.filter((row) => row.open).length;
        const counts = { open, made: sum(({ made }) => made), money: f.money(sum(({ fundedFen }) => fundedFen)) };
        return (
          <>
            <Statement>{t('sayInvestors', counts)}</Statement>
            <Views />
            <Investors investors={investors} sectors={sectors} mayAct={mayAct} />
          </>
        );
      }}
    </Ask>
  );
}

/** /m/capital: needs with who fits them, and investors with what came of their introductions. */
export function CapitalPage() {
  const { t } = useText(capitalText);
  useTitle(t('capital'));
  const { view = 'needs' } = useSearch({ from: '/m/capital' });
  const mayAct = useQuery(sessionQuery()).data?.role !== 'auditor';
  const query = useQuery({ ...capitalNeedsQuery(), enabled: view === 'needs' });
  return (
    <div className="capital">
      {view === 'investors' ? (
        <InvestorsView mayAct={mayAct} />
      ) : (
        <Ask query={query} what={t('what')} heading={t('capital')} lines={14}>
          {(list) => <Overview list={list} mayAct={mayAct} />}
        </Ask>
      )}
    </div>
  );
}
