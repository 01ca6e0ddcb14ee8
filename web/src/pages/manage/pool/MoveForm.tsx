import type { CandidateDetail, PoolStage } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { useText } from '../../../text/useText.ts';
import { useCandidateTaken } from './queries.ts';
import { poolText } from './text.ts';

interface MoveFormProps {
  readonly candidate: CandidateDetail;
  /** Where a card was dropped. */
  readonly to: PoolStage | undefined;
}

type Way = CandidateDetail['possible'][number];

interface WaysProps {
  readonly possible: readonly Way[];
  readonly chosen: Way;
  readonly onChoose: (stage: PoolStage | undefined) => void;
}

function Ways({ possible, chosen, onChoose }: WaysProps) {
  const { t, pick } = useText(poolText);
  return (
    <div className="field">
      <label htmlFor="move-to">{t('moveTo')}</label>
      <select
        id="move-to"
        className="input"
        value={chosen.to}
        onChange={(event) => onChoose(possible.find((each) => each.to === event.currentTarget.value)?.to)}
      >
        {possible.map((each) => (
          <option key={each.to} value={each.to}>
            {pick(each.name)}（{t(`kind_${each.kind}`)}）
          </option>
        ))}
      </select>
    </div>
  );
}

interface PapersProps {
  readonly asked: Way['items'];
  readonly papers: Readonly<Record<string, string>>;
  readonly onPapers: (papers: Readonly<Record<string, string>>) => void;
  readonly faults: readonly Fault[];
}

/** The papers of the chosen way, each with where the rule stands. */
function Papers({ asked, papers, onPapers, faults }: PapersProps) {
  const { t, pick } = useText(poolText);
  return asked.map(({ item, name, citation }) => (
    <InputField
      key={item}
      id={`paper-${item}`}
      label={t('reference', { item: pick(name) })}
      value={papers[item] ?? ''}
      onValue={(value) => onPapers({ ...papers, [item]: value })}
      hint={citation}
      invalid={faults.some(({ field }) => field === `paper-${item}`)}
    />
  ));
}

/** Where a candidate may go from here, and what each way asks for: papers forward, a cause backward and out. */
export function MoveForm({ candidate, to }: MoveFormProps) {
  const { t, f, pick } = useText(poolText);
  const taken = useCandidateTaken();
  const { run, busy, refusal } = useIntent('POST /api/candidates/:id/moves');
  const { possible } = candidate;
  const [stage, setStage] = useState<PoolStage | undefined>(to);
  const [on, setOn] = useState(f.isoDay(candidate.asOf));
  const [cause, setCause] = useState('');
  const [papers, setPapers] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const forward = possible.find(({ kind }) => kind === 'forward');
  const chosen = possible.find((each) => each.to === stage) ?? forward ?? possible[0];
  if (chosen === undefined) return <p className="muted">{t('nowhere')}</p>;
  // What was filed ahead need not be given again.
  const asked = chosen.items.filter(({ reference }) => reference === null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Fault[] = asked
      .filter(({ item }) => short(papers[item] ?? ''))
      .map(({ item, name }) => ({ field: `paper-${item}`, text: t('itemFault', { item: pick(name) }) }));
    if (chosen.causeNeeded && short(cause)) found.push({ field: 'move-cause', text: t('causeFault') });
    if (on === '') found.push({ field: 'move-on', text: t('dayFault') });
    setFaults(found);
    if (found.length > 0) return;
    const evidence = asked.map(({ item }) => ({ item, reference: (papers[item] ?? '').trim() }));
    const body = { version: candidate.version, to: chosen.to, on, cause: cause.trim(), evidence };
    const result = await run({ params: { id: candidate.id }, body });
    if (result.ok !== true) return;
    setPapers({});
    setCause('');
    setStage(undefined);
    taken(result.answer);
  };
  return (
    <form className="pool-form no-print" noValidate onSubmit={(event) => void submit(event)}>
      {to !== undefined && chosen.to !== to && stage === to && <p className="fault">{t('notOpen')}</p>}
      <ErrorSummary faults={faults} />
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      <Ways possible={possible} chosen={chosen} onChoose={setStage} />
      <Papers asked={asked} papers={papers} onPapers={setPapers} faults={faults} />
      {chosen.causeNeeded && (
        <InputField
          id="move-cause"
          label={t('cause')}
          value={cause}
          onValue={setCause}
          invalid={faults.some(({ field }) => field === 'move-cause')}
        />
      )}
      <InputField
        id="move-on"
        label={t('moveOn')}
        type="date"
        value={on}
        onValue={setOn}
        hint={t('earliest', { day: chosen.earliest })}
      />
      <button type="submit" className="btn pri" aria-disabled={busy}>
        {t('moveDo', { stage: pick(chosen.name) })}
      </button>
    </form>
  );
}
