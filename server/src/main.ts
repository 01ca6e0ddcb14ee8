import { serve } from './app/serve.ts';

process.exitCode = await serve(process.env, { out: console.log, err: console.error });
process.exit();
