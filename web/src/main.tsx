import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followUpdates, keepProgram } from './api/keepProgram.ts';
import { queryClient } from './api/queries.ts';
import { router } from './routes.tsx';
import { startLanguage } from './text/language.ts';
import { startSettings } from './text/settings.ts';
import './styles/tokens.css';
import './styles/base.css';

startLanguage();
startSettings();
followUpdates();
keepProgram();

const app = document.getElementById('app');
if (app === null) throw new Error('index.html has no element with the id "app".');
createRoot(app).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

// The faces are two large style sheets; they follow the first paint.
void import('./styles/fonts.ts');
