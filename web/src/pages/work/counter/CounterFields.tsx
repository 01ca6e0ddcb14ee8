import type { CategoryView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, type Ref, useEffect, useRef } from 'react';
import { similarQuery } from '../../../api/queries.ts';
import { useText } from '../../../text/useText.ts';
import { workCounterText } from '../../../text/workCounter.ts';
import { FirmPicker } from '../parts/FirmPicker.tsx';
import { PostPicker } from '../parts/PostPicker.tsx';
import { useRested } from '../queries.ts';
import type { Counter } from './useCounter.ts';

function Row({ id, label, counter, children }: { id: string; label: string; counter: Counter; children: ReactNode }) {
  const fault = counter.faults.find((one) => one.field === id);
  return (
    <div className="desk-row">
      <label htmlFor={id}>{label}</label>
      <div>
        {children}
        {fault !== undefined && (
          <p className="fault" id={`${id}-fault`}>
            {fault.text}
          </p>
        )}
      </div>
    </div>
  );
}

/** Who came. Once chosen, the company stands as a line; Enter has already led on to the matter. */
export function FirmRow({
  counter,
  field,
  onPicked,
}: {
  counter: Counter;
  field: Ref<HTMLInputElement>;
  onPicked: () => void;
}) {
  const { t } = useText(workCounterText);
  const { intake, change } = counter;
  const { firm } = intake;
  return (
    <Row id="firm" label={t('firm')} counter={counter}>
      <FirmPicker
        id="firm"
        inputRef={field}
        text={intake.firmText}
        invalid={counter.faults.some((one) => one.field === 'firm')}
        describedBy="firm-chosen"
        onText={(firmText) => change({ firmText, firm: null, post: null })}
        onPick={(picked) => {
          const name = picked.kind === 'known' ? picked.hit.name : picked.name;
          change({ firm: picked, firmText: name });
          onPicked();
        }}
      />
      <p className="hint" id="firm-chosen">
        {firm?.kind === 'known' && (
          <>
            <span aria-hidden="true">✓ </span>
            {firm.hit.code !== null && <span className="mono">{firm.hit.code} </span>}
            {firm.hit.areaNumber === null ? t('noArea') : t('areaOf', { number: firm.hit.areaNumber })}
            {firm.hit.address !== '' && ` · ${firm.hit.address}`}
          </>
        )}
        {firm?.kind === 'new' && t('firmProvisional')}
      </p>
    </Row>
  );
}

/** Open matters of the same company that sound alike, so that one is not registered twice. */
export function Similar({ counter }: { counter: Counter }) {
  const { t } = useText(workCounterText);
  const { firm, text } = counter.intake;
  const words = useRested(text.trim(), 500);
  const id = firm?.kind === 'known' ? firm.hit.id : '';
  const rows = useQuery({ ...similarQuery(id, words), enabled: id !== '' && words.length >= 4 }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <p className="similar" role="status">
      {t('similar', { count: rows.length })}{' '}
      {rows.slice(0, 3).map((row) => (
        <Link key={row.number} to="/w/req/$number" params={{ number: row.number }} target="_blank" className="link">
          {row.title}
        </Link>
      ))}
    </p>
  );
}

export function WhatRow({ counter, field }: { counter: Counter; field: Ref<HTMLTextAreaElement> }) {
  const { t } = useText(workCounterText);
  return (
    <Row id="what" label={t('what')} counter={counter}>
      <textarea
        id="what"
        ref={field}
        className="input"
        rows={2}
        placeholder={t('whatHint')}
        aria-invalid={counter.faults.some((one) => one.field === 'what')}
        aria-describedby="what-fault"
        value={counter.intake.text}
        onChange={(event) => counter.change({ text: event.currentTarget.value })}
      />
    </Row>
  );
}

/** Categories under the names of their groups, in the order of the list. */
function groupsOf(categories: readonly CategoryView[], pick: (value: CategoryView['group']) => string) {
  const groups = new Map<string, CategoryView[]>();
  for (const category of categories) {
    const name = pick(category.group);
    groups.set(name, [...(groups.get(name) ?? []), category]);
  }
  return [...groups];
}

/** The suggestion stands already; Tab passes over it and any letter or arrow changes it. */
export function CategoryRow({ counter }: { counter: Counter }) {
  const { t, pick } = useText(workCounterText);
  const { chosen, intake } = counter;
  const all = chosen.categories?.categories ?? [];
  const byCode = new Map(all.map((category) => [category.code, category]));
  const suggested = (chosen.categories?.suggested ?? []).flatMap((code) => byCode.get(code) ?? []);
  const name = (category: CategoryView) => `${pick(category.group)} › ${pick(category.name)}`;
  return (
    <Row id="category" label={t('category')} counter={counter}>
      <div className="desk-with">
        <select
          id="category"
          className="input"
          value={chosen.category}
          onChange={(event) => counter.change({ category: event.currentTarget.value })}
        >
          <option value="">{t('categoryNone')}</option>
          {suggested.length > 0 && (
            <optgroup label={t('categoryAuto')}>
              {suggested.map((category) => (
                <option key={category.code} value={category.code}>
                  {name(category)}
                </option>
              ))}
            </optgroup>
          )}
          {groupsOf(all, pick).map(([group, categories]) => {
            const rest = categories.filter((category) => !suggested.includes(category));
            return rest.length === 0 ? null : (
              <optgroup key={group} label={group}>
                {rest.map((category) => (
                  <option key={category.code} value={category.code}>
                    {name(category)}
                  </option>
                ))}
              </optgroup>
            );
          })}
        </select>
        {intake.category === null && chosen.category !== '' && <span className="hint">{t('categoryAuto')}</span>}
      </div>
    </Row>
  );
}

export function TeamRow({ counter }: { counter: Counter }) {
  const { t, pick } = useText(workCounterText);
  const { chosen } = counter;
  return (
    <Row id="team" label={t('team')} counter={counter}>
      <div className="desk-with">
        <PostPicker
          id="team"
          label={t('team')}
          post={chosen.post}
          describedBy="team-hint"
          without={chosen.own === null ? [] : [chosen.own.id]}
          onPost={(post) => counter.change({ post: post ?? 'self' })}
        />
        {chosen.byArea && <span className="hint">{t('teamByArea')}</span>}
      </div>
      <p className="hint" id="team-hint">
        {chosen.post === null ? t('teamSelf') : chosen.own !== null && t('teamHint', { post: pick(chosen.own.name) })}
      </p>
    </Row>
  );
}

/** F8: what was answered where it was asked. */
export function AnswerRow({ counter }: { counter: Counter }) {
  const { t } = useText(workCounterText);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Row id="answer" label={t('answer')} counter={counter}>
      <textarea
        id="answer"
        ref={field}
        className="input"
        rows={2}
        aria-describedby="answer-fault"
        value={counter.intake.answer}
        onChange={(event) => counter.change({ answer: event.currentTarget.value })}
      />
    </Row>
  );
}

export function PhoneRow({ counter }: { counter: Counter }) {
  const { t } = useText(workCounterText);
  return (
    <Row id="phone" label={t('phone')} counter={counter}>
      <input
        id="phone"
        className="input"
        type="tel"
        inputMode="tel"
        autoComplete="off"
        maxLength={20}
        placeholder={t('phoneHint')}
        aria-invalid={counter.faults.some((one) => one.field === 'phone')}
        aria-describedby="phone-fault"
        value={counter.intake.phone}
        onChange={(event) => counter.change({ phone: event.currentTarget.value.replace(/[^0-9+\- ]/g, '') })}
      />
    </Row>
  );
}
