import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

/** A button and what it opens below: closed by Escape, by a click elsewhere, or by what is inside. */
export function Popover({ label, title, children, className }: {
  readonly label: ReactNode;
  readonly title: string;
  readonly className?: string;
  readonly children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false);
    };
    const opener = button.current;
    addEventListener('pointerdown', away);
    addEventListener('keydown', escape);
    return () => {
      removeEventListener('pointerdown', away);
      removeEventListener('keydown', escape);
      // What had the focus is gone with the popover: back to where it was opened.
      if (document.activeElement === document.body || document.activeElement === null) opener?.focus();
    };
  }, [open]);
  return (
    <div className={`popover ${className ?? ''}`} ref={root}>
      <button ref={button} type="button" className="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {label}
      </button>
      {open && (
        <div id={id} className="popover-body" role="group" aria-label={title}>
          {children(() => setOpen(false))}
        </div>
      )}
    </div>
  );
}
