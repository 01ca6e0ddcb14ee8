import type { Bilingual } from '@banfei/contracts';

/** A service team 服务队. `partyLed` marks the 红色助企服务队. */
export interface ServiceTeam {
  readonly number: number;
  readonly name: Bilingual;
  readonly partyLed: boolean;
  /** How many members it can send; a number, never a list. The load of an area is shared by them. */
  readonly strength: number;
  /** Lead post 队长岗. */
  readonly postId: string;
}
