import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Failed, Loading } from '../design/State';
import { words } from '../words';

/** A part that is loaded when it is opened. A failed load says so and can be tried again. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => loaded);
    const [failed, setFailed] = useState(false);
    const begin = () => {
      setFailed(false);
      load().then(part => { loaded = part; setPart(() => part); }, () => setFailed(true));
    };
    useEffect(() => { if (!Part) { begin(); } }, []);
    if (failed) { return <Failed sentence={words().refusals.offline} onRetry={begin} />; }
    return Part ? <Part {...props} /> : <Loading />;
  };
}
