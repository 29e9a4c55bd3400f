package io.github.versionedschema.execute.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.execute.CheckRunner;
import io.github.versionedschema.execute.CheckRunner.Seen;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.check.lint.EffectRules;
import io.github.versionedschema.plan.check.lint.TableState;
import io.github.versionedschema.plan.check.lint.TriedSql;
import io.github.versionedschema.postgres.CurrentDatabase;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out what user SQL does to tables that exist: which locks it takes, what it
 * rewrites, reads or changes. It runs in a transaction that is rolled back.
 */
public final class SqlEffects {

	private static final String LOCKS = """
			select l.relation, l.mode from pg_catalog.pg_locks l
			where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted
				and l.database = %s
				and l.mode in ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock')
			""".formatted(CurrentDatabase.OID);

	private static final String TABLES = """
			with locks as materialized (%s)
			select coalesce(pg_catalog.json_agg(t), '[]')::text from (
				select c.oid::bigint as oid, n.nspname as schema, c.relname as name,
					coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)::bigint as filenode,
					pg_catalog.pg_stat_get_xact_numscans(c.oid) as scans,
					(select l.mode from locks l where l.relation = c.oid order by pg_catalog.array_position(
						array['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock'], l.mode)
						limit 1) as lock,
					(select pg_catalog.json_agg(pg_catalog.json_build_object('number', a.attnum, 'name', a.attname,
							'type', pg_catalog.format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull))
						from pg_catalog.pg_attribute a
						where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
					(select pg_catalog.json_agg(k.conname) from pg_catalog.pg_constraint k
						where k.conrelid = c.oid and k.contype in ('c', 'f', 'u', 'p', 'x')) as constraints,
					(select pg_catalog.json_agg(pg_catalog.json_build_object('name', i.relname, 'unique', x.indisunique))
						from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid
						where x.indrelid = c.oid) as indexes
				from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				where c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't'
					and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'versioned_schema')
					and (c.relname = any (?) or c.oid in (select relation from locks))) t
			"""
		.formatted(LOCKS);

	private static final String EXISTING = "select oid::bigint from pg_catalog.pg_class where relkind in ('r', 'p', 'm')";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final CheckRunner checks;

	private final Leadership leadership;

	/**
	 * Creates an instance.
	 * @param checks runs the SQL
	 * @param leadership whose connection is used
	 */
	public SqlEffects(CheckRunner checks, Leadership leadership) {
		this.checks = checks;
		this.leadership = leadership;
	}

	/**
	 * Tries user SQL.
	 * @param trials the SQL of a plan, in order
	 * @return the findings about it
	 */
	public List<Finding> of(List<TriedSql> trials) {
		if (trials.stream().noneMatch(TriedSql::isOfInterest)) {
			return List.of();
		}
		String[] names = trials.stream().flatMap((tried) -> tried.words().stream()).distinct().toArray(String[]::new);
		Set<Long> existing = existing();
		List<Seen<List<TableState>>> seen = this.checks.throughout(trials.stream().map(TriedSql::statements).toList(),
				() -> tables(names));
		List<Finding> findings = new ArrayList<>();
		for (int i = 0; i < trials.size(); i++) {
			findings.addAll(findings(trials.get(i), existing, seen.get(i).value(), seen.get(i + 1)));
		}
		return findings;
	}

	private static List<Finding> findings(TriedSql tried, Set<Long> existing, List<TableState> before,
			Seen<List<TableState>> after) {
		if (tried.sql() == null || !tried.isOfInterest()) {
			return List.of();
		}
		return after.inTime()
				? new EffectRules(tried.sql().source(), tried.words()).findings(existing, before, after.value())
				: tried.cancelled();
	}

	private Set<Long> existing() {
		return new HashSet<>(this.leadership.jdbc().sql(EXISTING).query(Long.class).list());
	}

	private List<TableState> tables(String[] names) {
		String json = this.leadership.jdbc().sql(TABLES).param(names).query(String.class).single();
		return MAPPER.readValue(json, new TypeReference<List<TableState>>() {
		});
	}

}
