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

interface Credentials {
  readonly login: string;
  readonly password: string;
}

function PasswordField({
  value,
  fault,
  onValue,
}: {
  value: string;
  fault: string | undefined;
  onValue: (value: string) => void;
}) {
  const { t } = useText(publicText);
  const [shown, setShown] = useState(false);
  return (
    <div className="field">
      <label htmlFor="password">{t('password')}</label>
      <input
        id="password"
        className="input"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        value={value}
        aria-invalid={fault !== undefined}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
      {fault !== undefined && <span className="fault">{fault}</span>}
      <label className="show">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        {t('show')}
      </label>
    </div>
  );
}

interface FormProps extends Credentials {
  readonly onChange: (given: Partial<Credentials>) => void;
  readonly entry: ReturnType<typeof useSignIn>;
}

function LoginForm({ login, password, onChange, entry }: FormProps) {
  const { t, pick } = useText(publicText);
  const phone = useHelpPhone(undefined);
  const [missing, setMissing] = useState<readonly Fault[]>([]);
  const { signIn, busy, refusal } = entry;
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
          onChange={(event) => onChange({ login: event.currentTarget.value })}
        />
        {faultOf('login') !== undefined && <span className="fault">{faultOf('login')}</span>}
      </div>
      <PasswordField value={password} fault={faultOf('password')} onValue={(value) => onChange({ password: value })} />
      <button type="submit" className="btn pri big" aria-disabled={busy}>
        {t(busy ? 'signingIn' : 'signIn')}
      </button>
      {phone !== null && <p className="hint">{t('forgot', { phone })}</p>}
    </form>
  );
}

/** One door for companies and staff; a demo district shows its accounts as one-press fills. */
export function LoginPage() {
  const { t } = useText(publicText);
  useTitle(t('loginTitle'));
  const demo = useQuery(demoAccountsQuery()).data?.accounts ?? [];
  const entry = useSignIn();
  const [given, setGiven] = useState<Credentials>({ login: '', password: '' });
  return (
    <div className="login">
      <div>
        <h1 className="page-title">{t('loginTitle')}</h1>
        <p className="muted">{t('loginSub')}</p>
        <LoginForm {...given} entry={entry} onChange={(part) => setGiven((all) => ({ ...all, ...part }))} />
      </div>
      {demo.length > 0 && (
        <DemoList
          accounts={demo}
          onPick={({ login, password }) => {
            setGiven({ login, password });
            void entry.signIn(login, password);
          }}
        />
      )}
    </div>
  );
}
