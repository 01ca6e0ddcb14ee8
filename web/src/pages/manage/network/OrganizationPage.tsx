import type { OrganizationPage as Page } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask } from '../../../parts/conditions.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { everyPartnershipQuery } from '../partnerships/queries.ts';
import { ChangeForm } from '../register/ChangeForm.tsx';
import { registerText } from '../register/text.ts';
import { organizationQuery } from './queries.ts';
import { networkText } from './text.ts';
import './network.css';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Other({ organization }: { organization: Page['parent'] }) {
  const { t, pick } = useText(networkText);
  if (organization === null) return t('unknown');
  return (
    <Link className="link" to="/m/organizations/$id" params={{ id: organization.id }}>
      {pick(organization.name)}
    </Link>
  );
}

function Facts({ page }: { page: Page }) {
  const { t, f, pick } = useText(networkText);
  const day = (value: string | null) => (value === null ? t('unknown') : f.day(value));
  return (
    <dl className="org-facts">
      <Fact name={t('form')}>
        {t(`form_${page.form}`)} · {t(page.kind)}
      </Fact>
      <Fact name={t('members')}>{page.members ?? t('unknown')}</Fact>
      <Fact name={t('host')}>
        {page.firm === null
          ? page.facility === null
            ? t('unknown')
            : pick(page.facility.name)
          : `${page.firm.name} · ${page.firm.status}`}
      </Fact>
      <Fact name={t('approved')}>
        {day(page.approvedOn)} {page.approvalDocument}
      </Fact>
      <Fact name={t('term')}>{day(page.termBeganOn)}</Fact>
      <Fact name={t('reelection')}>{day(page.reelectionDueOn)}</Fact>
      <Fact name={t('parent')}>
        <Other organization={page.parent} />
      </Fact>
      {page.mergedInto !== null && (
        <Fact name={t('mergedInto')}>
          <Other organization={page.mergedInto} />
        </Fact>
      )}
    </dl>
  );
}

/** With whom it is together, living ones first; each opens to its activities and results. */
function Partners({ id }: { id: string }) {
  const { t, f, pick } = useText(networkText);
  const all = useQuery(everyPartnershipQuery()).data?.partnerships ?? [];
  const own = all.filter(({ first, second }) => first.id === id || second.id === id);
  return (
    <section>
      <h2 className="sec-title">{t('partnerships')}</h2>
      {own.length === 0 && <p className="muted">{t('noPartnerships')}</p>}
      <ul className="org-list">
        {own.map(({ id: each, first, second, kind, beganOn, endedOn, activities }) => (
          <li key={each}>
            <Link className="link" to="/m/partnerships/$id" params={{ id: each }}>
              {pick(first.id === id ? second.name : first.name)}
            </Link>{' '}
            <span className="muted">
              {t(kind)} · {endedOn === null ? t('since', { day: f.day(beganOn) }) : t('until', { day: f.day(endedOn) })}{' '}
              · {t('held', { count: activities.length })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Below({ page }: { page: Page }) {
  const { t, pick } = useText(networkText);
  if (page.below.length === 0) return null;
  return (
    <section>
      <h2 className="sec-title">{t('below')}</h2>
      <ul className="org-list">
        {page.below.map(({ id, name }) => (
          <li key={id}>
            <Link className="link" to="/m/organizations/$id" params={{ id }}>
              {pick(name)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the management registers of a living organization; the form begins anew when somebody has changed it. */
function StaffActs({ page }: { page: Page }) {
  const { t } = useText(registerText);
  const role = useQuery(sessionQuery()).data?.role;
  if (role !== 'manager' || page.endedOn !== null) return null;
  return (
    <div className="register-acts no-print">
      <Link className="btn" to="/m/endings/$subject/$id" params={{ subject: 'organizations', id: page.id }}>
        {t('ending')}
      </Link>
      <ChangeForm key={page.version} page={page} />
    </div>
  );
}

function Organization({ page }: { page: Page }) {
  const { t, f, pick } = useText(networkText);
  return (
    <div className="net-page">
      <h1 className="page-title" tabIndex={-1}>
        {pick(page.name)}
      </h1>
      {page.endedOn !== null && <p>{t('ended', { day: f.day(page.endedOn) })}</p>}
      <StaffActs page={page} />
      <Facts page={page} />
      <p className="muted">{t('membersNote')}</p>
      <section>
        <h2 className="sec-title">{t('coverage')}</h2>
        {page.coverage.length === 0 && <p className="muted">{t('unknown')}</p>}
        <ul className="org-list">
          {page.coverage.map((covered) => (
            <li key={covered.id}>
              {pick(covered.name)}{' '}
              <span className="muted">
                {t('since', { day: covered.since })}
                {covered.until !== null && ` ${t('until', { day: covered.until })}`}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Partners id={page.id} />
      <Below page={page} />
      <section>
        <h2 className="sec-title">{t('changes')}</h2>
        {page.changes.length === 0 && <p className="muted">{t('noChanges')}</p>}
        <ul className="org-list">
          {page.changes.map((change) => (
            <li key={change.at}>
              {t('change', { fields: change.fields.join(', ') })} · {change.document}{' '}
              <span className="muted">{f.instant(change.at)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** One organization of the register: form, count, term, hierarchy, coverage, and every change with its document. */
export function OrganizationPage() {
  const { t } = useText(networkText);
  const { id } = useParams({ from: '/m/organizations/$id' });
  useTitle(t('name'));
  const query = useQuery(organizationQuery(id));
  return (
    <>
      <nav className="crumb">
        <Link to="/m/network">{t('network')}</Link>
      </nav>
      <Ask query={query} what={t('whatOrganization')} heading={t('name')}>
        {(page) => <Organization page={page} />}
      </Ask>
    </>
  );
}
