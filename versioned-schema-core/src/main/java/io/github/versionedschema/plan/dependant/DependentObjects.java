package io.github.versionedschema.plan.dependant;

import java.util.Collection;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.Identifier;

/**
 * Queries the objects that use columns of a table, and the objects that use the views
 * among them, in any number of levels. Each is printed as the statement that removes it
 * and the statements that create it again.
 */
final class DependentObjects {

	/**
	 * An object is reached through the columns of the table and of its partitions,
	 * through a view or through the row type of a view. Views that other versions need,
	 * copies of views, and triggers of the engine, are left out. {@code OFFSET 0} keeps
	 * PostgreSQL from reading all dependencies of a large schema.
	 */
	private static final String QUERY = """
			WITH RECURSIVE tree AS (
				SELECT pg_catalog.to_regclass(%1$s)::oid AS oid
				UNION
				SELECT relid::oid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(%1$s))
			), reached AS (
				SELECT used.classid, used.objid, 1 AS level
				FROM tree
				CROSS JOIN LATERAL (SELECT a.attnum FROM pg_catalog.pg_attribute a
					WHERE a.attrelid = tree.oid AND a.attname = ANY (%2$s) OFFSET 0) a
				CROSS JOIN LATERAL (SELECT d.classid, d.objid FROM pg_catalog.pg_depend d
					WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = tree.oid AND d.refobjsubid = a.attnum
						AND d.deptype IN ('n', 'a') OFFSET 0) used
				WHERE used.classid IN ('pg_catalog.pg_rewrite'::regclass, 'pg_catalog.pg_policy'::regclass,
						'pg_catalog.pg_trigger'::regclass, 'pg_catalog.pg_publication_rel'::regclass)
					AND {others}
				UNION
				SELECT used.classid, used.objid, reached.level + 1
				FROM reached
				JOIN pg_catalog.pg_rewrite r ON reached.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = reached.objid
					AND r.rulename = '_RETURN'
				JOIN pg_catalog.pg_class v ON v.oid = r.ev_class
				LEFT JOIN pg_catalog.pg_type row_type ON row_type.oid = v.reltype
				CROSS JOIN LATERAL (VALUES ('pg_catalog.pg_class'::regclass, v.oid), ('pg_catalog.pg_type'::regclass, row_type.oid),
					('pg_catalog.pg_type'::regclass, row_type.typarray)) AS through (classid, objid)
				CROSS JOIN LATERAL (SELECT d.classid, d.objid FROM pg_catalog.pg_depend d
					WHERE d.refclassid = through.classid AND d.refobjid = through.objid AND d.deptype IN ('n', 'a')
						AND d.objid <> r.oid OFFSET 0) used
				WHERE reached.level < 100 AND {others}
			), object AS (
				SELECT reached.classid, reached.objid, max(reached.level) AS level
				FROM reached
				GROUP BY reached.classid, reached.objid
			), found AS (
				SELECT object.classid, object.objid, object.level, r.rulename, v.oid AS relation, v.relkind, v.relname, v.relacl,
					v.reloptions, v.relowner, v.relam, v.reltablespace, v.relispopulated, v.relpages, n.nspname,
					CASE v.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS kind,
					pg_catalog.pg_describe_object(object.classid, object.objid, 0) AS name,
					pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(v.relname) AS view
				FROM object
				LEFT JOIN pg_catalog.pg_rewrite r ON object.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = object.objid
				LEFT JOIN pg_catalog.pg_class v ON v.oid = r.ev_class
				LEFT JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
			), view AS (
				SELECT * FROM found WHERE rulename = '_RETURN' AND relkind IN ('v', 'm')
			), replaced AS (
				SELECT tree.oid, a.attnum
				FROM tree
				CROSS JOIN LATERAL (SELECT a.attnum FROM pg_catalog.pg_attribute a
					WHERE a.attrelid = tree.oid AND a.attname = ANY (%2$s) OFFSET 0) a
			), routine AS (
				SELECT p.oid, pg_catalog.pg_describe_object('pg_catalog.pg_proc'::regclass, p.oid, 0) AS name,
					pg_catalog.format('CREATE OR REPLACE %%s %%I.%%I', kind.name, n.nspname, p.proname) AS beginning, kind.name AS kind, p.proname,
					(SELECT pg_catalog.string_agg(pg_catalog.format(E';\\nALTER %%s %%s DEPENDS ON EXTENSION %%I', kind.name,
							p.oid::regprocedure, e.extname), '' ORDER BY e.extname)
						FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
						WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'x') AS extensions,
					CASE
						WHEN NOT pg_catalog.pg_has_role(p.proowner, 'USAGE') THEN pg_catalog.format(
							'%%s uses it and belongs to role %%I, and role %%I may not change it', p.oid::regprocedure,
							pg_catalog.pg_get_userbyid(p.proowner), current_user)
						WHEN NOT pg_catalog.has_schema_privilege(n.oid, 'CREATE') THEN pg_catalog.format(
							'%%s uses it, and role %%I may create nothing in schema %%I', p.oid::regprocedure, current_user, n.nspname)
						WHEN EXISTS (SELECT FROM pg_catalog.pg_depend d
								WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
							THEN pg_catalog.format('%%s uses it and belongs to an extension', p.oid::regprocedure)
						ELSE (SELECT pg_catalog.format('%%s uses it and depends on its constraint %%I', p.oid::regprocedure,
								pg_catalog.min(c.conname::text))
							FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_constraint c ON c.oid = d.refobjid
							JOIN replaced ON c.conrelid = replaced.oid AND replaced.attnum = ANY (c.conkey)
							WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid
								AND d.refclassid = 'pg_catalog.pg_constraint'::regclass HAVING pg_catalog.count(*) > 0)
					END AS obstacle
				FROM (SELECT DISTINCT used.objid
						FROM replaced
						CROSS JOIN LATERAL (SELECT d.objid FROM pg_catalog.pg_depend d
							WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = replaced.oid
								AND d.refobjsubid = replaced.attnum AND d.classid = 'pg_catalog.pg_proc'::regclass OFFSET 0) used) used
				JOIN pg_catalog.pg_proc p ON p.oid = used.objid
				JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
				CROSS JOIN LATERAL (SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END) kind (name)
				WHERE n.nspname <> 'versioned_schema' AND n.oid <> pg_catalog.pg_my_temp_schema()
			)
			"""
		.replace("{others}", """
				NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
						JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
						WHERE used.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = used.objid
							AND (n.nspname = ANY (%3$s) OR n.nspname = 'versioned_schema'
								OR pg_catalog.starts_with(c.relname::text, '{copies}')) OFFSET 0)
					AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
						JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
						WHERE used.classid = 'pg_catalog.pg_trigger'::regclass AND t.oid = used.objid
							AND (t.tgisinternal OR t.tgparentid <> 0 OR n.nspname = 'versioned_schema') OFFSET 0)""")
		.replace("{copies}", Dependant.COPY);

	private DependentObjects() {
	}

	/**
	 * Returns the beginning of a query, with the common table expressions {@code found},
	 * all objects, {@code view}, the views and materialized views among them, and
	 * {@code routine}, the functions and procedures that use the columns themselves.
	 * @param table the table as written in SQL
	 * @param columns the names of the columns, as an SQL expression for an array
	 * @param versions the schemas of versions
	 */
	static String of(String table, String columns, Collection<String> versions) {
		return QUERY.formatted(Identifier.literal(table), columns, names(versions));
	}

	/** Returns names as an SQL expression for an array. */
	static String names(Collection<String> names) {
		return names.stream().map(Identifier::literal).collect(Collectors.joining(", ", "ARRAY[", "]::name[]"));
	}

}
