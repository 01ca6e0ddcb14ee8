import type { CriterionView, SchemeDetail } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { sessionQuery } from '../../api/queries.ts';
import { Ask } from '../../parts/conditions.tsx';
import { State } from '../../parts/State.tsx';
import { Statement } from '../../parts/Statement.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { Coaching } from './Coaching.tsx';
import { askedFact, FactForm } from './FactForm.tsx';
import { FactsTable } from './FactsTable.tsx';
import { schemeQuery, type Whose } from './queries.ts';
import { Progress, StaleNotice } from './SchemeRow.tsx';
import { reachText } from './text.ts';
import { OUTCOME_STATES, useFactWords } from './words.ts';
import './reach.css';

type Step = SchemeDetail['steps'][number];

interface PartProps {
  readonly detail: SchemeDetail;
  readonly firmId: Whose;
  readonly mayState: boolean;
}

const MONEY_UNITS: ReadonlySet<string> = new Set(['CNY', 'HKD']);

/** Value against what is asked, as short as it can be said: 2.1 亿 / 3 亿. */
function useAgainst() {
  const { t, f } = useText(reachText);
  const say = (value: string, unit: string): string => {
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    if (unit === 'share') return `${f.number(Math.round(number * 1_000_000) / 10_000)} %`;
    return MONEY_UNITS.has(unit) || unit === 'count' ? f.number(number) : value;
  };
  return ({ value, threshold, unit }: CriterionView): string | null =>
    value === null || threshold === null || !Number.isFinite(Number(threshold))
      ? null
      : t('of', { value: say(value, unit), asked: say(threshold, unit) });
}

/** A step that is left: what is missing can be filled in at once, what is short says by how much. */
function StepRow({ step, detail, firmId }: Omit<PartProps, 'mayState'> & { readonly step: Step }) {
  const { t, pick } = useText(reachText);
  const words = useFactWords(detail.names);
  const against = useAgainst();
  const limb = detail.standards.flatMap(({ criteria }) => criteria).find(({ id }) => id === step.criterion);
  const asked = step.missing.map(askedFact);
  const open = asked.filter(({ name }) => firmId !== null || words.known.get(name)?.byOfficer === false);
  const short = limb === undefined ? null : against(limb);
  return (
    <li className="reach-row">
      <div>
        <h3>{limb === undefined ? step.criterion : pick(limb.title)}</h3>
        <State kind={OUTCOME_STATES[step.outcome]}>{t(`limb_${step.outcome}`)}</State>
      </div>
      {short !== null && <b className="reach-bar">{short}</b>}
      <p>{pick(step.explanation)}</p>
      {step.counterfactuals.slice(0, 2).map(({ fact, from, to }) => (
        <p key={fact} className="muted">
          {t('would', { fact: words.titleOf(fact), from: words.say(fact, from), to: words.say(fact, to) })}
        </p>
      ))}
      {asked.length > open.length && <p className="muted">{t('officerOnly')}</p>}
    </li>
  );
}

/** So many fields at once; whoever fills them in is asked for the rest afterwards. */
const FIELDS = 6;

/** What is missing, as fields of one form: often one number settles it. */
function Fill({ detail, firmId }: Omit<PartProps, 'mayState'>) {
  const { t } = useText(reachText);
  const { known } = useFactWords(detail.names);
  const asked = detail.missing
    .map(askedFact)
    .filter(({ name }) => firmId !== null || known.get(name)?.byOfficer === false);
  const shown = asked.slice(0, FIELDS);
  if (shown.length === 0) return null;
  const more = asked.length - shown.length;
  return (
    <section>
      <h2 className="sec-title">{t('fill')}</h2>
      {more > 0 && <p className="muted">{t('fillMore', { shown: shown.length, more })}</p>}
      <FactForm
        key={shown.map(({ name, year }) => `${name} ${year}`).join()}
        id="fill"
        firmId={firmId}
        asked={shown}
        names={detail.names}
      />
    </section>
  );
}

function Limb({ limb }: { limb: CriterionView }) {
  const { t, pick } = useText(reachText);
  const against = useAgainst();
  const short = against(limb);
  return (
    <li className={`reach-limb ${limb.outcome}`} data-limb={limb.id}>
      <span>
        <State kind={OUTCOME_STATES[limb.outcome]}>{t(`limb_${limb.outcome}`)}</State>
        {short !== null && <b> {short}</b>}
      </span>
      <span>{pick(limb.explanation)}</span>
      <small className="muted">
        {limb.citation}
        {limb.needsHumanVerify && ` · ${t('memory')}`}
      </small>
    </li>
  );
}

function Standards({ standards }: { standards: SchemeDetail['standards'] }) {
  const { t, pick } = useText(reachText);
  return (
    <section>
      <h2 className="sec-title">{t('standards')}</h2>
      {standards.map(({ id, title, required, nearest, outcome, criteria }) => (
        <details key={id} open={nearest}>
          <summary className="link">
            <State kind={OUTCOME_STATES[outcome]}>{t(`limb_${outcome}`)}</State> {pick(title)} ·{' '}
            {required ? t('required') : nearest ? t('closest') : t('choice')}
          </summary>
          <ul className="reach-limbs">
            {criteria.map((limb) => (
              <Limb key={limb.id} limb={limb} />
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function Past({ turns, notes }: Pick<SchemeDetail, 'turns' | 'notes'>) {
  const { t, pick } = useText(reachText);
  return (
    <>
      {notes.length > 0 && (
        <section>
          <h2 className="sec-title">{t('rules')}</h2>
          <ul>
            {notes.map((note) => (
              <li key={note.en}>{pick(note)}</li>
            ))}
          </ul>
        </section>
      )}
      {turns.length > 0 && (
        <section>
          <h2 className="sec-title">{t('history')}</h2>
          <ol>
            {turns.map(({ on, outcome, cause }) => (
              <li key={`${on} ${outcome} ${cause}`}>
                {t('turned', { day: on, outcome: t(`limb_${outcome}`), cause: t(`cause_${cause}`) })}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function useSaid({ title, outcome, open, missing, packVersion }: SchemeDetail): string {
  const { t, pick } = useText(reachText);
  const facts = { title: pick(title), open, missing: missing.length };
  if (packVersion === null) return t('sayNotInForce', facts);
  if (outcome === 'met') return t('sayMet', facts);
  if (outcome === 'unknown') return t('sayUnknown', facts);
  return outcome === 'unmet' ? t('sayUnmet', facts) : t('sayReview', facts);
}

function Scheme({ detail, firmId, mayState }: PartProps) {
  const { t, pick } = useText(reachText);
  const { packVersion, validFrom, checkedOn, fiscalYear, steps, standards, met, open } = detail;
  const rule = { version: packVersion ?? '', from: validFrom ?? '', checked: checkedOn ?? '', year: fiscalYear };
  const back = t('back');
  return (
    <div className="reach">
      <Statement sub={packVersion === null ? undefined : t('ruleLine', rule)}>{useSaid(detail)}</Statement>
      <StaleNotice {...detail} />
      <Progress title={pick(detail.title)} met={met} open={open} />
      {mayState && detail.outcome !== 'met' && <Fill detail={detail} firmId={firmId} />}
      {steps.length > 0 && (
        <section>
          <h2 className="sec-title">{t('steps')}</h2>
          <ol className="reach-list">
            {steps.map((step) => (
              <StepRow key={step.criterion} step={step} detail={detail} firmId={firmId} />
            ))}
          </ol>
        </section>
      )}
      {mayState && detail.outcome !== 'met' && <Coaching detail={detail} firmId={firmId} />}
      <Standards standards={standards} />
      <Past {...detail} />
      <FactsTable facts={detail.facts} names={detail.names} />
      <p>
        {firmId === null ? (
          <Link className="link" to="/e/reach">
            {back}
          </Link>
        ) : (
          <Link className="link" to="/m/reach/$firmId" params={{ firmId }}>
            {back}
          </Link>
        )}
      </p>
    </div>
  );
}

function SchemeOf({ firmId, scheme }: { firmId: Whose; scheme: string }) {
  const { t, pick } = useText(reachText);
  const me = useQuery(sessionQuery()).data;
  const query = useQuery(schemeQuery(firmId, scheme));
  useTitle(query.data === undefined ? t('reach') : pick(query.data.title));
  const mayState = me?.role === 'company' || me?.role === 'officer';
  return (
    <Ask query={query} what={t('whatScheme')} heading={t('reach')} lines={14} phone={me?.district.phone ?? null}>
      {(detail) => <Scheme detail={detail} firmId={firmId} mayState={mayState} />}
    </Ask>
  );
}

/** One scheme for the company that is signed in. */
export function SchemePage() {
  const { scheme } = useParams({ from: '/e/reach/$scheme' });
  return <SchemeOf firmId={null} scheme={scheme} />;
}

/** The same for a company that staff look at. */
export function FirmSchemePage() {
  const { firmId, scheme } = useParams({ from: '/m/reach/$firmId/$scheme' });
  return <SchemeOf firmId={firmId} scheme={scheme} />;
}
