import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';
import { isComposing } from './useKeys.ts';
import './parts.css';

export interface Choice {
  readonly id: string;
  readonly label: ReactNode;
  readonly act: () => void;
}

interface ComboboxProps {
  readonly id: string;
  readonly label: string;
  readonly listLabel: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly choices: readonly Choice[];
  readonly placeholder?: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  /** Said to screen readers when the list changes, for example 5 家. */
  readonly status: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
  readonly first?: boolean;
  /** False while the choices still answer an earlier text. Enter then waits for the right ones. */
  readonly fresh?: boolean;
}

/** State of the list: which choice is active, and whether it is open. The first choice is always the active one. */
function useList(props: ComboboxProps) {
  const { choices } = props;
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const early = useRef(false);
  const fresh = props.fresh !== false;
  const ids = choices.map((choice) => choice.id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its first choice again.
  useEffect(() => setActive(0), [ids]);
  const choose = (index: number) => {
    const choice = choices[index];
    if (choice === undefined) return;
    setOpen(false);
    choice.act();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the awaited Enter is carried out once, when the list is right.
  useEffect(() => {
    if (!fresh || !early.current) return;
    early.current = false;
    choose(0);
  }, [fresh]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another question.
  useEffect(() => {
    early.current = false;
  }, [props.text]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey) return;
    const shown = open && choices.length > 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!shown) return setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((active + step + choices.length) % choices.length);
    } else if (event.key === 'Enter') {
      // Enter in this field picks; it never sends the form around it.
      event.preventDefault();
      if (!fresh) early.current = true;
      else if (shown) choose(active);
    } else if (event.key === 'Escape' && shown) {
      // The page's own Esc must not clear the form while a list is open.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  return { open: open && choices.length > 0, setOpen, active, setActive, choose, onKeyDown };
}

/** Text field with a list of suggestions: arrows move, Enter picks, Esc closes. The list never takes the focus. */
export function Combobox(props: ComboboxProps) {
  const list = useList(props);
  const listId = useId();
  const optionId = (index: number) => `${listId}-${index}`;
  const { choices } = props;
  useEffect(() => {
    if (list.open) document.getElementById(`${listId}-${list.active}`)?.scrollIntoView({ block: 'nearest' });
  }, [list.open, list.active, listId]);
  return (
    <div className="combo">
      <input
        ref={props.inputRef}
        id={props.id}
        className="input"
        type="text"
        role="combobox"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-first={props.first === true ? true : undefined}
        // biome-ignore lint/a11y/noAutofocus: the counter's first field is where every walk-in begins.
        autoFocus={props.autoFocus}
        aria-label={props.label}
        aria-expanded={list.open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={list.open ? optionId(list.active) : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        placeholder={props.placeholder}
        value={props.text}
        onChange={(event) => {
          props.onText(event.currentTarget.value);
          list.setOpen(true);
        }}
        onKeyDown={list.onKeyDown}
        onClick={() => list.setOpen(true)}
        onBlur={() => list.setOpen(false)}
      />
      <div id={listId} role="listbox" aria-label={props.listLabel} hidden={!list.open}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field has focus and keys.
          <div
            key={choice.id}
            id={optionId(index)}
            role="option"
            aria-selected={index === list.active}
            onPointerMove={() => list.setActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => list.choose(index)}
          >
            {choice.label}
          </div>
        ))}
      </div>
      <span className="vh" role="status">
        {list.open ? props.status : ''}
      </span>
    </div>
  );
}
