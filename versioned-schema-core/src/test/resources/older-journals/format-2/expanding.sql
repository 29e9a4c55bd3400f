SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA public_01_old;

CREATE SCHEMA versioned_schema;

COMMENT ON SCHEMA versioned_schema IS 'Journal of versioned-schema, and its functions';

CREATE TYPE public_01_old.things AS (
);

COMMENT ON TYPE public_01_old.things IS 'versioned-schema tombstone';

CREATE FUNCTION versioned_schema.attach(version text, base text DEFAULT 'public'::text) RETURNS integer
    LANGUAGE plpgsql
    AS $_$
declare
	here pg_catalog.name := pg_catalog.current_schema();
	wanted record;
	locked boolean := false;
	detail text;
	hint text;
begin
	select * into wanted from versioned_schema.version_to_attach($1, $2);
	if wanted.state = 'live' then
		if here is distinct from wanted.schema_name::pg_catalog.name then
			if pg_catalog.to_regnamespace(pg_catalog.quote_ident(wanted.schema_name)) is null then
				detail := pg_catalog.format('Schema %I does not exist.', wanted.schema_name);
				hint := 'Something dropped it. It is empty while no migration is under way: create it again.';
			elsif not pg_catalog.has_schema_privilege(wanted.schema_name, 'USAGE') then
				detail := pg_catalog.format('Role %I has no USAGE on schema %I.', current_user,
					wanted.schema_name);
				hint := pg_catalog.format('GRANT USAGE ON SCHEMA %I TO %I', wanted.schema_name, current_user);
			else
				detail := 'search_path is: ' || pg_catalog.current_setting('search_path');
				hint := pg_catalog.format('Connect with search_path set to %I, %I; nothing may stand in front.',
					wanted.schema_name, $2);
			end if;
			raise exception 'this session would not see version "%" of schema "%": its current schema is %, not "%"',
					$1, $2, coalesce('"' || here || '"', 'none'), wanted.schema_name
				using errcode = 'VS003', detail = detail, hint = hint;
		end if;
		locked := pg_catalog.pg_try_advisory_lock_shared(1987273576, wanted.id);
		if not locked then
			raise exception 'version "%" of schema "%" is closed at this moment', $1, $2
				using errcode = 'VS004', detail = 'It is about to be retired or undone.',
					hint = pg_catalog.format('Try again. Live versions: %s.', wanted.live);
		end if;
		select * into wanted from versioned_schema.version_to_attach($1, $2);
		if wanted.state = 'live' then
			return pg_catalog.pg_backend_pid();
		end if;
		perform pg_catalog.pg_advisory_unlock_shared(1987273576, wanted.id);
	end if;
	if wanted.state = 'retired' then
		raise exception 'version "%" of schema "%" was retired and can never be used again', $1, $2
			using errcode = 'VS002', detail = 'Its old columns and tables are gone or go away.',
				hint = pg_catalog.format('Deploy a release for a live version: %s.', wanted.live);
	end if;
	raise exception 'version "%" of schema "%" is not live', $1, $2
		using errcode = 'VS001',
			detail = case when wanted.state is null then 'No such version is known here.'
				else 'It is being prepared or undone.' end,
			hint = coalesce('Wait for its migrations, or deploy a release for a live version: '
				|| wanted.live || '.', 'Wait for its migrations.');
end
$_$;

CREATE FUNCTION versioned_schema."public_02_new.customers.1.up"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
	NEW."last_name" := "versioned_schema"."public_02_new.customers.last_name.up.1"(NEW."full_name");
	RETURN NEW;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.customers.2.down"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
IF TG_ARGV[0] OPERATOR(pg_catalog.=) 'if_different' THEN
DECLARE
	_vs_up_1 text := "versioned_schema"."public_02_new.customers.email.up.2"(NEW."email");
BEGIN
	IF NOT (pg_catalog.record_image_ne(ROW(NEW."_vs_email"), ROW(_vs_up_1))) THEN
		RETURN NEW;
	END IF;
END;
END IF;
	NEW."email" := "versioned_schema"."public_02_new.customers.email.down.3"(NEW."_vs_email");
	RETURN NEW;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.customers.2.up"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
IF TG_ARGV[0] OPERATOR(pg_catalog.=) 'if_different' THEN
DECLARE
	_vs_down_1 text := "versioned_schema"."public_02_new.customers.email.down.3"(NEW."_vs_email");
BEGIN
	IF NOT (pg_catalog.record_image_ne(ROW(NEW."email"), ROW(_vs_down_1))) THEN
		RETURN NEW;
	END IF;
END;
END IF;
	NEW."_vs_email" := "versioned_schema"."public_02_new.customers.email.up.2"(NEW."email");
	RETURN NEW;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.customers.3.down"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
IF TG_ARGV[0] OPERATOR(pg_catalog.=) 'if_different' THEN
DECLARE
	_vs_up_1 int := "versioned_schema"."public_02_new.customers.n.up.4"(NEW."n");
BEGIN
	IF NOT (pg_catalog.record_image_ne(ROW(NEW."_vs_n"), ROW(_vs_up_1))) THEN
		RETURN NEW;
	END IF;
END;
END IF;
	NEW."n" := "versioned_schema"."public_02_new.customers.n.down.5"(NEW."_vs_n");
	RETURN NEW;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.customers.3.up"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
IF TG_ARGV[0] OPERATOR(pg_catalog.=) 'if_different' THEN
DECLARE
	_vs_down_1 bigint := "versioned_schema"."public_02_new.customers.n.down.5"(NEW."_vs_n");
BEGIN
	IF NOT (pg_catalog.record_image_ne(ROW(NEW."n"), ROW(_vs_down_1))) THEN
		RETURN NEW;
	END IF;
END;
END IF;
	NEW."_vs_n" := "versioned_schema"."public_02_new.customers.n.up.4"(NEW."n");
	RETURN NEW;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.customers.4.down"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
	NEW."phone" := "versioned_schema"."public_02_new.customers.phone.down.6"();
	RETURN NEW;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.customers._vs_customers_email_not_null.refuse"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
RAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[1], COLUMN = TG_ARGV[2],
	CONSTRAINT = TG_ARGV[3], TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.customers._vs_customers_last_name_not_null.refuse"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
RAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[1], COLUMN = TG_ARGV[2],
	CONSTRAINT = TG_ARGV[3], TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.customers._vs_customers_n_not_null.refuse"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
RAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[1], COLUMN = TG_ARGV[2],
	CONSTRAINT = TG_ARGV[3], TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.customers.email.down.3"(email text) RETURNS text
    LANGUAGE sql
    RETURN email;

CREATE FUNCTION versioned_schema."public_02_new.customers.email.up.2"(email text) RETURNS text
    LANGUAGE sql
    RETURN COALESCE(email, 'none'::text);

CREATE FUNCTION versioned_schema."public_02_new.customers.last_name.up.1"(full_name text) RETURNS text
    LANGUAGE sql
    RETURN split_part(full_name, ' '::text, 3);

CREATE FUNCTION versioned_schema."public_02_new.customers.n.down.5"(n integer) RETURNS bigint
    LANGUAGE sql
    RETURN n;

CREATE FUNCTION versioned_schema."public_02_new.customers.n.up.4"(n bigint) RETURNS integer
    LANGUAGE sql
    RETURN (n)::integer;

CREATE FUNCTION versioned_schema."public_02_new.customers.phone.down.6"() RETURNS text
    LANGUAGE sql
    RETURN 'none'::text;

CREATE FUNCTION versioned_schema."public_02_new.orders.1.down"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
IF TG_ARGV[0] OPERATOR(pg_catalog.=) 'if_different' THEN
DECLARE
	_vs_up_1 numeric(12,2) := "versioned_schema"."public_02_new.orders.amount.up.1"(NEW."cents");
BEGIN
	IF NOT (pg_catalog.record_image_ne(ROW(NEW."amount"), ROW(_vs_up_1))) THEN
		RETURN NEW;
	END IF;
END;
END IF;
	NEW."cents" := "versioned_schema"."public_02_new.orders.cents.down.2"(NEW."amount");
	RETURN NEW;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.orders.1.up"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
IF TG_ARGV[0] OPERATOR(pg_catalog.=) 'if_different' THEN
DECLARE
	_vs_down_1 integer := "versioned_schema"."public_02_new.orders.cents.down.2"(NEW."amount");
BEGIN
	IF NOT (pg_catalog.record_image_ne(ROW(NEW."cents"), ROW(_vs_down_1))) THEN
		RETURN NEW;
	END IF;
END;
END IF;
	NEW."amount" := "versioned_schema"."public_02_new.orders.amount.up.1"(NEW."cents");
	RETURN NEW;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.orders._vs_orders_cents_not_null.refuse"() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
RAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[1], COLUMN = TG_ARGV[2],
	CONSTRAINT = TG_ARGV[3], TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
END
$$;

CREATE FUNCTION versioned_schema."public_02_new.orders.amount.up.1"(cents integer) RETURNS numeric
    LANGUAGE sql
    RETURN ((cents)::numeric / 100.0);

CREATE FUNCTION versioned_schema."public_02_new.orders.cents.down.2"(cents numeric) RETURNS integer
    LANGUAGE sql
    RETURN round((cents * (100)::numeric));

CREATE FUNCTION versioned_schema.version_to_attach(version text, base text, OUT id integer, OUT schema_name text, OUT state text, OUT live text) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
#variable_conflict use_column
begin
	if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
		if current_setting('transaction_read_only') = 'on' then
			raise exception 'cannot attach in a read-only transaction of isolation level %',
					current_setting('transaction_isolation')
				using errcode = 'VS005', hint = 'Attach in a transaction of isolation level read committed.';
		end if;
		-- The snapshot may be older than a retirement: the lock on the row fails then.
		-- It is given back at once, or this transaction would keep the version from
		-- being retired for as long as it is open.
		begin
			perform from versioned_schema.version v
				where v.base_schema = $2 and v.name = $1 for share;
			raise exception using errcode = 'VS000';
		exception when sqlstate 'VS000' then
			null;
		end;
	end if;
	select v.id, v.schema_name, v.state into id, schema_name, state
		from versioned_schema.version v where v.base_schema = $2 and v.name = $1;
	select string_agg('"' || v.name || '"', ', ' order by v.id) into live
		from versioned_schema.version v where v.base_schema = $2 and v.state = 'live';
end
$_$;

CREATE TABLE public.customers (
    id integer NOT NULL,
    full_name text NOT NULL,
    email text,
    phone text DEFAULT 'none'::text,
    n bigint DEFAULT 0 NOT NULL,
    last_name text,
    _vs_email text,
    _vs_n integer
);

ALTER TABLE public.customers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.customers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders (
    id integer NOT NULL,
    customer_id integer NOT NULL,
    cents integer NOT NULL,
    note text,
    amount numeric(12,2),
    CONSTRAINT orders_cents_check CHECK ((cents >= 0))
);

ALTER TABLE public.orders ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.orders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.things (
    id integer NOT NULL,
    label text NOT NULL
);

CREATE VIEW public_01_old.customers WITH (security_invoker='true') AS
 SELECT customers.id,
    customers.full_name,
    customers.email,
    customers.phone,
    customers.n
   FROM public.customers;

CREATE VIEW public_01_old.orders WITH (security_invoker='true') AS
 SELECT orders.id,
    orders.customer_id,
    orders.cents,
    orders.note
   FROM public.orders;

CREATE TABLE versioned_schema.backfill (
    run bigint NOT NULL,
    step_id text NOT NULL,
    part text NOT NULL,
    next_page bigint NOT NULL,
    end_page bigint NOT NULL,
    rows_done bigint DEFAULT 0 NOT NULL,
    rows_total bigint DEFAULT 0 NOT NULL,
    batch_pages bigint,
    skipped int8multirange DEFAULT '{}'::int8multirange NOT NULL,
    file_node bigint,
    start_xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    throttled text,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE versioned_schema.control (
    base_schema text NOT NULL,
    paused boolean DEFAULT false NOT NULL,
    target_batch_millis integer
);

CREATE TABLE versioned_schema.installation (
    format integer NOT NULL,
    installed_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE versioned_schema.migration (
    id bigint NOT NULL,
    base_schema text NOT NULL,
    name text NOT NULL,
    version text NOT NULL,
    checksum text NOT NULL,
    ordinal integer NOT NULL,
    state text NOT NULL,
    run bigint,
    host text NOT NULL,
    application_version text,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT migration_state_check CHECK ((state = ANY (ARRAY['expanding'::text, 'expanded'::text, 'completing'::text, 'completed'::text, 'aborting'::text])))
);

ALTER TABLE versioned_schema.migration ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME versioned_schema.migration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE versioned_schema.run (
    id bigint NOT NULL,
    base_schema text NOT NULL,
    phase text NOT NULL,
    from_version text,
    to_version text NOT NULL,
    bootstrap boolean NOT NULL,
    plan jsonb NOT NULL,
    forced text,
    error text,
    host text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT run_phase_check CHECK ((phase = ANY (ARRAY['expanding'::text, 'expanded'::text, 'completing'::text, 'completed'::text, 'aborting'::text, 'aborted'::text])))
);

ALTER TABLE versioned_schema.run ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME versioned_schema.run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE versioned_schema.step (
    run bigint NOT NULL,
    step_id text NOT NULL,
    ordinal integer NOT NULL,
    state text NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT step_state_check CHECK ((state = ANY (ARRAY['started'::text, 'done'::text, 'undone'::text])))
);

CREATE TABLE versioned_schema.version (
    id integer NOT NULL,
    base_schema text NOT NULL,
    name text NOT NULL,
    schema_name text NOT NULL,
    state text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    live_at timestamp with time zone,
    retired_at timestamp with time zone,
    CONSTRAINT version_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'live'::text, 'retired'::text])))
);

ALTER TABLE versioned_schema.version ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME versioned_schema.version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public_01_old.customers ALTER COLUMN phone SET DEFAULT 'none'::text;

ALTER TABLE ONLY public_01_old.customers ALTER COLUMN n SET DEFAULT 0;

INSERT INTO public.customers OVERRIDING SYSTEM VALUE VALUES
	(1, 'Mary Ann 1', 'm1', 'none', 1, NULL, NULL, NULL),
	(20, 'Mary Ann 20', 'm20', 'none', 20, NULL, NULL, NULL),
	(2, 'Mary Ann 2', 'm2', 'none', 2, '2', 'm2', 2),
	(3, 'Mary Ann 3', 'm3', 'none', 3, '3', 'm3', 3),
	(4, 'Mary Ann 4', 'm4', 'none', 4, '4', 'm4', 4),
	(5, 'Mary Ann 5', 'm5', 'none', 5, '5', 'm5', 5),
	(6, 'Mary Ann 6', 'm6', 'none', 6, '6', 'm6', 6),
	(7, 'Mary Ann 7', 'm7', 'none', 7, '7', 'm7', 7),
	(8, 'Mary Ann 8', 'm8', 'none', 8, '8', 'm8', 8),
	(9, 'Mary Ann 9', 'm9', 'none', 9, '9', 'm9', 9),
	(10, 'Mary Ann 10', 'm10', 'none', 10, '10', 'm10', 10),
	(11, 'Mary Ann 11', 'm11', 'none', 11, '11', 'm11', 11),
	(12, 'Mary Ann 12', 'm12', 'none', 12, '12', 'm12', 12),
	(13, 'Mary Ann 13', 'm13', 'none', 13, '13', 'm13', 13),
	(14, 'Mary Ann 14', 'm14', 'none', 14, '14', 'm14', 14),
	(15, 'Mary Ann 15', 'm15', 'none', 15, '15', 'm15', 15),
	(16, 'Mary Ann 16', 'm16', 'none', 16, '16', 'm16', 16),
	(17, 'Mary Ann 17', 'm17', 'none', 17, '17', 'm17', 17),
	(18, 'Mary Ann 18', 'm18', 'none', 18, '18', 'm18', 18),
	(19, 'Mary Ann 19', 'm19', 'none', 19, '19', 'm19', 19),
	(21, 'Mary Ann 21', 'm21', 'none', 21, '21', 'm21', 21),
	(22, 'Mary Ann 22', 'm22', 'none', 22, '22', 'm22', 22),
	(23, 'Mary Ann 23', 'm23', 'none', 23, '23', 'm23', 23),
	(24, 'Mary Ann 24', 'm24', 'none', 24, '24', 'm24', 24),
	(25, 'Mary Ann 25', 'm25', 'none', 25, '25', 'm25', 25),
	(26, 'Mary Ann 26', 'm26', 'none', 26, '26', 'm26', 26),
	(27, 'Mary Ann 27', 'm27', 'none', 27, '27', 'm27', 27),
	(28, 'Mary Ann 28', 'm28', 'none', 28, '28', 'm28', 28),
	(29, 'Mary Ann 29', 'm29', 'none', 29, '29', 'm29', 29),
	(30, 'Mary Ann 30', 'm30', 'none', 30, '30', 'm30', 30),
	(31, 'Mary Ann 31', 'm31', 'none', 31, '31', 'm31', 31),
	(32, 'Mary Ann 32', 'm32', 'none', 32, '32', 'm32', 32),
	(33, 'Mary Ann 33', 'm33', 'none', 33, '33', 'm33', 33),
	(34, 'Mary Ann 34', 'm34', 'none', 34, '34', 'm34', 34),
	(35, 'Mary Ann 35', 'm35', 'none', 35, '35', 'm35', 35),
	(36, 'Mary Ann 36', 'm36', 'none', 36, '36', 'm36', 36),
	(37, 'Mary Ann 37', 'm37', 'none', 37, '37', 'm37', 37),
	(38, 'Mary Ann 38', 'm38', 'none', 38, '38', 'm38', 38),
	(39, 'Mary Ann 39', 'm39', 'none', 39, '39', 'm39', 39),
	(40, 'Mary Ann 40', 'm40', 'none', 40, '40', 'm40', 40);

INSERT INTO public.orders OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 10, 'note 1', NULL),
	(2, 2, 20, 'note 2', NULL),
	(3, 3, 30, 'note 3', NULL),
	(4, 4, 40, 'note 4', NULL),
	(5, 5, 50, 'note 5', NULL),
	(6, 6, 60, 'note 6', NULL),
	(7, 7, 70, 'note 7', NULL),
	(8, 8, 80, 'note 8', NULL),
	(9, 9, 90, 'note 9', NULL),
	(10, 10, 100, 'note 10', NULL),
	(11, 11, 110, 'note 11', NULL),
	(12, 12, 120, 'note 12', NULL),
	(13, 13, 130, 'note 13', NULL),
	(14, 14, 140, 'note 14', NULL),
	(15, 15, 150, 'note 15', NULL),
	(16, 16, 160, 'note 16', NULL),
	(17, 17, 170, 'note 17', NULL),
	(18, 18, 180, 'note 18', NULL),
	(19, 19, 190, 'note 19', NULL),
	(20, 20, 200, 'note 20', NULL),
	(21, 21, 210, 'note 21', NULL),
	(22, 22, 220, 'note 22', NULL),
	(23, 23, 230, 'note 23', NULL),
	(24, 24, 240, 'note 24', NULL),
	(25, 25, 250, 'note 25', NULL),
	(26, 26, 260, 'note 26', NULL),
	(27, 27, 270, 'note 27', NULL),
	(28, 28, 280, 'note 28', NULL),
	(29, 29, 290, 'note 29', NULL),
	(30, 30, 300, 'note 30', NULL),
	(31, 31, 310, 'note 31', NULL),
	(32, 32, 320, 'note 32', NULL),
	(33, 33, 330, 'note 33', NULL),
	(34, 34, 340, 'note 34', NULL),
	(35, 35, 350, 'note 35', NULL),
	(36, 36, 360, 'note 36', NULL),
	(37, 37, 370, 'note 37', NULL),
	(38, 38, 380, 'note 38', NULL),
	(39, 39, 390, 'note 39', NULL),
	(40, 40, 400, 'note 40', NULL);

INSERT INTO versioned_schema.backfill VALUES
	(2, 'backfill.customers', '"public"."customers"', 1, 1, 38, 38, 1, '{[0,1)}', 17065, '942', 'rows in 1 pages of "public"."customers" are locked by pid 13980 (role postgres, application PostgreSQL JDBC Driver, idle in transaction, transaction open since 2026-11-28 21:30:07.363318+00)', '2026-11-28 21:30:07.377474+00', '2026-11-28 21:30:07.874793+00');

INSERT INTO versioned_schema.installation VALUES
	(2, '2026-11-28 21:30:06.060773+00');

INSERT INTO versioned_schema.migration OVERRIDING SYSTEM VALUE VALUES
	(1, 'public', '01_old', '01_old', '6edd7cbec0f63b86616efdbc95061e3d70771ec7bb6042782465873bee67a0f5', 1, 'completed', 1, 'older', NULL, '2026-11-28 21:30:06.213712+00', '2026-11-28 21:30:06.301823+00'),
	(2, 'public', '02_new', '02_new', 'eb126cb827a8f474cca5b9c10296004d768ce990a3da6b06ab4be10899dc147e', 2, 'expanding', 2, 'older', NULL, '2026-11-28 21:30:07.105717+00', NULL);

INSERT INTO versioned_schema.run OVERRIDING SYSTEM VALUE VALUES
	(1, 'public', 'completed', NULL, '01_old', true, '{"to": "01_old", "from": null, "steps": [{"id": "sql.01", "lock": "whatever it takes", "phase": "EXPAND", "scans": false, "table": null, "title": "run the SQL of the migration", "action": {"sql": "create table customers (id int generated always as identity primary key, full_name text not null, email text, phone text default ''none'', n bigint not null default 0);\ncreate index by_email on customers (email);\ninsert into customers (full_name, email, n) select ''Mary Ann '' || i, ''m'' || i, i from generate_series(1, 40) i;\ncreate table orders (id int generated always as identity primary key, customer_id int not null references customers, cents int not null check (cents >= 0), note text);\ncreate index by_customer on orders (customer_id);\ninsert into orders (customer_id, cents, note) select i, i * 10, ''note '' || i from generate_series(1, 40) i;\n", "kind": "sql"}, "origin": ["01_old.yaml:2 operation 1 (sql)"], "inverse": [], "rewrites": false}, {"id": "publish", "lock": null, "phase": "PUBLISH", "scans": false, "table": null, "title": "create schema public_01_old and let sessions attach", "action": {"kind": "publish", "statements": ["CREATE SCHEMA \"public_01_old\"", "GRANT USAGE ON SCHEMA \"public_01_old\" TO \"pg_database_owner\"", "GRANT USAGE ON SCHEMA \"public_01_old\" TO \"pg_database_owner\"", "GRANT USAGE ON SCHEMA \"public_01_old\" TO PUBLIC"]}, "origin": [], "inverse": [{"kind": "transaction", "locks": [], "statements": ["DROP SCHEMA IF EXISTS \"public_01_old\""]}], "rewrites": false}], "checks": [{"sql": "CREATE OR REPLACE FUNCTION pg_temp._vs_parse() RETURNS void LANGUAGE plpgsql AS $vs$\nBEGIN\ncreate table customers (id int generated always as identity primary key, full_name text not null, email text, phone text default ''none'', n bigint not null default 0);\ncreate index by_email on customers (email);\ninsert into customers (full_name, email, n) select ''Mary Ann '' || i, ''m'' || i, i from generate_series(1, 40) i;\ncreate table orders (id int generated always as identity primary key, customer_id int not null references customers, cents int not null check (cents >= 0), note text);\ncreate index by_customer on orders (customer_id);\ninsert into orders (customer_id, cents, note) select i, i * 10, ''note '' || i from generate_series(1, 40) i;\nEND\n$vs$", "what": "the SQL", "brief": false, "needs": [], "advice": null, "source": {"key": "sql", "file": "01_old.yaml", "line": 2, "index": 1, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 91}, {"sql": "create table customers (id int generated always as identity primary key, full_name text not null, email text, phone text default ''none'', n bigint not null default 0);\ncreate index by_email on customers (email);\n", "what": "the SQL", "brief": true, "needs": [], "advice": null, "source": {"key": "sql", "file": "01_old.yaml", "line": 2, "index": 1, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 0}], "direct": true, "findings": [], "to_schema": "public_01_old", "migrations": [{"name": "01_old", "version": "01_old", "checksum": "6edd7cbec0f63b86616efdbc95061e3d70771ec7bb6042782465873bee67a0f5"}], "base_schema": "public", "from_schema": null, "verifications": []}', NULL, NULL, 'older', '2026-11-28 21:30:06.213712+00', '2026-11-28 21:30:06.304872+00'),
	(2, 'public', 'expanding', '01_old', '02_new', false, '{"to": "02_new", "from": "01_old", "steps": [{"id": "new.01.things", "lock": null, "phase": "EXPAND", "scans": false, "table": "things", "title": "create table things", "action": {"kind": "transaction", "locks": [], "statements": ["CREATE TABLE \"public\".\"things\" (\n\t\"id\" int NOT NULL,\n\t\"label\" text NOT NULL,\n\tPRIMARY KEY (\"id\")\n)", "CREATE TYPE \"public_01_old\".\"things\" AS ()", "COMMENT ON TYPE \"public_01_old\".\"things\" IS ''versioned-schema tombstone''"]}, "origin": ["02_new.yaml:2 operation 1 (create_table)"], "inverse": [{"kind": "transaction", "locks": [], "statements": ["DROP TABLE IF EXISTS \"public\".\"things\""]}, {"kind": "transaction", "locks": [], "statements": ["DROP TYPE IF EXISTS \"public_01_old\".\"things\""]}], "rewrites": false}, {"id": "functions.customers", "lock": null, "phase": "EXPAND", "scans": false, "table": "customers", "title": "create sync functions of customers", "action": {"kind": "transaction", "locks": [], "statements": ["CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.last_name.up.1\"(\"full_name\" text) RETURNS text LANGUAGE sql\nRETURN (\nsplit_part(full_name, '' '', 3)\n)", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.last_name.up.1\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.email.up.2\"(\"email\" text) RETURNS text LANGUAGE sql\nRETURN (\ncoalesce(email, ''none'')\n)", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.email.up.2\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.email.down.3\"(\"email\" text) RETURNS text LANGUAGE sql\nRETURN (\nemail\n)", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.email.down.3\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.n.up.4\"(\"n\" bigint) RETURNS int LANGUAGE sql\nRETURN (\nn::int\n)", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.n.up.4\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.n.down.5\"(\"n\" int) RETURNS bigint LANGUAGE sql\nRETURN (\nn\n)", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.n.down.5\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.phone.down.6\"() RETURNS text LANGUAGE sql\nRETURN (CAST(\n''none''\nAS text))", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.phone.down.6\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.1.up\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\n\tNEW.\"last_name\" := \"versioned_schema\".\"public_02_new.customers.last_name.up.1\"(NEW.\"full_name\");\n\tRETURN NEW;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.1.up\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.2.up\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\nIF TG_ARGV[0] OPERATOR(pg_catalog.=) ''if_different'' THEN\nDECLARE\n\t_vs_down_1 text := \"versioned_schema\".\"public_02_new.customers.email.down.3\"(NEW.\"_vs_email\");\nBEGIN\n\tIF NOT (pg_catalog.record_image_ne(ROW(NEW.\"email\"), ROW(_vs_down_1))) THEN\n\t\tRETURN NEW;\n\tEND IF;\nEND;\nEND IF;\n\tNEW.\"_vs_email\" := \"versioned_schema\".\"public_02_new.customers.email.up.2\"(NEW.\"email\");\n\tRETURN NEW;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.2.up\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.2.down\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\nIF TG_ARGV[0] OPERATOR(pg_catalog.=) ''if_different'' THEN\nDECLARE\n\t_vs_up_1 text := \"versioned_schema\".\"public_02_new.customers.email.up.2\"(NEW.\"email\");\nBEGIN\n\tIF NOT (pg_catalog.record_image_ne(ROW(NEW.\"_vs_email\"), ROW(_vs_up_1))) THEN\n\t\tRETURN NEW;\n\tEND IF;\nEND;\nEND IF;\n\tNEW.\"email\" := \"versioned_schema\".\"public_02_new.customers.email.down.3\"(NEW.\"_vs_email\");\n\tRETURN NEW;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.2.down\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.3.up\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\nIF TG_ARGV[0] OPERATOR(pg_catalog.=) ''if_different'' THEN\nDECLARE\n\t_vs_down_1 bigint := \"versioned_schema\".\"public_02_new.customers.n.down.5\"(NEW.\"_vs_n\");\nBEGIN\n\tIF NOT (pg_catalog.record_image_ne(ROW(NEW.\"n\"), ROW(_vs_down_1))) THEN\n\t\tRETURN NEW;\n\tEND IF;\nEND;\nEND IF;\n\tNEW.\"_vs_n\" := \"versioned_schema\".\"public_02_new.customers.n.up.4\"(NEW.\"n\");\n\tRETURN NEW;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.3.up\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.3.down\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\nIF TG_ARGV[0] OPERATOR(pg_catalog.=) ''if_different'' THEN\nDECLARE\n\t_vs_up_1 int := \"versioned_schema\".\"public_02_new.customers.n.up.4\"(NEW.\"n\");\nBEGIN\n\tIF NOT (pg_catalog.record_image_ne(ROW(NEW.\"_vs_n\"), ROW(_vs_up_1))) THEN\n\t\tRETURN NEW;\n\tEND IF;\nEND;\nEND IF;\n\tNEW.\"n\" := \"versioned_schema\".\"public_02_new.customers.n.down.5\"(NEW.\"_vs_n\");\n\tRETURN NEW;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.3.down\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers.4.down\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\n\tNEW.\"phone\" := \"versioned_schema\".\"public_02_new.customers.phone.down.6\"();\n\tRETURN NEW;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers.4.down\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_last_name_not_null.refuse\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\nRAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[1], COLUMN = TG_ARGV[2],\n\tCONSTRAINT = TG_ARGV[3], TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_last_name_not_null.refuse\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_email_not_null.refuse\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\nRAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[1], COLUMN = TG_ARGV[2],\n\tCONSTRAINT = TG_ARGV[3], TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_email_not_null.refuse\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_n_not_null.refuse\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\nRAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[1], COLUMN = TG_ARGV[2],\n\tCONSTRAINT = TG_ARGV[3], TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_n_not_null.refuse\" FROM PUBLIC"]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [{"kind": "transaction", "locks": [], "statements": ["DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.1.up\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.2.up\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.2.down\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.3.up\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.3.down\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.4.down\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers._vs_customers_last_name_not_null.refuse\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers._vs_customers_email_not_null.refuse\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers._vs_customers_n_not_null.refuse\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.last_name.up.1\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.email.up.2\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.email.down.3\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.n.up.4\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.n.down.5\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.phone.down.6\""]}], "rewrites": false}, {"id": "expand.customers", "lock": "ACCESS EXCLUSIVE on customers", "phase": "EXPAND", "scans": false, "table": "customers", "title": "expand customers: add last_name, _vs_email, _vs_n", "action": {"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"customers\""}], "statements": ["ALTER TABLE \"public\".\"customers\" ADD COLUMN \"last_name\" text, ADD COLUMN \"_vs_email\" text, ADD COLUMN \"_vs_n\" int", "CREATE OR REPLACE TRIGGER \"~versioned_schema_01_up_insert_1\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_setting(''versioned_schema.backfill'', true) OPERATOR(pg_catalog.<>) ''on'', true))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.1.up\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_01_up_insert_1\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_01_up_update_1\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_setting(''versioned_schema.backfill'', true) OPERATOR(pg_catalog.<>) ''on'', true))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.1.up\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_01_up_update_1\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_02_up_insert_1\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_setting(''versioned_schema.backfill'', true) OPERATOR(pg_catalog.<>) ''on'', true))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.2.up\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_02_up_insert_1\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_02_up_update_1\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_setting(''versioned_schema.backfill'', true) OPERATOR(pg_catalog.<>) ''on'', true))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.2.up\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_02_up_update_1\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_03_up_insert_1\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_setting(''versioned_schema.backfill'', true) OPERATOR(pg_catalog.<>) ''on'', true))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.3.up\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_03_up_insert_1\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_03_up_update_1\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_setting(''versioned_schema.backfill'', true) OPERATOR(pg_catalog.<>) ''on'', true))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.3.up\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_03_up_update_1\"", "CREATE VIEW \"public_01_old\".\"customers\" WITH (security_invoker = true) AS SELECT \"id\" AS \"id\", \"full_name\" AS \"full_name\", \"email\" AS \"email\", \"phone\" AS \"phone\", \"n\" AS \"n\" FROM \"public\".\"customers\"", "ALTER VIEW \"public_01_old\".\"customers\" ALTER COLUMN \"phone\" SET DEFAULT ''none''::text, ALTER COLUMN \"n\" SET DEFAULT 0", "GRANT SELECT, INSERT, UPDATE, DELETE ON \"public_01_old\".\"customers\" TO \"postgres\""]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [{"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"customers\""}], "statements": ["DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_update_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_02_down_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_02_down_insert_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_02_down_update\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_02_up_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_02_up_insert_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_02_up_update_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_02_up_update_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_03_down_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_03_down_insert_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_03_down_update\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_03_up_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_03_up_insert_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_03_up_update_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_03_up_update_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_04_down_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_04_down_update\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_01_insert\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_01_update\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_02_insert\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_02_update\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_03_insert\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_03_update\" ON \"public\".\"customers\"", "ALTER TABLE IF EXISTS \"public\".\"customers\" DROP COLUMN IF EXISTS \"last_name\", DROP COLUMN IF EXISTS \"_vs_email\", DROP COLUMN IF EXISTS \"_vs_n\""]}, {"kind": "transaction", "locks": [], "statements": ["DROP VIEW IF EXISTS \"public_01_old\".\"customers\""]}], "rewrites": false}, {"id": "functions.orders", "lock": null, "phase": "EXPAND", "scans": false, "table": "orders", "title": "create sync functions of orders", "action": {"kind": "transaction", "locks": [], "statements": ["CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.orders.amount.up.1\"(\"cents\" integer) RETURNS numeric(12,2) LANGUAGE sql\nRETURN (\ncents / 100.0\n)", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.orders.amount.up.1\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.orders.cents.down.2\"(\"cents\" numeric(12,2)) RETURNS integer LANGUAGE sql\nRETURN (\nround(cents * 100)\n)", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.orders.cents.down.2\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.orders.1.up\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\nIF TG_ARGV[0] OPERATOR(pg_catalog.=) ''if_different'' THEN\nDECLARE\n\t_vs_down_1 integer := \"versioned_schema\".\"public_02_new.orders.cents.down.2\"(NEW.\"amount\");\nBEGIN\n\tIF NOT (pg_catalog.record_image_ne(ROW(NEW.\"cents\"), ROW(_vs_down_1))) THEN\n\t\tRETURN NEW;\n\tEND IF;\nEND;\nEND IF;\n\tNEW.\"amount\" := \"versioned_schema\".\"public_02_new.orders.amount.up.1\"(NEW.\"cents\");\n\tRETURN NEW;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.orders.1.up\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.orders.1.down\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\nIF TG_ARGV[0] OPERATOR(pg_catalog.=) ''if_different'' THEN\nDECLARE\n\t_vs_up_1 numeric(12,2) := \"versioned_schema\".\"public_02_new.orders.amount.up.1\"(NEW.\"cents\");\nBEGIN\n\tIF NOT (pg_catalog.record_image_ne(ROW(NEW.\"amount\"), ROW(_vs_up_1))) THEN\n\t\tRETURN NEW;\n\tEND IF;\nEND;\nEND IF;\n\tNEW.\"cents\" := \"versioned_schema\".\"public_02_new.orders.cents.down.2\"(NEW.\"amount\");\n\tRETURN NEW;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.orders.1.down\" FROM PUBLIC", "CREATE OR REPLACE FUNCTION \"versioned_schema\".\"public_02_new.orders._vs_orders_cents_not_null.refuse\"() RETURNS trigger LANGUAGE plpgsql\nSECURITY DEFINER SET search_path = pg_catalog, \"public\", pg_temp AS $vs$\nBEGIN\nRAISE EXCEPTION USING ERRCODE = TG_ARGV[0], MESSAGE = TG_ARGV[1], COLUMN = TG_ARGV[2],\n\tCONSTRAINT = TG_ARGV[3], TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\nEND\n$vs$", "REVOKE ALL ON FUNCTION \"versioned_schema\".\"public_02_new.orders._vs_orders_cents_not_null.refuse\" FROM PUBLIC"]}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [{"kind": "transaction", "locks": [], "statements": ["DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.orders.1.up\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.orders.1.down\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.orders._vs_orders_cents_not_null.refuse\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.orders.amount.up.1\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.orders.cents.down.2\""]}], "rewrites": false}, {"id": "expand.orders", "lock": "ACCESS EXCLUSIVE on orders", "phase": "EXPAND", "scans": false, "table": "orders", "title": "expand orders: add amount", "action": {"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"orders\""}], "statements": ["ALTER TABLE \"public\".\"orders\" ADD COLUMN \"amount\" numeric(12,2)", "CREATE OR REPLACE TRIGGER \"~versioned_schema_01_up_insert_1\" BEFORE INSERT ON \"public\".\"orders\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_setting(''versioned_schema.backfill'', true) OPERATOR(pg_catalog.<>) ''on'', true))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.orders.1.up\"(''always'')", "ALTER TABLE \"public\".\"orders\" ENABLE ALWAYS TRIGGER \"~versioned_schema_01_up_insert_1\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_01_up_update_1\" BEFORE UPDATE ON \"public\".\"orders\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_setting(''versioned_schema.backfill'', true) OPERATOR(pg_catalog.<>) ''on'', true))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.orders.1.up\"(''always'')", "ALTER TABLE \"public\".\"orders\" ENABLE ALWAYS TRIGGER \"~versioned_schema_01_up_update_1\"", "CREATE VIEW \"public_01_old\".\"orders\" WITH (security_invoker = true) AS SELECT \"id\" AS \"id\", \"customer_id\" AS \"customer_id\", \"cents\" AS \"cents\", \"note\" AS \"note\" FROM \"public\".\"orders\"", "GRANT SELECT, INSERT, UPDATE, DELETE ON \"public_01_old\".\"orders\" TO \"postgres\""]}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [{"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"orders\""}], "statements": ["DROP TRIGGER IF EXISTS \"!versioned_schema_01_down_insert_1\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_01_down_insert_2\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_01_down_update\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_insert_1\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_insert_2\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_update_2\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_update_1\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_01_insert\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_01_update\" ON \"public\".\"orders\"", "ALTER TABLE IF EXISTS \"public\".\"orders\" DROP COLUMN IF EXISTS \"amount\""]}, {"kind": "transaction", "locks": [], "statements": ["DROP VIEW IF EXISTS \"public_01_old\".\"orders\""]}], "rewrites": false}, {"id": "backfill.customers", "lock": "ROW EXCLUSIVE on customers, rows in batches", "phase": "BACKFILL", "scans": true, "table": "customers", "title": "fill last_name, _vs_email, _vs_n of customers", "action": {"kind": "backfill", "table": "customers", "filter": null, "schema": "public", "columns": ["last_name", "_vs_email", "_vs_n"], "missing": "(\"last_name\" IS NULL AND ((\"versioned_schema\".\"public_02_new.customers.last_name.up.1\"(\"full_name\")) IS NOT NULL)) OR (\"_vs_email\" IS NULL AND ((\"versioned_schema\".\"public_02_new.customers.email.up.2\"(\"email\")) IS NOT NULL)) OR (\"_vs_n\" IS NULL AND ((\"versioned_schema\".\"public_02_new.customers.n.up.4\"(\"n\")) IS NOT NULL))", "assignments": "\"last_name\" = \"versioned_schema\".\"public_02_new.customers.last_name.up.1\"(\"full_name\"), \"_vs_email\" = \"versioned_schema\".\"public_02_new.customers.email.up.2\"(\"email\"), \"_vs_n\" = \"versioned_schema\".\"public_02_new.customers.n.up.4\"(\"n\")"}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": true}, {"id": "backfill.orders", "lock": "ROW EXCLUSIVE on orders, rows in batches", "phase": "BACKFILL", "scans": true, "table": "orders", "title": "fill amount of orders", "action": {"kind": "backfill", "table": "orders", "filter": null, "schema": "public", "columns": ["amount"], "missing": "(\"amount\" IS NULL AND ((\"versioned_schema\".\"public_02_new.orders.amount.up.1\"(\"cents\")) IS NOT NULL))", "assignments": "\"amount\" = \"versioned_schema\".\"public_02_new.orders.amount.up.1\"(\"cents\")"}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": true}, {"id": "switch.customers", "lock": "ACCESS EXCLUSIVE on customers", "phase": "BUILD", "scans": false, "table": "customers", "title": "let triggers of customers serve both versions", "action": {"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"customers\""}], "statements": ["CREATE OR REPLACE TRIGGER \"~versioned_schema_01_up_insert_1\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN ((NOT (NEW.\"last_name\" IS NOT NULL) AND (NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false)) OR false)) OR ((NEW.\"last_name\" IS NOT NULL) AND false AND NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false))))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.1.up\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_01_up_insert_1\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_01_up_update_1\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN ((false AND (NOT (pg_catalog.record_image_ne(ROW(OLD.\"last_name\"), ROW(NEW.\"last_name\"))) OR NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false)))) OR (NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false)) AND pg_catalog.record_image_ne(ROW(OLD.\"full_name\"), ROW(NEW.\"full_name\")) AND NOT (pg_catalog.record_image_ne(ROW(OLD.\"last_name\"), ROW(NEW.\"last_name\")))))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.1.up\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_01_up_update_1\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_02_up_update_1\" ON \"public\".\"customers\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_02_down_insert_1\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (NOT (NEW.\"email\" IS NOT NULL) AND (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) OR (NEW.\"_vs_email\" IS NOT NULL)))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.2.down\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"!versioned_schema_02_down_insert_1\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_02_down_insert_2\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND (NEW.\"_vs_email\" IS NOT NULL) AND (NEW.\"email\" IS NOT NULL))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.2.down\"(''if_different'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"!versioned_schema_02_down_insert_2\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_02_down_update\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (CASE WHEN coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) THEN pg_catalog.record_image_ne(ROW(OLD.\"_vs_email\"), ROW(NEW.\"_vs_email\")) OR (false AND NOT (pg_catalog.record_image_ne(ROW(OLD.\"email\"), ROW(NEW.\"email\")))) ELSE pg_catalog.record_image_ne(ROW(OLD.\"_vs_email\"), ROW(NEW.\"_vs_email\")) AND NOT (pg_catalog.record_image_ne(ROW(OLD.\"email\"), ROW(NEW.\"email\"))) END)\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.2.down\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"!versioned_schema_02_down_update\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_02_up_insert_1\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false)) AND NOT (NEW.\"_vs_email\" IS NOT NULL))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.2.up\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_02_up_insert_1\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_02_up_insert_2\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (((NEW.\"_vs_email\" IS NOT NULL) AND (false OR NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false)))) OR (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NOT (NEW.\"_vs_email\" IS NOT NULL) AND (NEW.\"email\" IS NOT NULL)))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.2.up\"(''if_different'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_02_up_insert_2\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_02_up_update_2\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (pg_catalog.record_image_ne(ROW(OLD.\"email\"), ROW(NEW.\"email\")) AND (NOT (pg_catalog.record_image_ne(ROW(OLD.\"_vs_email\"), ROW(NEW.\"_vs_email\"))) OR NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false))))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.2.up\"(''if_different'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_02_up_update_2\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_03_up_update_1\" ON \"public\".\"customers\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_03_down_insert_1\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (NOT ((NEW.\"n\" IS NOT NULL AND pg_catalog.record_image_ne(ROW(NEW.\"n\"), ROW((0)::bigint)))) AND (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) OR (NEW.\"_vs_n\" IS NOT NULL)))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.3.down\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"!versioned_schema_03_down_insert_1\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_03_down_insert_2\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND (NEW.\"_vs_n\" IS NOT NULL) AND ((NEW.\"n\" IS NOT NULL AND pg_catalog.record_image_ne(ROW(NEW.\"n\"), ROW((0)::bigint)))))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.3.down\"(''if_different'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"!versioned_schema_03_down_insert_2\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_03_down_update\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (CASE WHEN coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) THEN pg_catalog.record_image_ne(ROW(OLD.\"_vs_n\"), ROW(NEW.\"_vs_n\")) OR (false AND NOT (pg_catalog.record_image_ne(ROW(OLD.\"n\"), ROW(NEW.\"n\")))) ELSE pg_catalog.record_image_ne(ROW(OLD.\"_vs_n\"), ROW(NEW.\"_vs_n\")) AND NOT (pg_catalog.record_image_ne(ROW(OLD.\"n\"), ROW(NEW.\"n\"))) END)\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.3.down\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"!versioned_schema_03_down_update\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_03_up_insert_1\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false)) AND NOT (NEW.\"_vs_n\" IS NOT NULL))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.3.up\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_03_up_insert_1\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_03_up_insert_2\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (((NEW.\"_vs_n\" IS NOT NULL) AND (false OR NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false)))) OR (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NOT (NEW.\"_vs_n\" IS NOT NULL) AND ((NEW.\"n\" IS NOT NULL AND pg_catalog.record_image_ne(ROW(NEW.\"n\"), ROW((0)::bigint))))))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.3.up\"(''if_different'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_03_up_insert_2\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_03_up_update_2\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (pg_catalog.record_image_ne(ROW(OLD.\"n\"), ROW(NEW.\"n\")) AND (NOT (pg_catalog.record_image_ne(ROW(OLD.\"_vs_n\"), ROW(NEW.\"_vs_n\"))) OR NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false))))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.3.up\"(''if_different'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_03_up_update_2\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_04_down_insert_1\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN ((NOT ((NEW.\"phone\" IS NOT NULL AND pg_catalog.record_image_ne(ROW(NEW.\"phone\"), ROW((''none''::text)::text)))) AND (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) OR false)) OR (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND false AND ((NEW.\"phone\" IS NOT NULL AND pg_catalog.record_image_ne(ROW(NEW.\"phone\"), ROW((''none''::text)::text))))))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.4.down\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"!versioned_schema_04_down_insert_1\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_04_down_update\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (CASE WHEN coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) THEN false OR (false AND NOT (pg_catalog.record_image_ne(ROW(OLD.\"phone\"), ROW(NEW.\"phone\")))) ELSE false AND NOT (pg_catalog.record_image_ne(ROW(OLD.\"phone\"), ROW(NEW.\"phone\"))) END)\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers.4.down\"(''always'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"!versioned_schema_04_down_update\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_demand_01_insert\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NEW.\"last_name\" IS NULL)\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_last_name_not_null.refuse\"(''23502'', ''null value in column \"last_name\" of relation \"customers\" violates not-null constraint'', ''last_name'', ''_vs_customers_last_name_not_null'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_demand_01_insert\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_demand_01_update\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NEW.\"last_name\" IS NULL AND pg_catalog.record_image_ne(ROW(OLD.\"last_name\"), ROW(NEW.\"last_name\")))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_last_name_not_null.refuse\"(''23502'', ''null value in column \"last_name\" of relation \"customers\" violates not-null constraint'', ''last_name'', ''_vs_customers_last_name_not_null'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_demand_01_update\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_demand_02_insert\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NEW.\"_vs_email\" IS NULL)\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_email_not_null.refuse\"(''23502'', ''null value in column \"email\" of relation \"customers\" violates not-null constraint'', ''email'', ''_vs_customers_email_not_null'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_demand_02_insert\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_demand_02_update\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NEW.\"_vs_email\" IS NULL AND pg_catalog.record_image_ne(ROW(OLD.\"_vs_email\"), ROW(NEW.\"_vs_email\")))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_email_not_null.refuse\"(''23502'', ''null value in column \"email\" of relation \"customers\" violates not-null constraint'', ''email'', ''_vs_customers_email_not_null'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_demand_02_update\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_demand_03_insert\" BEFORE INSERT ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NEW.\"_vs_n\" IS NULL)\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_n_not_null.refuse\"(''23502'', ''null value in column \"n\" of relation \"customers\" violates not-null constraint'', ''n'', ''_vs_customers_n_not_null'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_demand_03_insert\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_demand_03_update\" BEFORE UPDATE ON \"public\".\"customers\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NEW.\"_vs_n\" IS NULL AND pg_catalog.record_image_ne(ROW(OLD.\"_vs_n\"), ROW(NEW.\"_vs_n\")))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.customers._vs_customers_n_not_null.refuse\"(''23502'', ''null value in column \"n\" of relation \"customers\" violates not-null constraint'', ''n'', ''_vs_customers_n_not_null'')", "ALTER TABLE \"public\".\"customers\" ENABLE ALWAYS TRIGGER \"~versioned_schema_demand_03_update\""]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "index._vs_by_email", "lock": "SHARE UPDATE EXCLUSIVE on customers", "phase": "BUILD", "scans": true, "table": "customers", "title": "copy index by_email", "action": {"sql": "CREATE INDEX CONCURRENTLY \"_vs_by_email\" ON \"public\".\"customers\" USING btree (\"_vs_email\")", "kind": "build_index", "index": "_vs_by_email", "schema": "public"}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [{"kind": "drop_index", "index": "_vs_by_email", "schema": "public"}], "rewrites": false}, {"id": "index.by_last_name", "lock": "SHARE UPDATE EXCLUSIVE on customers", "phase": "BUILD", "scans": true, "table": "customers", "title": "create index by_last_name", "action": {"sql": "CREATE INDEX CONCURRENTLY \"by_last_name\" ON \"public\".\"customers\" (\"last_name\")", "kind": "build_index", "index": "by_last_name", "schema": "public"}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [{"kind": "drop_index", "index": "by_last_name", "schema": "public"}], "rewrites": false}, {"id": "switch.orders", "lock": "ACCESS EXCLUSIVE on orders", "phase": "BUILD", "scans": false, "table": "orders", "title": "let triggers of orders serve both versions", "action": {"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"orders\""}], "statements": ["DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_update_1\" ON \"public\".\"orders\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_01_down_insert_1\" BEFORE INSERT ON \"public\".\"orders\" FOR EACH ROW\nWHEN (NOT (NEW.\"cents\" IS NOT NULL) AND (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) OR (NEW.\"amount\" IS NOT NULL)))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.orders.1.down\"(''always'')", "ALTER TABLE \"public\".\"orders\" ENABLE ALWAYS TRIGGER \"!versioned_schema_01_down_insert_1\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_01_down_insert_2\" BEFORE INSERT ON \"public\".\"orders\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND (NEW.\"amount\" IS NOT NULL) AND (NEW.\"cents\" IS NOT NULL))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.orders.1.down\"(''if_different'')", "ALTER TABLE \"public\".\"orders\" ENABLE ALWAYS TRIGGER \"!versioned_schema_01_down_insert_2\"", "CREATE OR REPLACE TRIGGER \"!versioned_schema_01_down_update\" BEFORE UPDATE ON \"public\".\"orders\" FOR EACH ROW\nWHEN (CASE WHEN coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) THEN pg_catalog.record_image_ne(ROW(OLD.\"amount\"), ROW(NEW.\"amount\")) OR (false AND NOT (pg_catalog.record_image_ne(ROW(OLD.\"cents\"), ROW(NEW.\"cents\")))) ELSE pg_catalog.record_image_ne(ROW(OLD.\"amount\"), ROW(NEW.\"amount\")) AND NOT (pg_catalog.record_image_ne(ROW(OLD.\"cents\"), ROW(NEW.\"cents\"))) END)\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.orders.1.down\"(''always'')", "ALTER TABLE \"public\".\"orders\" ENABLE ALWAYS TRIGGER \"!versioned_schema_01_down_update\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_01_up_insert_1\" BEFORE INSERT ON \"public\".\"orders\" FOR EACH ROW\nWHEN (NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false)) AND NOT (NEW.\"amount\" IS NOT NULL))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.orders.1.up\"(''always'')", "ALTER TABLE \"public\".\"orders\" ENABLE ALWAYS TRIGGER \"~versioned_schema_01_up_insert_1\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_01_up_insert_2\" BEFORE INSERT ON \"public\".\"orders\" FOR EACH ROW\nWHEN (((NEW.\"amount\" IS NOT NULL) AND (false OR NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false)))) OR (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NOT (NEW.\"amount\" IS NOT NULL) AND (NEW.\"cents\" IS NOT NULL)))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.orders.1.up\"(''if_different'')", "ALTER TABLE \"public\".\"orders\" ENABLE ALWAYS TRIGGER \"~versioned_schema_01_up_insert_2\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_01_up_update_2\" BEFORE UPDATE ON \"public\".\"orders\" FOR EACH ROW\nWHEN (pg_catalog.record_image_ne(ROW(OLD.\"cents\"), ROW(NEW.\"cents\")) AND (NOT (pg_catalog.record_image_ne(ROW(OLD.\"amount\"), ROW(NEW.\"amount\"))) OR NOT (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false))))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.orders.1.up\"(''if_different'')", "ALTER TABLE \"public\".\"orders\" ENABLE ALWAYS TRIGGER \"~versioned_schema_01_up_update_2\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_demand_01_insert\" BEFORE INSERT ON \"public\".\"orders\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NEW.\"amount\" IS NULL)\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.orders._vs_orders_cents_not_null.refuse\"(''23502'', ''null value in column \"amount\" of relation \"purchases\" violates not-null constraint'', ''amount'', ''_vs_orders_cents_not_null'')", "ALTER TABLE \"public\".\"orders\" ENABLE ALWAYS TRIGGER \"~versioned_schema_demand_01_insert\"", "CREATE OR REPLACE TRIGGER \"~versioned_schema_demand_01_update\" BEFORE UPDATE ON \"public\".\"orders\" FOR EACH ROW\nWHEN (coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) ''public_02_new''::pg_catalog.name, false) AND NEW.\"amount\" IS NULL AND pg_catalog.record_image_ne(ROW(OLD.\"amount\"), ROW(NEW.\"amount\")))\nEXECUTE FUNCTION \"versioned_schema\".\"public_02_new.orders._vs_orders_cents_not_null.refuse\"(''23502'', ''null value in column \"amount\" of relation \"purchases\" violates not-null constraint'', ''amount'', ''_vs_orders_cents_not_null'')", "ALTER TABLE \"public\".\"orders\" ENABLE ALWAYS TRIGGER \"~versioned_schema_demand_01_update\""]}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "publish", "lock": null, "phase": "PUBLISH", "scans": false, "table": null, "title": "create schema public_02_new and let sessions attach", "action": {"kind": "publish", "statements": ["CREATE SCHEMA \"public_02_new\"", "GRANT USAGE ON SCHEMA \"public_02_new\" TO \"pg_database_owner\"", "GRANT USAGE ON SCHEMA \"public_02_new\" TO \"pg_database_owner\"", "GRANT USAGE ON SCHEMA \"public_02_new\" TO PUBLIC", "CREATE VIEW \"public_02_new\".\"customers\" WITH (security_invoker = true) AS SELECT \"id\" AS \"id\", \"full_name\" AS \"full_name\", \"last_name\" AS \"last_name\", \"_vs_email\" AS \"email\", \"_vs_n\" AS \"n\" FROM \"public\".\"customers\"", "ALTER VIEW \"public_02_new\".\"customers\" ALTER COLUMN \"n\" SET DEFAULT 0", "GRANT SELECT, INSERT, UPDATE, DELETE ON \"public_02_new\".\"customers\" TO \"postgres\"", "CREATE VIEW \"public_02_new\".\"purchases\" WITH (security_invoker = true) AS SELECT \"id\" AS \"id\", \"customer_id\" AS \"customer_id\", \"note\" AS \"note\", \"amount\" AS \"amount\" FROM \"public\".\"orders\"", "GRANT SELECT, INSERT, UPDATE, DELETE ON \"public_02_new\".\"purchases\" TO \"postgres\"", "CREATE TYPE \"public_02_new\".\"orders\" AS ()", "COMMENT ON TYPE \"public_02_new\".\"orders\" IS ''versioned-schema tombstone''"]}, "origin": [], "inverse": [{"kind": "transaction", "locks": [], "statements": ["DROP VIEW IF EXISTS \"public_02_new\".\"customers\"", "DROP VIEW IF EXISTS \"public_02_new\".\"purchases\"", "DROP TYPE IF EXISTS \"public_02_new\".\"orders\"", "DROP SCHEMA IF EXISTS \"public_02_new\""]}], "rewrites": false}, {"id": "uses.customers.columns", "lock": null, "phase": "VERIFY", "scans": false, "table": "customers", "title": "look for what uses columns of customers that go away", "action": {"kind": "find", "rule": "table \"customers\"", "query": "SELECT DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, 0) AS name\nFROM pg_catalog.pg_depend d\nJOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid\nWHERE d.refclassid = ''pg_catalog.pg_class''::regclass AND d.refobjid = to_regclass(''\"public\".\"customers\"'') AND a.attname = ANY (ARRAY[''email'', ''n'', ''phone'']::name[])\n\tAND CASE d.classid\n\t\tWHEN ''pg_catalog.pg_rewrite''::regclass THEN NOT EXISTS (\n\t\t\tSELECT FROM pg_catalog.pg_rewrite r WHERE r.oid = d.objid AND r.ev_class = ANY (ARRAY[to_regclass(''\"public_01_old\".\"customers\"''), to_regclass(''\"public_02_new\".\"customers\"'')]::oid[]))\n\t\tWHEN ''pg_catalog.pg_trigger''::regclass THEN NOT EXISTS (\n\t\t\tSELECT FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid\n\t\t\tWHERE t.oid = d.objid AND (t.tgisinternal OR p.pronamespace = to_regnamespace(''versioned_schema'')))\n\t\tWHEN ''pg_catalog.pg_proc''::regclass THEN NOT EXISTS (\n\t\t\tSELECT FROM pg_catalog.pg_proc p\n\t\t\tWHERE p.oid = d.objid AND p.pronamespace = to_regnamespace(''versioned_schema''))\n\t\tWHEN ''pg_catalog.pg_constraint''::regclass THEN EXISTS (\n\t\t\tSELECT FROM pg_catalog.pg_constraint c\n\t\t\tWHERE c.oid = d.objid AND c.contype IN (''c'', ''f'', ''p'', ''u'', ''x'') AND c.conname <> ALL (ARRAY[''by_email'', ''customers_pkey'', ''customers_pkey'', ''orders_customer_id_fkey'']::name[]))\n\t\tWHEN ''pg_catalog.pg_class''::regclass THEN EXISTS (\n\t\t\tSELECT FROM pg_catalog.pg_class i\n\t\t\tWHERE i.oid = d.objid AND i.relkind IN (''i'', ''I'') AND i.relname <> ALL (ARRAY[''by_email'', ''customers_pkey'', ''customers_pkey'', ''orders_customer_id_fkey'']::name[]))\n\t\tWHEN ''pg_catalog.pg_attrdef''::regclass THEN d.deptype = ''n''\n\t\tWHEN ''pg_catalog.pg_policy''::regclass THEN true\n\t\tWHEN ''pg_catalog.pg_publication_rel''::regclass THEN true\n\t\tELSE false END\n", "message": "these were made since expand and use columns of it that go away at complete (email, n, phone)"}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "uses.customers.views", "lock": null, "phase": "VERIFY", "scans": false, "table": "customers", "title": "look for what uses views of customers that go away", "action": {"kind": "find", "rule": "table \"customers\"", "query": "SELECT DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, 0) AS name\nFROM pg_catalog.pg_depend d\nWHERE d.refclassid = ''pg_catalog.pg_class''::regclass AND d.refobjid = ANY (ARRAY[to_regclass(''\"public_01_old\".\"customers\"''), to_regclass(''\"public_02_new\".\"customers\"'')]::oid[]) AND d.deptype = ''n''\n\tAND NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite r\n\t\tWHERE d.classid = ''pg_catalog.pg_rewrite''::regclass AND r.oid = d.objid AND r.ev_class = ANY (ARRAY[to_regclass(''\"public_01_old\".\"customers\"''), to_regclass(''\"public_02_new\".\"customers\"'')]::oid[]))\n", "message": "these use views of it that go away at complete"}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "verify.customers.email", "lock": null, "phase": "VERIFY", "scans": true, "table": "customers", "title": "look for rows that violate email", "action": {"kind": "count", "rule": "email", "count": "SELECT count(*) FROM \"public\".\"customers\" WHERE \"_vs_email\" IS NULL AND (pg_catalog.record_image_ne(ROW(\"_vs_email\"), ROW(\"versioned_schema\".\"public_02_new.customers.email.up.2\"(\"email\")::text))) AND (pg_catalog.record_image_ne(ROW(\"email\"), ROW(\"versioned_schema\".\"public_02_new.customers.email.down.3\"(\"_vs_email\")::text)))", "sample": "SELECT * FROM \"public\".\"customers\" WHERE \"_vs_email\" IS NULL AND (pg_catalog.record_image_ne(ROW(\"_vs_email\"), ROW(\"versioned_schema\".\"public_02_new.customers.email.up.2\"(\"email\")::text))) AND (pg_catalog.record_image_ne(ROW(\"email\"), ROW(\"versioned_schema\".\"public_02_new.customers.email.down.3\"(\"_vs_email\")::text))) LIMIT 5", "message": "rows of customers have no value of email although there is one to be computed, as rows of a table that was attached as a partition, or that were loaded with triggers disabled. Fill them: UPDATE \"public\".\"customers\" SET \"_vs_email\" = \"versioned_schema\".\"public_02_new.customers.email.up.2\"(\"email\") WHERE \"_vs_email\" IS NULL AND (pg_catalog.record_image_ne(ROW(\"_vs_email\"), ROW(\"versioned_schema\".\"public_02_new.customers.email.up.2\"(\"email\")::text))) AND (pg_catalog.record_image_ne(ROW(\"email\"), ROW(\"versioned_schema\".\"public_02_new.customers.email.down.3\"(\"_vs_email\")::text)))"}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "verify.customers.n", "lock": null, "phase": "VERIFY", "scans": true, "table": "customers", "title": "look for rows that violate n", "action": {"kind": "count", "rule": "n", "count": "SELECT count(*) FROM \"public\".\"customers\" WHERE \"_vs_n\" IS NULL AND (pg_catalog.record_image_ne(ROW(\"_vs_n\"), ROW(\"versioned_schema\".\"public_02_new.customers.n.up.4\"(\"n\")::int))) AND (pg_catalog.record_image_ne(ROW(\"n\"), ROW(\"versioned_schema\".\"public_02_new.customers.n.down.5\"(\"_vs_n\")::bigint)))", "sample": "SELECT * FROM \"public\".\"customers\" WHERE \"_vs_n\" IS NULL AND (pg_catalog.record_image_ne(ROW(\"_vs_n\"), ROW(\"versioned_schema\".\"public_02_new.customers.n.up.4\"(\"n\")::int))) AND (pg_catalog.record_image_ne(ROW(\"n\"), ROW(\"versioned_schema\".\"public_02_new.customers.n.down.5\"(\"_vs_n\")::bigint))) LIMIT 5", "message": "rows of customers have no value of n although there is one to be computed, as rows of a table that was attached as a partition, or that were loaded with triggers disabled. Fill them: UPDATE \"public\".\"customers\" SET \"_vs_n\" = \"versioned_schema\".\"public_02_new.customers.n.up.4\"(\"n\") WHERE \"_vs_n\" IS NULL AND (pg_catalog.record_image_ne(ROW(\"_vs_n\"), ROW(\"versioned_schema\".\"public_02_new.customers.n.up.4\"(\"n\")::int))) AND (pg_catalog.record_image_ne(ROW(\"n\"), ROW(\"versioned_schema\".\"public_02_new.customers.n.down.5\"(\"_vs_n\")::bigint)))"}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "verify.customers._vs_customers_last_name_not_null", "lock": null, "phase": "VERIFY", "scans": true, "table": "customers", "title": "look for rows that violate _vs_customers_last_name_not_null", "action": {"kind": "count", "rule": "_vs_customers_last_name_not_null", "count": "SELECT count(*) FROM \"public\".\"customers\" WHERE \"last_name\" IS NULL", "sample": "SELECT * FROM \"public\".\"customers\" WHERE \"last_name\" IS NULL LIMIT 5", "message": "rows of customers have no last_name"}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "verify.customers._vs_customers_email_not_null", "lock": null, "phase": "VERIFY", "scans": true, "table": "customers", "title": "look for rows that violate _vs_customers_email_not_null", "action": {"kind": "count", "rule": "_vs_customers_email_not_null", "count": "SELECT count(*) FROM \"public\".\"customers\" WHERE \"_vs_email\" IS NULL", "sample": "SELECT * FROM \"public\".\"customers\" WHERE \"_vs_email\" IS NULL LIMIT 5", "message": "rows of customers have no email"}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "verify.customers._vs_customers_n_not_null", "lock": null, "phase": "VERIFY", "scans": true, "table": "customers", "title": "look for rows that violate _vs_customers_n_not_null", "action": {"kind": "count", "rule": "_vs_customers_n_not_null", "count": "SELECT count(*) FROM \"public\".\"customers\" WHERE \"_vs_n\" IS NULL", "sample": "SELECT * FROM \"public\".\"customers\" WHERE \"_vs_n\" IS NULL LIMIT 5", "message": "rows of customers have no n"}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "uses.orders.columns", "lock": null, "phase": "VERIFY", "scans": false, "table": "orders", "title": "look for what uses columns of orders that go away", "action": {"kind": "find", "rule": "table \"orders\"", "query": "SELECT DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, 0) AS name\nFROM pg_catalog.pg_depend d\nJOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid\nWHERE d.refclassid = ''pg_catalog.pg_class''::regclass AND d.refobjid = to_regclass(''\"public\".\"orders\"'') AND a.attname = ANY (ARRAY[''cents'']::name[])\n\tAND CASE d.classid\n\t\tWHEN ''pg_catalog.pg_rewrite''::regclass THEN NOT EXISTS (\n\t\t\tSELECT FROM pg_catalog.pg_rewrite r WHERE r.oid = d.objid AND r.ev_class = ANY (ARRAY[to_regclass(''\"public_01_old\".\"orders\"''), to_regclass(''\"public_02_new\".\"purchases\"'')]::oid[]))\n\t\tWHEN ''pg_catalog.pg_trigger''::regclass THEN NOT EXISTS (\n\t\t\tSELECT FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid\n\t\t\tWHERE t.oid = d.objid AND (t.tgisinternal OR p.pronamespace = to_regnamespace(''versioned_schema'')))\n\t\tWHEN ''pg_catalog.pg_proc''::regclass THEN NOT EXISTS (\n\t\t\tSELECT FROM pg_catalog.pg_proc p\n\t\t\tWHERE p.oid = d.objid AND p.pronamespace = to_regnamespace(''versioned_schema''))\n\t\tWHEN ''pg_catalog.pg_constraint''::regclass THEN EXISTS (\n\t\t\tSELECT FROM pg_catalog.pg_constraint c\n\t\t\tWHERE c.oid = d.objid AND c.contype IN (''c'', ''f'', ''p'', ''u'', ''x'') AND c.conname <> ALL (ARRAY[''by_customer'', ''orders_pkey'', ''orders_cents_check'', ''orders_customer_id_fkey'', ''orders_pkey'']::name[]))\n\t\tWHEN ''pg_catalog.pg_class''::regclass THEN EXISTS (\n\t\t\tSELECT FROM pg_catalog.pg_class i\n\t\t\tWHERE i.oid = d.objid AND i.relkind IN (''i'', ''I'') AND i.relname <> ALL (ARRAY[''by_customer'', ''orders_pkey'', ''orders_cents_check'', ''orders_customer_id_fkey'', ''orders_pkey'']::name[]))\n\t\tWHEN ''pg_catalog.pg_attrdef''::regclass THEN d.deptype = ''n''\n\t\tWHEN ''pg_catalog.pg_policy''::regclass THEN true\n\t\tWHEN ''pg_catalog.pg_publication_rel''::regclass THEN true\n\t\tELSE false END\n", "message": "these were made since expand and use columns of it that go away at complete (cents)"}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "uses.orders.views", "lock": null, "phase": "VERIFY", "scans": false, "table": "orders", "title": "look for what uses views of orders that go away", "action": {"kind": "find", "rule": "table \"orders\"", "query": "SELECT DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, 0) AS name\nFROM pg_catalog.pg_depend d\nWHERE d.refclassid = ''pg_catalog.pg_class''::regclass AND d.refobjid = ANY (ARRAY[to_regclass(''\"public_01_old\".\"orders\"''), to_regclass(''\"public_02_new\".\"purchases\"'')]::oid[]) AND d.deptype = ''n''\n\tAND NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite r\n\t\tWHERE d.classid = ''pg_catalog.pg_rewrite''::regclass AND r.oid = d.objid AND r.ev_class = ANY (ARRAY[to_regclass(''\"public_01_old\".\"orders\"''), to_regclass(''\"public_02_new\".\"purchases\"'')]::oid[]))\n", "message": "these use views of it that go away at complete"}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "verify.orders.amount", "lock": null, "phase": "VERIFY", "scans": true, "table": "orders", "title": "look for rows that violate amount", "action": {"kind": "count", "rule": "amount", "count": "SELECT count(*) FROM \"public\".\"orders\" WHERE \"amount\" IS NULL AND (pg_catalog.record_image_ne(ROW(\"amount\"), ROW(\"versioned_schema\".\"public_02_new.orders.amount.up.1\"(\"cents\")::numeric(12,2)))) AND (pg_catalog.record_image_ne(ROW(\"cents\"), ROW(\"versioned_schema\".\"public_02_new.orders.cents.down.2\"(\"amount\")::integer)))", "sample": "SELECT * FROM \"public\".\"orders\" WHERE \"amount\" IS NULL AND (pg_catalog.record_image_ne(ROW(\"amount\"), ROW(\"versioned_schema\".\"public_02_new.orders.amount.up.1\"(\"cents\")::numeric(12,2)))) AND (pg_catalog.record_image_ne(ROW(\"cents\"), ROW(\"versioned_schema\".\"public_02_new.orders.cents.down.2\"(\"amount\")::integer))) LIMIT 5", "message": "rows of orders have no value of amount although there is one to be computed, as rows of a table that was attached as a partition, or that were loaded with triggers disabled. Fill them: UPDATE \"public\".\"orders\" SET \"amount\" = \"versioned_schema\".\"public_02_new.orders.amount.up.1\"(\"cents\") WHERE \"amount\" IS NULL AND (pg_catalog.record_image_ne(ROW(\"amount\"), ROW(\"versioned_schema\".\"public_02_new.orders.amount.up.1\"(\"cents\")::numeric(12,2)))) AND (pg_catalog.record_image_ne(ROW(\"cents\"), ROW(\"versioned_schema\".\"public_02_new.orders.cents.down.2\"(\"amount\")::integer)))"}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "verify.orders._vs_orders_cents_not_null", "lock": null, "phase": "VERIFY", "scans": true, "table": "orders", "title": "look for rows that violate _vs_orders_cents_not_null", "action": {"kind": "count", "rule": "_vs_orders_cents_not_null", "count": "SELECT count(*) FROM \"public\".\"orders\" WHERE \"amount\" IS NULL", "sample": "SELECT * FROM \"public\".\"orders\" WHERE \"amount\" IS NULL LIMIT 5", "message": "rows of orders have no amount"}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "verify.orders.orders_cents_check", "lock": null, "phase": "VERIFY", "scans": true, "table": "orders", "title": "look for rows that violate orders_cents_check", "action": {"kind": "count", "rule": "orders_cents_check", "count": "SELECT count(*) FROM \"public\".\"orders\" WHERE ((\"amount\" >= 0)) IS FALSE", "sample": "SELECT * FROM \"public\".\"orders\" WHERE ((\"amount\" >= 0)) IS FALSE LIMIT 5", "message": "rows of orders violate the check orders_cents_check"}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "contract.customers", "lock": "ACCESS EXCLUSIVE on customers", "phase": "CONTRACT", "scans": false, "table": "customers", "title": "contract customers", "action": {"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"customers\""}], "statements": ["DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_update_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_02_down_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_02_down_insert_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_02_down_update\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_02_up_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_02_up_insert_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_02_up_update_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_02_up_update_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_03_down_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_03_down_insert_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_03_down_update\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_03_up_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_03_up_insert_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_03_up_update_2\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_03_up_update_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_04_down_insert_1\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_04_down_update\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_01_insert\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_01_update\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_02_insert\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_02_update\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_03_insert\" ON \"public\".\"customers\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_03_update\" ON \"public\".\"customers\"", "DROP VIEW IF EXISTS \"public_01_old\".\"customers\"", "CREATE TYPE \"public_01_old\".\"customers\" AS ()", "COMMENT ON TYPE \"public_01_old\".\"customers\" IS ''versioned-schema tombstone''", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.1.up\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.2.up\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.2.down\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.3.up\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.3.down\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.4.down\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers._vs_customers_last_name_not_null.refuse\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers._vs_customers_email_not_null.refuse\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers._vs_customers_n_not_null.refuse\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.last_name.up.1\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.email.up.2\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.email.down.3\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.n.up.4\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.n.down.5\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.customers.phone.down.6\"", "DROP INDEX IF EXISTS \"public\".\"by_email\"", "ALTER TABLE \"public\".\"customers\" DROP COLUMN \"email\", DROP COLUMN \"phone\", DROP COLUMN \"n\"", "ALTER TABLE \"public\".\"customers\" RENAME COLUMN \"_vs_email\" TO \"email\"", "ALTER TABLE \"public\".\"customers\" RENAME COLUMN \"_vs_n\" TO \"n\"", "ALTER INDEX \"public\".\"_vs_by_email\" RENAME TO \"by_email\"", "ALTER TABLE \"public\".\"customers\" ALTER COLUMN \"n\" SET DEFAULT 0", "ALTER TABLE \"public\".\"customers\" ADD CONSTRAINT \"_vs_customers_last_name_not_null\" CHECK (\n\"last_name\" IS NOT NULL\n) NOT VALID", "ALTER TABLE \"public\".\"customers\" ADD CONSTRAINT \"_vs_customers_email_not_null\" CHECK (\n\"email\" IS NOT NULL\n) NOT VALID", "ALTER TABLE \"public\".\"customers\" ADD CONSTRAINT \"_vs_customers_n_not_null\" CHECK (\n\"n\" IS NOT NULL\n) NOT VALID"]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "contract.orders", "lock": "ACCESS EXCLUSIVE on orders", "phase": "CONTRACT", "scans": false, "table": "orders", "title": "contract orders", "action": {"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"orders\""}], "statements": ["DROP TRIGGER IF EXISTS \"!versioned_schema_01_down_insert_1\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_01_down_insert_2\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"!versioned_schema_01_down_update\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_insert_1\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_insert_2\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_update_2\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_01_up_update_1\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_01_insert\" ON \"public\".\"orders\"", "DROP TRIGGER IF EXISTS \"~versioned_schema_demand_01_update\" ON \"public\".\"orders\"", "DROP VIEW IF EXISTS \"public_01_old\".\"orders\"", "CREATE TYPE \"public_01_old\".\"orders\" AS ()", "COMMENT ON TYPE \"public_01_old\".\"orders\" IS ''versioned-schema tombstone''", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.orders.1.up\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.orders.1.down\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.orders._vs_orders_cents_not_null.refuse\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.orders.amount.up.1\"", "DROP FUNCTION IF EXISTS \"versioned_schema\".\"public_02_new.orders.cents.down.2\"", "ALTER TABLE \"public\".\"orders\" DROP COLUMN \"cents\"", "ALTER TABLE \"public\".\"orders\" RENAME COLUMN \"amount\" TO \"cents\"", "ALTER TABLE \"public\".\"orders\" ADD CONSTRAINT \"orders_cents_check\" CHECK ((cents >= 0)) NOT VALID", "ALTER TABLE \"public\".\"orders\" RENAME COLUMN \"cents\" TO \"amount\"", "ALTER TABLE \"public\".\"orders\" ADD CONSTRAINT \"_vs_orders_cents_not_null\" CHECK (\n\"amount\" IS NOT NULL\n) NOT VALID", "ALTER TABLE \"public\".\"orders\" RENAME TO \"purchases\""]}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "finish.customers.validate._vs_customers_last_name_not_null", "lock": "SHARE UPDATE EXCLUSIVE on customers", "phase": "FINISH", "scans": true, "table": "customers", "title": "validate _vs_customers_last_name_not_null", "action": {"kind": "transaction", "locks": [], "statements": ["ALTER TABLE \"public\".\"customers\" VALIDATE CONSTRAINT \"_vs_customers_last_name_not_null\""]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "finish.customers.not_null._vs_customers_last_name_not_null", "lock": "ACCESS EXCLUSIVE on customers", "phase": "FINISH", "scans": false, "table": "customers", "title": "set not null by _vs_customers_last_name_not_null", "action": {"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"customers\""}], "statements": ["ALTER TABLE \"public\".\"customers\" ALTER COLUMN \"last_name\" SET NOT NULL, DROP CONSTRAINT \"_vs_customers_last_name_not_null\""]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "finish.customers.validate._vs_customers_email_not_null", "lock": "SHARE UPDATE EXCLUSIVE on customers", "phase": "FINISH", "scans": true, "table": "customers", "title": "validate _vs_customers_email_not_null", "action": {"kind": "transaction", "locks": [], "statements": ["ALTER TABLE \"public\".\"customers\" VALIDATE CONSTRAINT \"_vs_customers_email_not_null\""]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "finish.customers.not_null._vs_customers_email_not_null", "lock": "ACCESS EXCLUSIVE on customers", "phase": "FINISH", "scans": false, "table": "customers", "title": "set not null by _vs_customers_email_not_null", "action": {"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"customers\""}], "statements": ["ALTER TABLE \"public\".\"customers\" ALTER COLUMN \"email\" SET NOT NULL, DROP CONSTRAINT \"_vs_customers_email_not_null\""]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "finish.customers.validate._vs_customers_n_not_null", "lock": "SHARE UPDATE EXCLUSIVE on customers", "phase": "FINISH", "scans": true, "table": "customers", "title": "validate _vs_customers_n_not_null", "action": {"kind": "transaction", "locks": [], "statements": ["ALTER TABLE \"public\".\"customers\" VALIDATE CONSTRAINT \"_vs_customers_n_not_null\""]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "finish.customers.not_null._vs_customers_n_not_null", "lock": "ACCESS EXCLUSIVE on customers", "phase": "FINISH", "scans": false, "table": "customers", "title": "set not null by _vs_customers_n_not_null", "action": {"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"customers\""}], "statements": ["ALTER TABLE \"public\".\"customers\" ALTER COLUMN \"n\" SET NOT NULL, DROP CONSTRAINT \"_vs_customers_n_not_null\""]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "finish.customers.view", "lock": "ACCESS EXCLUSIVE on the view of customers", "phase": "FINISH", "scans": false, "table": "customers", "title": "let the new version use the table itself", "action": {"kind": "transaction", "locks": [], "statements": ["DROP VIEW IF EXISTS \"public_02_new\".\"customers\""]}, "origin": ["02_new.yaml:7 operation 2 (add_column)", "02_new.yaml:11 operation 3 (alter_column)", "02_new.yaml:12 operation 4 (alter_column)", "02_new.yaml:13 operation 5 (drop_column)", "02_new.yaml:14 operation 6 (create_index)"], "inverse": [], "rewrites": false}, {"id": "finish.orders.validate._vs_orders_cents_not_null", "lock": "SHARE UPDATE EXCLUSIVE on purchases", "phase": "FINISH", "scans": true, "table": "purchases", "title": "validate _vs_orders_cents_not_null", "action": {"kind": "transaction", "locks": [], "statements": ["ALTER TABLE \"public\".\"purchases\" VALIDATE CONSTRAINT \"_vs_orders_cents_not_null\""]}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "finish.orders.not_null._vs_orders_cents_not_null", "lock": "ACCESS EXCLUSIVE on purchases", "phase": "FINISH", "scans": false, "table": "purchases", "title": "set not null by _vs_orders_cents_not_null", "action": {"kind": "transaction", "locks": [{"mode": "ACCESS_EXCLUSIVE", "table": "\"public\".\"purchases\""}], "statements": ["ALTER TABLE \"public\".\"purchases\" ALTER COLUMN \"amount\" SET NOT NULL, DROP CONSTRAINT \"_vs_orders_cents_not_null\""]}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "finish.orders.validate.orders_cents_check", "lock": "SHARE UPDATE EXCLUSIVE on purchases", "phase": "FINISH", "scans": true, "table": "purchases", "title": "validate orders_cents_check", "action": {"kind": "transaction", "locks": [], "statements": ["ALTER TABLE \"public\".\"purchases\" VALIDATE CONSTRAINT \"orders_cents_check\""]}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "finish.orders.drop_index.by_customer", "lock": "SHARE UPDATE EXCLUSIVE on purchases", "phase": "FINISH", "scans": false, "table": "purchases", "title": "drop index by_customer", "action": {"kind": "drop_index", "index": "by_customer", "schema": "public"}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "finish.orders.view", "lock": "ACCESS EXCLUSIVE on the view of purchases", "phase": "FINISH", "scans": false, "table": "purchases", "title": "let the new version use the table itself", "action": {"kind": "transaction", "locks": [], "statements": ["DROP VIEW IF EXISTS \"public_02_new\".\"purchases\""]}, "origin": ["02_new.yaml:15 operation 7 (alter_column)", "02_new.yaml:16 operation 8 (rename_column)", "02_new.yaml:17 operation 9 (drop_index)", "02_new.yaml:18 operation 10 (rename_table)"], "inverse": [], "rewrites": false}, {"id": "finish.tombstones", "lock": null, "phase": "FINISH", "scans": false, "table": null, "title": "remove tombstones of the new version", "action": {"kind": "transaction", "locks": [], "statements": ["DROP TYPE IF EXISTS \"public_02_new\".\"orders\""]}, "origin": [], "inverse": [], "rewrites": false}], "checks": [{"sql": "CREATE TEMPORARY TABLE pg_temp.\"things\" ()", "what": "the table", "brief": false, "needs": [], "advice": null, "source": {"key": "create_table", "file": "02_new.yaml", "line": 2, "index": 1, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "ALTER TABLE pg_temp.\"things\" ADD COLUMN \"id\" int NOT NULL", "what": "column id", "brief": false, "needs": [], "advice": null, "source": {"key": "create_table", "file": "02_new.yaml", "line": 2, "index": 1, "column": 5}, "decides": null, "otherwise": "ALTER TABLE pg_temp.\"things\" ADD COLUMN \"id\" text", "expression_offset": -1}, {"sql": "ALTER TABLE pg_temp.\"things\" ADD COLUMN \"label\" text NOT NULL", "what": "column label", "brief": false, "needs": [], "advice": null, "source": {"key": "create_table", "file": "02_new.yaml", "line": 2, "index": 1, "column": 5}, "decides": null, "otherwise": "ALTER TABLE pg_temp.\"things\" ADD COLUMN \"label\" text", "expression_offset": -1}, {"sql": "ALTER TABLE pg_temp.\"things\" ADD PRIMARY KEY (\"id\")", "what": "the primary key", "brief": false, "needs": [], "advice": null, "source": {"key": "create_table", "file": "02_new.yaml", "line": 2, "index": 1, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "CREATE TABLE \"public\".\"things\" (\n\t\"id\" int NOT NULL,\n\t\"label\" text NOT NULL,\n\tPRIMARY KEY (\"id\")\n)", "what": "create table things", "brief": false, "needs": [], "advice": null, "source": {"key": "create_table", "file": "02_new.yaml", "line": 2, "index": 1, "column": 5}, "decides": null, "otherwise": "CREATE TABLE \"public\".\"things\" (LIKE pg_temp.\"things\" INCLUDING ALL)", "expression_offset": -1}, {"sql": "DROP TABLE pg_temp.\"things\"", "what": "the table", "brief": false, "needs": [], "advice": null, "source": {"key": "create_table", "file": "02_new.yaml", "line": 2, "index": 1, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "DO $vs$BEGIN\n\tIF NOT pg_catalog.pg_has_role(''postgres''::name, ''USAGE'') THEN\n\t\tRAISE insufficient_privilege USING\n\t\t\tMESSAGE = pg_catalog.format(''it belongs to role %I, and role %I may not change it'',\n\t\t\t\t''postgres'', current_user),\n\t\t\tHINT = pg_catalog.format(''Let an administrator run GRANT %I TO %I, or let the leader connect as ''\n\t\t\t\t''the owner (versioned-schema.datasource.username and .password).'', ''postgres'', current_user);\n\tEND IF;\nEND\n$vs$", "what": "table \"customers\"", "brief": false, "needs": [], "advice": null, "source": {"key": "create_index", "file": "02_new.yaml", "line": 14, "index": 6, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "CREATE TEMPORARY TABLE \"_vs_try_customers\" (\"id\" integer, \"full_name\" text)", "what": "the columns of table customers", "brief": false, "needs": [], "advice": null, "source": {"key": "create_index", "file": "02_new.yaml", "line": 14, "index": 6, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "ALTER TABLE pg_temp.\"_vs_try_customers\" ADD COLUMN \"last_name\" text", "what": "column last_name", "brief": false, "needs": [], "advice": null, "source": {"key": "add_column", "file": "02_new.yaml", "line": 7, "index": 2, "column": 5}, "decides": "column last_name, 02_new.yaml:7 operation 2 (add_column)", "otherwise": "ALTER TABLE pg_temp.\"_vs_try_customers\" ADD COLUMN \"last_name\" text", "expression_offset": -1}, {"sql": "ALTER TABLE pg_temp.\"_vs_try_customers\" ADD COLUMN \"email\" text", "what": "column email", "brief": false, "needs": [], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 11, "index": 3, "column": 5}, "decides": "column _vs_email, 02_new.yaml:11 operation 3 (alter_column)", "otherwise": "ALTER TABLE pg_temp.\"_vs_try_customers\" ADD COLUMN \"email\" text", "expression_offset": -1}, {"sql": "ALTER TABLE pg_temp.\"_vs_try_customers\" ADD COLUMN \"n\" int", "what": "column n", "brief": false, "needs": [], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 12, "index": 4, "column": 5}, "decides": "column _vs_n, 02_new.yaml:12 operation 4 (alter_column)", "otherwise": "ALTER TABLE pg_temp.\"_vs_try_customers\" ADD COLUMN \"n\" text", "expression_offset": -1}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.last_name.up.1\"(\"full_name\" text) RETURNS text LANGUAGE sql\nRETURN (\nsplit_part(full_name, '' '', 3)\n)", "what": "\"up\"", "brief": false, "needs": ["column last_name, 02_new.yaml:7 operation 2 (add_column)"], "advice": null, "source": {"key": "add_column", "file": "02_new.yaml", "line": 7, "index": 2, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 129}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.email.up.2\"(\"email\" text) RETURNS text LANGUAGE sql\nRETURN (\ncoalesce(email, ''none'')\n)", "what": "\"up\"", "brief": false, "needs": ["column _vs_email, 02_new.yaml:11 operation 3 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 11, "index": 3, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 121}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.email.down.3\"(\"email\" text) RETURNS text LANGUAGE sql\nRETURN (\nemail\n)", "what": "\"down\"", "brief": false, "needs": ["column _vs_email, 02_new.yaml:11 operation 3 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 11, "index": 3, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 123}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.n.up.4\"(\"n\" bigint) RETURNS int LANGUAGE sql\nRETURN (\nn::int\n)", "what": "\"up\"", "brief": false, "needs": ["column _vs_n, 02_new.yaml:12 operation 4 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 12, "index": 4, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 114}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.n.down.5\"(\"n\" int) RETURNS bigint LANGUAGE sql\nRETURN (\nn\n)", "what": "\"down\"", "brief": false, "needs": ["column _vs_n, 02_new.yaml:12 operation 4 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 12, "index": 4, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 116}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.phone.down.6\"() RETURNS text LANGUAGE sql\nRETURN (CAST(\n''none''\nAS text))", "what": "\"down\"", "brief": false, "needs": [], "advice": null, "source": {"key": "drop_column", "file": "02_new.yaml", "line": 13, "index": 5, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 116}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.last_name.up.1.of_one_row\"(\"full_name\" text) RETURNS boolean LANGUAGE sql\nRETURN (SELECT true WHERE (\nsplit_part(full_name, '' '', 3)\n) IS NULL)", "what": "\"up\", which is computed row by row", "brief": false, "needs": [], "advice": "What it has to know about other rows it can ask for by a SELECT of its own: (SELECT max(...) FROM ...).", "source": {"key": "add_column", "file": "02_new.yaml", "line": 7, "index": 2, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 162}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.email.up.2.of_one_row\"(\"email\" text) RETURNS boolean LANGUAGE sql\nRETURN (SELECT true WHERE (\ncoalesce(email, ''none'')\n) IS NULL)", "what": "\"up\", which is computed row by row", "brief": false, "needs": [], "advice": "What it has to know about other rows it can ask for by a SELECT of its own: (SELECT max(...) FROM ...).", "source": {"key": "alter_column", "file": "02_new.yaml", "line": 11, "index": 3, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 154}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.email.down.3.of_one_row\"(\"email\" text) RETURNS boolean LANGUAGE sql\nRETURN (SELECT true WHERE (\nemail\n) IS NULL)", "what": "\"down\", which is computed row by row", "brief": false, "needs": ["column _vs_email, 02_new.yaml:11 operation 3 (alter_column)"], "advice": "What it has to know about other rows it can ask for by a SELECT of its own: (SELECT max(...) FROM ...).", "source": {"key": "alter_column", "file": "02_new.yaml", "line": 11, "index": 3, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 156}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.n.up.4.of_one_row\"(\"n\" bigint) RETURNS boolean LANGUAGE sql\nRETURN (SELECT true WHERE (\nn::int\n) IS NULL)", "what": "\"up\", which is computed row by row", "brief": false, "needs": [], "advice": "What it has to know about other rows it can ask for by a SELECT of its own: (SELECT max(...) FROM ...).", "source": {"key": "alter_column", "file": "02_new.yaml", "line": 12, "index": 4, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 148}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.n.down.5.of_one_row\"(\"n\" int) RETURNS boolean LANGUAGE sql\nRETURN (SELECT true WHERE (\nn\n) IS NULL)", "what": "\"down\", which is computed row by row", "brief": false, "needs": ["column _vs_n, 02_new.yaml:12 operation 4 (alter_column)"], "advice": "What it has to know about other rows it can ask for by a SELECT of its own: (SELECT max(...) FROM ...).", "source": {"key": "alter_column", "file": "02_new.yaml", "line": 12, "index": 4, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 147}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.customers.phone.down.6.of_one_row\"() RETURNS boolean LANGUAGE sql\nRETURN (SELECT true WHERE (\n''none''\n) IS NULL)", "what": "\"down\", which is computed row by row", "brief": false, "needs": [], "advice": "What it has to know about other rows it can ask for by a SELECT of its own: (SELECT max(...) FROM ...).", "source": {"key": "drop_column", "file": "02_new.yaml", "line": 13, "index": 5, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 144}, {"sql": "SELECT NULL::text", "what": "column last_name, which is null until it is filled", "brief": false, "needs": ["column last_name, 02_new.yaml:7 operation 2 (add_column)"], "advice": null, "source": {"key": "add_column", "file": "02_new.yaml", "line": 7, "index": 2, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "SELECT NULL::text", "what": "column email, which is null until it is filled", "brief": false, "needs": ["column _vs_email, 02_new.yaml:11 operation 3 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 11, "index": 3, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "SELECT NULL::int", "what": "column n, which is null until it is filled", "brief": false, "needs": ["column _vs_n, 02_new.yaml:12 operation 4 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 12, "index": 4, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "ALTER TABLE pg_temp.\"_vs_try_customers\" ALTER COLUMN \"n\" SET DEFAULT 0", "what": "the default of n", "brief": false, "needs": ["column _vs_n, 02_new.yaml:12 operation 4 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 12, "index": 4, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "CREATE TEMPORARY TABLE pg_temp._vs_try_default (value int DEFAULT (\n0\n));\nINSERT INTO pg_temp._vs_try_default DEFAULT VALUES;\nDROP TABLE pg_temp._vs_try_default", "what": "the default of n", "brief": false, "needs": ["column _vs_n, 02_new.yaml:12 operation 4 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 12, "index": 4, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "CREATE INDEX \"_vs_by_email\" ON pg_temp.\"_vs_try_customers\" USING btree (\"email\")", "what": "the copy of index by_email", "brief": false, "needs": ["column _vs_email, 02_new.yaml:11 operation 3 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 11, "index": 3, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "CREATE INDEX \"by_last_name\" ON pg_temp.\"_vs_try_customers\" (\"last_name\")", "what": "index by_last_name", "brief": false, "needs": ["column last_name, 02_new.yaml:7 operation 2 (add_column)"], "advice": null, "source": {"key": "create_index", "file": "02_new.yaml", "line": 14, "index": 6, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "DO $vs$BEGIN\n\tIF NOT pg_catalog.pg_has_role(''postgres''::name, ''USAGE'') THEN\n\t\tRAISE insufficient_privilege USING\n\t\t\tMESSAGE = pg_catalog.format(''it belongs to role %I, and role %I may not change it'',\n\t\t\t\t''postgres'', current_user),\n\t\t\tHINT = pg_catalog.format(''Let an administrator run GRANT %I TO %I, or let the leader connect as ''\n\t\t\t\t''the owner (versioned-schema.datasource.username and .password).'', ''postgres'', current_user);\n\tEND IF;\nEND\n$vs$", "what": "table \"orders\"", "brief": false, "needs": [], "advice": null, "source": {"key": "rename_table", "file": "02_new.yaml", "line": 18, "index": 10, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "CREATE TEMPORARY TABLE \"_vs_try_orders\" (\"id\" integer, \"customer_id\" integer, \"note\" text)", "what": "the columns of table purchases", "brief": false, "needs": [], "advice": null, "source": {"key": "rename_table", "file": "02_new.yaml", "line": 18, "index": 10, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "ALTER TABLE pg_temp.\"_vs_try_orders\" ADD COLUMN \"amount\" numeric(12,2)", "what": "column amount", "brief": false, "needs": [], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 15, "index": 7, "column": 5}, "decides": "column amount, 02_new.yaml:15 operation 7 (alter_column)", "otherwise": "ALTER TABLE pg_temp.\"_vs_try_orders\" ADD COLUMN \"amount\" text", "expression_offset": -1}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.orders.amount.up.1\"(\"cents\" integer) RETURNS numeric(12,2) LANGUAGE sql\nRETURN (\ncents / 100.0\n)", "what": "\"up\"", "brief": false, "needs": ["column amount, 02_new.yaml:15 operation 7 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 15, "index": 7, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 131}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.orders.cents.down.2\"(\"cents\" numeric(12,2)) RETURNS integer LANGUAGE sql\nRETURN (\nround(cents * 100)\n)", "what": "\"down\"", "brief": false, "needs": ["column amount, 02_new.yaml:15 operation 7 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 15, "index": 7, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 132}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.orders.amount.up.1.of_one_row\"(\"cents\" integer) RETURNS boolean LANGUAGE sql\nRETURN (SELECT true WHERE (\ncents / 100.0\n) IS NULL)", "what": "\"up\", which is computed row by row", "brief": false, "needs": [], "advice": "What it has to know about other rows it can ask for by a SELECT of its own: (SELECT max(...) FROM ...).", "source": {"key": "alter_column", "file": "02_new.yaml", "line": 15, "index": 7, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 155}, {"sql": "CREATE OR REPLACE FUNCTION pg_temp.\"public_02_new.orders.cents.down.2.of_one_row\"(\"cents\" numeric(12,2)) RETURNS boolean LANGUAGE sql\nRETURN (SELECT true WHERE (\nround(cents * 100)\n) IS NULL)", "what": "\"down\", which is computed row by row", "brief": false, "needs": ["column amount, 02_new.yaml:15 operation 7 (alter_column)"], "advice": "What it has to know about other rows it can ask for by a SELECT of its own: (SELECT max(...) FROM ...).", "source": {"key": "alter_column", "file": "02_new.yaml", "line": 15, "index": 7, "column": 5}, "decides": null, "otherwise": null, "expression_offset": 162}, {"sql": "SELECT NULL::numeric(12,2)", "what": "column amount, which is null until it is filled", "brief": false, "needs": ["column amount, 02_new.yaml:15 operation 7 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 15, "index": 7, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}, {"sql": "ALTER TABLE pg_temp.\"_vs_try_orders\" ADD CONSTRAINT \"orders_cents_check\" CHECK ((\"amount\" >= 0))", "what": "the copy of check orders_cents_check", "brief": false, "needs": ["column amount, 02_new.yaml:15 operation 7 (alter_column)"], "advice": null, "source": {"key": "alter_column", "file": "02_new.yaml", "line": 15, "index": 7, "column": 5}, "decides": null, "otherwise": null, "expression_offset": -1}], "direct": false, "findings": [{"advice": null, "source": {"key": "create_index", "file": "02_new.yaml", "line": 14, "index": 6, "column": 5}, "message": "Until complete, both versions use customers through a view: no ON CONFLICT ON CONSTRAINT, COPY of its name, TRUNCATE, TABLESAMPLE, GROUP BY of the key alone, WHERE CURRENT OF, ctid, xmin or tableoid, and no MERGE before PostgreSQL 17.", "severity": "NOTE"}, {"advice": null, "source": {"key": "rename_table", "file": "02_new.yaml", "line": 18, "index": 10, "column": 5}, "message": "Until complete, both versions use orders through a view: no ON CONFLICT ON CONSTRAINT, COPY of its name, TRUNCATE, TABLESAMPLE, GROUP BY of the key alone, WHERE CURRENT OF, ctid, xmin or tableoid, and no MERGE before PostgreSQL 17.", "severity": "NOTE"}], "to_schema": "public_02_new", "migrations": [{"name": "02_new", "version": "02_new", "checksum": "eb126cb827a8f474cca5b9c10296004d768ce990a3da6b06ab4be10899dc147e"}], "base_schema": "public", "from_schema": "public_01_old", "verifications": [{"rule": "email against email", "count": "SELECT count(*) FROM \"public\".\"customers\" WHERE (pg_catalog.record_image_ne(ROW(\"_vs_email\"), ROW(\"versioned_schema\".\"public_02_new.customers.email.up.2\"(\"email\")::text))) AND (pg_catalog.record_image_ne(ROW(\"email\"), ROW(\"versioned_schema\".\"public_02_new.customers.email.down.3\"(\"_vs_email\")::text)))", "table": "customers", "sample": "SELECT * FROM \"public\".\"customers\" WHERE (pg_catalog.record_image_ne(ROW(\"_vs_email\"), ROW(\"versioned_schema\".\"public_02_new.customers.email.up.2\"(\"email\")::text))) AND (pg_catalog.record_image_ne(ROW(\"email\"), ROW(\"versioned_schema\".\"public_02_new.customers.email.down.3\"(\"_vs_email\")::text))) LIMIT 5"}, {"rule": "n against n", "count": "SELECT count(*) FROM \"public\".\"customers\" WHERE (pg_catalog.record_image_ne(ROW(\"_vs_n\"), ROW(\"versioned_schema\".\"public_02_new.customers.n.up.4\"(\"n\")::int))) AND (pg_catalog.record_image_ne(ROW(\"n\"), ROW(\"versioned_schema\".\"public_02_new.customers.n.down.5\"(\"_vs_n\")::bigint)))", "table": "customers", "sample": "SELECT * FROM \"public\".\"customers\" WHERE (pg_catalog.record_image_ne(ROW(\"_vs_n\"), ROW(\"versioned_schema\".\"public_02_new.customers.n.up.4\"(\"n\")::int))) AND (pg_catalog.record_image_ne(ROW(\"n\"), ROW(\"versioned_schema\".\"public_02_new.customers.n.down.5\"(\"_vs_n\")::bigint))) LIMIT 5"}, {"rule": "cents against amount", "count": "SELECT count(*) FROM \"public\".\"orders\" WHERE (pg_catalog.record_image_ne(ROW(\"amount\"), ROW(\"versioned_schema\".\"public_02_new.orders.amount.up.1\"(\"cents\")::numeric(12,2)))) AND (pg_catalog.record_image_ne(ROW(\"cents\"), ROW(\"versioned_schema\".\"public_02_new.orders.cents.down.2\"(\"amount\")::integer)))", "table": "orders", "sample": "SELECT * FROM \"public\".\"orders\" WHERE (pg_catalog.record_image_ne(ROW(\"amount\"), ROW(\"versioned_schema\".\"public_02_new.orders.amount.up.1\"(\"cents\")::numeric(12,2)))) AND (pg_catalog.record_image_ne(ROW(\"cents\"), ROW(\"versioned_schema\".\"public_02_new.orders.cents.down.2\"(\"amount\")::integer))) LIMIT 5"}]}', NULL, NULL, 'older', '2026-11-28 21:30:07.105717+00', '2026-11-28 21:30:07.105717+00');

INSERT INTO versioned_schema.step VALUES
	(1, 'sql.01', 0, 'done', '2026-11-28 21:30:06.28604+00', '2026-11-28 21:30:06.28604+00'),
	(1, 'publish', 1, 'done', '2026-11-28 21:30:06.293005+00', '2026-11-28 21:30:06.293005+00'),
	(2, 'new.01.things', 0, 'done', '2026-11-28 21:30:07.276781+00', '2026-11-28 21:30:07.276781+00'),
	(2, 'functions.customers', 1, 'done', '2026-11-28 21:30:07.290736+00', '2026-11-28 21:30:07.290736+00'),
	(2, 'expand.customers', 2, 'done', '2026-11-28 21:30:07.307905+00', '2026-11-28 21:30:07.307905+00'),
	(2, 'functions.orders', 3, 'done', '2026-11-28 21:30:07.318389+00', '2026-11-28 21:30:07.318389+00'),
	(2, 'expand.orders', 4, 'done', '2026-11-28 21:30:07.356162+00', '2026-11-28 21:30:07.356162+00'),
	(2, 'backfill.customers', 5, 'started', '2026-11-28 21:30:07.371344+00', NULL);

INSERT INTO versioned_schema.version OVERRIDING SYSTEM VALUE VALUES
	(1, 'public', '01_old', 'public_01_old', 'live', '2026-11-28 21:30:06.213712+00', '2026-11-28 21:30:06.310125+00', NULL),
	(2, 'public', '02_new', 'public_02_new', 'preparing', '2026-11-28 21:30:07.105717+00', NULL, NULL);

SELECT pg_catalog.setval('public.customers_id_seq', 40, true);

SELECT pg_catalog.setval('public.orders_id_seq', 40, true);

SELECT pg_catalog.setval('versioned_schema.migration_id_seq', 2, true);

SELECT pg_catalog.setval('versioned_schema.run_id_seq', 2, true);

SELECT pg_catalog.setval('versioned_schema.version_id_seq', 2, true);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.things
    ADD CONSTRAINT things_pkey PRIMARY KEY (id);

ALTER TABLE ONLY versioned_schema.backfill
    ADD CONSTRAINT backfill_pkey PRIMARY KEY (run, step_id, part);

ALTER TABLE ONLY versioned_schema.control
    ADD CONSTRAINT control_pkey PRIMARY KEY (base_schema);

ALTER TABLE ONLY versioned_schema.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (format);

ALTER TABLE ONLY versioned_schema.migration
    ADD CONSTRAINT migration_base_schema_name_key UNIQUE (base_schema, name);

ALTER TABLE ONLY versioned_schema.migration
    ADD CONSTRAINT migration_base_schema_ordinal_key UNIQUE (base_schema, ordinal);

ALTER TABLE ONLY versioned_schema.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (id);

ALTER TABLE ONLY versioned_schema.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY versioned_schema.step
    ADD CONSTRAINT step_pkey PRIMARY KEY (run, step_id);

ALTER TABLE ONLY versioned_schema.version
    ADD CONSTRAINT version_base_schema_name_key UNIQUE (base_schema, name);

ALTER TABLE ONLY versioned_schema.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (id);

CREATE INDEX by_customer ON public.orders USING btree (customer_id);

CREATE INDEX by_email ON public.customers USING btree (email);

CREATE UNIQUE INDEX run_unfinished ON versioned_schema.run USING btree (base_schema) WHERE (phase <> ALL (ARRAY['completed'::text, 'aborted'::text]));

CREATE TRIGGER "~versioned_schema_01_up_insert_1" BEFORE INSERT ON public.customers FOR EACH ROW WHEN (COALESCE((current_setting('versioned_schema.backfill'::text, true) <> 'on'::text), true)) EXECUTE FUNCTION versioned_schema."public_02_new.customers.1.up"('always');

ALTER TABLE public.customers ENABLE ALWAYS TRIGGER "~versioned_schema_01_up_insert_1";

CREATE TRIGGER "~versioned_schema_01_up_insert_1" BEFORE INSERT ON public.orders FOR EACH ROW WHEN (COALESCE((current_setting('versioned_schema.backfill'::text, true) <> 'on'::text), true)) EXECUTE FUNCTION versioned_schema."public_02_new.orders.1.up"('always');

ALTER TABLE public.orders ENABLE ALWAYS TRIGGER "~versioned_schema_01_up_insert_1";

CREATE TRIGGER "~versioned_schema_01_up_update_1" BEFORE UPDATE ON public.customers FOR EACH ROW WHEN (COALESCE((current_setting('versioned_schema.backfill'::text, true) <> 'on'::text), true)) EXECUTE FUNCTION versioned_schema."public_02_new.customers.1.up"('always');

ALTER TABLE public.customers ENABLE ALWAYS TRIGGER "~versioned_schema_01_up_update_1";

CREATE TRIGGER "~versioned_schema_01_up_update_1" BEFORE UPDATE ON public.orders FOR EACH ROW WHEN (COALESCE((current_setting('versioned_schema.backfill'::text, true) <> 'on'::text), true)) EXECUTE FUNCTION versioned_schema."public_02_new.orders.1.up"('always');

ALTER TABLE public.orders ENABLE ALWAYS TRIGGER "~versioned_schema_01_up_update_1";

CREATE TRIGGER "~versioned_schema_02_up_insert_1" BEFORE INSERT ON public.customers FOR EACH ROW WHEN (COALESCE((current_setting('versioned_schema.backfill'::text, true) <> 'on'::text), true)) EXECUTE FUNCTION versioned_schema."public_02_new.customers.2.up"('always');

ALTER TABLE public.customers ENABLE ALWAYS TRIGGER "~versioned_schema_02_up_insert_1";

CREATE TRIGGER "~versioned_schema_02_up_update_1" BEFORE UPDATE ON public.customers FOR EACH ROW WHEN (COALESCE((current_setting('versioned_schema.backfill'::text, true) <> 'on'::text), true)) EXECUTE FUNCTION versioned_schema."public_02_new.customers.2.up"('always');

ALTER TABLE public.customers ENABLE ALWAYS TRIGGER "~versioned_schema_02_up_update_1";

CREATE TRIGGER "~versioned_schema_03_up_insert_1" BEFORE INSERT ON public.customers FOR EACH ROW WHEN (COALESCE((current_setting('versioned_schema.backfill'::text, true) <> 'on'::text), true)) EXECUTE FUNCTION versioned_schema."public_02_new.customers.3.up"('always');

ALTER TABLE public.customers ENABLE ALWAYS TRIGGER "~versioned_schema_03_up_insert_1";

CREATE TRIGGER "~versioned_schema_03_up_update_1" BEFORE UPDATE ON public.customers FOR EACH ROW WHEN (COALESCE((current_setting('versioned_schema.backfill'::text, true) <> 'on'::text), true)) EXECUTE FUNCTION versioned_schema."public_02_new.customers.3.up"('always');

ALTER TABLE public.customers ENABLE ALWAYS TRIGGER "~versioned_schema_03_up_update_1";

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);

ALTER TABLE ONLY versioned_schema.backfill
    ADD CONSTRAINT backfill_run_fkey FOREIGN KEY (run) REFERENCES versioned_schema.run(id);

ALTER TABLE ONLY versioned_schema.migration
    ADD CONSTRAINT migration_run_fkey FOREIGN KEY (run) REFERENCES versioned_schema.run(id);

ALTER TABLE ONLY versioned_schema.step
    ADD CONSTRAINT step_run_fkey FOREIGN KEY (run) REFERENCES versioned_schema.run(id);

GRANT USAGE ON SCHEMA public_01_old TO pg_database_owner;
GRANT USAGE ON SCHEMA public_01_old TO PUBLIC;

GRANT USAGE ON SCHEMA versioned_schema TO PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.1.up"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.2.down"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.2.up"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.3.down"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.3.up"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.4.down"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers._vs_customers_email_not_null.refuse"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers._vs_customers_last_name_not_null.refuse"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers._vs_customers_n_not_null.refuse"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.email.down.3"(email text) FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.email.up.2"(email text) FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.last_name.up.1"(full_name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.n.down.5"(n integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.n.up.4"(n bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.customers.phone.down.6"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.orders.1.down"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.orders.1.up"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.orders._vs_orders_cents_not_null.refuse"() FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.orders.amount.up.1"(cents integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION versioned_schema."public_02_new.orders.cents.down.2"(cents numeric) FROM PUBLIC;
