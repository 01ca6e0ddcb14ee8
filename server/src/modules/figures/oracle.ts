/**
 * What each figure means, written a second time and in another way: owner's SQL without row security, one text per
 * figure, calendar words of PostgreSQL instead of arithmetic. $1 district, $2 now. Each yields `key` and `area`.
 */
const MONDAY = `(date_trunc('week', $2::timestamptz at time zone 'Asia/Shanghai') - interval '11 weeks') at time zone 'Asia/Shanghai'`;
const matters = (where: string) =>
  `select number as key, area_number as area from matters where district_id = $1 and $2::timestamptz is not null and (${where})`;
const settled = (where: string) => matters(`closed_at is not null and closed_at >= ${MONDAY} and (${where})`);
const late = `resolve_due_at is not null and resolve_due_at < $2 and state not in ('closed', 'waiting', 'proposed')`;
const headArea = (firm: string) =>
  `(select area_number from blocks where district_id = $1 and cell in (select cell from sites where district_id = $1 and firm_id = ${firm} and kind = 'head'))`;
const firms = (where: string) =>
  `select id::text as key, ${headArea('firms.id')} as area from firms where district_id = $1 and $2::timestamptz is not null and (${where})`;

const ISSUED = `deal_id in (select id from deals where district_id = $1 and issued_on is not null)`;
const took = (where: string) =>
  `select id::text as key, ${headArea('participations.firm_id')} as area from participations
   where district_id = $1 and $2::timestamptz is not null and ${ISSUED} and (${where})`;

const pooled = (where: string) =>
  `select id::text as key, ${headArea('candidates.firm_id')} as area from candidates
   where district_id = $1 and $2::timestamptz is not null and (${where})`;

const introduced = (where: string) =>
  `select id::text as key, ${headArea('(select firm_id from capital_needs n where n.district_id = $1 and n.id = introductions.need_id)')} as area
   from introductions where district_id = $1 and $2::timestamptz is not null and (${where})`;

const standing = (where: string) =>
  `select firm_id::text as key, ${headArea('coverage_standings.firm_id')} as area from coverage_standings
   where district_id = $1 and $2::timestamptz is not null and coalesce(until, date '9999-01-01') = date '9999-01-01'
     and firm_id in (select id from firms where district_id = $1 and ended_on is null) and (${where})`;

const unitArea = (unit: string) =>
  `(select area_number from blocks where district_id = $1 and cell in (select cell from sites where district_id = $1 and kind = 'head'
    and firm_id in (select firm_id from exchange_units where district_id = $1 and id = ${unit})))`;
const HELD = `select id from platform_events where district_id = $1 and canceled_at is null and not ends_at > $2
  and extract(year from starts_at at time zone 'Asia/Shanghai') = extract(year from $2::timestamptz at time zone 'Asia/Shanghai')`;

/** What figures of money add up to, written a second time; the whole district. */
export const SUMS: Readonly<Record<string, string>> = {
  dealAmount: `select sum(issued_fen)::text as fen from deals where district_id = $1`,
  fundedAmount: `select coalesce(sum(amount_fen), 0)::text as fen from introductions where district_id = $1`,
};

export const ORACLE: Readonly<Record<string, string>> = {
  overdue: matters(late),
  dueToday: matters(
    `state not in ('closed', 'waiting', 'proposed') and resolve_due_at >= $2
     and (resolve_due_at at time zone 'Asia/Shanghai')::date = ($2 at time zone 'Asia/Shanghai')::date`,
  ),
  needsArbiter: matters(`needs_arbiter and closed_at is null`),
  open: matters(`closed_at is null`),
  inHand: matters(`closed_at is null and state not in ('waiting', 'proposed')`),
  waiting: matters(`state = 'waiting'`),
  proposed: matters(`state = 'proposed'`),
  settled: settled('true'),
  settledOnTime: settled('resolved_at is not null and resolve_due_at is not null and not resolved_at > resolve_due_at'),
  confirmed: settled(`outcome = 'confirmed'`),
  unconfirmed: settled(`outcome = 'unconfirmed'`),
  withdrawn: settled(`outcome = 'withdrawn'`),
  rejected: settled(`outcome = 'rejected'`),
  reopened: matters(
    `exists (select from matter_events e where e.district_id = $1 and e.matter_id = matters.id and e.type = 'reopened' and e.at >= ${MONDAY})`,
  ),
  offersPending: `select o.id::text as key, (select area_number from matters m where m.district_id = $1 and m.id = o.matter_id) as area
    from offers o where o.district_id = $1 and $2::timestamptz is not null and o.status = 'pending'`,
  firms: firms('true'),
  firmsUnplaced: firms(
    `not exists (select from sites s where s.district_id = $1 and s.firm_id = firms.id and s.kind = 'head' and s.cell is not null)`,
  ),
  firmsProvisional: firms('provisional'),
  firmsDemo: firms('demo'),
  teams: `select number::text as key, number as area from service_teams where district_id = $1 and $2::timestamptz is not null`,
  teamsOnTime: `select number::text as key, number as area from service_teams where district_id = $1
    and number not in (select area_number from matters where district_id = $1 and area_number is not null and ${late})`,
  deals: `select id::text as key, null::integer as area from deals where district_id = $1 and $2::timestamptz is not null and issued_on is not null`,
  participations: took('true'),
  dealAmount: took('true'),
  participatingFirms: `select distinct coalesce(firm_id, id)::text as key, ${headArea('participations.firm_id')} as area from participations
    where district_id = $1 and $2::timestamptz is not null and ${ISSUED}`,
  dealWarnings: `select md5(deal_id::text || trigger_id || period) as key, null::integer as area from deal_alerts where district_id = $1
    and $2::timestamptz is not null and report_id not in (select reverses_id from servicer_reports where district_id = $1 and reverses_id is not null)
    and period = (select max(period) from servicer_reports r where r.district_id = $1 and r.deal_id = deal_alerts.deal_id)`,
  coveredUnits: standing(`mode in ('standalone', 'joint', 'incubation', 'nursery')`),
  uncoveredUnits: standing(`not mode in ('standalone', 'joint', 'incubation', 'nursery')`),
  highTech: `select distinct firm_id::text as key, ${headArea('firm_facts.firm_id')} as area from firm_facts
    where district_id = $1 and name = 'validHighTech' and state <> 'replaced' and state <> 'withdrawn' and value::text = 'true'
      and daterange(issued_on, valid_until, '[]') @> ($2::timestamptz at time zone 'Asia/Shanghai')::date
      and firm_id in (select id from firms where district_id = $1 and ended_on is null)
      and not exists (select from firm_facts n where n.district_id = $1 and n.firm_id = firm_facts.firm_id and n.name = firm_facts.name
        and n.state in ('stated', 'confirmed') and n.issued_on > firm_facts.issued_on
        and n.issued_on <= ($2::timestamptz at time zone 'Asia/Shanghai')::date)`,
  oneStepAway: `select md5(concat(firm_id, scheme)) as key, ${headArea('scheme_verdicts.firm_id')} as area from scheme_verdicts
    where district_id = $1 and $2::timestamptz is not null and open - 1 = 0 and outcome in ('unmet', 'unknown', 'manual_review')
      and firm_id in (select id from firms where district_id = $1 and ended_on is null)`,
  poolUnderway: pooled(`stage not in ('listed', 'left', 'withdrawn', 'rejected', 'terminated')`),
  capitalNeeds: `select id::text as key, ${headArea('capital_needs.firm_id')} as area from capital_needs
    where district_id = $1 and $2::timestamptz is not null and open is true`,
  introductions: introduced('firm_answer is true and investor_answer is true'),
  fundedAmount: introduced('amount_fen is not null'),
  listed: pooled(`stage = 'listed'`),
  listedThisYear: pooled(
    `stage = 'listed' and date_trunc('year', since::timestamp) = date_trunc('year', $2::timestamptz at time zone 'Asia/Shanghai')`,
  ),
  usages: `select b.id::text as key, ${unitArea('(select r.unit_id from resources r where r.district_id = $1 and r.id = b.resource_id)')} as area
    from bookings b where b.district_id = $1 and $2::timestamptz is not null and giver_minutes = taker_minutes and giver_minutes <> 0`,
  platformMembers: `select id::text as key, ${unitArea('platform_members.unit_id')} as area from platform_members
    where district_id = $1 and $2::timestamptz is not null and coalesce(until, date '9999-01-01') = date '9999-01-01'`,
  platformProgrammes: `select id::text as key, null::integer as area from platform_programmes where district_id = $1 and $2::timestamptz is not null`,
  eventsHeld: `select id::text as key, null::integer as area from platform_events where district_id = $1 and id in (${HELD})`,
  eventAttendances: `select id::text as key, ${unitArea('event_registrations.unit_id')} as area from event_registrations
    where district_id = $1 and attended between 1 and 50 and event_id in (${HELD})`,
  areas: `select number::text as key, number as area from service_areas where district_id = $1 and $2::timestamptz is not null`,
};
