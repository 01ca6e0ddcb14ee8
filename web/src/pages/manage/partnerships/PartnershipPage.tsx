import type { PartnershipView } from '@banfei/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { sessionQuery } from '../../../api/queries.ts';
import { Ask, Empty } from '../../../parts/conditions.tsx';
import { useTitle } from '../../../parts/useTitle.ts';
import { useText } from '../../../text/useText.ts';
import { EndPartnershipForm, HoldForm } from './Acts.tsx';
import { everyPartnershipQuery } from './queries.ts';
import { partnershipsText } from './text.ts';
import '../network/network.css';
import '../register/register.css';

const route = getRouteApi('/m/partnerships/$id');

function Partner({ organization }: { organization: PartnershipView['first'] }) {
  const { pick } = useText(partnershipsText);
  return (
    <Link className="link" to="/m/organizations/$id" params={{ id: organization.id }}>
      {pick(organization.name)}
    </Link>
  );
}

function Partnership({ partnership }: { partnership: PartnershipView }) {
  const { t, f, pick } = useText(partnershipsText);
  const role = useQuery(sessionQuery()).data?.role;
  const { first, second, kind, purpose, beganOn, endedOn, document, activities } = partnership;
  return (
    <>
      <h1 className="page-title" tabIndex={-1}>
        {pick(first.name)} · {pick(second.name)}
      </h1>
      <p className="say">{purpose}</p>
      <p className="register-facts">
        <span>{t(kind)}</span>
        <span>
          {t('since')} {f.day(beganOn)}
        </span>
        <span>{endedOn === null ? t('living') : t('endedOn', { day: f.day(endedOn) })}</span>
        <span>{document}</span>
      </p>
      <p className="register-facts">
        <Partner organization={first} />
        <Partner organization={second} />
      </p>
      {role === 'manager' && endedOn === null && (
        <div className="register-acts no-print">
          <HoldForm partnership={partnership} />
          <EndPartnershipForm partnership={partnership} />
        </div>
      )}
      <section className="register-wide">
        <h2 className="sec-title">{t('activities')}</h2>
        {activities.length === 0 && <p className="muted">{t('noActivities')}</p>}
        <ul className="org-list">
          {activities.map(({ id, heldOn, title, result }) => (
            <li key={id}>
              <b>{title}</b> <span className="muted">{f.day(heldOn)}</span>
              <p>{result}</p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** /m/partnerships/$id: what two organizations are together for, what they did, and what came of it. */
export function PartnershipPage() {
  const { t } = useText(partnershipsText);
  const { id } = route.useParams();
  useTitle(t('partnerships'));
  const query = useQuery(everyPartnershipQuery());
  return (
    <div className="register-page">
      <nav className="crumb">
        <Link to="/m/partnerships">{t('partnerships')}</Link>
      </nav>
      <Ask query={query} what={t('partnership')} heading={t('partnerships')}>
        {({ partnerships }) => {
          const found = partnerships.find((each) => each.id === id);
          return found === undefined ? <Empty>{t('none')}</Empty> : <Partnership partnership={found} />;
        }}
      </Ask>
    </div>
  );
}
