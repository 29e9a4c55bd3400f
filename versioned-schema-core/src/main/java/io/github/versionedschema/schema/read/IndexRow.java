package io.github.versionedschema.schema.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.Index;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * The catalogue row of an index. Its definition starts with {@code opening}, followed by
 * the keys.
 */
record IndexRow(long oid, String name, boolean unique, boolean primary, boolean exclusion, boolean valid,
		boolean immediate, boolean nullsNotDistinct, String method, List<KeyRow> keys, List<Integer> includedColumns,
		@Nullable String predicate, String opening, String definition, @Nullable String constraint,
		boolean replicaIdentity, boolean clustered, @Nullable String tablespace, List<String> storageParameters,
		@Nullable String comment, boolean inherited, List<Index.Part> parts, List<Integer> columns) {

	private static final String SQL = """
			select t.oid as table_oid, json_build_object(
				'oid', c.oid::int8,
				'name', c.relname,
				'unique', i.indisunique,
				'primary', i.indisprimary,
				'exclusion', i.indisexclusion,
				'valid', i.indisvalid and i.indisready,
				'immediate', i.indimmediate,
				'nullsNotDistinct', i.indnullsnotdistinct,
				'method', m.amname,
				'keys', (
					select json_agg(json_build_object(
						'column', i.indkey[k - 1],
						'expression', pg_get_indexdef(c.oid, k, false),
						'descending', i.indoption[k - 1] & 1 = 1,
						'nullsFirst', i.indoption[k - 1] & 2 = 2,
						'exclusionOperator', (
							select format('OPERATOR(%I.%s)', n.nspname, o.oprname)
							from pg_operator o
							join pg_namespace n on n.oid = o.oprnamespace
							where o.oid = con.conexclop[k]),
						'equality', (
							select format('OPERATOR(%I.%s)', n.nspname, o.oprname)
							from pg_opclass oc
							join pg_amop ao on ao.amopfamily = oc.opcfamily and ao.amopstrategy = 3
								and ao.amoplefttype = oc.opcintype and ao.amoprighttype = oc.opcintype
							join pg_operator o on o.oid = ao.amopopr
							join pg_namespace n on n.oid = o.oprnamespace
							where oc.oid = i.indclass[k - 1] and m.amname = 'btree'))
						order by k)
					from generate_series(1, i.indnkeyatts) k),
				'includedColumns', (i.indkey::int2[])[i.indnkeyatts:],
				'predicate', pg_get_expr(i.indpred, i.indrelid),
				'opening', format('CREATE %sINDEX %I ON %s%I.%I USING %I (', case when i.indisunique then 'UNIQUE ' end,
					c.relname, case when c.relkind = 'I' then 'ONLY ' end, tn.nspname, t.relname, m.amname),
				'definition', d.text,
				'constraint', con.conname,
				'replicaIdentity', i.indisreplident,
				'clustered', i.indisclustered,
				'tablespace', s.spcname,
				'storageParameters', coalesce(c.reloptions, '{}'),
				'comment', {comment},
				'inherited', c.relispartition,
				'parts', (
					with recursive part (oid) as (
						select inhrelid from pg_inherits where inhparent = c.oid
						union all
						select below.inhrelid from part p join pg_inherits below on below.inhparent = p.oid
					)
					select coalesce(json_agg(json_build_object('schema', pn.nspname, 'table', pt.relname, 'name', pc.relname)
						order by pn.nspname, pt.relname), '[]')
					from part p
					join pg_class pc on pc.oid = p.oid
					join pg_namespace pn on pn.oid = pc.relnamespace
					join pg_index pi on pi.indexrelid = p.oid
					join pg_class pt on pt.oid = pi.indrelid),
				'columns', (
					select json_agg(number order by number)
					from (
						select number::int4 from unnest(i.indkey::int2[]) number where number > 0
						union
						select refobjsubid
						from pg_depend
						where classid = 'pg_class'::regclass and objid = c.oid
							and refclassid = 'pg_class'::regclass and refobjid = t.oid and refobjsubid > 0
						union
						select refobjsubid
						from pg_depend
						where classid = 'pg_constraint'::regclass and objid = con.oid
							and refclassid = 'pg_class'::regclass and refobjid = t.oid and refobjsubid > 0
					) touched)) as document
			from pg_class t
			join pg_namespace tn on tn.oid = t.relnamespace
			join pg_index i on i.indrelid = t.oid
			join pg_class c on c.oid = i.indexrelid
			join pg_am m on m.oid = c.relam
			left join pg_tablespace s on s.oid = c.reltablespace
			left join pg_constraint con on con.conrelid = t.oid and con.conindid = c.oid
				and con.contype in ('p', 'u', 'x')
			cross join lateral (select pg_get_indexdef(c.oid) as text offset 0) d
			where t.oid = any(cast(:tables as oid[])) and d.text is not null
			order by t.oid, c.relname
			"""
		.replace("{comment}", CatalogueQuery.comment("pg_class", "c.oid", "0"));

	static Map<Long, List<Index>> read(CatalogueQuery query) {
		return query.ofTables(SQL, IndexRow.class)
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(indexes) -> indexes.getValue().stream().map(IndexRow::toIndex).toList()));
	}

	private Index toIndex() {
		return new Index(this.oid, this.name, this.unique, this.primary, this.exclusion, this.valid, this.immediate,
				this.nullsNotDistinct, this.method, toKeys(), this.includedColumns, this.predicate, this.definition,
				this.constraint, this.replicaIdentity, this.clustered, this.tablespace, this.storageParameters,
				this.comment, this.inherited, this.parts, this.columns);
	}

	private List<Index.Key> toKeys() {
		IndexKeyScanner scanner = new IndexKeyScanner(this.definition, this.opening);
		List<Index.Key> keys = new ArrayList<>();
		for (KeyRow key : this.keys) {
			String expression = key.expression;
			if (expression == null) {
				throw new ConcurrencyFailureException(
						"Index \"%s\" was dropped while it was read".formatted(this.name));
			}
			IndexKeyScanner.Suffix suffix = scanner.next(expression);
			keys.add(new Index.Key(key.column, expression, suffix.collation(), suffix.opclass(), key.descending,
					key.nullsFirst, key.exclusionOperator, key.equality));
		}
		return keys;
	}

	record KeyRow(int column, @Nullable String expression, boolean descending, boolean nullsFirst,
			@Nullable String exclusionOperator, @Nullable String equality) {

	}

}
