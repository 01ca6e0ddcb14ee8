import type { Bilingual } from '@banfei/contracts';

/** A service team 服务队. `partyLed` marks the 红色助企服务队. */
export interface ServiceTeam {
  readonly number: number;
  readonly name: Bilingual;
  readonly partyLed: boolean;
  /** Lead post 队长岗. */
  readonly postId: string;
}
