import type { PostCard } from '@banfei/contracts';
import { isHeldBy, type Post, type PostKind } from './post.ts';

/** All posts of a district at one instant, in memory: answers without waiting, so a list of 50 matters costs nothing. */
export interface PostDirectory {
  readonly posts: readonly Post[];
  post(postId: string): Post | undefined;
  /** Card of a post. Posts are never deleted, so an unknown id is a fault of the program and throws. */
  card(postId: string): PostCard;
  cards(postIds: Iterable<string>): ReadonlyMap<string, PostCard>;
  /** Active posts that the account holds as officer or deputy, in the order of their codes. */
  heldBy(accountId: string): readonly Post[];
  /** Lead post of the team in charge of an area. */
  dutyOfArea(areaNumber: number): Post | undefined;
  /** The counter post that answers where no area does: first active counter by code. */
  counterOnDuty(): Post | undefined;
  supervisorOf(postId: string): Post | undefined;
  search(words: string, kind?: PostKind): readonly PostCard[];
}

const SEARCH_LIMIT = 20;

// "第 27 服务队", "第27服务队" and "27队" are the same words to whoever types them.
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·・.\-_()（）]/g, '');

/** 3 code or start of a name, 2 inside it, 1 all characters in this order, 0 no match. */
function fit(words: string, haystacks: readonly string[]): number {
  let best = 0;
  for (const text of haystacks) {
    if (text.startsWith(words)) return 3;
    if (text.includes(words)) best = Math.max(best, 2);
    else if (best === 0 && inOrder(words, text)) best = 1;
  }
  return best;
}

function inOrder(words: string, text: string): boolean {
  let from = 0;
  for (const character of words) {
    const found = text.indexOf(character, from);
    if (found < 0) return false;
    from = found + character.length;
  }
  return true;
}

export function directoryOf(posts: readonly Post[]): PostDirectory {
  const ordered = [...posts].sort((a, b) => (a.card.code < b.card.code ? -1 : 1));
  const byId = new Map(ordered.map((post) => [post.id, post]));
  const byArea = new Map<number, Post>();
  for (const post of ordered) {
    if (post.card.areaNumber !== null && post.card.kind === 'team') byArea.set(post.card.areaNumber, post);
  }
  const texts = new Map(
    ordered.map(({ id, card }) => [id, [card.code, card.name.zh, card.name.en].map(folded)] as const),
  );
  const card = (postId: string): PostCard => {
    const post = byId.get(postId);
    if (post === undefined) throw new Error(`post ${postId} is not in the directory of its district`);
    return post.card;
  };
  return {
    posts: ordered,
    post: (postId) => byId.get(postId),
    card,
    cards: (postIds) => new Map([...postIds].map((postId) => [postId, card(postId)])),
    heldBy: (accountId) => ordered.filter((post) => post.active && isHeldBy(post, accountId)),
    dutyOfArea: (areaNumber) => byArea.get(areaNumber),
    counterOnDuty: () => ordered.find((post) => post.active && post.card.kind === 'counter'),
    supervisorOf: (postId) => byId.get(byId.get(postId)?.supervisorId ?? ''),
    search(words, kind) {
      const wanted = folded(words);
      const found = ordered
        .filter((post) => post.active && (kind === undefined || post.card.kind === kind))
        .map((post) => ({ post, fit: fit(wanted, texts.get(post.id) ?? []) }))
        .filter((hit) => hit.fit > 0);
      return found
        .sort((a, b) => b.fit - a.fit)
        .slice(0, SEARCH_LIMIT)
        .map((hit) => hit.post.card);
    },
  };
}
