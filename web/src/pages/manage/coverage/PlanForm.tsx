import type { CoverageUnit, PostCard } from '@banfei/contracts';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { ErrorSummary, type Fault, Trouble } from '../../../parts/conditions.tsx';
import { InputField } from '../../../parts/InputField.tsx';
import { useText } from '../../../text/useText.ts';
import { PostPicker } from '../../work/parts/PostPicker.tsx';
import { useCoverageChanged } from './queries.ts';
import { coverageText } from './text.ts';

/** 列入计划: who answers, and until when. */
export function PlanForm({ unit }: { unit: CoverageUnit }) {
  const { t, pick } = useText(coverageText);
  const changed = useCoverageChanged();
  const { run, busy, refusal } = useIntent('POST /api/coverage/steps');
  const [post, setPost] = useState<PostCard | null>(null);
  const [dueOn, setDueOn] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const { id, name } = unit.firm;
  const [postField, dueField] = [`plan-post-${id}`, `plan-due-${id}`];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Fault[] = [];
    if (post === null) found.push({ field: postField, text: t('postFault') });
    if (dueOn === '') found.push({ field: dueField, text: t('dueFault') });
    setFaults(found);
    if (post === null || found.length > 0) return;
    const result = await run({ body: { firmId: id, postId: post.id, dueOn } });
    if (result.ok === true) await changed();
  };
  return (
    <details className="no-print">
      <summary className="link">
        {t('plan')} <span className="vh">{name}</span>
      </summary>
      <form className="cover-form" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary faults={faults} />
        <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
        <PostPicker
          id={postField}
          label={t('post')}
          post={post}
          onPost={setPost}
          invalid={faults.some(({ field }) => field === postField)}
        />
        <InputField
          id={dueField}
          label={t('due')}
          type="date"
          value={dueOn}
          onValue={setDueOn}
          invalid={faults.some(({ field }) => field === dueField)}
        />
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {t('plan')}
        </button>
      </form>
    </details>
  );
}
