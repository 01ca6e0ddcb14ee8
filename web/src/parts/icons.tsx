/** Line icons. They always stand beside a word or inside a labelled button, so they are hidden from screen readers. */
const PATHS = {
  phone:
    'M6.2 2.6 8 6.4 6.3 8.1a11 11 0 0 0 5.6 5.6l1.7-1.7 3.8 1.8v2.6c0 .7-.6 1.2-1.3 1.1C8.9 16.9 3.1 11.1 2.5 3.9 2.4 3.2 3 2.6 3.6 2.6z',
  mic: 'M10 2.5a2.5 2.5 0 0 1 2.5 2.5v4.5a2.5 2.5 0 0 1-5 0V5A2.5 2.5 0 0 1 10 2.5zM4.8 9.5a5.2 5.2 0 0 0 10.4 0M10 14.7v2.8M7 17.5h6',
  file: 'M11.5 2.5h-6v15h9.5v-11.5zM11.5 2.5v3.5h3.5M7.8 10h4.6M7.8 13.2h4.6',
  clip: 'M15.5 9.2 9.6 15a3.6 3.6 0 0 1-5.1-5.1l6.3-6.3a2.4 2.4 0 0 1 3.4 3.4l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.6-5.6',
  down: 'M5 8l5 5 5-5',
  right: 'M8 5l5 5-5 5',
  left: 'M12 5l-5 5 5 5',
  home: 'M3 9.5 10 3.5l7 6M5 8.5v8h10v-8',
  list: 'M7 5.5h10M7 10h10M7 14.5h10M3.5 5.5h.01M3.5 10h.01M3.5 14.5h.01',
  place: 'M10 17.5s5.5-5 5.5-9a5.5 5.5 0 0 0-11 0c0 4 5.5 9 5.5 9zM10 10.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  help: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7.8 7.8a2.3 2.3 0 1 1 3.3 2.1c-.7.4-1.1.9-1.1 1.7M10 14.2v.01',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5 5 15',
  print: 'M6 7.5v-5h8v5M6 14.5H3.5v-7h13v7H14M6 12h8v5.5H6z',
  copy: 'M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7',
  search: 'M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM13.5 13.5 17 17',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">
      <path d={PATHS[name]} strokeWidth="1.7" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}

/** The seal: two wings, flying side by side. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 30 30" aria-hidden="true">
      <rect width="30" height="30" rx="5" fill="var(--seal)" />
      <path d="M6 13.5 21.5 6 15 20l-2.2-5z" fill="#fff" />
      <path d="M14.5 22.5 25 13.5l-4 10.5-2.1-2.3z" fill="#fff" opacity=".72" />
    </svg>
  );
}
