import { useTitle } from '../../parts/useTitle.ts';
import { type TextKey, useText } from '../../text/useText.ts';
import { wordsText } from './words.ts';
import './public.css';

type Key = TextKey<typeof wordsText>;
type Section = readonly [heading: Key, ...paragraphs: Key[]];

function Words({ title, sections }: { title: Key; sections: readonly Section[] }) {
  const { t } = useText(wordsText);
  useTitle(t(title));
  return (
    <article className="words">
      <h1 className="page-title">{t(title)}</h1>
      {sections.map(([heading, ...paragraphs]) => (
        <section key={heading}>
          <h2>{t(heading)}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{t(paragraph)}</p>
          ))}
        </section>
      ))}
    </article>
  );
}

export function HelpPage() {
  return (
    <Words
      title="helpTitle"
      sections={[
        ['help1', 'help1a', 'help1b'],
        ['help2', 'help2a'],
        ['help3', 'help3a'],
        ['help4', 'help4a'],
        ['help5', 'help5a'],
        ['help6', 'help6a'],
      ]}
    />
  );
}

export function AccessibilityPage() {
  return (
    <Words
      title="accessTitle"
      sections={[
        ['access1', 'access1a'],
        ['access2', 'access2a', 'access2b'],
        ['access3', 'access3a'],
      ]}
    />
  );
}

export function PrivacyPage() {
  return (
    <Words
      title="privacyTitle"
      sections={[
        ['privacy1', 'privacy1a'],
        ['privacy2', 'privacy2a'],
        ['privacy3', 'privacy3a', 'privacy3b'],
      ]}
    />
  );
}
