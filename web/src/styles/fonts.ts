/** Faces arrive in unicode slices after the first paint; text is readable before, and nothing moves but the letterforms. */
import '@fontsource-variable/noto-sans-sc/index.css';
import '@fontsource-variable/noto-serif-sc/index.css';
