package io.github.versionedschema.schema.read;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Catalogue.RelationKind;
import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.Grant;
import io.github.versionedschema.schema.Routine;
import io.github.versionedschema.schema.SchemaType;
import io.github.versionedschema.schema.Table;

/**
 * The catalogue row of the schema, with the names that exist in it.
 */
record SchemaRow(String owner, List<Grant> grants, Map<String, RelationKind> otherRelations, Set<String> types,
		Set<String> checkedDomains, Set<String> functions) {

	private static final String SQL = """
			select json_build_object(
				'owner', pg_get_userbyid(n.nspowner),
				'grants', %s,
				'otherRelations', (
					select coalesce(json_object_agg(c.relname, case
						when c.relkind = 'v' then 'VIEW'
						when c.relkind = 'm' then 'MATERIALIZED_VIEW'
						when c.relkind = 'S' then 'SEQUENCE'
						when c.relkind = 'c' then 'COMPOSITE_TYPE'
						when c.relkind in ('i', 'I') then 'INDEX'
						when exists (
							select
							from pg_depend
							where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
							then 'EXTENSION_TABLE'
						else 'TABLE' end), '{}')
					from pg_class c
					left join pg_index i on i.indexrelid = c.oid
					where c.relnamespace = n.oid
						and coalesce(i.indrelid, c.oid) <> all(cast(:tables as oid[]))),
				'types', (
					select coalesce(json_agg(t.typname), '[]')
					from pg_type t
					left join pg_class c on c.oid = t.typrelid
					where t.typnamespace = n.oid and coalesce(c.relkind, 'c') = 'c'
						and not exists (select from pg_type element where element.typarray = t.oid)),
				'checkedDomains', (
					select coalesce(json_agg(name), '[]')
					from pg_type t
					join pg_namespace tn on tn.oid = t.typnamespace
					cross join lateral unnest(array[format('%%I.%%I', tn.nspname, t.typname),
						case when tn.oid = n.oid then quote_ident(t.typname) end]) name
					where t.typtype = 'd' and name is not null
						and (t.typnotnull or exists (select from pg_constraint where contypid = t.oid))
						and tn.nspname not in ('pg_catalog', 'information_schema')),
				'functions', (
					select coalesce(json_agg(distinct p.proname::text), '[]')
					from pg_proc p
					where p.pronamespace = n.oid)) as document
			from pg_namespace n
			where n.nspname = :schema
			""".formatted(CatalogueQuery.grants("n.nspacl"));

	static Catalogue read(CatalogueQuery query, int serverVersion, String schema, List<Table> tables) {
		List<Routine> routines = Routine.read(query);
		List<SchemaType> types = TypeSql.read(query);
		return query.list(SQL, SchemaRow.class)
			.stream()
			.map((row) -> new Catalogue(serverVersion, schema, row.owner, row.grants, tables, row.otherRelations,
					row.types, row.checkedDomains, row.functions, routines, Set.of(), types))
			.findFirst()
			.orElseGet(() -> new Catalogue(serverVersion, schema, null, List.of(), List.of(), Map.of(), Set.of(),
					Set.of(), Set.of(), routines, Set.of(), List.of()));
	}

}
