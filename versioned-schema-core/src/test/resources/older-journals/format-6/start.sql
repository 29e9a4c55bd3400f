set search_path to pg_catalog, pg_temp; set lock_timeout = '10s'
;
select to_regclass('versioned_schema.installation') is not null
;
select schema_name from versioned_schema.version where base_schema = ('public') and name = ('01_old') and state = 'live'
;
select (select coalesce(json_agg(v order by v.id), '[]')
	from versioned_schema.version v where v.base_schema = ('public')) as versions,
	(select coalesce(json_agg(m order by m.ordinal), '[]')
		from versioned_schema.migration m where m.base_schema = ('public')) as migrations,
	(select coalesce(json_agg(to_jsonb(r) - 'inputs'
			|| jsonb_build_object('phase', coalesce(to_jsonb(r) ->> 'chain_phase', r.phase)) order by r.id), '[]')
		from versioned_schema.run r where r.base_schema = ('public')
			and coalesce(to_jsonb(r) ->> 'chain_phase', r.phase) not in ('completed', 'aborted')) as runs,
	exists (select from versioned_schema.run r
		where r.base_schema = ('public') and r.bootstrap and r.phase <> 'aborted') as bootstrapped,
	exists (select from versioned_schema.control c
		where c.base_schema = ('public') and c.paused) as paused
;
select distinct coalesce(l.pid, 0) as pid, a.usename, a.application_name, host(a.client_addr) as client_addr,
	a.backend_start, x.gid,
	coalesce(a.usename in (current_user, session_user)
		or case when n.oid is null then has_database_privilege(a.usesysid, current_database(), 'CREATE')
			else pg_has_role(a.usesysid, n.nspowner, 'MEMBER') end, false) as entitled
from pg_catalog.pg_locks l
	left join pg_catalog.pg_stat_activity a on a.pid = l.pid
	left join pg_catalog.pg_locks t on l.pid is null and t.pid is null and t.locktype = 'transactionid'
		and t.virtualtransaction = l.virtualtransaction
	left join pg_catalog.pg_prepared_xacts x on x.transaction = t.transactionid
	left join pg_catalog.pg_namespace n on n.nspname = 'versioned_schema'
where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
	and l.classid = ('1987273576'::int4) and l.objid::bigint = ('3149147677'::int8) and l.pid is distinct from pg_backend_pid()
	and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
order by entitled desc, a.backend_start, pid
;
select json_build_object('step_id', step_id, 'state', state, 'started_at', started_at,
	'finished_at', finished_at)
from versioned_schema.step where run = ('2'::int8) order by ordinal
;
with attachment as (select l.pid, l.objid::bigint as version_id from pg_catalog.pg_locks l
where l.locktype = 'advisory' and l.classid = 1987273576 and l.objsubid = 2 and l.objid::bigint < 2147483648
	and l.mode = 'ShareLock' and l.granted
	and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
)
select distinct version_id, a.pid, a.usename, a.application_name, host(a.client_addr) as client_addr, a.backend_start, a.state
from attachment join pg_catalog.pg_stat_activity a using (pid) order by version_id, backend_start, pid
;
select current_user::text
;
with attachment as (select l.pid, l.objid::bigint as version_id from pg_catalog.pg_locks l
where l.locktype = 'advisory' and l.classid = 1987273576 and l.objsubid = 2 and l.objid::bigint < 2147483648
	and l.mode = 'ShareLock' and l.granted
	and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
)
select a.pid, a.usename, a.application_name, host(a.client_addr) as client_addr, a.backend_start, a.state
from pg_catalog.pg_stat_activity a
where a.datname = current_database() and coalesce(a.backend_type, 'client backend') = 'client backend'
	and a.pid <> pg_backend_pid() and a.usename = any(('{"postgres"}')::name[])
	and a.application_name is distinct from ('versioned-schema leader')
	and not exists (select from attachment t where t.pid = a.pid)
order by backend_start, pid
;
with setting as (
	select s.setrole, s.setdatabase, substr(c.setting, length('search_path=') + 1) as path
	from pg_catalog.pg_db_role_setting s cross join unnest(s.setconfig) c (setting)
	where starts_with(c.setting, 'search_path=')
		and s.setdatabase in (0::oid, (select oid from pg_catalog.pg_database where datname = current_database()))
)
select case when current_user = ('postgres')::name
	then (select reset_val from pg_catalog.pg_settings where name = 'search_path')
	else coalesce(
		(select path from setting
		where setrole in (0::oid, (select oid from pg_catalog.pg_roles where rolname = ('postgres')::name))
		order by setrole <> 0::oid desc, setdatabase <> 0::oid desc limit 1),
		(select reset_val from pg_catalog.pg_settings
		where name = 'search_path' and not exists (select from setting
			where setrole = (select oid from pg_catalog.pg_roles where rolname = current_user))),
		'"$user", public') end
;
select distinct a.pid, a.usename, a.application_name, host(a.client_addr) as client_addr, a.backend_start, a.state
from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory' and l.classid = 1987273576 and l.objsubid = 2 and l.objid::bigint = ('1'::int4) and l.granted
	and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
	and l.pid <> pg_backend_pid()
and (l.mode <> 'ShareLock' or exists (select from pg_catalog.pg_namespace n
	where n.nspname = ('public_01_old')::name and not has_schema_privilege(a.usesysid, n.oid, 'USAGE')))
 order by backend_start, pid
;
select distinct a.pid, a.usename, a.application_name, host(a.client_addr) as client_addr, a.backend_start, a.state
from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory' and l.classid = 1987273576 and l.objsubid = 2 and l.objid::bigint = ('2'::int4) and l.granted
	and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
	and l.pid <> pg_backend_pid()
and (l.mode <> 'ShareLock' or exists (select from pg_catalog.pg_namespace n
	where n.nspname = ('public_02_new')::name and not has_schema_privilege(a.usesysid, n.oid, 'USAGE')))
 order by backend_start, pid
;
select json_build_object('migration', h.name, 'version', h.version,
	'outcome', h.outcome, 'role', h.role, 'host', h.host, 'application_version', h.application_version,
	'checksum', h.checksum, 'started_at', h.started_at, 'finished_at', h.finished_at,
	'expand_seconds', extract(epoch from h.expand_time), 'complete_seconds', extract(epoch from h.complete_time),
	'error', h.error)
from (
	select m.name, m.version, m.checksum, case when r.id is null then 'baseline' else m.state end as outcome,
		to_jsonb(m) ->> 'role' as role, m.host, m.application_version, m.started_at, m.finished_at,
		m.ordinal, case when r.bootstrap then r.changed_at else v.live_at end - r.started_at as expand_time,
		case when m.state = 'completed' then r.changed_at - f.retired_at end as complete_time,
		r.error
	from versioned_schema.migration m
	left join versioned_schema.run r on r.id = m.run
	left join versioned_schema.version v on v.base_schema = m.base_schema and v.name = r.to_version
	left join versioned_schema.version f on f.base_schema = m.base_schema and f.name = r.from_version
	where m.base_schema = ('public')
	union all
	select p.migration ->> 'name', p.migration ->> 'version', p.migration ->> 'checksum', r.phase,
		to_jsonb(r) ->> 'role', r.host, null, r.started_at, r.changed_at, p.number, null, null, r.error
	from (select * from versioned_schema.run
		where base_schema = ('public') and phase = 'aborted' order by id desc limit 20) r,
		jsonb_array_elements(r.plan -> 'migrations') with ordinality as p (migration, number)
) h order by h.started_at, h.ordinal
;
select schema_name from versioned_schema.version where base_schema = ('public') and name = ('02_new') and state = 'live'
;
set search_path = "public_01_old", public
;
select versioned_schema.attach('01_old', 'public')
;
select pg_catalog.to_regprocedure('versioned_schema.version_to_attach(text, text)') is not null
;
select versioned_schema.attach(wanted.version, wanted.base)
  from (values ('01_old', 'public')) wanted (version, base),
       versioned_schema.version_to_attach(wanted.version, wanted.base) known
 where known.state = 'live' and known.schema_name = pg_catalog.current_schema()
;
