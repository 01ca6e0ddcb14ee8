import type { Me } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { newKey } from '../api/intent.ts';
import { rememberMe } from '../api/lastMe.ts';
import type { LiveState } from '../api/live.ts';
import { useOnline } from '../api/online.ts';
import { servicePointsQuery } from '../api/queries.ts';
import { send } from '../api/send.ts';
import { useSignedOut } from '../api/signedOut.ts';
import { setLanguage } from '../text/language.ts';
import { changeSettings, useSettings, useTheme } from '../text/settings.ts';
import { sharedText } from '../text/shared.ts';
import { useText } from '../text/useText.ts';
import { Icon, type IconName, Mark } from './icons.tsx';
import { Menu } from './Menu.tsx';
import { tel } from './phone.ts';
import './shell.css';

export interface ShellLink {
  readonly to: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly exact?: boolean;
  /** The one tab that stands out in a phone's bottom bar. */
  readonly main?: boolean;
}

export interface ShellProps {
  /** Small words beside the brand, for example 企业服务. */
  readonly name: string;
  readonly home: string;
  readonly nav: readonly ShellLink[];
  /** Pages behind “more”; on a phone those of `nav` that are no tab stand there too. */
  readonly more?: readonly ShellLink[];
  /** Tabs of the phone's bottom bar. */
  readonly tabs?: readonly ShellLink[];
  readonly me?: Me | undefined;
  readonly wide?: boolean;
  readonly live?: LiveState;
  /** A bar above the page, for example the count of items kept on this device. */
  readonly notice?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

function Switches({ fold }: { fold: boolean }) {
  const { t, lang } = useText(sharedText);
  const { largeType } = useSettings();
  const dark = useTheme() === 'dark';
  const className = fold ? 'fold' : undefined;
  return (
    <>
      <button type="button" className={className} onClick={() => changeSettings({ largeType: !largeType })}>
        {t(largeType ? 'largeOff' : 'largeOn')}
      </button>
      <button type="button" className={className} onClick={() => changeSettings({ theme: dark ? 'light' : 'dark' })}>
        {t(dark ? 'light' : 'dark')}
      </button>
      <button
        type="button"
        className={className}
        lang={lang === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(lang === 'zh' ? 'en' : 'zh')}
      >
        {t('otherLanguage')}
      </button>
    </>
  );
}

async function leave(): Promise<void> {
  try {
    await send('DELETE /api/session', { body: undefined, key: newKey() });
  } finally {
    rememberMe(null);
    // A full load drops every cached answer with the session.
    location.assign('/');
  }
}

function AccountMenu({ me }: { me: Me }) {
  const { t, pick } = useText(sharedText);
  const { keys } = useSettings();
  return (
    <Menu label={t('account')} name={pick(me.name)}>
      <p>{pick(me.district.name)}</p>
      <div className="phone-only">
        <Switches fold={false} />
      </div>
      <button type="button" onClick={() => changeSettings({ keys: !keys })}>
        {t(keys ? 'keysOff' : 'keysOn')}
      </button>
      <Link to="/help">{t('help')}</Link>
      <button type="button" onClick={() => void leave()}>
        {t('signOut')}
      </button>
    </Menu>
  );
}

/** Leads to the sign-in page and back to where the reader stood; what was typed waits there. */
function SignInAgain() {
  const { t } = useText(sharedText);
  const here = useLocation({ select: ({ href }) => href });
  return (
    <p className="bar-note">
      {t('signedOut')}
      <Link to="/login" search={{ to: here }}>
        {t('signInAgain')}
      </Link>
    </p>
  );
}

type NoticesProps = { readonly live: LiveState | undefined } & Pick<ShellProps, 'notice' | 'me'>;

function Notices({ live, notice, me }: NoticesProps) {
  const { t } = useText(sharedText);
  const online = useOnline();
  const signedOut = useSignedOut() && me !== undefined;
  return (
    <div aria-live="polite" className="no-print">
      {signedOut && <SignInAgain />}
      {notice}
      {!online && notice == null && <p className="bar-note">{t('offline')}</p>}
      {online && !signedOut && live === 'reconnecting' && <p className="bar-note">{t('reconnecting')}</p>}
    </div>
  );
}

/** The same phone in the same place on every page (WCAG 3.2.6). Signed out, it is that of the first service point. */
export function useHelpPhone(me: Me | undefined): string | null {
  const points = useQuery({ ...servicePointsQuery(), enabled: me === undefined });
  return me?.district.phone ?? points.data?.points[0]?.phone ?? null;
}

function Foot({ me, wide }: { me: Me | undefined; wide: boolean }) {
  const { t } = useText(sharedText);
  const phone = useHelpPhone(me);
  return (
    <footer className={wide ? 'foot wide' : 'foot'}>
      <div className="foot-in">
        {phone !== null && (
          <span>
            {t('helpPhone')}{' '}
            <a className="link" href={tel(phone)}>
              {phone}
            </a>
          </span>
        )}
        <nav aria-label={t('help')}>
          <Link to="/help">{t('help')}</Link>
          <Link to="/accessibility">{t('accessibility')}</Link>
          <Link to="/privacy">{t('privacy')}</Link>
        </nav>
        {me?.district.demo === true && <span>{t('demoNote')}</span>}
      </div>
    </footer>
  );
}

const Tab = ({ link }: { link: ShellLink }) => (
  <Link
    to={link.to}
    activeOptions={{ exact: link.exact ?? false, includeSearch: false }}
    className={link.main === true ? 'main' : ''}
  >
    {link.icon !== undefined && <Icon name={link.icon} size={22} />}
    <span>{link.label}</span>
  </Link>
);

interface FurtherProps {
  readonly nav: readonly ShellLink[];
  readonly tabs: readonly ShellLink[] | undefined;
  readonly more: readonly ShellLink[];
}

/** Every page that has no place in the bar is one press away, on both widths. */
function Further({ nav, tabs, more }: FurtherProps) {
  const { t } = useText(sharedText);
  const folded = tabs === undefined ? [] : nav.filter(({ to }) => !tabs.some((tab) => tab.to === to));
  if (more.length === 0 && folded.length === 0) return null;
  return (
    <div className={more.length === 0 ? 'further phone-only' : 'further'}>
      <Menu label={t('mainNav')} name={t('further')}>
        {folded.map(({ to, label }) => (
          <Link key={to} to={to} className="phone-only">
            {label}
          </Link>
        ))}
        {more.map(({ to, label }) => (
          <Link key={to} to={to}>
            {label}
          </Link>
        ))}
      </Menu>
    </div>
  );
}

/** Frame of every page: skip link, brand, navigation, switches, account, notices, the page, help in the footer. */
export function Shell({ name, home, nav, more = [], tabs, me, wide, live, notice, tools, children }: ShellProps) {
  const { t } = useText(sharedText);
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className={`top${wide === true ? ' wide' : ''}${tabs === undefined ? '' : ' folds'}`}>
        <div className="top-in">
          <Link className="brand" to={home} aria-label={t('home')}>
            <Mark />
            <b>{t('product')}</b>
            <span>{name}</span>
          </Link>
          <nav aria-label={t('mainNav')}>
            {nav.map((link) => (
              <Link key={link.to} to={link.to} activeOptions={{ exact: link.exact ?? false, includeSearch: false }}>
                {link.label}
              </Link>
            ))}
          </nav>
          <Further nav={nav} tabs={tabs} more={more} />
          <div className="top-me">
            {tools}
            <Switches fold />
            {me === undefined ? (
              <>
                <div className="phone-only">
                  <Menu label={t('settings')} name={t('settings')}>
                    <Switches fold={false} />
                  </Menu>
                </div>
                <Link to="/login">{t('signIn')}</Link>
              </>
            ) : (
              <AccountMenu me={me} />
            )}
          </div>
        </div>
      </header>
      <Notices live={live} notice={notice} me={me} />
      <main id="main" tabIndex={-1} className={wide === true ? 'wrap wide' : 'wrap'}>
        {children}
      </main>
      <Foot me={me} wide={wide === true} />
      {tabs !== undefined && (
        <nav className="dock tabs no-print" aria-label={t('mainNav')}>
          {tabs.map((link) => (
            <Tab key={link.to} link={link} />
          ))}
        </nav>
      )}
    </>
  );
}
