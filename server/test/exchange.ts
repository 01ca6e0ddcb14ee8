import type { OfferResource } from '@banfei/contracts';
import { type Client, type TestApp, testApp } from './app.ts';
import type { Login } from './district.ts';

/** A wall-clock instant of the test's weeks as the wire says it. */
export const wall = (text: string): string => new Date(`${text}:00+08:00`).toISOString();

/** An electron microscope that opens Wednesday to Friday afternoons, in slots of one hour. */
export const MICROSCOPE: OfferResource = {
  kind: 'instrument',
  title: '冷冻电镜（演示）',
  detail: '样品先做负染',
  place: '良渚 2 幢',
  desk: '仪器预约台',
  deskPhone: '0571-0000 0801',
  priceFen: 20_000,
  slotMinutes: 60,
  hours: [3, 4, 5].map((weekday) => ({ weekday, from: 14 * 60, until: 17 * 60 })),
};

export interface Exchange {
  readonly app: TestApp;
  readonly lab: Client;
  readonly startup: Client;
  readonly stranger: Client;
  readonly manager: Client;
  /** Id of a fresh resource of the lab. */
  offer(body?: Partial<OfferResource>): Promise<string>;
  book(by: Client, resource: string, from: string, hours?: number): ReturnType<Client['send']>;
}

/** The small district with a lab (firm1) that offers and a start-up (firm2) that asks. */
export async function exchange(): Promise<Exchange> {
  const app = await testApp();
  const client = (login: Login) => app.signIn(login);
  const [lab, startup, stranger, manager] = [
    await client('firm1'),
    await client('firm2'),
    await client('firm3'),
    await client('manager'),
  ];
  return {
    app,
    lab,
    startup,
    stranger,
    manager,
    offer: async (body = {}) => {
      const answer = await lab.send('POST', '/api/resources', { ...MICROSCOPE, ...body });
      if (answer.status !== 201) throw new Error(`the offer was answered ${JSON.stringify(answer.body)}`);
      return answer.body.id;
    },
    book: (by, resource, from, hours = 1) =>
      by.send('POST', `/api/resources/${resource}/bookings`, {
        from,
        until: new Date(Date.parse(from) + hours * 3_600_000).toISOString(),
        purpose: '看一批样品',
      }),
  };
}
