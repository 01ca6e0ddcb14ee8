import type { HistoryEntry } from '@banfei/contracts';
import { actorName, deedWords, logText } from '../../../parts/log/words.ts';
