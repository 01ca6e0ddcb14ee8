import { useEffect, useState } from 'react';

/** The value once it has rested, so that not every key is asked about. */
export function useSettled<Value>(value: Value, millis = 350): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return settled;
}
