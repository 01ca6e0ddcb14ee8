import type { NeedAnswerView, SharedNeedView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Act } from '../../../parts/Act.tsx';
import { Ask, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { short } from '../../../parts/form.ts';
import { InputField } from '../../../parts/InputField.tsx';
import { useText } from '../../../text/useText.ts';
import { AnswerState, DeskFields, useDeskFaults } from './Answers.tsx';
import { exchangeChanged, sharedNeedsQuery } from './queries.ts';
import { exchangeText } from './text.ts';

function Withdraw({ answer }: { answer: NeedAnswerView }) {
  const { t, pick } = useText(exchangeText);
  const { run, busy, refusal } = useIntent('POST /api/need-answers/:id/withdrawal');
  const press = async () => {
    const result = await run({ params: { id: answer.id }, body: { version: answer.version } });
    if (result.ok === true) await exchangeChanged();
  };
  return (
    <>
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      <button type="button" className="btn" aria-disabled={busy} onClick={() => void press()}>
        {t('takeBack')}
      </button>
    </>
  );
}

/** How the own unit can help; its name is told only when the other side agrees. */
function AnswerForm({ need }: { need: SharedNeedView }) {
  const { t } = useText(exchangeText);
  const deskFaults = useDeskFaults();
  const [words, setWords] = useState('');
  const [desk, setDesk] = useState({ desk: '', deskPhone: '' });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const intent = useIntent('POST /api/shared-needs/:id/answers');
  const id = `help-${need.id}`;
  const send = async () => {
    const missing = short(words) ? [{ field: `${id}-words`, text: t('helpFault') }] : [];
    const found = [...missing, ...deskFaults(id, desk)];
    setFaults(found);
    if (found.length > 0) return;
    const body = { words: words.trim(), desk: desk.desk.trim(), deskPhone: desk.deskPhone.trim() };
    const result = await intent.run({ params: { id: need.id }, body });
    if (result.ok === true) await exchangeChanged();
  };
  return (
    <Act title={t('canHelp')} label={t('helpDo')} hint={t('helpHint')} faults={faults} intent={intent} onSend={send}>
      <InputField
        id={`${id}-words`}
        label={t('helpWords')}
        value={words}
        onValue={setWords}
        invalid={faults.some(({ field }) => field === `${id}-words`)}
      />
      <DeskFields id={id} desk={desk} faults={faults} onDesk={setDesk} />
    </Act>
  );
}

function SharedNeed({ need }: { need: SharedNeedView }) {
  const { t, f } = useText(exchangeText);
  const { title, detail, kind, until, answer } = need;
  return (
    <div className="deal">
      <b>{title}</b>
      <p className="row-meta">
        <span>{t(kind)}</span>
        <span>
          {t('needUntil')} {f.day(until)}
        </span>
        {(answer === null || answer.other === null) && <span>{t('nameless')}</span>}
      </p>
      {detail !== '' && <p>{detail}</p>}
      {answer !== null && <AnswerState answer={answer} />}
      {answer?.may.includes('withdraw') === true && <Withdraw answer={answer} />}
      {(answer === null || answer.state === 'declined') && <AnswerForm need={need} />}
    </div>
  );
}

/** Needs of other units that the own one may be able to meet; nobody has a name until both have agreed. */
export function SharedNeeds() {
  const { t } = useText(exchangeText);
  const query = useQuery(sharedNeedsQuery());
  return (
    <section>
      <h2 className="sec-title">{t('sharedNeeds')}</h2>
      <Ask query={query} what={t('sharedNeeds')} lines={2}>
        {({ needs }) =>
          needs.length === 0 ? (
            <p className="muted">{t('noSharedNeeds')}</p>
          ) : (
            <ul className="rows-list">
              {needs.map((need) => (
                <li key={need.id}>
                  <SharedNeed need={need} />
                </li>
              ))}
            </ul>
          )
        }
      </Ask>
    </section>
  );
}
