import type { Bilingual } from '@banfei/contracts';

/** A one-stop service point 一站式服务站点. */
export interface ServicePoint {
  readonly id: string;
  readonly name: Bilingual;
  readonly address: string;
  readonly hours: Bilingual;
  readonly phone: string;
  readonly lon: number;
  readonly lat: number;
  readonly counterPostId: string | null;
}
