package io.github.versionedschema.schema.read;

import java.util.List;
import java.util.Map;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.Constraint;

/**
 * A constraint of a table, or a foreign key that references it from anywhere.
 */
record ConstraintRow(boolean inbound, Constraint constraint) {

	/**
	 * A foreign key has additional rows for each partition of either table. The rows for
	 * the referenced table's partitions belong to the same referencing table, and are
	 * internal constraints.
	 */
	private static final String SQL = """
			with end_point (oid, table_oid, inbound) as (
				select oid, conrelid, false
				from pg_constraint
				where conrelid = any(cast(:tables as oid[]))
				union all
				select oid, confrelid, true
				from pg_constraint
				where confrelid = any(cast(:tables as oid[]))
			)
			select e.table_oid, json_build_object('inbound', e.inbound, 'constraint', json_build_object(
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
				'columns', array_remove(coalesce(con.conkey, '{}'), 0::int2),
				'definition', d.text,
				'expression', case when con.contype = 'c' then pg_get_expr(con.conbin, con.conrelid) end,
				'index', i.relname,
				'deferrable', con.condeferrable,
				'initiallyDeferred', con.condeferred,
				'validated', con.convalidated,
				'enforced', {enforced},
				'noInherit', con.connoinherit,
				'inherited', con.coninhcount > 0 or con.conparentid <> 0,
				'comment', {comment},
				'foreignKey', case when con.contype = 'f' then json_build_object(
					'oid', con.oid::int8,
					'name', con.conname,
					'fromSchema', n.nspname,
					'fromTable', t.relname,
					'fromColumns', {fromColumns},
					'toSchema', rn.nspname,
					'toTable', r.relname,
					'toColumns', {toColumns},
					'fromNumbers', con.conkey,
					'toNumbers', con.confkey,
					'onDelete', {onDelete},
					'onUpdate', {onUpdate},
					'onDeleteSetColumns', {onDeleteSetColumns},
					'matchType', case con.confmatchtype
						when 'f' then 'FULL'
						when 'p' then 'PARTIAL'
						else 'SIMPLE' end,
					'deferrable', con.condeferrable,
					'initiallyDeferred', con.condeferred,
					'validated', con.convalidated,
					'enforced', {enforced},
					'period', {period},
					'index', i.relname,
					'comment', {comment}) end)) as document
			from end_point e
			join pg_constraint con on con.oid = e.oid
			join pg_class t on t.oid = con.conrelid
			join pg_namespace n on n.oid = t.relnamespace
			left join pg_class r on r.oid = con.confrelid
			left join pg_namespace rn on rn.oid = r.relnamespace
			left join pg_class i on i.oid = con.conindid
			left join pg_constraint parent on parent.oid = con.conparentid
			cross join lateral (
				select case when pg_table_is_visible(con.conrelid) is not null then pg_get_constraintdef(con.oid) end as text
				offset 0) d
			where d.text is not null and case
				when e.inbound then con.conparentid = 0 and not n.nspname = any(:ignored)
				else parent.conrelid is distinct from con.conrelid end
			order by con.conname, n.nspname, t.relname
			""";

	static Map<Long, List<ConstraintRow>> read(CatalogueQuery query, int serverVersion) {
		boolean since18 = serverVersion >= 180000;
		String sql = SQL.replace("{enforced}", since18 ? "con.conenforced" : "true")
			.replace("{period}", since18 ? "con.conperiod" : "false")
			.replace("{comment}", CatalogueQuery.comment("pg_constraint", "con.oid", "0"))
			.replace("{fromColumns}", names("con.conrelid", "con.conkey"))
			.replace("{toColumns}", names("con.confrelid", "con.confkey"))
			.replace("{onDelete}", action("con.confdeltype"))
			.replace("{onUpdate}", action("con.confupdtype"))
			.replace("{onDeleteSetColumns}", names("con.conrelid", "con.confdelsetcols"));
		return query.ofTables(sql, ConstraintRow.class);
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
