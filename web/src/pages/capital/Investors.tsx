import type { InvestorList } from '@banfei/contracts';
import { State } from '../../parts/State.tsx';
import { useText } from '../../text/useText.ts';
import { Investor } from './Investor.tsx';
import { InvestorForm, ShutForm } from './InvestorForm.tsx';
import { capitalText } from './text.ts';

type Row = InvestorList['investors'][number];

interface InvestorsProps {
  readonly investors: readonly Row[];
  readonly sectors: InvestorList['sectors'];
  readonly mayAct: boolean;
}

function One({ row, sectors, mayAct }: Omit<InvestorsProps, 'investors'> & { readonly row: Row }) {
  const { t, f } = useText(capitalText);
  const { investor, reference, open, asked, made, fundedFen, demo } = row;
  return (
    <li className="capital-card">
      <Investor investor={investor} />
      <p className="capital-meta">
        {!open && <State kind="plain">{t('closed')}</State>}
        <span>
          {t('waiting')} {asked}
        </span>
        <span>
          {t('made')} {made}
        </span>
        <span>
          {t('funded')} {f.money(fundedFen)}
        </span>
        <span>{reference}</span>
        {demo && <span>{t('demo')}</span>}
      </p>
      {mayAct && open && (
        <div className="capital-acts no-print">
          <InvestorForm row={row} sectors={sectors} />
          <ShutForm row={row} />
        </div>
      )}
    </li>
  );
}

/** Everybody who can be asked, with what came of it, and the form for a new one. */
export function Investors({ investors, sectors, mayAct }: InvestorsProps) {
  return (
    <>
      {mayAct && <InvestorForm row={null} sectors={sectors} />}
      <ul className="capital-list">
        {investors.map((row) => (
          <One key={row.investor.id} row={row} sectors={sectors} mayAct={mayAct} />
        ))}
      </ul>
    </>
  );
}
