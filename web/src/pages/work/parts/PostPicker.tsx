import type { PostCard } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../text/useText.ts';
import { workMatterText } from '../../../text/workMatter.ts';
import { postSearchQuery } from '../queries.ts';
import { type Choice, Combobox } from './Combobox.tsx';

interface PostPickerProps {
  readonly id: string;
  readonly label: string;
  readonly post: PostCard | null;
  readonly onPost: (post: PostCard | null) => void;
  /** Posts that make no sense here, for example the one that asks. */
  readonly without?: readonly string[];
  readonly describedBy?: string;
  readonly invalid?: boolean;
  readonly first?: boolean;
}

/** Chooses a post by name, number or function. Typing again lets go of the chosen one. */
export function PostPicker({ id, label, post, onPost, without = [], ...rest }: PostPickerProps) {
  const { t, pick } = useText(workMatterText);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (post === null ? '' : pick(post.name));
  const asked = typed === null ? '' : typed.trim();
  const found = useQuery(postSearchQuery(asked));
  const posts = (found.data?.posts ?? []).filter((one) => !without.includes(one.id));
  const choices: Choice[] = posts.map((one) => ({
    id: one.id,
    label: (
      <span className="choice">
        <b>{pick(one.name)}</b>
        <small className="mono">{one.phone}</small>
      </span>
    ),
    act: () => {
      setTyped(null);
      onPost(one);
    },
  }));
  const nothing = typed !== null && asked !== '' && found.isSuccess && posts.length === 0;
  return (
    <>
      <Combobox
        id={id}
        label={label}
        listLabel={t('posts')}
        text={text}
        placeholder={t('postSearch')}
        onText={(next) => {
          setTyped(next);
          if (post !== null) onPost(null);
        }}
        choices={choices}
        fresh={!found.isPlaceholderData && !found.isPending}
        status={post === null ? String(posts.length) : t('chosen', { post: pick(post.name) })}
        {...rest}
      />
      {nothing && <p className="hint">{t('postNone')}</p>}
    </>
  );
}
