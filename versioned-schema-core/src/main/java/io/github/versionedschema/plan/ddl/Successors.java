package io.github.versionedschema.plan.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Identifier;

/**
 * Gives objects that take the place and the name of others within a transaction what is
 * not part of their definitions: comments, storage parameters of indexes, statistics
 * targets, which index a table is clustered on and which is its replica identity. All of
 * this is read when the transaction begins, as an earlier step or a user may have changed
 * it since the objects were planned.
 */
public final class Successors {

	private static final String SETTING = "versioned_schema.successors";

	/** What an object had, as statements for the object that has its name afterwards. */
	private static final String REMEMBER = """
			BEGIN
				PERFORM pg_catalog.set_config('%s', coalesce((
					SELECT pg_catalog.jsonb_agg(had)::text FROM (
						%s
					) AS had (relation, "constraint", statement) WHERE had.statement IS NOT NULL), '[]'), true);
			END
			""";

	/** Partitions may have been attached or detached since the objects were planned. */
	private static final String RESTORE = """
			DECLARE
				_vs_statement text;
			BEGIN
				FOR _vs_statement IN
					SELECT had.statement
					FROM pg_catalog.jsonb_to_recordset(pg_catalog.current_setting('%s')::jsonb)
						AS had (relation text, "constraint" text, statement text)
					WHERE had.relation IS NULL OR pg_catalog.to_regclass(had.relation) IS NOT NULL
						AND (had."constraint" IS NULL OR EXISTS (SELECT FROM pg_catalog.pg_constraint k
							WHERE k.conrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(had.relation)::oid
								AND k.conname::text OPERATOR(pg_catalog.=) had."constraint"))
				LOOP
					EXECUTE _vs_statement;
				END LOOP;
			END
			""";

	/** PostgreSQL does not alter the parameters of an index of a partitioned table. */
	private static final String OF_INDEXES = """
			SELECT named.sql, NULL::text, own.statement
			FROM (VALUES %s) AS named (sql, planned)
			JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(named.sql)::oid
			JOIN pg_catalog.pg_index i ON i.indexrelid OPERATOR(pg_catalog.=) c.oid
			JOIN pg_catalog.pg_class t ON t.oid OPERATOR(pg_catalog.=) i.indrelid
			JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) t.relnamespace
			CROSS JOIN LATERAL (
				SELECT pg_catalog.format('COMMENT ON INDEX %%s IS %%L', named.sql, d.description)
				FROM pg_catalog.pg_description d
				WHERE d.classoid OPERATOR(pg_catalog.=) c.tableoid AND d.objoid OPERATOR(pg_catalog.=) c.oid AND d.objsubid OPERATOR(pg_catalog.=) 0
				UNION ALL
				SELECT pg_catalog.format('ALTER INDEX %%s RESET (%%s)', named.sql,
					pg_catalog.string_agg(pg_catalog.split_part(parameter, '=', 1), ', '))
				FROM pg_catalog.unnest(named.planned) parameter
				WHERE c.relkind OPERATOR(pg_catalog.=) 'i' AND NOT EXISTS (SELECT FROM pg_catalog.unnest(c.reloptions) own
					WHERE pg_catalog.split_part(own, '=', 1) OPERATOR(pg_catalog.=) pg_catalog.split_part(parameter, '=', 1))
				HAVING pg_catalog.count(*) OPERATOR(pg_catalog.>) 0
				UNION ALL
				SELECT pg_catalog.format('ALTER INDEX %%s SET (%%s)', named.sql, pg_catalog.string_agg(parameter, ', '))
				FROM pg_catalog.unnest(c.reloptions) parameter
				WHERE c.relkind OPERATOR(pg_catalog.=) 'i'
				HAVING pg_catalog.count(*) OPERATOR(pg_catalog.>) 0
				UNION ALL
				SELECT pg_catalog.format('ALTER INDEX %%s ALTER COLUMN %%s SET STATISTICS %%s', named.sql, a.attnum, a.attstattarget)
				FROM pg_catalog.pg_attribute a
				WHERE a.attrelid OPERATOR(pg_catalog.=) c.oid AND a.attstattarget OPERATOR(pg_catalog.>=) 0
				UNION ALL
				SELECT pg_catalog.format('ALTER TABLE %%I.%%I CLUSTER ON %%I', n.nspname, t.relname, c.relname) WHERE i.indisclustered
				UNION ALL
				SELECT pg_catalog.format('ALTER TABLE %%I.%%I REPLICA IDENTITY USING INDEX %%I', n.nspname, t.relname, c.relname)
				WHERE i.indisreplident
			) own (statement)""";

	private static final String OF_CONSTRAINTS = """
			SELECT named.relation, named.successor,
				pg_catalog.format('COMMENT ON CONSTRAINT %%I ON %%s IS %%L', named.successor, named.relation, d.description)
			FROM (VALUES %s) AS named (relation, name, successor)
			JOIN pg_catalog.pg_constraint k ON k.conrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(named.relation)::oid
				AND k.conname::text OPERATOR(pg_catalog.=) named.name
			JOIN pg_catalog.pg_description d ON d.classoid OPERATOR(pg_catalog.=) k.tableoid AND d.objoid OPERATOR(pg_catalog.=) k.oid""";

	private static final String OF_STATISTICS = """
			SELECT NULL, NULL, own.statement
			FROM (VALUES %s) AS named (sql)
			JOIN pg_catalog.pg_namespace n ON true
			JOIN pg_catalog.pg_statistic_ext s ON s.stxnamespace OPERATOR(pg_catalog.=) n.oid
				AND pg_catalog.format('%%I.%%I', n.nspname, s.stxname) OPERATOR(pg_catalog.=) named.sql
			CROSS JOIN LATERAL (
				SELECT pg_catalog.format('COMMENT ON STATISTICS %%s IS %%L', named.sql, d.description)
				FROM pg_catalog.pg_description d
				WHERE d.classoid OPERATOR(pg_catalog.=) s.tableoid AND d.objoid OPERATOR(pg_catalog.=) s.oid
				UNION ALL
				SELECT pg_catalog.format('ALTER STATISTICS %%s SET STATISTICS %%s', named.sql, s.stxstattarget)
				WHERE s.stxstattarget OPERATOR(pg_catalog.>=) 0
			) own (statement)""";

	private final List<String> indexes = new ArrayList<>();

	private final List<String> constraints = new ArrayList<>();

	private final List<String> statistics = new ArrayList<>();

	/**
	 * Adds an index.
	 * @param index its name, as written in SQL
	 * @param parameters the storage parameters that the plan knows, which its successor
	 * may have
	 */
	public void index(String index, List<String> parameters) {
		this.indexes.add("(%s, ARRAY[%s]::text[])".formatted(Identifier.literal(index),
				parameters.stream().map(Identifier::literal).collect(Collectors.joining(", "))));
	}

	/**
	 * Adds a constraint.
	 * @param table its table, as written in SQL
	 */
	public void constraint(String table, String name) {
		constraint(table, name, name);
	}

	/**
	 * Adds a constraint whose successor has another name.
	 * @param table their table, as written in SQL
	 */
	public void constraint(String table, String name, String successor) {
		this.constraints.add("(%s, %s, %s)".formatted(Identifier.literal(table), Identifier.literal(name),
				Identifier.literal(successor)));
	}

	/**
	 * Adds extended statistics.
	 * @param object its name, as written in SQL
	 */
	public void statistics(String object) {
		this.statistics.add("(%s)".formatted(Identifier.literal(object)));
	}

	/** Returns the statements that run before any of the objects is dropped. */
	public List<String> remember() {
		List<String> queries = new ArrayList<>();
		add(queries, OF_INDEXES, this.indexes);
		add(queries, OF_CONSTRAINTS, this.constraints);
		add(queries, OF_STATISTICS, this.statistics);
		return queries.isEmpty() ? List.of() : List
			.of("DO " + Identifier.dollarQuoted(REMEMBER.formatted(SETTING, String.join("\nUNION ALL\n", queries))));
	}

	/** Returns the statements that run when all successors have the names. */
	public List<String> restore() {
		return (this.indexes.isEmpty() && this.constraints.isEmpty() && this.statistics.isEmpty()) ? List.of()
				: List.of("DO " + Identifier.dollarQuoted(RESTORE.formatted(SETTING)));
	}

	private static void add(List<String> queries, String query, List<String> objects) {
		if (!objects.isEmpty()) {
			queries.add(query.formatted(String.join(", ", objects)));
		}
	}

}
