import type { PostCard as Post } from '@banfei/contracts';
import type { ReactNode } from 'react';
import { matterText } from '../text/matter.ts';
import { sharedText } from '../text/shared.ts';
import { useText } from '../text/useText.ts';
import { Icon } from './icons.tsx';
import { tel } from './phone.ts';
import './clock.css';

/** A telephone number as a link that a screen reader can announce with the post it reaches. */
export function PhoneLink({ post, deputy = false }: { post: Post; deputy?: boolean }) {
  const { t, pick } = useText(sharedText);
  const phone = deputy ? post.deputyPhone : post.phone;
  const name = pick(deputy ? post.deputy : post.name);
  return (
    <a className={deputy ? 'tel' : 'tel first'} href={tel(phone)} aria-label={t('call', { post: name, phone })}>
      {phone}
    </a>
  );
}

/** The large button that rings a post. */
export function CallButton({ post, label, big = false }: { post: Post; label?: string; big?: boolean }) {
  const { t, pick } = useText(sharedText);
  return (
    <a
      className={big ? 'btn pri big' : 'btn pri'}
      href={tel(post.phone)}
      aria-label={label === undefined ? t('call', { post: pick(post.name), phone: post.phone }) : undefined}
    >
      <Icon name="phone" />
      {label ?? post.phone}
    </a>
  );
}

/** A post: its name, its telephone, who stands in, when it is reached. Never a person's name. */
export function PostCard({ post, children }: { post: Post; children?: ReactNode }) {
  const { t, pick } = useText(matterText);
  return (
    <div className="post-card">
      <p className="post-name">{pick(post.name)}</p>
      <dl>
        <dt>{t('phone')}</dt>
        <dd>
          <PhoneLink post={post} />
        </dd>
        {post.deputyPhone !== '' && (
          <>
            <dt>{t('deputy')}</dt>
            <dd>
              {pick(post.deputy)} <PhoneLink post={post} deputy />
            </dd>
          </>
        )}
        {post.hours !== '' && (
          <>
            <dt>{t('hours')}</dt>
            <dd>{post.hours}</dd>
          </>
        )}
        {post.areaNumber !== null && (
          <>
            <dt>{t('area')}</dt>
            <dd>{t('areaNumber', { number: post.areaNumber })}</dd>
          </>
        )}
      </dl>
      {children}
    </div>
  );
}
