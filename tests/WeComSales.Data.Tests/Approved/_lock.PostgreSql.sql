select set_config('lock_timeout', @milliseconds::text, true), pg_advisory_xact_lock(hashtextextended(@name, 0))
