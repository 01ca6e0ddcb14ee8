import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Exchange, exchange } from '../../../test/exchange.ts';
import { checkNetwork } from './index.ts';

/** 16 racers on one slot. ROUNDS sets how many rounds are run: `ROUNDS=1000 npx vitest run --project server network/race`. */
const ROUNDS = Number(process.env.ROUNDS ?? 8);
const RACERS = 16;
const DAY = 86_400_000;

let bench: Exchange;
beforeAll(async () => {
  bench = await exchange();
});
afterAll(() => bench.app.close());

describe('racers on one slot', () => {
  it(
    'get exactly one booking in every round, everybody else the nearest free slots; balances equal the usages',
    async () => {
      const { app, lab, startup, stranger, manager, book } = bench;
      const racers = Array.from({ length: RACERS }, (_, n) => (n % 2 === 0 ? startup : stranger));
      let usages = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const id = await bench.offer({
          hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 600, until: 780 })),
          onHolidays: true,
        });
        const from = new Date(Date.parse('2026-11-24T10:00:00+08:00')).toISOString();
        const answers = await Promise.all(racers.map((racer) => book(racer, id, from)));
        const won = answers.filter(({ status }) => status === 201);
        expect(won, `round ${round}`).toHaveLength(1);
        const lost = answers.filter(({ status }) => status !== 201);
        expect(new Set(lost.map(({ body }) => body.error.code))).toEqual(new Set(['SLOT_TAKEN']));
        for (const { body } of lost) expect(body.error.facts.free.split(' ')).toHaveLength(3);
        const winner = racers[answers.findIndex(({ status }) => status === 201)] ?? startup;
        const url = `/api/bookings/${won[0]?.body.id}`;
        expect((await lab.send('POST', `${url}/acceptance`, {})).status).toBe(200);
        app.time.now += DAY;
        // Both sides and a hasty second click confirm at the same moment.
        const minutes = 1 + (round % 60);
        await Promise.all([lab, winner, lab].map((side) => side.send('POST', `${url}/usage`, { minutes })));
        app.time.now -= DAY;
        usages += minutes;
      }
      const { balances, totals } = (await manager.get('/api/balances')).body;
      expect(totals).toEqual({ givenMinutes: usages, takenMinutes: usages, confirmedMinutes: usages, usages: ROUNDS });
      expect(balances[0].givenMinutes).toBe(usages);
      const verdicts = await checkNetwork(app.database.db, 1);
      expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
      expect(verdicts.map(({ id }) => id)).toContain('I-BALANCE');
      console.log(
        `${ROUNDS} rounds of ${RACERS} racers: one booking each; ${usages} minutes given = taken = confirmed`,
      );
    },
    60_000 + ROUNDS * 5_000,
  );
});
