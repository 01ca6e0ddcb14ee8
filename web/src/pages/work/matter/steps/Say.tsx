import { FileButton, FileItems } from '../../../../parts/compose/FilePicker.tsx';
import { useFiles } from '../../../../parts/compose/useFiles.ts';
import { useText } from '../../../../text/useText.ts';
import { workMatterText } from '../../../../text/workMatter.ts';
import { useDraft } from '../../parts/drafts.ts';
import { replyDraft } from '../../parts/outgoing.ts';
import { StepForm, Words } from '../StepForm.tsx';
import { emptying, type StepProps, useStep } from '../useStep.ts';

/** 回复并提出办结: the company gets the words and has the last word. Starts from what stands in the reply box. */
export function Propose(props: StepProps) {
  const { t } = useText(workMatterText);
  const { matter } = props;
  const [text, setText] = useDraft(replyDraft(matter.number));
  const files = useFiles();
  const done = emptying(props, () => setText(''));
  const step = useStep('POST /api/matters/:number/proposals', done, true);
  const submit = (version: number) => {
    const ids = files.items.flatMap((item) => (item.view === null ? [] : [item.view.id]));
    const body = { version, text: text.trim(), ...(ids.length === 0 ? {} : { attachmentIds: ids }) };
    void step.run({ params: { number: matter.number }, body });
  };
  return (
    <StepForm
      {...props}
      step={{ ...step, busy: step.busy || files.busy }}
      title={t('proposeTitle')}
      intro={t('proposeWords')}
      label={t('proposeSend')}
      mine={text}
      check={() => (text.trim() === '' ? [{ field: 'propose-text', text: t('proposeNeeded') }] : [])}
      submit={submit}
    >
      <Words id="propose-text" first rows={5} label={t('proposeField')} value={text} onChange={setText} />
      <div>
        <FileItems files={files} />
        <FileButton files={files} />
      </div>
    </StepForm>
  );
}

type TextStepName = 'arrivals' | 'oversight' | 'supplements' | 'reopening';

/** Words of the steps that need nothing but one text. Only 已到现场 may go without: being there is the message. */
const TEXT_STEPS = {
  arrivals: { title: 'arriveTitle', field: 'arriveField', send: 'arriveSend', needed: null },
  oversight: { title: 'overseeTitle', field: 'overseeField', send: 'overseeSend', needed: 'overseeNeeded' },
  supplements: {
    title: 'supplementTitle',
    field: 'supplementField',
    send: 'supplementSend',
    needed: 'supplementNeeded',
  },
  reopening: { title: 'reopenTitle', field: 'reason', send: 'reopenSend', needed: 'reasonNeeded' },
} as const;

/** 已到现场, 督办, 替企业补充, 重新办理: one text, then sent. */
export function TextStep({ name, ...props }: StepProps & { name: TextStepName }) {
  const { t } = useText(workMatterText);
  const { matter } = props;
  const { title, field, send, needed } = TEXT_STEPS[name];
  const [text, setText] = useDraft(`${matter.number}.${name}`);
  const step = useStep(
    `POST /api/matters/:number/${name}`,
    emptying(props, () => setText('')),
  );
  const id = `${name}-text`;
  return (
    <StepForm
      {...props}
      step={step}
      title={t(title)}
      label={t(send)}
      mine={text}
      check={() => (text.trim() === '' && needed !== null ? [{ field: id, text: t(needed) }] : [])}
      submit={(version) => void step.run({ params: { number: matter.number }, body: { version, text: text.trim() } })}
    >
      <Words
        id={id}
        first
        label={needed === null ? `${t(field)}${t('colon')}${t('optional')}` : t(field)}
        value={text}
        onChange={setText}
      />
    </StepForm>
  );
}
