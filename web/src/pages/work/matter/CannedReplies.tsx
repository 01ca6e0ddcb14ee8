import type { MatterDetail } from '@banfei/contracts';
import { useText } from '../../../text/useText.ts';
import { workMatterText } from '../../../text/workMatter.ts';

const PHRASES = ['received', 'visit', 'progress', 'done'] as const;

/** Phrases with the company, the subject, the post and the due time already in place. They are put in the box, not sent. */
export function CannedReplies({ matter, onPhrase }: { matter: MatterDetail; onPhrase: (phrase: string) => void }) {
  const { t, f, pick } = useText(workMatterText);
  const { owner, resolve } = matter;
  const values = {
    firm: matter.firm.name,
    title: matter.title,
    post: owner === null ? '' : pick(owner.name),
    phone: owner?.phone ?? '',
    due: resolve.dueAt === null ? '' : f.instant(resolve.dueAt),
  };
  return (
    <select
      className="canned"
      aria-label={t('canned')}
      value=""
      onChange={(event) => {
        const phrase = PHRASES.find((one) => one === event.currentTarget.value);
        if (phrase === 'received' && values.due === '') onPhrase(t('canned_receivedNoDue', values));
        else if (phrase !== undefined) onPhrase(t(`canned_${phrase}`, values));
        document.getElementById('reply-text')?.focus();
      }}
    >
      <option value="" disabled>
        {t('canned')}
      </option>
      {PHRASES.map((phrase) => (
        <option key={phrase} value={phrase}>
          {t(`canned_${phrase}Name`)}
        </option>
      ))}
    </select>
  );
}
