import type { CommandBodies, MatterDetail } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../parts/conditions.tsx';
import { logText } from '../../parts/log/text.ts';
import { useKeys } from '../../parts/useKeys.ts';
import { sharedText } from '../../text/shared.ts';
import { useText } from '../../text/useText.ts';
import { taken } from './request/SayMore.tsx';
import { companyText } from './text.ts';

type Tag = CommandBodies['rating']['tags'][number];

const TAGS = ['fast', 'onSite', 'clear', 'oneTrip'] as const satisfies readonly Tag[];
const GRADES = [
  { grade: 5, key: 'grade5' },
  { grade: 4, key: 'grade4' },
  { grade: 3, key: 'grade3' },
  { grade: 2, key: 'grade2' },
  { grade: 1, key: 'grade1' },
] as const;

function Grades({ grade, onGrade, fault }: { grade: number | null; onGrade: (grade: number) => void; fault: string }) {
  const { t } = useText(companyText);
  const words = useText(logText);
  return (
    <fieldset id="grades" tabIndex={-1}>
      <legend>
        <h1 className="page-title">{t('rateTitle')}</h1>
      </legend>
      {fault !== '' && <p className="fault">{fault}</p>}
      <div className="grades">
        {GRADES.map((row, at) => (
          <label key={row.grade}>
            <input type="radio" name="grade" checked={grade === row.grade} onChange={() => onGrade(row.grade)} />
            <span>{words.t(row.key)}</span>
            <kbd>{at + 1}</kbd>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Tags({ tags, onTags }: { tags: readonly Tag[]; onTags: (tags: readonly Tag[]) => void }) {
  const { t } = useText(companyText);
  return (
    <fieldset>
      <legend className="label">{t('goodAt')}</legend>
      <div className="chips">
        {TAGS.map((tag) => (
          <label key={tag} className="chip">
            <input
              type="checkbox"
              checked={tags.includes(tag)}
              onChange={() => onTags(tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag])}
            />
            <span>{t(tag)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** 好差评: five fixed grades, none chosen beforehand, one rating for each matter. Keys 1–5 choose. */
export function RateForm({ matter }: { matter: MatterDetail }) {
  const { t, pick } = useText(companyText);
  const shared = useText(sharedText);
  const [grade, setGrade] = useState<number | null>(null);
  const [tags, setTags] = useState<readonly Tag[]>([]);
  const [text, setText] = useState('');
  const [fault, setFault] = useState('');
  const intent = useIntent('POST /api/matters/:number/rating');
  const top = useRef<HTMLFormElement>(null);
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  useKeys(Object.fromEntries(GRADES.map((row, at) => [String(at + 1), () => setGrade(row.grade)])));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (grade === null) return setFault(t('rateFault'));
    setFault('');
    const words = text.trim();
    const body = {
      grade,
      tags: grade >= 3 ? [...tags] : [],
      version: matter.version,
      ...(words === '' ? {} : { text: words }),
    };
    const result = await intent.run({ params: { number: matter.number }, body });
    if (result.ok === true) taken(result.answer);
  };
  const faults: Fault[] = fault === '' ? [] : [{ field: 'grades', text: fault }];
  return (
    <form ref={top} onSubmit={(event) => void send(event)} noValidate>
      <ErrorSummary faults={faults} />
      <Trouble text={intent.refusal === null ? '' : pick(intent.refusal.sentence)} />
      <Grades grade={grade} onGrade={setGrade} fault={fault} />
      {grade !== null && grade >= 3 && <Tags tags={tags} onTags={setTags} />}
      {grade !== null && grade < 3 && <p className="quote">{t('badRule')}</p>}
      <div className="field">
        <label htmlFor="rate-words">
          {t('words')} <span className="muted">（{shared.t('optional')}）</span>
        </label>
        <textarea
          id="rate-words"
          className="input"
          rows={2}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <p className="hint">{t('rateWho')}</p>
      <div className="acts-row">
        <button type="submit" className="btn pri big" aria-disabled={intent.busy}>
          {t(intent.busy ? 'sending' : 'rate')}
        </button>
        <Link className="btn quiet" to="/e/requests/$number" params={{ number: matter.number }}>
          {t('later')}
        </Link>
      </div>
    </form>
  );
}
