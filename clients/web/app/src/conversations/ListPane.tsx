import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { TalkButton } from '../assistant/TalkButton';
import { IconButton } from '../design/Button';
import { SearchField } from '../design/Field';
import { Empty, Failed, Loading } from '../design/State';
import { go, place } from '../navigation/place';
import { SearchResults } from '../search/SearchResults';
import { conversations, listFailed, listLoaded } from '../session/conversations';
import { connectNow } from '../session/signing';
import { words } from '../words';
import { ConversationList } from './ConversationList';

export const query = signal('');

export function ListPane() {
  const { list, search, make, loading } = words();
  const field = useRef<HTMLInputElement>(null);
  useSearchKey(field);
  const current = place.value.segments[0] === 'c' ? place.value.segments[1] : undefined;
  return (
    <section class="list-pane" aria-label={list.title}>
      <header class="pane-head">
        <h1>{list.title}</h1>
        <IconButton icon="plus" look="main" label={make.title} onClick={() => go('/new')} />
      </header>
      <div class="list-search">
        <SearchField label={search.label} value={query.value} inputRef={field} onText={text => { query.value = text; }} />
      </div>
      {query.value.trim() ? <SearchResults query={query.value.trim()} />
        : conversations.value.length > 0 ? <ConversationList conversations={conversations.value} current={current} />
          : listFailed.value ? <Failed sentence={list.failed} onRetry={connectNow} />
            : !listLoaded.value ? <Loading label={loading} />
              : <Empty title={list.empty}><p>{list.emptyNote}</p><a class="button" data-look="main" href="/new">{list.new}</a><TalkButton /></Empty>}
    </section>
  );
}

function useSearchKey(field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        if (matchMedia('(max-width: 820px)').matches) { go('/'); }
        requestAnimationFrame(() => { field.current?.focus(); field.current?.select(); });
      } else if (event.key === 'Escape' && document.activeElement === field.current) {
        query.value = '';
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
