import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './Icon';

export interface MenuItem {
  icon: IconName;
  label: string;
  look?: 'danger';
  onPick: () => void;
}

/** Where a menu stands: beside an element, or at a point. */
export interface MenuPlace { x: number; y: number; width?: number }

export function placeOf(element: Element): MenuPlace {
  const box = element.getBoundingClientRect();
  return { x: box.left, y: box.bottom + 4, width: box.width };
}

interface MenuProps {
  place: MenuPlace;
  label: string;
  items: MenuItem[];
  onClose: () => void;
  /** Stands above the items, such as quick reactions. */
  children?: ComponentChildren;
}

export function Menu({ place, label, items, onClose, children }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useMenuPlace(menu, place);
  useMenuKeys(menu, onClose);
  return (
    <div class="menu" ref={menu} role="menu" aria-label={label}>
      {children}
      {items.map(item => (
        <button key={item.label} type="button" role="menuitem" tabIndex={-1} data-look={item.look} onClick={() => { onClose(); item.onPick(); }}>
          <Icon name={item.icon} />{item.label}
        </button>
      ))}
    </div>
  );
}

function useMenuPlace(menu: { current: HTMLElement | null }, place: MenuPlace): void {
  useLayoutEffect(() => {
    const shown = menu.current;
    if (!shown) { return; }
    const { offsetWidth: width, offsetHeight: height } = shown;
    const right = place.width !== undefined && place.x + width > innerWidth - 8 ? place.x + place.width - width : place.x;
    shown.style.left = `${Math.max(8, Math.min(right, innerWidth - width - 8))}px`;
    shown.style.top = `${Math.max(8, Math.min(place.y, innerHeight - height - 8))}px`;
  }, [place.x, place.y]);
}

function useMenuKeys(menu: { current: HTMLElement | null }, onClose: () => void): void {
  useEffect(() => {
    const shown = menu.current;
    const before = document.activeElement;
    const items = () => [...shown?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []];
    items()[0]?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' || event.key === 'Tab') { event.preventDefault(); event.stopPropagation(); onClose(); return; }
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const all = items();
      if (!step || all.length === 0) { return; }
      event.preventDefault();
      const at = all.indexOf(document.activeElement as HTMLElement);
      all[(at + step + all.length) % all.length]?.focus();
    };
    const onDown = (event: Event) => { if (!shown?.contains(event.target as Node)) { onClose(); } };
    shown?.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onDown, true);
    addEventListener('resize', onClose);
    return () => {
      shown?.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onDown, true);
      removeEventListener('resize', onClose);
      if (before instanceof HTMLElement && before.isConnected) { before.focus(); }
    };
  }, []);
}
