import type { AreaPlanDetail } from '@banfei/contracts';
import { useMemo, useState } from 'react';
import { areaAfter, cellName, type Edit, fitOf, type JudgeGround, judge, judgeGround } from './judge.ts';

export interface Edits {
  readonly ground: JudgeGround;
  /** Areas with the unsaved edits carried out. */
  readonly area: readonly number[];
  readonly edits: readonly Edit[];
  /** What the last act did, for those who hear the page. */
  readonly said: Said | null;
  give(edit: Edit): void;
  undo(): void;
  clear(): void;
}

export interface Said {
  readonly what: 'edited' | 'undone' | 'tear' | 'empty';
  readonly cell: string;
  readonly area: number;
  readonly above: number;
  readonly firms: number;
}

/** Edits by hand that are not saved yet, each judged when it is made; the last one can always be taken back. */
export function useEdits(plan: AreaPlanDetail): Edits {
  const ground = useMemo(() => judgeGround(plan), [plan]);
  const [edits, setEdits] = useState<readonly Edit[]>([]);
  const [said, setSaid] = useState<Said | null>(null);
  const area = useMemo(() => areaAfter(ground.graph.area, edits), [ground, edits]);
  const tell = (what: Said['what'], { at, to }: Edit, after: readonly number[]) => {
    const { above, movedFirms } = judge(ground, after);
    setSaid({ what, cell: cellName(ground.graph.cells[at] ?? ''), area: to, above, firms: movedFirms });
  };
  return {
    ground,
    area,
    edits,
    said,
    give: (edit) => {
      const fit = fitOf(ground, area, edit);
      if (!fit.ok) return tell(fit.why, { at: edit.at, to: area[edit.at] ?? 0 }, area);
      const next = [...edits, edit];
      setEdits(next);
      tell('edited', edit, areaAfter(ground.graph.area, next));
    },
    undo: () => {
      const last = edits.at(-1);
      if (last === undefined) return;
      const next = edits.slice(0, -1);
      setEdits(next);
      tell('undone', last, areaAfter(ground.graph.area, next));
    },
    clear: () => setEdits([]),
  };
}
