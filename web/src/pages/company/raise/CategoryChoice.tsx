import type { CategoryView } from '@banfei/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { categoriesQuery } from '../../../api/queries.ts';
import { useText } from '../../../text/useText.ts';
import { raiseText } from './text.ts';
import { useSettled } from './useSettled.ts';

interface ChoiceProps {
  readonly text: string;
  readonly chosen: string | null;
  readonly onChoose: (code: string) => void;
}

function Chip({
  code,
  label,
  chosen,
  onChoose,
}: { code: string; label: string } & Pick<ChoiceProps, 'chosen' | 'onChoose'>) {
  return (
    <label className="chip">
      <input type="radio" name="category" value={code} checked={chosen === code} onChange={() => onChoose(code)} />
      <span>{label}</span>
    </label>
  );
}

const groupsOf = (categories: readonly CategoryView[], lang: 'zh' | 'en'): Map<string, CategoryView[]> => {
  const groups = new Map<string, CategoryView[]>();
  for (const category of categories) {
    if (category.code === 'other') continue;
    groups.set(category.group[lang], [...(groups.get(category.group[lang]) ?? []), category]);
  }
  return groups;
};

/** Suggested categories, chosen by a tap and never set unasked; without an answer from the server one can go on. */
export function CategoryChoice({ text, chosen, onChoose }: ChoiceProps) {
  const { t, pick, lang } = useText(raiseText);
  const asked = useSettled([...text.trim()].slice(0, 500).join(''));
  const query = useQuery({ ...categoriesQuery(asked), placeholderData: keepPreviousData, enabled: asked !== '' });
  if (query.data === undefined || asked === '') return null;
  const { categories, suggested } = query.data;
  const byCode = new Map(categories.map((category) => [category.code, category]));
  const codes = [...new Set([...suggested.slice(0, 3), ...(chosen === null ? [] : [chosen])])].filter(
    (code) => code !== 'other',
  );
  return (
    <fieldset>
      <legend className="label">{t(suggested.length > 0 ? 'looksLike' : 'category')}</legend>
      <div className="chips">
        {codes.map((code) => {
          const category = byCode.get(code);
          if (category === undefined) return null;
          const label = `${pick(category.group)} › ${pick(category.name)}`;
          return <Chip key={code} code={code} label={label} chosen={chosen} onChoose={onChoose} />;
        })}
        <Chip code="other" label={t('other')} chosen={chosen} onChoose={onChoose} />
      </div>
      <p className="hint">{t('categoryHint')}</p>
      <details className="all-cats">
        <summary>{t('allCategories')}</summary>
        {[...groupsOf(categories, lang)].map(([group, members]) => (
          <div key={group}>
            <h3>{group}</h3>
            <div className="chips">
              {members
                .filter((category) => !codes.includes(category.code))
                .map((category) => (
                  <Chip
                    key={category.code}
                    code={category.code}
                    label={pick(category.name)}
                    chosen={chosen}
                    onChoose={onChoose}
                  />
                ))}
            </div>
          </div>
        ))}
      </details>
    </fieldset>
  );
}
