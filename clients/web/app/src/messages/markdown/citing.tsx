import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { words } from '../../words';

/** What a press on a mark such as [1] does. */
export const Citing = createContext<(number: number) => void>(() => undefined);

export function CiteMark({ number }: { number: number }) {
  const cite = useContext(Citing);
  return <button type="button" class="cite" aria-haspopup="dialog" aria-label={words().assistant.source(number)} onClick={() => cite(number)}>{number}</button>;
}
