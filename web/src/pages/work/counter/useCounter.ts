import type { RaiseMatter, Receipt } from '@banfei/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { categoriesQuery, sessionQuery } from '../../../api/queries.ts';
import type { ApiRefusal } from '../../../api/refusal.ts';
import type { Fault } from '../../../parts/conditions.tsx';
import { useText } from '../../../text/useText.ts';
import { workCounterText } from '../../../text/workCounter.ts';
import type { PickedFirm } from '../parts/FirmPicker.tsx';
import { firmQuery, useRested } from '../queries.ts';
import { EMPTY, faultsOf, type Intake } from './intake.ts';
import { addToPace, type Pace, readPace } from './pace.ts';

export interface Done {
  readonly receipt: Receipt;
  readonly firmName: string;
  readonly text: string;
  readonly seconds: number;
  readonly onSpot: boolean;
}

/** Suggestions that follow from what was typed: the category from the words, the post from the company's area. */
export function useSuggestions(intake: Intake) {
  const words = useRested(intake.text.trim(), 250);
  const categories = useQuery(categoriesQuery(words)).data;
  const known = intake.firm?.kind === 'known' ? intake.firm.hit.id : '';
  const firm = useQuery({ ...firmQuery(known), enabled: known !== '' }).data;
  const posts = useQuery(sessionQuery()).data?.posts ?? [];
  const duty = known === '' ? null : (firm?.duty ?? null);
  // A post does not offer to itself: its own area's matters simply stay with it.
  const suggested = duty !== null && posts.some((post) => post.id === duty.id) ? null : duty;
  return {
    categories,
    category: intake.category ?? (words === '' ? '' : (categories?.suggested[0] ?? '')),
    post: intake.post === 'self' ? null : (intake.post ?? suggested),
    byArea: intake.post === null && suggested !== null,
    own: posts[0] ?? null,
  };
}

type Suggestions = ReturnType<typeof useSuggestions>;

function bodyOf(intake: Intake, firmId: string, channel: 'counter' | 'phone', chosen: Suggestions): RaiseMatter {
  const phone = intake.phone.trim();
  const toPost = intake.answering ? null : chosen.post;
  return {
    text: intake.text.trim(),
    firmId,
    channel,
    ...(chosen.category === '' ? {} : { category: chosen.category }),
    ...(phone === '' ? {} : { contact: { phone } }),
    ...(intake.answering ? { answer: intake.answer.trim() } : {}),
    ...(toPost === null ? {} : { offerToPostId: toPost.id }),
  };
}

/** The desk's form: its fields, its clock from the first key to the receipt, and sending it once and only once. */
export function useCounter(channel: 'counter' | 'phone') {
  const words = useText(workCounterText);
  const client = useQueryClient();
  const [intake, setIntake] = useState<Intake>(EMPTY);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [done, setDone] = useState<Done | null>(null);
  const [pace, setPace] = useState<Pace>(readPace);
  const started = useRef<number | null>(null);
  const raise = useIntent('POST /api/matters');
  const takeDown = useIntent('POST /api/firms');
  const chosen = useSuggestions(intake);

  const change = (part: Partial<Intake>) => {
    started.current ??= Date.now();
    setIntake((old) => ({ ...old, ...part }));
  };
  const reset = (to: Intake = EMPTY) => {
    started.current = to === EMPTY ? null : Date.now();
    setIntake(to);
    setFaults([]);
    setDone(null);
    raise.forget();
    takeDown.forget();
  };
  /** The id of the company; one that was only named is taken down first. */
  const firmIdOf = async (firm: PickedFirm): Promise<string | null> => {
    if (firm.kind === 'known') return firm.hit.id;
    const result = await takeDown.run({ body: { name: firm.name, phone: intake.phone.trim() } });
    if (result.ok !== true) return null;
    setIntake((old) => ({ ...old, firm: { kind: 'known', hit: result.answer } }));
    return result.answer.id;
  };
  const send = async (): Promise<boolean> => {
    const found = faultsOf(intake, words);
    setFaults(found);
    const { firm } = intake;
    if (found.length > 0 || firm === null || raise.busy || takeDown.busy) return false;
    const firmId = await firmIdOf(firm);
    if (firmId === null) return false;
    const result = await raise.run({ body: bodyOf(intake, firmId, channel, chosen) });
    if (result.ok !== true) return false;
    const millis = Date.now() - (started.current ?? Date.now());
    setPace(addToPace(millis));
    setDone({
      receipt: result.answer,
      firmName: firm.kind === 'known' ? firm.hit.name : firm.name,
      text: intake.text.trim(),
      seconds: Math.max(1, Math.round(millis / 1000)),
      onSpot: intake.answering,
    });
    void client.invalidateQueries({ queryKey: ['matters'] });
    return true;
  };
  const refusal: ApiRefusal | null = takeDown.refusal ?? raise.refusal;
  return { intake, change, reset, send, faults, refusal, busy: raise.busy || takeDown.busy, done, pace, chosen };
}

export type Counter = ReturnType<typeof useCounter>;
