import type { Cockpit } from '@banfei/contracts';
import type { CSSProperties, ReactNode } from 'react';
import { manageText } from '../../../text/manage.ts';
import { type TextKey, useText } from '../../../text/useText.ts';
import { FigureLink, figureIn, spoken, toneOf } from '../FigureLink.tsx';

type Word = TextKey<typeof manageText>;

interface BandProps {
  readonly cockpit: Cockpit;
  readonly title: Word;
  readonly sub: Word;
  readonly lead: string;
  readonly unit: Word;
  readonly children: ReactNode;
}

/** A group of figures under its leading one. */
function Band({ cockpit, title, sub, lead, unit, children }: BandProps) {
  const { t, f } = useText(manageText);
  const figure = figureIn(cockpit, lead);
  return (
    <section>
      <h2>
        {t(title)} <small>{t(sub)}</small>
      </h2>
      {figure !== undefined && (
        <p className="lead-figure">
          <FigureLink figure={lead}>{spoken(figure, f)}</FigureLink>
          <span>{t(unit)}</span>
        </p>
      )}
      {children}
    </section>
  );
}

interface ListProps {
  readonly cockpit: Cockpit;
  readonly ids: readonly string[];
  /** Figure that the bars are shares of; without it the list has no bars. */
  readonly of?: string;
}

/** Figures as lines; as bars where they are parts of one whole. */
function Figures({ cockpit, ids, of }: ListProps) {
  const { f, pick } = useText(manageText);
  const whole = of === undefined ? 0 : (figureIn(cockpit, of)?.value ?? 0);
  return (
    <ul className={of === undefined ? 'lines' : 'parts'}>
      {ids.map((id) => {
        const figure = figureIn(cockpit, id);
        if (figure === undefined) return null;
        const share = whole === 0 ? 0 : (figure.value / whole) * 100;
        const bar = { '--share': `${share.toFixed(1)}%` } as CSSProperties; // a custom property, which the type does not list
        return (
          <li key={id} className={figure.tone} style={of === undefined ? undefined : bar}>
            <FigureLink figure={id} tone={toneOf(figure)} className="line">
              <span>{pick(figure.name)}</span>
              <b>{spoken(figure, f)}</b>
            </FigureLink>
          </li>
        );
      })}
    </ul>
  );
}

/** All other figures that have rows, in five groups. Modules that do not exist yet have no number here. */
export function Bands({ cockpit }: { cockpit: Cockpit }) {
  return (
    <div className="bands">
      <Band cockpit={cockpit} title="inWork" sub="inWorkSub" lead="open" unit="openWord">
        <Figures cockpit={cockpit} ids={['inHand', 'waiting', 'proposed']} of="open" />
        <Figures cockpit={cockpit} ids={['offersPending', 'needsArbiter']} />
      </Band>
      <Band cockpit={cockpit} title="endings" sub="endingsSub" lead="settled" unit="settledWord">
        <Figures cockpit={cockpit} ids={['confirmed', 'unconfirmed', 'withdrawn', 'rejected']} of="settled" />
        <Figures cockpit={cockpit} ids={['reopened']} />
      </Band>
      <Band cockpit={cockpit} title="companies" sub="companiesSub" lead="firms" unit="firmsWord">
        <Figures cockpit={cockpit} ids={['firmsUnplaced', 'firmsProvisional', 'firmsDemo']} />
      </Band>
      <Band cockpit={cockpit} title="capital" sub="capitalSub" lead="dealAmount" unit="dealAmountWord">
        <Figures cockpit={cockpit} ids={['deals', 'participations', 'participatingFirms', 'dealWarnings']} />
        <Figures cockpit={cockpit} ids={['highTech', 'oneStepAway', 'poolUnderway', 'listed', 'listedThisYear']} />
        <Figures cockpit={cockpit} ids={['capitalNeeds', 'introductions', 'fundedAmount']} />
      </Band>
      <Band cockpit={cockpit} title="network" sub="networkSub" lead="teams" unit="teamsWord">
        <Figures cockpit={cockpit} ids={['teamsOnTime', 'areas', 'servicePoints', 'organizations', 'facilities']} />
        <Figures cockpit={cockpit} ids={['coveredUnits', 'uncoveredUnits', 'uncoveredFacilities']} />
        <Figures
          cockpit={cockpit}
          ids={['usages', 'platformMembers', 'platformProgrammes', 'eventsHeld', 'eventAttendances']}
        />
      </Band>
    </div>
  );
}
