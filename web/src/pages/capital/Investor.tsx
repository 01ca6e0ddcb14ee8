import type { InvestorCard } from '@banfei/contracts';
import { useText } from '../../text/useText.ts';
import { capitalText } from './text.ts';

/** What an investor looks for in one line; its name where the reader may know it. */
export function Investor({ investor }: { investor: InvestorCard }) {
  const { t, f } = useText(capitalText);
  const { name, kind, forms, stages, sectors, leastFen, mostFen, desk, deskPhone } = investor;
  return (
    <>
      <h3 className="capital-name">{name ?? t('nameless', { kind: t(`kind_${kind}`) })}</h3>
      <p className="capital-meta">
        {name !== null && <span>{t(`kind_${kind}`)}</span>}
        <span>{f.list(forms.map((form) => t(`form_${form}`)))}</span>
        <span>{f.list(stages.map((stage) => t(`stage_${stage}`)))}</span>
        <span>{t('range', { least: f.money(leastFen), most: f.money(mostFen) })}</span>
        <span>{sectors.length === 0 ? t('everySector') : f.list(sectors.map((sector) => sector.name))}</span>
        {desk !== null && deskPhone !== null && (
          <a className="link" href={`tel:${deskPhone}`}>
            {t('contact', { desk, phone: deskPhone })}
          </a>
        )}
      </p>
    </>
  );
}
