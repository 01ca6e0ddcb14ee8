import type { Worker } from 'node:worker_threads';
import type { AreaPlanSettings } from '@banfei/contracts';
import { Refusal } from '../../platform/errors.ts';
import { startThread } from '../../platform/thread.ts';
import type { StoredVerdict } from './area-plan.ts';
import type { Ground } from './ground.ts';
import type { PlannerAnswer, PlannerJob } from './planner-thread.ts';

/** What a planner is asked: the ground, the load of each cell, and how much each area can carry. */
export interface PlanningTask {
  readonly ground: Ground;
  /** Points of each cell, by position. */
  readonly points: readonly number[];
  /** Area numbers in ascending order with the strength of their teams. */
  readonly areas: readonly { readonly number: number; readonly strength: number }[];
  readonly settings: AreaPlanSettings;
}

export interface Planned {
  /** Area of each cell, by position. */
  readonly area: readonly number[];
  readonly verdict: StoredVerdict;
}

/** Computes plans away from the thread that answers requests. */
export interface Planner {
  /** Throws the refusal AREA_PLANNER_STOPPED when no plan came within the time that a reader waits. */
  plan(task: PlanningTask): Promise<Planned>;
  stop(): Promise<void>;
}

const ENTRY = new URL('./planner-thread.ts', import.meta.url);

/** The engine is given a limit of its own; this one is for a thread that does not answer at all. */
const PATIENCE_SECONDS = 25;
const MEMORY_MB = 512;

interface Waiting {
  readonly resolve: (answer: PlannerAnswer) => void;
  readonly reject: (reason: Error) => void;
}

/** The task as plain numbers: the thread knows parts by position, not areas by number. */
function jobOf({ ground, points, areas, settings }: PlanningTask): Omit<PlannerJob, 'id'> {
  const partOf = new Map(areas.map(({ number }, part) => [number, part] as const));
  return {
    neighbors: ground.neighbors,
    points,
    firms: ground.work.map(({ firms }) => firms),
    current: ground.area.map((number) => partOf.get(number) ?? 0),
    strengths: areas.map(({ strength }) => strength),
    tolerance: settings.tolerance,
    calm: settings.calm,
  };
}

/** One thread for all plans of a process, one plan after the other; it starts with the first and keeps nobody from ending. */
export function createPlanner(patienceSeconds: number = PATIENCE_SECONDS): Planner {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let last = 0;

  const drop = (reason: Error): void => {
    const gone = thread;
    thread = null;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
    void gone?.terminate();
  };
  const stopped = (): Refusal => new Refusal('AREA_PLANNER_STOPPED', { seconds: patienceSeconds });
  const started = (): Worker => {
    if (thread !== null) return thread;
    const next = startThread(ENTRY, { memoryMb: MEMORY_MB });
    next.on('message', (answer: PlannerAnswer) => {
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
    });
    const ended = (): void => {
      if (thread === next) drop(stopped());
    };
    next.on('error', ended);
    next.on('exit', ended);
    next.unref();
    thread = next;
    return next;
  };
  const ask = (job: Omit<PlannerJob, 'id'>): Promise<PlannerAnswer> =>
    new Promise((resolve, reject) => {
      last += 1;
      const timer = setTimeout(() => drop(stopped()), patienceSeconds * 1000);
      const settle =
        <Value>(act: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer);
          act(value);
        };
      waiting.set(last, { resolve: settle(resolve), reject: settle(reject) });
      started().postMessage({ ...job, id: last });
    });

  return {
    plan: async (task) => {
      const { parts, verdict } = await ask(jobOf(task));
      return { area: parts.map((part) => task.areas[part]?.number ?? 0), verdict };
    },
    stop: async () => {
      const gone = thread;
      thread = null;
      for (const { reject } of waiting.values()) reject(stopped());
      waiting.clear();
      await gone?.terminate();
    },
  };
}
