import type { DemoAccounts } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useIntent } from '../../api/intent.ts';
import { demoAccountsQuery, queryClient, sessionQuery } from '../../api/queries.ts';
import { ErrorSummary, type Fault, Trouble } from '../../parts/conditions.tsx';
import { useHelpPhone } from '../../parts/Shell.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { homeOf } from './OpenShell.tsx';
import { publicText } from './text.ts';
import './public.css';

type DemoAccount = DemoAccounts['accounts'][number];

/** Only addresses of this site are followed after signing in. */
const isOurs = (to: string | undefined): to is string => to?.startsWith('/') === true && !/^\/[/\\]/.test(to);

function useSignIn() {
  const { to } = useSearch({ from: '/open/login' });
  const router = useRouter();
  const intent = useIntent('POST /api/session');
  const signIn = async (login: string, password: string) => {
    const result = await intent.run({ body: { login, password } });
    if (result.ok !== true) return;
    queryClient.clear();
    queryClient.setQueryData(sessionQuery().queryKey, result.answer);
    router.history.push(isOurs(to) ? to : homeOf(result.answer.role));
  };
  return { signIn, busy: intent.busy, refusal: intent.refusal };
}

function DemoList({ accounts, onPick }: { accounts: readonly DemoAccount[]; onPick: (account: DemoAccount) => void }) {
  const { t, pick } = useText(publicText);
  const groups = [
    { key: 'company', roles: ['company'] },
    { key: 'officer', roles: ['officer'] },
    { key: 'manager', roles: ['manager'] },
    { key: 'others', roles: ['auditor', 'systemAdministrator', 'securityAdministrator', 'auditAdministrator'] },
  ] as const;
  return (
    <section className="demo" aria-labelledby="demo-title">
      <div>
        <h2 id="demo-title" className="sec-title">
          {t('demoTitle')}
        </h2>
        <p className="muted">{t('demoSub')}</p>
      </div>
      {groups.map(({ key, roles }) => {
        const found = accounts.filter((account) => roles.some((role) => role === account.role));
        if (found.length === 0) return null;
        return (
          <div key={key}>
            <h3>{t(key)}</h3>
            <ul>
              {found.map((account) => (
                <li key={account.login}>
                  <button type="button" onClick={() => onPick(account)}>
                    <span>{pick(account.name)}</span>
                    <small className="mono">{account.login}</small>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

export function LoginPage() {
  const { t, pick } = useText(publicText);
  useTitle(t('loginTitle'));
  const phone = useHelpPhone(undefined);
  const demo = useQuery(demoAccountsQuery()).data?.accounts ?? [];
  const { signIn, busy, refusal } = useSignIn();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [missing, setMissing] = useState<readonly Fault[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const faults = [
      ...(login.trim() === '' ? [{ field: 'login', text: t('loginFault') }] : []),
      ...(password === '' ? [{ field: 'password', text: t('passwordFault') }] : []),
    ];
    setMissing(faults);
    if (faults.length === 0) void signIn(login.trim(), password);
  };
  const faultOf = (field: string) => missing.find((fault) => fault.field === field)?.text;
  return (
    <div className="login">
      <div>
        <h1 className="page-title">{t('loginTitle')}</h1>
        <p className="muted">{t('loginSub')}</p>
        <form onSubmit={submit} noValidate>
          <ErrorSummary faults={missing} />
          <Trouble text={refusal === null ? '' : pick(refusal.sentence)} />
          <div className="field">
            <label htmlFor="login">{t('login')}</label>
            <input
              id="login"
              className="input"
              autoComplete="username"
              value={login}
              aria-invalid={refusal?.status === 401 || faultOf('login') !== undefined}
              onChange={(event) => setLogin(event.currentTarget.value)}
            />
            {faultOf('login') !== undefined && <span className="fault">{faultOf('login')}</span>}
          </div>
          <div className="field">
            <label htmlFor="password">{t('password')}</label>
            <input
              id="password"
              className="input"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              value={password}
              aria-invalid={faultOf('password') !== undefined}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {faultOf('password') !== undefined && <span className="fault">{faultOf('password')}</span>}
            <label className="show">
              <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
              {t('show')}
            </label>
          </div>
          <button type="submit" className="btn pri big" aria-disabled={busy}>
            {t(busy ? 'signingIn' : 'signIn')}
          </button>
          {phone !== null && <p className="hint">{t('forgot', { phone })}</p>}
        </form>
      </div>
      {demo.length > 0 && (
        <DemoList
          accounts={demo}
          onPick={(account) => {
            setLogin(account.login);
            setPassword(account.password);
            void signIn(account.login, account.password);
          }}
        />
      )}
    </div>
  );
}
