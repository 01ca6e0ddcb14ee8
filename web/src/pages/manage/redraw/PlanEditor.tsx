import type { AreaMap as AreaMapData, AreaPlanDetail } from '@banfei/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useIntent } from '../../../api/intent.ts';
import { Trouble } from '../../../parts/conditions.tsx';
import { manageRedrawText } from '../../../text/manageRedraw.ts';
import { useText } from '../../../text/useText.ts';
import { planQuery } from '../queries.ts';
import { BorderList, CellPanel } from './CellPanel.tsx';
import { PlanMap } from './PlanMap.tsx';
import { percent } from './percent.ts';
import { type Edits, useEdits } from './useEdits.ts';

interface PlanEditorProps {
  readonly plan: AreaPlanDetail;
  readonly rings: AreaMapData['rings'];
  readonly onDirty: (dirty: boolean) => void;
}

/** What the last edit did, in a sentence. */
function useSaid({ said }: Edits): string {
  const { t } = useText(manageRedrawText);
  if (said === null) return '';
  const { what, cell, area, above, firms } = said;
  if (what === 'tear') return t('wouldTear', { area });
  if (what === 'empty') return t('wouldEmpty', { area });
  return t(what, { cell, area, above: percent(above), firms });
}

interface RailProps extends Pick<PlanEditorProps, 'plan' | 'onDirty'> {
  readonly edits: Edits;
  readonly chosen: number | null;
  readonly onChoose: (at: number) => void;
  readonly onUndo: () => void;
}

/** Beside the map: the chosen cell, what the last edit did, undo, save, and the list twin. */
function EditRail({ plan, edits, chosen, onChoose, onUndo, onDirty }: RailProps) {
  const { t, pick } = useText(manageRedrawText);
  const client = useQueryClient();
  const { run, busy, refusal } = useIntent('POST /api/area-plans/:id/edits');
  const words = useSaid(edits);
  const count = edits.edits.length;
  const save = async () => {
    const moves = edits.edits.map(({ at, to }) => ({ cell: edits.ground.graph.cells[at] ?? '', to }));
    const result = await run({ params: { id: plan.id }, body: { version: plan.version, moves } });
    if (result.ok !== true) return;
    edits.clear();
    onDirty(false);
    client.setQueryData(planQuery(plan.id).queryKey, result.answer);
    void client.invalidateQueries({ queryKey: ['areas', 'plans'] });
  };
  return (
    <>
      <CellPanel edits={edits} chosen={chosen} />
      <p role="status" className="said">
        {words}
      </p>
      <div className="plan-acts">
        <button type="button" className="btn" disabled={count === 0} onClick={onUndo}>
          {t('undo')}
        </button>
        <button
          type="button"
          className="btn pri"
          disabled={count === 0}
          aria-disabled={busy}
          onClick={() => void save()}
        >
          {t('saveEdits', { count })}
        </button>
      </div>
      <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
      <BorderList plan={plan} edits={edits} onChoose={onChoose} />
    </>
  );
}

/** Map, chosen cell, undo and save. Edits live on the page until they are saved; the server judges them once more. */
export function PlanEditor({ plan, rings, onDirty }: PlanEditorProps) {
  const own = useEdits(plan);
  const [chosen, setChosen] = useState<number | null>(null);
  const editable = plan.own && plan.state === 'draft' && !plan.stale.areas;
  const edits: Edits = {
    ...own,
    give: (edit) => {
      own.give(edit);
      onDirty(true);
    },
  };
  const undo = () => {
    onDirty(own.edits.length > 1);
    own.undo();
  };
  const onKey = (event: KeyboardEvent) => {
    if (!editable || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    undo();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is a second way; the button beside the map undoes as well.
    <div className="plan-editor" onKeyDown={onKey}>
      <div className="map-box">
        <PlanMap plan={plan} rings={rings} edits={edits} chosen={chosen} editable={editable} onChoose={setChosen} />
      </div>
      <div className="plan-rail">
        {editable && (
          <EditRail plan={plan} edits={edits} chosen={chosen} onChoose={setChosen} onUndo={undo} onDirty={onDirty} />
        )}
      </div>
    </div>
  );
}
