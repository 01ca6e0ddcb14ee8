export { createPosts, directoryIn, type FirmDuty, type Posts } from './ask.ts';
export type { PostDirectory } from './directory.ts';
export { type Holder, ownerOf, type Post, type PostKind, type PostOwner } from './post.ts';
export { insertPosts, type NewPost } from './store.ts';
export { type Succession, type SuccessionCase, type SuccessionRung, successorOf } from './succession.ts';
