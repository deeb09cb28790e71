import { useEffect, useState } from 'react';

type Theme = 'system' | 'light' | 'dark';
const STORED = 'civitas.theme';
const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const SIGN: Readonly<Record<Theme, string>> = { system: '◐', light: '○', dark: '●' };

function stored(): Theme {
  try {
    const theme = localStorage.getItem(STORED);
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  } catch {
    return 'system';
  }
}

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(stored);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(STORED, theme);
    } catch {
      // Then it lasts as long as the page.
    }
  }, [theme]);
  return (
    <button type="button" className="icon-button" onClick={() => setTheme(NEXT[theme])} aria-label={`Colours: ${theme}. Change to ${NEXT[theme]}`} title={`Colours: ${theme}`}>
      <span aria-hidden="true">{SIGN[theme]}</span>
    </button>
  );
}
