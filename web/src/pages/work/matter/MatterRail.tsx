import type { MatterDetail } from '@banfei/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ClockLeft } from '../../../parts/Clock.tsx';
import { FileList } from '../../../parts/log/LogList.tsx';
import { PhoneLink, PostCard } from '../../../parts/PostCard.tsx';
import { tel } from '../../../parts/phone.ts';
import { State } from '../../../parts/State.tsx';
import { blocksOf } from '../../../parts/track/layout.ts';
import { workingDayMillis } from '../../../parts/track/scale.ts';
import { matterText } from '../../../text/matter.ts';
import { useText } from '../../../text/useText.ts';
import { workMatterText } from '../../../text/workMatter.ts';

const GRADES: Readonly<Record<number, 'grade1' | 'grade2' | 'grade3' | 'grade4' | 'grade5'>> = {
  1: 'grade1',
  2: 'grade2',
  3: 'grade3',
  4: 'grade4',
  5: 'grade5',
};

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="rail-title">{title}</h2>
      {children}
    </section>
  );
}

function Contact({ contact }: Pick<MatterDetail, 'contact'>) {
  const { t } = useText(workMatterText);
  if (contact.phone === '' && contact.name === '') return <p className="muted">{t('noContact')}</p>;
  return (
    <>
      <p>
        {contact.name}{' '}
        {contact.phone !== '' &&
          (contact.masked ? (
            <span className="mono">{contact.phone}</span>
          ) : (
            <a className="link tel-big" href={tel(contact.phone)}>
              {contact.phone}
            </a>
          ))}
      </p>
      {contact.masked && <p className="hint">{t('masked')}</p>}
    </>
  );
}

/** The three promises as staff keep them: what is left, or when it was done and whether in time. */
function Promises({ matter }: { matter: MatterDetail }) {
  const { t, f } = useText(workMatterText);
  const dayMillis = workingDayMillis(blocksOf(matter.workingBlocks));
  return (
    <ul className="clocks">
      {matter.clocks.map((clock) => {
        const late = clock.metAt !== null && clock.dueAt !== null && clock.metAt > clock.dueAt;
        return (
          <li key={clock.id} className="clock" aria-live="off">
            <span>{t(`clock_${clock.id}`)}</span>
            {clock.metAt === null ? (
              <ClockLeft clock={clock} dayMillis={dayMillis} />
            ) : (
              <State kind={late ? 'late' : 'done'}>{t('clockMet', { time: f.near(clock.metAt, matter.asOf) })}</State>
            )}
            {clock.metAt === null && clock.dueAt !== null && (
              <small>{t('clockDue', { time: f.instant(clock.dueAt) })}</small>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What one looks up beside the history: whom to ring, what was promised, which company, which files. */
export function MatterRail({ matter }: { matter: MatterDetail }) {
  const { t, pick } = useText(workMatterText);
  const { t: word } = useText(matterText);
  const files = matter.attachments;
  return (
    <div className="matter-rail">
      <Block title={t('contact')}>
        <Contact contact={matter.contact} />
      </Block>
      {matter.owner !== null && (
        <Block title={t('answering')}>
          <PostCard post={matter.owner} />
          <p className="rail-line">
            {t('supervisor')} {pick(matter.supervisor.name)} <PhoneLink post={matter.supervisor} />
          </p>
        </Block>
      )}
      <Block title={t('promises')}>
        <Promises matter={matter} />
        {matter.calendarIncomplete && <p className="hint">{word('calendarIncomplete')}</p>}
      </Block>
      <Block title={t('firm')}>
        <p>{matter.firm.name}</p>
        <Link className="link" to="/w/firms/$id" params={{ id: matter.firm.id }}>
          {t('openFirm')}
        </Link>
      </Block>
      {files.length > 0 && (
        <Block title={t('filesHere')}>
          <FileList files={files} />
        </Block>
      )}
      {matter.rating !== null && (
        <Block title={t('rating')}>
          <p>
            {t(GRADES[matter.rating.grade] ?? 'grade3')}
            {matter.rating.text !== '' && <span className="muted"> {matter.rating.text}</span>}
          </p>
        </Block>
      )}
    </div>
  );
}
