package io.github.versionedschema.schema;

import java.util.List;
import java.util.Map;

/**
 * A constraint of a table, or a foreign key that references it from anywhere.
 */
record ConstraintRow(boolean inbound, Constraint constraint) {

	/**
	 * A foreign key has further rows for each partition of either table. Those of the
	 * referenced table's partitions belong to the same referencing table and are no
	 * constraints that anyone made.
	 */
	private static final String SQL = """
			select end_point.table_oid, json_build_object('inbound', end_point.inbound, 'constraint', json_build_object(
				'oid', con.oid::int8,
				'name', con.conname,
				'type', case con.contype
					when 'p' then 'PRIMARY_KEY'
					when 'u' then 'UNIQUE'
					when 'c' then 'CHECK'
					when 'f' then 'FOREIGN_KEY'
					when 'x' then 'EXCLUDE'
					when 'n' then 'NOT_NULL'
					else 'TRIGGER' end,
				'columns', array(
					select key.number
					from unnest(con.conkey) with ordinality key (number, position)
					where key.number > 0
					order by key.position),
				'definition', pg_get_constraintdef(con.oid),
				'expression', case when con.contype = 'c' then pg_get_expr(con.conbin, con.conrelid) end,
				'index', i.relname,
				'deferrable', con.condeferrable,
				'initiallyDeferred', con.condeferred,
				'validated', con.convalidated,
				'enforced', %s,
				'noInherit', con.connoinherit,
				'inherited', con.coninhcount > 0 or con.conparentid <> 0,
				'comment', obj_description(con.oid, 'pg_constraint'),
				'foreignKey', case when con.contype = 'f' then json_build_object(
					'oid', con.oid::int8,
					'name', con.conname,
					'fromSchema', n.nspname,
					'fromTable', t.relname,
					'fromColumns', %s,
					'toSchema', rn.nspname,
					'toTable', r.relname,
					'toColumns', %s,
					'fromNumbers', con.conkey,
					'toNumbers', con.confkey,
					'onDelete', %s,
					'onUpdate', %s,
					'onDeleteSetColumns', %s,
					'matchType', case con.confmatchtype
						when 'f' then 'FULL'
						when 'p' then 'PARTIAL'
						else 'SIMPLE' end,
					'deferrable', con.condeferrable,
					'initiallyDeferred', con.condeferred,
					'validated', con.convalidated,
					'enforced', %s,
					'period', %s,
					'index', i.relname,
					'comment', obj_description(con.oid, 'pg_constraint')) end)) as document
			from pg_constraint con
			join pg_class t on t.oid = con.conrelid
			join pg_namespace n on n.oid = t.relnamespace
			left join pg_class r on r.oid = con.confrelid
			left join pg_namespace rn on rn.oid = r.relnamespace
			left join pg_class i on i.oid = con.conindid
			left join pg_constraint parent on parent.oid = con.conparentid
			cross join lateral (values (con.conrelid, false), (con.confrelid, true)) end_point (table_oid, inbound)
			where not inbound and n.nspname = :schema and t.relkind in ('r', 'p', 'f')
					and parent.conrelid is distinct from con.conrelid
				or inbound and rn.nspname = :schema and con.contype = 'f' and con.conparentid = 0
					and not n.nspname = any(:ignored)
			order by con.conname, n.nspname, t.relname
			""";

	static Map<Long, List<ConstraintRow>> read(CatalogueQuery query, int serverVersion) {
		boolean since18 = serverVersion >= 180000;
		String enforced = since18 ? "con.conenforced" : "true";
		String period = since18 ? "con.conperiod" : "false";
		return query.ofTables(SQL.formatted(enforced, names("con.conrelid", "con.conkey"),
				names("con.confrelid", "con.confkey"), action("con.confdeltype"), action("con.confupdtype"),
				names("con.conrelid", "con.confdelsetcols"), enforced, period), ConstraintRow.class);
	}

	private static String names(String table, String numbers) {
		return """
				array(
					select a.attname
					from unnest(%s) with ordinality key (number, position)
					join pg_attribute a on a.attrelid = %s and a.attnum = key.number
					order by key.position)""".formatted(numbers, table);
	}

	private static String action(String code) {
		return """
				case %s
					when 'r' then 'RESTRICT'
					when 'c' then 'CASCADE'
					when 'n' then 'SET NULL'
					when 'd' then 'SET DEFAULT'
					else 'NO ACTION' end""".formatted(code);
	}

}
