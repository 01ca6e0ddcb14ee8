import { Link } from '@tanstack/react-router';
import { Icon } from '../../parts/icons.tsx';
import { useTitle } from '../../parts/useTitle.ts';
import { useText } from '../../text/useText.ts';
import { TrackForm } from './TrackForm.tsx';
import { publicText } from './text.ts';
import './public.css';

/** Public start: 我有事 / 查进度 / 找服务站. */
export function StartPage() {
  const { t } = useText(publicText);
  useTitle(t('shell'));
  return (
    <>
      <div className="hero">
        <h1>{t('heroSay')}</h1>
        <p>{t('heroSub')}</p>
      </div>
      <div className="doors">
        <Link className="door main" to="/e/new">
          <h2>
            <Icon name="plus" size={24} />
            {t('have')}
          </h2>
          <p>{t('haveSub')}</p>
        </Link>
        <Link className="door" to="/stations">
          <h2>
            <Icon name="place" size={24} />
            {t('findPoint')}
          </h2>
          <p>{t('findPointSub')}</p>
        </Link>
        <section className="door tall">
          <h2>{t('track')}</h2>
          <p>{t('trackSub')}</p>
          <TrackForm />
        </section>
      </div>
    </>
  );
}
